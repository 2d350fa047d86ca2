import pytest
from scipy import stats

from vastus.inference import proportion


@pytest.mark.parametrize("n", [1, 20, 22, 115])
def test_none_and_all_agree_with_the_closed_form(n):
    assert proportion.exact_bounds(0, n) == pytest.approx((0, 1 - 0.025 ** (1 / n)))
    assert proportion.exact_bounds(n, n) == pytest.approx((0.025 ** (1 / n), 1))


def test_none_of_twenty_allows_a_true_rate_of_about_17_percent():
    assert round(100 * proportion.exact_bounds(0, 20)[1]) == 17


@pytest.mark.parametrize("count, n", [(1, 20), (25, 30), (57, 115)])
def test_each_bound_leaves_a_tail_of_two_and_a_half_percent(count, n):
    low, high = proportion.exact_bounds(count, n)
    assert stats.binom.sf(count - 1, n, low) == pytest.approx(0.025)
    assert stats.binom.cdf(count, n, high) == pytest.approx(0.025)


@pytest.mark.parametrize("count, n", [(3, 2), (-1, 5), (0, 0)])
def test_counts_that_are_no_sample_are_refused(count, n):
    with pytest.raises(ValueError, match=f"{count} of {n}; expected a count between 0 and n"):
        proportion.exact_bounds(count, n)
