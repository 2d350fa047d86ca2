"""Notebooks as committed: nothing of one run in them, and numbers that nbval really compares."""

import json
import re
import subprocess
import sys

import nbformat
import pytest
import yaml
from course import ROOT

from vastus import cli
from vastus.notebook import committed
from vastus.notebook.committed import normalised
from vastus.notebook.mime import MIME_TYPE

CHAPTERS = ROOT / "chapters"
NOTEBOOKS = sorted(CHAPTERS.rglob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_committed_notebook_is_executed_and_normalised(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert normalised(nbformat.read(path, as_version=4)) == notebook
    for cell in notebook.cells:
        assert cell.cell_type != "code" or cell.execution_count, f"{cell.id} has not been run: make refresh"
        assert not any(output.output_type == "error" for output in cell.get("outputs", []))


def test_every_notebook_is_a_page_and_every_page_that_computes_is_refreshed_normalised_and_held_by_nbval(monkeypatch):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    named = {path for path in (ROOT / f"{page}.ipynb" for page in pages(toc)) if path.exists()}
    assert named == set(NOTEBOOKS)
    refreshed = []
    monkeypatch.setattr(committed, "refresh", refreshed.append)
    cli.refresh([])
    assert set(refreshed) == named
    command = [sys.executable, "-m", "pytest", "--nbval", "--collect-only", "-q", "chapters"]
    said = subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout
    assert {ROOT / name for name in re.findall(r"^(\S+\.ipynb)::", said, re.MULTILINE)} == named


def pages(toc):
    """The pages that a table of contents names, at any depth."""
    if isinstance(toc, list):
        return [page for part in toc for page in pages(part)]
    here = [toc[key] for key in ("root", "file") if key in toc]
    return here + [page for part in toc.values() if isinstance(part, list) for page in pages(part)]


def small_notebook():
    """The first explorer of the course with its stored output, in a notebook of its own."""
    notebook = nbformat.read(ROOT / "chapters" / "vmo-controversy" / "one-late-knee.ipynb", as_version=4)
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    shown = next(cell for cell in notebook.cells if cell.id == "retest-noise")
    notebook.cells = [setup, shown]
    return notebook


def with_changed(part, before, after):
    """The small notebook with one text of its stored output changed."""
    notebook = small_notebook()
    data = notebook.cells[1].outputs[0].data
    stored = json.dumps(data[part])
    assert before in stored
    data[part] = json.loads(stored.replace(before, after))
    return notebook


def test_nbval_passes_what_is_stored_and_fails_when_one_number_of_it_is_changed_or_it_is_gone(tmp_path):
    without = small_notebook()
    without.cells[1].outputs = []
    notebooks = {
        "stored": small_notebook(),
        "without": without,
        "reading": with_changed("text/plain", "in 5 of 100", "in 6 of 100"),
        "state": with_changed(MIME_TYPE, '"criterion_ms": 10', '"criterion_ms": 11'),
    }
    for name, notebook in notebooks.items():
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-rA", "-p", "no:cacheprovider", "."]
    said = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout
    assert set(re.findall(r"^FAILED (\w+)\.ipynb::Cell 1", said, re.MULTILINE)) == {"reading", "state", "without"}
    assert "PASSED stored.ipynb::Cell 1" in said
