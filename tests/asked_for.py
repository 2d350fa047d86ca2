"""What a page of the book asks for, found by following its own text, without a browser."""

import functools
import gzip
import re

LINKED = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"#]+)"[^>]*>')
IMPORTED = re.compile(r'^(?:import|export)[^;]*?"(\./[^"]+)";', re.MULTILINE)
POSTER = re.compile(
    r"<svg class=\"vastus-poster\" data-poster=\"(\w+)\".*?</svg>(?=<svg class=\"vastus-poster\"|</div>)", re.DOTALL
)
NOT_LOADED = re.compile(r'rel="(?:icon|apple-touch-icon|index|search|next|prev|canonical|prefetch|manifest|alternate)"')


@functools.cache
def weight(path):
    """Bytes of a file as a server sends it: what is packed already is not packed again."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content))


def files(page):
    """What a browser loads with a page that nobody touches: the page, styles, fonts, scripts and what these import."""
    found, html = {page}, page.read_text(encoding="utf-8")
    for tag in LINKED.finditer(html):
        if not NOT_LOADED.search(tag[0]):
            found.add((page.parent / tag[1].partition("?")[0]).resolve())
    for path in [path for path in found if path.suffix == ".js"]:
        found |= _imported(path)
    return found


@functools.cache
def _imported(path):
    """A script's imports, theirs too."""
    found = {(path.parent / name).resolve() for name in IMPORTED.findall(path.read_text(encoding="utf-8"))}
    return frozenset(found.union(*map(_imported, found)))
