"""One channel from raw to envelope while a person steps down, with what disturbs it.

Two disturbances are added here, so that the filters have something to take out: a slow sway of the baseline while the
knee moves, and mains hum. Their sizes were chosen for the eye.
"""

from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..explorer import Choice, Explorer, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT, VM
from ..signals import processing, step_down, thinning

SEED = 12
HIGH_HZ = 450
SWAY_UV, SWAY_HZ = 120.0, 1.7
HUM_UV, HUM_HZ = 25.0, 50.0
STRETCHES = 125
KNEE_STEP = 100  # samples; the knee's curve is smooth
ACTIVE_MS = (1150, 3150)  # full activity, as step_down makes it
REST_MS = (200, 800)
RAW_UV, RECTIFIED_UV = 420, 330
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
    """Raw, filtered and rectified, thinned for the screen."""
    filtered = filtered_uv(snr_db, high_pass_hz, notch, order)
    return [_thin(snr_db, trace) for trace in (raw_uv(snr_db), filtered, processing.rectify(filtered))]


def _thin(snr_db, trace):
    return thinning.min_max(_task(snr_db).time_ms / 1000, trace, STRETCHES)


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
    thin_raw, thin_filtered, thin_rectified = _drawn(snr_db, high_pass_hz, notch, order)
    thin_envelope = thinning.min_max(task.time_ms / 1000, envelope, STRETCHES)
    knee = task.time_ms[::KNEE_STEP] / 1000, task.knee_flexion_deg[::KNEE_STEP]
    on_s = task.vm_onset_ms / 1000
    figure = go.Figure(
        [
            marks.line(*knee, NEUTRAL, dash="dash", yaxis="y4"),
            marks.line(*thin_raw, VM, width=1, yaxis="y3"),
            marks.line(*thin_filtered, VM, width=1, yaxis="y2"),
            marks.line(*thin_rectified, NEUTRAL, width=1, name="rectified"),
            marks.line(*thin_envelope, VM, width=3, name="envelope"),
        ],
        go.Layout(
            height=620,
            xaxis=dict(title="time (s)", range=[0, step_down.DURATION_MS / 1000], dtick=1, anchor="y"),
            yaxis=dict(title="envelope (µV)", range=[0, RECTIFIED_UV], domain=[0, 0.3], tickvals=[0, 100, 200, 300]),
            yaxis2=dict(title="filtered (µV)", range=[-RAW_UV, RAW_UV], domain=[0.35, 0.57], tickvals=[-300, 0, 300]),
            yaxis3=dict(title="raw (µV)", range=[-RAW_UV, RAW_UV], domain=[0.62, 0.84], tickvals=[-300, 0, 300]),
            yaxis4=dict(title="knee (°)", range=[0, 70], domain=[0.89, 1], tickvals=[0, 60]),
            shapes=[marks.edge((on_s, on_s), (0, 1), ACCENT, width=2, paper="y")],
            annotations=[
                marks.note("muscle on", on_s, 0.865, TEXT, anchor="left middle", size=13, paper="y", xshift=5)
            ],
        ),
    )
    reading = (
        f"At {snr_db} dB, band from {high_pass_hz} to {HIGH_HZ} Hz, notch {'on' if notch else 'off'}, envelope "
        f"low-pass {envelope_hz} Hz, order {order} each way: the envelope is {rest_uv:.0f} µV at rest and "
        f"{level_uv:.0f} µV at work with a ripple of {ripple:.0f} percent, and is halfway up {half_ms:.0f} ms after "
        "the muscle starts."
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
    return View(figure, reading, table)


def _active_mean(task, trace):
    return np.abs(trace[(task.time_ms >= ACTIVE_MS[0]) & (task.time_ms < ACTIVE_MS[1])]).mean()


EXPLORER = Explorer(
    name="signal_chain",
    title="VM while stepping down, from raw signal to envelope",
    controls=(
        Steps("snr_db", "Signal-to-noise ratio", (10, 20, 30), 20, "dB"),
        Steps("high_pass_hz", "Lower edge of the band", (1, 20, 60), 20, "Hz"),
        Toggle("notch", "Notch at 50 Hz"),
        Steps("envelope_hz", "Low-pass of the envelope", (2, 6, 20, 50), 6, "Hz"),
        Choice("order", "Order of each of a filter's two passes", ORDERS, str(processing.ORDER)),
    ),
    view=view,
)
