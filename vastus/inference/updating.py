"""A belief about the size of an effect, and how far evidence should move it.

The model: everything is normal. A belief is a mean and a standard deviation. A trial of two equal groups gives the true
effect plus its bias plus chance; the bias is itself a belief, and what is known of it is taken off. Beliefs are then
put together by their precision (one over the variance), which is Bayes' rule for normal distributions.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class Belief:
    """A normal distribution over the effect: mean and standard deviation, in the unit of the outcome."""

    mean: float
    sd: float

    def __post_init__(self):
        if not self.sd >= 0:
            raise ValueError(f"sd is {self.sd}; expected 0 or more")

    def interval(self, share=0.95):
        """Limits of the middle ``share`` of the belief."""
        half = stats.norm.ppf((1 + share) / 2) * self.sd
        return self.mean - half, self.mean + half

    def probability_above(self, value):
        """Probability that the effect is larger than ``value``."""
        return float(stats.norm.sf(value, self.mean, self.sd))

    def density(self, effect):
        """Probability per unit of the effect, at each ``effect``."""
        return stats.norm.pdf(effect, self.mean, self.sd)


def standard_error(people, outcome_sd):
    """Standard error of a difference of two means, ``people`` shared equally between the groups."""
    if not people >= 2:
        raise ValueError(f"people is {people}; expected 2 or more")
    return float(outcome_sd * np.sqrt(4 / people))


def evidence(difference, people, outcome_sd, bias):
    """What a trial alone says of the true effect.

    Parameters
    ----------
    difference : float
        Found between the groups.
    people : int
        In both groups together.
    outcome_sd : float
        Standard deviation of the outcome within a group.
    bias : Belief
        By how much such a trial overstates the effect.

    Returns
    -------
    Belief
        The bias taken off its mean, and its uncertainty added to that of chance.
    """
    chance = standard_error(people, outcome_sd)
    return Belief(difference - bias.mean, float(np.hypot(chance, bias.sd)))


def update(prior, found):
    """The belief after the evidence ``found``, as a `Belief`; both need a standard deviation above 0."""
    weight = weight_of(found, prior)
    return Belief(weight * found.mean + (1 - weight) * prior.mean, float(np.sqrt(weight) * found.sd))


def weight_of(found, prior):
    """Share of the evidence in the mean of the updated belief, 0 to 1; the rest is the share of the prior."""
    for belief in (found, prior):
        if belief.sd == 0:
            raise ValueError("sd is 0; expected above 0, since a certain belief cannot be moved")
    return prior.sd**2 / (prior.sd**2 + found.sd**2)


def people_worth(belief, outcome_sd):
    """Number of people in an unbiased trial that alone would leave as narrow a belief."""
    return 4 * (outcome_sd / belief.sd) ** 2
