"""What keeps the kneecap from going sideways: the cadaver results of the evidence table, one question at a time."""

import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Figure, Toggle, View, evidence_map, marks
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT, VM
from ..words import number

# What the reader chooses; what was measured; the short result, in a structure that the first row names.
QUESTIONS = {
    "lost without it": ("Stability lost without it", "the stability lost", "{} lost without the {}"),
    "share it carries": ("Share of the resistance it carries", "the share carried", "{} carried by the {}"),
    "force at a displacement": ("Force that it holds", "the force held", "{} held by the {} at 10 mm"),
    "movement without it": ("Movement without it", "the movement outwards", "{} more tilt without {}"),
    "pressure with weaker or stronger VM": (
        "Change of contact pressure",
        "the change of contact pressure",
        "{} change of pressure without {}",
    ),
}
GROUPS = {"groove": NEUTRAL, "ligament": ACCENT, "muscle": VM}
RIGHT = 1.14  # end of the drawing, in shares of a scale
UNITS = {"percent": ("%", 100), "N": ("N", 100), "deg": ("°", 5), "mm": ("mm", 5)}  # as printed; end of the scale
MEASURED = {"increase in lateral patellar tilt": ", tilt", "increase in lateral translation": ", shift"}
SOURCE_PX, ROWS_PX, SCALE_PX, OUT_OF_SIGHT = 24, 230, 22, -200
TABLE = data.table("patellar_stability_cadaver").assign(
    source=lambda table: table["citekey"].map(references.label),
    contradicted_by=lambda table: [references.label(key) if key else "" for key in table["in_conflict_with"]],
)
MOST_ROWS = int(TABLE.groupby("question").size().max())


def _rows(question):
    """The largest result first, unless the order of the table is one of rising displacement or force."""
    rows = TABLE[TABLE["question"] == question]
    ranked = question in ("lost without it", "share it carries")
    return rows.sort_values("value", key=abs, ascending=False) if ranked else rows


ROWS = {question: _rows(question) for question in QUESTIONS}


def view(question, show_conflicts):
    rows = ROWS[question]
    disputed = show_conflicts and (rows["contradicted_by"] != "").any()
    strongest = rows.loc[rows["value"].abs().idxmax()] if rows["unit"].nunique() == 1 else rows.iloc[0]
    return View(
        _figure(rows, show_conflicts),
        _conflict() if disputed else _reading(question, rows),
        _table(rows),
        QUESTIONS[question][2].format(_value(strongest), strongest["structure"]),
    )


def _value(row, with_sd=False):
    """A row's number as a reader sees it."""
    if pd.isna(row.value):
        return "no significant change" if with_sd else "not significant"
    spread = f" (SD {row.sd:g})" if with_sd and not pd.isna(row.sd) else ""
    return number(abs(row.value), unit=UNITS[row.unit][0]) + spread


def _condition(row):
    angle = "" if pd.isna(row.knee_flexion_deg) else f", {row.knee_flexion_deg:g}°"
    condition = row.condition.replace(" displacement", " outwards")
    return f"{condition}{MEASURED.get(row.measure, '')}{angle}"


