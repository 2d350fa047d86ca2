"""The phantom meter: how late would muscles that start together look, with the noise and the rise of a recording?

- `measured` takes the noise ratio and the time of rise from a channel: the power of rest, and where it is unlike rest a
  straight rise to a level that is held. Of all starts and rises on a grid it takes the likeliest, the rise the same
  in every repetition and the start its own. The filter smears a start, so the shapes are smeared as it does.
- `simulated` puts both into trials of `vasti`, in which VM and VL start together, and has a rule look for them.
- `share_beyond` counts the trials in which the delay is at least as far on one side as the one that was found.

What one channel says of its rise is an interval: all rises whose likelihood is not refuted at one in twenty. The bins
of a signal are no independent draws, so their number is taken from how the power scatters, at rest or in held activity,
whichever leaves more open. A rise that the recording cannot tell from others within ``WIDEST_MS`` is not measured, nor
is a muscle whose activity does not stand clear of its rest.
"""

import functools
from dataclasses import dataclass

import numpy as np

from . import processing, vasti

BIN_MS = 5.0
RISES_MS = np.arange(0.0, 405.0, 5.0)
HELD_MS = 100.0  # the least that must be seen of the level after the rise
SMEAR_MS = 50.0  # to either side; beyond it the filter leaves nothing
QUIETEST_DB = 3.0
WIDEST_MS = 80.0
REFUTED = 3.841  # twice the difference of two logarithms of likelihood, one in twenty, one degree of freedom
TRIALS = 400


class NotMeasured(ValueError):
    """The recording does not say how noisy a channel is or how it rises; the message says why."""


@dataclass(frozen=True)
class Measured:
    """What a channel says of its noise and its rise.

    Attributes
    ----------
    snr_db : float
        Power of the muscle at its full activity beside that of rest.
    ramp_ms, ramp_low_ms, ramp_high_ms : float
        Time of the rise, and the interval that the recording leaves open.
    """

    snr_db: float
    ramp_ms: float
    ramp_low_ms: float
    ramp_high_ms: float


def measured(events, rest, sampling_hz, band_hz=(20.0, 450.0), order=processing.ORDER):
    """Noise ratio and rise of one channel.

    Parameters
    ----------
    events : sequence of array of shape (samples,)
        Band-passed EMG of each repetition, from rest until the activity has been held for a while.
    rest : array of shape (samples,)
        Band-passed EMG of rest.
    sampling_hz : float
    band_hz, order
        Of the band-pass, as in `processing.band_pass`.

    Returns
    -------
    Measured

    Raises
    ------
    NotMeasured
        If an event is too short, the activity hardly stands out from rest, or the rise cannot be told.
    """
    rest_power = _binned(rest, sampling_hz)
    quiet = float(rest_power.mean())
    if rest_power.size < 20 or quiet <= 0:
        raise NotMeasured(f"rest of {rest_power.size * BIN_MS:g} ms; expected 100 ms or more of a live channel")
    shapes = _shapes(sampling_hz, tuple(band_hz), order)
    powers = [_binned(event, sampling_hz) for event in events]
    fits = [_fits(power, quiet, shapes) for power in powers]
    likelihood = sum(fit for fit, _ in fits)
    best = int(np.argmax(likelihood))
    muscle = float(np.mean([power[best] for _, power in fits]))
    if not np.isfinite(likelihood[best]):
        raise NotMeasured(f"an event is shorter than {HELD_MS + 2 * SMEAR_MS:g} ms; move its edges")
    snr_db = 10 * np.log10(muscle / quiet) if muscle > 0 else -np.inf
    if snr_db < QUIETEST_DB:
        raise NotMeasured(f"activity is {snr_db:.0f} dB above rest; expected {QUIETEST_DB:g} dB or more")
    held_power = np.concatenate([power[-round(HELD_MS / BIN_MS) :] for power in powers])
    # how many independent squares a bin is worth
    draws = min(2 * power.mean() ** 2 / power.var(ddof=1) for power in (rest_power, held_power))
    open_ms = RISES_MS[draws * (likelihood[best] - likelihood) <= REFUTED]
    low_ms, high_ms = float(open_ms.min()), float(open_ms.max())
    if high_ms - low_ms > WIDEST_MS:
        raise NotMeasured(f"the rise lies anywhere between {low_ms:g} and {high_ms:g} ms; more repetitions would tell")
    return Measured(float(snr_db), float(RISES_MS[best]), low_ms, high_ms)


