import numpy as np
import pytest

from vastus.inference import surrogate
from vastus.inference.surrogate import Paths

CASES = [Paths(1, 0, 0.9, 0), Paths(1, 0.45, 0.45, -0.5), Paths(0.5, 0.9, 0, 0.5), Paths(1, 0.3, -0.2, 0.2)]
LOADING = 0.97  # of the marker on the shared cause, in the simulation below


def with_a_shared_cause(paths, people, rng):
    """The structure itself, cause by cause: a shared cause acts on marker and outcome, the marker on the outcome."""
    cause = rng.standard_normal((2, people))
    treated = np.array([[0.0], [1.0]])
    own = np.sqrt(1 - LOADING**2) * rng.standard_normal((2, people))
    marker = LOADING * cause + own + treated * paths.marker_effect
    on_outcome = paths.shared / LOADING
    rest = 1 - paths.link**2 - on_outcome**2 - 2 * paths.link * paths.shared
    chance = np.sqrt(rest) * rng.standard_normal((2, people))
    return marker, paths.link * marker + on_outcome * cause + chance + treated * paths.other_paths


@pytest.mark.parametrize("paths", CASES)
@pytest.mark.parametrize("simulate", [with_a_shared_cause, surrogate.simulate])
def test_correlation_and_effects_are_those_of_simulated_people(paths, simulate):
    marker, outcome = simulate(paths, 400_000, np.random.default_rng(1))
    for group in (0, 1):
        assert np.corrcoef(marker[group], outcome[group])[0, 1] == pytest.approx(paths.correlation, abs=0.01)
        assert outcome[group].std() == pytest.approx(1, abs=0.01)
    assert marker[1].mean() - marker[0].mean() == pytest.approx(paths.marker_effect, abs=0.01)
    assert outcome[1].mean() - outcome[0].mean() == pytest.approx(paths.outcome_effect, abs=0.01)


@pytest.mark.parametrize("paths", CASES)
def test_a_mediation_analysis_credits_the_marker_with_what_was_promised(paths):
    """Product of coefficients by least squares: the outcome on marker and treatment, times the effect on the marker."""
    people = 400_000
    marker, outcome = with_a_shared_cause(paths, people, np.random.default_rng(2))
    treated = np.repeat([0.0, 1.0], people)
    design = np.column_stack([np.ones(2 * people), treated, marker.ravel()])
    slope = np.linalg.lstsq(design, outcome.ravel(), rcond=None)[0][2]
    indirect = slope * (marker[1].mean() - marker[0].mean())
    assert indirect == pytest.approx(paths.promised, abs=0.01)
    assert (abs(indirect - paths.through_marker) < 0.01) == (paths.shared == 0)


def test_moving_the_marker_by_hand_moves_the_outcome_by_the_link_alone():
    """What the treated would have had without the path through the marker, the same people and the same chance."""
    paths = Paths(1, 0.45, 0.45, -0.5)
    marker, outcome = with_a_shared_cause(paths, 1000, np.random.default_rng(3))
    unmoved = with_a_shared_cause(Paths(0, 0.45, 0.45, -0.5), 1000, np.random.default_rng(3))[1]
    assert outcome[1] - unmoved[1] == pytest.approx(paths.through_marker)


def test_a_correlation_of_one_or_more_is_refused():
    with pytest.raises(ValueError, match="add up to 1.2; expected within ±1"):
        Paths(1, 0.6, 0.6, 0)
