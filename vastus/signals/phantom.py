"""Delays that are not there: onsets of VM and VL in trials in which the true delay is known.

The noise of a channel is drawn once for each kind of muscle signal, so that two settings differ by what was set and not
by luck. A true delay moves VM's trials as a whole, which is the same as making them anew, later.
"""

from functools import cache

import numpy as np

from ..slow import slow
from . import activation, onsets, processing, surface_emg, vasti

TRIALS = 400
SEEDS = {"VM": 1, "VL": 2}
RECRUITED_MS = 50


def channel_uv(muscle, snr_db, rise_ms, motor_units):
    """Raw trials of one muscle, its true onset at ``vasti.VL_ONSET_MS``, shape (trials, samples), in microvolts.

    Parameters
    ----------
    muscle : {"VM", "VL"}
    snr_db : float
        Signal-to-noise ratio once fully active.
    rise_ms : float
        Time to full activity; of no account with motor units, which are recruited over ``RECRUITED_MS``.
    motor_units : bool
    """
    muscle_uv, noise = _drawn(muscle, motor_units)
    if not motor_units:
        muscle_uv = muscle_uv * activation.ramp(vasti.VL_ONSET_MS, rise_ms, vasti.DURATION_MS, vasti.SAMPLING_HZ)
    return surface_emg.amplified(muscle_uv, noise, snr_db)


@slow
def found_ms(muscle, snr_db, rise_ms, motor_units, rules):
    """Onsets that rules find in the trials of `channel_uv`.

    Parameters
    ----------
    muscle, snr_db, rise_ms, motor_units
        As for `channel_uv`.
    rules : tuple of (str, float, float, float)
        Each with its kind, ``window``, ``held`` or ``energy``, its threshold in SD, its window or the time above the
        threshold in ms, and its low-pass in Hz.

    Returns
    -------
    array of shape (rules, trials)
        In ms; NaN where a rule found none.
    """
    return _found_ms(channel_uv(muscle, snr_db, rise_ms, motor_units), rules)


def _found_ms(raw_uv, rules):
    smooth, found = {}, []
    for kind, threshold_sd, length_ms, low_pass_hz in rules:
        envelope = onsets.energy_envelope if kind == "energy" else processing.linear_envelope
        first = onsets.first_window_mean if kind == "window" else onsets.first_held
        if (envelope, low_pass_hz) not in smooth:
            smooth[envelope, low_pass_hz] = envelope(raw_uv, vasti.SAMPLING_HZ, low_pass_hz)
        found.append(first(smooth[envelope, low_pass_hz], vasti.SAMPLING_HZ, threshold_sd, length_ms))
    return np.array(found)


@slow
def delays_ms(trials, vm_snr_db, vl_snr_db, rise_ms, seed, rules):
    """Measured delays of VM behind VL where both start together, shape (rules, trials), NaN where an onset was missed.

    Parameters as for `vastus.signals.vasti.record` and `found_ms`, without motor units.
    """
    given = rise_ms, trials, seed, rules
    return _found_in_noise_ms("VM", vm_snr_db, *given) - _found_in_noise_ms("VL", vl_snr_db, *given)


@cache  # one channel stands in many pairs
def _found_in_noise_ms(muscle, snr_db, rise_ms, trials, seed, rules):
    muscle_uv, noise = _noises(trials, seed)[muscle]
    active = activation.ramp(vasti.VL_ONSET_MS, rise_ms, vasti.DURATION_MS, vasti.SAMPLING_HZ)
    return _found_ms(surface_emg.amplified(active * muscle_uv, noise, snr_db), rules)


@cache
def _noises(trials, seed):
    """The `_noise` of each channel, in the order in which `vasti.record` draws it."""
    rng = np.random.default_rng(seed)
    return {muscle: _noise(trials, rng) for muscle in ("VL", "VM")}


def _noise(trials, rng):
    """A muscle's signal at full activity, which is noise, and the amplifier's noise."""
    size = trials, activation.time_ms(vasti.DURATION_MS, vasti.SAMPLING_HZ).size, vasti.SAMPLING_HZ, rng
    return surface_emg.RMS_UV * surface_emg.muscle_noise(*size), surface_emg.amplifier_noise(*size)


@cache
def _drawn(muscle, motor_units):
    """The muscle's signal at full activity and the amplifier's noise, drawn once."""
    if motor_units:
        draws = [np.random.default_rng([SEEDS[muscle], part]) for part in (0, 1)]
        muscle_uv = vasti.motor_unit_channel(TRIALS, draws[0], ramp_ms=RECRUITED_MS)
        return muscle_uv, surface_emg.amplifier_noise(*muscle_uv.shape, vasti.SAMPLING_HZ, draws[1])
    return _noise(TRIALS, np.random.default_rng(SEEDS[muscle]))
