"""A drive, the motor units that answer it, and the two things they add up to: a signal and a force.

The lag of the first discharge is the median of 100 trials. The trial drawn is the one nearest to it, with the firings
of every fourth unit. Signal and force are given in percent of what full drive makes of them, both while steady.
"""

from functools import cache

import numpy as np
import pandas as pd

from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT, VM
from ..signals import activation, motor_units, thinning, vasti

TRIALS = 100
SEED = 6
SAMPLING_HZ = 2000.0
LEVELS_PERCENT = (5, 10, 20, 30, 40, 50, 70, 100)
BEFORE_MS, SHOWN_MS, STEADY_MS = 200, 800, 2000
RANGE_MS = (-170, 800)  # from the start of the drive
SHOWN_UNITS = slice(0, None, 4)
FIRING_HEIGHT = 3.4  # of its mark, in units
STRETCHES = 180
SLOW_STEP = 20  # samples; drive and force have no bursts to lose


@cache
def pool():
    return motor_units.pool(np.random.default_rng(vasti.POOL_SEED))


@cache
def first_discharges_ms(level_percent, ramp_ms):
    """From the start of the drive to the first firing of any unit, in each of 100 trials."""
    return motor_units.first_discharge_ms(_firings_ms(level_percent, ramp_ms)) - BEFORE_MS


@cache
def steady(level_percent):
    """RMS of the signal and mean force at a steady drive, each in percent of that at full drive."""
    return tuple(100 * mine / full for mine, full in zip(_steady(level_percent), _steady(100), strict=True))


