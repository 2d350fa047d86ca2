"""The course's folder, and how a test builds its book."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run_build(output, source=ROOT):
    """Build the book of the course in ``source`` into ``output``; the finished process."""
    command = [sys.executable, "-m", "vastus", "book", "--output", str(output)]
    return subprocess.run(command, capture_output=True, text=True, cwd=source)


def build_book(output):
    """Build the course's book into ``output`` and return its HTML folder; a build that fails fails the test."""
    done = run_build(output)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return output / "_build" / "html"


def take_along(course, *built):
    """Have a copy of the course use what was fetched and kept for this one, such as ``npm`` or ``kept/fonts``."""
    for name in built:
        if (ROOT / "_build" / name).exists():
            (course / "_build" / name).parent.mkdir(parents=True, exist_ok=True)
            (course / "_build" / name).symlink_to(ROOT / "_build" / name)
