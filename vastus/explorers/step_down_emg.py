"""VM and VL through step-downs, simulated: a wedge makes both larger and leaves their ratio alone.

- The knee goes to the angle at which the heel touches the floor in `vastus.knee.step_down`, evenly and at one tempo,
  as often as fits into `SHOWN_S`; from 20 cm on a slope it turns at 90 degrees, where that model ends and the heel is
  still in the air.
- Both muscles follow that model's knee moment. How much more a wedge asks of them is the reader's choice: as much as it
  asks of the knee, or the smaller share one study measured on a board (frohm2007load).
- Their ratio is built in, the same everywhere; what moves it here is noise. That it stays is what edwards2008 found in
  another task, and not something this picture could show.
"""

from functools import cache

import numpy as np
import pandas as pd

from .. import data
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT, VL, VL_SOFT, VM, VM_SOFT
from ..knee import step_down as load
from ..signals import step_down

SHOWN_S, PAUSE_MS = 21.2, 800.0
FULL_NM = float(load.knee_moment_nm(load.posture(90.0)))  # the moment at activation 1: the most on flat ground
TIME_MS = np.arange(0, 1000 * SHOWN_S, 1000 / step_down.SAMPLING_HZ)
DRAWN = slice(None, None, 200)  # samples that are drawn: all curves here are smooth
WAYS_S = (1, 2, 3)
RANGE_UV = 160
MUSCLES = {"VM": (VM, VM_SOFT, 1), "VL": (VL, VL_SOFT, -1)}  # VM upwards, VL downwards
BOARD = data.table("decline_squat_load").set_index("id")
BOARD_EMG_PERCENT = BOARD.loc["D5", "change_percent"]
BOARD_LOAD_PERCENT = BOARD.loc["D4", ["change_min_percent", "change_max_percent"]].mean()
RATIO_P = data.table("heel_elevation_emg").set_index("id").loc["H3", "p_value"]


