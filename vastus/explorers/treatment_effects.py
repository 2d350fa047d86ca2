"""What exercise and other care did in trials: every estimate with its interval, one scale at a time.

Signs are turned so that right is better for whoever got what is named first; the table keeps them as printed.
Each scale has an axis of its own, so ticks and their numbers are marks like the rest: only places and words change
from one scale to the next.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL_SOFT


@dataclass(frozen=True)
class Scale:
    """A scale: words for the control, title of the axis, and the value that means no difference."""

    words: str
    axis: str
    none: float = 0
    none_words: str = "no difference"


SCALES = {
    "odds ratio": Scale("odds of improving, against waiting", "odds of improving, times", 1),
    "pain of 10": Scale("pain, points of 10", "points less pain, of 10"),
    "points of 100": Scale("function and pain, points of 100", "points better, of 100"),
    "standard deviations": Scale("standard deviations", "standard deviations better"),
    "risk ratio": Scale("chance of improving", "chance of improving, times", 1),
    "change in a group": Scale("change within a group, points of 100", "points gained, of 100", 0, "no change"),
    "squats": Scale("pain-free squats, through a mechanism", "squats through it", 0, "no effect"),
}
TABLE = data.table("trial_effects_exercise_pfp")
DRAWN = TABLE[TABLE["drawn"] == "yes"].assign(sign=lambda rows: rows["better"].map({"higher": 1, "lower": -1}))
COUNTS = DRAWN["scale"].value_counts()
ROWS, TICKS = int(COUNTS.max()), 6
TOP, AXIS = 0.5, 1.1  # room over and under the rows, in rows
LIMITS = ["ci_low", "ci_high"]
MARGIN_SCALE, MEDIATION_SCALE = "points of 100", "squats"
(MARGIN,) = (float(found) for text in DRAWN["favours"] for found in re.findall(r"margin (\d+) points", text))
# how the two arms ended whose difference was asked for its mechanism: better, of so many, first with orthoses
PARENT = re.findall(r"(\d+) of (\d+)", TABLE.set_index("id").loc["E34", "remark"])
AWAY = -2.0  # out of sight: where the marks wait that a scale has no use for


def on(scale):
    """Estimates of a scale in the order of the table, turned so that higher is better."""
    rows = DRAWN[DRAWN["scale"] == scale]
    turned = rows[[*LIMITS, "estimate"]].mul(rows["sign"], axis=0)
    return rows.assign(
        middle=turned["estimate"], low=turned[LIMITS].min(axis=1), high=turned[LIMITS].max(axis=1)
    ).reset_index(drop=True)


def view(scale, logarithmic):
    rows, about = on(scale), SCALES[scale]
    holds_none = (rows["low"] <= about.none) & (rows["high"] >= about.none)
    headline = f"{(~holds_none).sum()} of {len(rows)} clear of “{about.none_words}”"
    return View(
        _figure(scale, rows, logarithmic), _reading(scale, rows, holds_none.sum(), logarithmic), _table(rows), headline
    )


def ticks(scale, rows, logarithmic):
    """Values at the ticks of a scale, and the function that takes a value to its share of the axis."""
    ends = [rows["low"].min(), rows["high"].max(), SCALES[scale].none]
    if scale == MARGIN_SCALE:
        ends += [-MARGIN, MARGIN]
    low, high = min(ends), max(ends)
    if logarithmic:
        values = [1, 3, 10, 30, 100] if high > 10 else [1, 1.5, 2]
        return values, lambda value: 0.04 + 0.92 * np.log(np.divide(value, low)) / np.log(high / low)
    step = min(
        size
        for size in np.outer([0.1, 1, 10, 100], [1, 2, 5]).flatten()
        if np.floor(high / size) - np.ceil(low / size) < TICKS
    )
    values = step * np.arange(np.ceil(low / step), np.floor(high / step) + 1)
    return values.tolist(), lambda value: 0.04 + 0.92 * (np.asarray(value) - low) / (high - low)


def _figure(scale, rows, logarithmic):
    about = SCALES[scale]
    values, place = ticks(scale, rows, logarithmic)
    none, at = float(place(about.none)), _filled(place(values), TICKS, AWAY)
    low, middle, high = (_filled(place(rows[part]), ROWS, AWAY) for part in ("low", "middle", "high"))
    y = _filled((np.arange(len(rows)) + 0.66) * ROWS / len(rows), ROWS, AWAY)
    above = [row - 0.42 for row in y]
    margin = place([-MARGIN, MARGIN]).tolist() if scale == MARGIN_SCALE else [AWAY, AWAY]
    key = about.none_words + (f"; grey: less than {MARGIN:g}" if scale == MARGIN_SCALE else "")
    numbers = [words.estimate(row.middle, row.low, row.high) for row in rows.itertuples()]
    hover = [f"{row.comparison}<br>{row.outcome}, {row.timepoint}" for row in rows.itertuples()]
    return Figure(
        [
            marks.band(margin, [0, 0], [ROWS, ROWS], NEUTRAL_SOFT),
            marks.segments([((none, none), (row - 0.22, row + 0.3)) for row in y], width=1.5, dash="dot"),
            marks.segments([((x, x), (ROWS, ROWS + 0.12)) for x in at], MUTED, width=1),
            marks.segments(
                [(ends, (row, row)) for *ends, row in zip(low, high, y, strict=True)], ACCENT, width=7, opacity=0.5
            ),
            marks.points(middle, y, ACCENT, symbol="diamond", size=12, hover=_filled(hover, ROWS)),
            marks.words([0] * ROWS, above, _filled(rows["label"], ROWS)),
            marks.words([1] * ROWS, above, _filled(numbers, ROWS), place="middle left"),
            marks.words([min(max(none, 0.15), 0.85)], [-0.2], [key], MUTED, place="middle center"),
            marks.words(
                at, [ROWS + 0.34] * TICKS, _filled(map(words.number, values), TICKS), MUTED, place="middle center"
            ),
            marks.words([0.5], [ROWS + 0.8], [f"{about.axis} →"], place="middle center"),
        ],
        dict(
            height=386,
            margin=dict(l=8, r=8, t=2, b=2),
            xaxis=dict(range=[0, 1], visible=False),
            yaxis=dict(range=[ROWS + AXIS, -TOP], visible=False),
            shapes=[marks.edge((0, 1), (ROWS, ROWS), MUTED)],
        ),
    )


def _filled(values, length, rest=""):
    """``values`` as a list, filled up, since every state has equally many marks."""
    values = list(values)
    return values + [rest] * (length - len(values))


def _reading(scale, rows, holding, logarithmic):
    if scale == MEDIATION_SCALE:
        (orthoses, of_orthoses), (hip, of_hip) = PARENT
        return (
            f"The two treatments had ended alike, {orthoses} of {of_orthoses} better with foot orthoses and {hip} of "
            f"{of_hip} with hip exercise, and nobody went untreated: there was hardly a difference to explain."
        )
    about = SCALES[scale]
    factors = rows["high"] / rows["low"]
    widest = rows.loc[(factors if logarithmic else rows["high"] - rows["low"]).idxmax()]
    times = f", a factor of {widest['high'] / widest['low']:.0f}" if scale == "odds ratio" else ""
    caution = f", which does not show that there is {about.none_words}" if holding else ""
    which = "The interval" if len(rows) == 1 else "The widest interval"
    return (
        f"{which}, “{widest['label']}”, runs from {words.interval(widest['low'], widest['high'])}{times}; "
        f"“{about.none_words}” lies within {holding} of {len(rows)}{caution}."
    )


def _table(rows):
    return pd.DataFrame(
        {
            "comparison": rows["comparison"],
            "outcome": rows["outcome"],
            "when": rows["timepoint"],
            "as printed": [words.estimate(row.estimate, row.ci_low, row.ci_high) for row in rows.itertuples()],
            "interval": rows["interval_type"],
            "people": rows["n_participants"],
            "studies": rows["n_studies"],
            "source": rows["citekey"].map(references.label),
            "remark": rows["remark"],
        }
    )


EXPLORER = Explorer(
    name="treatment_effects",
    title="What exercise and other care did, with the uncertainty",
    controls=(
        Choice(
            "scale", "Scale", {name: f"{about.words} ({COUNTS[name]})" for name, about in SCALES.items()}, "odds ratio"
        ),
        Toggle("logarithmic", "Logarithmic axis: equal steps multiply"),
    ),
    view=view,
    # differences can be nought or less, which has no logarithm
    idle=lambda scale, **_: () if SCALES[scale].none else ("logarithmic",),
)
