"""The bank: what it reads, and that every way to write one wrongly is told with its place."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from vastus.quiz.bank import BankError, load, load_all

REFERENCES = {
    "smith2009exist": SimpleNamespace(label="Smith et al. 2009", url="https://doi.org/10.0000/smith"),
    "cowan2000reliab": SimpleNamespace(label="Cowan et al. 2000", url=""),
}

BANK = """\
chapter: knee-sample
outcomes:
  - id: hold-apart
    text: Hold apart the three questions.
items:
  - id: one-right
    type: single
    outcome: hold-apart
    stem: Which?
    options:
      - {id: this, text: This one, correct: true, feedback: Because.}
      - {id: that, text: That one, feedback: Because not.}
    explanation: So it is.
    citekeys: [smith2009exist]
  - id: some-right
    type: multiple
    outcome: hold-apart
    stem: Which ones?
    options:
      - {id: this, text: This one, correct: true, feedback: Because.}
      - {id: that, text: That one, feedback: Because not.}
      - {id: third, text: The third, correct: true, feedback: Because too.}
    explanation: So they are.
    citekeys: []
  - id: a-number
    type: numeric
    outcome: hold-apart
    stem: How many?
    answer: 17.2
    tolerance: 0.2
    unit: ms
    feedback: {right: Yes., wrong: No.}
    traps:
      - {id: forgot-root-two, value: 12.15, tolerance: 0.2, feedback: The root.}
    explanation: So many.
    citekeys: [cowan2000reliab, smith2009exist]
  - id: a-guess
    type: predict
    outcome: hold-apart
    stem: What do you expect?
    options:
      - {id: more, text: More, feedback: Many do.}
      - {id: less, text: Less, feedback: Some do.}
    explanation: This was found.
    citekeys: []
