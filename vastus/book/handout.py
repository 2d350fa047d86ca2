"""The handout beside the pages: ``handout/step-down.html`` always, and its PDF where there is a Chromium to print it.

The chapter links to the page, which links to the PDF if there is one: neither link can be dead.
"""

from pathlib import Path

from sphinx.util import logging

from .. import chromium, handout

logger = logging.getLogger(__name__)


def _write(app, error):
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "handout"
    printed = folder / f"{handout.NAME}.pdf"
    printed.unlink(missing_ok=True)
    try:
        handout.pdf(printed)
    except (chromium.NotFound, handout.PrintError) as missing:
        logger.info("the handout has no PDF: %s", missing)
    folder.mkdir(exist_ok=True)
    page = handout.html(printed.name if printed.exists() else None)
    (folder / f"{handout.NAME}.html").write_text(page, encoding="utf-8")


def setup(app):
    app.connect("build-finished", _write)
