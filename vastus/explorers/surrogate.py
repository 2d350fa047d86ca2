"""A marker that improves, and an outcome that need not: one treatment, two paths.

The people are drawn once and shifted by what the reader sets: states differ by the paths and not by luck. The two
published results beside the model come from ``vmo_vs_general_trials`` and ``trial_effects_exercise_pfp``.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, SURFACE, TEXT
from ..inference.surrogate import Paths, simulate

SEED, PEOPLE = 0, 60  # a draw that leaves nobody outside the picture
SHOWN_SD = (-3, 4)
HEIGHT_PX = 370

_timing = data.table("vmo_vs_general_trials").set_index("id").loc["V2"]
_hip = data.table("trial_effects_exercise_pfp").set_index("id").loc["E28"]
PUBLISHED = (
    (
        f"published: timing retrained in {_timing['n_randomised']} people without current pain",
        "pain was not an outcome",
        references.label(_timing["citekey"]),
    ),
    (
        f"published: hip exercise against orthoses, difference by way of hip strength, {_hip['n_participants']} people",
        words.estimate(_hip["estimate"], _hip["ci_low"], _hip["ci_high"], unit="squats"),
        references.label(_hip["citekey"]),
    ),
)


@lru_cache
def _people(correlation):
    """Untreated and treated people before the treatment moves anybody; whatever makes the correlation looks the same.

    Each group is brought to mean 0, SD 1 and exactly this correlation: 60 people alone would show another by luck.
    """
    marker, rest = simulate(Paths(0, 0, 0, 0), PEOPLE, np.random.default_rng(SEED))
    marker = _standard(marker)
    rest = _standard(rest)
    rest = _standard(rest - np.mean(rest * marker, axis=1, keepdims=True) * marker)
    return marker, correlation * marker + np.sqrt(1 - correlation**2) * rest


def _standard(groups):
    """Every group with mean 0 and SD 1."""
    return (groups - groups.mean(axis=1, keepdims=True)) / groups.std(axis=1, keepdims=True)


def view(marker_effect, link, shared, other_paths):
    paths = Paths(marker_effect, link, shared, other_paths)
    found = paths.outcome_effect
    verdict = "less well" if found < 0 else "no better" if found == 0 else "better"
    return View(
        {"The people": _people_drawn(paths), "Promise and result": _promise_and_result(paths)},
        f"The treatment moves the marker by {_sd(marker_effect)}, which promises {_sd(paths.promised)} in the outcome; "
        f"what comes of it is {_sd(found)}, so treated people end {verdict}.",
        _table(paths),
        f"Promised {words.signed(paths.promised)}, found {_sd(found)}",
    )


def _people_drawn(paths):
    marker, outcome = _people(paths.correlation)
    ends = [paths.marker_effect, paths.marker_effect]
    reached = [paths.promised, paths.outcome_effect]
    texts = [f"○ promised {_sd(paths.promised)}", f"◆ found {_sd(paths.outcome_effect)}"]
    return Figure(
        [
            marks.points(marker[0], outcome[0], NEUTRAL, size=6, opacity=0.45),
            marks.points(marker[1] + ends[1], outcome[1] + reached[1], ACCENT, symbol="square", size=6, opacity=0.45),
            marks.line(SHOWN_SD, [paths.correlation * x for x in SHOWN_SD], MUTED, dash="dot"),
            marks.segments([((0, ends[0]), (0, reached[0]))], width=3),
            marks.segments([((0, ends[1]), (0, reached[1]))], ACCENT, width=3),
            marks.points(ends[:1], reached[:1], symbol="circle-open", size=14),
            marks.points(ends[1:], reached[1:], ACCENT, symbol="diamond", size=12, outline=SURFACE),
            marks.words([SHOWN_SD[1]] * 2, [-1.95, -2.7], texts, place="middle left", bold=True),
        ],
        dict(
            height=HEIGHT_PX,
            margin=dict(l=34, r=8, t=44, b=46),
            xaxis=dict(title="marker (SD, right is better)", range=SHOWN_SD, dtick=1),
            yaxis=dict(range=SHOWN_SD, dtick=1),
            annotations=[
                *(
                    marks.note(text, share, 1.02, colour, anchor="left bottom", paper="xy", xshift=-26, yshift=up)
                    for text, share, up, colour in (
                        ("outcome (SD, up is better)", 0, 17, MUTED),
                        ("● untreated", 0, 0, NEUTRAL),
                        ("■ treated", 0.33, 0, ACCENT),
                        ("⋯ what patients show", 0.58, 0, MUTED),
                    )
                ),
            ],
        ),
    )


def _promise_and_result(paths):
    """What the marker promises, and below it, part by part, what a trial finds."""
    bars = (
        ("promised by the marker", 0, paths.promised, TEXT),
        ("passed on by the marker", 0, paths.through_marker, NEUTRAL),
        ("added by other paths", paths.through_marker, paths.outcome_effect, NEUTRAL),
        ("found in a trial", 0, paths.outcome_effect, ACCENT),
    )
    rows = range(len(bars))
    above = [row + 0.2 for row in rows]
    return Figure(
        [
            *(
                marks.segments([((low, high), (row + 0.62,) * 2)], colour, width=16, opacity=0.85)
                for row, (_, low, high, colour) in zip(rows, bars, strict=True)
            ),
            marks.words([0] * len(bars), above, [name for name, *_ in bars], xaxis="x2"),
            marks.words(
                [1] * len(bars),
                above,
                [_sd(high - low) for _, low, high, _ in bars],
                place="middle left",
                bold=True,
                xaxis="x2",
            ),
        ],
        dict(
            height=HEIGHT_PX,
            margin=dict(l=8, r=8, t=8, b=46),
            xaxis=dict(title="change of the outcome (SD)", range=[-0.5, 1.25], dtick=0.5, showgrid=False),
            xaxis2=dict(range=[0, 1], visible=False, overlaying="x"),
            yaxis=dict(range=[len(bars), 0], visible=False),
            shapes=[marks.edge((0, 0), (row + 0.4, row + 0.84), TEXT) for row in rows],
        ),
    )


def _table(paths):
    rows = [
        ("change of the marker", _sd(paths.marker_effect), "chosen here"),
        ("passed on by one SD of the marker", _sd(paths.link), "chosen here"),
        ("correlation made by what acts on both", f"{paths.shared:.1f}", "chosen here"),
        ("correlation seen in patients", f"{paths.correlation:.1f}", "computed"),
        ("promised by the marker", _sd(paths.promised), "computed"),
        ("passed on by the marker", _sd(paths.through_marker), "computed"),
        ("other paths", _sd(paths.other_paths), "chosen here"),
        ("found in a trial", _sd(paths.outcome_effect), "computed"),
        *PUBLISHED,
    ]
    return pd.DataFrame(rows, columns=["quantity", "value", "where it comes from"])


def _sd(value):
    return words.signed(value, unit="SD")


EXPLORER = Explorer(
    name="surrogate",
    title="A marker, an outcome, and two paths between treatment and relief",
    controls=(
        Steps("marker_effect", "Treatment improves the marker by", (0.4, 0.8, 1.2), 0.8, "SD"),
        Steps("link", "Of that, one SD passes on", (0, 0.2, 0.4, 0.6), 0, "SD"),
        Steps("shared", "Correlation made by something else", (0, 0.3), 0.3),
        Steps("other_paths", "Treatment acts past the marker by", (-0.4, -0.2, 0, 0.2, 0.4), 0, "SD"),
    ),
    view=view,
)
