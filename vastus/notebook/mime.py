"""How a notebook output tells the book what it is.

- A notebook cell ends in an object that is a live widget in Jupyter.
- Its output also carries ``application/vnd.vastus+json``: what kind of thing it is, its name, its state.
- The book has no kernel; it reads that JSON and puts its own static twin in the page.
- ``text/plain`` carries a sentence with the numbers of the state, so nbval compares something a reader would miss.
"""

MIME_TYPE = "application/vnd.vastus+json"
WIDGET_MIME_TYPE = "application/vnd.jupyter.widget-view+json"


class Displayed:
    """A widget together with what the book and nbval need to know about it.

    Parameters
    ----------
    widget : ipywidgets.Widget
        Shown where a kernel runs.
    payload : dict
        JSON-ready description for the book: ``kind``, ``name`` and what else that kind needs.
    text : str
        The ``text/plain`` form.
    """

    def __init__(self, widget, payload, text):
        self.widget = widget
        self.payload = payload
        self.text = text

    def _repr_mimebundle_(self, include=None, exclude=None):
        from . import text  # the book takes the name above from here, and needs no widgets

        text.mended()
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return {MIME_TYPE: self.payload, WIDGET_MIME_TYPE: view, "text/plain": self.text}
