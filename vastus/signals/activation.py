"""How active a muscle is meant to be, over time, between 0 (at rest) and 1 (the level that sets the noise ratio).

An activation is silent until ``onset_ms``, rises along a straight line for ``ramp_ms``, holds ``level`` and may fall
again over the same time. Real activations are neither straight nor flat; this one has an onset nobody can dispute.
"""

import numpy as np


def time_ms(duration_ms, sampling_hz):
    """Times of the samples in ms, from 0, shape (samples,)."""
    return np.arange(round(duration_ms * sampling_hz / 1000)) * 1000 / sampling_hz


def ramp(onset_ms, ramp_ms, duration_ms, sampling_hz, level=1.0, off_ms=None):
    """Activation that starts, rises in a straight line, and holds.

    Parameters
    ----------
    onset_ms : float or array of shape (trials,)
        The last moment of rest.
    ramp_ms : float
        Time to reach ``level``; 0 for a step.
    duration_ms : float
        Length of the signal.
    sampling_hz : float
    level : float
        Height that is held.
    off_ms : float, optional
        When it begins to fall, over ``ramp_ms`` again; without it, it holds to the end.

    Returns
    -------
    array of shape (samples,) or (trials, samples)
        Two-dimensional when ``onset_ms`` is an array.

    Raises
    ------
    ValueError
        If the onset is outside the signal, or the ramp is negative.
    """
    onset_ms = np.asarray(onset_ms, dtype=float)
    if ramp_ms < 0:
        raise ValueError(f"ramp_ms is {ramp_ms:g}; expected 0 or more")
    if np.any((onset_ms < 0) | (onset_ms >= duration_ms)):
        raise ValueError(
            f"onset_ms is {onset_ms}; expected at least 0 and less than the {duration_ms:g} ms of the signal"
        )
    since_ms = time_ms(duration_ms, sampling_hz) - onset_ms[..., np.newaxis]
    rising = _line(since_ms, ramp_ms)
    if off_ms is None:
        return level * rising
    return level * np.minimum(rising, 1 - _line(time_ms(duration_ms, sampling_hz) - off_ms, ramp_ms))


def _line(since_ms, ramp_ms):
    """0 before, 1 after ``ramp_ms``, straight between."""
    return np.clip(since_ms / ramp_ms, 0, 1) if ramp_ms else (since_ms > 0).astype(float)
