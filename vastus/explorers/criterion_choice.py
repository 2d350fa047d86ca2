"""One muscle or two? The reader chooses the criterion and sees who says yes, and of how many limbs."""

import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT, VM
from ..inference import proportion

CODED = data.table("vmo_separateness")
CRITERIA = {
    "direction": "the fibres change direction",
    "plane": "a plane divides it",
    "nerve": "a nerve of its own",
    "architecture": "a build of its own",
}
VERDICTS = {"yes": "yes", "partly": "partly", "no": "no"}
PLACE = {"yes": 0, "direction only": 0, "partly": 1, "no": 2}
MARKS = {"yes": ("circle", VM), "direction only": ("circle-open", VM), "partly": ("diamond", ACCENT), "no": ("x", TEXT)}
WORDS = {"yes": "yes", "direction only": "yes as a direction, without numbers", "partly": "partly", "no": "no"}
SOURCES = list(dict.fromkeys(CODED["citekey"]))
MOST_COUNTED = int(CODED.dropna(subset="n_yes").groupby("criterion").size().max())
LABELS_X, ROW_PX, COUNT_PX = -3.3, 26, 40
LISTED = len(SOURCES) * ROW_PX
HEIGHT = LISTED + MOST_COUNTED * COUNT_PX + 165


def _name(citekey):
    """First author and year, as short as a phone needs; a record without authors goes by what was examined."""
    reference = references.load()[citekey]
    if reference.authors:
        return f"{reference.authors[0].rsplit(' ', 1)[0]} {reference.year}"  # without initials
    sample = CODED.loc[CODED["citekey"] == citekey, "sample"].iloc[0]
    return f"{sample}, {reference.year}"


NAMES = {citekey: _name(citekey) for citekey in SOURCES}


def view(criterion, show_bounds):
    rows = CODED[CODED["criterion"] == criterion]
    counted = rows.dropna(subset="n_yes").sort_values(["n_yes", "n_limbs"], ascending=[False, True])
    bounds = [proportion.exact_bounds(row.n_yes, row.n_limbs) for row in counted.itertuples()]
    return View(
        _figure(rows, counted, bounds, show_bounds),
        _reading(criterion, rows, counted, bounds, show_bounds),
        _table(rows, show_bounds),
    )


