"""Questions of type label, "find the part named": what a bank may say, and what reads without a script."""

import html5lib
import pytest
import yaml

from vastus.knee.anatomy import drawing
from vastus.quiz.bank import BankError, load
from vastus.quiz.html import form


def sample(**changes):
    item = {
        "id": "find-vm",
        "type": "label",
        "outcome": "known",
        "stem": "Tap the vastus medialis.",
        "drawing": "knee-front",
        "answer": "vastus-medialis",
        "feedback": {"right": "On the inner side.", "wrong": "It is on the inner side."},
        "traps": [{"part": "vastus-lateralis", "feedback": "You look at a right leg from the front."}],
        "explanation": "The inner side of a right leg is on your right.",
        "citekeys": [],
        **changes,
    }
    return {"chapter": "sample", "outcomes": [{"id": "known", "level": "remember", "text": "Know."}], "items": [item]}


def bank(folder, **changes):
    (folder / "sample.yml").write_text(yaml.safe_dump(sample(**changes)), encoding="utf-8")
    return load("sample", folder, {})


def written(folder, **changes):
    page = f"<!DOCTYPE html><html><head><title>t</title></head><body>{form(bank(folder, **changes))}</body></html>"
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text(node):
    return " ".join("".join(node.itertext()).split())


def test_a_bank_gives_the_question_with_its_traps(tmp_path):
    item = bank(tmp_path).items[0]
    assert (item.drawing, item.answer, item.right) == ("knee-front", "vastus-medialis", "On the inner side.")
    assert [(trap.part, trap.feedback[:3]) for trap in item.traps] == [("vastus-lateralis", "You")]
    assert bank(tmp_path, traps=[]).items[0].traps == ()


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"answer": "vastus-medials"}, "answer: found 'vastus-medials', expected a part of the drawing: one of: v"),
        ({"drawing": "hip"}, "drawing: found 'hip', expected the name of a drawing: knee-front"),
        ({"traps": [{"part": "vmo", "feedback": "No."}]}, "trap vmo, part: found 'vmo', expected a part in sight"),
        (
            {"traps": [{"part": "vastus-intermedius", "feedback": "No."}]},
            "trap vastus-intermedius, part: found 'vastus-intermedius', expected a part in sight",
        ),
        (
            {"traps": [{"part": "vastus-medialis", "feedback": "No."}]},
            "trap vastus-medialis, part: found it twice, expected a part used once in the item",
        ),
        ({"feedback": {"right": "Yes."}}, "feedback, wrong: found nothing"),
        ({"options": []}, "options: found a field not known here"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, changes, problem):
    with pytest.raises(BankError) as caught:
        bank(tmp_path, **changes)
    assert any(problem in line and line.startswith("sample.yml: item find-vm") for line in caught.value.problems)


def test_the_reader_is_offered_each_part_by_its_place_and_not_by_its_name(tmp_path):
    page = written(tmp_path)
    parts, _ = drawing.offered("vastus-medialis")
    places = page.find(".//*[@data-places]")
    labels = {label.find("input").get("value"): text(label) for label in places.iter("label")}
    assert list(labels) == list(parts)
    for name, words in labels.items():
        assert words == f"{parts[name].number}: {parts[name].place}"
        assert not any(part.name.lower() in words.lower() for part in parts.values() if part.id == name)


def test_no_place_gives_its_part_s_name_away():
    for part in drawing.anatomy().parts.values():
        for word in part.name.lower().replace("(", " ").replace(")", " ").split():
            given = {"of", "the", "to", "line", "q-angle", "tendon"}
            assert word in given or word not in part.place.lower(), (part.id, word)


def test_the_drawing_writes_numbers_and_no_names_and_can_be_read_without_a_script(tmp_path):
    page = written(tmp_path)
    svg = next(node for node in page.iter() if str(node.tag).endswith("svg"))
    parts, _ = drawing.offered("vastus-medialis")
    assert sorted(text(svg).split(), key=int) == sorted((str(part.number) for part in parts.values()), key=int)
    said = text(page.find(".//details"))
    assert "Right: 3, Vastus medialis. On the inner side." in said
    assert "Wrong: 2, Vastus lateralis. You look at a right leg from the front." in said
    assert "Any other part: It is on the inner side." in said


@pytest.mark.parametrize("answer, lifted", [("vastus-medialis", False), ("tensor-vastus-intermedius", True)])
def test_the_rectus_femoris_is_lifted_where_the_answer_lies_under_it(tmp_path, answer, lifted):
    page = written(tmp_path, answer=answer, traps=[])
    svg = next(node for node in page.iter() if str(node.tag).endswith("svg"))
    offered = {node.get("value") for node in page.find(".//*[@data-places]").iter("input")}
    assert ("data-lifted" in svg.attrib) is lifted
    assert ("vastus-intermedius" in offered) is lifted
    assert {node.get("data-for") for node in svg.iter() if node.get("data-for")} == offered
