"""A muscle as a pool of motor units, after fuglevand1993.

- 120 units, ordered by size: many small ones with a low threshold, few large ones with a high threshold.
- A unit is silent below its threshold. Above it, its firing rate rises in a straight line with the drive up to a peak.
- Intervals between firings vary at random around what the rate asks for. A unit that is recruited begins at a random
  point of an interval, or a step of drive would make all units fire at once.
- Each firing adds a small potential to the skin signal, larger for large units and smaller for deep ones, and a twitch
  to the force, larger and shorter for large units.

The source gives the number of units, recruitment by size, rates linear in the drive, twitches by rank and potentials by
the unit's place. The numbers below and the shapes of potential and twitch were chosen here. Left out: conduction along
the fibres, the shapes of real potentials, fatigue, a drive shared between units beyond its mean, and the change of a
twitch with the firing rate.

Two moments could be called the onset: when the drive starts, and when the first unit fires. ``first_discharge_ms``
gives the second; between the two, the muscle has been told to start and nothing can be recorded.
"""

from dataclasses import dataclass

import numpy as np
from scipy import fft

from .. import data
from .surface_emg import RMS_UV

THRESHOLD_RANGE = 30.0  # highest over lowest threshold
LOWEST_RATE_HZ = 8.0
PEAK_RATE_HZ = (35.0, 25.0)  # of the first and the last unit
RATE_GAIN_HZ = 1.0  # per unit of drive, the first unit's threshold being about 1
INTERVAL_VARIATION = 0.2  # SD over mean
SHORTEST_INTERVAL = 0.4  # of the mean
TWITCH_RANGE = 100.0  # largest over smallest twitch force
TWITCH_TIME_MS = (90.0, 30.0)  # from start to peak, first and last unit
DEPTH_MM = (5.0, 25.0)
POTENTIAL_WIDTH_MS = (1.5, 2.5)  # SD of the bell whose slope is the potential, shallow and deep


@dataclass(frozen=True)
class Pool:
    """Properties of the units, each an array of shape (units,), smallest unit first.

    Attributes
    ----------
    threshold : share of the largest drive at which the unit starts
    peak_rate_hz : where its rate stops to rise
    gain_hz : rise of the rate from no to full drive
    twitch_force : of the smallest unit 1
    twitch_time_ms : from start to peak
    potential_uv : largest value of the potential at the skin
    potential_width_ms : SD of the bell whose slope is the potential
    """

    threshold: np.ndarray
    peak_rate_hz: np.ndarray
    gain_hz: np.ndarray
    twitch_force: np.ndarray
    twitch_time_ms: np.ndarray
    potential_uv: np.ndarray
    potential_width_ms: np.ndarray


def pool(rng):
    """A pool of 120 units whose depths are drawn at random.

    Parameters
    ----------
    rng : numpy.random.Generator

    Returns
    -------
    Pool
    """
    facts = data.table("emg_method_facts").set_index("item")
    units = int(facts.at["motor units in the model pool", "value"])
    rank = np.arange(1, units + 1) / units
    threshold = THRESHOLD_RANGE**rank
    first_hz, last_hz = PEAK_RATE_HZ
    full_drive = threshold[-1] + (last_hz - LOWEST_RATE_HZ) / RATE_GAIN_HZ  # brings the last unit to its peak
    twitch_force = TWITCH_RANGE**rank
    slow_ms, fast_ms = TWITCH_TIME_MS
    depth_mm = rng.uniform(*DEPTH_MM, units)
    return Pool(
        threshold=threshold / full_drive,
        peak_rate_hz=first_hz - (first_hz - last_hz) * threshold / threshold[-1],
        gain_hz=np.full(units, RATE_GAIN_HZ * full_drive),
        twitch_force=twitch_force,
        twitch_time_ms=slow_ms * (fast_ms / slow_ms) ** rank,
        potential_uv=np.sqrt(twitch_force) * DEPTH_MM[0] / depth_mm,
        potential_width_ms=np.interp(depth_mm, DEPTH_MM, POTENTIAL_WIDTH_MS),
    )


def firing_rate_hz(pool, drive):
    """Firing rate each unit is asked for.

    Parameters
    ----------
    pool : Pool
    drive : array of shape (samples,)
        Share of the largest drive, 0 to 1.

    Returns
    -------
    array of shape (units, samples)
        0 below the unit's threshold.
    """
    above = np.asarray(drive) - pool.threshold[:, np.newaxis]
    rate = LOWEST_RATE_HZ + pool.gain_hz[:, np.newaxis] * above
    return np.where(above >= 0, np.minimum(rate, pool.peak_rate_hz[:, np.newaxis]), 0.0)


