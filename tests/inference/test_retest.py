import numpy as np
import pytest

from vastus import data
from vastus.inference import retest


def published(item):
    facts = data.table("emg_method_facts").query("citekey == 'cowan2000reliab'")
    return facts.loc[facts["item"].str.contains(item), "value"].item()


@pytest.mark.parametrize("task, bound_ms", [("measurement, step up", 12.20), ("measurement, step down", 11.56)])
def test_the_bounds_of_cowan2000reliab_follow_from_its_errors(task, bound_ms):
    assert retest.error_bound_ms(published(task)) == pytest.approx(bound_ms, abs=0.06)


def test_a_change_between_two_tests_needs_root_two_more():
    assert retest.change_bound_ms(6.2) == pytest.approx(17.2, abs=0.05)
    assert retest.change_bound_ms(5.9) == pytest.approx(16.4, abs=0.05)


def test_the_share_called_delayed_agrees_with_simulated_tests():
    random = np.random.default_rng(7)
    tests_ms = random.normal(4, 6.2, 400_000)
    assert retest.share_called_delayed(4, 6.2, 10) == pytest.approx(np.mean(tests_ms > 10), abs=0.003)
    first, second = (tests_ms > 10).reshape(2, -1)
    assert retest.share_of_pairs_that_disagree(4, 6.2, 10) == pytest.approx(np.mean(first != second), abs=0.004)


def test_a_knee_exactly_at_the_criterion_is_a_coin_toss():
    assert retest.share_called_delayed(10, 5.9, 10) == 0.5


@pytest.mark.parametrize("sem_ms", [0, -1])
def test_an_error_that_is_not_above_zero_is_refused(sem_ms):
    with pytest.raises(ValueError, match=f"sem_ms is {sem_ms}; expected a number above 0"):
        retest.share_called_delayed(0, sem_ms, 10)


def test_an_error_and_its_icc_are_those_of_simulated_pairs_of_tests():
    random = np.random.default_rng(11)
    people = random.normal(0, 18, (200_000, 1))
    first, second = (people + random.normal(0, 6.2, (200_000, 2))).T
    icc = np.corrcoef(first, second)[0, 1]
    assert retest.implied_spread_ms(6.2, icc) == pytest.approx(first.std(), rel=0.01)
    assert retest.implied_sem_ms(first.std(), icc) == pytest.approx(6.2, rel=0.01)


def test_the_spread_that_cowan2000reliab_implies_going_up_is_near_twenty_milliseconds():
    spread_ms = retest.implied_spread_ms(published("measurement, step up"), published("ICC.*step up"))
    assert spread_ms == pytest.approx(20.7, abs=0.05)
    assert retest.implied_sem_ms(spread_ms, 0.70) == pytest.approx(11.3, abs=0.05)


@pytest.mark.parametrize("icc", [1, -0.1])
def test_an_icc_that_leaves_no_error_or_is_no_share_is_refused(icc):
    with pytest.raises(ValueError, match=f"icc is {icc}; expected 0 or more and below 1"):
        retest.implied_spread_ms(6.2, icc)
