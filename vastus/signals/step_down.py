"""VM, VL and the knee angle while a person lowers themselves from a step and comes back up.

Both muscles rise before the knee begins to bend, hold while it bends and stretches, and fall. The knee follows the
smoothest curve between two angles. Angles, times and levels were chosen here, to have something to read: they are no
measurement, and a real knee does not move so evenly.
"""

from dataclasses import dataclass

import numpy as np

from . import activation, processing, surface_emg

SAMPLING_HZ = 2000.0
DURATION_MS = 4000.0
START_MS, TURN_MS, END_MS = 1000.0, 2200.0, 3400.0
LEAD_MS, RAMP_MS = 100.0, 200.0  # the muscles begin before the knee
STRAIGHT_DEG, BENT_DEG = 5.0, 60.0
# of muscles that follow a given activation
SEED = {"VM": 61, "VL": 62}
GAIN = {"VM": 0.9, "VL": 1.0}  # what skin, fat and electrodes let through; chosen, and not 1 to 1
SNR_DB, ENVELOPE_HZ, HIGH_HZ = 40, 4, 450


@dataclass(frozen=True)
class StepDown:
    """Repetitions of one step-down.

    Attributes
    ----------
    time_ms : array of shape (samples,)
    knee_flexion_deg : array of shape (samples,)
        0 is straight.
    vm_uv, vl_uv : array of shape (trials, samples)
        Raw EMG in microvolts.
    vm_onset_ms, vl_onset_ms : float
        When the activation leaves rest.
    sampling_hz : float
    """

    time_ms: np.ndarray
    knee_flexion_deg: np.ndarray
    vm_uv: np.ndarray
    vl_uv: np.ndarray
    vm_onset_ms: float
    vl_onset_ms: float
    sampling_hz: float


def record(trials, vm_snr_db, vl_snr_db, rng, true_delay_ms=0.0):
    """Record step-downs of 4 s at 2000 Hz; parameters as in `vastus.signals.vasti.record`."""
    vl_onset_ms = START_MS - LEAD_MS
    vm_onset_ms = vl_onset_ms + true_delay_ms

    def muscle(onset_ms, snr_db):
        active = activation.ramp(onset_ms, RAMP_MS, DURATION_MS, SAMPLING_HZ, off_ms=END_MS - RAMP_MS)
        return surface_emg.record(active, trials, snr_db, SAMPLING_HZ, rng)

    time_ms = activation.time_ms(DURATION_MS, SAMPLING_HZ)
    return StepDown(
        time_ms,
        knee_flexion_deg(time_ms),
        muscle(vm_onset_ms, vm_snr_db),
        muscle(vl_onset_ms, vl_snr_db),
        vm_onset_ms,
        vl_onset_ms,
        SAMPLING_HZ,
    )


def knee_flexion_deg(time_ms, start_ms=START_MS, way_ms=TURN_MS - START_MS, bent_deg=BENT_DEG):
    """Knee flexion at given times: 5 degrees, from ``start_ms`` down and back, each way with the least jerk.

    Parameters
    ----------
    time_ms : array of shape (...)
    start_ms, way_ms : float
        When the knee begins to bend, and how long each of the two ways takes.
    bent_deg : float
        At the turn.
    """
    down = np.clip((time_ms - start_ms) / way_ms, 0, 1)
    up = np.clip((time_ms - start_ms - way_ms) / way_ms, 0, 1)
    return STRAIGHT_DEG + (bent_deg - STRAIGHT_DEG) * (_smooth(down) - _smooth(up))


def repeated_knee_flexion_deg(time_ms, repetitions, way_ms, pause_ms, bent_deg):
    """Knee flexion over several repetitions, a pause before each and after the last; parameters as above."""
    period_ms = 2 * way_ms + pause_ms
    number = np.minimum(np.asarray(time_ms) // period_ms, repetitions - 1)
    return knee_flexion_deg(time_ms - number * period_ms, pause_ms, way_ms, bent_deg)


def envelope_uv(muscle, active, repetitions=1):
    """Linear envelope of a muscle that is as active as is given; the same noise whatever the activation.

    Parameters
    ----------
    muscle : {"VM", "VL"}
    active : array of shape (samples,)
        At 2000 Hz; 1 gives an RMS of 100 microvolts before the gain of the muscle's electrodes.
    repetitions : int

    Returns
    -------
    array of shape (repetitions, samples)
        Microvolts.
    """
    rng = np.random.default_rng(SEED[muscle])
    raw_uv = surface_emg.record(GAIN[muscle] * active, repetitions, SNR_DB, SAMPLING_HZ, rng)
    banded_uv = processing.band_pass(raw_uv, SAMPLING_HZ, high_hz=HIGH_HZ)
    return processing.linear_envelope(banded_uv, SAMPLING_HZ, ENVELOPE_HZ)


def _smooth(share):
    """From 0 to 1 with no speed and no acceleration at either end."""
    return share**3 * (10 - 15 * share + 6 * share**2)
