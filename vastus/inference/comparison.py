"""A difference between two groups with its 95 percent interval, worked out from what a paper prints.

For results whose paper, or the part of it that was read, gives the groups but not the interval of their difference.
Everything here is approximate, by the normal distribution.

- ``from_print`` takes whatever is printed, uses the best of it and says which that was.
- The other functions each work from one kind of print.
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


def from_print(*, published=None, groups=None, counts=None, means=None, p_value=None):
    """The effect of a comparison from what a paper prints, the best of it first.

    Parameters
    ----------
    published : Estimate, optional
        The effect with its interval; taken as it is.
    groups : tuple of (Estimate, Estimate), optional
        Active and comparator, each with its interval.
    counts : tuple of int, optional
        Active events and people, comparator events and people: gives a relative risk.
    means : tuple of (float, float), optional
        Active and comparator; of use with ``p_value`` alone.
    p_value : float, optional

    Returns
    -------
    tuple of (Estimate, str)
        The effect and the name of the argument it rests on; both None where nothing printed gives an interval.
    """
    if published is not None:
        return published, "published"
    if groups is not None:
        return difference_from_intervals(*groups), "groups"
    if counts is not None:
        return relative_risk(*counts), "counts"
    if means is not None and p_value is not None:
        return difference_from_p(*means, p_value), "means"
    return None, None


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
