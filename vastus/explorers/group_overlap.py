"""A difference between groups against a verdict on one person."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy import stats

from .. import data
from ..explorer import Explorer, Steps, View
from ..explorer.palette import MUTED, NEUTRAL, NEUTRAL_SOFT, TEXT, VM, VM_SOFT
from ..inference import overlap

RANGE_MS = (-60, 85)

_timing = data.table("onset_timing_studies").query("citekey == 'briani2016'")
PUBLISHED_DIFFERENCES_MS = (_timing["pfp_vm_minus_vl_ms"] - _timing["control_vm_minus_vl_ms"]).round(1).tolist()
_prevalence = data.table("prevalence").query("population == 'adolescents' and measure == 'point prevalence, pooled'")
PUBLISHED_PREVALENCES = _prevalence["value"].tolist()


def view(mean_difference_ms, sd_ms, cut_ms, prevalence_percent):
    x_ms = np.linspace(*RANGE_MS, 146)
    in_pain = prevalence_percent / 100
    without = 1000 * (1 - in_pain) * stats.norm.pdf(x_ms, 0, sd_ms)
    with_pain = 1000 * in_pain * stats.norm.pdf(x_ms, mean_difference_ms, sd_ms)
    top = max(without.max(), with_pain.max())
    found = overlap.sensitivity(mean_difference_ms, sd_ms, cut_ms)
    cleared = overlap.specificity(sd_ms, cut_ms)
    positive, negative = overlap.predictive_values(found, cleared, in_pain)
    shared = overlap.shared_share(mean_difference_ms, sd_ms)
    figure = go.Figure(
        [
            go.Scatter(
                x=x_ms,
                y=without,
                mode="lines",
                fill="tozeroy",
                fillcolor=NEUTRAL_SOFT,
                name="without pain",
                line=dict(color=NEUTRAL, width=2, dash="dot"),
                hoverinfo="skip",
            ),
            go.Scatter(
                x=x_ms,
                y=with_pain,
                mode="lines",
                fill="tozeroy",
                fillcolor=VM_SOFT,
                name="with pain",
                line=dict(color=VM, width=2),
                hoverinfo="skip",
            ),
            go.Scatter(
                x=[cut_ms] * 2,
                y=[0, 1.15 * top],
                mode="lines",
                name="cut",
                line=dict(color=TEXT, width=2, dash="dash"),
                hoverinfo="skip",
            ),
        ],
        go.Layout(
            xaxis=dict(title="delay of VMO (ms)", range=RANGE_MS),
            yaxis=dict(title="people in 1000, per ms", range=[0, 1.2 * top]),
            legend=dict(font=dict(color=MUTED)),
        ),
    )
    reading = (
        f"Groups {mean_difference_ms:g} ms apart with a spread of {sd_ms:g} ms overlap by {100 * shared:.0f} percent of "
        f"their distributions; a cut at {cut_ms:g} ms finds {100 * found:.0f} of 100 people with pain and clears {100 * cleared:.0f} of "
        f"100 without; where {prevalence_percent:g} percent have pain, a positive test is right "
        f"{100 * positive:.0f} times in 100."
    )
    source = "difference of published means" if mean_difference_ms in PUBLISHED_DIFFERENCES_MS else "chosen here"
    surveyed = "published, adolescents" if prevalence_percent in PUBLISHED_PREVALENCES else "chosen here"
    table = pd.DataFrame(
        [
            ("difference of means", f"{mean_difference_ms:g} ms", source),
            ("spread (SD) in each group", f"{sd_ms:g} ms", "assumed: no study here gives one"),
            ("share with pain", f"{prevalence_percent:g}%", surveyed),
            ("overlap", f"{100 * shared:.1f}%", "computed"),
            ("sensitivity", f"{100 * found:.1f}%", "computed"),
            ("specificity", f"{100 * cleared:.1f}%", "computed"),
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
            "mean_difference_ms",
            "Difference of means",
            tuple(sorted({0, 5, 10, 25, *PUBLISHED_DIFFERENCES_MS})),
            max(PUBLISHED_DIFFERENCES_MS),
            "ms",
        ),
        Steps("sd_ms", "Spread in each group (SD, assumed)", (5, 10, 15, 20), 15, "ms"),
        Steps("cut_ms", "Called delayed above", (0, 5, 10, 15, 20), 10, "ms"),
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
