"""Surface EMG as noise: the muscle's, shaped and switched by an activation, and the amplifier's.

- The muscle's part is Gaussian noise whose spectrum rises, peaks below 100 Hz and falls, as that of surface EMG does.
  It is multiplied by the activation, so its size follows the muscle and its colour does not.
- The amplifier's part is white within the recorded band and always there.
- The signal-to-noise ratio compares the two where the activation is 1: ``20 log10(muscle RMS / amplifier RMS)``.

Left out: single firings (see `motor_units`), movement artefact, mains hum, cross-talk, fatigue.
The two corners of the spectrum and the band of the amplifier were chosen here; the tests hold the median frequency
within 60 to 120 Hz and the average rectified value near 0.798 RMS, the value of any Gaussian signal.
"""

import numpy as np

LOW_CORNER_HZ, HIGH_CORNER_HZ = 50.0, 110.0
AMPLIFIER_BAND_HZ = (20.0, 450.0)
RMS_UV = 100.0  # of the muscle at activation 1


def record(activation, trials, snr_db, sampling_hz, rng):
    """One channel of surface EMG.

    Parameters
    ----------
    activation : array of shape (samples,) or (trials, samples)
        0 at rest, 1 at the level at which ``snr_db`` holds.
    trials : int
    snr_db : float
        Signal-to-noise ratio of the raw signal at activation 1.
    sampling_hz : float
    rng : numpy.random.Generator

    Returns
    -------
    array of shape (trials, samples)
        Microvolts; the muscle's part has an RMS of 100 microvolts at activation 1.
    """
    samples = np.shape(activation)[-1]
    muscle_uv = RMS_UV * activation * muscle_noise(trials, samples, sampling_hz, rng)
    return add_amplifier_noise(muscle_uv, snr_db, sampling_hz, rng)


def add_amplifier_noise(muscle_uv, snr_db, sampling_hz, rng):
    """A muscle's signal, RMS 100 microvolts when active, shape (trials, samples), as an amplifier hands it over."""
    return amplified(muscle_uv, amplifier_noise(*muscle_uv.shape, sampling_hz, rng), snr_db)


def amplified(muscle_uv, noise, snr_db):
    """What `add_amplifier_noise` does with noise that is drawn already: of RMS 1, shape (trials, samples)."""
    return muscle_uv + RMS_UV * 10 ** (-snr_db / 20) * noise


def muscle_noise(trials, samples, sampling_hz, rng):
    """Gaussian noise with the spectrum of surface EMG and an RMS of 1, shape (trials, samples)."""

    def size(frequency_hz):
        rise = frequency_hz / np.hypot(frequency_hz, LOW_CORNER_HZ)
        return rise * HIGH_CORNER_HZ**2 / (frequency_hz**2 + HIGH_CORNER_HZ**2)

    return _shaped(size, trials, samples, sampling_hz, rng)


def amplifier_noise(trials, samples, sampling_hz, rng):
    """Gaussian noise, white between 20 and 450 Hz, with an RMS of 1, shape (trials, samples)."""
    low_hz, high_hz = AMPLIFIER_BAND_HZ
    return _shaped(lambda hz: ((hz >= low_hz) & (hz <= high_hz)).astype(float), trials, samples, sampling_hz, rng)


def _shaped(size, trials, samples, sampling_hz, rng):
    """White noise with its spectrum multiplied by ``size(frequency_hz)``, scaled to an expected RMS of 1."""
    weight = size(np.fft.rfftfreq(samples, 1 / sampling_hz))
    both_sides = np.concatenate([weight, weight[1 : (samples + 1) // 2]])  # the negative frequencies too
    weight = weight / np.sqrt(np.mean(both_sides**2))
    return np.fft.irfft(np.fft.rfft(rng.standard_normal((trials, samples))) * weight, samples)
