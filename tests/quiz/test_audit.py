"""What a bank must not have when readers get it: each weakness is made, and named with its place."""

import dataclasses

import pytest

from vastus.knee.anatomy import drawing
from vastus.quiz.audit import weaknesses
from vastus.quiz.bank import Bank, Choice, Label, Option, Outcome


def item(number, right, options=4, longest=None, **fields):
    """A single item whose right option stands at place ``right`` and whose longest at ``longest``, if any."""
    texts = [f"Answer {place}" + " at length" * (place == longest) for place in range(options)]
    made = tuple(Option(f"o{place}", text, "So.", place == right) for place, text in enumerate(texts))
    common = {"type": "single", "outcome": "known", "stem": "Which?", "hint": "Think.", "pool": "practice"}
    return Choice(id=f"i{number}", explanation="So.", sources=(), options=made, **(common | fields))


def bank(*items):
    return Bank("sample", (Outcome("known", "Know it."),), items)


def even(count=16):
    """A bank in which neither place nor length tells anything."""
    return [item(number, number % 4, longest=(number // 4) % 4) for number in range(count)]


def test_a_bank_without_favourites_has_no_weakness():
    assert weaknesses(bank(*even())) == []


def test_the_longest_option_may_not_be_right_too_often():
    found = weaknesses(bank(*(item(number, number % 4, longest=number % 4) for number in range(16))))
    assert found == [
        "options: found the longest right in 16 of 16 items, expected about 4, as by chance, and at most 7"
    ]


@pytest.mark.parametrize("place", range(4))
def test_the_right_option_may_have_no_favourite_place(place):
    items = [dataclasses.replace(one, id=f"x{n}") for n, one in enumerate([*even(8), *[item(9, place)] * 8])]
    assert any(f"right one at place {place + 1} in 10 of 16" in weakness for weakness in weaknesses(bank(*items)))


def test_a_place_that_is_never_right_is_a_weakness():
    found = weaknesses(bank(*(item(number, number % 3) for number in range(24))))
    assert (
        "options: found the right one at place 4 in 0 of 24 single items, expected about 6, and between 2 and 10"
        in found
    )


def test_a_scored_item_needs_a_hint_and_a_prediction_needs_none():
    items = even()
    items[0] = dataclasses.replace(items[0], hint="")
    items[1] = dataclasses.replace(items[1], hint="", type="predict")
    assert weaknesses(bank(*items)) == ["item i0, hint: found nothing, expected a hint for the second try"]


def test_an_outcome_needs_three_items_that_every_reader_gets():
    items = [item(0, 0), item(1, 1), item(2, 2, pool="reserved"), item(3, 3, type="predict")]
    assert weaknesses(bank(*items)) == ["outcome known: found 2 scored items, expected 3 or more"]


@pytest.mark.parametrize("text", ["All of the above", "none of these", "Both of them", "A and B"])
def test_no_option_may_speak_of_the_others(text):
    items = even()
    options = items[0].options
    items[0] = dataclasses.replace(items[0], options=(*options[:3], dataclasses.replace(options[3], text=text)))
    assert any(
        weakness.startswith("item i0, option o3, text: found") and "stands alone" in weakness
        for weakness in weaknesses(bank(*items))
    )


def test_a_picture_and_its_parts_need_words(monkeypatch):
    common = {
        "outcome": "known",
        "stem": "Find it.",
        "hint": "Look.",
        "explanation": "So.",
        "sources": (),
        "pool": "practice",
    }
    find = Label(
        id="find", type="label", drawing="knee-front", answer="mpfl", right="Yes.", wrong="No.", traps=(), **common
    )
    asked = bank(*even(), find)
    assert weaknesses(asked) == []
    known = drawing.anatomy()
    parts = {**known.parts, "patella": dataclasses.replace(known.parts["patella"], place=" ")}
    monkeypatch.setattr(drawing, "anatomy", lambda: dataclasses.replace(known, title="", parts=parts))
    assert weaknesses(asked) == [
        "item find, drawing knee-front, title: found nothing, expected words for it",
        "item find, drawing knee-front, place of patella: found nothing, expected words for it",
    ]