def simulated(vm, vl, find, rng, trials=TRIALS):
    """Delays that a rule finds between muscles that start together, shape (trials,); NaN where it missed one.

    Parameters
    ----------
    vm, vl : tuple of (float, float)
        Noise ratio in dB and time of rise in ms of each channel.
    find : callable
        An onset rule: ``find(emg, sampling_hz)`` in ms.
    rng : numpy.random.Generator
    trials : int
    """
    vl_ms, vm_ms = (
        find(vasti.channel(trials, snr_db, rng, ramp_ms=ramp_ms), vasti.SAMPLING_HZ) for snr_db, ramp_ms in (vl, vm)
    )
    return vm_ms - vl_ms


def share_beyond(delays_ms, delay_ms):
    """Share of the trials with a delay at least as late as ``delay_ms``, or as early if that is below 0."""
    side = 1 if delay_ms >= 0 else -1
    found_ms = delays_ms[~np.isnan(delays_ms)]
    return float(np.mean(side * found_ms >= side * delay_ms)) if found_ms.size else np.nan


def _binned(channel, sampling_hz):
    """Mean power of each bin."""
    size = processing.samples_in(BIN_MS, sampling_hz)
    bins = len(channel) // size
    return (np.asarray(channel[: bins * size], dtype=float) ** 2).reshape(bins, size).mean(axis=-1)


@functools.cache
def _shapes(sampling_hz, band_hz, order):
    """For each rise the muscle's power, bin by bin, from ``SMEAR_MS`` before its start to as long after its end."""
    size = processing.samples_in(BIN_MS, sampling_hz)
    margin = round(SMEAR_MS / BIN_MS) * size
    impulse = np.zeros(2 * margin + 1)
    impulse[margin] = 1
    padded = processing.band_pass(np.pad(impulse, 8 * margin), sampling_hz, *band_hz, order)
    smear = padded[8 * margin : -8 * margin] ** 2
    smear = smear / smear.sum()
    shapes = []
    for rise_ms in RISES_MS:
        rise = round(rise_ms / BIN_MS) * size
        samples = np.arange(-2 * margin, rise + 2 * margin) + 0.5
        power = np.clip(samples / rise, 0, 1) ** 2 if rise else (samples > 0).astype(float)
        smeared = np.convolve(power, smear, mode="valid")
        shapes.append(smeared[: len(smeared) // size * size].reshape(-1, size).mean(axis=-1))
    return shapes


def _fits(power, quiet, shapes):
    """For each shape the largest log likelihood over all starts, and the power of the muscle there."""
    total = np.concatenate([[0.0], np.cumsum(power)])
    bins, held = power.size, round(HELD_MS / BIN_MS)
    likelihood, muscle = np.full(len(shapes), -np.inf), np.zeros(len(shapes))
    for number, shape in enumerate(shapes):
        length = shape.size
        starts = np.arange(bins - length - held + 1)
        if not starts.size:
            continue
        after = bins - starts - length
        full = (total[bins] - total[starts + length]) / after
        grown = np.maximum(full - quiet, 0.0)
        expected = quiet + grown[:, np.newaxis] * shape
        seen = np.lib.stride_tricks.sliding_window_view(power, length)[starts]
        fit = -(total[starts] / quiet + starts * np.log(quiet)) - after * (1 + np.log(full))
        fit -= (np.log(expected) + seen / expected).sum(axis=-1)
        best = int(np.argmax(fit))
        likelihood[number], muscle[number] = fit[best] / 2, grown[best]
    return likelihood, muscle
