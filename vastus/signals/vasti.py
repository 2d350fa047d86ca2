"""VM and VL switched on with a true delay that is known: what a laboratory never has.

The two channels share nothing but the timing: their noise is independent, and each has its own signal-to-noise ratio,
since skin, fat and electrodes differ from place to place.
"""

from dataclasses import dataclass

import numpy as np

from . import activation, motor_units, surface_emg

SAMPLING_HZ = 2000.0
VL_ONSET_MS = 1000.0
DURATION_MS = 1600.0
POOL_DRIVE = 0.5  # of the largest drive
POOL_SEED = 1993


@dataclass(frozen=True)
class Vasti:
    """Two channels of the same trials.

    Attributes
    ----------
    vm_uv, vl_uv : array of shape (trials, samples)
        Raw EMG in microvolts.
    vm_onset_ms, vl_onset_ms : float
        True onsets: when the activation leaves rest or, with motor units, when the drive starts.
    sampling_hz : float
    """

    vm_uv: np.ndarray
    vl_uv: np.ndarray
    vm_onset_ms: float
    vl_onset_ms: float
    sampling_hz: float


def record(trials, vm_snr_db, vl_snr_db, rng, ramp_ms=100.0, true_delay_ms=0.0, motor_units=False):
    """Record VM and VL in trials of 1.6 s at 2000 Hz, at rest for the first second.

    Parameters
    ----------
    trials : int
    vm_snr_db, vl_snr_db : float
        Signal-to-noise ratio of each channel, once fully active.
    rng : numpy.random.Generator
    ramp_ms : float
        Time to full activity; 0 for a step.
    true_delay_ms : float
        VM after VL; negative if VM leads.
    motor_units : bool
        Build the signals from motor units, driven up to half of the largest drive over ``ramp_ms``, instead of noise.

    Returns
    -------
    Vasti
    """
    vl_uv = channel(trials, vl_snr_db, rng, VL_ONSET_MS, ramp_ms, motor_units)
    vm_uv = channel(trials, vm_snr_db, rng, VL_ONSET_MS + true_delay_ms, ramp_ms, motor_units)
    return Vasti(vm_uv, vl_uv, VL_ONSET_MS + true_delay_ms, VL_ONSET_MS, SAMPLING_HZ)


def channel(trials, snr_db, rng, onset_ms=VL_ONSET_MS, ramp_ms=100.0, motor_units=False):
    """One of the two channels, shape (trials, samples), in microvolts; parameters as in `record`."""
    if not motor_units:
        active = activation.ramp(onset_ms, ramp_ms, DURATION_MS, SAMPLING_HZ)
        return surface_emg.record(active, trials, snr_db, SAMPLING_HZ, rng)
    muscle_uv = motor_unit_channel(trials, rng, onset_ms, ramp_ms)
    return surface_emg.add_amplifier_noise(muscle_uv, snr_db, SAMPLING_HZ, rng)


def motor_unit_channel(trials, rng, onset_ms=VL_ONSET_MS, ramp_ms=100.0):
    """One channel from motor units before the amplifier adds its noise, shape (trials, samples), in microvolts."""
    active = activation.ramp(onset_ms, ramp_ms, DURATION_MS, SAMPLING_HZ)
    pool = motor_units.pool(np.random.default_rng(POOL_SEED))
    firings_ms = motor_units.firings_ms(pool, POOL_DRIVE * active, SAMPLING_HZ, trials, rng)
    emg = motor_units.emg(pool, firings_ms, active.size, SAMPLING_HZ)
    return motor_units.scaled(emg, onset_ms + ramp_ms, SAMPLING_HZ)
