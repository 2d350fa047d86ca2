import numpy as np
import pytest

from vastus.explorers import recruitment

EXPLORER = recruitment.EXPLORER


def at(**state):
    return EXPLORER.at(EXPLORER.state(**state))


def firings(view):
    """Times and units of the firings drawn."""
    _, drawn, *_ = view.figure["Motor units"].data
    return np.array(drawn.x[::3]), (np.array(drawn.y[::3]) + drawn.y[1::3]) / 2


def test_the_drawing_shows_the_result_and_no_firing_before_it():
    axes = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        lag_ms = np.median(recruitment.first_discharges_ms(**state))
        assert f"{lag_ms:.1f} ms" in view.headline
        for panel in view.figure.values():
            start, first = (trace for trace in panel.data if trace.mode == "lines" and len(trace.x) == 2)
            assert start.x[0] == 0 <= first.x[0] == pytest.approx(lag_ms, abs=1)
            low, high = panel.layout.yaxis.range
            heights = [y for trace in panel.data for y in trace.y if y is not None]
            assert low <= min(heights) and max(heights) <= high, state
        assert firings(view)[0].min() >= first.x[0] - 0.5, state
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40, state
        axes.add(tuple((panel.layout.xaxis.range, panel.layout.yaxis.range) for panel in view.figure.values()))
    assert len(axes) == 1


def test_higher_units_wait_for_more_drive_and_none_fires_before_it_is_recruited():
    highest = [firings(at(level_percent=level))[1].max() for level in recruitment.LEVELS_PERCENT]
    assert highest == sorted(highest) and highest[-1] > highest[0]
    called, *_ = at().figure["Motor units"].data
    times_ms, units = firings(at())
    assert np.all(units <= np.interp(times_ms, called.x, called.y) + 1)


@pytest.mark.parametrize("level_percent", [5, 10, 20, 50])
def test_signal_and_force_do_not_grow_together(level_percent):
    """The relation depends on recruitment and rates, as fuglevand1993 shows; here force lags behind."""
    signal, force = recruitment.steady(level_percent)
    assert force < signal < 100


def test_the_lag_of_the_first_discharge_is_in_the_range_of_an_earlier_study():
    """Its lags ran from 12 to 63 ms, depending on the level."""
    lags = [np.median(recruitment.first_discharges_ms(level, 100)) for level in (5, 10, 20)]
    assert lags == sorted(lags, reverse=True)
    assert all(12 <= lag <= 63 for lag in lags)
