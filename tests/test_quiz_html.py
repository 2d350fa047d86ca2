"""The form: what stands in it without JavaScript, and that nothing of a bank gets out of its place."""

from collections import Counter
from types import SimpleNamespace

import html5lib
import pytest
import yaml

from vastus.quiz.bank import load, load_all
from vastus.quiz.html import form

NASTY = """</script></textarea><script>alert(1)</script><img src=x onerror="alert(2)"> & ' " &amp; {x} <!--"""
REFERENCES = {
    "smith2009exist": SimpleNamespace(label="Smith & Nichols <2009>", url="https://doi.org/10.0000/a?b=1&c=2"),
    "unseen1990": SimpleNamespace(label="Unseen 1990", url=""),
}


def options(*correct):
    marks = [{"correct": mark} if mark else {} for mark in correct]
    return [{"id": f"o{n}", "text": f"Option {n}", **mark, "feedback": f"Reason {n}."} for n, mark in enumerate(marks)]


def item(item_id, kind, **fields):
    common = {"id": item_id, "type": kind, "outcome": "known", "stem": f"Stem of {item_id}?"}
    return {**common, **fields, "explanation": f"Explained {item_id}.", "citekeys": ["smith2009exist"]}


def sample():
    trap = {"id": "sign", "value": -3, "tolerance": 0.5, "feedback": "The sign."}
    feedback = {"right": "Yes.", "wrong": "No."}
    return {
        "chapter": "sample",
        "outcomes": [{"id": "known", "text": "Know it."}],
        "items": [
            item("one", "single", options=options(True, False)),
            item("some", "multiple", options=options(True, False, True)),
            item("number", "numeric", answer=17.2, tolerance=0.2, unit="ms", feedback=feedback),
            item("minus", "numeric", answer=3, tolerance=0, feedback=feedback, traps=[trap]),
            item("guess", "predict", options=options(False, False)),
        ],
    }


@pytest.fixture
def bank(tmp_path):
    def make(edit=lambda raw: None):
        raw = sample()
        edit(raw)
        (tmp_path / "sample.yml").write_text(yaml.safe_dump(raw), encoding="utf-8")
        return load("sample", tmp_path, REFERENCES)

    return make


def parse(html):
    """The page as a browser would have it; any error of syntax raises."""
    page = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{html}</body></html>"
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text(node):
    return " ".join("".join(node.itertext()).split())


def fieldset(page, item_id):
    return page.find(f".//fieldset[@data-item='{item_id}']")


def poison(value):
    """Every free text of a bank made nasty; ids, types and numbers kept."""
    if isinstance(value, list):
        return [poison(entry) for entry in value]
    if isinstance(value, dict):
        kept = ("id", "type", "outcome", "chapter", "citekeys")
        return {key: entry if key in kept else poison(entry) for key, entry in value.items()}
    return NASTY if isinstance(value, str) else value


def test_the_form_is_well_formed_with_the_names_of_the_design(bank):
    page = parse(form(bank()))
    assert page.find(".//form").get("data-quiz") == "sample"
    for item_id in ("one", "some", "number", "minus"):
        node = fieldset(page, item_id)
        assert text(node.find("legend")).startswith(f"Stem of {item_id}?")
        assert len(node.findall(".//button[@data-check]")) == 1
        assert node.find(".//button[@data-check]").get("type") == "button"
        assert node.find(".//*[@role='status']").text is None


def test_predictions_are_left_to_the_text_and_come_by_id(bank):
    assert fieldset(parse(form(bank())), "guess") is None
    page = parse(form(bank(), ["guess", "one"]))
    assert [node.get("data-item") for node in page.iter("fieldset")] == ["guess", "one"]


