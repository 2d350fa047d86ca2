"""A difference between two groups with its 95 percent interval, worked out from what a paper prints.

For results whose paper, or the part of it that was read, gives the groups but not the interval of their difference.
Everything here is approximate, by the normal distribution.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

Z_95 = stats.norm.ppf(0.975)


@dataclass(frozen=True)
class Estimate:
    """A value with the limits of its 95 percent interval, in the unit of the value."""

    value: float
    low: float
    high: float


def difference_from_p(active, comparator, p_value):
    """Difference of two means, its standard error taken from the two-sided p value.

    Parameters
    ----------
    active, comparator : float
        Means, different from each other.
    p_value : float
        Of the test of their difference, between 0 and 1.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If the p value has no standard error to give: the means are equal, or p is not between 0 and 1.
    """
    difference = active - comparator
    if difference == 0 or not 0 < p_value < 1:
        raise ValueError(f"difference {difference:g}, p {p_value:g}; expected a difference, and p between 0 and 1")
    return _estimate(difference, abs(difference) / stats.norm.isf(p_value / 2))


def difference_from_intervals(active, comparator):
    """Difference of two independent means, each given as an `Estimate`."""
    errors = [(group.high - group.low) / (2 * Z_95) for group in (active, comparator)]
    return _estimate(active.value - comparator.value, np.hypot(*errors))


def relative_risk(active_events, active_n, comparator_events, comparator_n):
    """Risk in the active group over that in the comparison group, the interval from the logarithm of the ratio."""
    result = stats.contingency.relative_risk(active_events, active_n, comparator_events, comparator_n)
    interval = result.confidence_interval()
    return Estimate(result.relative_risk, interval.low, interval.high)


def _estimate(value, error):
    return Estimate(float(value), float(value - Z_95 * error), float(value + Z_95 * error))
