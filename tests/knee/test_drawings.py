"""Drawings by name: one figure for the book and the notebook."""

import subprocess
import sys

import pytest

from vastus import data
from vastus.knee import drawings


@pytest.mark.parametrize("name", drawings.NAMES)
def test_the_text_names_the_drawing(name):
    assert drawings.text(name).startswith(f"Drawing {name}: ")


def test_the_numbers_of_the_movement_and_the_angles_of_the_fibres_stand_in_the_text():
    assert "Knee bent 58 degrees, ankle 32" in drawings.text("step-down-side")
    assert "Knee bent 75 degrees, ankle 12" in drawings.text("step-down-side")
    angles = data.table("vm_fibre_angles").query("citekey == 'vergara_vm'")["angle_mean_deg"]
    assert all(f"{angle:g}" in drawings.text("knee-front") for angle in angles)


@pytest.mark.parametrize("ask", [drawings.text, lambda name: drawings.figure(name, {})])
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
