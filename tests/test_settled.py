"""What settles a question: a label or a figure's state that is there, and an error with its place where it is not."""

from types import SimpleNamespace

import pytest

from vastus import settled


def problems(answered_by):
    item = SimpleNamespace(id="the-item", answered_by=answered_by)
    return settled.problems([SimpleNamespace(chapter="sample", items=[item])])


@pytest.mark.parametrize("there", ["", "emg-phantom", "phantom_delay?vm_snr_db=10&rise=100"])
def test_what_is_there_may_settle_a_question(there):
    assert problems(there) == []


GONE = {
    "a label": ("emg-phantm", "found 'emg-phantm', expected a label of the course: one of: emg-phantom"),
    "a figure": ("phantom_dely?rise=100", "found figure 'phantom_dely', expected one of: phantom_delay"),
    "a control": ("phantom_delay?ris=100", "phantom_delay: no control 'ris'"),
    "a value": ("phantom_delay?rise=101", "phantom_delay: rise cannot be '101'; it is one of"),
}


@pytest.mark.parametrize("what", GONE)
def test_what_is_not_there_is_named_with_its_place_and_the_near_ones(what):
    answered_by, expected = GONE[what]
    (problem,) = problems(answered_by)
    assert problem.startswith(f"sample.yml: item the-item, answered_by: {expected.split(':')[0]}"), problem
    assert expected in problem


def test_labels_are_found_in_pages_and_in_notebooks_wherever_they_lie():
    known = settled.labels()
    assert known["emg-phantom"].startswith("chapters/reading-emg")
    assert known["welcome"] == "chapters/welcome.md"
