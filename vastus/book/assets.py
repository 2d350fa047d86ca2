"""What the pages load, all of it served from the book itself.

- Our scripts and styles go to ``vastus-<fingerprint>/``: one fingerprint over all of them, so that a page never
  meets half of a new version, and relative imports between modules keep working.
- They stay out of ``_static``, whose scripts Jupyter Book puts on every page.
- plotly.js "basic" comes from npm in the version plotly.py carries, and is kept in ``_build/npm``. Without npm the
  full bundle inside plotly.py serves: three times the bytes, the same pictures.
- Every explorer of the course is compiled and written, shown or not: one that cannot be shown fails the build.
"""

import functools
import hashlib
import shutil
import subprocess
from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version
from sphinx.util import logging

from .. import explorers, quiz
from ..explorer import frames, palette

PACKAGE = Path(__file__).parents[1]
NPM_FOLDER = PACKAGE.parent / "_build" / "npm"
logger = logging.getLogger(__name__)


@functools.cache
def files():
    """Name and bytes of each of our own scripts and styles, and of plotly.js."""
    quiz_folder = Path(quiz.__file__).parent
    sources = [*sorted((Path(__file__).parent / "static").iterdir()), *sorted(quiz_folder.glob("*.[jc]s*"))]
    found = {source.name: source.read_bytes() for source in sources if source.suffix in {".js", ".css", ".svg"}}
    return {**found, "colours.css": palette.stylesheet().encode(), "plotly.js": _plotly_js()}


@functools.cache
def folder():
    """``vastus-<fingerprint>``, the folder of ``files()`` in the built book."""
    digest = hashlib.sha256()
    for name, content in sorted(files().items()):
        digest.update(name.encode() + b"\0" + content)
    return f"vastus-{digest.hexdigest()[:12]}"


@functools.cache
def frames_of(name):
    """File name and bytes of one explorer's frames; each is compiled once a build."""
    return frames.encode(explorers.load(name))


def _plotly_js():
    version = get_plotlyjs_version()
    basic = NPM_FOLDER / version / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    npm = shutil.which("npm")
    if not basic.exists() and npm:
        logger.info("taking plotly.js basic %s from npm", version)
        basic.parents[2].mkdir(parents=True, exist_ok=True)
        wanted = f"plotly.js-basic-dist-min@{version}"
        quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run([npm, "install", "--prefix", basic.parents[2], *quiet, wanted], capture_output=True, text=True)
        if done.returncode:
            logger.info("npm could not: %s", done.stderr.strip())
    if basic.exists():
        return basic.read_bytes()
    logger.info("no plotly.js basic from npm: using the full bundle inside plotly.py (three times the bytes)")
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


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
    app.connect("build-finished", _write)
