"""What a page may load, and what it must not.

Stock Jupyter Book asks third parties for thebe (even with ``thebe: false``) and loads the icons twice, once as a
script of 542 kB gzip and once as a font. Both scripts are left out here, and our own assets are named to the
templates.
"""

import re
from pathlib import Path

from . import assets

FONTAWESOME = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>")


def _context(app, pagename, templatename, context, doctree):
    context["script_files"] = [script for script in context.get("script_files", []) if not _unwanted(script)]
    context["vastus_assets"] = assets.folder()
    context["without_fontawesome_script"] = lambda html: FONTAWESOME.sub("", str(html))


def _unwanted(script):
    body = getattr(script, "attributes", {}).get("body") or ""
    return "thebe" in str(script.filename or "") or "thebe" in body


def setup(app):
    app.config.templates_path.append(str(Path(__file__).parent / "templates"))
    app.connect("html-page-context", _context, priority=900)
