"""What exercise and other care did in trials: every estimate with its interval, one scale at a time.

Signs are turned so that right is better for whoever got what is named first; the table keeps them as printed.
"""

import math
import re
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL_SOFT, TEXT
from ..words import counted


@dataclass(frozen=True)
class Scale:
    """A scale: words for the control, title of the axis, and the value that means no difference."""

    words: str
    axis: str
    none: float
    none_words: str = "no difference"


SCALES = {
    "odds ratio": Scale("odds of improving, against waiting", "odds of improving (times)", 1),
    "pain of 10": Scale("pain, points of 10", "points less pain (of 10)", 0),
    "points of 100": Scale("function and pain, points of 100", "points better (of 100)", 0),
    "standard deviations": Scale("standard deviations", "standard deviations better", 0),
    "risk ratio": Scale("chance of improving", "chance of improving (times)", 1),
    "change in a group": Scale("change within a group, points of 100", "points gained (of 100)", 0, "no change"),
    "squats": Scale("pain-free squats, through a mechanism", "squats through it", 0, "no effect"),
}
QUESTIONS = {
    "all": "all",
    "against nothing": "against waiting, nothing or placebo",
    "added hip work": "hip work added to knee work",
    "one kind against another": "one kind of exercise against another",
    "other care": "tape, orthoses, arthroscopy",
    "through what": "through what it works",
}
TABLE = data.table("trial_effects_exercise_pfp")
DRAWN = TABLE[TABLE["drawn"] == "yes"].assign(sign=lambda rows: rows["better"].map({"higher": 1, "lower": -1}))
LIMITS = ["ci_low", "ci_high"]
ROWS = int(DRAWN["scale"].value_counts().max())
ROW_PX = 42
(MARGIN,) = (float(found) for text in DRAWN["favours"] for found in re.findall(r"margin (\d+) points", text))
LOGARITHMIC = "odds ratio, logarithmic"  # the same estimates on another axis
MARGIN_SCALE = "points of 100"
MEDIATION_SCALE = "squats"
# how the two arms ended whose difference was asked for its mechanism: better, of so many, first with orthoses
PARENT = re.findall(r"(\d+) of (\d+)", TABLE.set_index("id").loc["E34", "remark"])
FADED = 0.15


def on(scale):
    """Estimates of a scale in the order of the table, turned so that higher is better."""
    rows = DRAWN[DRAWN["scale"] == scale]
    turned = rows[[*LIMITS, "estimate"]].mul(rows["sign"], axis=0)
    return rows.assign(
        middle=turned["estimate"], low=turned[LIMITS].min(axis=1), high=turned[LIMITS].max(axis=1)
    ).reset_index(drop=True)


def view(scale, question):
    logarithmic = scale == LOGARITHMIC
    scale = "odds ratio" if logarithmic else scale
    rows = on(scale)
    shown = (question == "all") | (rows["question"] == question)
    return View(
        _figure(scale, rows, shown, logarithmic),
        _reading(scale, rows[shown], question, logarithmic),
        _table(rows[shown]),
    )


