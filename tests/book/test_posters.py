"""Posters in the built book: in every figure, light, with nothing a strict page forbids; and links that show them."""

import base64
import gzip
import io
import re
import shutil
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest
from asked_for import POSTER
from docutils import nodes
from PIL import Image

from vastus import chromium, explorers
from vastus.book import assets, description, kept, posters, rests_on, shown
from vastus.book.explorer_html import figure_html
from vastus.explorer import ExplorerError

FIGURE = re.compile(r'<figure class="vastus-explorer".*?</figure>', re.DOTALL)
LARGEST_GZIP_BYTES = 70_000


def pages_with_figures(book):
    pages = [path for path in sorted(book.rglob("*.html")) if FIGURE.search(path.read_text(encoding="utf-8"))]
    assert {path.stem for path in pages} >= {docname.split("/")[-1] for docname, _, _ in shown.figures()}
    return pages


def html_of(page):
    return page.read_text(encoding="utf-8")


def test_every_panel_of_every_figure_has_a_poster_for_wide_screens_and_for_phones(book):
    for page in pages_with_figures(book):
        for figure in FIGURE.findall(html_of(page)):
            panels = figure.split("data-plot")[1:]
            assert len(panels) == figure.count("data-panel=")
            for panel in panels:
                assert POSTER.findall(panel) == ["wide", "phone"], page.name


def test_no_identifier_stands_twice_on_a_page_and_every_reference_finds_one(book):
    for page in pages_with_figures(book):
        found = re.findall(r'\sid="([^"]+)"', html_of(page))
        assert sorted(found) == sorted(set(found)), page.name
        assert set(re.findall(r"url\(#([^)]+)\)", "".join(FIGURE.findall(html_of(page))))) <= set(found), page.name


def test_figures_have_no_style_of_their_own_and_no_script(book):
    for page in pages_with_figures(book):
        for figure in FIGURE.findall(html_of(page)):
            assert not re.search(r"\sstyle=|<style|<script|\son\w+=", figure), page.name


def test_posters_add_little_to_a_page(book):
    for page in pages_with_figures(book):
        html = html_of(page)
        assert (
            len(gzip.compress(html.encode())) - len(gzip.compress(POSTER.sub("", html).encode())) < LARGEST_GZIP_BYTES
        )


def test_every_explorer_has_a_picture_for_links_where_the_course_has_an_address(monkeypatch, tmp_path):
    drawn = tmp_path / "preview.png"
    drawn.write_bytes(b"a picture")
    monkeypatch.setattr(posters, "preview", lambda name: drawn)

    def written(baseurl):
        builder, config = SimpleNamespace(format="html"), SimpleNamespace(html_baseurl=baseurl)
        posters._write(SimpleNamespace(builder=builder, config=config, outdir=tmp_path / "html"), None)
        return sorted(path.name for path in (tmp_path / "html" / "posters").iterdir())

    assert written("https://example.org/course/") == [f"{name}.png" for name in explorers.names()]
    assert written("") == []


def test_every_chapter_says_what_it_is_about(book):
    for page in (book / "chapters").rglob("*.html"):
        described = re.search(r'<meta name="description" content="([^"]+)">', html_of(page))
        assert described and 20 < len(described[1]) <= description.LONGEST + 2, page.name
        assert f'<meta property="og:description" content="{described[1]}">' in html_of(page)


@pytest.fixture
def tags():
    """The tags of a page that shows an explorer, for an address of the course."""

    def of(baseurl):
        context = {"title": "A page", "body": '<figure data-explorer="retest_noise">', "metatags": ""}
        config = SimpleNamespace(html_title="The course", html_baseurl=baseurl)
        doctree = nodes.section(
            "", nodes.paragraph("", "", nodes.Text("Two words & "), nodes.raw("", "<a>", format="html"))
        )
        description._describe(SimpleNamespace(config=config), "chapters/page", "page.html", context, doctree)
        return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', context["metatags"]))

    return of


def test_a_link_is_shown_with_a_picture_where_the_course_has_an_address(tags, monkeypatch):
    monkeypatch.setattr(posters, "preview", lambda name: Path(f"{name}.png"))
    with_address = tags("https://example.org/course/")
    assert with_address["og:image"] == "https://example.org/course/posters/retest_noise.png"
    assert with_address["og:url"] == "https://example.org/course/chapters/page.html"
    assert with_address["og:image:alt"] == explorers.load("retest_noise").title
    assert with_address["description"] == "Two words &amp;"
    without = tags("")
    assert "og:image" not in without and without["og:title"] == "A page"


