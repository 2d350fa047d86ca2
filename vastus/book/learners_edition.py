"""What the download button of a page gives: the learner's edition of its notebook.

- The theme's button leads to ``_sources``, where Sphinx puts the page's source as it is: MyST, which reads raw outside
  the book. The edition takes its place there, under the same name.
- All editions are written at the end of every build, since they take a tenth of a second; so none of them goes stale.
  They are not validated here: tests do that, and it would take twice as long as all the rest.
"""

from pathlib import Path

import nbformat

from .. import contents
from ..notebook import learners_edition


def _write(app, error):
    if error or app.builder.format != "html":
        return
    for page in app.env.found_docs & {*contents.pages()}:
        if contents.source(page).suffix == ".ipynb":
            written = nbformat.v4.writes(learners_edition.of(page)) + "\n"
            (Path(app.outdir) / "_sources" / f"{page}.ipynb").write_text(written, encoding="utf-8")


def setup(app):
    app.connect("build-finished", _write)
