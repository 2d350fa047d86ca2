"""A delay that is not there: what the 3 SD rule measures on two channels whose true delay is known."""

import numpy as np
import pytest

from vastus.signals import onsets, vasti


def measured_ms(vm_snr_db, vl_snr_db, ramp_ms, true_delay_ms=0.0, motor_units=False, trials=600, seed=1):
    both = vasti.record(trials, vm_snr_db, vl_snr_db, np.random.default_rng(seed), ramp_ms, true_delay_ms, motor_units)
    delay_ms = onsets.window_mean(both.vm_uv, both.sampling_hz) - onsets.window_mean(both.vl_uv, both.sampling_hz)
    return delay_ms[~np.isnan(delay_ms)]


# Two earlier feasibility studies with their own generators and code found these; ours must come near them.
@pytest.mark.parametrize(
    "vm_snr_db, ramp_ms, motor_units, median_ms, share",
    [
        (10, 0, False, 6.5, (0.10, 0.25)),
        (10, 50, False, 17, (0.74, 0.87)),
        (10, 50, True, 17, (0.74, 0.87)),
        (10, 100, False, 28, (0.90, 0.98)),
        (10, 200, False, 55, (0.94, 1.00)),
        (30, 100, False, -12, (0.00, 0.02)),
        (20, 100, False, 0, (0.03, 0.14)),
    ],
)
def test_the_phantom_delay_is_that_of_earlier_studies(vm_snr_db, ramp_ms, motor_units, median_ms, share):
    delay_ms = measured_ms(vm_snr_db, 20, ramp_ms, motor_units=motor_units, trials=300 if motor_units else 800)
    assert np.median(delay_ms) == pytest.approx(median_ms, abs=3)
    assert share[0] <= np.mean(delay_ms > 10) <= share[1]


def test_a_true_delay_is_found_where_both_channels_are_equally_clean():
    assert np.median(measured_ms(20, 20, 100, true_delay_ms=15)) == pytest.approx(15, abs=2)
    assert np.median(measured_ms(20, 20, 100, true_delay_ms=-15)) == pytest.approx(-15, abs=2)


def test_the_channels_share_nothing_but_the_timing():
    both = vasti.record(20, 20, 20, np.random.default_rng(2))
    for vm, vl in zip(both.vm_uv, both.vl_uv, strict=True):
        assert abs(np.corrcoef(vm, vl)[0, 1]) < 0.2
    assert (both.vm_onset_ms, both.vl_onset_ms) == (1000, 1000)


def test_motor_units_reach_the_size_that_the_signal_to_noise_ratio_refers_to():
    emg = vasti.channel(60, 60, np.random.default_rng(3), ramp_ms=50, motor_units=True)
    assert np.std(emg[:, 2100:]) == pytest.approx(100, rel=0.02)
    assert np.std(emg[:, :1990]) < 1