@cache
def _steady(level_percent):
    samples = round(2 * STEADY_MS * SAMPLING_HZ / 1000)
    drive = np.full(samples, level_percent / 100)
    firings_ms = motor_units.firings_ms(pool(), drive, SAMPLING_HZ, 10, np.random.default_rng(SEED))
    later = slice(samples // 2, None)
    emg = motor_units.emg(pool(), firings_ms, samples, SAMPLING_HZ)[:, later]
    return np.sqrt(np.mean(emg**2)), motor_units.force(pool(), firings_ms, samples, SAMPLING_HZ)[:, later].mean()


@cache
def _drive(level_percent, ramp_ms):
    return activation.ramp(BEFORE_MS, ramp_ms, BEFORE_MS + SHOWN_MS, SAMPLING_HZ, level_percent / 100)


@cache
def _firings_ms(level_percent, ramp_ms):
    """From the start of the record, shape (trials, units, most)."""
    drive = _drive(level_percent, ramp_ms)
    return motor_units.firings_ms(pool(), drive, SAMPLING_HZ, TRIALS, np.random.default_rng(SEED))


def view(level_percent, ramp_ms):
    lags_ms = first_discharges_ms(level_percent, ramp_ms)
    lag_ms, (early_ms, late_ms) = np.median(lags_ms), np.percentile(lags_ms, [5, 95])
    drawn = np.argmin(np.abs(lags_ms - lag_ms))
    firings_ms = _firings_ms(level_percent, ramp_ms)[drawn : drawn + 1]
    drive = _drive(level_percent, ramp_ms)
    full_emg, full_force = _steady(100)
    emg = motor_units.emg(pool(), firings_ms, drive.size, SAMPLING_HZ)[0] / full_emg
    force = 100 * motor_units.force(pool(), firings_ms, drive.size, SAMPLING_HZ)[0] / full_force
    time_ms = activation.time_ms(BEFORE_MS + SHOWN_MS, SAMPLING_HZ) - BEFORE_MS
    seen = time_ms >= RANGE_MS[0]
    slow = np.flatnonzero(seen)[::SLOW_STEP]
    called = np.searchsorted(pool().threshold, drive[slow], side="right")
    units = firings_ms.shape[1]
    recruited = int(np.sum(pool().threshold <= level_percent / 100))
    firings = [
        ((at_ms, at_ms), (unit - FIRING_HEIGHT / 2, unit + FIRING_HEIGHT / 2))
        for unit, times_ms in zip(range(1, units + 1)[SHOWN_UNITS], firings_ms[0, SHOWN_UNITS], strict=True)
        for at_ms in np.rint(times_ms[~np.isnan(times_ms)] - BEFORE_MS).astype(int).tolist()
    ]
    signal_percent, force_percent = steady(level_percent)
    figures = {
        "Motor units": _panel(
            [
                marks.line(time_ms[slow], called, NEUTRAL, dash="dot"),
                marks.segments(firings, TEXT, width=1.5),
                marks.words([SHOWN_MS], called[-1:], ["recruited"], NEUTRAL, place="top left"),
            ],
            float(lags_ms[drawn]),
            (0, units),
            280,
            title="unit",
            tickvals=[1, 40, 80, units],
        ),
        "Signal": _panel(
            [marks.line(*thinning.min_max(time_ms[seen], emg[seen], STRETCHES), VM, width=1)],
            float(lags_ms[drawn]),
            (-4.5, 4.5),
            190,
            title="× RMS at full drive",
            tickvals=[-3, 0, 3],
        ),
        "Drive and force": _panel(
            [
                marks.line(time_ms[slow], 100 * drive[slow], NEUTRAL, dash="dot"),
                marks.line(time_ms[slow], force[slow], ACCENT, width=3),
                marks.words([SHOWN_MS], [level_percent], ["drive"], NEUTRAL, place="top left"),
                marks.words([SHOWN_MS], [force[-1] - 5], ["force"], ACCENT, place="bottom left", bold=True),
            ],
            float(lags_ms[drawn]),
            (-10, 115),
            200,
            title="% of full",
            tickvals=[0, 50, 100],
        ),
    }
    rising = f"over {ramp_ms} ms" if ramp_ms else "at once"
    reading = (
        f"A drive that rises {rising} to {level_percent} percent of the largest recruits {recruited} of {units} units; "
        f"the first fires {lag_ms:.1f} ms after the drive starts (median of {TRIALS} trials)."
    )
    table = pd.DataFrame(
        [
            ("units with a threshold at or below the drive", f"{recruited} of {units}"),
            (f"first discharge after the drive starts, median of {TRIALS} trials", f"{lag_ms:.1f} ms"),
            ("the same, middle 90% of the trials", f"{early_ms:.1f} to {late_ms:.1f} ms"),
            ("first discharge in the trial drawn", f"{lags_ms[drawn]:.1f} ms"),
            ("signal (RMS) once steady, share of full drive", f"{signal_percent:.1f}%"),
            ("force once steady, share of full drive", f"{force_percent:.1f}%"),
        ],
        columns=["quantity", "value"],
    )
    return View(figures, reading, table, f"First unit fires after {lag_ms:.1f} ms")


def _panel(traces, first_ms, between, height, **axis):
    """Traces against time; the start of the drive with its words below, the first firing with its words above."""
    low, high = between
    room = 0.14 * (high - low)
    return Figure(
        [
            *traces,
            marks.rule(0, (low - room / 2, high), ACCENT, width=2),
            marks.words(
                [0], [low - room / 2], ["drive starts"], ACCENT, place="bottom center", bold=True, cliponaxis=False
            ),
            marks.rule(first_ms, (low, high + room / 2), TEXT, dash="dash"),
            marks.words(
                [first_ms], [high + room / 2], ["first firing"], place="top center", bold=True, cliponaxis=False
            ),
        ],
        dict(
            height=height,
            xaxis=dict(title="time from start of drive (ms)", range=RANGE_MS, dtick=200),
            yaxis=dict(range=[low - 1.4 * room, high + 1.4 * room], **axis),
        ),
    )


EXPLORER = Explorer(
    name="recruitment",
    title="From drive to motor units, signal and force",
    controls=(
        Steps(
            "level_percent", "Drive, percent of the largest", LEVELS_PERCENT, 20, "%", panel="Motor units", plays=True
        ),
        Steps("ramp_ms", "Drive rises over", (0, 50, 100, 200), 100, "ms", panel="Motor units"),
    ),
    view=view,
)
