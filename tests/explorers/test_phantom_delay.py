import numpy as np
import pytest

from vastus.explorers import phantom_delay
from vastus.signals import onsets, vasti

EXPLORER = phantom_delay.EXPLORER


def delays(**changes):
    return phantom_delay.delays_ms(**EXPLORER.state(**changes))


def test_the_phantom_needs_unequal_noise_and_a_gradual_rise():
    for rise in phantom_delay.RISES:
        assert abs(np.nanmedian(delays(rise=rise))) < 2
    medians = [np.nanmedian(delays(vm_snr_db=10, rise=rise)) for rise in ("step", "50", "100", "200")]
    assert medians == pytest.approx([6.5, 17, 28, 55], abs=3)  # found by two earlier studies with their own code
    assert np.mean(delays(vm_snr_db=10, rise="step") > 10) < 0.25
    assert np.mean(delays(vm_snr_db=10, rise="motor units") > 10) > 0.75


def test_a_quieter_vl_turns_the_phantom_round():
    assert np.nanmedian(delays(vl_snr_db=10, rise="100")) < -20


def test_moving_the_onsets_equals_making_the_trials_anew_with_a_true_delay():
    both = vasti.record(600, 10, 20, np.random.default_rng(5), ramp_ms=100, true_delay_ms=10)
    anew = onsets.window_mean(both.vm_uv, both.sampling_hz) - onsets.window_mean(both.vl_uv, both.sampling_hz)
    assert np.nanmedian(delays(vm_snr_db=10, rise="100", true_delay_ms=10)) == pytest.approx(
        np.nanmedian(anew), abs=2.5
    )


@pytest.mark.parametrize("changes", [{}, {"vm_snr_db": 10, "vl_snr_db": 30, "rise": "200", "rule": "energy"}])
def test_the_bars_hold_every_trial_and_those_over_the_criterion_are_hatched(changes):
    within, over = EXPLORER.at(EXPLORER.state(**changes)).figure.data[:2]
    assert sum(within.y) + sum(over.y) == pytest.approx(100, abs=2)  # rounded bar by bar
    measured = delays(**changes)
    assert sum(over.y) == pytest.approx(100 * np.mean(measured[~np.isnan(measured)] > 10), abs=1.5)
    assert over.marker.pattern.shape == "/" and within.marker.pattern.shape is None


def test_the_published_rules_are_those_of_the_two_stair_studies():
    assert "above 3 SD for 25 ms, 50 Hz low-pass (Cowan" in phantom_delay.RULES["held"]
    assert "mean of 25 ms above 5 SD, 15 Hz low-pass (Brindle" in phantom_delay.RULES["slow window"]
