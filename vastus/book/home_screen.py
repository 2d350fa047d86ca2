"""The icon that the course has on the home screen of a phone that takes no drawing for one: a PNG, as iOS asks for.

It is the course's own drawing on white, made by a Chromium while the book is built and kept (``kept``). Without one the
build says so, and the phone shows a small picture of the page instead.
"""

import functools
import io
import tempfile
from pathlib import Path

from sphinx.util import logging

from .. import chromium
from ..places import place
from . import assets, kept, rests_on

FOLDER = "home-screen"
FILE = "icon.png"
DRAWING = "images/favicon.svg"
PIXELS = 180  # of a phone with three dots for each; others make it smaller
SHARE = 0.84  # of the icon's width: the phone cuts its corners
DRAWN_PIXELS = 4 * PIXELS  # then made smaller, which smooths its edges
SECONDS = 60
logger = logging.getLogger(__name__)


@functools.cache
def product():
    """The `kept.Product` with the icon; without files if there was nothing to draw it with."""
    return kept.made("home-screen", _made)


def _made():
    things = rests_on.on("vastus.book.home_screen", also=["browser", f"file chapters/{DRAWING}"])
    try:
        return {FILE: _drawn((place("chapters") / DRAWING).read_text(encoding="utf-8"))}, things
    except (chromium.NotFound, chromium.Failed) as missing:
        logger.info("the course has no icon for a home screen: %s", missing)
        return {}, things | {"browser": "none"}  # so that it is tried again with one that may do better


def _drawn(svg):
    from PIL import Image

    style = f"margin: {(1 - SHARE) / 2 * DRAWN_PIXELS}px; width: {SHARE * DRAWN_PIXELS}px; display: block"
    with tempfile.TemporaryDirectory() as folder:
        page, picture = Path(folder) / "icon.html", Path(folder) / "icon.png"
        page.write_text(f"<!DOCTYPE html><style>* {{ margin: 0 }} svg {{ {style} }}</style>{svg}", encoding="utf-8")
        # higher than the icon, since some count the edge of a window with it
        size = f"--window-size={DRAWN_PIXELS},{2 * DRAWN_PIXELS}"
        done = chromium.run(page, f"--screenshot={picture}", size, "--hide-scrollbars", seconds=SECONDS)
        if not picture.exists():
            raise chromium.Failed(f"{chromium.path()} drew nothing; it said: {done.stderr.strip()[-500:]}")
        drawn = Image.open(picture).convert("RGB").crop((0, 0, DRAWN_PIXELS, DRAWN_PIXELS))
    written = io.BytesIO()
    drawn.resize((PIXELS, PIXELS), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _context(app, pagename, templatename, context, doctree):
    context["home_screen_icon"] = f"{FOLDER}/{FILE}" if product().files else ""


def _write(app, error):
    if error or app.builder.format != "html":
        return
    assets.sync(Path(app.outdir) / FOLDER, {path.name: path for path in product().files})


def setup(app):
    app.connect("html-page-context", _context)
    app.connect("build-finished", _write)
