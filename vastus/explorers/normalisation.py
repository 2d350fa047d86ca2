"""The VMO:VL ratio before and after normalising, while the muscles stay as they are.

The model: each electrode picks up its own muscle and a share of the other one's amplitude (cross-talk), and its gain
multiplies all of it. Skin, fat and electrode placing are in the gain. The amplitudes are those of simulated signals of
the task and of the reference contraction, in which both muscles work at their maximum unless the reader lets VM's
effort fall short. The signals are of equal size before activation scales them, so luck plays no part in a ratio.
"""

from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..explorer import Explorer, Steps, View, marks
from ..explorer.palette import SURFACE, TEXT, VL, VM
from ..signals import processing, surface_emg

SEED = 8
SAMPLING_HZ = 2000.0
SECONDS = 30
VL_ACTIVE_PERCENT = 40
PANELS = {"muscle": "muscle (% max)", "raw": "raw (µV)", "normalised": "% reference"}
TOPS = {"muscle": 100, "raw": 175, "normalised": 110}


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
    traces, layout, annotations = [], {}, []
    for number, (name, (vm, vl)) in enumerate(pairs.items(), start=1):
        axis = "" if number == 1 else str(number)
        left = (number - 1) * 0.36
        hatch = dict(shape=["/", ""], fillmode="overlay", fgcolor=SURFACE, size=6, solidity=0.25)
        heights = [round(vm, 1), round(vl, 1)]
        traces.append(marks.bars(["VM", "VL"], heights, [VM, VL], on=axis, hover="%{x}: %{y}", marker_pattern=hatch))
        layout[f"xaxis{axis}"] = dict(domain=[left, left + 0.28], anchor=f"y{axis}")
        layout[f"yaxis{axis}"] = dict(range=[0, TOPS[name]], anchor=f"x{axis}", nticks=5, domain=[0, 0.82])
        middle = dict(x=left + 0.14, anchor="center middle", paper="xy")
        annotations.append(marks.note(PANELS[name], y=0.97, size=13, **middle))
        annotations.append(marks.note(f"ratio {ratios[name]:.2f}", y=0.89, colour=TEXT, size=15, bold=True, **middle))
    figure = go.Figure(
        traces, go.Layout(**layout, annotations=annotations, height=380, bargap=0.25, margin=dict(l=36, r=8, t=8, b=32))
    )
    reading = (
        f"VM works at {vm_percent} and VL at {VL_ACTIVE_PERCENT} percent of maximum, a ratio of {ratios['muscle']:.2f}"
        f"; with a gain of {gain:g} on VM, {cross_talk_percent} percent cross-talk and a reference contraction of "
        f"VM at {reference_percent} percent effort, the raw ratio is {ratios['raw']:.2f} and the normalised ratio "
        f"{ratios['normalised']:.2f}."
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
    return View(figure, reading, table)


EXPLORER = Explorer(
    name="normalisation",
    title="One pair of muscles, three VM:VL ratios",
    controls=(
        Steps("vm_percent", "VM at work, percent of maximum", (20, 40, 60), 40, "%"),
        Steps("gain", "Gain of VM's electrodes against VL's", (0.5, 1, 2), 1),
        Steps("cross_talk_percent", "Cross-talk", (0, 10, 20, 30), 0, "%"),
        Steps("reference_percent", "VM's effort in the reference contraction", (60, 80, 100), 100, "%"),
    ),
    view=view,
)
