"""The improvement a clinic sees, split into its parts, and what a trial on the same people would see.

The parts are the closed forms of ``vastus.inference.clinic``; the patients are drawn from one seed, so that states
differ by what the reader sets and not by luck. How much pain eases by itself is assumed and says so: no course of
patellofemoral pain without any care was read.
"""

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL
from ..inference import clinic
from ..inference.comparison import Estimate
from ..inference.regression_to_the_mean import SwingingPain, at_entry, share_that_comes, swing_left

SEED = 1
FOLLOW_UP_WEEKS = 12
BEFORE_WEEKS, SINCE_WEEKS = np.arange(-6, 0.01, 0.25), np.arange(0, FOLLOW_UP_WEEKS + 0.01, 0.25)
LINE_POINTS = 8  # of pain that a line of words takes in the drawing

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

PARTS = {  # from the inner end of a bar: words, colour, opacity; what would have come anyway is grey
    "treatment": ("treatment", ACCENT, 1),
    "expectation": ("expectation", NEUTRAL, 1),
    "recovery": ("by itself", NEUTRAL, 0.4),
    "regression": ("regression", NEUTRAL, 0.7),
}
ROWS = {
    "clinic": "Clinic, before–after",
    "untreated": "Trial against nothing",
    "placebo": "Trial against placebo",
}
IN_ROW = {"clinic": tuple(PARTS), "untreated": ("treatment", "expectation"), "placebo": ("treatment",)}
ROW_Y = {row: -number for number, row in enumerate(ROWS)}
POINTS = (-40, 70)  # of improvement, wide enough for every interval
HEIGHT_PX = 340
BY_WEEK, BY_COMPARISON = "Week by week", "Clinic and trial"


def view(treatment, eased_percent, entry, expectation, people):
    course = clinic.Course(FOLLOW_UP_WEEKS, eased_percent / 100, expectation, treatment)
    coming = at_entry(SWINGING, LEAST_PAIN[entry])
    parts = clinic.expected_parts(SWINGING, LEAST_PAIN[entry], course)
    found = clinic.seen(SWINGING, LEAST_PAIN[entry], course, people, SEED)
    clinic_sees, trial_finds = (words.number(estimate.value, 1) for estimate in (found.clinic, found.placebo))
    return View(
        {BY_WEEK: _by_week(entry, coming, parts), BY_COMPARISON: _by_comparison(parts, found)},
        f"{people} patients improve by {_points(found.clinic)} points in the clinic, of which the treatment did "
        f"{treatment:g}; a trial of {people} against a placebo finds {_points(found.placebo)}.",
        _table(entry, eased_percent, expectation, coming, parts, found, people),
        f"Clinic {clinic_sees} points, trial {trial_finds}",
    )


def _by_week(entry, coming, parts):
    before, since = (swing_left(SWINGING, LEAST_PAIN[entry], weeks) for weeks in (BEFORE_WEEKS, SINCE_WEEKS))
    way = SINCE_WEEKS / FOLLOW_UP_WEEKS
    traces, labels = [], []
    level = np.full(SINCE_WEEKS.size, coming.pain)
    for part in reversed(PARTS):
        name, colour, opacity = PARTS[part]
        size = getattr(parts, part)
        lower = level - (coming.swing - since if part == "regression" else size * way)
        traces.append(marks.band(SINCE_WEEKS, lower, level, colour, opacity=opacity))
        if size:
            middle = (level[-1] + lower[-1]) / 2
            labels.append(
                (
                    min([middle, *(y - LINE_POINTS for y, _ in labels)]),
                    f"\N{NO-BREAK SPACE}{name} {words.number(size, 1)}",
                )
            )
        level = lower
    labels += [(0, "")] * (len(PARTS) - len(labels))
    heights, texts = zip(*labels, strict=True)
    ends = [words.number(pain, 0) for pain in (coming.pain, level[-1])]
    return Figure(
        [
            *traces,
            marks.rule(coming.pain, (0, FOLLOW_UP_WEEKS), across=True, width=1, dash="dot"),
            marks.line(BEFORE_WEEKS, coming.usual + before, dash="dot"),
            marks.line(SINCE_WEEKS, level, width=3, hover="week %{x:.0f}: %{y:.1f} points"),
            marks.words([FOLLOW_UP_WEEKS] * len(PARTS), heights, texts, cliponaxis=False),
            marks.words(
                [-0.2, FOLLOW_UP_WEEKS], [coming.pain + 5, level[-1] - 5], ends, place="middle left", bold=True
            ),
        ],
        dict(
            height=HEIGHT_PX,
            margin=dict(l=40, r=112, t=30, b=46),
            xaxis=dict(title="weeks from the visit", range=[-6, FOLLOW_UP_WEEKS], dtick=3),
            yaxis=dict(range=[0, 95], dtick=25),
            shapes=[marks.edge((0, 0), (0, 95), MUTED)],
            annotations=[
                marks.note("mean pain, 0 to 100", 0, 1.02, anchor="left bottom", paper="xy", xshift=-34),
                marks.note("visit", 0, 3, anchor="right bottom", xshift=-4),
            ],
        ),
    )


