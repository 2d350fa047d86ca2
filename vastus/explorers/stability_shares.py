"""What keeps the kneecap from going sideways: every cadaver result of the evidence table, by structure and angle."""

import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, SURFACE, TEXT, VM
from ..words import counted

QUESTIONS = {
    "lost without it": "Stability lost without it",
    "share it carries": "Share of the resistance it carries",
    "force at a displacement": "Force that it holds",
    "movement without it": "Movement without it",
    "pressure with weaker or stronger VM": "Change of contact pressure",
}
GROUPS = {
    "groove": ("groove", NEUTRAL, ""),
    "ligament": ("ligament, retinaculum", ACCENT, "/"),
    "muscle": ("muscle", VM, "x"),
}
NOT_GIVEN = "not given"
FADED = 0.15
MOST_TOLD = 7  # results a reading names one by one
ROW_PX, HEADING_PX = 34, 27
TABLE = data.table("patellar_stability_cadaver")
ROWS = (
    TABLE.assign(
        order=TABLE["question"].map(list(QUESTIONS).index),
        angle=[NOT_GIVEN if pd.isna(angle) else f"{angle:g}" for angle in TABLE["knee_flexion_deg"]],
        percent=[
            abs(value) if unit == "percent" and not pd.isna(value) else 0.0
            for value, unit in zip(TABLE["value"], TABLE["unit"], strict=True)
        ],
        source=TABLE["citekey"].map(references.label),
        contradicted_by=[references.label(key) if key else "" for key in TABLE["in_conflict_with"]],
    )
    .assign(
        # the largest first where the number is a loss or a share; else as in the table
        rank=lambda rows: [
            -percent if question in ("lost without it", "share it carries") else 0
            for percent, question in zip(rows["percent"], rows["question"], strict=True)
        ],
    )
    .sort_values(["order", "rank"], kind="stable")
    .reset_index(drop=True)
)
ANGLES = sorted(set(ROWS["angle"]) - {NOT_GIVEN}, key=float)


def _places():
    """Pixel from the top of each row's bar and of each question's heading, and the whole height."""
    bars, headings, top = [], [], 0
    for question in QUESTIONS:
        headings.append(top)
        top += HEADING_PX
        for _ in range((ROWS["question"] == question).sum()):
            bars.append(top + 0.7 * ROW_PX)
            top += ROW_PX
        top += 4
    return bars, headings, top


BARS, HEADINGS, HEIGHT = _places()


def _value(row):
    """A row's number as a reader sees it."""
    if pd.isna(row.value):
        return "no significant change"
    number = f"{abs(row.value):g}"
    if row.unit == "percent":
        spread = "" if pd.isna(row.sd) else f" (SD {row.sd:g})"
        return f"{number}%{spread}"
    return f"{number} {'degrees' if row.unit == 'deg' else row.unit}"


def _label(row):
    angle = "" if row.angle == NOT_GIVEN else f", {row.angle}°"
    return f"{row.condition[0].upper()}{row.condition[1:]}{_measured(row)}{angle}"


def _measured(row):
    """What was measured, where the question alone does not say it."""
    return {
        "increase in lateral patellar tilt": ", tilt outwards",
        "increase in lateral translation": ", shift outwards",
    }.get(row.measure, "")


def view(knee_flexion, structure_group, show_conflicts):
    shown = (knee_flexion == "all") | (ROWS["angle"] == knee_flexion)
    shown &= (structure_group == "all") | (ROWS["structure_group"] == structure_group)
    return View(
        _figure(shown, show_conflicts),
        _reading(knee_flexion, structure_group, ROWS[shown], show_conflicts),
        _table(ROWS[shown]),
    )


