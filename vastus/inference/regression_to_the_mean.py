"""People who come when it hurts most, and how much better they are later without anybody's help.

The model: a person's pain in a week is a usual level plus a swing. Both are normal and independent; usual levels
differ between people, the swing comes and goes with a mean of 0. A set share of a swing is left a week later. Who comes
is chosen by the pain of one week, so part of what is seen at the visit is a swing, and swings pass.

- ``at_entry``, ``swing_left`` and ``share_that_comes`` are closed forms: means of a normal cut off below.
- ``enrol`` draws such people, usual level and swing apart.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class SwingingPain:
    """Pain in a population, in points.

    Attributes
    ----------
    usual_mean, usual_sd : float
        Mean and standard deviation of people's usual levels.
    swing_sd : float
        Standard deviation of one person's swings about the usual level, above 0.
    left_after_a_week : float
        Share of a swing that is left a week later, 0 or more and below 1.
    """

    usual_mean: float
    usual_sd: float
    swing_sd: float
    left_after_a_week: float

    def __post_init__(self):
        if not (self.usual_sd >= 0 and self.swing_sd > 0):
            raise ValueError(f"usual_sd {self.usual_sd}, swing_sd {self.swing_sd}; expected 0 or more, and above 0")
        if not 0 <= self.left_after_a_week < 1:
            raise ValueError(f"left_after_a_week is {self.left_after_a_week}; expected 0 or more and below 1")

    @property
    def week_sd(self):
        """Standard deviation of pain over all people in one week."""
        return float(np.hypot(self.usual_sd, self.swing_sd))


@dataclass(frozen=True)
class Entry:
    """Means at the visit, in points: ``pain`` is the sum of the ``usual`` level and the ``swing``."""

    usual: float
    swing: float

    @property
    def pain(self):
        return self.usual + self.swing


def share_that_comes(swinging, least_pain):
    """Share of the population with at least ``least_pain`` points in a given week."""
    return float(stats.norm.sf(least_pain, swinging.usual_mean, swinging.week_sd))


def at_entry(swinging, least_pain):
    """Mean usual level and mean swing of the people who come at ``least_pain`` points or more.

    The mean excess over the population is the normal density at the cut over the share above it, times the spread; the
    usual level and the swing have parts in it that go by their variances.

    Parameters
    ----------
    swinging : SwingingPain
    least_pain : float
        In points; ``-inf`` for everybody.

    Returns
    -------
    Entry
    """
    sd = swinging.week_sd
    cut = (least_pain - swinging.usual_mean) / sd
    excess = sd * np.exp(stats.norm.logpdf(cut) - stats.norm.logsf(cut))
    from_swing = swinging.swing_sd**2 / sd**2
    return Entry(float(swinging.usual_mean + (1 - from_swing) * excess), float(from_swing * excess))


def swing_left(swinging, least_pain, weeks):
    """Mean swing some weeks before (negative) or after the visit, in points; array of ``weeks`` or number."""
    return at_entry(swinging, least_pain).swing * swinging.left_after_a_week ** np.abs(weeks)


def enrol(swinging, least_pain, people, rng):
    """Draw people who come.

    Parameters
    ----------
    swinging : SwingingPain
    least_pain : float
        In points; ``-inf`` for everybody.
    people : int
    rng : numpy.random.Generator

    Returns
    -------
    tuple of (numpy.ndarray, numpy.ndarray)
        Usual level and swing at the visit of each person, in points.
    """
    sd = swinging.week_sd
    above = rng.uniform(size=people) * share_that_comes(swinging, least_pain)
    pain = stats.norm.isf(above, swinging.usual_mean, sd)
    # the swing, given the sum of usual level and swing
    from_swing = swinging.swing_sd**2 / sd**2
    rest_sd = swinging.usual_sd * swinging.swing_sd / sd
    swing = from_swing * (pain - swinging.usual_mean) + rest_sd * rng.standard_normal(people)
    return pain - swing, swing
