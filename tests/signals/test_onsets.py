"""The rules against biosppy and neurokit2 on the same trials, and what becomes of trials without an onset."""

import neurokit2
import numpy as np
import pytest
from biosppy.signals import emg as biosppy

from vastus.signals import onsets, processing, vasti

SAMPLING_HZ = vasti.SAMPLING_HZ
REST = slice(0, 1000)


@pytest.fixture(scope="module")
def trials():
    """60 trials with a true onset at 1000 ms."""
    return vasti.channel(60, 15, np.random.default_rng(11), ramp_ms=100)


def rest_of(smooth):
    return smooth[REST].mean(), smooth[REST].std()


@pytest.mark.parametrize("threshold_sd", [2, 3, 5])
@pytest.mark.parametrize("window_ms", [20, 25, 100])
def test_the_window_mean_agrees_with_biosppy_within_two_samples(trials, threshold_sd, window_ms):
    ours = onsets.window_mean(trials, SAMPLING_HZ, threshold_sd, window_ms)
    window = round(window_ms * 2)
    compared = 0
    for found_ms, trial in zip(ours, processing.linear_envelope(trials, SAMPLING_HZ, 50), strict=True):
        mean, sd = rest_of(trial)
        # biosppy takes the mean off and rectifies; a trial followed by its negative comes through that unchanged
        mirrored = np.concatenate([trial, -trial])
        theirs = biosppy.hodges_bui_onset_detector(
            mirrored, {"mean": mean, "std_dev": sd}, SAMPLING_HZ, size=window, threshold=threshold_sd
        )
        samples = theirs["onsets"] - window // 2  # it reports the middle of the window
        rising = samples[theirs["processed"][np.minimum(samples + 2, len(theirs["processed"]) - 1)] >= threshold_sd]
        after_rest = rising[rising >= REST.stop]
        if found_ms == REST.stop / 2:
            continue  # above the threshold when the search began: biosppy sees no crossing there
        compared += 1
        assert found_ms * 2 == pytest.approx(after_rest[0], abs=2)
    assert compared >= 50


def by_neurokit2(smooth, threshold_sd, hold_ms):
    """Onsets in ms after rest: the first of neurokit2's events that stays above the threshold long enough."""
    found_ms = []
    for trial in smooth:
        mean, sd = rest_of(trial)
        events = neurokit2.events_find(trial[REST.stop :], mean + threshold_sd * sd, duration_min=2 * hold_ms)
        found_ms.append((REST.stop + events["onset"][0]) / 2)
    return found_ms


@pytest.mark.parametrize("threshold_sd", [3, 5])
def test_the_held_threshold_agrees_with_neurokit2_to_the_sample(trials, threshold_sd):
    smooth = processing.linear_envelope(trials, SAMPLING_HZ, 50)
    assert np.array_equal(onsets.held(trials, SAMPLING_HZ, threshold_sd, 25), by_neurokit2(smooth, threshold_sd, 25))


@pytest.mark.parametrize("threshold_sd", [3, 5])
def test_the_held_energy_agrees_with_neurokit2_to_the_sample(trials, threshold_sd):
    energy = processing.teager_kaiser(processing.band_pass(trials, SAMPLING_HZ, 30, 300))
    smooth = processing.linear_envelope(energy, SAMPLING_HZ, 50)
    ours = onsets.teager_kaiser(trials, SAMPLING_HZ, threshold_sd, 25)
    assert np.array_equal(ours, by_neurokit2(smooth, threshold_sd, 25))


@pytest.mark.parametrize("rule", [onsets.window_mean, onsets.held, onsets.teager_kaiser])
def test_a_rule_treats_each_trial_by_itself(rule, trials):
    together = rule(trials, SAMPLING_HZ)
    alone = [rule(trial, SAMPLING_HZ) for trial in trials]
    assert np.array_equal(together, alone, equal_nan=True)


@pytest.mark.parametrize("rule", [onsets.window_mean, onsets.held, onsets.teager_kaiser])
def test_the_size_of_the_signal_does_not_move_the_onset(rule, trials):
    assert np.array_equal(rule(trials, SAMPLING_HZ), rule(1000 * trials, SAMPLING_HZ), equal_nan=True)


def test_a_rule_smooths_with_the_order_it_is_given(trials):
    smooth = processing.linear_envelope(trials, SAMPLING_HZ, 50, order=2)
    assert np.array_equal(onsets.held(trials, SAMPLING_HZ, order=2), by_neurokit2(smooth, 3, 25))
    for rule in (onsets.window_mean, onsets.held, onsets.teager_kaiser):
        assert not np.array_equal(rule(trials, SAMPLING_HZ, order=2), rule(trials, SAMPLING_HZ, order=4))


@pytest.mark.parametrize("rule", [onsets.window_mean, onsets.held, onsets.teager_kaiser])
def test_a_trial_that_stays_at_rest_is_missed(rule):
    rest = vasti.channel(40, 20, np.random.default_rng(2), onset_ms=1500, ramp_ms=0)[:, :2990]
    verdict = onsets.judge(rule(rest, SAMPLING_HZ, threshold_sd=8), 1500)
    assert verdict.missed.all()


def test_an_onset_at_rest_is_a_false_alarm_and_every_trial_is_counted_once():
    verdict = onsets.judge(np.array([650.0, 899.0, 900.0, 1010.0, np.nan]), 1000)
    assert verdict.false_alarm.tolist() == [True, True, False, False, False]
    assert verdict.missed.tolist() == [False, False, False, False, True]
    assert np.all(verdict.hit + verdict.missed + verdict.false_alarm == 1)
    assert verdict.error_ms[3] == 10


@pytest.mark.parametrize("baseline_ms", [(-10, 500), (500, 500), (0, 1590)])
def test_a_baseline_that_does_not_fit_the_signal_is_refused(trials, baseline_ms):
    with pytest.raises(ValueError, match="expected it within the 1600 ms of the signal, with 25 ms left after it"):
        onsets.window_mean(trials, SAMPLING_HZ, baseline_ms=baseline_ms)
