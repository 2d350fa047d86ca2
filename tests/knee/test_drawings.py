"""Drawings by name: one figure for the book and the notebook."""

import subprocess
import sys

import pytest

from vastus import references
from vastus.knee import drawings
from vastus.mime import MIME_TYPE


@pytest.mark.parametrize("name", drawings.NAMES)
def test_a_notebook_shows_the_figure_and_tells_the_book_which_and_nbval_its_numbers(name):
    shown = drawings.show(name)
    bundle = shown._repr_mimebundle_()
    assert bundle[MIME_TYPE] == {"kind": "drawing", "name": name}
    assert bundle["text/plain"] == drawings.text(name)
    assert bundle["text/plain"].startswith(f"Drawing {name}: ")
    assert shown.widget.html == drawings.figure(name, references.load())
    assert "<svg" in shown.widget.html


def test_the_numbers_of_the_movement_stand_in_the_text():
    assert "Knee bent 58 degrees, ankle 32" in drawings.text("step-down-side")
    assert "Knee bent 75 degrees, ankle 12" in drawings.text("step-down-side")


@pytest.mark.parametrize("ask", [drawings.text, drawings.show, lambda name: drawings.figure(name, {})])
def test_a_wrong_name_lists_the_near_ones(ask):
    with pytest.raises(ValueError, match="no drawing 'step-down'; near it: step-down-side, step-down-front"):
        ask("step-down")


def test_figures_can_be_written_without_widgets_plotly_or_sphinx():
    code = (
        "import sys; from vastus import references; from vastus.knee import drawings as d;"
        "[d.figure(name, references.load()) for name in d.NAMES];"
        "print({'anywidget', 'plotly', 'sphinx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
