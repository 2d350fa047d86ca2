"""How the same explorer is made in each of five ways, as the guides of each tool have it.

- A peer is a folder here: ``requirements.txt`` with its versions, and its sources. It is made in ``_build/bench/NAME``,
  where its own environment stands too, and kept there while folder and ``shared.py`` stay the same: marimo-book
  runs its notebook once for each of the 240 states.
- Ours is made anew each time, as a course of one page.
"""

import hashlib
import shutil
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

from book_build import build_s, write_course

from vastus import __version__
from vastus.places import place

HERE = Path(__file__).parent
SHARED = HERE / "shared.py"
NAME, FIRST = "same", {"gain": 1, "noise": 0, "delay": 0}
SOURCE = """
import sys

sys.path.insert(0, {here!r})

import pandas as pd
from shared import CONTROLS, figure

from ..explorer import Explorer, Steps, View


def view(gain, noise, delay):
    table = pd.DataFrame({{"gain": [gain], "noise": [noise], "delay": [delay]}})
    said = f"Gain {{gain}}, noise {{noise}}, delay {{delay}}."
    return View(figure(gain, noise, delay), said, table, f"Gain {{gain}}")


controls = tuple(Steps(name, name.title(), tuple(values), values[0]) for name, values in CONTROLS.items())
EXPLORER = Explorer("{name}", "The same explorer", controls, view)
"""


class Failed(RuntimeError):
    """A way could not be made here, with the end of what was said."""


@dataclass(frozen=True)
class Way:
    """A way to make the explorer.

    Attributes
    ----------
    name : str
        As a reader knows it.
    control : str
        What is pressed on the page to move the gain, as Playwright finds it.
    page : str
        Below the site's folder.
    folder : str
        Of a peer: where its sources lie.
    command : tuple of str
        Of a peer: the program of its environment that makes the site, and what it is given.
    site : str
        Of a peer: the folder that the command writes.
    """

    name: str
    control: str
    page: str
    folder: str = ""
    command: tuple = ()
    site: str = ""

    @property
    def version(self):
        """Of the tool: the first of its requirements."""
        return self._requirements()[0].split("==")[1] if self.folder else __version__

    def _requirements(self):
        return (HERE / self.folder / "requirements.txt").read_text(encoding="utf-8").split()

    def make(self):
        """The folder of the finished site; `Failed` if it could not be made."""
        return self._peer() if self.folder else _ours()

    def _peer(self):
        home = place("built") / "bench" / self.folder
        sources = sorted(path for path in (HERE / self.folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
        made_of = hashlib.sha256(b"".join(path.read_bytes() for path in [*sources, SHARED])).hexdigest()
        work, whole = home / "work", home / "made-of"
        if not whole.exists() or whole.read_text() != made_of:
            whole.unlink(missing_ok=True)
            environment = _environment(home / "venv", HERE / self.folder / "requirements.txt")
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(HERE / self.folder, work)
            shutil.copy(SHARED, work)
            program, *given = self.command
            _run([environment / "bin" / program, *given], work)
            whole.write_text(made_of)
        return work / self.site


def _ours():
    folder = place("built") / "bench" / "ours"
    shutil.rmtree(folder, ignore_errors=True)
    shown = {"kind": "explorer", "name": NAME, "state": FIRST}
    write_course(folder, {NAME: SOURCE.format(here=str(HERE), name=NAME)}, {NAME: ["# The same", shown]})
    build_s(folder)
    return folder / "_build" / "html"


def _environment(folder, requirements):
    if not folder.exists():
        venv.create(folder, with_pip=True)
    _run([folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], HERE)
    return folder


def _run(command, folder):
    # shared.py lies in the folder; programs that are started by name are the environment's
    programs = f"{command[0].parent}:/usr/bin:/bin"
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PATH": programs, "PYTHONPATH": str(folder)}
    )
    if done.returncode:
        raise Failed(f"{command[0].name}: {(done.stdout + done.stderr).strip()[-2000:]}")


WAYS = (
    Way("This course", "input[type=range]", f"chapters/{NAME}.html"),
    Way(
        "Jupyter Book, FigureWidget",
        ".noUi-handle",
        "index.html",
        "jupyter-book",
        ("jupyter-book", "build", "."),
        "_build/html",
    ),
    Way("plotly’s own slider", ".slider-rail-touch-rect", "index.html", "plotly-slider", ("python", "build.py")),
    Way(
        "marimo-book, precompute",
        ".marimo-book-precompute-input input",
        "same/",
        "marimo-book",
        ("python", "build.py"),
        "_site",
    ),
    Way("Panel, embed", ".noUi-handle >> nth=2", "index.html", "panel", ("python", "build.py")),
)