def _figure(rows, counted, bounds, show_bounds):
    speaks = {row.citekey: row for row in rows.itertuples()}
    y = list(range(len(SOURCES)))
    figure = go.Figure()
    figure.add_scatter(
        x=[LABELS_X] * len(SOURCES),
        y=y,
        mode="text",
        text=[NAMES[key] for key in SOURCES],
        textposition="middle right",
        textfont=dict(size=13, color=[TEXT if key in speaks else NEUTRAL for key in SOURCES]),
        hoverinfo="skip",
        showlegend=False,
    )
    for verdict, (symbol, colour) in MARKS.items():
        said = [key for key in SOURCES if key in speaks and speaks[key].verdict == verdict]
        figure.add_scatter(
            x=[PLACE[verdict]] * len(said),
            y=[SOURCES.index(key) for key in said],
            mode="markers+text",
            showlegend=False,
            marker=dict(
                symbol=symbol, size=12, color=colour, line=dict(width=2 if symbol == "circle-open" else 0, color=colour)
            ),
            text=["" if pd.isna(speaks[key].n_limbs) else f" {speaks[key].n_limbs}" for key in said],
            textposition="middle right",
            textfont=dict(size=12, color=TEXT),
            hovertext=[f"{references.label(key)}<br>{speaks[key].sample}: {WORDS[verdict]}" for key in said],
            hoverinfo="text",
        )
    silent = [number for number, key in enumerate(SOURCES) if key not in speaks]
    figure.add_scatter(
        x=[1] * len(silent),
        y=silent,
        mode="text",
        text=["–"] * len(silent),
        textfont=dict(size=13, color=NEUTRAL),
        hoverinfo="skip",
        showlegend=False,
    )
    shares = [100 * row.n_yes / row.n_limbs for row in counted.itertuples()]
    places = [number + 0.62 for number in range(len(counted))]
    lines_x, lines_y = [], []
    for (low, high), place in zip(bounds if show_bounds else [], places, strict=show_bounds):
        lines_x += [100 * low, 100 * high, None]
        lines_y += [place, place, None]
    figure.add_scatter(
        x=lines_x,
        y=lines_y,
        mode="lines",
        line=dict(color=VM, width=6),
        opacity=0.45,
        xaxis="x2",
        yaxis="y2",
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=shares,
        y=places,
        mode="markers",
        xaxis="x2",
        yaxis="y2",
        cliponaxis=False,
        showlegend=False,
        marker=dict(symbol="circle", size=12, color=VM),
        hoverinfo="skip",
    )
    words = []
    for row, (low, high) in zip(counted.itertuples(), bounds, strict=True):
        limits = f"; {_limits(low, high)}" if show_bounds else ""
        words.append(f"{NAMES[row.citekey]}: <b>{row.n_yes} of {row.n_limbs}</b>{limits}")
    figure.add_scatter(
        x=[0] * len(words),
        y=[place - 0.42 for place in places],
        mode="text",
        text=words,
        textposition="middle right",
        xaxis="x2",
        yaxis="y2",
        textfont=dict(size=12, color=TEXT),
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    split = (MOST_COUNTED * COUNT_PX) / (HEIGHT - 90)
    figure.update_layout(
        height=HEIGHT,
        margin=dict(l=12, r=16, t=36, b=54),
        xaxis=dict(
            range=[LABELS_X, 2.65],
            side="top",
            tickvals=list(PLACE[verdict] for verdict in VERDICTS),
            ticktext=[f"<b>{word}</b>" for word in VERDICTS.values()],
            ticks="",
            showgrid=False,
            fixedrange=True,
            anchor="y",
        ),
        yaxis=dict(
            range=[len(SOURCES) - 0.5, -0.5], domain=[split + 0.11, 1], visible=False, fixedrange=True, anchor="x"
        ),
        xaxis2=dict(
            range=[-2, 102], title="limbs that say yes (%)", fixedrange=True, anchor="y2", tickvals=[0, 25, 50, 75, 100]
        ),
        yaxis2=dict(range=[MOST_COUNTED, 0], domain=[0, split], visible=False, fixedrange=True, anchor="x2"),
        shapes=[
            dict(
                type="line",
                xref="paper",
                yref="y",
                x0=0,
                x1=1,
                y0=number + 0.5,
                y1=number + 0.5,
                line=dict(color=GRID, width=1),
            )
            for number in range(len(SOURCES))
        ],
        annotations=[
            dict(
                text="Numbers: limbs examined.<br>–: nothing on it in the part that was read.",
                xref="paper",
                yref="paper",
                x=0,
                y=split + 0.095,
                xanchor="left",
                yanchor="top",
                align="left",
                showarrow=False,
                font=dict(size=11, color=MUTED),
            ),
            dict(
                text="<b>Counted, or reported for all alike</b>",
                xref="paper",
                yref="paper",
                x=0,
                y=split + 0.005,
                xanchor="left",
                yanchor="bottom",
                showarrow=False,
                font=dict(color=MUTED),
            ),
            dict(
                text="no source counts limbs here",
                xref="x2",
                yref="y2",
                x=50,
                y=MOST_COUNTED / 2,
                showarrow=False,
                font=dict(color=MUTED),
                visible=counted.empty,
            ),
        ],
    )
    return figure


def _limits(low, high):
    return f"{100 * low:.0f} to {100 * high:.0f}%"


def _reading(criterion, rows, counted, bounds, show_bounds):
    said = [
        f"{(rows['verdict'] == verdict).sum()} {words}"
        for verdict, words in WORDS.items()
        if (rows["verdict"] == verdict).any()
    ]
    many = f"{len(rows)} source{'s speak' if len(rows) > 1 else ' speaks'}"
    start = f"If the proof is that {_clause(criterion)}, {many} to it: {', '.join(said)}"
    if counted.empty:
        return f"{start}; none of them counts limbs."
    counts = [
        f"{row.n_yes} of {row.n_limbs}" + (f" ({_limits(low, high)})" if show_bounds else "")
        for row, (low, high) in zip(counted.itertuples(), bounds, strict=True)
    ]
    exact = " (exact 95 percent bounds of the true share in brackets)" if show_bounds else ""
    return f"{start}; limbs that say yes, where they were counted{exact}: {', '.join(counts)}."


def _clause(criterion):
    return {"nerve": "it has a nerve of its own", "architecture": "it has a build of its own"}.get(
        criterion, CRITERIA[criterion]
    )


def _table(rows, show_bounds):
    table = []
    for row in rows.itertuples():
        known = not pd.isna(row.n_yes)
        table.append(
            (
                references.label(row.citekey),
                row.sample,
                f"{row.n_yes} of {row.n_limbs}" if known else "",
                _limits(*proportion.exact_bounds(row.n_yes, row.n_limbs)) if known and show_bounds else "",
                WORDS[row.verdict],
                row.reason,
            )
        )
    return pd.DataFrame(
        table, columns=["source", "examined", "limbs that say yes", "exact 95% bounds", "placed under", "because"]
    )


EXPLORER = Explorer(
    name="criterion_choice",
    title="One muscle or two? Choose what would prove it",
    controls=(
        Choice("criterion", "I take as proof that", CRITERIA, "plane"),
        Toggle("show_bounds", "Show the exact 95 percent bounds"),
    ),
    view=view,
)
