"""The handout beside the pages: ``handout/step-down.html`` always, and its PDF where there is a Chromium to print it.

The chapter links to the page, which links to the PDF if there is one: neither link can be dead.
"""

import tempfile
from pathlib import Path

from sphinx.util import logging

from . import assets, kept, rests_on

logger = logging.getLogger(__name__)


def _printed():
    from .. import chromium, handout  # which read tables, as a build with no change need not

    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / f"{handout.NAME}.pdf"
        try:
            handout.pdf(pdf)
        except (chromium.NotFound, chromium.Failed) as missing:
            logger.info("the handout has no PDF: %s", missing)
        printed = {pdf.name: pdf.read_bytes()} if pdf.exists() else {}
    page = handout.html(next(iter(printed), None))
    things = rests_on.on("vastus.handout", also=["browser", "file vastus/book/handout.py"])
    return {f"{handout.NAME}.html": page.encode(), **printed}, things


def _write(app, error):
    if error or app.builder.format != "html":
        return
    product = kept.made("handout", _printed)
    assets.sync(Path(app.outdir) / "handout", {path.name: path for path in product.files})


def setup(app):
    app.connect("build-finished", _write)
