"""An evidence map: each finding a mark in the cell of its column and row.

For evidence that cannot be pooled. A mark's place is the direction of a finding, its size the number of people,
its shape a group of designs or populations; the text in it is a number that leads to the table. Filtered-out
findings fade and keep their place, so that the reader sees what was set aside.
"""

import numpy as np
import plotly.graph_objects as go

from .palette import ACCENT, GRID, MUTED, NEUTRAL, SURFACE, TEXT, VM

MARKS_IN_A_LINE = 4
LINE_PX = 40
ROW_TITLE_PX = 30
MARGIN_TOP_PX, MARGIN_BOTTOM_PX = 96, 12
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "hexagon")
FADED, SHOWN = 0.13, 1.0
INVISIBLE = "rgba(0, 0, 0, 0)"
COLUMN_COLOURS = (VM, NEUTRAL, ACCENT, TEXT)


def draw(findings, columns, rows):
    """The figure of an evidence map.

    Parameters
    ----------
    findings : pandas.DataFrame
        One row a mark: ``column`` and ``row`` (keys of the two dicts), ``shape`` (its legend entry), ``people``
        (number or missing), ``text`` (in the mark), ``hover`` (on pointing at it), ``shown`` (bool; False fades it).
        Order and places do not depend on ``shown``.
    columns, rows : dict
        Key to words, in the order to draw; more than four columns are an error.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    x, y, tops, height = _places(findings, columns, rows)
    colours = dict(zip(columns, COLUMN_COLOURS, strict=False))
    figure = go.Figure()
    for symbol, shape in zip(SYMBOLS, sorted(findings["shape"].unique()), strict=False):
        here = (findings["shape"] == shape).to_numpy()
        part = findings[here]
        shown = part["shown"].tolist()
        figure.add_scatter(
            x=x[here].tolist(),
            y=y[here].tolist(),
            mode="markers+text",
            name=shape,
            text=part["text"].tolist(),
            textfont=dict(size=11, color=[SURFACE if yes else INVISIBLE for yes in shown]),
            hovertext=part["hover"].tolist(),
            hoverinfo="text",
            marker=dict(
                symbol=symbol,
                size=_diameter(part["people"]),
                color=[colours[column] for column in part["column"]],
                opacity=[SHOWN if yes else FADED for yes in shown],
                line=dict(width=1, color=SURFACE),
            ),
        )
    figure.update_layout(
        height=height + MARGIN_TOP_PX + MARGIN_BOTTOM_PX,
        margin=dict(l=8, r=8, t=MARGIN_TOP_PX, b=MARGIN_BOTTOM_PX),
        xaxis=dict(tickvals=list(range(len(columns))), ticktext=list(columns.values()), side="top", ticks="",
                   showgrid=False, range=[-0.5, len(columns) - 0.5], fixedrange=True),
        yaxis=dict(visible=False, range=[height, 0], fixedrange=True),
        legend=dict(orientation="h", x=0, y=1, yref="container", yanchor="top", itemclick=False, itemdoubleclick=False,
                    itemsizing="constant", font=dict(color=MUTED)),
        shapes=[dict(type="line", xref="paper", x0=0, x1=1, y0=top, y1=top, line=dict(color=GRID, width=1)) for top in tops],
        annotations=[
            dict(text=f"<b>{words}</b>", xref="paper", x=0, xanchor="left", y=top, yanchor="top", showarrow=False,
                 font=dict(size=13, color=MUTED))
            for words, top in zip(rows.values(), tops, strict=True)
        ],
    )
    return figure


def counted(number, thing):
    """``1 finding``, ``2 findings``: a number with its noun."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _places(findings, columns, rows):
    """Centre of every mark (x in columns, y in pixels from the top), the top of every row, and the whole height."""
    x, y = np.zeros(len(findings)), np.zeros(len(findings))
    tops, top = [], 0
    for row in rows:
        tops.append(top)
        lines = 1
        for place, column in enumerate(columns):
            marks = np.flatnonzero((findings["row"] == row) & (findings["column"] == column))
            for number, mark in enumerate(marks):
                line, position = divmod(number, MARKS_IN_A_LINE)
                in_line = min(MARKS_IN_A_LINE, len(marks) - line * MARKS_IN_A_LINE)
                x[mark] = place + (position - (in_line - 1) / 2) * 0.235
                y[mark] = top + ROW_TITLE_PX + (line + 0.5) * LINE_PX
                lines = max(lines, line + 1)
        top += ROW_TITLE_PX + lines * LINE_PX + 6
    return x, y, tops, top


def _diameter(people):
    """Marks grow with the root of the number of people; an unknown number gets the smallest mark that holds text."""
    return np.clip(12 + 1.3 * np.sqrt(people.astype(float).fillna(0)), 16, 36).round(1).tolist()
