"""The form: what stands in it without JavaScript, and that nothing of a bank gets out of its place."""

from collections import Counter
from types import SimpleNamespace

import html5lib
import pytest
import yaml
from sample_quiz import bank as every_type
from sample_quiz import second_bank

from vastus.quiz.bank import BankError, chapters, find, load
from vastus.quiz.html import form, mixed_form
from vastus.typeset import prose

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
    if kind != "predict":
        common["hint"] = f"Hint for {item_id}."
    return {**common, **fields, "explanation": f"Explained {item_id}.", "citekeys": ["smith2009exist"]}


def sample():
    trap = {"id": "sign", "value": -3, "tolerance": 0.5, "feedback": "The sign."}
    feedback = {"right": "Yes.", "wrong": "No."}
    return {
        "chapter": "sample",
        "outcomes": [{"id": "known", "level": "remember", "text": "Know it."}],
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
    kinds = {
        node.get("data-item"): {i.get("type") for i in node.iter("input") if i.get("name") == node.get("data-item")}
        for node in page.iter("fieldset")
    }
    assert kinds == {"one": {"radio"}, "some": {"checkbox"}, "number": {"text"}, "guess": {"radio"}}


def test_the_unit_is_part_of_the_label(bank):
    label = fieldset(parse(form(bank())), "number").find("label")
    assert text(label) == "Your answer ms"
    assert label.find("input").get("inputmode") == "decimal"


def test_a_keypad_without_minus_is_not_asked_for_where_a_minus_is_needed(bank):
    assert fieldset(parse(form(bank())), "minus").find(".//input").get("inputmode") == "text"


def test_the_details_hold_answer_every_reason_explanation_and_sources(bank):
    page = parse(form(bank()))
    said = text(fieldset(page, "some").find("details[@data-answers]"))
    assert "Right: Option 0 Reason 0. Wrong: Option 1 Reason 1. Right: Option 2 Reason 2." in said
    assert "Explained some." in said
    link = fieldset(page, "some").find(".//details[@data-answers]//a")
    assert (link.get("href"), link.text) == ("references.html#ref-smith2009exist", "Smith & Nichols <2009>")
    said = text(fieldset(page, "number").find("details[@data-answers]"))
    assert "Right: 17.2 ms, give or take 0.2 ms. Yes." in said and "Any other number: No." in said
    assert "Wrong: −3. The sign." in text(fieldset(page, "minus").find("details[@data-answers]"))


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
    assert fieldset(nasty, "one").find("legend/span").text == prose(NASTY)
    assert fieldset(nasty, "one").find(".//label/span").text == prose(NASTY)
    assert fieldset(nasty, "one").find(".//details/p[@data-explanation]").text == prose(NASTY)
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
    for chapter in chapters():
        bank = load(chapter)
        ids = [item.id for item in bank.items if item.pool == "practice"]
        page = parse(form(bank, ids))
        assert [node.get("data-item") for node in page.iter("fieldset")] == ids


# What the types have of their own


@pytest.fixture
def every(tmp_path):
    """The page of a bank with every type, and the bank."""
    bank = every_type(tmp_path)
    return parse(form(bank, [item.id for item in bank.items])), bank


def without_answers(node):
    """The text a reader sees before any <details> is opened."""
    for parent in node.iter():
        for details in [child for child in parent if child.tag == "details"]:
            parent.remove(details)
    return text(node)


def test_a_question_says_its_type_chapter_and_outcome(every):
    page, bank = every
    for item in bank.items:
        node = fieldset(page, item.id)
        found = [node.get(f"data-{name}") for name in ("type", "chapter", "outcome")]
        assert found == [item.type, "sample", item.outcome]


def test_the_hint_stands_apart_and_can_be_read_without_the_answer(every):
    page, bank = every
    for item in bank.items:
        hint = fieldset(page, item.id).find("details[@data-hint]")
        assert (hint is None) is (item.type in ("case", "predict"))
        assert hint is None or text(hint) == f"Hint {prose(item.hint)}"


def test_no_reason_and_no_explanation_is_told_outside_the_details(every):
    page, bank = every
    for item in bank.items:
        if item.id == "hostile":
            continue
        told = text(fieldset(page, item.id).find("details[@data-answers]"))
        seen = without_answers(fieldset(page, item.id))
        assert item.explanation in told and item.explanation not in seen
        for reason in fieldset(page, item.id).iter("span"):
            if "data-feedback" in reason.attrib:
                assert text(reason) not in seen


def test_true_and_false_are_two_options_in_that_order(every):
    inputs = fieldset(every[0], "delay").find(".//*[@data-options]").iter("input")
    assert [node.get("value") for node in inputs] == ["true", "false"]
    told = text(fieldset(every[0], "delay").find("details[@data-answers]"))
    assert "Wrong: True The groups overlap." in told and "Right: False A mean is not a member." in told


def test_every_accepted_form_and_every_trap_of_a_short_answer_can_be_read(every):
    told = text(fieldset(every[0], "kneecap").find("details[@data-answers]"))
    assert "Right: patella or knee cap bone. So it is." in told
    assert "Wrong: tibia or shin bone. That is the shin." in told
    assert "Anything else: Look at the drawing of the knee." in told


def test_each_line_of_a_match_has_its_select_with_every_choice(every):
    node = fieldset(every[0], "partners")
    assert [text(label.find("span")) for label in node.findall(".//label[@data-pair]")] == [
        "Onset of the EMG",
        "Amplitude of the EMG",
        "Ultrasound",
    ]
    for select in node.iter("select"):
        assert [option.get("value") for option in select] == ["", "when", "much", "size"]
    told = text(node.find("details[@data-answers]"))
    assert "Amplitude of the EMG: How strongly it is driven. More drive gives more amplitude." in told


def test_the_steps_of_an_order_are_shown_in_another_order_and_told_in_the_right_one(every):
    node = fieldset(every[0], "chain")
    right = ["filter", "rectify", "smooth", "threshold"]
    shown = [step.get("data-step") for step in node.find(".//ol[@data-order]")]
    assert sorted(shown) == right and shown != right
    assert [step.get("data-step") for step in node.findall("details[@data-answers]/ol/li")] == right
    buttons = node.findall(".//button[@data-move]")
    assert [button.get("aria-label") for button in buttons[:2]] == ["Move up: Rectify", "Move down: Rectify"]


def test_a_case_shows_its_first_decision_and_the_details_tell_the_whole_story(every):
    node = fieldset(every[0], "runner")
    steps = node.findall("div[@data-step]")
    assert ["hidden" in step.attrib for step in steps] == [False, True]
    told = text(node.find("details[@data-answers]"))
    for words in (
        "runs 40 km",
        "costs three weeks",
        "Fears shape",
        "her VMO is weak",
        "she runs again",
        "person first",
    ):
        assert words in told
    # What follows is heard before the button that leads on.
    controls = [child for child in node if child.get("role") == "status" or "data-check" in child.attrib]
    assert [child.tag for child in controls] == ["div", "button"]


# Several chapters


def test_a_form_may_hold_questions_of_several_chapters(tmp_path):
    one = every_type(tmp_path)
    other = second_bank(tmp_path)
    page = parse(mixed_form([one, other], ["second-cause", "chain", "second-delay"]))
    assert page.find(".//form").get("data-quiz") == "mixed"
    found = [(node.get("data-chapter"), node.get("data-item")) for node in page.iter("fieldset")]
    assert found == [("second", "second-cause"), ("sample", "chain"), ("second", "second-delay")]


def test_a_name_no_chapter_knows_is_answered_with_near_ones(tmp_path):
    with pytest.raises(BankError, match="found no item 'second-casue', expected one of: second-cause"):
        find([every_type(tmp_path), second_bank(tmp_path)], ["second-casue"])
