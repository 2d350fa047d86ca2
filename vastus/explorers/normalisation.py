"""The VMO:VL ratio before and after normalising, while the muscles stay as they are.

The model: each electrode picks up its own muscle and a share of the other one's amplitude (cross-talk), and its gain
multiplies all of it. Skin, fat and electrode placing are in the gain. The amplitudes are those of simulated signals of
the task and of the reference contraction, in which both muscles work at their maximum unless the reader lets VM's
effort fall short. The signals are of equal size before activation scales them, so luck plays no part in a ratio.
"""

from functools import cache

import numpy as np
import pandas as pd

from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, SURFACE, VL, VM
from ..signals import processing, surface_emg

SEED = 8
SAMPLING_HZ = 2000.0
SECONDS = 30
VL_ACTIVE_PERCENT = 40
ROWS = {"muscle": "in the muscles", "raw": "as recorded, in µV", "normalised": "normalised to the reference"}
BARS = ["VM,<br>task", "VM,<br>reference", "VL,<br>task", "VL,<br>reference"]
HIGHEST_RATIO = 3.4
HIGHEST_UV = 190


@cache
def _sources():
    """Unit signals of VM and VL in the task and of both in the reference, each of shape (samples,)."""
    noise = surface_emg.muscle_noise(4, int(SECONDS * SAMPLING_HZ), SAMPLING_HZ, np.random.default_rng(SEED))
    return noise * np.sqrt(2 / np.pi) / np.abs(noise).mean(axis=-1, keepdims=True)


@cache
def amplitudes_uv(vm_percent, vl_percent, gain, cross_talk, reference):
    """Mean rectified amplitude under VM's and VL's electrodes, in microvolts.

    ``vm_percent`` and ``vl_percent`` are activations in percent of maximum, ``cross_talk`` a share, ``gain`` VM's;
    ``reference`` picks the signals of the reference contraction, which are others than those of the task.
    """
    vm, vl = _sources()[2:] if reference else _sources()[:2]
    vm, vl = (surface_emg.RMS_UV * percent / 100 * signal for percent, signal in ((vm_percent, vm), (vl_percent, vl)))
    picked_up = gain * (vm + cross_talk * vl), vl + cross_talk * vm
    return tuple(float(processing.rectify(channel).mean()) for channel in picked_up)


def view(vm_percent, gain, cross_talk_percent, reference_percent):
    cross_talk = cross_talk_percent / 100
    task_uv = amplitudes_uv(vm_percent, VL_ACTIVE_PERCENT, gain, cross_talk, False)
    reference_uv = amplitudes_uv(reference_percent, 100, gain, cross_talk, True)
    normalised = tuple(float(processing.normalise(*pair)) for pair in zip(task_uv, reference_uv, strict=True))
    pairs = {"muscle": (vm_percent, VL_ACTIVE_PERCENT), "raw": task_uv, "normalised": normalised}
    ratios = {name: vm / vl for name, (vm, vl) in pairs.items()}
    figures = {"Ratios": _ratios(ratios), "Amplitudes": _amplitudes(task_uv, reference_uv)}
    reading = (
        f"VM works at {vm_percent} and VL at {VL_ACTIVE_PERCENT} percent of maximum, a true ratio of "
        f"{ratios['muscle']:.2f}; the electrodes record {ratios['raw']:.2f}, and normalising makes "
        f"{ratios['normalised']:.2f} of it."
    )
    table = pd.DataFrame(
        [
            ("activation, % of maximum", vm_percent, VL_ACTIVE_PERCENT, round(ratios["muscle"], 2)),
            ("recorded in the task, µV", *(round(uv, 1) for uv in task_uv), round(ratios["raw"], 2)),
            (
                "recorded in the reference, µV",
                *(round(uv, 1) for uv in reference_uv),
                round(reference_uv[0] / reference_uv[1], 2),
            ),
            (
                "normalised, % of reference",
                *(round(percent, 1) for percent in normalised),
                round(ratios["normalised"], 2),
            ),
        ],
        columns=["quantity", "VM", "VL", "VM:VL"],
    )
    return View(figures, reading, table, headline=f"Normalised {ratios['normalised']:.2f}, true {ratios['muscle']:.2f}")


def _ratios(ratios):
    """The three ratios as points in rows, with a line at the true one."""
    rows = range(len(ROWS))
    values = [ratios[name] for name in ROWS]
    traces = [
        marks.rule(ratios["muscle"], (-0.5, len(ROWS) - 0.5), NEUTRAL, dash="dash"),
        marks.points(values, list(rows), ACCENT, size=14),
        marks.words([HIGHEST_RATIO] * len(ROWS), [row - 0.3 for row in rows], list(ROWS.values()), place="middle left"),
        marks.words(values, list(rows), [f"  {value:.2f}" for value in values], bold=True),
    ]
    return Figure(
        traces,
        dict(
            xaxis=dict(title="VM:VL ratio; dashed: the true one", range=[0, HIGHEST_RATIO], dtick=1),
            yaxis=dict(range=[len(ROWS) - 0.5, -0.6], visible=False),
            height=300,
            margin=dict(l=12, r=12, t=8, b=46),
        ),
    )


def _amplitudes(task_uv, reference_uv):
    """What was divided by what: both muscles in the task and in the reference contraction."""
    heights = [round(uv, 1) for pair in zip(task_uv, reference_uv, strict=True) for uv in pair]
    hatch = dict(shape=["/", "/", "", ""], fillmode="overlay", fgcolor=SURFACE, size=6, solidity=0.25)
    bars = marks.bars(BARS, heights, [VM, VM, VL, VL], hover="%{x}: %{y} µV")
    bars["marker"]["pattern"] = hatch
    figures = marks.words(BARS, heights, [f"{height:.0f}" for height in heights], place="top center")
    return Figure(
        [bars, figures],
        dict(
            yaxis=dict(title="mean amplitude (µV)", range=[0, HIGHEST_UV]),
            height=300,
            bargap=0.3,
            margin=dict(l=52, r=8, t=8, b=46),
        ),
    )


EXPLORER = Explorer(
    name="normalisation",
    title="One pair of muscles, three VM:VL ratios",
    controls=(
        Steps("vm_percent", "VM at work, percent of maximum", (20, 40, 60), 40, "%", panel="Ratios"),
        Steps("gain", "Gain of VM's electrodes against VL's", (0.5, 1, 2), 1, panel="Ratios"),
        Steps("cross_talk_percent", "Cross-talk", (0, 10, 20, 30), 0, "%", panel="Ratios"),
        Steps("reference_percent", "VM's effort in the reference contraction", (60, 80, 100), 100, "%", panel="Ratios"),
    ),
    view=view,
)