def firings_ms(pool, drive, sampling_hz, trials, rng):
    """When each unit fires.

    Time is stretched so that a unit fires on average once per unit of stretched time; intervals are drawn there and
    looked up back in real time, for all trials at once.

    Parameters
    ----------
    pool : Pool
    drive : array of shape (samples,)
    sampling_hz : float
    trials : int
    rng : numpy.random.Generator

    Returns
    -------
    array of shape (trials, units, most)
        Times in ms, ascending, on the samples; NaN after a unit's last firing.
    """
    stretched = np.cumsum(firing_rate_hz(pool, drive), axis=-1) / sampling_hz
    most = int(np.ceil(stretched[:, -1].max() / SHORTEST_INTERVAL)) + 1
    shape = (trials, pool.threshold.size, most)
    intervals = np.clip(rng.normal(1.0, INTERVAL_VARIATION, shape), SHORTEST_INTERVAL, 2 - SHORTEST_INTERVAL)
    intervals[..., 0] *= rng.uniform(size=shape[:2])
    due = np.cumsum(intervals, axis=-1)
    sample = np.empty(shape)
    for unit, progress in enumerate(stretched):
        sample[:, unit] = np.searchsorted(progress, due[:, unit])
    sample[sample == stretched.shape[-1]] = np.nan
    return sample * 1000 / sampling_hz


def first_discharge_ms(firings_ms):
    """Time of the first firing of any unit in each trial, shape (trials,); NaN in a trial without one."""
    return np.fmin.reduce(firings_ms[..., 0], axis=-1)


def emg(pool, firings_ms, samples, sampling_hz):
    """Sum of the units' potentials at the skin, shape (trials, samples), in microvolts of no particular gain.

    A potential is short, so it is added sample by sample, for all firings at once.
    """
    half_ms = 4 * pool.potential_width_ms.max()
    since_ms = np.arange(-half_ms, half_ms, 1000 / sampling_hz)
    bells = since_ms / pool.potential_width_ms[:, np.newaxis]
    shapes = -bells * np.exp((1 - bells**2) / 2)  # the slope of a bell, with peaks of 1
    potentials = pool.potential_uv[:, np.newaxis] * shapes
    trials, length = firings_ms.shape[0], samples + since_ms.size
    trial, unit, which = np.nonzero(~np.isnan(firings_ms))
    first = trial * length + np.rint(firings_ms[trial, unit, which] * sampling_hz / 1000).astype(int)
    whole = np.zeros(trials * length)
    for later, heights in enumerate(potentials.T):
        whole += np.bincount(first + later, heights[unit], minlength=whole.size)
    middle = since_ms.size // 2
    return whole.reshape(trials, length)[:, middle : middle + samples]


def force(pool, firings_ms, samples, sampling_hz):
    """Sum of the units' twitches, shape (trials, samples); the smallest twitch peaks at 1.

    A twitch is long, so each unit's is added by way of its spectrum.
    """
    since_ms = np.arange(0, 6 * pool.twitch_time_ms.max(), 1000 / sampling_hz)
    share = since_ms / pool.twitch_time_ms[:, np.newaxis]
    twitches = pool.twitch_force[:, np.newaxis] * share * np.exp(1 - share)
    trials, units, _ = firings_ms.shape
    padded = fft.next_fast_len(samples + since_ms.size - 1, real=True)
    spectrum = np.zeros((trials, padded // 2 + 1), dtype=complex)
    for unit in range(units):
        trial, which = np.nonzero(~np.isnan(firings_ms[:, unit]))
        sample = np.rint(firings_ms[trial, unit, which] * sampling_hz / 1000).astype(int)
        impulses = np.bincount(trial * padded + sample, minlength=trials * padded).reshape(trials, padded)
        spectrum += fft.rfft(impulses) * fft.rfft(twitches[unit], padded)
    return fft.irfft(spectrum, padded)[:, :samples]


def scaled(emg, steady_from_ms, sampling_hz):
    """EMG with an RMS of 100 microvolts, over all trials, from ``steady_from_ms`` to its end.

    So a signal-to-noise ratio means the same here as in `surface_emg`.
    """
    steady = emg[:, round(steady_from_ms * sampling_hz / 1000) :]
    return emg * RMS_UV / np.sqrt(np.mean(steady**2))