def test_no_picture_is_promised_that_was_not_drawn(tags, monkeypatch):
    monkeypatch.setattr(posters, "preview", lambda name: None)
    assert "og:image" not in tags("https://example.org")


@pytest.fixture
def course_of_one(monkeypatch, tmp_path):
    """A course with one figure, of which nothing is kept; gives what the build says."""
    said = []
    for cached in (posters.shown.pages, posters.shown.figures):
        cached.cache_clear()
    monkeypatch.setattr(posters.shown, "figures", lambda: (("chapters/page", "next_week", {}),))
    monkeypatch.setattr(posters.shown, "pages", lambda: {"next_week": ("chapters/page", {})})
    monkeypatch.setattr(posters.explorers, "names", lambda: ["next_week"])
    frames = assets.frames_of("next_week")
    monkeypatch.setattr(posters.assets, "frames_of", lambda name: frames)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    # in this process, so that the browser named in a test is the one that is looked for
    monkeypatch.setattr(kept.multiprocessing, "parent_process", lambda: True)
    monkeypatch.setattr(posters.logger, "info", lambda words, *values: said.append(words % values))
    return said


def test_without_a_chromium_the_build_says_so_once_and_leaves_the_text(course_of_one, monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    posters._draw_missing(None)
    assert [line for line in course_of_one if "no Chromium found" in line] == course_of_one[1:]
    drawn = posters.of("next_week", {})
    assert drawn.files == [] and posters.svgs(drawn, "next_week", 0) == [] and posters.preview("next_week") is None
    explorer = explorers.load("next_week")
    html = figure_html(explorer, explorer.state(), assets.frames_of("next_week").files[0], "", 0, [])
    assert "data-poster" not in html and "data-sentence" in html


def test_what_could_not_be_drawn_is_tried_again(course_of_one, monkeypatch):
    chromium_there = chromium.path()
    monkeypatch.setenv("CHROMIUM", "true")
    posters._draw_missing(None)
    assert posters.of("next_week", {}).files == [] and "drew nothing" in course_of_one[1]
    monkeypatch.setenv("CHROMIUM", chromium_there)
    rests_on.fingerprint.cache_clear()
    posters._draw_missing(None)
    assert [path.name for path in posters.of("next_week", {}).files] == ["panels.json", "preview.png"]


def test_posters_are_drawn_once_and_the_same_every_time(course_of_one):
    posters._draw_missing(None)
    posters._draw_missing(None)
    assert course_of_one == ["posters of 1 figures"]
    kept_make = posters.of("next_week", {})
    for drawing in kept.FOLDER.glob("drawn.*"):
        shutil.rmtree(drawing)
    files, things = posters._alone("next_week", {})
    assert {path.name: path.read_bytes() for path in kept_make.files} == files
    picture = files["preview.png"]
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == posters.LOOK["size"]
    assert {"file vastus/book/posters.js", "file vastus/explorer/poster.py", "browser", "frames next_week"} <= set(
        things
    )
    assert "file vastus/explorers/next_week.py" not in things  # frames that stay the same need no browser again


def test_a_browser_is_started_for_another_picture_and_not_for_other_frames_with_the_same(course_of_one, monkeypatch):
    started = []

    def draw(figures):
        started.append([figure["title"] for figure in figures])
        dot = io.BytesIO()
        Image.new("RGB", (1, 1)).save(dot, "PNG")
        return [{"panels": [], "preview": f"data:,{base64.b64encode(dot.getvalue()).decode()}"} for _ in figures]

    monkeypatch.setattr(posters, "draw", draw)
    figure, fingerprint, now = {"title": "One", "panels": []}, rests_on.fingerprint, "first"
    monkeypatch.setattr(posters, "_figure", lambda name, state: figure)
    monkeypatch.setattr(
        rests_on, "fingerprint", lambda thing: now if thing == "frames next_week" else fingerprint(thing)
    )
    posters._draw_missing(None)
    now = "a sentence is another"
    posters._draw_missing(None)
    assert started == [["One"]] and course_of_one == ["posters of 1 figures"] * 2
    now, figure = "the picture is another", {"title": "Two", "panels": []}
    posters._draw_missing(None)
    assert started == [["One"], ["Two"]]


def test_a_figure_that_cannot_be_drawn_fails_the_build():
    with pytest.raises(ExplorerError, match="a poster could not be drawn: TypeError"):
        posters.draw([{"title": "Odd", "panels": [{"data": [], "layout": {}, "sizes": {"wide": None}}]}])
