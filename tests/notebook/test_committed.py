"""Notebooks as committed: nothing of one run in them, and numbers that nbval really compares."""

import subprocess
import sys

import nbformat
import pytest
from course import ROOT

from vastus.notebook.committed import normalised
from vastus.notebook.mime import MIME_TYPE

NOTEBOOKS = sorted((ROOT / "chapters").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_committed_notebook_is_executed_and_normalised(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert normalised(nbformat.read(path, as_version=4)) == notebook
    for cell in notebook.cells:
        assert cell.cell_type != "code" or cell.execution_count, f"{cell.id} has not been run: make refresh"
        assert not any(output.output_type == "error" for output in cell.get("outputs", []))


def small_notebook():
    """The first explorer of the course with its stored output, in a notebook of its own."""
    notebook = nbformat.read(ROOT / "chapters" / "vmo-controversy.ipynb", as_version=4)
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    shown = next(cell for cell in notebook.cells if cell.id == "retest-noise")
    notebook.cells = [setup, shown]
    return notebook


def nbval(notebook, folder):
    """Exit status of strict nbval on ``notebook``: 0 passed, 1 failed."""
    path = folder / "small.ipynb"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", str(path)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder).returncode


def test_nbval_passes_what_is_stored(tmp_path):
    assert nbval(small_notebook(), tmp_path) == 0


def test_nbval_fails_when_one_number_of_a_stored_reading_is_changed(tmp_path):
    notebook = small_notebook()
    data = notebook.cells[1].outputs[0].data
    changed = data["text/plain"].replace("in 5 of 100", "in 6 of 100")
    assert changed != data["text/plain"]
    data["text/plain"] = changed
    assert nbval(notebook, tmp_path) == 1


def test_nbval_fails_when_one_number_of_a_stored_state_is_changed(tmp_path):
    notebook = small_notebook()
    payload = notebook.cells[1].outputs[0].data[MIME_TYPE]
    payload["state"]["criterion_ms"] += 1
    assert nbval(notebook, tmp_path) == 1
