import numpy as np
import pytest

from vastus.inference import clinic
from vastus.inference.clinic import Course
from vastus.inference.regression_to_the_mean import SwingingPain

SWINGING = SwingingPain(usual_mean=50, usual_sd=15.5, swing_sd=15.5, left_after_a_week=0.5)
FULL = Course(weeks=12, recovering_share=0.3, expectation=5, treatment=10)


def improvement(course, seed, least_pain=60):
    before, after = clinic.simulate(SWINGING, least_pain, course, 200_000, np.random.default_rng(seed))
    return (before - after).mean()


@pytest.mark.parametrize("weeks", [1, 12])
@pytest.mark.parametrize("least_pain", [-np.inf, 60, 80])
def test_the_simulated_improvement_is_the_sum_of_the_parts(weeks, least_pain):
    course = Course(weeks, 0.3, 5, 10)
    assert improvement(course, 1, least_pain) == pytest.approx(
        clinic.expected_parts(SWINGING, least_pain, course).total, abs=0.2
    )


@pytest.mark.parametrize(
    "part, without",
    [
        ("recovery", Course(12, 0, 5, 10)),
        ("expectation", Course(12, 0.3, 0, 10)),
        ("treatment", Course(12, 0.3, 5, 0)),
    ],
)
def test_a_part_is_what_goes_missing_when_it_is_taken_away(part, without):
    expected = getattr(clinic.expected_parts(SWINGING, 60, FULL), part)
    assert improvement(FULL, 2) - improvement(without, 2) == pytest.approx(expected, abs=0.2)


def test_what_is_left_without_recovery_expectation_and_treatment_is_regression_to_the_mean():
    nothing = Course(12, 0, 0, 0)
    assert improvement(nothing, 3) == pytest.approx(clinic.expected_parts(SWINGING, 60, FULL).regression, abs=0.2)
    assert improvement(nothing, 3, least_pain=-np.inf) == pytest.approx(0, abs=0.2)


def test_a_placebo_group_sees_all_but_the_treatment():
    parts = clinic.expected_parts(SWINGING, 60, FULL)
    assert improvement(Course(12, 0.3, 5, 0), 4) == pytest.approx(parts.placebo_arm, abs=0.2)


def test_a_share_that_is_none_is_refused():
    with pytest.raises(ValueError, match="recovering_share is 30; expected a share between 0 and 1"):
        Course(12, 30, 0, 0)
