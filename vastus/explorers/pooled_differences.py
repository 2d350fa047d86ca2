"""What differs between people with and without PFP, pooled over studies: timing beside reflex, strength and force.

One review's pooled rows, each one interval. The studies behind a row were not seen, so none is drawn.
"""

import pandas as pd
import plotly.graph_objects as go

from .. import data, references, words
from ..explorer import Explorer, Toggle, View, marks
from ..explorer.palette import ACCENT, VM

RANGE_SD = (-1.75, 1.75)
ROW_PX = 42
MUSCLES = {  # what was measured: colour and symbol
    "VM": (VM, "diamond"),
    "knee extensors": (ACCENT, "square"),
}

ROWS = data.table("pooled_differences")
ROWS["measured"] = ROWS["muscle"].map(lambda muscle: "VM" if "VM" in muscle else muscle)


def view(compare_sizes):
    rows = mirrored() if compare_sizes else ROWS
    return View(_figure(rows, compare_sizes), _reading(compare_sizes), _table())


def mirrored():
    """The rows with every negative difference turned to the right, so that only size is left to compare."""
    turned = ROWS["estimate"] < 0
    return ROWS.assign(
        estimate=ROWS["estimate"].abs(),
        ci_low=ROWS["ci_low"].where(~turned, -ROWS["ci_high"]),
        ci_high=ROWS["ci_high"].where(~turned, -ROWS["ci_low"]),
    )


def _figure(rows, compare_sizes):
    places = pd.Series(range(len(rows)), index=rows.index) + 0.62
    traces = [marks.segments([((0, 0), (place - 0.22, place + 0.3)) for place in places], width=1.5, dash="dot")]
    for measured, (colour, symbol) in MUSCLES.items():
        part = rows[rows["measured"] == measured]
        pieces = [((row.ci_low, row.ci_high), (places[row.Index],) * 2) for row in part.itertuples()]
        about = [f"{row.muscle}: {row.task}" for row in part.itertuples()]
        traces += [
            marks.segments(pieces, colour, width=7, opacity=0.5),
            marks.points(part["estimate"].tolist(), places[part.index].tolist(), colour, symbol=symbol, hover=about),
        ]
    above = (places - 0.42).tolist()
    numbers = [words.estimate(row.estimate, row.ci_low, row.ci_high, 2) for row in rows.itertuples()]
    for at, text, place in ((0, rows["label"].tolist(), "middle right"), (1, numbers, "middle left")):
        traces.append(marks.words([at] * len(rows), above, text, place=place, xaxis="x2", cliponaxis=False))
    return go.Figure(
        traces,
        go.Layout(
            height=len(rows) * ROW_PX + 92,
            margin=dict(l=10, r=10, t=34, b=58),
            xaxis=dict(title="difference (standard deviations)", range=RANGE_SD, showgrid=False),
            xaxis2=dict(range=[0, 1], visible=False, overlaying="x"),
            yaxis=dict(range=[len(rows), -0.05], visible=False),
            annotations=[
                marks.note("← lower with pain", 0, 1, anchor="left bottom", paper="xy", visible=not compare_sizes),
                marks.note(
                    "lower or later, by →" if compare_sizes else "later with pain →",
                    1,
                    1,
                    anchor="right bottom",
                    paper="xy",
                ),
            ],
        ),
    )


def _reading(compare_sizes):
    sizes = mirrored()
    (timing,) = sizes[sizes["outcome"] == "timing"].itertuples()
    if not compare_sizes:
        others = sizes[sizes["outcome"] != "timing"]["estimate"]
        return (
            f"Pooled, VM starts {words.number(timing.estimate, 2)} SD later "
            f"({words.interval(timing.ci_low, timing.ci_high, 2)}) against VL on {timing.task} in people with PFP; "
            f"a reflex of VM, knee strength and the rise of force are lower, by "
            f"{words.number(others.min(), 2)} to {words.number(others.max(), 2)} SD."
        )
    smallest, largest, nearest = (
        sizes.loc[place] for place in (sizes["estimate"].idxmin(), sizes["estimate"].idxmax(), sizes["ci_low"].idxmin())
    )
    return (
        f"By size alone the smallest of {len(sizes)} differences is “{smallest['label']}” "
        f"({words.number(smallest['estimate'], 2)} SD) and the largest “{largest['label']}” "
        f"({words.number(largest['estimate'], 2)} SD); the interval of “{nearest['label']}” comes nearest to nought "
        f"({words.number(nearest['ci_low'], 2)})."
    )


def _table():
    return pd.DataFrame(
        {
            "compared": ROWS["label"],
            "muscle": ROWS["muscle"],
            "task": ROWS["task"],
            "difference (SD), as printed": [
                words.estimate(row.estimate, row.ci_low, row.ci_high, 2) for row in ROWS.itertuples()
            ],
            "plus means": ROWS["when_positive"],
            "minus means": ROWS["when_negative"],
            "evidence, say the authors": ROWS["authors_certainty"],
            "effect, say the authors": ROWS["authors_size"],
            "studies": ROWS["n_studies_text"],
            "source": ROWS["citekey"].map(references.label),
            "remark": ROWS["remark"],
        }
    )


EXPLORER = Explorer(
    name="pooled_differences",
    title="What differs in people with PFP, pooled over studies",
    controls=(Toggle("compare_sizes", "Mirror what is lower, to compare sizes"),),
    view=view,
)
