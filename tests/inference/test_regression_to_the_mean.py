import numpy as np
import pytest
from scipy import stats

from vastus.inference import regression_to_the_mean as entering
from vastus.inference.regression_to_the_mean import SwingingPain

SWINGING = SwingingPain(usual_mean=50, usual_sd=12, swing_sd=18, left_after_a_week=0.5)


def weeks_of_pain(swinging, people, weeks, rng):
    """Usual levels and weekly swings of a whole population, week by week, nobody chosen."""
    usual = rng.normal(swinging.usual_mean, swinging.usual_sd, people)
    left = swinging.left_after_a_week
    swings = [rng.normal(0, swinging.swing_sd, people)]
    for _ in range(weeks):
        swings.append(left * swings[-1] + rng.normal(0, swinging.swing_sd * np.sqrt(1 - left**2), people))
    return usual, np.array(swings)


@pytest.mark.parametrize("least_pain", [20, 60, 75, 95])
def test_pain_at_the_visit_is_the_mean_of_a_normal_cut_off_below(least_pain):
    cut = (least_pain - SWINGING.usual_mean) / SWINGING.week_sd
    expected = stats.truncnorm(cut, np.inf, SWINGING.usual_mean, SWINGING.week_sd).mean()
    assert entering.at_entry(SWINGING, least_pain).pain == pytest.approx(expected)


def test_a_population_followed_week_by_week_rises_to_the_visit_and_falls_from_it_as_the_closed_form_says():
    usual, swings = weeks_of_pain(SWINGING, 400_000, 8, np.random.default_rng(1))
    come = usual + swings[4] >= 70  # the visit is week 4; the weeks before it were lived too
    assert come.mean() == pytest.approx(entering.share_that_comes(SWINGING, 70), abs=0.003)
    assert usual[come].mean() == pytest.approx(entering.at_entry(SWINGING, 70).usual, abs=0.15)
    expected = entering.swing_left(SWINGING, 70, np.arange(-4, 5))
    assert swings[:, come].mean(axis=1) == pytest.approx(expected, abs=0.2)


def test_people_drawn_at_the_visit_are_those_a_population_would_send():
    usual, swings = weeks_of_pain(SWINGING, 400_000, 0, np.random.default_rng(2))
    come = usual + swings[0] >= 70
    drawn_usual, drawn_swing = entering.enrol(SWINGING, 70, 100_000, np.random.default_rng(3))
    assert (drawn_usual + drawn_swing).min() >= 70
    for drawn, lived in ((drawn_usual, usual[come]), (drawn_swing, swings[0][come])):
        assert drawn.mean() == pytest.approx(lived.mean(), abs=0.2)
        assert drawn.std() == pytest.approx(lived.std(), abs=0.2)
    together = np.corrcoef(usual[come], swings[0][come])[0, 1]
    assert np.corrcoef(drawn_usual, drawn_swing)[0, 1] == pytest.approx(together, abs=0.01)


def test_who_takes_everybody_sees_no_swing_pass():
    assert entering.at_entry(SWINGING, -np.inf).swing == 0
    assert entering.at_entry(SWINGING, -np.inf).pain == SWINGING.usual_mean


@pytest.mark.parametrize("wrong", [{"swing_sd": 0}, {"usual_sd": -1}, {"left_after_a_week": 1}])
def test_a_population_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="; expected"):
        SwingingPain(**{"usual_mean": 50, "usual_sd": 12, "swing_sd": 18, "left_after_a_week": 0.5, **wrong})
