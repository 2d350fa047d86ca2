"""What is counted of a class, against counts by hand and SciPy's point-biserial correlation."""

import csv
import io
import json

import numpy as np
import pytest
from sample_quiz import bank
from scipy.stats import pointbiserialr

from vastus.gradebook import statistics
from vastus.gradebook.saved import FirstTry, Student


@pytest.fixture
def banks(tmp_path):
    return {"sample": bank(tmp_path)}


def student(name, read=(), **firsts):
    """A student with first tries: a result alone, or a `FirstTry`."""
    made = {
        item: first if isinstance(first, FirstTry) else FirstTry((), first, "", "") for item, first in firsts.items()
    }
    return Student(name, f"{name}.json", "", {"sample": made}, frozenset(read))


def counted(banks, students, item):
    return next(one for one in statistics.questions(banks, students) if one.item.id == item)


def test_right_and_certain_first_tries_and_the_answers_chosen_are_counted(banks):
    certain = [FirstTry((name,), result, "", "certain") for name, result in (("equal", "right"), ("nothing", "wrong"))]
    students = [
        student("a", cause=certain[0]),
        student("b", cause=certain[1]),
        student("c", cause=FirstTry(("nothing",), "wrong", "", "guess")),
        student("d"),
    ]
    found = counted(banks, students, "cause")
    assert (found.answered, found.right, found.certain, found.certain_wrong) == (3, 1, 2, 1)
    assert found.answers == {"equal": 1, "nothing": 2}


CHOSEN = {
    "bound": (FirstTry("12.2", "trap", "forgot-root-two", ""), ["forgot-root-two"]),
    "kneecap": (FirstTry("tibia", "wrong", "shin", ""), ["shin"]),
    "partners": (FirstTry(("onset:when", "amplitude:gone"), "wrong", "", ""), ["onset:when"]),
    "chain": (FirstTry(("filter",), "partly", "", ""), ["partly"]),
    "runner": (FirstTry(("ask:listen", "load:rest"), "partly", "", ""), ["ask:listen", "load:rest"]),
    "delay": (FirstTry(("true",), "wrong", "", ""), ["true"]),
    "guess": (FirstTry(("early", "no longer there"), "predicted", "", ""), ["early"]),
}


@pytest.mark.parametrize("item", CHOSEN)
def test_every_type_tells_what_was_chosen_in_words_and_leaves_out_what_the_bank_no_longer_has(item, banks):
    first, names = CHOSEN[item]
    asked = next(known for known in banks["sample"].items if known.id == item)
    assert statistics.chosen(asked, first) == names
    assert all(statistics.options(asked)[name][0] for name in names)


def test_difficulty_and_discrimination_are_those_of_scipy(banks):
    rng = np.random.default_rng(1)
    asked = ("cause", "parts", "bound", "delay", "kneecap")
    right = (rng.random((30, 5)) < rng.random((30, 1))).astype(int)
    students = [
        student(str(place), **{item: "right" if yes else "wrong" for item, yes in zip(asked, row, strict=True)})
        for place, row in enumerate(right)
    ]
    for place, item in enumerate(asked):
        found = counted(banks, students, item)
        rest = np.delete(right, place, axis=1).mean(axis=1)
        assert found.discrimination == pytest.approx(pointbiserialr(right[:, place], rest).statistic)
        assert found.difficulty == pytest.approx(right[:, place].mean())


@pytest.mark.parametrize("results", [["right"] * 4, ["right"] * 9])
def test_of_too_few_or_of_all_alike_there_is_no_discrimination(banks, results):
    students = [student(str(place), cause=result, delay="right") for place, result in enumerate(results)]
    found = counted(banks, students, "cause")
    assert found.discrimination is None
    assert (found.difficulty is None) is (len(results) < statistics.FEW)


def test_a_prediction_is_neither_right_nor_difficult_and_counts_for_no_score(banks):
    students = [student(str(n), guess="predicted", cause="right" if n % 2 else "wrong") for n in range(8)]
    found = counted(banks, students, "guess")
    assert (found.right, found.difficulty, found.discrimination) == (0, None, None)
    assert counted(banks, students, "cause").discrimination is None, "no other question gives a score"


def test_the_table_has_a_row_for_each_student_lesson_and_outcome(banks):
    sure = FirstTry((), "wrong", "", "certain")
    students = [student("Ada", ["sample/timing"], cause="right", bound=sure, kneecap="right"), student("=cmd()")]
    text = statistics.table(banks, students, {"cause": "timing", "bound": "timing"})
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0].keys() == set(statistics.COLUMNS)
    first = next(row for row in rows if row["student"] == "Ada" and row["lesson"] == "timing")
    assert (first["outcome"], first["questions"], first["answered"]) == ("known", "2", "2")
    assert (first["right_first"], first["certain_wrong"], first["page_read"]) == ("1", "1", "yes")
    total = sum(int(row["questions"]) for row in rows if row["student"] == "Ada")
    assert total == sum(item.scored for item in banks["sample"].items)
    assert {row["student"] for row in rows} == {"Ada", "'=cmd()"}, "no name becomes a formula"


def test_statistics_for_the_course_hold_counts_and_nobodys_name_and_none_of_a_small_class(banks):
    students = [student(f"Name{place}", cause=FirstTry(("equal",), "right", "", "certain")) for place in range(6)]
    questions = statistics.questions(banks, students)
    text = statistics.counts(questions, len(students), "0.1.0")
    assert "Name" not in text
    found = json.loads(text)
    assert found["students"] == 6
    assert found["items"] == {
        "cause": {"answered": 6, "right": 6, "certain": 6, "certain_wrong": 0, "answers": {"equal": 6}}
    }
    assert statistics.counts(questions, 4, "0.1.0") is None
