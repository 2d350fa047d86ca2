"""Notebooks as committed: nothing of one run in them, and numbers that nbval really compares."""

import json
import re
import subprocess
import sys
from copy import deepcopy

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


def with_changed(part, before, after, cell):
    """A cell with one text of its stored output changed."""
    stored = json.dumps(cell.outputs[0].data[part])
    assert before in stored
    cell = deepcopy(cell)
    cell.outputs[0].data[part] = json.loads(stored.replace(before, after))
    return cell


def test_nbval_passes_what_is_stored_and_fails_when_one_number_of_it_is_changed_or_it_is_gone(tmp_path):
    notebook = nbformat.read(CHAPTERS / "vmo-controversy" / "one-late-knee.ipynb", as_version=4)
    setup, stored = (cell for cell in notebook.cells if cell.id in ("setup", "retest-noise"))
    cells = {
        "setup": setup,
        "stored": stored,
        "without": nbformat.from_dict({**stored, "outputs": []}),
        "reading": with_changed("text/plain", "in 5 of 100", "in 6 of 100", stored),
        "state": with_changed(MIME_TYPE, '"criterion_ms": 10', '"criterion_ms": 11', stored),
    }
    notebook.cells = [nbformat.from_dict({**cell, "id": name}) for name, cell in cells.items()]
    nbformat.write(notebook, tmp_path / "small.ipynb")
    command = [sys.executable, "-m", "pytest", "-p", "vastus.json_schema", "--nbval", "-q", "-rA", "."]
    said = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout
    verdicts = re.findall(r"^(PASSED|FAILED) small\.ipynb::Cell \d", said, re.MULTILINE)
    assert sorted(verdicts) == ["FAILED"] * 3 + ["PASSED"] * 2
    assert {"PASSED small.ipynb::Cell 0", "PASSED small.ipynb::Cell 1"} < set(said.splitlines())
