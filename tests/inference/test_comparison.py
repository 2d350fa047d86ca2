import numpy as np
import pytest
from scipy import stats

from vastus import data
from vastus.inference import comparison
from vastus.inference.comparison import Estimate

CASES = data.table("debate_cases").set_index("id")


def test_a_difference_from_p_is_that_of_the_data_the_p_came_from():
    rng = np.random.default_rng(1)
    active, compared = rng.normal(54, 20, 400), rng.normal(50, 22, 400)
    test = stats.ttest_ind(active, compared)
    found = comparison.difference_from_p(active.mean(), compared.mean(), test.pvalue)
    limits = test.confidence_interval()
    assert found.value == active.mean() - compared.mean()
    assert (found.low, found.high) == pytest.approx((limits.low, limits.high), abs=0.02)


@pytest.mark.parametrize("case", ["C4", "C5", "C6"])
def test_the_error_from_p_fits_the_printed_standard_deviations(case):
    """moseley2002: 180 people in three arms. C7 is left out: the p of a difference of 0.2 is too coarse."""
    row = CASES.loc[case]
    found = comparison.difference_from_p(row["active_value"], row["comparator_value"], row["p_value"])
    expected = np.hypot(row["active_sd"], row["comparator_sd"]) / np.sqrt(row["n"] / 3)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize("case", ["C1", "C2"])
def test_relative_risks_from_counts_meet_the_published_ones(case):
    """cast1989 prints 2.5 (1.6 to 4.5) and 3.6 (1.7 to 8.5); how it worked out its limits was not read."""
    row = CASES.loc[case]
    counts = row[["active_events", "active_n", "comparator_events", "comparator_n"]].astype(int)
    found = comparison.relative_risk(*counts.tolist())
    assert found.value == pytest.approx(row["effect"], abs=0.06)
    assert found.low == pytest.approx(row["ci_low"], abs=0.11)
    assert found.high == pytest.approx(row["ci_high"], rel=0.15)


def test_a_difference_from_intervals_is_that_of_the_groups():
    rng = np.random.default_rng(2)
    groups = [rng.normal(13, 12, 500), rng.normal(11, 12, 500)]
    given = []
    for group in groups:
        limits = stats.ttest_1samp(group, 0).confidence_interval()
        given.append(Estimate(group.mean(), limits.low, limits.high))
    limits = stats.ttest_ind(*groups, equal_var=False).confidence_interval()
    found = comparison.difference_from_intervals(*given)
    assert (found.low, found.high) == pytest.approx((limits.low, limits.high), abs=0.02)


@pytest.mark.parametrize("active, compared, p", [(5, 5, 0.9), (5, 4, 0), (5, 4, 1)])
def test_a_p_that_gives_no_error_is_refused(active, compared, p):
    with pytest.raises(ValueError, match="expected a difference, and p between 0 and 1"):
        comparison.difference_from_p(active, compared, p)


PRINTED = {
    "published": Estimate(2, 1, 3),
    "groups": (Estimate(7, 6, 8), Estimate(4, 3, 5)),
    "counts": (20, 100, 10, 100),
    "means": (5, 4),
    "p_value": 0.05,
}


@pytest.mark.parametrize(
    "printed, basis, effect",
    [
        (PRINTED, "published", Estimate(2, 1, 3)),
        ({**PRINTED, "published": None}, "groups", Estimate(3, 3 - np.sqrt(2), 3 + np.sqrt(2))),
        ({"counts": (20, 100, 10, 100), "means": (5, 4), "p_value": 0.05}, "counts", Estimate(2, 0.99, 4.05)),
        ({"means": (5, 4), "p_value": 0.05}, "means", Estimate(1, 0, 2)),  # at p = 0.05 the interval ends at 0
    ],
)
def test_the_best_of_what_is_printed_gives_the_effect_and_is_named(printed, basis, effect):
    found, rests_on = comparison.from_print(**printed)
    assert rests_on == basis
    assert (found.value, found.low, found.high) == pytest.approx((effect.value, effect.low, effect.high), abs=0.01)


@pytest.mark.parametrize("printed", [{}, {"means": (5, 4)}, {"p_value": 0.05}])
def test_too_little_in_print_gives_no_effect(printed):
    assert comparison.from_print(**printed) == (None, None)
