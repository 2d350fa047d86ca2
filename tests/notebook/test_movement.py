"""What a notebook cell with the movement carries: the book's figure, its numbers, and the sentence for nbval."""

import json

from vastus.movement import compiled, figure
from vastus.notebook.mime import MIME_TYPE
from vastus.notebook.movement import show


def test_a_notebook_shows_the_figure_and_tells_the_book_to():
    shown = show()
    bundle = shown._repr_mimebundle_()
    assert bundle[MIME_TYPE] == {"kind": "movement", "name": "whole"}
    assert bundle["text/plain"] == figure.text()
    assert shown.widget.html == figure.html()
    assert json.loads(shown.widget.data) == json.loads(compiled.encoded())
    assert "render" in shown.widget._esm and "[data-movement]" in shown.widget._css
