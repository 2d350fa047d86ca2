"""VM and VL through three step-downs, simulated: a wedge makes both larger and leaves their ratio alone.

- The knee goes to the angle at which the heel touches the floor in `vastus.knee.step_down`, evenly and at one tempo;
  from 20 cm on a slope it turns at 90 degrees, where that model ends and the heel is still in the air.
- Both muscles follow that model's knee moment. How much more a wedge asks of them is the reader's choice: as much as it
  asks of the knee, or the smaller share one study measured on a board (frohm2007load).
- Their ratio is built in, the same everywhere; what moves it here is noise. That it stays is what edwards2008 found in
  another task, and not something this picture could show.
"""

from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data
from ..explorer import Choice, Explorer, Steps, View
from ..explorer.palette import MUTED, NEUTRAL, TEXT, VL, VL_SOFT, VM, VM_SOFT
from ..knee import step_down as load
from ..signals import processing, step_down, surface_emg, thinning

REPETITIONS, PAUSE_MS = 3, 800.0
SEED = {"VM": 61, "VL": 62}
GAIN = {"VM": 0.9, "VL": 1.0}  # what skin, fat and electrodes let through; chosen, and not 1 to 1
SNR_DB, ENVELOPE_HZ, HIGH_HZ = 40, 4, 450
FULL_NM = float(load.knee_moment_nm(load.posture(90.0)))  # the moment at activation 1: the most on flat ground
STRETCHES_PER_S = 5
KNEE_STEP = 200  # samples; the knee's curve is smooth
RANGE_UV, SHOWN_S = 560, 21.2
COLOURS = {"VM": (VM, VM_SOFT, "y3"), "VL": (VL, VL_SOFT, "y2")}
BOARD = data.table("decline_squat_load").set_index("id")
BOARD_EMG_PERCENT = BOARD.loc["D5", "change_percent"]
BOARD_LOAD_PERCENT = BOARD.loc["D4", ["change_min_percent", "change_max_percent"]].mean()
RATIO_P = data.table("heel_elevation_emg").set_index("id").loc["H3", "p_value"]


@cache
def _knee_deg(step_height_cm, slope_deg, way_s):
    """Times in ms and the knee's angle over all repetitions."""
    time_ms = np.arange(
        0, 1000 * (REPETITIONS * 2 * way_s) + (REPETITIONS + 1) * PAUSE_MS, 1000 / step_down.SAMPLING_HZ
    )
    deepest_deg = load.deepest_deg(step_height_cm / 100, slope_deg=slope_deg)
    return time_ms, step_down.repeated_knee_flexion_deg(time_ms, REPETITIONS, 1000 * way_s, PAUSE_MS, deepest_deg)


def _activation(step_height_cm, slope_deg, way_s, follows):
    """How active both muscles are, over time; 1 is the most that flat ground asks for."""
    _, knee_deg = _knee_deg(step_height_cm, slope_deg, way_s)
    active = _moment_nm(knee_deg, slope_deg) / FULL_NM
    if follows == "board":
        more = more_moment(step_height_cm, slope_deg, way_s)
        active = active * (1 + more * BOARD_EMG_PERCENT / BOARD_LOAD_PERCENT) / (1 + more)
    return active


def more_moment(step_height_cm, slope_deg, way_s):
    """Share by which the slope raises the mean knee moment while the knee moves."""
    means_nm = []
    for slope in (slope_deg, 0):
        time_ms, knee_deg = _knee_deg(step_height_cm, slope, way_s)
        means_nm.append(_moment_nm(knee_deg, slope)[_moving(time_ms, way_s)].mean())
    return means_nm[0] / means_nm[1] - 1


def _moving(time_ms, way_s):
    """Which samples lie within a repetition and not in a pause."""
    return time_ms % (2000 * way_s + PAUSE_MS) >= PAUSE_MS


def _moment_nm(knee_deg, slope_deg):
    grid_deg = np.arange(0, 91.0)
    return np.interp(knee_deg, grid_deg, load.knee_moment_nm(load.posture(grid_deg, slope_deg)))


@cache
def recorded(muscle, step_height_cm, slope_deg, way_s, follows):
    """Rectified signal and its envelope, in microvolts; the same noise in every state."""
    active = GAIN[muscle] * _activation(step_height_cm, slope_deg, way_s, follows)
    rng = np.random.default_rng(SEED[muscle])
    raw_uv = surface_emg.record(active, 1, SNR_DB, step_down.SAMPLING_HZ, rng)[0]
    banded_uv = processing.band_pass(raw_uv, step_down.SAMPLING_HZ, high_hz=HIGH_HZ)
    return processing.rectify(banded_uv), processing.linear_envelope(banded_uv, step_down.SAMPLING_HZ, ENVELOPE_HZ)


def mean_uv(muscle, step_height_cm, slope_deg, way_s, follows):
    """Mean envelope while the knee moves."""
    time_ms, _ = _knee_deg(step_height_cm, slope_deg, way_s)
    return recorded(muscle, step_height_cm, slope_deg, way_s, follows)[1][_moving(time_ms, way_s)].mean()


def view(slope_deg, step_height_cm, way_s, follows):
    state, flat = (step_height_cm, slope_deg, way_s, follows), (step_height_cm, 0, way_s, follows)
    means_uv = {muscle: (mean_uv(muscle, *state), mean_uv(muscle, *flat)) for muscle in GAIN}
    return View(_figure(state, flat), _reading(state, means_uv), _table(state, means_uv))


