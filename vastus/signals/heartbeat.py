"""A heart in the trace: a beat that stands in both channels at once, sharp, regular, and always of one shape.

- Looked for between 10 and 40 Hz, in which a sharp beat keeps its shape and slow movement is gone.
- **Sharp**: its peak stands far above what surrounds it, in both channels at once. Mains hum does not.
- **Of one shape**: muscles that start again and again do so each time with other peaks and troughs, so their bursts,
  however regular, are not alike sample by sample. Beats of a heart are.
- **Regular**: most of the times between them are a period, or a few where activity drowned a beat, to within 15 percent
  of it; 42 to 120 a minute.

The bounds were chosen here, on made signals and one real recording without a heart in it. The same steps stand in
``heartbeat.js``, held to these.
"""

import numpy as np

from . import processing

BAND_HZ = (10.0, 40.0)
SLOWEST_HZ = 100.0  # of the sampling rate
SHORTEST_S, LONGEST_S = 4.0, 120.0
TOGETHER_MS = 20.0
HALF_MS, AROUND_MS = 60.0, 300.0  # of a beat, and of what it stands out from
SHARP = 4.0
ALIKE = 0.8
FASTEST_MS = 500.0
PERIODS_MS = np.arange(FASTEST_MS, 1430.0, 5.0)
BEATS = 5
UNEVEN, EVEN_SHARE = 0.15, 0.8


def per_minute(emg, sampling_hz):
    """Beats a minute of a heart that both channels hold; None if they hold none.

    Parameters
    ----------
    emg : array of shape (2, samples)
        Raw EMG.
    sampling_hz : float

    Returns
    -------
    float or None
    """
    if sampling_hz < SLOWEST_HZ or emg.shape[1] < SHORTEST_S * sampling_hz:
        return None
    part = emg[:, : round(LONGEST_S * sampling_hz)]
    narrow = processing.band_pass(part, sampling_hz, *BAND_HZ)
    peaks = _sharp_peaks(narrow, sampling_hz)
    if len(peaks) < BEATS:
        return None
    beats = peaks[_alike(narrow, peaks, processing.samples_in(HALF_MS, sampling_hz))]
    if len(beats) < BEATS:
        return None
    gaps_ms = np.diff(beats) * 1000 / sampling_hz
    periods = np.maximum(1, np.floor(gaps_ms / PERIODS_MS[:, np.newaxis] + 0.5))
    fits = np.abs(gaps_ms - periods * PERIODS_MS[:, np.newaxis]) <= UNEVEN * PERIODS_MS[:, np.newaxis]
    best = PERIODS_MS.size - 1 - int(np.argmax(fits.sum(axis=1)[::-1]))  # the slowest: half of it would fit as well
    if fits[best].mean() < EVEN_SHARE:
        return None
    return float(60_000 / np.median((gaps_ms / periods[best])[fits[best]]))


def _sharp_peaks(narrow, sampling_hz):
    """Samples at which both channels peak together, each far above what surrounds it."""
    together, half, around, apart = (
        processing.samples_in(ms, sampling_hz) for ms in (TOGETHER_MS, HALF_MS, AROUND_MS, FASTEST_MS / 2)
    )
    size = np.sum(np.abs(narrow) / np.sqrt(np.mean(narrow**2, axis=-1, keepdims=True)), axis=0)
    inner = size[1:-1]
    summits = 1 + np.flatnonzero((inner > size[:-2]) & (inner >= size[2:]) & (inner > size.mean()))
    peaks = []
    for at in summits[(summits >= around) & (summits < size.size - around)]:
        if size[at] < size[max(0, at - apart) : at + apart + 1].max():
            continue
        near = np.abs(narrow[:, at - together : at + together + 1]).max(axis=-1)
        beside = np.concatenate(
            [narrow[:, at - around : at - half], narrow[:, at + half + 1 : at + around + 1]], axis=-1
        )
        if np.all(near >= SHARP * np.sqrt(np.mean(beside**2, axis=-1))):
            peaks.append(at)
    return np.array(peaks, dtype=int)


def _alike(narrow, peaks, half):
    """Which peaks are of one shape in both channels: the largest set that is like one of them."""
    shapes = np.array([narrow[:, at - half : at + half + 1] for at in peaks])
    shapes /= np.linalg.norm(shapes, axis=-1, keepdims=True)
    likeness = np.einsum("act,bct->cab", shapes, shapes).min(axis=0)
    alike = likeness >= ALIKE
    return alike[np.argmax(alike.sum(axis=1))]
