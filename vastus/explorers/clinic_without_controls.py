"""The improvement a clinic sees, split into its parts, and what a trial on the same people would see.

The parts are the closed forms of ``vastus.inference.clinic``; the patients are drawn from one seed, so that states
differ by what the reader sets and not by luck. How much pain eases by itself is assumed and says so: no course of
patellofemoral pain without any care was read.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Steps, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, SURFACE, TEXT, VL, VM
from ..inference import clinic
from ..inference.comparison import Estimate
from ..inference.regression_to_the_mean import SwingingPain, at_entry, share_that_comes, swing_left

SEED = 1
WEEKS_SHOWN, FOLLOW_UP_WEEKS = np.arange(-6, 12.01, 0.25), 12

CONTEXT = data.table("contextual_effects").set_index("id")
PAIN_SD = data.table("debate_cases").set_index("id").loc["C4", "comparator_sd"]
PAIN_SD_SOURCE = references.label("moseley2002")
SWINGING = SwingingPain(
    usual_mean=50, usual_sd=PAIN_SD / np.sqrt(2), swing_sd=PAIN_SD / np.sqrt(2), left_after_a_week=0.5
)

PLACEBO = Estimate(*(-float(CONTEXT.loc["X7", column]) for column in ("value", "ci_high", "ci_low")))
PLACEBO_SHARE = Estimate(*(round(100 * float(CONTEXT.loc["X1", column])) for column in ("value", "ci_low", "ci_high")))
_placebo = f"placebo against nothing ({references.label(CONTEXT.loc['X7', 'citekey'])}), 0 to 100 assumed"
EXPECTATION_SOURCES = {0: "chosen here", PLACEBO.value: _placebo, PLACEBO.high: f"far limit of {_placebo}"}
LEAST_PAIN = {"any": -np.inf, "60": 60.0, "75": 75.0}

PARTS = {  # drawn from the inner end of a bar
    "treatment": ("treatment", ACCENT, ""),
    "expectation": ("expectation", VM, "x"),
    "recovery": ("eased by itself", VL, "/"),
    "regression": ("regression to the mean", NEUTRAL, "."),
}
ROWS = {
    "clinic": "Clinic, before to after",
    "untreated": "Trial, against no treatment",
    "placebo": "Trial, against a placebo",
}
IN_ROW = {"clinic": tuple(PARTS), "untreated": ("treatment", "expectation"), "placebo": ("treatment",)}
ROW_Y = {row: -number for number, row in enumerate(ROWS)}


def view(treatment, eased_percent, entry, expectation, people):
    course = clinic.Course(FOLLOW_UP_WEEKS, eased_percent / 100, expectation, treatment)
    parts = clinic.expected_parts(SWINGING, LEAST_PAIN[entry], course)
    found = clinic.seen(SWINGING, LEAST_PAIN[entry], course, people, SEED)
    return View(
        _figure(entry, parts, found),
        _reading(entry, parts, found, people),
        _table(entry, eased_percent, expectation, parts, found, people),
    )


def _figure(entry, parts, found):
    figure = go.Figure()
    coming = at_entry(SWINGING, LEAST_PAIN[entry])
    swing = swing_left(SWINGING, LEAST_PAIN[entry], WEEKS_SHOWN)
    since = WEEKS_SHOWN >= 0
    weeks = WEEKS_SHOWN[since]
    way = weeks / FOLLOW_UP_WEEKS
    lost = {
        "regression": coming.swing - swing[since],
        "recovery": parts.recovery * way,
        "expectation": parts.expectation * way,
        "treatment": parts.treatment * way,
    }
    level = np.full(weeks.size, coming.pain)
    figure.add_scatter(
        x=[0, FOLLOW_UP_WEEKS],
        y=[coming.pain] * 2,
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line=dict(color=MUTED, width=1, dash="dot"),
    )
    for part in reversed(PARTS):
        words, colour, shape = PARTS[part]
        figure.add_scatter(x=weeks, y=level, mode="lines", line=dict(width=0), showlegend=False, hoverinfo="skip")
        level = level - lost[part]
        figure.add_scatter(
            x=weeks,
            y=level,
            mode="lines",
            line=dict(width=0),
            fill="tonexty",
            fillcolor=colour,
            fillpattern=dict(shape=shape, size=6, solidity=0.25, fgcolor=SURFACE, bgcolor=colour),
            showlegend=False,
            hovertemplate=f"{words}<extra></extra>",
        )
    figure.add_scatter(
        x=WEEKS_SHOWN[~since],
        y=coming.usual + swing[~since],
        mode="lines",
        name="mean pain before",
        line=dict(color=TEXT, width=2, dash="dot"),
        showlegend=False,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=weeks,
        y=level,
        mode="lines",
        line=dict(color=TEXT, width=3),
        showlegend=False,
        hovertemplate="week %{x:.0f}: %{y:.1f} points<extra></extra>",
    )
    for part, (words, colour, shape) in PARTS.items():
        size = getattr(parts, part)
        figure.add_bar(
            x=[size if part in names else 0 for names in IN_ROW.values()],
            y=list(ROW_Y.values()),
            orientation="h",
            width=0.3,
            name=words,
            xaxis="x2",
            yaxis="y2",
            hovertemplate=f"{words}: %{{x:.1f}}<extra></extra>",
            marker=dict(
                color=colour, pattern=dict(shape=shape, size=6, solidity=0.25, fgcolor=SURFACE, fillmode="overlay")
            ),
        )
    estimates = [getattr(found, row) for row in ROWS]
    figure.add_scatter(
        x=[estimate.value for estimate in estimates],
        y=[y - 0.27 for y in ROW_Y.values()],
        mode="markers",
        xaxis="x2",
        yaxis="y2",
        name="simulated, 95%",
        marker=dict(symbol="diamond", size=9, color=TEXT),
        error_x=dict(
            type="data",
            symmetric=False,
            color=TEXT,
            thickness=2,
            width=4,
            array=[estimate.high - estimate.value for estimate in estimates],
            arrayminus=[estimate.value - estimate.low for estimate in estimates],
        ),
        hovertemplate="simulated: %{x:.1f}<extra></extra>",
    )
    figure.add_scatter(
        x=[-30] * len(ROWS),
        y=[y + 0.36 for y in ROW_Y.values()],
        mode="text",
        text=[f"<b>{words}</b>" for words in ROWS.values()],
        textposition="middle right",
        textfont=dict(size=12, color=TEXT),
        xaxis="x2",
        yaxis="y2",
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        height=620,
        barmode="stack",
        margin=dict(l=52, r=14, t=88, b=48),
        legend=dict(x=0, y=1, yref="container", yanchor="top", traceorder="reversed", font=dict(color=MUTED)),
        xaxis=dict(
            title="weeks from the visit",
            range=[-6, 12.3],
            tickvals=[-6, -3, 0, 3, 6, 9, 12],
            anchor="y",
            fixedrange=True,
        ),
        yaxis=dict(
            title="mean pain (0–100)", range=[0, 100], tickvals=[0, 25, 50, 75, 100], domain=[0.56, 1], fixedrange=True
        ),
        xaxis2=dict(
            title="points of improvement", range=[-30, 90], tickvals=[-25, 0, 25, 50, 75], anchor="y2", fixedrange=True
        ),
        yaxis2=dict(range=[-2.6, 0.62], domain=[0, 0.39], visible=False, fixedrange=True, anchor="x2"),
        shapes=[
            dict(type="line", xref="x", yref="y", x0=0, x1=0, y0=0, y1=100, line=dict(color=MUTED, width=1)),
            dict(type="line", xref="x2", yref="y2", x0=0, x1=0, y0=-2.6, y1=0.2, line=dict(color=MUTED, width=1)),
        ],
        annotations=[
            dict(
                text="visit",
                x=0,
                y=98,
                xref="x",
                yref="y",
                xanchor="right",
                xshift=-4,
                yanchor="top",
                showarrow=False,
                font=dict(size=12, color=MUTED),
            ),
        ],
    )
    return figure


def _reading(entry, parts, found, people):
    before = at_entry(SWINGING, LEAST_PAIN[entry]).pain
    course = f"falls from {before:.0f} to {before - parts.total:.0f}" if parts.total else f"stays at {before:.0f}"
    return (
        f"Mean pain {course} of 100 points: {parts.regression:.1f} by regression to the mean, "
        f"{parts.recovery:.1f} eased by itself, "
        f"{parts.expectation:.1f} by expectation, {parts.treatment:.1f} by the treatment; "
        f"this clinic’s {people} patients improve by {_words(found.clinic)}, "
        f"and a trial of {people} against a placebo finds {_words(found.placebo)}."
    )


def _table(entry, eased_percent, expectation, parts, found, people):
    coming = at_entry(SWINGING, LEAST_PAIN[entry])
    share = f"{100 * parts.placebo_arm / parts.total:.0f}%" if parts.total else "nothing to share"
    published = (
        f"published for exercise: {PLACEBO_SHARE.value:g}% ({PLACEBO_SHARE.low:g} to {PLACEBO_SHARE.high:g}%), "
        f"{references.label(CONTEXT.loc['X1', 'citekey'])}"
    )
    rows = [
        ("usual pain of all people, mean", f"{SWINGING.usual_mean:g}", "assumed"),
        ("spread (SD) of pain in a week", f"{PAIN_SD:g}", f"sham group at 1 year ({PAIN_SD_SOURCE})"),
        ("half of its variance: swings from week to week", f"SD {SWINGING.swing_sd:.1f}", "assumed"),
        ("a swing left after a week", f"{100 * SWINGING.left_after_a_week:g}%", "assumed"),
        ("people who come, in a week", f"{100 * share_that_comes(SWINGING, LEAST_PAIN[entry]):.0f}%", "computed"),
        ("pain at the visit, mean", f"{coming.pain:.1f}", "computed"),
        ("their usual pain, mean", f"{coming.usual:.1f}", "computed"),
        (f"of it, eases by itself in {FOLLOW_UP_WEEKS} weeks", f"{eased_percent:g}%", "assumed"),
        ("regression to the mean", f"{parts.regression:.1f}", "computed"),
        ("eased by itself", f"{parts.recovery:.1f}", "computed"),
        ("expectation", f"{parts.expectation:.2f}", EXPECTATION_SOURCES[expectation]),
        ("treatment", f"{parts.treatment:.1f}", "chosen here"),
        ("improvement in all", f"{parts.total:.1f}", "computed"),
        ("share of it that a placebo group sees too", share, published),
        *(
            (f"{words}, {people} people", _words(getattr(found, row)), "simulated, with 95% interval")
            for row, words in ROWS.items()
        ),
    ]
    return pd.DataFrame(rows, columns=["quantity", "points, or as said", "where it comes from"])


def _words(estimate):
    return f"{estimate.value:.1f} ({estimate.low:.1f} to {estimate.high:.1f})".replace("-", "−")


EXPLORER = Explorer(
    name="clinic_without_controls",
    title="What a clinic sees, and what a trial on the same people would see",
    controls=(
        Steps("treatment", "True effect of the treatment", (0, 10, 20), 0, "points"),
        Choice(
            "entry",
            "People come",
            {"any": "whatever their pain", "60": "at 60 of 100 or more", "75": "at 75 of 100 or more"},
            "60",
        ),
        Steps("eased_percent", "Usual pain that eases by itself", (0, 10, 20), 10, "%"),
        Steps("expectation", "Taken off by expectation", tuple(EXPECTATION_SOURCES), PLACEBO.value, "points"),
        Steps("people", "Patients, in the clinic or in the trial", (20, 80, 500), 80),
    ),
    view=view,
)
