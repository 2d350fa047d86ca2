"""Drawings in Jupyter: the book's figure in an anywidget, with the script that serves it there."""

import anywidget
import traitlets

from .. import references
from ..knee import drawings
from .mime import Displayed


class DrawingWidget(anywidget.AnyWidget):
    """Holds the figure; what moves, moves in the browser, so a kernel need not run."""

    _esm = drawings.SCRIPT
    _css = "\n".join(style.read_text(encoding="utf-8") for style in drawings.STYLES)
    html = traitlets.Unicode().tag(sync=True)


class ViewsWidget(DrawingWidget):
    """The same for the knee that bends."""

    _esm = drawings.VIEWS_SCRIPT


def show(name):
    """Show a drawing in a notebook, and tell the book to put it there.

    Parameters
    ----------
    name : str
        One of `vastus.knee.drawings.NAMES`.

    Returns
    -------
    vastus.notebook.mime.Displayed
    """
    # A notebook has no other pages, so sources link to the works themselves and parts to no chapter.
    widget = (ViewsWidget if name == drawings.VIEWS else DrawingWidget)(html=drawings.figure(name, references.load()))
    return Displayed(widget, {"kind": "drawing", "name": name}, drawings.text(name))
