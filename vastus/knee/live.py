"""Drawings in Jupyter: the book's figure in an anywidget; where there is something to tap, ``anatomy.js`` serves it."""

from pathlib import Path

import anywidget
import traitlets

import vastus
from vastus import references
from vastus.knee import drawings
from vastus.mime import Displayed

STATIC = Path(vastus.__file__).parent / "book" / "static"


class DrawingWidget(anywidget.AnyWidget):
    """Holds the figure; what moves, moves in the browser, so a kernel need not run."""

    _esm = STATIC / "anatomy.js"
    _css = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("anatomy.css", "movement.css"))
    html = traitlets.Unicode().tag(sync=True)


def show(name):
    """Show a drawing in a notebook, and tell the book to put it there.

    Parameters
    ----------
    name : str
        One of `vastus.knee.drawings.NAMES`.

    Returns
    -------
    vastus.mime.Displayed
    """
    # A notebook has no other pages, so sources link to the works themselves and parts to no chapter.
    widget = DrawingWidget(html=drawings.figure(name, references.load()))
    return Displayed(widget, {"kind": "drawing", "name": name}, drawings.text(name))
