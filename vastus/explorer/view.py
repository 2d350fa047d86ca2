"""An explorer: controls, and a function from their state to a view.

- ``View`` is what one state shows: a figure or several panels, one short result, one sentence that reads it, and the
  data behind it.
- ``Explorer.at(state)`` is the only way a view is made, so both hosts get the same one: it refuses what neither
  host could show (a number that is not finite, an empty reading).
- ``View.plain`` is the view as JSON, which is what the two hosts are compared by.
"""

import difflib
import functools
import itertools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from .figure import Figure, leaves, plain_figure


class ExplorerError(ValueError):
    """An explorer cannot be shown; the message names it, the state, and what was expected."""


@dataclass(frozen=True)
class View:
    """What one state of an explorer shows.

    Parameters
    ----------
    figure : Figure, plotly.graph_objects.Figure, or a dict of str to either
        One figure; or several panels by their titles, one below the other on a wide screen and one at a time on a
        phone. Every state of an explorer has the same panels with the same traces, shapes and annotations; what a
        state does not need is empty or ``visible=False``. On a phone a figure is drawn as low as the screen needs;
        one with rows of text says ``layout.meta["keeps_height"] = True`` and scrolls instead, its x axes staying in
        sight, or the strip ``layout.meta["heads"] = (from, to)``, in shares of its height from the top.
    reading : str
        One plain sentence of 40 words or fewer, about one thing.
    table : pandas.DataFrame
        The data behind the picture, rounded as it should be read.
    headline : str
        The one short result: a number with its unit and some five words.
    """

    figure: Figure | dict
    reading: str
    table: pd.DataFrame
    headline: str = ""

    @property
    def panels(self):
        """Figures by title; a single figure has no title."""
        return self.figure if isinstance(self.figure, dict) else {"": self.figure}

    @functools.cached_property
    def plain(self):
        """``panels``, ``headline``, ``reading`` and ``table`` as JSON-ready dicts, lists, numbers and strings."""
        return {
            "panels": [{"title": title, **plain_figure(figure)} for title, figure in self.panels.items()],
            "headline": self.headline,
            "reading": self.reading,
            "table": {"columns": [str(name) for name in self.table.columns], "rows": _cells(self.table)},
        }

    @functools.cached_property
    def leaves(self):
        """The scalars and arrays of ``plain`` by their paths."""
        return dict(leaves(self.plain))


@dataclass(frozen=True)
class Explorer:
    """Controls and the function they drive.

    Parameters
    ----------
    name : str
        Permanent; the page and the notebooks know the explorer by it.
    title : str
        What the figure shows, in a few words.
    controls : tuple of Steps, Choice or Toggle
    view : callable
        ``view(**state) -> View``, pure: the same state gives the same view.
    idle : callable
        ``idle(**state)`` names the controls that have no say in a state, such as a slider whose number another
        control has taken over. The view gets their initial values.
    moving_axes : bool
        Declares that the ranges of axes must follow the state. Otherwise they stand still, so that the data are seen
        to move.
    """

    name: str
    title: str
    controls: tuple
    view: Callable
    idle: Callable = lambda **state: ()
    moving_axes: bool = False

    def combinations(self):
        """Every setting of the controls as a dict, the last control changing fastest."""
        names = [control.name for control in self.controls]
        for values in itertools.product(*(control.values for control in self.controls)):
            yield dict(zip(names, values, strict=True))

    def states(self):
        """The combinations that can differ in what they show: idle controls stand at their initial values."""
        return (state for state in self.combinations() if state == self.settled(state))

    def settled(self, state):
        """The state that shows what ``state`` shows, its idle controls at their initial values."""
        return {**state, **{name: self.state()[name] for name in self.idle(**state)}}

    def state(self, **changes):
        """The initial state with ``changes``; a name or value the controls do not have is an error."""
        known = {control.name: control for control in self.controls}
        for name, value in changes.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, n=3, cutoff=0) if known else []
                raise ExplorerError(f"{self.name}: no control {name!r}; there are {', '.join(near) or 'none'}")
            if value not in known[name].values:
                raise ExplorerError(f"{self.name}: {name} cannot be {value!r}; it is one of {known[name].values}")
        return {name: changes.get(name, control.initial) for name, control in known.items()}

    def at(self, state):
        """The view of one state, checked to be showable."""
        try:
            view = self.view(**self.settled(state))
        except Exception as error:
            raise ExplorerError(f"{self.name} at {state}: {type(error).__name__}: {error}") from error
        if not view.reading.strip():
            raise ExplorerError(f"{self.name} at {state}: the reading is empty; expected one sentence")
        if re.search(r"\b(nan|inf)\b", view.reading):
            raise ExplorerError(f"{self.name} at {state}: not a finite number in the reading: {view.reading!r}")
        for path, leaf in view.leaves.items():
            if not _is_finite(leaf):
                raise ExplorerError(f"{self.name} at {state}: not a finite number in {'.'.join(map(str, path))}")
        return view


def hold_parts(explorer, states, views):
    """Hold views to the same parts: otherwise a part would mean different things in different states.

    Parameters
    ----------
    explorer : Explorer
    states : list of dict
    views : list of dict
        The ``leaves`` of the view of each state.

    Raises
    ------
    ExplorerError
        With the first state that has other traces, shapes or annotations than the first of all, and what differs.
    """
    for state, view in zip(states, views, strict=True):
        if odd := views[0].keys() ^ view.keys():
            named = ", ".join(sorted(".".join(map(str, path)) for path in odd)[:4])
            raise ExplorerError(
                f"{explorer.name} at {state}: not the same figure parts as at {states[0]}: {named}; "
                "expected the same traces, shapes and annotations in every state (hide with visible=False)"
            )


def _is_finite(leaf):
    """Whether all numbers of a leaf are finite, whatever its nesting and whatever words are in it."""
    if not isinstance(leaf, list):
        return not isinstance(leaf, float) or math.isfinite(leaf)
    try:
        return all(map(math.isfinite, leaf))  # numbers alone, as mostly
    except TypeError:
        return all(map(_is_finite, leaf))


def _cells(table):
    """The table's cells as the strings a reader sees; a missing value is an empty cell."""
    return [
        ["" if pd.isna(value) else f"{value:g}" if isinstance(value, float) else str(value) for value in row]
        for row in table.to_numpy(dtype=object)
    ]
