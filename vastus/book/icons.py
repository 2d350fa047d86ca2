"""The theme's icons, drawn in the page.

The theme brings its icons as a font of 157 kB of which a page shows a dozen letters. Its own package has every icon's
outline too, in a script that the book leaves out: from there each icon that a page names is drawn as SVG in its place,
and those that a style writes before or after a text become a mask of ``icons.css``.
"""

import functools
import importlib.util
import re
from pathlib import Path
from urllib.parse import quote

THEME = importlib.util.find_spec("pydata_sphinx_theme").origin  # not imported: it would bring all of Sphinx along
SOURCE = Path(THEME).parent / "theme/pydata_sphinx_theme/static/scripts/fontawesome.js"
NAMED = re.compile(
    r'(?P<start><(?P<tag>i|span) class="(?P<classes>[^"]*\b(?:fas|fa-solid) [^"]*)"[^>]*>)\s*</(?P=tag)>'
)
LOOKS = {"fa-solid", "fa-lg"}
# what a style of the theme or the course writes before or after a text, and the icon it is
MASKS = {
    ".admonition > .admonition-title::after": "bell",
    ".admonition.note > .admonition-title::after": "circle-info",
    ":is(.admonition.warning, .admonition.danger) > .admonition-title::after": "triangle-exclamation",
    ".admonition.error > .admonition-title::after": "circle-xmark",
    ".admonition.evidence > .admonition-title::after": "book",
    ".bd-sidebar-secondary.hide:not(:hover) .onthispage::after": "angle-down",
}
STYLE = """\
:is(.fa-solid, .fas) {
  display: inline-block;
  line-height: 1;
  vertical-align: -0.125em;
}

:is(.fa-solid, .fas)::before {
  content: none;
}

:is(.fa-solid, .fas).fa-lg {
  vertical-align: -0.2em;
}

:is(.fa-solid, .fas) > svg {
  display: block;
  width: auto !important; /* the theme means square ones, drawn by a script */
  height: 1em;
  fill: currentColor;
  font-size: inherit !important;
}

:is(.admonition > .admonition-title, .bd-sidebar-secondary.hide:not(:hover) .onthispage)::after {
  content: "" !important; /* the theme names a letter of its font for each kind */
  background-color: currentColor;
  mask: var(--vastus-icon) 0 50% / auto 1em no-repeat content-box;
  print-color-adjust: exact;
}

.admonition > .admonition-title::after {
  height: 1lh !important;
}

.bd-sidebar-secondary.hide:not(:hover) .onthispage::after {
  width: 1.375em;
  height: 1em;
}

@media (forced-colors: active) {
  :is(.admonition > .admonition-title, .bd-sidebar-secondary.hide:not(:hover) .onthispage)::after {
    background-color: CanvasText;
    forced-color-adjust: none;
  }
}
"""


@functools.cache
def outline(name):
    """Width, height and path of an icon.

    Raises
    ------
    KeyError
        If the theme has no such icon.
    """
    found = re.search(rf'[{{,]"?{re.escape(name)}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]', _source())
    if not found:
        raise KeyError(f"{name}: {SOURCE.name} of the theme has no icon of this name")
    return int(found[1]), int(found[2]), found[3]


@functools.cache
def _source():
    """The part of the script with the solid icons, the last of its three sets."""
    text = SOURCE.read_text(encoding="utf-8")
    return text[max(found.start() for found in re.finditer(r'=\{"?[0-9a-z-]+"?:\[\d+,\d+,\[', text)) + 1 :]


def stylesheet():
    """CSS of the icons, of those in the page and of those that a style writes."""
    masks = (
        f'{where} {{\n  --vastus-icon: url("data:image/svg+xml,{_quoted(name)}");\n}}\n'
        for where, name in MASKS.items()
    )
    return STYLE + "\n" + "\n".join(masks)


def _quoted(name):
    width, height, path = outline(name)
    return quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'><path d='{path}'/></svg>", safe=" =:/'"
    )


def drawn(html):
    """A page's HTML with the drawing in each element that names an icon.

    What the drawing stands in has a name for those who hear the page. An outline stands in the page once.
    """
    there = set()

    def with_svg(found):
        (name,) = (
            word.removeprefix("fa-")
            for word in found["classes"].split()
            if word.startswith("fa-") and word not in LOOKS
        )
        width, height, path = outline(name)
        shape = f'<use href="#icon-{name}"/>' if name in there else f'<path id="icon-{name}" d="{path}"/>'
        there.add(name)
        svg = f'<svg viewBox="0 0 {width} {height}" aria-hidden="true">{shape}</svg>'
        return f"{found['start']}{svg}</{found['tag']}>"

    return NAMED.sub(with_svg, html)
