"""What a clinic sees from before to after, in parts, and what a trial on the same people would see.

The model: people come as in ``regression_to_the_mean``. By the follow-up a share of everybody's usual pain has eased by
itself; expectation and treatment each take the same points from everybody. Pain is not held within its scale, so that
the parts add up.

- ``expected_parts`` splits the mean improvement into four named parts, in closed form.
- ``simulate`` draws patients.
- ``seen`` is what drawn patients show: a clinic its improvement, two trials the difference between their groups.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from . import regression_to_the_mean as entering
from .comparison import Estimate


@dataclass(frozen=True)
class Course:
    """What happens between the visit and the follow-up.

    Attributes
    ----------
    weeks : float
        From the visit to the follow-up.
    eased_share : float
        Share of the usual pain that is gone by the follow-up whatever is done, 0 to 1, the same in everybody.
    expectation, treatment : float
        Points each takes from everybody's pain.
    """

    weeks: float
    eased_share: float
    expectation: float
    treatment: float

    def __post_init__(self):
        if not 0 <= self.eased_share <= 1:
            raise ValueError(f"eased_share is {self.eased_share}; expected a share between 0 and 1")


@dataclass(frozen=True)
class Seen:
    """What patients show, in points: the improvement in a clinic, and what a trial against either finds."""

    clinic: Estimate
    untreated: Estimate
    placebo: Estimate


@dataclass(frozen=True)
class Parts:
    """Parts of a mean improvement, in points."""

    regression: float
    recovery: float
    expectation: float
    treatment: float

    @property
    def total(self):
        """What the clinic sees."""
        return self.regression + self.recovery + self.expectation + self.treatment

    @property
    def placebo_arm(self):
        """What a group that is given a placebo would see."""
        return self.total - self.treatment


def expected_parts(swinging, least_pain, course):
    """Mean improvement of people who came at ``least_pain`` points or more, by its parts, in closed form.

    Parameters
    ----------
    swinging : vastus.inference.regression_to_the_mean.SwingingPain
    least_pain : float
    course : Course

    Returns
    -------
    Parts
    """
    entry = entering.at_entry(swinging, least_pain)
    return Parts(
        regression=entry.swing - float(entering.swing_left(swinging, least_pain, course.weeks)),
        recovery=course.eased_share * entry.usual,
        expectation=course.expectation,
        treatment=course.treatment,
    )


def simulate(swinging, least_pain, course, people, rng):
    """Pain of simulated patients at the visit and at the follow-up.

    Parameters
    ----------
    swinging : vastus.inference.regression_to_the_mean.SwingingPain
    least_pain : float
    course : Course
    people : int
    rng : numpy.random.Generator

    Returns
    -------
    tuple of (numpy.ndarray, numpy.ndarray)
        Points before and after, one of each for every patient.
    """
    usual, swing = entering.enrol(swinging, least_pain, people, rng)
    left = swinging.left_after_a_week**course.weeks
    later_swing = left * swing + swinging.swing_sd * np.sqrt(1 - left**2) * rng.standard_normal(people)
    after = (1 - course.eased_share) * usual + later_swing - course.expectation - course.treatment
    return usual + swing, after


def seen(swinging, least_pain, course, people, seed):
    """What ``people`` simulated patients show to a clinic, and what trials on as many find.

    A clinic sees them all from before to after. A trial shares as many equally between a group that is treated and one
    that gets nothing, or a placebo.

    Parameters
    ----------
    swinging : vastus.inference.regression_to_the_mean.SwingingPain
    least_pain : float
    course : Course
    people : int
        4 or more.
    seed : int
        The same seed draws the same people, whatever the course takes away: results then differ by the course and not
        by luck.

    Returns
    -------
    Seen
        Means, or differences of means, with their 95 percent intervals by the t distribution.
    """
    placebo = replace(course, treatment=0)

    def improvement(group, of, size):
        before, after = simulate(swinging, least_pain, of, size, np.random.default_rng([seed, group]))
        return before - after

    def against(compared):
        limits = stats.ttest_ind(treated, compared, equal_var=False).confidence_interval()
        return Estimate(treated.mean() - compared.mean(), limits.low, limits.high)

    everybody = improvement(0, course, people)
    treated = improvement(1, course, people // 2)
    alone = stats.ttest_1samp(everybody, 0).confidence_interval()
    return Seen(
        clinic=Estimate(everybody.mean(), alone.low, alone.high),
        untreated=against(improvement(2, replace(placebo, expectation=0), people // 2)),
        placebo=against(improvement(3, placebo, people // 2)),
    )
