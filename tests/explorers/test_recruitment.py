import numpy as np
import pytest

from vastus.explorers import recruitment

EXPLORER = recruitment.EXPLORER


def test_the_line_of_the_first_firing_lies_at_or_before_every_firing_drawn():
    for state in EXPLORER.states():
        figure = EXPLORER.at(state).figure
        start, first = figure.layout.shapes
        assert start.x0 == 0 <= first.x0
        assert np.min(figure.data[1].x) >= first.x0 - 0.1, state


def test_higher_units_wait_for_more_drive():
    highest = [max(EXPLORER.at(EXPLORER.state(level_percent=level)).figure.data[1].y) for level in (5, 10, 20, 50, 100)]
    assert highest == sorted(set(highest))


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
