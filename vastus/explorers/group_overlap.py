"""A difference between groups against a verdict on one person."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy import stats

from .. import data, words
from ..explorer import Explorer, Steps, View, marks
from ..explorer.palette import NEUTRAL, NEUTRAL_SOFT, TEXT, VM, VM_SOFT
from ..inference import overlap

RANGE_SD = (-3, 4)
STEP_SD = 0.1  # the height of a curve counts people within this width
TOP = 43  # people in 1000 within STEP_SD, above the highest curve and the cut
# A published difference in ms needs a spread to become one in SD, and no study here gives one. The error and the
# correlation of cowan2000reliab imply 20.7 ms between ten healthy people going up, and 29.5 coming down.
ASSUMED_SD_MS = 20

_timing = data.table("onset_timing_studies").query("citekey == 'briani2016'")
EXTREME_MS = float(round((_timing["pfp_vm_minus_vl_ms"] - _timing["control_vm_minus_vl_ms"]).max(), 1))
EXTREME_SD = EXTREME_MS / ASSUMED_SD_MS
_pooled = data.table("pooled_differences").set_index("outcome").loc["timing", ["ci_low", "estimate", "ci_high"]]
LOW_SD, POOLED_SD, HIGH_SD = map(float, _pooled)
MIDWAY_SD = POOLED_SD / 2
SOURCES = {
    LOW_SD: "lower limit of the pooled difference",
    POOLED_SD: "pooled difference on steps or stairs",
    HIGH_SD: "upper limit of the pooled difference",
    EXTREME_SD: f"largest published difference of means, {EXTREME_MS:g} ms, at a spread of {ASSUMED_SD_MS} ms",
}
_prevalence = data.table("prevalence").query("population == 'adolescents' and measure == 'point prevalence, pooled'")
PUBLISHED_PREVALENCES = _prevalence["value"].tolist()


def view(difference_sd, cut_sd, prevalence_percent):
    x_sd = np.linspace(*RANGE_SD, 141)
    in_pain = prevalence_percent / 100
    without = 1000 * STEP_SD * (1 - in_pain) * stats.norm.pdf(x_sd)
    with_pain = 1000 * STEP_SD * in_pain * stats.norm.pdf(x_sd, difference_sd)
    found = overlap.sensitivity(difference_sd, 1, cut_sd)
    cleared = overlap.specificity(1, cut_sd)
    positive, negative = overlap.predictive_values(found, cleared, in_pain)
    shared = overlap.shared_share(difference_sd, 1)
    figure = go.Figure(
        [
            marks.line(x_sd, without, NEUTRAL, dash="dot", name="without pain", fill="tozeroy", fillcolor=NEUTRAL_SOFT),
            marks.line(x_sd, with_pain, VM, name="with pain", fill="tozeroy", fillcolor=VM_SOFT),
            marks.rule(cut_sd, (0, 0.97 * TOP), TEXT, dash="dash", name="cut"),
        ],
        go.Layout(
            xaxis=dict(title="delay of VM (SD)", range=RANGE_SD),
            yaxis=dict(title=f"people in 1000, per {STEP_SD:g} SD", range=[0, TOP]),
        ),
    )
    reading = (
        f"{difference_sd:g} SD apart, the groups overlap by {100 * shared:.0f} percent. A cut at {words.number(cut_sd, unit='SD')} finds "
        f"{100 * found:.0f} of 100 people with pain and clears {100 * cleared:.0f} of 100 without; where "
        f"{prevalence_percent:g} percent have pain, a positive test is right {100 * positive:.0f} times in 100."
    )
    surveyed = "published, adolescents" if prevalence_percent in PUBLISHED_PREVALENCES else "chosen here"
    table = pd.DataFrame(
        [
            ("difference of means", f"{difference_sd:g} SD", SOURCES.get(difference_sd, "chosen here")),
            (
                f"the same where one SD is {ASSUMED_SD_MS} ms",
                f"{ASSUMED_SD_MS * difference_sd:.1f} ms",
                "assumed: no study here gives the spread",
            ),
            ("share with pain", f"{prevalence_percent:g}%", surveyed),
            ("overlap", f"{100 * shared:.1f}%", "computed"),
            ("sensitivity", f"{100 * found:.1f}%", "computed"),
            ("specificity", f"{100 * cleared:.1f}%", "computed"),
            (
                "both, at the best single cut (midway)",
                f"{100 * overlap.share_right_at_best_cut(difference_sd, 1):.1f}%",
                "computed",
            ),
            ("positive predictive value", f"{100 * positive:.1f}%", "computed"),
            ("negative predictive value", f"{100 * negative:.1f}%", "computed"),
        ],
        columns=["quantity", "value", "where it comes from"],
    )
    return View(figure, reading, table)


EXPLORER = Explorer(
    name="group_overlap",
    title="Two groups, one cut",
    controls=(
        Steps(
            "difference_sd",
            "Difference of means",
            tuple(sorted({0, 0.2, 0.65, *SOURCES})),
            POOLED_SD,
            "SD",
        ),
        Steps("cut_sd", "Called late above", tuple(sorted({-0.5, 0, MIDWAY_SD, 0.5, 1, 1.5})), MIDWAY_SD, "SD"),
        Steps(
            "prevalence_percent",
            "Share of people tested who have pain",
            tuple(sorted({25, 50, *PUBLISHED_PREVALENCES})),
            25,
            "%",
        ),
    ),
    view=view,
)
