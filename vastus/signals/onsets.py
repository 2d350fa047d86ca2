"""When did the muscle start? Three rules, and a verdict on what they found.

Each rule learns what rest looks like from a stretch called the baseline (its mean and its standard deviation, SD), and
then looks for the first sample after it that is unlike rest:

- ``window_mean``   rectify, low-pass; the mean of a window that begins at the sample exceeds mean + k SD.
  This is how hodgesbui1996 set up its comparison.
- ``held``          rectify, low-pass; every sample exceeds mean + k SD for a minimum time.
- ``teager_kaiser`` band-pass, Teager-Kaiser energy, rectify, low-pass; then held for a minimum time. The energy was put
  forward for onsets in solnik2008.

All rules work on whole arrays: one pass over (trials, samples), no loop over trials. A trial in which nothing is found
is NaN. ``judge`` keeps such trials and those that fired too early in the count.

The order of the steps, the filter order and the zero lag were chosen here; ``order`` is that of one of the filter's
two passes, and `processing` says what a paper may mean by it. A rule's zero-lag filter and its forward window both look
ahead, so with a clean signal the onset found lies before the true one.
"""

from dataclasses import dataclass

import numpy as np

from . import processing
from .processing import ORDER

BASELINE_MS = (0.0, 500.0)


def window_mean(
    emg, sampling_hz, threshold_sd=3.0, window_ms=25.0, low_pass_hz=50.0, baseline_ms=BASELINE_MS, order=ORDER
):
    """First sample after the baseline at which the mean of the following window exceeds mean + k SD of the baseline.

    Parameters
    ----------
    emg : array of shape (..., samples)
        Raw or band-passed EMG.
    sampling_hz : float
    threshold_sd : float
        k.
    window_ms : float
    low_pass_hz : float
        Of the filter after rectifying.
    baseline_ms : tuple of (float, float)
        Start and end of rest. The search begins at its end.
    order : int
        Of one pass of the filter, which runs both ways.

    Returns
    -------
    array of shape (...)
        Onset in ms from the first sample; NaN where none was found.

    Raises
    ------
    ValueError
        If the baseline is not inside the signal or leaves no room for a window after it.
    """
    smooth = processing.linear_envelope(emg, sampling_hz, low_pass_hz, order)
    return first_window_mean(smooth, sampling_hz, threshold_sd, window_ms, baseline_ms)


def first_window_mean(smooth, sampling_hz, threshold_sd=3.0, window_ms=25.0, baseline_ms=BASELINE_MS):
    """What `window_mean` does with an envelope, for several rules on the same one."""
    threshold, first = _threshold(smooth, sampling_hz, threshold_sd, window_ms, baseline_ms)
    sums = _sums(smooth[..., first:], processing.samples_in(window_ms, sampling_hz))
    return _first_ms(sums > threshold * processing.samples_in(window_ms, sampling_hz), first, sampling_hz)


def held(emg, sampling_hz, threshold_sd=3.0, hold_ms=25.0, low_pass_hz=50.0, baseline_ms=BASELINE_MS, order=ORDER):
    """First sample after the baseline from which the envelope stays above mean + k SD for ``hold_ms``.

    Parameters and result as in `window_mean`.
    """
    smooth = processing.linear_envelope(emg, sampling_hz, low_pass_hz, order)
    return first_held(smooth, sampling_hz, threshold_sd, hold_ms, baseline_ms)


def first_held(smooth, sampling_hz, threshold_sd=3.0, hold_ms=25.0, baseline_ms=BASELINE_MS):
    """What `held` and `teager_kaiser` do with an envelope, for several rules on the same one."""
    threshold, first = _threshold(smooth, sampling_hz, threshold_sd, hold_ms, baseline_ms)
    hold = processing.samples_in(hold_ms, sampling_hz)
    return _first_ms(_sums(smooth[..., first:] > threshold, hold) == hold, first, sampling_hz)


def teager_kaiser(
    emg,
    sampling_hz,
    threshold_sd=3.0,
    hold_ms=25.0,
    low_pass_hz=50.0,
    band_hz=(30.0, 300.0),
    baseline_ms=BASELINE_MS,
    order=ORDER,
):
    """As `held`, on the Teager-Kaiser energy of the band-passed signal instead of its amplitude.

    Parameters
    ----------
    band_hz : tuple of (float, float)
        Of the band-pass before the energy, which magnifies fast noise.

    Other parameters and the result as in `window_mean`.
    """
    smooth = energy_envelope(emg, sampling_hz, low_pass_hz, band_hz, order)
    return first_held(smooth, sampling_hz, threshold_sd, hold_ms, baseline_ms)


def energy_envelope(emg, sampling_hz, low_pass_hz=50.0, band_hz=(30.0, 300.0), order=ORDER):
    """What `teager_kaiser` compares with its threshold: band-passed, energy, rectified, low-passed; squared units."""
    energy = processing.teager_kaiser(processing.band_pass(emg, sampling_hz, *band_hz, order))
    return processing.linear_envelope(energy, sampling_hz, low_pass_hz, order)


def rest(smooth, sampling_hz, baseline_ms=BASELINE_MS):
    """Mean and SD of an envelope over the baseline, each of shape (..., 1)."""
    start, end = (round(edge_ms * sampling_hz / 1000) for edge_ms in baseline_ms)
    quiet = smooth[..., start:end]
    return quiet.mean(axis=-1, keepdims=True), quiet.std(axis=-1, keepdims=True)


@dataclass(frozen=True)
class Verdict:
    """What became of each trial; every trial is exactly one of hit, missed and false alarm.

    Attributes
    ----------
    error_ms : array
        Found minus true, positive where found too late; NaN where missed. Also given for false alarms.
    hit, missed, false_alarm : array of bool
    """

    error_ms: np.ndarray
    hit: np.ndarray
    missed: np.ndarray
    false_alarm: np.ndarray


def judge(found_ms, true_ms, early_ms=100.0):
    """Compare onsets with the true ones.

    Parameters
    ----------
    found_ms : array
        From one of the rules; NaN where nothing was found.
    true_ms : float or array that broadcasts
    early_ms : float
        More than this before the true onset is a false alarm: the rule fired on rest.

    Returns
    -------
    Verdict
    """
    error_ms = np.asarray(found_ms) - true_ms
    missed = np.isnan(error_ms)
    false_alarm = error_ms < -early_ms
    return Verdict(error_ms, ~missed & ~false_alarm, missed, false_alarm)


def _threshold(smooth, sampling_hz, threshold_sd, window_ms, baseline_ms):
    """Mean + k SD of the baseline with a last axis of 1, and the first sample after it."""
    start, end = (round(edge_ms * sampling_hz / 1000) for edge_ms in baseline_ms)
    samples = smooth.shape[-1]
    if not 0 <= start < end <= samples - processing.samples_in(window_ms, sampling_hz):
        raise ValueError(
            f"baseline from {baseline_ms[0]:g} to {baseline_ms[1]:g} ms; expected it within the "
            f"{1000 * samples / sampling_hz:g} ms of the signal, with {window_ms:g} ms left after it"
        )
    mean, sd = rest(smooth, sampling_hz, baseline_ms)
    return mean + threshold_sd * sd, end


def _sums(values, window):
    """Sum of each window of samples, by the window's first sample."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    return total[..., window:] - total[..., :-window]


def _first_ms(true_from, first, sampling_hz):
    """Time of the first True along the last axis, counted from the start of the signal; NaN where there is none."""
    onset_ms = (first + true_from.argmax(axis=-1)) * 1000 / sampling_hz
    return np.where(true_from.any(axis=-1), onset_ms, np.nan)
