"""One channel from raw to envelope while a person steps down, with what disturbs it.

Two disturbances are added here, so that the filters have something to take out: a slow sway of the baseline while the
knee moves, and mains hum. Their sizes were chosen for the eye.
"""

from functools import cache

import numpy as np
import pandas as pd

from ..explorer import Choice, Explorer, Figure, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, NEUTRAL_SOFT, VM
from ..signals import processing, step_down, thinning

SEED = 12
HIGH_HZ = 450
SWAY_UV, SWAY_HZ = 120.0, 1.7
HUM_UV, HUM_HZ = 25.0, 50.0
STRETCHES = 200  # of the traces drawn
ENVELOPE_STEP = 25  # samples; an envelope is smooth
LABELS_S = 0.86  # end of words beside the line at which the muscle starts
ACTIVE_MS = (1150, 3150)  # full activity, as step_down makes it
REST_MS = (200, 800)
RANGE_S = (0, step_down.DURATION_MS / 1000)
RAW_UV = 465
ORDERS = {"2": "2 (a paper's usual “fourth-order”)", "4": "4 (as everywhere in this course)"}


@cache
def raw_uv(snr_db):
    """Raw VM with sway and hum, shape (samples,)."""
    task = _task(snr_db)
    time_s = task.time_ms / 1000
    moving = (task.knee_flexion_deg - step_down.STRAIGHT_DEG) / (step_down.BENT_DEG - step_down.STRAIGHT_DEG)
    sway_uv = SWAY_UV * moving * np.sin(2 * np.pi * SWAY_HZ * time_s)
    return task.vm_uv[0] + sway_uv + HUM_UV * np.sin(2 * np.pi * HUM_HZ * time_s)


@cache
def filtered_uv(snr_db, high_pass_hz, notch, order):
    """The channel after the band-pass and, if asked for, the notch."""
    banded = processing.band_pass(raw_uv(snr_db), step_down.SAMPLING_HZ, high_pass_hz, HIGH_HZ, order)
    return processing.notch(banded, step_down.SAMPLING_HZ, HUM_HZ) if notch else banded


@cache
def _task(snr_db):
    return step_down.record(1, snr_db, snr_db, np.random.default_rng(SEED))


@cache
def _drawn(snr_db, high_pass_hz, notch, order):
    """Raw and filtered trace, thinned for the screen, and the edge up to which the rectified one reaches."""
    time_s, filtered = _task(snr_db).time_ms / 1000, filtered_uv(snr_db, high_pass_hz, notch, order)
    traces = [thinning.min_max(time_s, trace, STRETCHES) for trace in (raw_uv(snr_db), filtered)]
    rectified = processing.rectify(filtered)
    return *traces, tuple(part.reshape(STRETCHES, -1).max(axis=1) for part in (time_s, rectified))


