"""Two groups with a difference of means, and what it says about one person.

The model: both groups are normal with the same standard deviation; the reference group has mean 0 and the other
group lies ``mean_difference`` higher. A test is positive above a cut.
"""

import numpy as np
from scipy import stats


def shared_share(mean_difference, sd):
    """Overlapping coefficient: the area common to the two densities, between 0 and 1.

    Closed form for equal spread: twice the normal tail beyond half the standardised difference.
    """
    return 2 * stats.norm.sf(np.abs(mean_difference) / (2 * _positive(sd)))


def share_right_at_best_cut(mean_difference, sd):
    """Share of each group that the best single cut puts on the right side, between one half and 1.

    For two groups of equal size and spread the best cut lies midway between the means, where both shares are the normal
    share below half the standardised difference.
    """
    return stats.norm.cdf(np.abs(mean_difference) / (2 * _positive(sd)))


def sensitivity(mean_difference, sd, cut):
    """Share of the higher group above the cut."""
    return stats.norm.sf(cut, loc=mean_difference, scale=_positive(sd))


def specificity(sd, cut):
    """Share of the reference group at or below the cut."""
    return stats.norm.cdf(cut, scale=_positive(sd))


def predictive_values(sensitivity, specificity, prevalence):
    """Probability of the condition after a positive test, and of its absence after a negative one.

    Parameters
    ----------
    sensitivity, specificity, prevalence : float
        Shares between 0 and 1; the prevalence strictly between.

    Returns
    -------
    tuple of (float, float)
        Positive and negative predictive value, by Bayes' rule.
    """
    if not 0 < prevalence < 1:
        raise ValueError(f"prevalence is {prevalence}; expected a share between 0 and 1")
    true_positive, false_positive = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    true_negative, false_negative = specificity * (1 - prevalence), (1 - sensitivity) * prevalence
    return (
        true_positive / (true_positive + false_positive),
        true_negative / (true_negative + false_negative),
    )


def _positive(sd):
    if not np.all(np.asarray(sd) > 0):
        raise ValueError(f"sd is {sd}; expected a number above 0")
    return sd
