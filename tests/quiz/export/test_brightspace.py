"""The Brightspace CSV, read back row by row in the columns of the sample file that Brightspace hands out.

No reader of this format is in the registries, so this one is the test's own: ``SAMPLE`` tells the columns.
"""

import csv
import io

import pytest

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, brightspace, export, plain

# kind of row: which columns may be filled, by type of question, as in the sample file
SAMPLE = {
    "MC": {"Option": 5},
    "MS": {"Scoring": 2, "Option": 5},
    "TF": {"TRUE": 3, "FALSE": 3},
    "SA": {"InputBox": 3, "Answer": 4},
    "M": {"Scoring": 2, "Choice": 3, "Match": 3},
    "O": {"Scoring": 2, "Item": 4},
}
HEADS = {"NewQuestion": 2, "ID": 2, "Title": 2, "QuestionText": 3, "Points": 2, "Hint": 2, "Feedback": 3}


def questions(content):
    """Rows of each question by its id, each row checked to fill no column that the sample has not."""
    found, kind = {}, None
    for row in csv.reader(io.StringIO(content.decode())):
        assert len(row) == 5
        if not any(row) or row[0].startswith("//"):
            continue
        if row[0] == "NewQuestion":
            kind = row[1]
            rows = []
        known = HEADS | SAMPLE[kind]
        assert row[0] in known and not any(row[known[row[0]] :]), row
        rows.append(row)
        if row[0] == "ID":
            found[row[1]] = rows
    return found


@pytest.fixture
def read(bank):
    files = export(bank, FORMATS["brightspace"]).files
    assert all(content.startswith(b"//From The VMO Question") for content in files.values()), "a remark, unquoted"
    assert list(files) == ["every-type.brightspace.csv", "every-type-reserved.brightspace.csv"]
    return [questions(content) for content in files.values()]


def rows(read, name, kind):
    return [row[1:] for row in read[0][name] if row[0] == kind]


def test_choices_arrive_with_marks_and_reasons(bank, read):
    asked = {item.id: item for item in bank.items}
    for name, right in (("one", "100"), ("some", "1")):
        assert rows(read, name, "Option") == [
            [right if option.correct else "0", option.text, "", option.feedback] for option in asked[name].options
        ]
    assert rows(read, "some", "Scoring")[0][0] == "RightMinusWrong"
    assert rows(read, "said", "TRUE")[0][:2] == ["0", "It is not so."]
    assert rows(read, "said", "FALSE")[0][0] == "100"


def test_every_number_within_the_tolerance_is_an_answer_and_none_outside_it(read):
    forms = [row[1] for row in rows(read, "count", "Answer")]
    assert {"-17.25", "-17.05", "-17.45", "-17,3", "-17.30", "-17,05"} - set(forms) == {"-17,3"}
    values = {float(form.replace(",", ".")) for form in forms}
    assert min(values) == -17.45 and max(values) == -17.05 and len(values) == 41
    assert [row[1] for row in rows(read, "pure", "Answer")] == ["4"]


def test_words_pairs_and_order_say_what_is_right(bank, read):
    forms = [row[1] for row in rows(read, "word", "Answer")]
    assert {"joint work", "cocontraction of two", "joint work."} <= set(forms)
    number = {row[1]: row[0] for row in rows(read, "belong", "Choice")}
    asked = next(item for item in bank.items if item.id == "belong")
    words = {choice.id: choice.text for choice in asked.choices}
    assert [row[:2] for row in rows(read, "belong", "Match")] == [
        [number[words[pair.choice]], pair.text] for pair in asked.pairs
    ]
    assert [row[0] for row in rows(read, "row", "Item")] == ["Warm up", "Lift", "Rest"]


def test_stem_hint_and_explanation_arrive_and_reasons_that_have_no_row_stand_in_the_feedback(read):
    assert rows(read, "pure", "Hint") == [["Count them.", "", "", ""]]
    assert rows(read, "pure", "QuestionText")[0][:2] == ["<p>How many?</p>", "HTML"]
    assert "The sign is lost." in rows(read, "count", "Feedback")[0][0]
    assert "It has two names." in rows(read, "word", "Feedback")[0][0]


def test_the_pools_are_files_of_their_own_and_the_drawing_stays_behind(bank, read):
    practice, reserved = read
    assert list(reserved) == ["kept"] and "kept" not in practice
    left = {item.item: item.reason for item in export(bank, FORMATS["brightspace"]).left_out}
    assert left["find"] == "the format holds no pictures"


@pytest.mark.parametrize("chapter", chapters())
def test_the_courses_own_banks_are_read_whole(chapter):
    loaded = load(chapter)
    carried = [item for item in loaded.items if item.type in brightspace.CARRIED]
    read = {}
    for content in export(loaded, FORMATS["brightspace"]).files.values():
        read |= questions(content)
    asked = plain.by_pool(carried, keep_order=True)
    assert list(read) == [question.id for members in asked.values() for question in members]
    assert max(len(rows) for rows in read.values()) < 200
