"""The movement in Jupyter: the book's figure in an anywidget, moved by the same ``movement.js``."""

import anywidget
import traitlets

from ..knee import drawings
from ..movement import SCRIPT, STYLE, compiled, figure
from .mime import Displayed


class MovementWidget(anywidget.AnyWidget):
    """Holds the figure and its numbers; it moves in the browser, so a kernel need not run."""

    _esm = SCRIPT
    _css = "\n".join(style.read_text(encoding="utf-8") for style in (*drawings.STYLES, STYLE))
    html = traitlets.Unicode().tag(sync=True)
    data = traitlets.Unicode().tag(sync=True)


def show(kind="whole"):
    """Show the movement in a notebook, and tell the book to put it there.

    Parameters
    ----------
    kind : {"whole", "small"}
        With strips and controls, or one person alone.

    Returns
    -------
    vastus.notebook.mime.Displayed
    """
    widget = MovementWidget(html=figure.html(kind), data=compiled.encoded().decode())
    return Displayed(widget, {"kind": "movement", "name": kind}, figure.text())
