"""The live host: an explorer in JupyterLab, Notebook or VS Code.

- Each control becomes the ipywidget that fits it; the figure is a ``FigureWidget``.
- A change of any control asks the explorer for its view and puts that view into the widgets that are there.
- The cell's output carries the name and the state too, from which the book makes its own page.
- What a cell showed before is closed when it shows an explorer again: kept, each run would add to what a reload draws.
- ``explorers.js`` gives sliders their names and keeps the arrow keys with the controls.
"""

import html
from functools import partial
from pathlib import Path

import anywidget
import ipywidgets as widgets
import plotly.graph_objects as go
from IPython import get_ipython

from .. import explorers
from ..explorer.table import table_html
from ..explorer.view import hold_parts
from .mime import Displayed

STEP_MS = 800  # between two values of a slider that plays
LONGEST_RADIO_LABEL = 37  # characters; ipywidgets print longer ones over each other

_shown = {}  # cell and explorer to the host that stands there


class Access(anywidget.AnyWidget):
    """Shows nothing, and makes the host around it fit for keyboard and screen reader."""

    _esm = Path(__file__).with_name("explorers.js")


class LiveHost(widgets.VBox):
    """An explorer at work in a kernel.

    Attributes
    ----------
    inputs : dict of str to ipywidgets.Widget
        By the name of the control; set ``.value`` to move one.
    figures : tuple of plotly.graph_objects.FigureWidget
        One for each panel.
    headline, reading, table : ipywidgets.HTML
    first_reading : str
        The sentence of the state it started from.
    """

    def __init__(self, explorer, state):
        self.explorer = explorer
        self.inputs = {control.name: _input(control, state[control.name]) for control in explorer.controls}
        view = explorer.at(state)
        self._first = state, view.leaves
        self._drawn = view.plain["panels"]
        self.figures = tuple(go.FigureWidget(panel["data"], panel["layout"]) for panel in self._drawn)
        self.headline = widgets.HTML()
        self.reading = widgets.HTML()
        self.table = widgets.HTML()
        self.first_reading = view.reading
        self._write(view)
        for control in explorer.controls:
            self.inputs[control.name].observe(partial(self._put_back, getattr(control, "resets", ())), names="value")
            self.inputs[control.name].observe(self._redraw, names="value")
        title = widgets.HTML(f"<strong>{html.escape(explorer.title)}</strong>")
        inputs = [_with_play(control, self.inputs[control.name]) for control in explorer.controls]
        parts = [title, *inputs, self.headline, *self._titled(view), self.reading, self.table, Access()]
        super().__init__(parts)
        self.add_class("vastus-explorer-host")

    def _put_back(self, names, _change):
        for name in names:
            self.inputs[name].value = self.explorer.state()[name]

    def _redraw(self, _change):
        state = {name: widget.value for name, widget in self.inputs.items()}
        view = self.explorer.at(state)
        first, first_view = self._first
        hold_parts(self.explorer, (first, state), (first_view, view.leaves))
        before, self._drawn = self._drawn, view.plain["panels"]
        for figure, old, new in zip(self.figures, before, self._drawn, strict=True):
            with figure.batch_update():
                for trace, old_trace, new_trace in zip(figure.data, old["data"], new["data"], strict=True):
                    trace.update(_changed(old_trace, new_trace), overwrite=True)
                figure.layout.update(_changed(old["layout"], new["layout"]), overwrite=True)
        self._write(view)

    def close(self):
        """Close the host with every widget in it."""
        for part in self.children:
            for inner in getattr(part, "children", ()):
                inner.close()
            part.close()
        super().close()

    def _titled(self, view):
        for title, figure in zip(view.panels, self.figures, strict=True):
            if title:
                yield widgets.HTML(f"<em>{html.escape(title)}</em>")
            yield figure

    def _write(self, view):
        self.headline.value = f"<strong>{html.escape(view.headline)}</strong>"
        self.reading.value = f'<p role="status">{html.escape(view.reading)}</p>'
        self.table.value = (
            f"<details><summary>The data behind the picture</summary>{table_html(view.plain['table'])}</details>"
        )


def show(explorer, **state):
    """Show an explorer in a notebook, and tell the book to put it there.

    Parameters
    ----------
    explorer : str or vastus.explorer.Explorer
        An explorer of the course by its name, or one of your own.
    **state
        Controls that start from another value than their own.

    Returns
    -------
    vastus.notebook.mime.Displayed

    Raises
    ------
    vastus.explorer.ExplorerError
        If a name or a value is unknown; those there are are listed.
    """
    explorer = explorers.load(explorer) if isinstance(explorer, str) else explorer
    state = explorer.state(**state)
    cell = (_cell(), explorer.name)
    if cell in _shown:
        _shown.pop(cell).close()
    host = _shown[cell] = LiveHost(explorer, state)
    return Displayed(host, {"kind": "explorer", "name": explorer.name, "state": state}, host.first_reading)


def _cell():
    """The cell that runs, where the front end says which; a kernel alone has none."""
    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId")


def _changed(old, new):
    """The parts of ``new`` that differ from ``old``: plotly checks, and sends, only what it is given."""
    return {key: value for key, value in new.items() if key not in old or old[key] != value}


def _input(control, value):
    words = {"description": control.label, "style": {"description_width": "initial"}}
    options = [(control.text(option), option) for option in control.values]
    if control.kind == "steps":
        return widgets.SelectionSlider(options=options, value=value, layout={"width": "min(100%, 34rem)"}, **words)
    if control.kind == "toggle":
        return widgets.Checkbox(value=value, indent=False, **words)
    if control.kind == "radio" and max(len(text) for text, _ in options) <= LONGEST_RADIO_LABEL:
        return widgets.RadioButtons(options=options, value=value, **words)
    return widgets.Dropdown(options=options, value=value, layout={"width": "min(100%, 34rem)"}, **words)


def _with_play(control, widget):
    """A slider that plays, with its button; other inputs by themselves."""
    if not getattr(control, "plays", False):
        return widget
    play = widgets.Play(value=widget.index, max=len(control.values) - 1, interval=STEP_MS, show_repeat=False)
    widgets.link((play, "value"), (widget, "index"))
    return widgets.HBox([play, widget])
