import numpy as np
import pytest

from vastus.signals import activation


def test_a_ramp_is_silent_rises_in_a_straight_line_and_holds():
    active = activation.ramp(500, 100, 1000, 1000, level=0.6)
    assert np.all(active[:501] == 0)
    assert active[525] == pytest.approx(0.15) and active[550] == pytest.approx(0.3)
    assert np.all(active[600:] == 0.6)


def test_a_step_is_full_one_sample_after_its_onset():
    active = activation.ramp(500, 0, 1000, 1000)
    assert (active[500], active[501]) == (0, 1)


def test_a_burst_falls_over_the_time_it_took_to_rise():
    active = activation.ramp(100, 50, 1000, 1000, off_ms=600)
    assert active[600] == 1 and active[625] == pytest.approx(0.5) and np.all(active[650:] == 0)


def test_onsets_of_several_trials_give_a_row_each():
    active = activation.ramp([200, 400], 100, 1000, 1000)
    assert active.shape == (2, 1000)
    assert np.array_equal(active[0, :800], active[1, 200:])


@pytest.mark.parametrize("onset_ms", [-1, 1000])
def test_an_onset_outside_the_signal_is_refused(onset_ms):
    with pytest.raises(ValueError, match="expected at least 0 and less than the 1000 ms of the signal"):
        activation.ramp(onset_ms, 100, 1000, 1000)


def test_a_negative_ramp_is_refused():
    with pytest.raises(ValueError, match="ramp_ms is -5; expected 0 or more"):
        activation.ramp(100, -5, 1000, 1000)
