"""What a page may load, and what it must not.

Our own assets are named to the templates; what the theme loads besides is the matter of `light`. Stock Jupyter Book
puts thebe's settings into the text of a page even with ``thebe: false``: they go. docutils gives the entries of a
bibliography a role that ARIA has withdrawn; they become list items. myst-nb names the fold of a code cell by other
words than it shows; it keeps those it shows.
"""

import re
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ext import add_global_html_resources

from . import assets, fonts

THEBE = re.compile(r"thebe|<script>kernelName")


def _context(app, pagename, templatename, context, doctree):
    body = context.get("body", "").replace('role="doc-biblioentry"', 'role="listitem"')
    context["body"] = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    context["vastus_assets"] = assets.folder()
    context["fonts_first"] = fonts.first()


def _without_thebe(app, doctree, docname):
    for node in [node for node in doctree.findall(nodes.raw) if THEBE.search(node.astext())]:
        node.parent.remove(node)


def _write_notebook_style(app):
    """Have myst-nb's style there from the first build on: `theme_style` takes from it what the pages use."""
    (Path(app.outdir) / "_static").mkdir(parents=True, exist_ok=True)
    add_global_html_resources(app, None)


def setup(app):
    app.config.templates_path.insert(0, str(Path(__file__).parent / "templates"))  # before the theme's own
    app.connect("builder-inited", _write_notebook_style)
    app.connect("doctree-resolved", _without_thebe, priority=900)
    app.connect("html-page-context", _context, priority=900)
