"""What a bank must not have when readers get it: each weakness is made, and named with its place."""

import dataclasses

import pytest

from vastus.knee.anatomy import drawing
from vastus.quiz.audit import imbalances, weaknesses
from vastus.quiz.bank import (
    Bank,
    BankError,
    Choice,
    Label,
    Match,
    MatchChoice,
    Option,
    Outcome,
    Pair,
    chapters,
    load_all,
)


def item(number, right, options=4, longest=None, **fields):
    """A single item whose right option stands at place ``right`` and whose longest at ``longest``, if any."""
    texts = [f"Answer {place}" + " at length" * (place == longest) for place in range(options)]
    made = tuple(Option(f"o{place}", text, "So.", place == right) for place, text in enumerate(texts))
    common = {"type": "single", "outcome": "known", "stem": "Which?", "hint": "Think.", "pool": "practice"}
    common |= {"answered_by": "known-well"}
    return Choice(id=f"i{number}", explanation="So.", sources=(), options=made, **(common | fields))


def bank(*items):
    return Bank("sample", (Outcome("known", "remember", "Know it."),), items)


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


def test_every_question_of_the_course_names_what_settles_it():
    items = even()
    items[2] = dataclasses.replace(items[2], answered_by="")
    assert weaknesses(bank(*items)) == [
        "item i2, answered_by: found nothing, expected the label or figure state that settles it"
    ]


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
        "answered_by": "known-well",
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


def marked(number, kind, right):
    """An item whose options are right where ``right`` says so."""
    made = item(number, 0, type=kind)
    options = tuple(Option(f"o{place}", f"Answer {place}", "So.", yes) for place, yes in enumerate(right))
    return dataclasses.replace(made, options=options)


def matched(*choices, of):
    """A match whose lines belong to ``choices``, out of those named in ``of``."""
    made = item(1, 0)
    names = ("id", "outcome", "answered_by", "stem", "hint", "explanation", "sources", "pool")
    common = {name: getattr(made, name) for name in names}
    pairs = tuple(Pair(f"p{number}", f"Line {number}", choice, "So.") for number, choice in enumerate(choices))
    return Match(type="match", choices=tuple(MatchChoice(name, name) for name in of), pairs=pairs, **common)


def test_a_match_in_which_the_last_line_is_left_over_is_a_weakness():
    assert weaknesses(bank(*even(), matched("c", "a", "b", of="abc"))) == [
        "item i1, pairs: found each choice right for one line, so that the last line is left over, "
        "expected a choice that fits several lines or none"
    ]


@pytest.mark.parametrize(("lines", "of"), [("abca", "abc"), ("abc", "abcd"), ("aab", "abc")])
def test_a_match_with_a_choice_for_several_lines_or_none_is_not(lines, of):
    assert weaknesses(bank(*even(), matched(*lines, of=of))) == []


def test_two_right_of_four_may_not_be_the_rule():
    two, three, one = (True, True, False, False), (True, True, True, False), (False, False, True, False)
    unbalanced = [marked(number, "multiple", two) for number in range(13)]
    rest = [marked(number, "multiple", right) for number, right in ((13, three), (14, one))]
    assert imbalances([bank(*unbalanced), bank(*rest)]) == [
        "multiple items: found 2 right of 4 in 13 of 15, expected the same numbers in at most 9, "
        "so that the number gives nothing away"
    ]
    assert imbalances([bank(*unbalanced[:8]), bank(*rest * 3)]) == []


@pytest.mark.parametrize(("true", "complaint"), [(2, True), (3, False), (4, False), (5, False), (6, True)])
def test_statements_are_about_as_often_true_as_false(true, complaint):
    items = [marked(number, "true-false", (number < true, number >= true)) for number in range(8)]
    found = imbalances([bank(*items[:4]), bank(*items[4:])])
    expected = f"true-false items: found {true} of 8 true, expected about 4, and between 3 and 5"
    assert found == ([expected] if complaint else [])


def test_a_place_that_each_bank_may_favour_a_little_all_may_not():
    lopsided = [item(number, place) for number, place in enumerate((0, 1, 2, 3, 3, 3, 0, 3))]
    assert weaknesses(bank(*lopsided)) == []
    found = imbalances([bank(*lopsided)] * 6)
    assert (
        "options: found the right one at place 4 in 24 of 48 single items, expected about 12, and between 9 and 15"
    ) in found
    assert imbalances([bank(*even())] * 6) == []


def test_the_banks_of_the_course_are_balanced_with_room_to_spare():
    """So that an author can add an item and is not at once told to move others."""
    banks = load_all().values()
    for one in banks:
        kept = [item for item in one.items if item is not one.items[-1]]
        others = [other for other in banks if other is not one]
        assert imbalances([*others, dataclasses.replace(one, items=tuple(kept))]) == []


def test_the_check_of_the_course_names_what_all_chapters_together_give_away(monkeypatch):
    monkeypatch.setattr("vastus.quiz.bank.imbalances", lambda banks: [f"{len(list(banks))} banks are lopsided"])
    with pytest.raises(BankError) as caught:
        load_all()
    assert caught.value.problems == (f"all chapters: {len(chapters())} banks are lopsided",)
