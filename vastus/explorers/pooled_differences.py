"""What differs between people with and without PFP, pooled over studies: timing beside reflex, strength and force.

One review's pooled rows, each a diamond from end to end of its interval. The studies behind a row were not seen, so
none is drawn.
"""

import pandas as pd

from .. import data, references, words
from ..explorer import Explorer, Figure, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, SURFACE, VM

RANGE_SD = (-1.75, 1.75)
ROW_PX, HEADING_PX = 36, 28
MUSCLES = {"VM": VM, "knee extensors": ACCENT}

ROWS = data.table("pooled_differences")
ROWS["measured"] = ROWS["muscle"].map(lambda muscle: "VM" if "VM" in muscle else muscle)
HEADINGS_PX = [HEADING_PX / 2 + ROW_PX * (ROWS["measured"] == "VM").sum() * part + HEADING_PX * part for part in (0, 1)]
HEIGHT_PX = ROW_PX * len(ROWS) + HEADING_PX * len(MUSCLES)
# the middle of each row, from the top
ROWS["row_px"] = ROW_PX * (ROWS.index + 0.5) + HEADING_PX * (1 + (ROWS["measured"] != "VM"))


def view(compare_sizes):
    rows = mirrored() if compare_sizes else ROWS
    return View(_figure(rows, compare_sizes), _reading(compare_sizes), _table(), _headline(compare_sizes))


def mirrored():
    """The rows with every negative difference turned to the right, so that only size is left to compare."""
    turned = ROWS["estimate"] < 0
    return ROWS.assign(
        estimate=ROWS["estimate"].abs(),
        ci_low=ROWS["ci_low"].where(~turned, -ROWS["ci_high"]),
        ci_high=ROWS["ci_high"].where(~turned, -ROWS["ci_low"]),
    )


def _figure(rows, compare_sizes):
    above, on_line = (rows["row_px"] - 8).tolist(), rows["row_px"] + 8
    traces = [marks.rule(0, (HEADING_PX, HEIGHT_PX), width=1.5, dash="dot")]
    for measured, colour in MUSCLES.items():
        part = rows[rows["measured"] == measured]
        y = on_line[part.index].tolist()
        about = [f"{row.muscle}: {row.task}" for row in part.itertuples()]
        traces += [
            marks.diamonds(part["estimate"], part["ci_low"], part["ci_high"], y, colour, half=8),
            marks.points(part["estimate"].tolist(), y, SURFACE, size=5, hover=about),
        ]
    numbers = [words.estimate(row.estimate, row.ci_low, row.ci_high, 2) for row in rows.itertuples()]
    sides = ["", "larger →"] if compare_sizes else ["← lower", "later →"]
    beside = dict(xaxis="x2", cliponaxis=False)
    traces += [
        marks.words([0] * len(rows), above, rows["label"].tolist(), **beside),
        marks.words([1] * len(rows), above, numbers, place="middle left", **beside),
        marks.words([0, 0], HEADINGS_PX, ["VM", "Knee extensors"], MUTED, bold=True, **beside),
        marks.words([-0.06, 0.06], [HEADINGS_PX[0]] * 2, sides, MUTED, place=["middle left", "middle right"]),
    ]
    return Figure(
        traces,
        dict(
            height=HEIGHT_PX + 56,
            margin=dict(l=2, r=2, t=4, b=52),
            xaxis=dict(title="difference with pain (SD)", range=RANGE_SD, showgrid=False),
            xaxis2=dict(range=[0, 1], visible=False, overlaying="x"),
            yaxis=dict(range=[HEIGHT_PX, 0], visible=False),
            shapes=[
                marks.edge((0, 1), (y, y), paper="x", layer="below")
                for y in (*(ROWS["row_px"] + ROW_PX / 2), HEADING_PX)
            ],
        ),
    )


def _headline(compare_sizes):
    sizes = mirrored()
    if compare_sizes:
        smallest = sizes.loc[sizes["estimate"].idxmin()]
        return f"Smallest: {smallest['measured']} {smallest['label']}, {words.number(smallest['estimate'], 2, 'SD')}"
    (timing,) = sizes[sizes["outcome"] == "timing"].itertuples()
    return f"VM {words.number(timing.estimate, 2)} SD later ({words.interval(timing.ci_low, timing.ci_high, 2)})"


def _reading(compare_sizes):
    sizes = mirrored()
    if compare_sizes:
        smallest, largest = (sizes.loc[place] for place in (sizes["estimate"].idxmin(), sizes["estimate"].idxmax()))
        return (
            f"By size alone, the smallest of the {len(sizes)} pooled differences is that the {smallest['measured']} "
            f"{smallest['label']} ({words.number(smallest['estimate'], 2)} SD), and the largest its {largest['label']} "
            f"({words.number(largest['estimate'], 2)} SD)."
        )
    (timing,) = sizes[sizes["outcome"] == "timing"].itertuples()
    return (
        f"Pooled over studies, the VM of people with PFP starts later against the VL on {timing.task}, by "
        f"{words.number(timing.estimate, 2)} standard deviations "
        f"(95 percent interval {words.interval(timing.ci_low, timing.ci_high, 2)})."
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
