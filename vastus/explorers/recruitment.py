"""A drive, the motor units that answer it, and the two things they add up to: a signal and a force.

One trial is drawn, with the firings of every fourth unit. The lag of the first discharge is the median of 100 trials.
Signal and force are given in percent of what full drive makes of them, both while steady.
"""

from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..explorer import Explorer, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT, VM
from ..signals import activation, motor_units, thinning, vasti

TRIALS = 100
SEED = 6
SAMPLING_HZ = 2000.0
BEFORE_MS, SHOWN_MS, STEADY_MS = 200, 800, 2000
SHOWN_UNITS = slice(0, None, 4)
MOMENTS = (("drive starts", ACCENT, "solid"), ("first firing", TEXT, "dash"))
STRETCHES = 180
SLOW_STEP = 10  # samples; drive and force have no bursts to lose


@cache
def pool():
    return motor_units.pool(np.random.default_rng(vasti.POOL_SEED))


@cache
def first_discharges_ms(level_percent, ramp_ms):
    """From the start of the drive to the first firing of any unit, in each of 100 trials."""
    return motor_units.first_discharge_ms(_firings_ms(level_percent, ramp_ms, TRIALS)) - BEFORE_MS


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


def _firings_ms(level_percent, ramp_ms, trials):
    return motor_units.firings_ms(
        pool(), _drive(level_percent, ramp_ms), SAMPLING_HZ, trials, np.random.default_rng(SEED)
    )


@cache
def _trial(level_percent, ramp_ms):
    """Firings, signal and force of one trial; signal in RMS, force in percent, of those at full drive."""
    firings_ms = _firings_ms(level_percent, ramp_ms, 1)
    samples = _drive(level_percent, ramp_ms).size
    full_emg, full_force = _steady(100)
    emg = motor_units.emg(pool(), firings_ms, samples, SAMPLING_HZ)[0] / full_emg
    return firings_ms[0], emg, 100 * motor_units.force(pool(), firings_ms, samples, SAMPLING_HZ)[0] / full_force


def view(level_percent, ramp_ms):
    firings_ms, emg, force = _trial(level_percent, ramp_ms)
    drive = 100 * _drive(level_percent, ramp_ms)
    time_ms = activation.time_ms(BEFORE_MS + SHOWN_MS, SAMPLING_HZ) - BEFORE_MS
    ranks = np.arange(1, firings_ms.shape[0] + 1)[SHOWN_UNITS]
    unit, which = np.nonzero(~np.isnan(firings_ms[SHOWN_UNITS]))
    first_ms = float(motor_units.first_discharge_ms(firings_ms) - BEFORE_MS)
    recruited = int(np.sum(pool().threshold <= level_percent / 100))
    lags_ms = first_discharges_ms(level_percent, ramp_ms)
    lag_ms, (early_ms, late_ms) = np.median(lags_ms), np.percentile(lags_ms, [5, 95])
    signal_percent, force_percent = steady(level_percent)
    emg_ms, thin_emg = thinning.min_max(time_ms, emg, STRETCHES)
    slow_ms, slow_force, slow_drive = (trace[::SLOW_STEP] for trace in (time_ms, force, drive))
    figure = go.Figure(
        [
            marks.line(slow_ms, slow_drive, NEUTRAL, dash="dot", yaxis="y4"),
            marks.points(
                (firings_ms[SHOWN_UNITS][unit, which] - BEFORE_MS).round(1),
                ranks[unit],
                symbol="line-ns",
                size=5,
                hover="unit %{y}, %{x} ms",
                yaxis="y3",
                marker_line=dict(width=1.2, color=TEXT),
            ),
            marks.line(emg_ms, thin_emg, VM, width=1, yaxis="y2"),
            marks.line(slow_ms, slow_force, ACCENT, width=3),
            *(marks.line([None], [None], colour, dash=dash, name=name) for name, colour, dash in MOMENTS),
        ],
        go.Layout(
            height=620,
            xaxis=dict(title="time from start of drive (ms)", range=[-BEFORE_MS, SHOWN_MS], dtick=200, anchor="y"),
            yaxis=dict(title="force (%)", range=[0, 115], domain=[0, 0.2], tickvals=[0, 50, 100]),
            yaxis2=dict(title="signal", range=[-4.5, 4.5], domain=[0.25, 0.45], tickvals=[-3, 0, 3]),
            yaxis3=dict(title="unit", range=[0, 122], domain=[0.5, 0.82], tickvals=[1, 40, 80, 120]),
            yaxis4=dict(title="drive (%)", range=[0, 110], domain=[0.87, 1], tickvals=[0, 100]),
            shapes=[
                marks.edge((at_ms, at_ms), (0, 1), colour, width=2, dash=dash, paper="y")
                for (_, colour, dash), at_ms in zip(MOMENTS, (0, first_ms), strict=True)
            ],
            legend=dict(x=-0.1, entrywidth=82),
        ),
    )
    rising = f"over {ramp_ms} ms" if ramp_ms else "at once"
    reading = (
        f"Drive rises {rising} to {level_percent} percent: {recruited} of {firings_ms.shape[0]} units take part, "
        f"the first fires {lag_ms:.1f} ms after the drive starts (median of {TRIALS} trials), and once steady "
        f"the signal is {signal_percent:.0f} percent and the force {force_percent:.0f} percent of that at full drive."
    )
    table = pd.DataFrame(
        [
            ("units with a threshold at or below the drive", f"{recruited} of {firings_ms.shape[0]}"),
            (f"first discharge after the drive starts, median of {TRIALS} trials", f"{lag_ms:.1f} ms"),
            ("the same, middle 90% of the trials", f"{early_ms:.1f} to {late_ms:.1f} ms"),
            ("first discharge in the trial drawn", f"{first_ms:.1f} ms"),
            ("signal (RMS) once steady, share of full drive", f"{signal_percent:.1f}%"),
            ("force once steady, share of full drive", f"{force_percent:.1f}%"),
        ],
        columns=["quantity", "value"],
    )
    return View(figure, reading, table)


EXPLORER = Explorer(
    name="recruitment",
    title="From drive to motor units, signal and force",
    controls=(
        Steps("level_percent", "Drive, percent of the largest", (5, 10, 20, 50, 100), 20, "%"),
        Steps("ramp_ms", "Drive rises over", (0, 50, 100, 200), 100, "ms"),
    ),
    view=view,
)