def _figure(shown, show_conflicts):
    opacity = [1.0 if yes else FADED for yes in shown]
    figure = go.Figure()
    for group, (words, colour, pattern) in GROUPS.items():
        here = (ROWS["structure_group"] == group).to_numpy()
        figure.add_bar(
            x=ROWS.loc[here, "percent"].tolist(),
            y=[place for place, yes in zip(BARS, here, strict=True) if yes],
            orientation="h",
            name=words,
            width=11,
            hoverinfo="skip",
            marker=dict(
                color=colour,
                opacity=[value for value, yes in zip(opacity, here, strict=True) if yes],
                pattern=dict(shape=pattern, size=5, solidity=0.25, fgcolor=SURFACE, fillmode="overlay"),
            ),
        )
    marked = [row.contradicted_by if show_conflicts else "" for row in ROWS.itertuples()]
    figure.add_scatter(
        x=[0] * len(ROWS),
        y=[place - 15 for place in BARS],
        mode="text",
        textposition="middle right",
        showlegend=False,
        text=[
            f"{_label(row)}{'  <b>≠</b>' if other else ''}"
            for row, other in zip(ROWS.itertuples(), marked, strict=True)
        ],
        textfont=dict(size=12, color=[TEXT if yes else GRID for yes in shown]),
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.add_scatter(
        x=ROWS["percent"].tolist(),
        y=BARS,
        mode="text",
        textposition="middle right",
        showlegend=False,
        text=[f" <b>{_value(row)}</b>" for row in ROWS.itertuples()],
        textfont=dict(size=12, color=[TEXT if yes else GRID for yes in shown]),
        cliponaxis=False,
        hovertext=[
            f"{row.source}, {row.n_knees} knees" + (f"<br>contradicted by {other}" if other else "")
            for row, other in zip(ROWS.itertuples(), marked, strict=True)
        ],
        hoverinfo="text",
    )
    figure.update_layout(
        height=HEIGHT + 116,
        margin=dict(l=12, r=16, t=64, b=52),
        barmode="overlay",
        xaxis=dict(title="percent", range=[0, 104], tickvals=[0, 25, 50, 75, 100], fixedrange=True),
        yaxis=dict(range=[HEIGHT, 0], visible=False, fixedrange=True),
        legend=dict(x=0, y=1, yref="container", yanchor="top", font=dict(color=MUTED)),
        shapes=[
            dict(type="line", xref="paper", x0=0, x1=1, y0=top, y1=top, line=dict(color=GRID, width=1))
            for top in HEADINGS
        ],
        annotations=[
            dict(
                text=f"<b>{words}</b>",
                xref="paper",
                x=0,
                xanchor="left",
                y=top + 4,
                yanchor="top",
                showarrow=False,
                font=dict(size=13, color=MUTED),
            )
            for words, top in zip(QUESTIONS.values(), HEADINGS, strict=True)
        ],
    )
    return figure


def _at(row, knee_flexion):
    """The angle of a row, where the reader has not chosen it."""
    return "" if knee_flexion != "all" or row.angle == NOT_GIVEN else f" at {row.angle}°"


def _reading(knee_flexion, structure_group, rows, show_conflicts):
    where = {"all": "At all angles", NOT_GIVEN: "Where no angle is given"}.get(
        knee_flexion, f"At {knee_flexion} degrees"
    )
    whom = "" if structure_group == "all" else f" for {GROUPS[structure_group][0].replace(', ', ' or ')}"
    if rows.empty:
        return f"{where}, the table has no result{whom}."
    told = list(QUESTIONS)[:2] if len(rows) > MOST_TOLD else QUESTIONS
    answers = []
    for question in told:
        results = [
            f"{row.condition}{_measured(row)}{_at(row, knee_flexion)}: {_value(row)}"
            for row in rows[rows["question"] == question].itertuples()
        ]
        if results:
            answers.append(f"{QUESTIONS[question]} – {'; '.join(results)}.")
    others = (~rows["question"].isin(told)).sum()
    if others:
        answers.append(
            f"{counted(others, 'other result')} (newtons, degrees, millimetres, pressure) can be read off below."
        )
    studies = f"{rows['citekey'].nunique()} of {TABLE['citekey'].nunique()} studies"
    many = f"{where}, {counted(len(rows), 'result')}{whom} from {studies}."
    return " ".join([many, *answers, *([_conflict(rows)] if show_conflicts else [])])


def _conflict(rows):
    disputed = rows[rows["contradicted_by"] != ""]
    if disputed.empty:
        return "None of these is contradicted within the table."
    harmless = ROWS.loc[ROWS["value"].isna(), "condition"]
    return (
        f"≠ marks {len(disputed)}: without VM or VMO the kneecap moved or lost stability in two studies, while in a "
        f"third {' and '.join(harmless)} made no significant difference."
    )


def _table(rows):
    return pd.DataFrame(
        {
            "question": rows["question"].map(QUESTIONS),
            "condition": [f"{row.condition} ({row.measure})" for row in rows.itertuples()],
            "knee flexion (°)": rows["angle"],
            "result": [_value(row) for row in rows.itertuples()],
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
            "knee_flexion",
            "Knee flexion",
            {"all": "all", **{angle: f"{angle}°" for angle in ANGLES}, NOT_GIVEN: NOT_GIVEN},
            "all",
        ),
        Choice(
            "structure_group",
            "Structure",
            {"all": "all", **{group: words for group, (words, *_) in GROUPS.items()}},
            "all",
        ),
        Toggle("show_conflicts", "Mark what is contradicted (≠)"),
    ),
    view=view,
)
