"""An evidence map: each finding a mark in the cell of its column and row.

For evidence that cannot be pooled. A mark's place is the direction of a finding, its size the number of people,
its shape a group of designs or populations; the text in it is a number that leads to the table. Filtered-out
findings fade and keep their place, so that the reader sees what was set aside.
"""

import numpy as np
import plotly.graph_objects as go

from .palette import ACCENT, GRID, MUTED, NEUTRAL, SURFACE, TEXT, VM

MARKS_IN_A_LINE = 3
GAP = 0.33  # between marks of a line, as a share of the column
LINE_PX = 38
ROW_TITLE_PX = 34
MARGIN_TOP_PX, MARGIN_BOTTOM_PX = 92, 12
SYMBOLS = {"circle": 1, "square": 0.95, "diamond": 1.2, "cross": 1.25}  # with what makes each look as large
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
        Key to words, in the order to draw.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    ValueError
        With more than four columns or four shapes: there are no more colours and symbols that hold a text.
    """
    x, y, tops, height = _places(findings, columns, rows)
    colours = dict(zip(columns, COLUMN_COLOURS, strict=False))
    shapes = sorted(findings["shape"].unique())
    if len(shapes) > len(SYMBOLS) or len(columns) > len(COLUMN_COLOURS):
        raise ValueError(f"{len(shapes)} shapes and {len(columns)} columns; expected {len(SYMBOLS)} or fewer of each")
    figure = go.Figure()
    for symbol, shape in zip(SYMBOLS, shapes, strict=False):
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=shape,
            hoverinfo="skip",
            marker=dict(symbol=symbol, size=13, color=MUTED),
        )
        here = (findings["shape"] == shape).to_numpy()
        part = findings[here]
        shown = part["shown"].tolist()
        figure.add_scatter(
            x=x[here].tolist(),
            y=y[here].tolist(),
            mode="markers+text",
            name=shape,
            showlegend=False,
            text=part["text"].tolist(),
            textfont=dict(size=11, color=[SURFACE if yes else INVISIBLE for yes in shown]),
            hovertext=part["hover"].tolist(),
            hoverinfo="text",
            marker=dict(
                symbol=symbol,
                size=(SYMBOLS[symbol] * _diameter(part["people"])).round(1).tolist(),
                color=[colours[column] for column in part["column"]],
                opacity=[SHOWN if yes else FADED for yes in shown],
                line=dict(width=1, color=SURFACE),
            ),
        )
    figure.update_layout(
        height=height + MARGIN_TOP_PX + MARGIN_BOTTOM_PX,
        margin=dict(l=8, r=8, t=MARGIN_TOP_PX, b=MARGIN_BOTTOM_PX),
        xaxis=dict(
            tickfont=dict(size=13),
            tickvals=list(range(len(columns))),
            ticktext=list(columns.values()),
            side="top",
            ticks="",
            showgrid=False,
            range=[-0.5, len(columns) - 0.5],
            fixedrange=True,
        ),
        yaxis=dict(visible=False, range=[height, 0], fixedrange=True),
        legend=dict(
            orientation="h",
            x=0,
            y=1,
            yref="container",
            yanchor="top",
            itemclick=False,
            itemdoubleclick=False,
            itemsizing="constant",
            font=dict(color=MUTED),
        ),
        shapes=[
            dict(type="line", xref="paper", x0=0, x1=1, y0=top, y1=top, line=dict(color=GRID, width=1)) for top in tops
        ],
        annotations=[
            dict(
                text=f"<b>{words}</b>",
                xref="paper",
                x=0,
                xanchor="left",
                y=top + 3,
                yanchor="top",
                showarrow=False,
                font=dict(size=13, color=MUTED),
            )
            for words, top in zip(rows.values(), tops, strict=True)
        ],
    )
    return figure


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
                x[mark] = place + (position - (in_line - 1) / 2) * GAP
                y[mark] = top + ROW_TITLE_PX + (line + 0.5) * LINE_PX
                lines = max(lines, line + 1)
        top += ROW_TITLE_PX + lines * LINE_PX + 6
    return x, y, tops, top


def _diameter(people):
    """Marks grow with the root of the number of people; an unknown number gets the smallest mark that holds text."""
    return np.clip(14 + 0.95 * np.sqrt(people.astype(float).fillna(0).to_numpy()), 18, 31)
