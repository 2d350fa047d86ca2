"""What several test folders need: the built book."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


def build_book(folder):
    """Build the course's book into ``folder`` and return its HTML folder; a build that fails fails the test."""
    command = [sys.executable, "-m", "vastus.cli", "book", "--output", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def book(tmp_path_factory, worker_id):
    """The HTML folder of the course, built once a run whatever the number of test processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "book"
    with FileLock(f"{folder}.lock"):
        built = folder / "_build" / "html"
        return built if (folder / "done").exists() else _built(folder)


def _built(folder):
    html = build_book(folder)
    (folder / "done").touch()
    return html
