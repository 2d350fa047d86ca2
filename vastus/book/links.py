"""Links of the written book: each leads to a file and an id that are there, or the build fails.

- Read from the pages as they were written: drawings, questions and downloads bring links that no doctree knows.
- All pages are read at every build, the unchanged too, since what they lead to may be gone.
- What leads out of the book is asked for by ``outside_links``, when somebody wants to know.
"""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sphinx.util import logging

# in a text of its own a quotation mark is written &quot;
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'\s(?:href|src|data-frames(?=="[^"]*\.json"))="([^"]*)"')
_NOT_OURS = {"_static", "_sources"}
_LAST = 999  # what others write when the build is finished is there by then
logger = logging.getLogger(__name__)


def pages(folder):
    """The written pages below ``folder``, each with its ids and the links that stand on it."""
    for page in sorted(folder.rglob("*.html")):
        if page.relative_to(folder).parts[0] not in _NOT_OURS:
            text = page.read_text(encoding="utf-8")
            yield page, {*_ID.findall(text)}, {unescape(link) for link in _LINK.findall(text)}


def outside(folder):
    """Addresses of other places that the pages lead to, in order; each with the pages it stands on."""
    found = {}
    for page, _, links in pages(folder):
        for link in links:
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link, []).append(page.relative_to(folder).as_posix())
    return dict(sorted(found.items()))


def problems(folder):
    """What is wrong with the links within the written book, a sentence each."""
    folder = Path(folder).resolve()
    files = {*folder.rglob("*")}
    read = {page: (ids, links) for page, ids, links in pages(folder)}
    found = []
    for page, (_, links) in read.items():
        for link in sorted(links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            if target not in files:
                found.append(f"{page.relative_to(folder)}: {link} leads to no file of the book")
            elif anchor and target in read and anchor not in read[target][0]:
                found.append(f"{page.relative_to(folder)}: {link}: no id {anchor} on {target.relative_to(folder)}")
    return found


def _check(app, exception):
    if exception is None and app.builder.format == "html":
        for problem in problems(app.outdir):
            logger.warning(problem)


def setup(app):
    app.connect("build-finished", _check, priority=_LAST)
