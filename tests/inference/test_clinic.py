import numpy as np
import pytest

from vastus.inference import clinic
from vastus.inference.clinic import Course
from vastus.inference.regression_to_the_mean import SwingingPain

SWINGING = SwingingPain(usual_mean=50, usual_sd=15.5, swing_sd=15.5, left_after_a_week=0.5)
FULL = Course(weeks=12, eased_share=0.3, expectation=5, treatment=10)


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
    with pytest.raises(ValueError, match="eased_share is 30; expected a share between 0 and 1"):
        Course(12, 30, 0, 0)


def test_the_usual_pain_eases_in_everybody_alike():
    """Without swings, expectation and treatment each person keeps seven tenths of the pain they came with."""
    still = SwingingPain(usual_mean=50, usual_sd=15.5, swing_sd=1e-9, left_after_a_week=0.5)
    before, after = clinic.simulate(still, 60, Course(12, 0.3, 0, 0), 1000, np.random.default_rng(5))
    assert after == pytest.approx(0.7 * before)


@pytest.mark.parametrize("least_pain", [-np.inf, 75])
def test_a_clinic_and_two_trials_find_their_parts_as_often_as_95_percent_intervals_promise(least_pain):
    parts = clinic.expected_parts(SWINGING, least_pain, FULL)
    expected = {"clinic": parts.total, "untreated": parts.treatment + parts.expectation, "placebo": parts.treatment}
    found = [clinic.seen(SWINGING, least_pain, FULL, 40, seed) for seed in range(600)]
    for name, truth in expected.items():
        estimates = [getattr(one, name) for one in found]
        assert np.mean([estimate.value for estimate in estimates]) == pytest.approx(truth, abs=1)
        covered = np.mean([estimate.low <= truth <= estimate.high for estimate in estimates])
        assert covered == pytest.approx(0.95, abs=0.03)


def test_the_same_seed_shows_the_same_people_whatever_the_treatment_takes_away():
    without, treated = (vars(clinic.seen(SWINGING, 60, Course(12, 0.3, 5, points), 80, seed=1)) for points in (0, 10))
    for name, estimate in without.items():
        assert treated[name].value - estimate.value == pytest.approx(10)
        assert treated[name].high - treated[name].low == pytest.approx(estimate.high - estimate.low)


def test_expectation_drops_out_against_a_placebo_and_not_against_nothing():
    hopeless, hopeful = (clinic.seen(SWINGING, 60, Course(12, 0.3, points, 10), 80, seed=1) for points in (0, 5))
    assert hopeful.placebo.value == pytest.approx(hopeless.placebo.value)
    assert hopeful.untreated.value - hopeless.untreated.value == pytest.approx(5)


def test_a_trial_shares_its_people_between_two_groups_and_a_clinic_has_them_all():
    """The error of a difference between two halves is twice that of a mean of all."""
    found = clinic.seen(SWINGING, 60, FULL, 20_000, seed=1)
    alone, *compared = (estimate.high - estimate.low for estimate in vars(found).values())
    assert compared == pytest.approx([2 * alone] * 2, rel=0.03)