def view(snr_db, high_pass_hz, notch, envelope_hz, order):
    task, order = _task(snr_db), int(order)
    filtered = filtered_uv(snr_db, high_pass_hz, notch, order)
    envelope = processing.linear_envelope(filtered, step_down.SAMPLING_HZ, envelope_hz, order)
    active = envelope[(task.time_ms >= ACTIVE_MS[0]) & (task.time_ms < ACTIVE_MS[1])]
    rest_uv = envelope[(task.time_ms >= REST_MS[0]) & (task.time_ms < REST_MS[1])].mean()
    level_uv, ripple = active.mean(), 100 * active.std() / active.mean()
    halfway = (task.time_ms >= REST_MS[1]) & (envelope >= (level_uv + rest_uv) / 2)
    half_ms = task.time_ms[np.argmax(halfway)] - task.vm_onset_ms
    half_power_hz = processing.half_power_hz(envelope_hz, step_down.SAMPLING_HZ, order)
    raw, filtered_drawn, edge = _drawn(snr_db, high_pass_hz, notch, order)
    knee = [(step_down.START_MS, step_down.TURN_MS), (step_down.TURN_MS, step_down.END_MS)]
    figures = {
        "Raw": _panel(
            [marks.line(*raw, VM, width=1)],
            [-1.3 * RAW_UV, RAW_UV],
            [0, 300],
            *(
                marks.note(what, sum(ends) / 2000, -1.28 * RAW_UV, anchor="center bottom")
                for what, ends in zip(("knee bends", "straightens"), knee, strict=True)
            ),
        ),
        "Filtered": _panel([marks.line(*filtered_drawn, VM, width=1)], [-RAW_UV, RAW_UV], [0, 300]),
        "Envelope": _panel(
            [
                marks.area(*edge, NEUTRAL_SOFT),
                marks.line(task.time_ms[::ENVELOPE_STEP] / 1000, envelope[::ENVELOPE_STEP].round(), VM, width=3),
            ],
            [-12, RAW_UV],  # at the ends of the record a filter may ring below nought
            [0, 100, 200, 300],
            marks.note("rectified", LABELS_S, 240, anchor="right middle"),
            marks.note("envelope", LABELS_S, 145, VM, anchor="right middle"),
            height=240,
        ),
    }
    reading = (
        f"Smoothed at {envelope_hz} Hz, order {order} each way, the envelope ripples by {ripple:.0f} percent of its "
        f"level at work, and is halfway up {half_ms:.0f} ms after the muscle starts."
    )
    table = pd.DataFrame(
        [
            ("envelope at rest", f"{rest_uv:.1f} µV"),
            ("envelope at work", f"{level_uv:.1f} µV"),
            ("ripple at work (SD over mean)", f"{ripple:.1f}%"),
            ("halfway up, after the muscle starts", f"{half_ms:.1f} ms"),
            ("mean of the raw signal at work, rectified", f"{_active_mean(task, raw_uv(snr_db)):.1f} µV"),
            ("mean of the filtered signal at work, rectified", f"{_active_mean(task, filtered):.1f} µV"),
            ("low-pass of the envelope, 6 dB down at", f"{envelope_hz} Hz"),
            ("low-pass of the envelope, 3 dB down at", f"{half_power_hz:.1f} Hz"),
        ],
        columns=["quantity", "value"],
    )
    return View(figures, reading, table, f"Envelope {level_uv:.0f} µV at work, {rest_uv:.0f} at rest")


def _panel(traces, range_uv, ticks_uv, *notes, height=190):
    """One step of the chain against time, with the moment at which the muscle starts."""
    on_s = (step_down.START_MS - step_down.LEAD_MS) / 1000
    return Figure(
        traces,
        dict(
            height=height,
            xaxis=dict(title="time (s)", range=RANGE_S, dtick=1),
            yaxis=dict(title="µV", range=range_uv, tickvals=ticks_uv),
            shapes=[marks.edge((on_s, on_s), (0, 1), ACCENT, width=2, paper="y")],
            annotations=[
                marks.note("muscle on", LABELS_S, 1, ACCENT, anchor="right top", bold=True, paper="y"),
                *notes,
            ],
        ),
    )


def _active_mean(task, trace):
    return np.abs(trace[(task.time_ms >= ACTIVE_MS[0]) & (task.time_ms < ACTIVE_MS[1])]).mean()


EXPLORER = Explorer(
    name="signal_chain",
    title="VM while stepping down, from raw signal to envelope",
    controls=(
        Steps("snr_db", "Signal-to-noise ratio", (10, 20, 30), 20, "dB", panel="Raw"),
        Steps("high_pass_hz", "Lower edge of the band", (1, 20, 60), 20, "Hz", panel="Filtered"),
        Toggle("notch", "Notch at 50 Hz", panel="Filtered"),
        Steps("envelope_hz", "Low-pass of the envelope", (2, 4, 6, 10, 20, 50), 6, "Hz", panel="Envelope", plays=True),
        Choice("order", "Order of each of a filter's two passes", ORDERS, str(processing.ORDER), panel="Envelope"),
    ),
    view=view,
)
