"""What `template` promises: its number, and that each control has a say."""

import pytest

from vastus.explorer.template import EXPLORER


def shown(**changes):
    return EXPLORER.at(EXPLORER.state(**changes))


def test_four_tests_halve_the_error_and_sixteen_quarter_it():
    """The error of a mean falls with the root of their number."""
    assert shown(tests=1, sem_ms=8).headline == "8.0 ms of error"
    assert shown(tests=4, sem_ms=8).headline == "4.0 ms of error"
    assert shown(tests=16, sem_ms=8).headline == "2.0 ms of error"


@pytest.mark.parametrize("control", EXPLORER.controls, ids=lambda control: control.name)
def test_every_value_of_a_control_draws_something_else(control):
    drawn = [str(shown(**{control.name: value}).plain["panels"]) for value in control.values]
    assert len(set(drawn)) == len(control.values)


def test_every_state_has_one_short_result_and_one_sentence():
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        assert len(view.headline) <= 29 and len(view.reading.split()) <= 40, state
