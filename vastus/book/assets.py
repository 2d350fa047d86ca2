"""What the pages load, all of it served from the book itself.

- Our scripts and styles go to ``vastus-<fingerprint>/``: one fingerprint over all of them, so that a page never
  meets half of a new version, and relative imports between modules keep working.
- They stay out of ``_static``, whose scripts Jupyter Book puts on every page.
- plotly.js "basic" comes from npm in the version plotly.py carries, and is kept in ``_build/npm``. Without npm the
  full bundle inside plotly.py serves: three times the bytes, the same pictures.
- Every explorer of the course is compiled first of all, shown or not: one that cannot be shown fails the build.
- Compiled frames are kept in ``_build/frames`` under a fingerprint of all code, data and libraries they come from,
  so a build after a change of prose computes nothing again.
"""

import concurrent.futures
import functools
import hashlib
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas
import plotly
import scipy
from plotly.offline import get_plotlyjs_version
from sphinx.util import logging

import vastus

from .. import data, explorers, red_flags, references
from ..explorer import frames, palette
from ..places import place
from ..quiz import bank
from . import heights

PACKAGE = Path(vastus.__file__).parent
WEB_FOLDERS = ("book/static", "knee", "knee/anatomy", "quiz")  # a script or style lies with what it serves
LIBRARIES = (np, pandas, plotly, scipy)
logger = logging.getLogger(__name__)


@functools.cache
def files():
    """Name and bytes of each of our own scripts and styles, and of plotly.js."""
    sources = [source for folder in WEB_FOLDERS for source in (PACKAGE / folder).iterdir()]
    found = {source.name: source.read_bytes() for source in sorted(sources) if source.suffix in {".js", ".css"}}
    return {
        **found,
        "colours.css": palette.stylesheet().encode(),
        "heights.css": heights.stylesheet().encode(),
        "plotly.js": _plotly_js(),
    }


@functools.cache
def folder():
    """``vastus-<fingerprint>``, the folder of ``files()`` in the built book."""
    digest = hashlib.sha256()
    for name, content in sorted(files().items()):
        digest.update(name.encode() + b"\0" + content)
    return f"vastus-{digest.hexdigest()[:12]}"


@functools.cache
def frames_of(name):
    """File name and bytes of one explorer's frames: those kept from an earlier build, or computed now."""
    kept = _kept_frames()
    for path in kept.glob(f"{name}.*.json"):
        return path.name, path.read_bytes()
    file_name, content = frames.encode(explorers.load(name))
    for old in kept.parent.glob("*"):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)
    _put(kept / file_name, content)
    return file_name, content


@functools.cache
def _kept_frames():
    """The folder of frames computed from just these sources and libraries."""
    digest = hashlib.sha256(" ".join(f"{library.__name__} {library.__version__}" for library in LIBRARIES).encode())
    for path in sources():
        digest.update(path.read_bytes())
    return place("built") / "frames" / digest.hexdigest()[:12]


def sources():
    """Every file a page's live parts may depend on: the package's code and drawings, the tables, the references."""
    code = [path for pattern in ("*.py", "*.svg", "*.yml") for path in PACKAGE.rglob(pattern)]
    return sorted([*code, *data.FOLDER.rglob("*.csv"), *data.FOLDER.rglob("*.json"), references.FILE])


def note_dependencies(env):
    """Have the page that is being read written anew when a source or a question bank changes."""
    for path in [*sources(), red_flags.FILE, *bank.FOLDER.glob("*.yml")]:
        env.note_dependency(str(path))


def _plotly_js():
    version = get_plotlyjs_version()
    basic = place("built") / "npm" / version / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    npm = shutil.which("npm")
    if not basic.exists() and npm:
        logger.info("taking plotly.js basic %s from npm", version)
        basic.parents[2].mkdir(parents=True, exist_ok=True)
        wanted = f"plotly.js-basic-dist-min@{version}"
        quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(
            [npm, "install", "--prefix", basic.parents[2], *quiet, wanted], capture_output=True, text=True
        )
        if done.returncode:
            logger.info("npm could not: %s", done.stderr.strip())
    if basic.exists():
        return basic.read_bytes()
    logger.info("no plotly.js basic from npm: using the full bundle inside plotly.py (three times the bytes)")
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


def _compile_explorers(app):
    kept = _kept_frames()
    missing = [name for name in explorers.names() if not any(kept.glob(f"{name}.*.json"))]
    if missing:
        logger.info("computing every state of %d explorers", len(missing))
        with concurrent.futures.ProcessPoolExecutor() as processes:
            list(processes.map(frames_of, missing))


def _write(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for old in [*out.glob("vastus-*"), out / "explorers"]:
        shutil.rmtree(old, ignore_errors=True)
    for name, content in files().items():
        _put(out / folder() / name, content)
    for name in explorers.names():
        file_name, content = frames_of(name)
        _put(out / "explorers" / file_name, content)


def _put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def setup(app):
    app.add_config_value("vastus_assets", folder(), "html")  # another fingerprint makes every page be written again
    app.connect("builder-inited", _compile_explorers)
    app.connect("build-finished", _write)