def _figure(state, flat):
    time_ms, knee_deg = _knee_deg(*state[:3])
    stretches = round(STRETCHES_PER_S * time_ms[-1] / 1000)
    figure = go.Figure()
    for muscle, (colour, soft, axis) in COLOURS.items():
        rectified_uv, envelope_uv = recorded(muscle, *state)
        level_uv = recorded(muscle, *flat)[1]
        for (x, y), line, name, legend in (
            (
                thinning.min_max(time_ms / 1000, rectified_uv, stretches),
                dict(color=soft, width=1),
                f"{muscle} rectified",
                False,
            ),
            (_smooth(time_ms, envelope_uv), dict(color=colour, width=3), muscle, True),
            (_smooth(time_ms, level_uv), dict(color=TEXT, width=1.5, dash="dot"), "flat", muscle == "VL"),
        ):
            figure.add_scatter(
                x=x, y=y, yaxis=axis, mode="lines", line=line, name=name, showlegend=legend, hoverinfo="skip"
            )
    figure.add_scatter(
        x=time_ms[::KNEE_STEP] / 1000,
        y=knee_deg[::KNEE_STEP],
        mode="lines",
        line=dict(color=NEUTRAL, width=2.5, dash="dash"),
        name="knee",
        showlegend=False,
        hovertemplate="%{x:.1f} s: %{y:.0f}°<extra></extra>",
    )
    emg_axis = dict(range=[0, RANGE_UV], tickvals=[0, 200, 400], fixedrange=True)
    figure.update_layout(
        height=430,
        margin=dict(l=56, r=12, t=34, b=42),
        legend=dict(font=dict(color=MUTED)),
        xaxis=dict(title="time (s)", range=[0, SHOWN_S], dtick=5, anchor="y", fixedrange=True),
        yaxis=dict(title="knee (°)", range=[0, 95], domain=[0, 0.25], tickvals=[0, 45, 90], fixedrange=True),
        yaxis2=dict(title="VL (µV)", domain=[0.31, 0.63], **emg_axis),
        yaxis3=dict(title="VM (µV)", domain=[0.68, 1], **emg_axis),
    )
    return figure


def _smooth(time_ms, envelope_uv):
    return time_ms[::KNEE_STEP] / 1000, envelope_uv[::KNEE_STEP]


def _reading(state, means_uv):
    step_height_cm, slope_deg, way_s, _ = state
    ground = f"on a slope of {slope_deg} degrees" if slope_deg else "on flat ground"
    (vm_uv, vm_flat_uv), (vl_uv, vl_flat_uv) = means_uv.values()
    lowest = load.posture(load.deepest_deg(step_height_cm / 100, slope_deg=slope_deg), slope_deg)
    turn = ", with the heel still in the air" if load.heel_gap_m(lowest, step_height_cm / 100) else ""
    words = (
        f"Simulated: three step-downs from {step_height_cm} cm {ground}, {way_s} s each way, to "
        f"{lowest.knee_flexion_deg:.0f} degrees{turn}: VM averages {vm_uv:.0f} µV and VL {vl_uv:.0f} µV, a ratio of "
        f"{vm_uv / vl_uv:.2f}"
    )
    if slope_deg:
        words += (
            f"; that is {100 * (vm_uv / vm_flat_uv - 1):.0f} percent more VM and {100 * (vl_uv / vl_flat_uv - 1):.0f} "
            f"percent more VL than on flat ground, where the ratio is {vm_flat_uv / vl_flat_uv:.2f}; it was built in "
            f"and so it stays, and a study of standing up from a seat with raised heels found no change in it "
            f"(p = {RATIO_P:g})"
        )
    return words + "."


def _table(state, means_uv):
    step_height_cm, slope_deg, way_s, _ = state
    (vm_uv, vm_flat_uv), (vl_uv, vl_flat_uv) = means_uv.values()
    moving_s = REPETITIONS * 2 * way_s
    rows = [
        ("VM, mean envelope while moving (µV)", f"{vm_uv:.0f}", f"{vm_flat_uv:.0f}"),
        ("VL, mean envelope while moving (µV)", f"{vl_uv:.0f}", f"{vl_flat_uv:.0f}"),
        ("VM:VL", f"{vm_uv / vl_uv:.2f}", f"{vm_flat_uv / vl_flat_uv:.2f}"),
        ("time moving (s)", f"{moving_s:g}", f"{moving_s:g}"),
        ("VM, mean times time (µV s)", f"{vm_uv * moving_s:.0f}", f"{vm_flat_uv * moving_s:.0f}"),
        (
            "deepest knee bend (°)",
            *(f"{_knee_deg(step_height_cm, slope, way_s)[1].max():.0f}" for slope in (slope_deg, 0)),
        ),
        ("mean knee moment, flat = 100", f"{100 * (1 + more_moment(step_height_cm, slope_deg, way_s)):.0f}", "100"),
    ]
    return pd.DataFrame(rows, columns=["simulated", "as set", "flat"])


EXPLORER = Explorer(
    name="step_down_emg",
    title="VM and VL in three step-downs, simulated",
    controls=(
        Steps("slope_deg", "Slope of the wedge", (0, 15, 25), 0, "°"),
        Steps("step_height_cm", "Height of the step", (5, 10, 15, 20), 10, "cm"),
        Steps("way_s", "Time for each way, down or up", (1, 2, 3), 2, "s"),
        Choice(
            "follows",
            "What a wedge adds to the muscles",
            {"load": "as much as to the knee's load", "board": "the share measured on a board"},
            "load",
        ),
    ),
    view=view,
)
