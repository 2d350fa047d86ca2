"""The minutes of a page come from what stands open on it, what it asks and what it shows."""

import pytest

from vastus.book import shown
from vastus.quiz import bank


def test_a_case_takes_as_long_as_its_steps_and_any_other_question_one():
    case, other = {"cases-tight-calf": 4}, ["cases-predict-edge"]
    assert len(bank.load("cases").pick([*case])[0].steps) == case["cases-tight-calf"]
    for items, expected in ((list(case), 4), (other, 1), ([*case, *other], 5)):
        assert shown.questions({"kind": "quiz", "name": "cases", "items": items}) == expected
    assert shown.questions({"kind": "drawing", "name": "knee-front"}) == 0


def test_a_bank_that_was_read_once_is_read_anew_when_its_file_or_what_reads_it_is_another():
    _, things = shown._read("cases")
    assert {
        f"file {name}" for name in ("chapters/quizzes/cases.yml", "vastus/quiz/bank.py", "vastus/book/shown.py")
    } <= (things.keys())


def test_a_page_that_asks_a_question_no_bank_has_says_so():
    with pytest.raises(bank.BankError, match="found no item 'cases-of-none'"):
        shown.questions({"kind": "quiz", "name": "cases", "items": ["cases-of-none"]})
