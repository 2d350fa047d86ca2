"""What a page may load, and what it must not.

Stock Jupyter Book asks third parties for thebe (even with ``thebe: false``) and loads the icons twice, once as a
script of 542 kB gzip and once as a font. Both scripts are left out here, and our own assets are named to the
templates. docutils gives the entries of a bibliography a role that ARIA has withdrawn; they become list items. myst-nb
names the fold of a code cell by other words than it shows; it keeps those it shows.
"""

import re
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ext import add_global_html_resources

from . import assets, fonts

THEBE = re.compile(r"thebe|<script>kernelName")
FONTAWESOME = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>")


def _context(app, pagename, templatename, context, doctree):
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context.get(kind, []) if not _unwanted(file)]
    body = context.get("body", "").replace('role="doc-biblioentry"', 'role="listitem"')
    context["body"] = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    context["vastus_assets"] = assets.folder()
    context["fonts_first"] = fonts.first()
    context["without_fontawesome_script"] = lambda html: FONTAWESOME.sub("", str(html))


def _without_thebe(app, doctree, docname):
    for node in [node for node in doctree.findall(nodes.raw) if THEBE.search(node.astext())]:
        node.parent.remove(node)


def _unwanted(file):
    return bool(THEBE.search(f"{file.filename} {getattr(file, 'attributes', {}).get('body')}"))


def _write_notebook_style(app):
    """Have myst-nb's style there before the pages: their links carry its checksum, or else a second build differs."""
    (Path(app.outdir) / "_static").mkdir(parents=True, exist_ok=True)
    add_global_html_resources(app, None)


def setup(app):
    app.config.templates_path.insert(0, str(Path(__file__).parent / "templates"))  # before the theme's own
    app.connect("builder-inited", _write_notebook_style)
    app.connect("doctree-resolved", _without_thebe, priority=900)
    app.connect("html-page-context", _context, priority=900)