def repetitions(way_s):
    """How many step-downs fit, with a pause before each and after the last."""
    return int((1000 * SHOWN_S - PAUSE_MS) // _period_ms(way_s))


def _period_ms(way_s):
    return 2000 * way_s + PAUSE_MS


@cache
def _knee_deg(step_height_cm, slope_deg, way_s):
    """The knee's angle at `TIME_MS`."""
    deepest_deg = load.deepest_deg(step_height_cm / 100, slope_deg=slope_deg)
    return step_down.repeated_knee_flexion_deg(TIME_MS, repetitions(way_s), 1000 * way_s, PAUSE_MS, deepest_deg)


def _activation(step_height_cm, slope_deg, way_s, follows):
    """How active both muscles are, over time; 1 is the most that flat ground asks for."""
    active = _moment_nm(_knee_deg(step_height_cm, slope_deg, way_s), slope_deg) / FULL_NM
    if follows == "board":
        more = more_moment(step_height_cm, slope_deg, way_s)
        active = active * (1 + more * BOARD_EMG_PERCENT / BOARD_LOAD_PERCENT) / (1 + more)
    return active


def more_moment(step_height_cm, slope_deg, way_s):
    """Share by which the slope raises the mean knee moment while the knee moves."""
    sloping_nm, flat_nm = (
        _moment_nm(_knee_deg(step_height_cm, slope, way_s), slope)[moving(way_s) >= 0].mean()
        for slope in (slope_deg, 0)
    )
    return sloping_nm / flat_nm - 1


@cache
def moving(way_s):
    """The repetition in which each sample lies, from 0; -1 in a pause."""
    number, within_ms = np.divmod(TIME_MS, _period_ms(way_s))
    return np.where((within_ms >= PAUSE_MS) & (number < repetitions(way_s)), number, -1).astype(int)


def _moment_nm(knee_deg, slope_deg):
    grid_deg = np.arange(0, 91.0)
    return np.interp(knee_deg, grid_deg, load.knee_moment_nm(load.posture(grid_deg, slope_deg)))


@cache
def recorded(muscle, step_height_cm, slope_deg, way_s, follows):
    """Envelope in microvolts; the same noise in every state."""
    return step_down.envelope_uv(muscle, _activation(step_height_cm, slope_deg, way_s, follows))[0]


@cache
def mean_uv(muscle, step_height_cm, slope_deg, way_s, follows):
    """Mean envelope while the knee moves."""
    return recorded(muscle, step_height_cm, slope_deg, way_s, follows)[moving(way_s) >= 0].mean()


@cache
def ratios(step_height_cm, slope_deg, way_s, follows):
    """VM:VL of each repetition, from the mean envelopes."""
    vm_uv, vl_uv = (recorded(muscle, step_height_cm, slope_deg, way_s, follows) for muscle in MUSCLES)
    within = [moving(way_s) == number for number in range(repetitions(way_s))]
    return [vm_uv[here].mean() / vl_uv[here].mean() for here in within]


def view(slope_deg, step_height_cm, way_s, follows):
    state, flat = (step_height_cm, slope_deg, way_s, follows), (step_height_cm, 0, way_s, "load")
    means_uv = {muscle: (mean_uv(muscle, *state), mean_uv(muscle, *flat)) for muscle in MUSCLES}
    panels = {"VM and VL": _muscles(state, flat), "Ratio": _ratio(state, flat), "Knee bend": _knee(state, flat)}
    headline, reading = _words(state, means_uv)
    return View(panels, reading, _table(state, flat, means_uv), headline)


def _muscles(state, flat):
    traces = []
    for muscle, (colour, soft, sign) in MUSCLES.items():
        now, level = (sign * recorded(muscle, *setting)[DRAWN] for setting in (state, flat))
        traces += [
            marks.area(TIME_MS[DRAWN] / 1000, now, soft),
            marks.line(TIME_MS[DRAWN] / 1000, now, colour, width=2.5),
            marks.line(TIME_MS[DRAWN] / 1000, level, TEXT, width=1.5, dash="dot"),
            marks.words([0.2], [sign * 0.93 * RANGE_UV], [muscle], colour, size=14, bold=True),
        ]
    both_ways = dict(tickvals=[-100, -50, 0, 50, 100], ticktext=["100", "50", "0", "50", "100"])
    key = marks.note("dotted: flat ground", 1, 1, anchor="right top", paper="xy")
    return _over_time(traces, 300, dict(title="µV", range=[-RANGE_UV, RANGE_UV], **both_ways), [key])


def _ratio(state, flat):
    way_s = state[2]
    middles_s = [(PAUSE_MS + _period_ms(way_s) * number) / 1000 + way_s for number in range(repetitions(way_s))]
    rest = repetitions(WAYS_S[0]) - len(middles_s)  # marks without a repetition lie on the last
    x = middles_s + middles_s[-1:] * rest
    now, level = (values + values[-1:] * rest for values in (ratios(*state), ratios(*flat)))
    built_in = step_down.GAIN["VM"] / step_down.GAIN["VL"]
    traces = [
        marks.rule(built_in, (0, SHOWN_S), NEUTRAL, across=True, width=1, dash="dash"),
        marks.points(x, level, TEXT, symbol="circle-open", size=14, hover="flat: %{y:.2f}"),
        marks.points(x, now, ACCENT, size=9, hover="as set: %{y:.2f}"),
    ]
    notes = [
        marks.note(f"built in: {built_in:g}", 0.2, built_in, NEUTRAL, anchor="left bottom"),
        marks.note("rings: flat ground", 1, 1, anchor="right top", paper="xy"),
    ]
    return _over_time(traces, 200, dict(title="VM:VL", range=[0.75, 1.05], dtick=0.1), notes)


def _knee(state, flat):
    now, level = (_knee_deg(*setting[:3])[DRAWN] for setting in (state, flat))
    gap = "heel still in the air" if _heel_gap_m(*state[:2]) else ""
    traces = [
        marks.line(TIME_MS[DRAWN] / 1000, level, TEXT, width=1.5, dash="dot"),
        marks.line(TIME_MS[DRAWN] / 1000, now, NEUTRAL, width=2.5, hover="%{x:.1f} s: %{y:.0f}°"),
        marks.words([0.2], [96], [gap]),
    ]
    return _over_time(traces, 200, dict(title="knee (°)", range=[0, 105], tickvals=[0, 30, 60, 90]), [])


def _over_time(traces, height, yaxis, notes):
    xaxis = dict(title="time (s)", range=[0, SHOWN_S], dtick=5)
    margin = dict(l=50, r=8, t=8, b=38)
    return Figure(traces, dict(height=height, margin=margin, xaxis=xaxis, yaxis=yaxis, annotations=notes))


@cache
def _heel_gap_m(step_height_cm, slope_deg):
    lowest = load.posture(load.deepest_deg(step_height_cm / 100, slope_deg=slope_deg), slope_deg)
    return load.heel_gap_m(lowest, step_height_cm / 100)


def _words(state, means_uv):
    """Headline and reading."""
    step_height_cm, slope_deg, way_s, _ = state
    (vm_uv, vm_flat_uv), (vl_uv, vl_flat_uv) = means_uv.values()
    ratio = f"{vm_uv / vl_uv:.2f}"
    start = f"Simulated: {repetitions(way_s)} step-downs from {step_height_cm} cm"
    if not slope_deg:
        reading = f"{start} on flat ground: VM averages {vm_uv:.0f} µV and VL {vl_uv:.0f} µV, a ratio of {ratio}."
        return f"VM:VL {ratio} on flat ground", reading
    vm_more, vl_more = (f"{100 * (now / level - 1):.0f}" for now, level in means_uv.values())
    more = f"{vm_more} percent more each" if vm_more == vl_more else f"{vm_more} and {vl_more} percent more"
    return f"VM +{vm_more}%, VL +{vl_more}%, VM:VL {ratio}", (
        f"{start} on a slope of {slope_deg} degrees: VM averages {vm_uv:.0f} µV and VL {vl_uv:.0f} µV, {more} than on "
        "the flat; the ratio was built in, and so it stays."
    )


def _table(state, flat, means_uv):
    step_height_cm, slope_deg, way_s, _ = state
    (vm_uv, vm_flat_uv), (vl_uv, vl_flat_uv) = means_uv.values()
    deepest = [
        f"{_knee_deg(step_height_cm, slope, way_s).max():.0f}"
        + (", heel still in the air" if _heel_gap_m(step_height_cm, slope) else "")
        for slope in (slope_deg, 0)
    ]
    load_percent = 100 * (1 + more_moment(step_height_cm, slope_deg, way_s))
    rows = [
        ("VM, mean envelope while moving (µV)", f"{vm_uv:.0f}", f"{vm_flat_uv:.0f}"),
        ("VL, mean envelope while moving (µV)", f"{vl_uv:.0f}", f"{vl_flat_uv:.0f}"),
        ("VM:VL", f"{vm_uv / vl_uv:.2f}", f"{vm_flat_uv / vl_flat_uv:.2f}"),
        (
            "VM:VL of single step-downs",
            *(f"{min(each):.2f} to {max(each):.2f}" for each in (ratios(*state), ratios(*flat))),
        ),
        ("time moving in one step-down (s)", f"{2 * way_s}", f"{2 * way_s}"),
        ("VM, mean times that time (µV s)", f"{vm_uv * 2 * way_s:.0f}", f"{vm_flat_uv * 2 * way_s:.0f}"),
        ("deepest knee bend (°)", *deepest),
        ("mean knee moment, flat = 100", f"{load_percent:.0f}", "100"),
        ("measured in another task, raised heels", f"no change of VM:VL found (p = {RATIO_P:g})", ""),
    ]
    return pd.DataFrame(rows, columns=["simulated", "as set", "flat"])


EXPLORER = Explorer(
    name="step_down_emg",
    title="VM and VL in some 20 seconds of step-downs, simulated",
    controls=(
        Steps("slope_deg", "Slope of the wedge", (0, 15, 25), 25, "°"),
        Steps("step_height_cm", "Height of the step", (5, 10, 15, 20), 10, "cm"),
        Steps("way_s", "Time for each way, down or up", WAYS_S, 2, "s"),
        Choice(
            "follows",
            "What a wedge adds to the muscles",
            {"load": "as much as to the knee's load", "board": "the share measured on a board"},
            "load",
        ),
    ),
    view=view,
    # without a wedge there is nothing that it could add
    idle=lambda slope_deg, **_: () if slope_deg else ("follows",),
)
