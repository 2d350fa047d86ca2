"""From a raw channel to something one can read: the usual steps, each a function along the last axis.

Every filter runs forwards and backwards, so it adds no delay. Its effect on the size of each frequency is therefore
that of one pass, squared (mathworks_filtfilt), and a paper's words for it can be read in two ways:

- ``order`` is that of one pass; both together act as twice the order. With 4, the default, a filter acts as order 8.
- What papers call a fourth-order zero-lag filter is usually order 2 run both ways (codeproject2018, after two
  textbooks): ask for ``order=2``.
- Either way half of the amplitude is left at the corner that is named: it lies 6 dB down, not 3 (altair_filtfilt).
  `half_power_hz` says where the filter is 3 dB down.
"""

from functools import cache

import numpy as np
from scipy import signal

ORDER = 4


def band_pass(emg, sampling_hz, low_hz=20.0, high_hz=450.0, order=ORDER):
    """Keep what lies between two frequencies: a Butterworth filter run forwards and backwards, 6 dB down at both.

    Parameters
    ----------
    emg : array of shape (..., samples)
    sampling_hz, low_hz, high_hz : float
        ``0 < low_hz < high_hz < sampling_hz / 2``.
    order : int
        Of one pass, at each end of the band; the filter acts as twice that.

    Returns
    -------
    array like ``emg``

    Raises
    ------
    ValueError
        If the band does not fit the sampling rate.
    """
    if not 0 < low_hz < high_hz < sampling_hz / 2:
        raise ValueError(
            f"band from {low_hz:g} to {high_hz:g} Hz; expected 0 < low < high < {sampling_hz / 2:g} Hz, "
            f"half of the sampling rate of {sampling_hz:g} Hz"
        )
    return signal.sosfiltfilt(_sections(order, (low_hz, high_hz), "bandpass", sampling_hz), emg, axis=-1)


def low_pass(emg, sampling_hz, low_pass_hz, order=ORDER):
    """Keep what lies below a frequency: a Butterworth filter run forwards and backwards, 6 dB down at that frequency.

    Arguments as in `band_pass`.
    """
    if not 0 < low_pass_hz < sampling_hz / 2:
        raise ValueError(
            f"low-pass at {low_pass_hz:g} Hz; expected above 0 and below {sampling_hz / 2:g} Hz, "
            f"half of the sampling rate of {sampling_hz:g} Hz"
        )
    return signal.sosfiltfilt(_sections(order, low_pass_hz, "lowpass", sampling_hz), emg, axis=-1)


@cache
def _sections(order, corners_hz, kind, sampling_hz):
    """A Butterworth filter as sections of second order; to design one takes as long as to run it over some trials."""
    return signal.butter(order, corners_hz, kind, fs=sampling_hz, output="sos")


def half_power_hz(low_pass_hz, sampling_hz, order=ORDER):
    """Frequency at which `low_pass` is 3 dB down, so that half of the power and 71 percent of the amplitude are left.

    It lies below the corner that was named: at 0.90 of it for two passes of order 4, at 0.80 for two of order 2. The
    factor holds for the frequency as the digital filter sees it, its tangent (winter_bmchm).

    Parameters
    ----------
    low_pass_hz, sampling_hz : float
    order : int
        Of one pass.
    """
    factor = (np.sqrt(2) - 1) ** (1 / (2 * order))
    return sampling_hz / np.pi * np.arctan(factor * np.tan(np.pi * low_pass_hz / sampling_hz))


def notch(emg, sampling_hz, mains_hz=50.0, quality=30.0):
    """Take out mains hum: a zero-lag notch at ``mains_hz``, ``mains_hz / quality`` wide.

    It takes out the muscle's signal there as well, which lies where surface EMG is strong.
    """
    return signal.filtfilt(*signal.iirnotch(mains_hz, quality, fs=sampling_hz), emg, axis=-1)


def rectify(emg):
    """Absolute value: the first step from a signal that averages zero to an amplitude."""
    return np.abs(emg)


def linear_envelope(emg, sampling_hz, low_pass_hz=6.0, order=ORDER):
    """Rectified and low-passed EMG, in the unit of ``emg``; ``order`` as in `band_pass`."""
    return low_pass(rectify(emg), sampling_hz, low_pass_hz, order)


def teager_kaiser(emg):
    """Teager-Kaiser energy ``x[n]^2 - x[n-1] x[n+1]``: large where a signal is both large and fast.

    Returns
    -------
    array like ``emg``
        In squared units of ``emg``; the two end samples repeat their neighbours. Can be negative.
    """
    emg = np.asarray(emg, dtype=float)
    inner = emg[..., 1:-1] ** 2 - emg[..., :-2] * emg[..., 2:]
    return np.concatenate([inner[..., :1], inner, inner[..., -1:]], axis=-1)


def normalise(amplitude_uv, reference_uv):
    """Amplitude in percent of a reference contraction of the same muscle under the same electrodes.

    Parameters
    ----------
    amplitude_uv : array
        An amplitude, e.g. from `linear_envelope`.
    reference_uv : float or array that broadcasts
        The amplitude of the reference contraction, found in the same way.

    Raises
    ------
    ValueError
        If the reference is not above 0.
    """
    if not np.all(np.asarray(reference_uv) > 0):
        raise ValueError(f"reference_uv is {reference_uv}; expected an amplitude above 0")
    return 100 * np.asarray(amplitude_uv) / reference_uv


def samples_in(length_ms, sampling_hz):
    """Number of samples in a stretch of time, at least 1."""
    return max(1, round(length_ms * sampling_hz / 1000))
