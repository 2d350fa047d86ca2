"""A difference between groups against a verdict on one person."""

import numpy as np
import pandas as pd
from scipy import stats

from .. import data, words
from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import MUTED, NEUTRAL, NEUTRAL_SOFT, TEXT, VM
from ..inference import overlap

RANGE_SD = (-3, 4)
TOP = 0.43  # share of people per SD, above the highest curve
# A published difference in ms needs a spread to become one in SD, and no study here gives one. The error and the
# correlation of cowan2000reliab imply 20.7 ms between ten healthy people going up, and 29.5 coming down.
ASSUMED_SD_MS = 20

_timing = data.table("onset_timing_studies").query("citekey == 'briani2016'")
EXTREME_MS = float(round((_timing["pfp_vm_minus_vl_ms"] - _timing["control_vm_minus_vl_ms"]).max(), 1))
EXTREME_SD = EXTREME_MS / ASSUMED_SD_MS
_pooled = data.table("pooled_differences").set_index("outcome").loc["timing", ["ci_low", "estimate", "ci_high"]]
LOW_SD, POOLED_SD, HIGH_SD = map(float, _pooled)
MIDWAY_SD = POOLED_SD / 2
CUTS_SD = (-1, -0.75, -0.5, -0.25, 0, MIDWAY_SD, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2)
SOURCES = {
    LOW_SD: "lower limit of the pooled difference",
    POOLED_SD: "pooled difference on steps or stairs",
    HIGH_SD: "upper limit of the pooled difference",
    EXTREME_SD: f"largest published difference of means, {EXTREME_MS:g} ms, at a spread of {ASSUMED_SD_MS} ms",
}
_prevalence = data.table("prevalence").query("population == 'adolescents' and measure == 'point prevalence, pooled'")
PUBLISHED_PREVALENCES = _prevalence["value"].tolist()


def view(difference_sd, cut_sd, prevalence_percent):
    in_pain = prevalence_percent / 100

    def without(x_sd):
        return (1 - in_pain) * stats.norm.pdf(x_sd)

    def with_pain(x_sd):
        return in_pain * stats.norm.pdf(x_sd, difference_sd)

    found = overlap.sensitivity(difference_sd, 1, cut_sd)
    cleared = overlap.specificity(1, cut_sd)
    positive, negative = overlap.predictive_values(found, cleared, in_pain)
    shared = overlap.shared_share(difference_sd, 1)
    all_sd, late_sd = np.linspace(*RANGE_SD, 141), np.linspace(cut_sd, RANGE_SD[1], 81)
    left_sd, right_sd = -1.1, difference_sd + 1.1  # where the names of the curves stand
    figure = Figure(
        [
            marks.area(late_sd, without(late_sd), NEUTRAL_SOFT),
            marks.area(late_sd, with_pain(late_sd), VM),
            marks.line(all_sd, without(all_sd), NEUTRAL, dash="dot"),
            marks.line(all_sd, with_pain(all_sd), VM),
            marks.rule(cut_sd, (0, TOP), TEXT, dash="dash"),
            marks.words([cut_sd], [0.96 * TOP], [" → called late"], TEXT),
            marks.words(
                [left_sd], [without(left_sd) + 0.015], ["without<br>pain "], NEUTRAL, place="middle left", bold=True
            ),
            marks.words([right_sd], [max(without(right_sd), with_pain(right_sd)) + 0.02], ["with pain"], VM, bold=True),
            marks.words([RANGE_SD[0]], [0.93 * TOP], [f"overlap<br>{words.percent(shared)}"], MUTED),
        ],
        dict(
            height=320,
            margin=dict(l=10, r=10, t=8, b=48),
            xaxis=dict(title="delay of VM (SD)", range=RANGE_SD),
            yaxis=dict(range=[0, TOP], visible=False),
        ),
    )
    reading = (
        f"With the means {difference_sd:g} SD apart, a cut at {words.number(cut_sd, unit='SD')} finds "
        f"{words.in_hundred(found)} people with pain and clears {words.in_hundred(cleared)} without."
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
    return View(figure, reading, table, headline=f"Right for {words.in_hundred(positive)} called late")


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
        Steps("cut_sd", "Called late above", CUTS_SD, MIDWAY_SD, "SD", plays=True),
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