"""


def write(folder, text=BANK, name="knee-sample"):
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def problems_of(folder, name="knee-sample"):
    with pytest.raises(BankError) as caught:
        load(name, folder, REFERENCES)
    return caught.value.problems


def broken(folder, edit):
    """Problems of the sample bank after an edit of its parsed form."""
    raw = yaml.safe_load(BANK)
    edit(raw)
    write(folder, yaml.safe_dump(raw, sort_keys=False))
    return problems_of(folder)


def test_a_bank_is_read_in_the_order_of_its_file(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert bank.chapter == "knee-sample"
    assert [(item.id, item.type) for item in bank.items] == [
        ("one-right", "single"),
        ("some-right", "multiple"),
        ("a-number", "numeric"),
        ("a-guess", "predict"),
    ]
    assert bank.outcomes[0].text == "Hold apart the three questions."
    assert [option.correct for option in bank.items[1].options] == [True, False, True]
    number = bank.items[2]
    assert (number.answer, number.tolerance, number.unit, number.right) == (17.2, 0.2, "ms", "Yes.")
    assert number.traps[0].value == 12.15
    assert [source.label for source in number.sources] == ["Cowan et al. 2000", "Smith et al. 2009"]


def test_items_cannot_be_changed_after_reading(tmp_path):
    item = load("knee-sample", write(tmp_path), REFERENCES).items[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.stem = "Another"


def test_without_ids_all_items_but_predictions_are_picked(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert [item.id for item in bank.pick()] == ["one-right", "some-right", "a-number"]


def test_items_are_picked_by_id_in_the_order_asked_for(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert [item.id for item in bank.pick(["a-guess", "one-right"])] == ["a-guess", "one-right"]


def test_an_unknown_item_is_answered_with_near_ones(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    with pytest.raises(BankError, match="found no item 'one-rihgt', expected one of: one-right"):
        bank.pick(["one-rihgt"])


def test_an_item_asked_for_twice_is_refused(tmp_path):
    with pytest.raises(BankError, match="one-right is asked for twice"):
        load("knee-sample", write(tmp_path), REFERENCES).pick(["one-right", "one-right"])


def test_an_unknown_chapter_is_answered_with_near_ones(tmp_path):
    write(tmp_path)
    assert problems_of(tmp_path, "knee-smaple")[0].endswith("expected one of: knee-sample")


def test_a_chapter_name_cannot_leave_the_folder(tmp_path):
    (tmp_path / "inner").mkdir()
    write(tmp_path)
    assert "found no quiz '../knee-sample'" in problems_of(tmp_path / "inner", "../knee-sample")[0]


def edit_item(number, **fields):
    return lambda raw: raw["items"][number].update(fields)


def without(number, field):
    return lambda raw: raw["items"][number].pop(field)


def edit_option(item, number, **fields):
    return lambda raw: raw["items"][item]["options"][number].update(fields)


SINGLE, MULTIPLE, NUMERIC, PREDICT = range(4)
TRAP = {"id": "near", "value": 12.5, "tolerance": 0.2, "feedback": "Near."}

BROKEN = {
    "no outcome list": (lambda raw: raw.pop("outcomes"), "outcomes: found nothing, expected a list"),
    "an unknown field at the top": (
        lambda raw: raw.update(title="x"),
        "title: found a field not known here, expected only chapter, outcomes, items",
    ),
    "another chapter": (
        lambda raw: raw.update(chapter="hip"),
        "chapter: found 'hip', expected 'knee-sample', the name of the file",
    ),
    "no items": (lambda raw: raw.update(items=[]), "items: found a list of 0, expected a list of at least one item"),
    "an item that is text": (
        lambda raw: raw["items"].append("oops"),
        "item number 5: found 'oops', expected a mapping with id, type",
    ),
    "an item without id": (
        without(SINGLE, "id"),
        "item number 1, id: found nothing",
    ),
    "an id with a space": (
        edit_item(SINGLE, id="one right"),
        "item one right, id: found 'one right', expected a name of small letters",
    ),
    "an id that YAML reads as a truth value": (
        edit_option(SINGLE, 0, id=True),
        "item one-right, option number 1, id: found True, expected a name",
    ),
    "an id twice": (
        edit_item(MULTIPLE, id="one-right"),
        "item one-right, id: found it twice, expected an id used once",
    ),
    "an unknown type": (
        edit_item(SINGLE, type="signle"),
        "item one-right, type: found 'signle', expected one of single, multiple, numeric, predict",
    ),
    "no stem": (without(NUMERIC, "stem"), "item a-number, stem: found nothing"),
    "an empty stem": (
        edit_item(SINGLE, stem="  "),
        "item one-right, stem: found '  ', expected text that is not empty",
    ),
    "an undeclared outcome": (
        edit_item(SINGLE, outcome="hold-apatr"),
        "item one-right, outcome: found 'hold-apatr', expected a declared outcome: one of: hold-apart",
    ),
    "an unknown citekey": (
        edit_item(SINGLE, citekeys=["smith2009exits"]),
        "item one-right, citekeys: found 'smith2009exits', expected a citekey of the course: one of: smith2009exist",
    ),
    "an option without feedback": (
        lambda raw: raw["items"][SINGLE]["options"][1].pop("feedback"),
        "item one-right, option that, feedback: found nothing, expected text that is not empty",
    ),
    "an option id twice": (
        edit_option(MULTIPLE, 2, id="this"),
        "item some-right, option this, id: found it twice, expected an id used once in the item",
    ),
    "two right in single": (
        edit_option(SINGLE, 1, correct=True),
        "item one-right, options: found 2 of them correct, expected exactly one correct",
    ),
    "none right in single": (
        edit_option(SINGLE, 0, correct=False),
        "item one-right, options: found 0 of them correct, expected exactly one correct",
    ),
    "all right in multiple": (
        edit_option(MULTIPLE, 1, correct=True),
        "item some-right, options: found 3 of 3 correct, expected at least one correct and one wrong",
    ),
    "a right option in predict": (
        edit_option(PREDICT, 0, correct=True),
        "item a-guess, option more, correct: found a field not known here, expected only id, text, feedback",
    ),
    "an answer that is text": (
        edit_item(NUMERIC, answer="17,2"),
        "item a-number, answer: found '17,2', expected a number",
    ),
    "an answer that is not finite": (
        edit_item(NUMERIC, answer=float("nan")),
        "item a-number, answer: found nan",
    ),
    "a negative tolerance": (
        edit_item(NUMERIC, tolerance=-1),
        "item a-number, tolerance: found -1, expected a number of 0 or more",
    ),
    "no wrong feedback": (
        edit_item(NUMERIC, feedback={"right": "Yes."}),
        "item a-number, feedback, wrong: found nothing",
    ),
    "a trap on the answer": (
        lambda raw: raw["items"][NUMERIC]["traps"][0].update(value=17.5),
        "item a-number, trap forgot-root-two: found 17.5 ± 0.2, which overlaps the answer at 17.2 ± 0.2",
    ),
    "a trap on a trap": (
        lambda raw: raw["items"][NUMERIC]["traps"].append(TRAP),
        "item a-number, trap near: found 12.5 ± 0.2, which overlaps the trap forgot-root-two at 12.15 ± 0.2",
    ),
    "options in a numeric item": (
        edit_item(NUMERIC, options=[]),
        "item a-number, options: found a field not known here",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bank_names_file_item_and_field(name, tmp_path):
    edit, message = BROKEN[name]
    problems = broken(tmp_path, edit)
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"knee-sample.yml: {message}"), problems[0]


def test_all_problems_of_a_file_come_at_once(tmp_path):
    def edit(raw):
        del raw["items"][0]["explanation"]
        raw["items"][2]["tolerance"] = "small"
        raw["items"][3]["options"].pop()

    problems = broken(tmp_path, edit)
    assert [problem.split(": ")[1] for problem in problems] == [
        "item one-right, explanation",
        "item a-number, tolerance",
        "item a-guess, options",
    ]


def test_a_yaml_error_names_file_and_line(tmp_path):
    write(tmp_path, BANK.replace("stem: How many?", "stem: 'How many?"))
    problem = problems_of(tmp_path)[0]
    assert problem.startswith("knee-sample.yml, line ") and problem.endswith("expected YAML")


def test_a_key_written_twice_is_refused_instead_of_losing_the_first(tmp_path):
    write(tmp_path, BANK.replace("    stem: How many?\n", "    stem: How many?\n    stem: How few?\n"))
    line = BANK.splitlines().index("  - id: a-number") + 1
    assert f"line {line}," in problems_of(tmp_path)[0] and "'stem' twice" in problems_of(tmp_path)[0]


@pytest.mark.parametrize("content", [b"", b"just text", b"- a list", b"chapter: \xff", b"a: \x07", b"a: 1\n? [b]\n: 2"])
def test_a_file_that_is_no_bank_at_all_is_a_bank_error(content, tmp_path):
    (tmp_path / "knee-sample.yml").write_bytes(content)
    assert all(problem.startswith("knee-sample.yml") for problem in problems_of(tmp_path))


def test_an_item_id_may_stand_in_one_chapter_only(tmp_path):
    write(tmp_path)
    write(tmp_path, BANK.replace("chapter: knee-sample", "chapter: other"), "other")
    with pytest.raises(BankError) as caught:
        load_all(tmp_path, REFERENCES)
    assert caught.value.problems[0].startswith("other.yml: item one-right, id: found also in knee-sample.yml")
    assert len(caught.value.problems) == 4


def test_all_banks_of_a_folder_are_loaded_by_chapter(tmp_path):
    assert list(load_all(write(tmp_path), REFERENCES)) == ["knee-sample"]


def test_the_bank_needs_neither_widgets_nor_html():
    unwanted = ("anywidget", "ipywidgets", "vastus.quiz.html")
    code = f"import sys, vastus.quiz.bank; print([name for name in {unwanted} if name in sys.modules])"
    root = Path(__file__).resolve().parents[1]
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert answer.stdout.strip() == "[]"


def test_the_banks_of_the_course_are_sound():
    assert "vmo-controversy" in load_all()
