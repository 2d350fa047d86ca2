"""The handout beside the pages: ``handout/step-down.html`` always, and its PDFs where a Chromium can print them.

The chapter links to the page, which links to the PDFs if there are any: neither link can be dead.
"""

import tempfile
from pathlib import Path

from sphinx.util import logging

from . import assets, kept, rests_on

logger = logging.getLogger(__name__)


def _printed():
    from .. import chromium, handout  # which read tables, as a build with no change need not

    printed = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            for paper in handout.PAPERS:
                pdf = Path(folder) / handout.file_name(paper)
                handout.pdf(pdf, paper)
                printed[paper] = pdf.read_bytes()
        except (chromium.NotFound, chromium.Failed) as missing:
            logger.info("the handout has no PDF: %s", missing)
    page = handout.html(printed)
    pdfs = {handout.file_name(paper): pdf for paper, pdf in printed.items()}
    things = rests_on.on("vastus.handout", also=["browser", "file vastus/book/handout.py"])
    return {f"{handout.NAME}.html": page.encode(), **pdfs}, things


def _write(app, error):
    if error or app.builder.format != "html":
        return
    product = kept.made("handout", _printed)
    assets.sync(Path(app.outdir) / "handout", {path.name: path for path in product.files})


def setup(app):
    app.connect("build-finished", _write)
