"""Why unequal noise makes a delay: one climb of activity, and the two lines that it has to meet.

The line of a channel stands 3 SD of its resting envelope above rest. How high that is, as a share of full activity, is
measured as in the chapter: activity climbs slowly, many trials are averaged, and the climb is read where it meets the
line. The climb drawn is an even one; filter and window, which move both meetings alike, are left out.
"""

from functools import cache

import numpy as np
import pandas as pd

from .. import words
from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, TEXT, VL, VM
from ..signals import processing, vasti
from .phantom_delay import SETTINGS

TRIALS, SEED = 400, 1
SLOW_CLIMB_MS, REST_SAMPLES = 500, 1000
THRESHOLD_SD, _, LOW_PASS_HZ = SETTINGS["window"]
RANGE_MS = (-25, 225)
GAP_PERCENT = -14  # height of the bar that shows the gap, below nought


@cache
def line_percent(snr_db):
    """How high the line of a channel stands, in whole percent of full activity, as a reader is told it."""
    raw_uv = vasti.channel(TRIALS, snr_db, np.random.default_rng(SEED), ramp_ms=SLOW_CLIMB_MS)
    envelope = processing.linear_envelope(raw_uv, vasti.SAMPLING_HZ, LOW_PASS_HZ)
    rest = envelope[:, :REST_SAMPLES]
    line_uv = np.mean(rest.mean(axis=1) + THRESHOLD_SD * rest.std(axis=1))
    met_ms = 1000 * np.argmax(envelope.mean(axis=0) > line_uv) / vasti.SAMPLING_HZ - vasti.VL_ONSET_MS
    return round(100 * met_ms / SLOW_CLIMB_MS)


def met_ms(snr_db, rise):
    """When an even climb over ``rise`` milliseconds meets the line of a channel."""
    return line_percent(snr_db) / 100 * rise


def view(vm_snr_db, vl_snr_db, rise):
    lines = {"VM": line_percent(vm_snr_db), "VL": line_percent(vl_snr_db)}
    vm_ms, vl_ms = met_ms(vm_snr_db, rise), met_ms(vl_snr_db, rise)
    gap_ms = vm_ms - vl_ms
    gap = words.signed(gap_ms, 0, "ms")
    drawn = [("VL", lines["VL"], vl_ms, VL, "dot", "square"), ("VM", lines["VM"], vm_ms, VM, "dash", "circle")]
    traces = [marks.line([RANGE_MS[0], 0, rise, RANGE_MS[1]], [0, 0, 100, 100], TEXT, width=3)]
    for _, percent, at_ms, colour, dash, symbol in drawn:
        traces += [
            marks.rule(percent, RANGE_MS, colour, across=True, dash=dash),
            marks.rule(at_ms, (GAP_PERCENT, percent), colour, width=1),
            marks.points([at_ms], [percent], colour, symbol=symbol, size=12),
        ]
    # both words stand at their line, VM's above and VL's below, so that equal lines keep them apart
    traces += [
        marks.words([RANGE_MS[1]], [lines["VM"] + 5], ["VM’s line"], VM, place="middle left", bold=True),
        marks.words([RANGE_MS[1]], [lines["VL"] - 5], ["VL’s line"], VL, place="middle left", bold=True),
        marks.line([vl_ms, vm_ms], [GAP_PERCENT] * 2, ACCENT, width=6),
        marks.words([(vm_ms + vl_ms) / 2], [GAP_PERCENT - 8], [gap], ACCENT, place="middle center", bold=True),
    ]
    figure = Figure(
        traces,
        dict(
            height=320,
            xaxis=dict(title="time since both muscles started (ms)", range=RANGE_MS, dtick=50),
            yaxis=dict(title="% of full activity", range=(-30, 112), tickvals=[0, 50, 100]),
            annotations=[marks.note("activity", RANGE_MS[1], 103, TEXT, anchor="right bottom", bold=True)],
        ),
    )
    climb = f"a climb over {rise} ms" if rise else "a sudden start"
    reading = (
        f"At {vm_snr_db} dB the VM’s line stands at {lines['VM']} percent of full activity, at {vl_snr_db} dB the "
        f"VL’s at {lines['VL']}: {climb} meets them {abs(gap_ms):.0f} ms apart."
    )
    table = pd.DataFrame(
        [
            ("signal-to-noise ratio", f"{vm_snr_db} dB", f"{vl_snr_db} dB"),
            ("height of the line, share of full activity", f"{lines['VM']}%", f"{lines['VL']}%"),
            ("met, after the start", f"{vm_ms:.0f} ms", f"{vl_ms:.0f} ms"),
        ],
        columns=["quantity", "VM", "VL"],
    )
    return View(figure, reading, table, f"Gap between the lines {gap}")


EXPLORER = Explorer(
    name="climb_and_lines",
    title="One climb, two lines",
    controls=(
        Steps("rise", "Activity rises over", (0, 25, 50, 100, 150, 200), 100, "ms", plays=True),
        Steps("vm_snr_db", "Signal-to-noise ratio of VM", (10, 15, 20, 25, 30), 10, "dB"),
        Steps("vl_snr_db", "Signal-to-noise ratio of VL", (10, 15, 20, 25, 30), 20, "dB"),
    ),
    view=view,
)