def test_every_input_is_inside_its_label_and_is_of_the_native_kind(bank):
    page = parse(form(bank(), ["one", "some", "number", "guess"]))
    labelled = [inner for label in page.iter("label") for inner in label.iter("input")]
    assert labelled == list(page.iter("input"))
    kinds = {node.get("data-item"): {i.get("type") for i in node.iter("input")} for node in page.iter("fieldset")}
    assert kinds == {"one": {"radio"}, "some": {"checkbox"}, "number": {"text"}, "guess": {"radio"}}


def test_the_unit_is_part_of_the_label(bank):
    label = fieldset(parse(form(bank())), "number").find("label")
    assert text(label) == "Your answer ms"
    assert label.find("input").get("inputmode") == "decimal"


def test_a_keypad_without_minus_is_not_asked_for_where_a_minus_is_needed(bank):
    assert fieldset(parse(form(bank())), "minus").find(".//input").get("inputmode") == "text"


def test_the_details_hold_answer_every_reason_explanation_and_sources(bank):
    page = parse(form(bank()))
    said = text(fieldset(page, "some").find("details"))
    assert "Right: Option 0 Reason 0. Wrong: Option 1 Reason 1. Right: Option 2 Reason 2." in said
    assert "Explained some." in said
    link = fieldset(page, "some").find(".//details//a")
    assert (link.get("href"), link.text) == ("references.html#ref-smith2009exist", "Smith & Nichols <2009>")
    said = text(fieldset(page, "number").find("details"))
    assert "Right: 17.2 ms, give or take 0.2 ms. Yes." in said and "Any other number: No." in said
    assert "Wrong: −3. The sign." in text(fieldset(page, "minus").find("details"))


def test_a_prediction_is_nowhere_called_right_or_wrong(bank):
    said = text(fieldset(parse(form(bank(), ["guess"])), "guess"))
    assert "If you predicted: Option 0 Reason 0." in said
    assert "Right" not in said and "Wrong" not in said


def test_without_a_references_page_sources_link_to_the_work_itself(bank):
    html = form(bank(lambda raw: raw["items"][0]["citekeys"].append("unseen1990")), ["one"], reference_href=None)
    links = list(parse(html).iter("a"))
    assert [link.get("href") for link in links] == ["https://doi.org/10.0000/a?b=1&c=2"]
    assert "Sources: Smith & Nichols <2009>; Unseen 1990" in text(parse(html))


def test_text_of_a_bank_stays_text_whatever_it_holds(bank):
    def edit(raw):
        raw["items"] = poison(raw["items"])

    clean = parse(form(bank(), ["one", "some", "number", "minus", "guess"]))
    nasty = parse(form(bank(edit), ["one", "some", "number", "minus", "guess"]))
    names = [Counter(str(node.tag) for node in page.iter()) for page in (clean, nasty)]
    assert names[1] == names[0]
    assert "script" not in names[1] and "img" not in names[1]
    assert fieldset(nasty, "one").find("legend/span").text == NASTY
    assert fieldset(nasty, "one").find(".//label/span").text == NASTY
    assert fieldset(nasty, "one").find(".//details/p[@data-explanation]").text == NASTY
    assert not any(name.startswith("on") for node in nasty.iter() for name in node.attrib)


def test_two_forms_of_a_chapter_on_a_page_share_no_id(bank):
    page = parse(form(bank()) + form(bank()) + form(bank(), ["guess"]))
    ids = Counter(node.get("id") for node in page.iter() if node.get("id"))
    assert all(count == 1 for count in ids.values())


def test_the_form_sends_nothing_even_before_its_script_is_there(bank):
    page = parse(form(bank()))
    assert page.find(".//form").get("method") == "dialog"
    assert {button.get("type") for button in page.iter("button")} == {"button"}


def test_the_same_bank_gives_the_same_bytes(bank):
    assert form(bank()) == form(bank())


def test_every_bank_of_the_course_makes_a_well_formed_form():
    banks = load_all()
    assert banks
    for bank in banks.values():
        ids = [item.id for item in bank.items]
        page = parse(form(bank, ids))
        assert [node.get("data-item") for node in page.iter("fieldset")] == ids
