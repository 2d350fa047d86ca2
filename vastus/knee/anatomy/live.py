"""The drawing in Jupyter: the book's figure in an anywidget, brought to life by the same ``anatomy.js``."""

from pathlib import Path

import anywidget
import traitlets

import vastus
from vastus import references
from vastus.knee.anatomy.drawing import ANGLES_CITEKEY, NAME, anatomy, fibre_angles_deg
from vastus.knee.anatomy.html import figure
from vastus.mime import Displayed

STATIC = Path(vastus.__file__).parent / "book" / "static"


class AnatomyWidget(anywidget.AnyWidget):
    """Holds the figure; choosing and switching happen in the browser, so a kernel need not run."""

    _esm = STATIC / "anatomy.js"
    _css = STATIC / "anatomy.css"
    html = traitlets.Unicode().tag(sync=True)


def show():
    """Show the drawing in a notebook, and tell the book to put it there.

    Returns
    -------
    vastus.mime.Displayed
    """
    # A notebook has no other pages, so sources link to the works themselves and parts to no chapter.
    widget = AnatomyWidget(html=figure(references.load(), reference_href=None, chapter_href=None))
    angles = ", ".join(f"{angle_deg:g}" for angle_deg in fibre_angles_deg().values())
    count = len(anatomy().parts)
    text = f"Drawing {NAME}: {count} parts; fibres of the vastus medialis at {angles} degrees ({ANGLES_CITEKEY})."
    return Displayed(widget, {"kind": "anatomy", "name": NAME}, text)