def _figure(scale, rows, shown, logarithmic):
    about = SCALES[scale]
    places = [(number + 0.62) * ROWS / len(rows) for number in range(len(rows))]
    strength = [1.0 if yes else FADED for yes in shown]
    ink = [TEXT if yes else GRID for yes in shown]
    low, high = _range(scale, rows, logarithmic)
    figure = go.Figure()
    figure.add_scatter(
        x=[about.none, about.none, None] * len(rows),
        y=[y for place in places for y in (place - 0.22, place + 0.3, None)],
        mode="lines",
        line=dict(color=TEXT, width=1.5, dash="dot"),
        hoverinfo="skip",
        showlegend=False,
    )
    for number in range(ROWS):
        there = number < len(rows)
        figure.add_scatter(
            x=[rows["low"][number], rows["high"][number]] if there else [],
            y=[places[number]] * 2 if there else [],
            mode="lines",
            line=dict(color=ACCENT, width=7),
            opacity=0.5 * strength[number] if there else 0,
            hoverinfo="skip",
            showlegend=False,
        )
    figure.add_scatter(
        x=rows["middle"].tolist(),
        y=places,
        mode="markers",
        marker=dict(symbol="diamond", size=12, color=ACCENT, opacity=strength),
        hovertext=[f"{row.comparison}<br>{row.outcome}, {row.timepoint}" for row in rows.itertuples()],
        hoverinfo="text",
        showlegend=False,
    )
    for words, side in (
        ([row.label for row in rows.itertuples()], "left"),
        (
            [f"<b>{_number(row.middle)}</b> ({_number(row.low)} to {_number(row.high)})" for row in rows.itertuples()],
            "right",
        ),
    ):
        figure.add_scatter(
            x=[int(side == "right")] * len(words),
            y=[place - 0.42 for place in places],
            xaxis="x2",
            mode="text",
            text=words,
            textposition="middle left" if side == "right" else "middle right",
            textfont=dict(size=11, color=ink),
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    grey = f", grey: under {MARGIN:g}" if scale == MARGIN_SCALE else ""
    figure.update_layout(
        height=ROWS * ROW_PX + 92,
        margin=dict(l=10, r=10, t=34, b=58),
        xaxis=dict(
            title=about.axis,
            type="log" if logarithmic else "linear",
            range=[low, high],
            tickmode="array" if logarithmic else "auto",
            tickvals=[1, 3, 10, 30, 100],
            showgrid=False,
            fixedrange=True,
            anchor="y",
        ),
        xaxis2=dict(range=[0, 1], visible=False, overlaying="x", fixedrange=True),
        yaxis=dict(range=[ROWS, -0.05], visible=False, fixedrange=True),
        shapes=[
            dict(type="rect", x0=-MARGIN, x1=MARGIN, yref="paper", y0=0, y1=1, fillcolor=NEUTRAL_SOFT, layer="below",
                 line=dict(width=0), visible=scale == MARGIN_SCALE),
        ],
        annotations=[
            dict(text="better →", xref="paper", x=1, xanchor="right", yref="paper", y=1, yanchor="bottom",
                 showarrow=False, font=dict(size=12, color=MUTED)),
            dict(text=f"┆ {about.none_words}{grey}",
                 xref="paper", x=0, xanchor="left", yref="paper", y=1, yanchor="bottom", showarrow=False,
                 font=dict(size=12, color=MUTED)),
        ],
    )  # fmt: skip
    return figure


def _range(scale, rows, logarithmic):
    """Ends of the axis: all intervals and the line of no difference, with a little room."""
    low, high = min(rows["low"].min(), SCALES[scale].none), max(rows["high"].max(), SCALES[scale].none)
    if scale == MARGIN_SCALE:
        low, high = min(low, -MARGIN), max(high, MARGIN)
    room = 0.04 * (high - low)
    if not logarithmic:
        return [low - room, high + room]
    return [math.log10(low / 2), math.log10(high * 1.6)]


def _number(value):
    """A number with its true minus, as many digits as the table has."""
    return f"{value:g}".replace("-", "−")


def _reading(scale, rows, question, logarithmic):
    about = SCALES[scale]
    if rows.empty:
        return f"On this scale ({about.words}) the table has no estimate for “{QUESTIONS[question]}”."
    factors = rows["high"] / rows["low"]
    widest = (factors if logarithmic else rows["high"] - rows["low"]).idxmax()
    runs = f"{_number(rows.loc[widest, 'low'])} to {_number(rows.loc[widest, 'high'])}"
    times = f", a factor of {factors[widest]:.0f}" if scale == "odds ratio" else ""
    which = "The interval" if len(rows) == 1 else "The widest interval drawn"
    crossing = int(((rows["low"] <= about.none) & (rows["high"] >= about.none)).sum())
    caution = f", which does not show that there is {about.none_words}" if crossing else ""
    words = (
        f"{counted(len(rows), 'estimate')} on this scale ({about.words}). {which} ({rows.loc[widest, 'label']}) runs "
        f"from {runs}{times}. The line of {about.none_words} lies within {crossing} of "
        f"{counted(len(rows), 'interval')}{caution}."
    )
    if scale == MEDIATION_SCALE:
        (orthoses, of_orthoses), (hip, of_hip) = PARENT
        words += (
            f" The two treatments had ended alike, {orthoses} of {of_orthoses} better with foot orthoses and {hip} of "
            f"{of_hip} with hip exercise, and nobody went untreated: there was hardly a difference to explain."
        )
    return words


def _table(rows):
    return pd.DataFrame(
        {
            "comparison": rows["comparison"],
            "outcome": rows["outcome"],
            "when": rows["timepoint"],
            "as printed": [
                f"{_number(row.estimate)} ({_number(row.ci_low)} to {_number(row.ci_high)})"
                for row in rows.itertuples()
            ],
            "interval": rows["interval_type"],
            "people": rows["n_participants"],
            "studies": rows["n_studies"],
            "source": rows["citekey"].map(references.label),
            "remark": rows["remark"],
        }
    )


SCALE_WORDS = {name: scale.words for name, scale in SCALES.items()}
SCALE_WORDS[LOGARITHMIC] = f"{SCALES['odds ratio'].words}, logarithmic axis"
EXPLORER = Explorer(
    name="treatment_effects",
    title="What exercise and other care did, with the uncertainty",
    controls=(
        Choice("scale", "Scale", SCALE_WORDS, "pain of 10"),
        Choice("question", "Comparison", QUESTIONS, "all"),
    ),
    view=view,
)
