import numpy as np
import pytest

from vastus.explorers import two_laboratories

pytestmark = pytest.mark.usefixtures("recalled")
EXPLORER = two_laboratories.EXPLORER


def test_unequal_channels_put_the_same_muscles_on_opposite_sides_and_equal_ones_on_neither():
    for rule in two_laboratories.RULES:
        a_ms, b_ms = (np.nanmedian(two_laboratories.delays_ms(name, 4, False, 100, rule)) for name in "AB")
        assert a_ms > 5 and b_ms < -5
        assert abs(np.nanmedian(two_laboratories.delays_ms("A", 0, False, 100, rule))) < 2


def test_a_session_is_wrong_in_the_same_direction_almost_every_time():
    sessions_ms = two_laboratories.sessions_ms("A", 10, False, 100, "held")
    assert sessions_ms.size == 40 and np.all(sessions_ms > 0)


def test_noise_added_until_the_channels_match_takes_the_bias_and_leaves_the_scatter():
    apart, matched = (two_laboratories.delays_ms("A", 10, added, 100, "held") for added in (False, True))
    assert abs(np.nanmedian(matched)) < 3 < np.nanmedian(apart)
    assert np.nanstd(matched) > np.nanstd(apart)


def test_the_drawing_shows_every_session_and_the_headline_its_medians():
    axes = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        dots = [trace for trace in view.figure.data if trace.mode == "markers"]
        assert [len(trace.x) for trace in dots] == [40, 40]
        for name in "AB":
            median_ms = np.nanmedian(two_laboratories.delays_ms(name, *state.values()))
            said = view.headline.split(f"{name} ")[1].split(" ms")[0].replace("−", "-")
            assert float(said) == pytest.approx(median_ms, abs=0.051)
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40, state
        axes.add((view.figure.layout.xaxis.range, view.figure.layout.yaxis.range))
    assert len(axes) == 1
