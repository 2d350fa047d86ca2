"""What a clinic sees from before to after, in parts, and what a trial on the same people would see.

The model: people come as in ``regression_to_the_mean``. By the follow-up a share of them has recovered, which takes
away their usual pain; expectation and treatment each take the same points from everybody. Pain is not held within its
scale, so that the parts add up.

- ``expected_parts`` splits the mean improvement into four named parts, in closed form.
- ``simulate`` draws patients; a trial is two such groups, one of them without the treatment.
"""

from dataclasses import dataclass

import numpy as np

from . import regression_to_the_mean as entering


@dataclass(frozen=True)
class Course:
    """What happens between the visit and the follow-up.

    Attributes
    ----------
    weeks : float
        From the visit to the follow-up.
    recovering_share : float
        Share of people who recover whatever is done, 0 to 1.
    expectation, treatment : float
        Points each takes from everybody's pain.
    """

    weeks: float
    recovering_share: float
    expectation: float
    treatment: float

    def __post_init__(self):
        if not 0 <= self.recovering_share <= 1:
            raise ValueError(f"recovering_share is {self.recovering_share}; expected a share between 0 and 1")


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
        recovery=course.recovering_share * entry.usual,
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
    recovers = rng.uniform(size=people) < course.recovering_share
    left = swinging.left_after_a_week**course.weeks
    later_swing = left * swing + swinging.swing_sd * np.sqrt(1 - left**2) * rng.standard_normal(people)
    after = np.where(recovers, 0, usual) + later_swing - course.expectation - course.treatment
    return usual + swing, after
