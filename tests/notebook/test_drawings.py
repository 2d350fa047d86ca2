"""What a notebook cell with a drawing carries: the book's figure, which it is, and its numbers for nbval."""

import pytest

from vastus import references
from vastus.knee import drawings
from vastus.notebook.drawings import show
from vastus.notebook.mime import MIME_TYPE


@pytest.mark.parametrize("name", drawings.NAMES)
def test_a_notebook_shows_the_figure_and_tells_the_book_which_and_nbval_its_numbers(name):
    shown = show(name)
    bundle = shown._repr_mimebundle_()
    assert bundle[MIME_TYPE] == {"kind": "drawing", "name": name}
    assert bundle["text/plain"] == drawings.text(name)
    assert shown.widget.html == drawings.figure(name, references.load())
    assert "<svg" in shown.widget.html


def test_a_wrong_name_lists_the_near_ones():
    with pytest.raises(ValueError, match="no drawing 'step-down'; near it: step-down-side, step-down-front"):
        show("step-down")
