"""What the pages weigh, counted in bytes as a server sends them (gzip)."""

import gzip
import re

import pytest
from asked_for import POSTER, files, weight

from vastus.book import exports, light, offline, pdfs

UNTOUCHED = 130_000  # beside posters and fonts
FONTS = 80_000
LIVE = 700_000  # with fonts apart; a figure more may bring its frames
FRAMES = 100_000
SITE = 15_000_000
# LMS files, PDFs, the zip, learners' notebooks
DOWNLOADS = {exports.FOLDER, pdfs.FOLDER, offline.ZIP.partition("/")[0], "_sources"}


@pytest.fixture(scope="module")
def pages(book):
    return [*sorted(book.glob("chapters/**/*.html")), book / "search.html", book / "genindex.html"]


def weights(page):
    """Bytes by file, the page without its posters; and what these add."""
    html = page.read_text(encoding="utf-8")
    bare = len(gzip.compress(POSTER.sub("", html).encode()))
    return {path.name: weight(path) for path in files(page)} | {page.name: bare}, weight(page) - bare


def test_a_page_that_nobody_touches_asks_for_130_kb_beside_posters_and_fonts(pages):
    heavy = {}
    for page in pages:
        by_file, _ = weights(page)
        heaviest = sorted(((size, name) for name, size in by_file.items() if not name.endswith(".woff2")), reverse=True)
        if sum(size for size, _ in heaviest) > UNTOUCHED:
            heavy[page.name] = sum(size for size, _ in heaviest), heaviest[:6]
        assert sum(size for name, size in by_file.items() if name.endswith(".woff2")) <= FONTS, page.name
    assert heavy == {}


def test_a_page_with_its_figures_live_asks_for_700_kb(book, pages):
    (plotly,) = book.glob("vastus-*/plotly.js")
    frames = {path.name: weight(path) for path in (book / "explorers").iterdir()}
    assert {name: size for name, size in frames.items() if size > FRAMES} == {}
    for page in pages:
        own = re.findall(r'data-frames="[^"]*/([^"/]+)"', page.read_text(encoding="utf-8"))
        if own:
            by_file, posters = weights(page)
            alive = sum(size for name, size in by_file.items() if not name.endswith(".woff2")) + posters
            alive += weight(plotly) + sum(frames[name] for name in own)
            assert alive <= LIVE + FRAMES * (len(own) - 1), page.name


def test_the_site_without_its_downloads_lies_in_15_mb(book):
    sizes = {path: path.stat().st_size for path in book.rglob("*") if path.is_file()}
    kept = {
        path: size
        for path, size in sizes.items()
        if path.relative_to(book).parts[0] not in DOWNLOADS and path.suffix != ".pdf"
    }
    largest = sorted(((size, str(path.relative_to(book))) for path, size in kept.items()), reverse=True)[:12]
    assert sum(kept.values()) <= SITE, largest


def test_what_is_written_as_typed_keeps_its_lines():
    html = "<div>\n\n   <p>a\n  b</p>\n</div><pre>\n  c\n\n  d</pre>\n\n\n<p>e</p>"
    assert light.without_blanks(html) == "<div>\n<p>a\nb</p>\n</div><pre>\n  c\n\n  d</pre>\n<p>e</p>"


def test_no_file_of_the_theme_lies_in_the_book_that_nothing_names(book):
    names = {path.name for path in (book / "_static").rglob("*")}
    assert not [name for name in names if name.endswith((".map", ".ttf", ".mo", ".po"))]
    assert not names & {"fontawesome.js", "webfonts", "locales", "sphinx-thebe.js"}
    assert {"bootstrap.js", "favicon.svg", "searchtools.js"} <= names
