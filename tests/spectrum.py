"""The median frequency of surface EMG: what simulated and recorded signals are held against."""

import numpy as np
from scipy import signal


def median_frequency_hz(emg, sampling_hz):
    """Frequency with half of the power below it, in each channel, from Welch's spectrum in pieces of half a second."""
    frequency_hz, power = signal.welch(emg, sampling_hz, nperseg=round(sampling_hz / 2), axis=-1)
    below = np.cumsum(power, axis=-1) / np.sum(power, axis=-1, keepdims=True)
    return np.array([np.interp(0.5, share, frequency_hz) for share in below])