def _figure(rows, show_conflicts):
    """Lengths are shares of the scale of each row's unit; the scale stands under the last row of that unit."""
    unused = [OUT_OF_SIGHT] * (MOST_ROWS - len(rows))
    scale = rows["unit"].map(lambda unit: UNITS[unit][1])
    share = (rows["value"].abs() / scale).fillna(0)
    spread = (rows["sd"] / scale).fillna(0)
    row_px = ROWS_PX / len(rows)
    bars = [SOURCE_PX + row_px * (place + 0.5) + 10 for place in range(len(rows))] + unused
    labels = [_label(row, show_conflicts) for row in rows.itertuples()]
    values = [f" {_value(row, with_sd=True)}" for row in rows.itertuples()]
    whiskers = [((length - sd, length + sd), (y, y)) for length, sd, y in zip(share, spread, bars, strict=False)]
    grid, at, ticks = _scales(rows, bars)
    traces = [marks.segments(grid, GRID, width=1)]
    for group, colour in GROUPS.items():
        lengths = share.where(rows["structure_group"] == group, 0).tolist()
        hatched = group == "ligament"
        bar = marks.bars(lengths + [0] * len(unused), bars, colour, hatched=hatched, orientation="h", width=16)
        traces.append(bar)
    blank = [""] * len(unused)
    sources = f"{rows['source'].iloc[0]}, {rows['n_knees'].iloc[0]} cadaver knees"
    traces += [
        marks.segments(whiskers + [((0, 0), (OUT_OF_SIGHT,) * 2)] * len(unused), TEXT, width=1.5),
        marks.words([0] * MOST_ROWS, [y - 19 for y in bars], labels + blank, cliponaxis=False),
        marks.words((share + spread).tolist() + [0] * len(unused), bars, values + blank, bold=True, cliponaxis=False),
        marks.words(*zip(*at, strict=True), ticks, MUTED, place="middle center", cliponaxis=False),
        marks.words([0], [10], [sources], MUTED, cliponaxis=False),
    ]
    for group, colour in GROUPS.items():
        tags = [_tag(row) if row.structure_group == group else "" for row in rows.itertuples()]
        traces.append(
            marks.words([RIGHT] * MOST_ROWS, [y - 19 for y in bars], tags + blank, colour, place="middle left")
        )
    height = SOURCE_PX + ROWS_PX + SCALE_PX
    return Figure(
        traces,
        dict(
            height=height + 8,
            margin=dict(l=4, r=4, t=4, b=4),
            barmode="overlay",
            xaxis=dict(range=[-0.02, RIGHT], visible=False),
            yaxis=dict(range=[height, 0], visible=False),
        ),
    )


def _scales(rows, bars):
    """Upright lines and numbers at nought, half and the end of each unit's scale; of two units at most."""
    lines, at, ticks = [], [], []
    units = rows["unit"].reset_index(drop=True)
    for unit in units.unique():
        first, last = units.index[units == unit][[0, -1]]
        top, bottom = bars[first] - 12, bars[last] + 14
        sign, end = UNITS[unit]
        for part in (0, 0.5, 1):
            lines.append(((part, part), (top, bottom)))
            at.append((part, bottom + 8))
            ticks.append(number(part * end, unit=sign if part == 1 else ""))
    missing = 6 - len(at)
    hidden = (OUT_OF_SIGHT, OUT_OF_SIGHT)
    return lines + [((0, 0), hidden)] * missing, at + [hidden] * missing, ticks + [""] * missing


def _label(row, show_conflicts):
    condition = _condition(row)
    against = (
        f"  ≠ {evidence_map.short(row.contradicted_by, with_year=False)}"
        if show_conflicts and row.contradicted_by
        else ""
    )
    return condition[0].upper() + condition[1:] + against


def _tag(row):
    """What kind of structure a row speaks of; a retinaculum stands in the group of the ligaments."""
    return "retinaculum" if "retinaculum" in row.structure else row.structure_group


def _reading(question, rows):
    results = [f"{_value(row)} ({_condition(row)})" for row in rows.itertuples()]
    return (
        f"In {rows['n_knees'].iloc[0]} cadaver knees {QUESTIONS[question][1]} was "
        f"{', '.join(results[:-1])} and {results[-1]}."
    )


def _conflict():
    harmless = TABLE.loc[TABLE["value"].isna(), "condition"]
    return (
        "Without VM or VMO the kneecap moved or lost stability in two studies, while in a third "
        f"{' and '.join(harmless)} made no significant difference."
    )


def _table(rows):
    return pd.DataFrame(
        {
            "condition": [f"{row.condition} ({row.measure})" for row in rows.itertuples()],
            "knee flexion (°)": ["not given" if pd.isna(angle) else f"{angle:g}" for angle in rows["knee_flexion_deg"]],
            "result": [_value(row, with_sd=True) for row in rows.itertuples()],
            "knees": rows["n_knees"],
            "source": rows["source"],
            "contradicted by": rows["contradicted_by"],
        }
    )


EXPLORER = Explorer(
    name="stability_shares",
    title="What keeps the kneecap from going outwards: cadaver results",
    controls=(
        Choice(
            "question",
            "What was measured",
            {question: f"{words} ({len(ROWS[question])})" for question, (words, *_) in QUESTIONS.items()},
            "lost without it",
        ),
        Toggle("show_conflicts", "Mark what is contradicted (≠)"),
    ),
    view=view,
)
