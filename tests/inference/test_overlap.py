import statistics

import numpy as np
import pytest

from vastus.inference import overlap


@pytest.mark.parametrize("difference, sd", [(0, 5), (7.4, 15), (18.5, 10), (-5, 20)])
def test_the_overlap_agrees_with_the_standard_library(difference, sd):
    expected = statistics.NormalDist(0, sd).overlap(statistics.NormalDist(difference, sd))
    assert overlap.shared_share(difference, sd) == pytest.approx(expected)


@pytest.mark.parametrize("difference, sd", [(0.44, 1), (18.5, 20), (-5, 20)])
def test_no_cut_puts_more_people_on_the_right_side_than_the_best_one(difference, sd):
    cuts = np.linspace(-60, 60, 24001)
    right = (overlap.sensitivity(abs(difference), sd, cuts) + overlap.specificity(sd, cuts)) / 2
    assert overlap.share_right_at_best_cut(difference, sd) == pytest.approx(right.max(), abs=1e-6)


@pytest.mark.parametrize("difference, right, shared", [(0.44, 59, 83), (0.03, 51, 99), (0.85, 66, 67)])
def test_the_pooled_difference_and_its_limits_tell_few_people_apart(difference, right, shared):
    """alsaleh2021 pools 0.44 SD (0.03 to 0.85)."""
    assert round(100 * overlap.share_right_at_best_cut(difference, 1)) == right
    assert round(100 * overlap.shared_share(difference, 1)) == shared


def test_all_shares_agree_with_a_simulated_clinic():
    random = np.random.default_rng(3)
    people = 400_000
    pain = random.random(people) < 0.25
    delay_ms = random.normal(np.where(pain, 18.5, 0), 15)
    positive = delay_ms > 10
    found, cleared = overlap.sensitivity(18.5, 15, 10), overlap.specificity(15, 10)
    right, safe = overlap.predictive_values(found, cleared, 0.25)
    assert found == pytest.approx(positive[pain].mean(), abs=0.004)
    assert cleared == pytest.approx((~positive)[~pain].mean(), abs=0.004)
    assert right == pytest.approx(pain[positive].mean(), abs=0.005)
    assert safe == pytest.approx((~pain)[~positive].mean(), abs=0.004)


@pytest.mark.parametrize("prevalence", [0, 1, 1.2])
def test_a_prevalence_that_is_no_share_is_refused(prevalence):
    with pytest.raises(ValueError, match="prevalence is .* expected a share between 0 and 1"):
        overlap.predictive_values(0.7, 0.7, prevalence)


def test_a_spread_of_zero_is_refused():
    with pytest.raises(ValueError, match="sd is 0"):
        overlap.shared_share(5, 0)
