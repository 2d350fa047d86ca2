import statistics

import numpy as np
import pytest

from vastus.inference import overlap


@pytest.mark.parametrize("difference, sd", [(0, 5), (7.4, 15), (18.5, 10), (-5, 20)])
def test_the_overlap_agrees_with_the_standard_library(difference, sd):
    expected = statistics.NormalDist(0, sd).overlap(statistics.NormalDist(difference, sd))
    assert overlap.shared_share(difference, sd) == pytest.approx(expected)


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
