"""A figure as plain parts.

plotly.py checks every part of a figure whenever one is made, which would be most of the time that the states of an
explorer take. Here the parts stay as they were written; `check` lets plotly.py look at them once an explorer.
"""

import base64

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT, VL, VM

_TITLE = dict(font=dict(size=13), standoff=4)
_STILL = dict(gridcolor=GRID, zeroline=False, automargin=True, fixedrange=True, title=_TITLE)
TEMPLATE = dict(
    layout=dict(
        font=dict(family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", size=13, color=TEXT),
        paper_bgcolor="rgba(0, 0, 0, 0)",
        plot_bgcolor="rgba(0, 0, 0, 0)",
        colorway=[VM, VL, NEUTRAL, ACCENT],
        margin=dict(l=56, r=16, t=16, b=52),
        height=380,
        hovermode="closest",
        dragmode=False,
        legend=dict(
            orientation="h",
            x=0,
            y=1.02,
            yanchor="bottom",
            font=dict(size=13, color=MUTED),
            itemclick=False,
            itemdoubleclick=False,
        ),
        xaxis=dict(linecolor=MUTED, ticks="outside", tickcolor=GRID, **_STILL),
        yaxis=dict(linecolor=MUTED, **_STILL),
        annotationdefaults=dict(showarrow=False),
    ),
    data=dict(scatter=[dict(line=dict(simplify=False))]),  # every point, since the page moves lines itself
)


_PLAIN = {float, int, str, bool, type(None)}


class Figure:
    """Traces and a layout.

    Parameters
    ----------
    traces : iterable of dict
        As `vastus.explorer.marks` gives them.
    layout : dict, optional
        As plotly has it; the title of an axis may be its text alone.
    """

    def __init__(self, traces, layout=None):
        layout = {name: _titled(part) for name, part in (layout or {}).items() if part != []}
        self.parts = {"data": list(traces), "layout": layout}

    @property
    def data(self):
        """The traces as `Part`, in the order they are drawn in."""
        return _readable(self.parts["data"])

    @property
    def layout(self):
        """The layout as a `Part`."""
        return _readable(self.parts["layout"])


class Part(dict):
    """A part of a figure as it was written, whose entries are attributes too; what it lacks is an empty part."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _readable(self.get(name, {}))


def _readable(value):
    """Parts for dicts, and tuples of them for lists, as plotly.py has them; an array for a column of a table."""
    if isinstance(value, dict):
        return Part(value)
    if isinstance(value, list | tuple):
        return tuple(value) if _PLAIN.issuperset(map(type, value)) else tuple(map(_readable, value))
    return value.to_numpy() if isinstance(value, pd.Series | pd.Index) else value


def plain_figure(figure):
    """Data and layout of a figure, ours or one of plotly.py, in the course's template; arrays as lists."""
    parts = _decoded(figure.parts if isinstance(figure, Figure) else figure.to_plotly_json())
    return {"data": parts["data"], "layout": {**parts["layout"], "template": TEMPLATE}}


def check(plain):
    """Let plotly.py look at a plain figure.

    Raises
    ------
    ValueError
        A part that plotly does not have, or that it takes in another form than it was written in.
    """
    understood = plain_figure(go.Figure(plain["data"], {**plain["layout"], "template": None}))
    written, taken = (dict(leaves({part: tree[part] for part in understood})) for tree in (plain, understood))
    for path in sorted(written.keys() | taken.keys(), key=str):
        if written.get(path) != taken.get(path):
            name = ".".join(map(str, path))
            raise ValueError(f"{name} is written as {written.get(path)!r}; plotly takes it as {taken.get(path)!r}")


def leaves(tree):
    """Pairs of path and leaf; a list without dicts in it is one leaf, an array."""
    found = []
    _collect(tree, (), found)
    return found


def _collect(tree, path, found):
    kind = type(tree)
    if kind is dict:
        for key, value in tree.items():
            _collect(value, (*path, key), found)
    elif kind is list and dict in {*map(type, tree)}:
        for number, value in enumerate(tree):
            _collect(value, (*path, number), found)
    else:
        found.append((path, tree))


def _titled(part):
    if isinstance(part, dict) and isinstance(part.get("title"), str):
        return {**part, "title": {"text": part["title"]}}
    return part


def _decoded(tree):
    """Arrays as lists: plotly.py hands NumPy arrays over as base64 (``dtype``, ``bdata``, ``shape``)."""
    if isinstance(tree, dict):
        if "bdata" in tree:
            array = np.frombuffer(base64.b64decode(tree["bdata"]), dtype=tree["dtype"])
            return array.reshape([int(n) for n in tree["shape"].split(",")] if "shape" in tree else -1).tolist()
        return {key: _decoded(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        plain = type(tree) is list and _PLAIN.issuperset(map(type, tree))  # mostly numbers: looked at all at once
        return tree if plain else [_decoded(value) for value in tree]
    if isinstance(tree, np.ndarray | pd.Series | pd.Index):
        return _decoded(tree.tolist())
    if isinstance(tree, np.generic):
        return tree.item()
    return tree
