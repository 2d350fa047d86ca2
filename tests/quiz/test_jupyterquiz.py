"""Banks from jupyterquiz: its own examples are read whole, and nothing is made up."""

import json
import sys

import jsonschema
import pytest
import yaml
from every_type import REFERENCES
from fetched import pypi

from vastus import cli
from vastus.quiz import jupyterquiz
from vastus.quiz.bank import Numeric, Short, load

FILE = [
    {
        "question": "Which one?",
        "type": "multiple_choice",
        "answers": [
            {"answer": "This", "correct": True, "feedback": "Yes, this."},
            {"answer": "That", "correct": False, "feedback": "Not that."},
        ],
    },
    {
        "question": "Which ones?",
        "type": "many_choice",
        "answers": [
            {"answer": "A", "correct": True, "feedback": "Yes, A."},
            {"answer": "B", "correct": True, "feedback": "Yes, B."},
            {"answer": "C", "correct": False, "feedback": "Not C."},
        ],
    },
    {
        "question": "How much?",
        "type": "numeric",
        "precision": 3,
        "answers": [
            {"type": "value", "value": 12.3, "correct": True, "feedback": "Yes."},
            {"type": "range", "range": [20, 30], "correct": False, "feedback": "Too much."},
            {"type": "default", "feedback": "No."},
        ],
    },
    {
        "question": "What name?",
        "type": "string",
        "answers": [
            {"answer": "vastus", "correct": True, "feedback": "Yes."},
            {"answer": "rectus", "correct": False, "feedback": "Its neighbour.", "match_case": False},
            {"type": "default", "feedback": "Another."},
        ],
    },
]


@pytest.fixture(scope="module")
def theirs():
    return pypi("jupyterquiz==2.9.6.4")


def completed(raw):
    """What an author has to add before a bank can be loaded."""
    raw["outcomes"] = [{"id": "known", "level": "remember", "text": "Know it."}]
    for item in raw["items"]:
        item |= {"outcome": "known", "explanation": "Therefore.", "citekeys": [], "hint": "Think."}
    return raw


def test_the_sample_is_in_their_format(theirs):
    schemas = {"multiple_choice": "mc", "many_choice": "mc", "numeric": "num", "string": "string"}
    for question in FILE:
        schema = json.loads((theirs / "schema" / f"{schemas[question['type']]}_schema.json").read_text())
        jsonschema.validate(question, schema)


def test_a_file_becomes_a_bank_once_its_author_has_added_what_is_missing(tmp_path):
    text, notes = jupyterquiz.bank(json.dumps(FILE), "from-jq")
    (tmp_path / "from-jq.yml").write_text(yaml.safe_dump(completed(yaml.safe_load(text))), encoding="utf-8")
    one, some, number, word = load("from-jq", tmp_path, REFERENCES).items
    assert [(option.text, option.correct, option.feedback) for option in one.options] == [
        ("This", True, "Yes, this."),
        ("That", False, "Not that."),
    ]
    assert [option.correct for option in some.options] == [True, True, False] and some.type == "multiple"
    assert isinstance(number, Numeric)
    assert (number.answer, number.tolerance, number.right, number.wrong) == (12.3, 0.05, "Yes.", "No.")
    assert [(trap.value, trap.tolerance, trap.feedback) for trap in number.traps] == [(25, 5, "Too much.")]
    assert isinstance(word, Short)
    assert (word.accepted, word.wrong, word.traps[0].forms) == (("vastus",), "Another.", ("rectus",))
    for field in ("outcome", "explanation", "citekeys"):
        assert f"from-jq.yml: item from-jq-1, {field}: found nothing, expected the field {field}" in notes


def test_their_own_examples_are_read_whole_and_what_is_lost_is_told(theirs):
    source = (theirs / "examples" / "questions.json").read_text(encoding="utf-8")
    text, notes = jupyterquiz.bank(source, "from-jq")
    questions, items = json.loads(source), yaml.safe_load(text)["items"]
    kinds = {"multiple_choice": "single", "many_choice": "multiple", "numeric": "numeric"}
    assert [item["type"] for item in items] == [kinds[question["type"]] for question in questions]
    assert items[5]["stem"] == f"{questions[5]['question']}\n{questions[5]['code']}"
    assert (
        "item from-jq-4: found a second right answer, [3.142857, 3.142858]; a bank takes one number and a tolerance"
        in notes
    )
    assert "item from-jq-4: found markup or mathematics; a bank shows text as it is typed" in notes
    assert (
        "from-jq.yml: item from-jq-7, option option-1, feedback: found nothing, expected text that is not empty"
        in notes
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "found dict, expected a list of questions"),
        (
            '[{"question": "?", "type": "essay", "answers": []}]',
            "question 1, type: found 'essay', expected one of multiple_choice",
        ),
        ("not json", "Expecting value"),
    ],
)
def test_another_file_is_refused_with_a_reason(text, told):
    with pytest.raises(ValueError, match=told):
        jupyterquiz.bank(text, "from-jq")


def test_the_command_writes_the_bank_and_never_over_one(monkeypatch, capsys, tmp_path):
    source = tmp_path / "questions.json"
    source.write_text(json.dumps(FILE), encoding="utf-8")
    monkeypatch.setattr(
        sys, "argv", ["vastus", "import-jupyterquiz", str(source), "from-jq", "--output", str(tmp_path)]
    )
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0 and "explanation: found nothing" in capsys.readouterr().out
    written = (tmp_path / "from-jq.yml").read_text(encoding="utf-8")
    assert written == jupyterquiz.bank(json.dumps(FILE), "from-jq")[0]
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1 and "is there already" in capsys.readouterr().err
