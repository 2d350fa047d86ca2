"""Of the theme's style the book serves what its pages use: a tenth, in one file.

- The theme and the extensions of Jupyter Book bring eight files, 105 kB gzip, most of it for parts that no page has.
- What the pages name (elements, classes, ids, attributes) is read off the built pages, and what scripts set off the
  scripts; PurgeCSS of npm keeps the rules that can meet any of it. Without npm all rules are kept; the build says so.
- Pages link ``_static/theme.css``. At the end of a build the file gets a name by its content, and each page's link
  follows, so that no page ever meets the style of another build.
"""

import json
import re
import subprocess
from pathlib import Path

from sphinx.util import logging

from . import assets, kept, npm, rests_on
from .read_off import read_off

PURGECSS = ("purgecss", "8.0.0")
SCRIPT = Path(__file__).with_name("theme_style.mjs")
SHEETS = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "togglebutton.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
)
SCRIPTS = ("copybutton.js", "searchtools.js")  # each sets classes in the words it writes
# What the theme's two scripts set, and Bootstrap's for tooltips and the one menu: their code names far more than that.
SET_BY_THEME = """
    active d-none dropdown-menu-dark empty hide highlighted noprint pst-sidebar-hidden scrolled
    show fade tooltip tooltip-inner tooltip-arrow bs-tooltip-auto bs-tooltip-top bs-tooltip-bottom bs-tooltip-start
    bs-tooltip-end
""".split()
ATTRIBUTES = """
    aria-current aria-expanded aria-selected data-bs-popper data-mode data-popper-placement data-theme disabled hidden
    open tabindex true false auto light dark top bottom left right static
""".split()
OF_DRAWINGS = {"d", "points", "transform", "viewBox"}  # long, and no style asks for them
TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^<>]*)?)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
CLASSES_IN_SCRIPT = re.compile(r"""class(?:List|Name|=)[^\n;]*""")
OPERAND = re.compile(r"""\[[\w-]+[~|^$*]?=["']?([^"'\]]+)["']?\]""")
LINK = re.compile(rb"_static/theme(?:\.[0-9a-f]{12})?\.css")
logger = logging.getLogger(__name__)


def named(pages, scripts):
    """What pages name, and what scripts set.

    Parameters
    ----------
    pages : iterable of dict of str to set of str
        As `named_on` gives them.
    scripts : iterable of str
        JavaScript.

    Returns
    -------
    dict of str to set of str
        ``tags``, ``classes``, ``ids``, ``attributes`` (names) and ``values``.
    """
    found = {"tags": {"html", "body"}, "classes": set(SET_BY_THEME), "ids": set()}
    found |= {"attributes": set(ATTRIBUTES), "values": set(ATTRIBUTES)}
    for page in pages:
        for kind, names in page.items():
            found[kind] |= names
    for script in scripts:
        for line in CLASSES_IN_SCRIPT.findall(script):
            found["classes"].update(re.findall(r"[\w-]+", line))
        found["tags"].update(re.findall(r"""createElement\(["'](\w+)""", script))
    return found


def named_on(_, page):
    """What a page names, as in `named`."""
    found = {kind: set() for kind in ("tags", "classes", "ids", "attributes", "values")}
    for tag, attributes in set(TAG.findall(page)):
        found["tags"].add(tag.lower())
        for name, value in ATTRIBUTE.findall(attributes):
            found["attributes"].add(name)
            if name == "class":
                found["classes"].update(value.split())
            elif name == "id":
                found["ids"].add(value)
            elif name not in OF_DRAWINGS:
                found["values"].add(value)
    return found


def css(static, names, others):
    """The theme's style for pages that name no more than ``names``.

    Parameters
    ----------
    static : pathlib.Path
        The folder of the theme's files.
    names : dict of str to set of str
        As `named` gives them.
    others : list of str
        Styles and scripts of our own, which use the theme's custom properties.
    """
    sheets = [path.read_text(encoding="utf-8") for name in SHEETS for path in static.glob(name)]
    text = re.sub(r'@charset "[^"]*";|/\*# sourceMappingURL.*', "", "\n".join(sheets))
    words = set(re.findall(r"[\w-]+", text))
    # only what the style could meet, so that another heading on a page does not make it be purged again
    given = {kind: sorted(found & words) for kind, found in names.items() if kind != "values"}
    values = "\n".join(names["values"] | names["classes"])
    given["values"] = sorted({value for value in OPERAND.findall(text) if value in values})
    used = sorted({name for other in others for name in re.findall(r"--[\w-]+", other)} & words)
    key = rests_on.digest(json.dumps([text, given, used]))
    product = kept.find(f"theme.{key}")
    if product is None:
        package = npm.package(*PURGECSS)
        if package is None:
            logger.info("the theme's style is served whole: there is no PurgeCSS from npm")
            return text
        product = kept.made(f"theme.{key}", _purged, package, {"css": text, "used": used, **given})
    return product.files[0].read_text(encoding="utf-8")


def _purged(package, given):
    done = subprocess.run(
        ["node", SCRIPT, package], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"PurgeCSS could not: {done.stderr.strip()[-500:]}")
    things = rests_on.on("vastus.book.theme_style", also=[f"file vastus/book/{SCRIPT.name}"])
    return {"theme.css": done.stdout.encode(), "whole.css": given["css"].encode()}, things  # the whole is to compare


def _write(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    if not all([*(out / "_static").glob(name)] for name in SHEETS):
        return  # no page was written, so Sphinx put no files of the theme here: the style made before still serves
    pages = [*out.glob("*.html"), *out.glob("chapters/**/*.html")]
    ours = {name: content.decode() for name, content in assets.files().items() if _is_text(name)}
    scripts = [content for name, content in ours.items() if name.endswith(".js")]
    scripts += [(out / "_static" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    names = named(read_off(app, named_on, pages).values(), scripts)
    style = css(out / "_static", names, list(ours.values())).encode()
    name = f"theme.{rests_on.digest(style)[:12]}.css"
    for old in (out / "_static").glob("theme.*.css"):
        old.unlink()
    (out / "_static" / name).write_bytes(style)
    for path in pages:
        page = path.read_bytes()
        linked = LINK.sub(f"_static/{name}".encode(), page)
        if linked != page:
            path.write_bytes(linked)


def _is_text(name):
    return name.endswith((".js", ".css")) and name != "plotly.js"


def setup(app):
    # after the theme has put its own colours of code, light and dark; before anything that lists the files of the book
    app.connect("build-finished", _write, priority=550)