def _by_comparison(parts, found):
    estimates = [getattr(found, row) for row in ROWS]
    drawn = [y - 0.27 for y in ROW_Y.values()]
    above = [y + 0.36 for y in ROW_Y.values()]
    return Figure(
        [
            *(
                marks.bars(
                    [getattr(parts, part) if part in names else 0 for names in IN_ROW.values()],
                    list(ROW_Y.values()),
                    colour,
                    orientation="h",
                    width=0.3,
                    opacity=opacity,
                    name=name,
                    hover=f"{name}: %{{x:.1f}}",
                )
                for part, (name, colour, opacity) in PARTS.items()
            ),
            marks.segments([((it.low, it.high), (y, y)) for it, y in zip(estimates, drawn, strict=True)]),
            marks.points(
                [it.value for it in estimates],
                drawn,
                symbol="diamond",
                size=9,
                hover="drawn: %{x:.1f}",
            ),
            marks.words([0] * len(ROWS), above, list(ROWS.values()), xaxis="x2"),
            marks.words(
                [1] * len(ROWS), above, [f"◆ {_points(it)}" for it in estimates], place="middle left", xaxis="x2"
            ),
        ],
        dict(
            height=HEIGHT_PX,
            barmode="stack",
            margin=dict(l=8, r=8, t=48, b=46),
            legend=dict(traceorder="normal", entrywidth=0.5, entrywidthmode="fraction", font=dict(size=12)),
            xaxis=dict(title="points of improvement", range=POINTS, dtick=20, showgrid=False),
            xaxis2=dict(range=[0, 1], visible=False, overlaying="x"),
            yaxis=dict(range=[-2.5, 0.6], visible=False),
            shapes=[marks.edge((0, 0), (y - 0.4, y + 0.2), MUTED) for y in ROW_Y.values()],
        ),
    )


def _table(entry, eased_percent, expectation, coming, parts, found, people):
    share = words.percent(parts.placebo_arm / parts.total) if parts.total else "nothing to share"
    published = (
        f"published for exercise: {PLACEBO_SHARE.value:g}% ({PLACEBO_SHARE.low:g} to {PLACEBO_SHARE.high:g}%), "
        f"{references.label(CONTEXT.loc['X1', 'citekey'])}"
    )
    rows = [
        ("usual pain of all people, mean", f"{SWINGING.usual_mean:g}", "assumed"),
        ("spread (SD) of pain in a week", f"{PAIN_SD:g}", f"sham group at 1 year ({PAIN_SD_SOURCE})"),
        ("half of its variance: swings from week to week", f"SD {SWINGING.swing_sd:.1f}", "assumed"),
        ("a swing left after a week", words.percent(SWINGING.left_after_a_week), "assumed"),
        ("people who come, in a week", words.percent(share_that_comes(SWINGING, LEAST_PAIN[entry])), "computed"),
        ("pain at the visit, mean", f"{coming.pain:.1f}", "computed"),
        ("their usual pain, mean", f"{coming.usual:.1f}", "computed"),
        (f"of it, eases by itself in {FOLLOW_UP_WEEKS} weeks", f"{eased_percent:g}%", "assumed"),
        ("regression to the mean", f"{parts.regression:.1f}", "computed"),
        ("eased by itself", f"{parts.recovery:.1f}", "computed"),
        ("expectation", f"{parts.expectation:.1f}", EXPECTATION_SOURCES[expectation]),
        ("treatment", f"{parts.treatment:.1f}", "chosen here"),
        ("improvement in all", f"{parts.total:.1f}", "computed"),
        ("share of it that a placebo group sees too", share, published),
        *(
            (f"{name}, {people} people", _points(getattr(found, row)), "simulated, with 95% interval")
            for row, name in ROWS.items()
        ),
    ]
    return pd.DataFrame(rows, columns=["quantity", "points, or as said", "where it comes from"])


def _points(estimate):
    return words.estimate(estimate.value, estimate.low, estimate.high, 1)


EXPLORER = Explorer(
    name="clinic_without_controls",
    title="What a clinic sees, and what a trial on the same people would see",
    controls=(
        Steps("treatment", "True effect of the treatment", (0, 10, 20), 0, "points", panel=BY_COMPARISON),
        Choice(
            "entry",
            "People come",
            {"any": "whatever their pain", "60": "at 60 of 100 or more", "75": "at 75 of 100 or more"},
            "60",
        ),
        Steps("eased_percent", "Usual pain that eases by itself", (0, 10, 20), 10, "%"),
        Steps("expectation", "Taken off by expectation", tuple(EXPECTATION_SOURCES), PLACEBO.value, "points", digits=1),
        Steps("people", "Patients, in the clinic or in the trial", (20, 80, 500), 80),
    ),
    view=view,
)
