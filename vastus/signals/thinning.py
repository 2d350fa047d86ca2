"""Long traces for a narrow screen.

A trace of thousands of samples on a few hundred pixels is drawn by the lowest and the highest sample of each stretch.
Taking every tenth sample instead would miss most peaks, and a burst would look smaller than it is.
"""

import numpy as np


def min_max(time_ms, samples, stretches):
    """Lowest and highest sample of each stretch, in the order in which they occur.

    Parameters
    ----------
    time_ms, samples : array of shape (samples,)
    stretches : int
        Of equal length, to the sample. The result has twice as many points.

    Returns
    -------
    tuple of two arrays of shape (2 * stretches,)
        Times, evenly spaced, and samples. Where the trace has no more samples than that, both come back unchanged.
    """
    time_ms, samples = np.asarray(time_ms), np.asarray(samples)
    if samples.size <= 2 * stretches:
        return time_ms, samples
    starts = np.arange(stretches) * samples.size // stretches
    ends = [*starts[1:], samples.size]
    picked = []
    for start, end in zip(starts, ends, strict=True):
        stretch = samples[start:end]
        picked += sorted((start + stretch.argmin(), start + stretch.argmax()))
    return np.linspace(time_ms[0], time_ms[-1], 2 * stretches), samples[picked]
