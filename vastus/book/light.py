"""A page loads what it needs, when it needs it; what no page needs is not in the book.

- Of the scripts that the theme and its extensions bring, a page gets those for what is on it, none before its text.
  Search has a page of its own and loads there; Bootstrap loads when somebody reaches for a menu (``first-use.js``).
- Icons are drawn in the page (`icons`), the theme's style is cut down (`theme_style`).
- At the end of a build the files in ``_static`` that nothing names go: 4.8 MB of fonts, maps, languages and logos.
"""

import re
from pathlib import Path

from markupsafe import Markup

from . import icons, rests_on
from .read_off import read_off

EVERYWHERE = ("documentation_options.js", "scripts/sphinx-book-theme.js", "scripts/pydata-sphinx-theme.js")
ON_REQUEST = ("scripts/bootstrap.js",)
WHERE_NAMED = {
    'class="highlight"': ("clipboard.min.js", "copybutton.js"),
    "sd-tab-set": ("design-tabs.js",),
}
OF_SEARCH = ("doctools.js", "sphinx_highlight.js", "language_data.js", "searchtools.js")
VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')
AS_TYPED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
BLANKS = re.compile(r"\s*\n\s*")
NAMED = re.compile(r'_static/([^"?#)]+)|url\("?([^"?#):]+)')


def theme_scripts(pagename, body):
    """Addresses in the book of the theme's scripts for a page, in their order."""
    names = [*EVERYWHERE]
    for mark, scripts in WHERE_NAMED.items():
        if mark in body:
            names += scripts
    found = [f"_static/{name}" for name in names]
    if pagename == "search":
        found += [*(f"_static/{name}" for name in OF_SEARCH), "searchindex.js"]
    return found


def _context(app, pagename, templatename, context, doctree):
    context["theme_scripts"] = theme_scripts(pagename, context.get("body", ""))
    context["versioned"] = lambda name: _versioned(Path(app.outdir), name)
    context["finished"] = lambda html: Markup(icons.drawn(without_blanks(str(html))))
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))  # the theme's page has its own


def without_blanks(html):
    """HTML without empty and indented lines, of which templates leave many; what is written as it is typed stays."""
    parts = AS_TYPED.split(html)
    return "".join(part if number % 2 else BLANKS.sub("\n", part) for number, part in enumerate(parts))


def _versioned(out, name):
    """What follows a script's address so that a browser keeps no older one; the search index is not written yet."""
    return f"?v={rests_on.digest((out / name).read_bytes())}" if name.startswith("_static") else ""


def _named(_, text):
    return {a or b for a, b in NAMED.findall(text)}


def _drop_unused(app, error):
    if error or app.builder.format != "html":
        return
    out, static = Path(app.outdir), Path(app.outdir) / "_static"
    looked_through = [*sorted(out.rglob("*.html")), *static.glob("theme.*.css")]
    named = {*ON_REQUEST}.union(*read_off(app, _named, looked_through).values())
    for path in sorted(static.rglob("*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(static).as_posix() not in named:
            path.unlink()


def setup(app):
    app.connect("html-page-context", _context, priority=950)
    app.connect("build-finished", _drop_unused, priority=600)  # when all is written, before it is checked
