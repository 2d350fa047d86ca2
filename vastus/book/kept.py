"""What takes long to make is kept in ``_build/kept``, and used again while all it rests on is the same.

- A product is a few files under a name, such as ``frames.retest_noise``; beside them stands what they rest on.
- Products are made in processes apart, which stay for the whole build. So pandas, plotly and SciPy are imported only
  where something has to be made, and once; a build with no change imports none of them.
- Several makes of a product may be there, so that going to and fro between two versions of the course costs nothing.
- A make that no build has used for a month goes, at the end of a build.
"""

import atexit
import concurrent.futures
import functools
import gc
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ..places import place
from . import rests_on

FOLDER = place("built") / "kept"
NOTED = "rests-on.json"
DAYS = 30
# A build makes objects by the million and drops few of them: to look for those that hold each other took a fifth of it.
RARELY = 50_000, 20, 20


@dataclass(frozen=True)
class Product:
    """A kept make of something: the folder of its files, and what they rest on, as `rests_on.on` gives it."""

    folder: Path
    rests_on: dict

    @property
    def files(self):
        """Paths of its files, sorted."""
        return sorted(path for path in self.folder.iterdir() if path.name != NOTED)


def find(name):
    """The kept make of a product that still holds, or None."""
    for noted in sorted(_notes(FOLDER / name), key=lambda path: -path.stat().st_mtime):
        things = json.loads(noted.read_text(encoding="utf-8"))
        if rests_on.holds(things):
            os.utime(noted)
            return Product(noted.parent, things)
    return None


def _notes(product):
    """What the makes of a product rest on: the paths of their notes."""
    makes = os.listdir(product) if product.is_dir() else []  # a pattern of names would take ten times as long
    return [note for make in makes if (note := product / make / NOTED).exists()]


def made(name, make, *given):
    """A product, kept from before or made now.

    Parameters
    ----------
    name : str
    make : callable
        A function at the top level of a module. It gives the files, bytes by name, and what they rest on, as
        `rests_on.on` does.
    *given
        What it is called with.

    Returns
    -------
    Product
    """
    return find(name) or begun(name, make, *given).result()


def begun(name, make, *given):
    """The future of a `Product` that must be made."""
    if multiprocessing.parent_process():  # a product of which another one is made
        done = concurrent.futures.Future()
        done.set_result(_make(name, make, given))
        return done
    return _makers().submit(_make, name, make, given)


@functools.cache
def _makers():
    # Not forked: a fork would hold open what this process has open, such as the line to a browser that waits for its
    # closing.
    spawned = multiprocessing.get_context("spawn")
    makers = concurrent.futures.ProcessPoolExecutor(mp_context=spawned, initializer=gc.set_threshold, initargs=RARELY)
    atexit.register(makers.shutdown)
    return makers


def make_together(make, wanted):
    """Make several products in one go, such as in one start of a browser.

    Parameters
    ----------
    make : callable
        As for `made`, but it gets a list and gives for each of it the files and what they rest on.
    wanted : dict
        What each product is made of, by its name.
    """
    if multiprocessing.parent_process():
        _make_together(make, wanted)
    else:
        _makers().submit(_make_together, make, wanted).result()


def _make_together(make, wanted):
    for name, (files, things) in zip(wanted, make([*wanted.values()]), strict=True):
        _keep(name, files, things)


def _make(name, make, given):
    return _keep(name, *make(*given))


def _keep(name, files, things):
    (FOLDER / name).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=FOLDER / name))
    for file, content in files.items():
        (folder / file).write_bytes(content)
    # Last, and whole: nobody finds a make that was interrupted, nor reads half a note.
    writing = folder / f"{NOTED}.part"
    writing.write_text(json.dumps(things, indent=0), encoding="utf-8")
    writing.rename(folder / NOTED)
    return Product(folder, things)


def drop_old():
    """Delete the makes that no build has used for a month."""
    then = time.time() - DAYS * 86_400
    for make in (make for product in _entries(FOLDER) if product.is_dir() for make in _entries(product)):
        noted = os.path.join(make, NOTED)
        if os.stat(noted if os.path.exists(noted) else make).st_mtime < then:
            shutil.rmtree(make, ignore_errors=True)
    for understood in _entries(rests_on.UNDERSTOOD):
        if understood.stat().st_mtime < then:
            Path(understood).unlink(missing_ok=True)


def _entries(folder):
    return os.scandir(folder) if os.path.isdir(folder) else ()
