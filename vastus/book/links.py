"""Links of the written book: each leads to a file and an id that are there, or the build fails.

- Read from the pages as they were written: drawings, questions and downloads bring links that no doctree knows.
- All pages are looked through at every build, the unchanged too, since what they lead to may be gone; read are those
  that are new (``read_off``).
- What leads out of the book is asked for by ``outside_links``, when somebody wants to know.
"""

import os
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sphinx.util import logging

from .read_off import read_off

# in a text of its own a quotation mark is written &quot;
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'\s(?:href|src|data-frames(?=="[^"]*\.json"))="([^"]*)"')
_NOT_OURS = {"_static", "_sources"}
_LAST = 999  # what others write when the build is finished is there by then
logger = logging.getLogger(__name__)


def pages(folder):
    """Paths of the written pages below ``folder``."""
    return [page for page in sorted(folder.rglob("*.html")) if page.relative_to(folder).parts[0] not in _NOT_OURS]


def outside(folder):
    """Addresses of other places that the pages lead to, in order; each with the pages it stands on."""
    found = {}
    for page in pages(folder):
        for link in _links(page.read_text(encoding="utf-8")):
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link, []).append(page.relative_to(folder).as_posix())
    return dict(sorted(found.items()))


def _links(page):
    return {unescape(link) for link in _LINK.findall(page)}


def _places(address, page):
    """The places on a page, and those its links lead to: files, with an id after a #; each with such a link."""
    leads = {}
    for link in sorted(_links(page), reverse=True):
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc:
            path, anchor = unquote(parts.path), unquote(parts.fragment)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
            leads[f"{file}#{anchor}" if anchor else file] = link
    return {f"{address}#{anchor}" for anchor in _ID.findall(page)}, leads


def _problems(folder, read):
    """What is wrong with the links within the written book, a sentence each; ``read`` has each page's `_places`."""
    files = {Path(place, name).relative_to(folder).as_posix() for place, _, names in os.walk(folder) for name in names}
    there = files.union(*(anchors for anchors, _ in read.values()))
    for page, (_, leads) in read.items():
        for place in sorted(leads.keys() - there, key=leads.get):
            file, _, anchor = place.partition("#")
            if file not in files:
                file = posixpath.normpath(posixpath.join(file, "index.html"))
            if file not in files:
                yield f"{page}: {leads[place]} leads to no file of the book"
            elif anchor and file in read and f"{file}#{anchor}" not in there:
                yield f"{page}: {leads[place]}: no id {anchor} on {file}"


def _check(app, exception):
    if exception is None and app.builder.format == "html":
        folder = Path(app.outdir)
        for problem in _problems(folder, read_off(app, _places, pages(folder))):
            logger.warning(problem)


def setup(app):
    app.connect("build-finished", _check, priority=_LAST)
