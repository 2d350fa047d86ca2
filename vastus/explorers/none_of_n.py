"""What a count of limbs leaves possible: a hundred limbs, and how many of them may have what was looked for.

Bounds are exact. A mark is one limb of a hundred: full if at least so many have it, open if so many may, a dot if
hardly so many do.
"""

import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import MUTED, NEUTRAL, VM
from ..inference import proportion

COUNTED = data.table("vmo_separateness").query("criterion == 'plane'").dropna(subset="n_yes").sort_values("n_limbs")
PUBLISHED = {
    (int(row.n_limbs), int(row.n_yes)): references.label(row.citekey) for row in COUNTED.itertuples(index=False)
}
ENOUGH = 368  # the fewest limbs with none that bring the upper bound below 1 in 100
LIMBS = tuple(sorted({5, 10, ENOUGH, *(n for n, _ in PUBLISHED)}))
FOUND = {"none": "in none", "one": "in one", "all": "in all of them"}
SIDE, STEP_PX = 10, 25  # marks of a row and rows; from row to row
KINDS = {  # symbol, colour and size of each kind of limb, and its word in the legend
    "at least": ("circle", VM, 16),
    "possible": ("circle-open", VM, 14),
    "hardly": ("circle", NEUTRAL, 4),
}
LEGEND = {"at least": 0, "possible": 3.4, "hardly": 6.8}  # where each stands
OUT_OF_SIGHT = -20


def _count(limbs, found):
    return {"none": 0, "one": 1, "all": limbs}[found]


def view(limbs, found):
    count = _count(limbs, found)
    low, high = proportion.exact_bounds(count, limbs)
    least, most = round(100 * low), round(100 * high)
    return View(
        _figure(least, most),
        _reading(count, limbs, low, high),
        _table(count, limbs, low, high),
        headline=f"{least} to {most} of 100 limbs",
    )


def _figure(least, most):
    ends = {"at least": (0, least), "possible": (least, most), "hardly": (most, SIDE * SIDE)}
    traces = []
    for kind, (symbol, colour, size) in KINDS.items():
        first, last = ends[kind]
        shown = [first <= limb < last for limb in range(SIDE * SIDE)]
        x = [limb % SIDE if here else OUT_OF_SIGHT for limb, here in enumerate(shown)]
        y = [limb // SIDE if here else OUT_OF_SIGHT for limb, here in enumerate(shown)]
        traces += [
            marks.points(x, y, colour, symbol=symbol, size=size),
            marks.points([LEGEND[kind]], [SIDE + 0.4], colour, symbol=symbol, size=size),
            marks.words([LEGEND[kind] + 0.35], [SIDE + 0.4], [kind], MUTED),
        ]
    return Figure(
        traces,
        dict(
            height=STEP_PX * (SIDE + 2),
            margin=dict(l=4, r=4, t=4, b=4),
            xaxis=dict(range=[-0.7, SIDE - 0.3], visible=False),
            yaxis=dict(range=[SIDE + 1, -0.8], visible=False),
        ),
    )


def _reading(count, limbs, low, high):
    said = {0: "none", limbs: "each"}.get(count, "one")
    by = f", as in {PUBLISHED[limbs, count]}" if (limbs, count) in PUBLISHED else ""
    return (
        f"If {said} of {limbs} limbs has a part that stands apart{by}, the true share may be anything from "
        f"{words.interval(100 * low, 100 * high, 1)} percent (exact 95 percent interval)."
    )


def _table(count, limbs, low, high):
    rows = [("chosen here", count, limbs, low, high, "")]
    for row in COUNTED.itertuples(index=False):
        bounds = proportion.exact_bounds(row.n_yes, row.n_limbs)
        rows.append((references.label(row.citekey), int(row.n_yes), int(row.n_limbs), *bounds, row.reason))
    return pd.DataFrame(
        [
            (who, f"{yes} of {n}", words.interval(100 * lower, 100 * upper, 1, "%"), reason)
            for who, yes, n, lower, upper, reason in rows
        ],
        columns=["who counted", "limbs that say yes", "exact 95% bounds", "as reported"],
    )


EXPLORER = Explorer(
    name="none_of_n",
    title="What a count of limbs leaves possible",
    controls=(
        Steps("limbs", "Limbs opened", LIMBS, 20),
        Choice("found", "A part that stands apart was seen", FOUND, "none"),
    ),
    view=view,
)
