import numpy as np
import pytest
from scipy import integrate, stats

from vastus.inference import updating
from vastus.inference.updating import Belief

PRIOR = Belief(5, 8)
OUTCOME_SD = 21.9


@pytest.mark.parametrize("prior", [PRIOR, Belief(0, 2), Belief(10, 5)])
@pytest.mark.parametrize(
    "people, difference, bias", [(20, 20, Belief(0, 0)), (200, -5, Belief(5, 2)), (1000, 10, Belief(5, 10))]
)
def test_the_belief_after_a_trial_is_what_numerical_integration_gives(prior, people, difference, bias):
    """Bayes' rule on a grid, the bias integrated out by quadrature, without any normal algebra."""
    chance = OUTCOME_SD * np.sqrt(1 / (people / 2) + 1 / (people / 2))  # two means of half the people each

    def likelihood(effect):
        if bias.sd == 0:
            return stats.norm.pdf(difference, effect + bias.mean, chance)
        shift = np.linspace(bias.mean - 8 * bias.sd, bias.mean + 8 * bias.sd, 4001)
        seen = stats.norm.pdf(difference, effect + shift, chance) * stats.norm.pdf(shift, bias.mean, bias.sd)
        return integrate.simpson(seen, x=shift)

    effects = np.linspace(prior.mean - 9 * prior.sd, prior.mean + 9 * prior.sd, 1201)
    density = stats.norm.pdf(effects, prior.mean, prior.sd) * np.array([likelihood(effect) for effect in effects])
    density /= integrate.simpson(density, x=effects)
    mean = integrate.simpson(effects * density, x=effects)
    sd = np.sqrt(integrate.simpson((effects - mean) ** 2 * density, x=effects))

    after = updating.update(prior, updating.evidence(difference, people, OUTCOME_SD, bias))
    assert after.mean == pytest.approx(mean, abs=1e-4)
    assert after.sd == pytest.approx(sd, abs=1e-4)
    above = integrate.simpson(np.where(effects > 0, density, 0), x=effects)
    assert after.probability_above(0) == pytest.approx(above, abs=5e-3)


def test_the_standard_error_is_that_of_simulated_trials():
    rng = np.random.default_rng(1)
    groups = rng.normal(0, OUTCOME_SD, (20_000, 2, 30))
    differences = groups.mean(axis=2) @ [1, -1]
    assert updating.standard_error(60, OUTCOME_SD) == pytest.approx(differences.std(), rel=0.02)


def test_two_trials_move_a_belief_alike_in_either_order():
    first, second = updating.evidence(10, 60, 20, Belief(0, 0)), updating.evidence(-3, 200, 20, Belief(4, 2))
    one_way = updating.update(updating.update(PRIOR, first), second)
    other_way = updating.update(updating.update(PRIOR, second), first)
    assert (one_way.mean, one_way.sd) == pytest.approx((other_way.mean, other_way.sd))


def test_no_size_of_trial_buys_away_a_bias_of_unknown_size():
    huge = updating.evidence(10, 10_000_000, OUTCOME_SD, Belief(5, 10))
    assert huge.sd == pytest.approx(10, abs=0.01)
    assert updating.weight_of(huge, PRIOR) < 0.4


def test_a_belief_is_worth_the_trial_that_would_move_it_half_way():
    people = updating.people_worth(PRIOR, OUTCOME_SD)
    assert updating.weight_of(updating.evidence(0, people, OUTCOME_SD, Belief(0, 0)), PRIOR) == pytest.approx(0.5)


def test_the_interval_holds_95_percent_of_the_belief():
    low, high = PRIOR.interval()
    assert PRIOR.probability_above(low) - PRIOR.probability_above(high) == pytest.approx(0.95)


def test_a_certain_belief_cannot_be_updated():
    with pytest.raises(ValueError, match="sd is 0; expected above 0"):
        updating.update(Belief(0, 0), Belief(1, 1))


def test_a_trial_of_one_and_a_negative_spread_are_refused():
    with pytest.raises(ValueError, match="people is 1; expected 2 or more"):
        updating.standard_error(1, 20)
    with pytest.raises(ValueError, match="sd is -1; expected 0 or more"):
        Belief(0, -1)
