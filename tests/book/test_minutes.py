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


def test_what_is_counted_once_is_counted_anew_when_a_bank_is_another_or_there_is_one_more():
    _, things = shown._counted()
    banks = {f"file chapters/quizzes/{chapter}.yml" for chapter in bank.chapters()}
    assert banks | {"file chapters/quizzes", "file vastus/quiz/bank.py", "file vastus/book/shown.py"} <= things.keys()


def test_a_page_that_asks_a_question_no_bank_has_says_so():
    with pytest.raises(bank.BankError, match="found no item 'cases-of-none'"):
        shown.questions({"kind": "quiz", "name": "cases", "items": ["cases-of-none"]})
