"""The minutes of a page come from what stands open on it, what it asks and what it shows."""

from vastus.book import shown
from vastus.quiz import bank


def test_a_case_takes_as_long_as_its_steps_and_any_other_question_one():
    case, other = {"cases-tight-calf": 4}, ["cases-predict-edge"]
    assert len(bank.load("cases").pick([*case])[0].steps) == case["cases-tight-calf"]
    for items, expected in ((list(case), 4), (other, 1), ([*case, *other], 5)):
        assert shown.questions({"kind": "quiz", "name": "cases", "items": items}) == expected
    assert shown.questions({"kind": "drawing", "name": "knee-front"}) == 0
