"""Every page of the book, as a reader meets it."""

import functools
import gzip
import re

import pytest
from access import COLOURS, hold_to_axe
from course import ROOT
from explorer_page import touch

from vastus import contents

PAGES = contents.pages()
SIZES_PX = (390, 664), (320, 568), (1280, 900)
PHONE, NARROWEST, DESK = ({"width": width_px, "height": height_px} for width_px, height_px in SIZES_PX)
LEAST_PICTURE_PX = 220
# What is waited for in a page has no end of its own where it never comes.
SOON = "Promise.race([{}, new Promise(done => setTimeout(done, 5000))]).then(() => true)"
LARGEST_GZIP_BYTES = 1_200_000  # the chapter on EMG holds five explorers of up to 96 kB each, and 40 kB of posters


def title_of(page_name):
    """The first heading of a page's source: Markdown, or the Markdown cells of a notebook."""
    source = next(ROOT.glob(f"{page_name}.*")).read_text(encoding="utf-8")
    return re.search(r"# ([^\\\n\"]+)", source).group(1).strip()


def wake_explorers(page):
    """Scroll to every explorer and wait until it is drawn."""
    touch(page)
    for figure in page.locator("figure[data-explorer]").all():
        figure.scroll_into_view_if_needed()
        figure.and_(page.locator("[data-ready=true]")).wait_for()


class Visit:
    """A page of the book at a reader's first coming, on a phone in light, all its explorers drawn."""

    def __init__(self, page, site, name):
        self.page, self.name = page, name
        asked = {}
        page.on("request", lambda request: asked.setdefault(request.url.removeprefix(f"{site}/").partition("?")[0]))
        page.set_viewport_size(PHONE)
        self.status = page.goto(f"{site}/{name}.html").status
        self.first_picture = page.evaluate(FIRST_PICTURE)
        wake_explorers(page)
        page.evaluate(SOON.format("document.fonts.ready"))
        self.asked = [*asked]


# its upper edge below its title, and its lower edge
FIRST_PICTURE = """() => {
  const figure = document.querySelector("article figure");
  const title = figure?.querySelector(":scope > figcaption");
  return title && [title, figure].map((part) => part.getBoundingClientRect().bottom);
}"""


@pytest.fixture(scope="module", params=PAGES)
def visit(request, shared_tab, site):
    with shared_tab.lent([]):
        yield Visit(shared_tab.page, site, request.param)


def test_the_page_exists_and_holds_its_title(visit):
    assert visit.status == 200
    assert visit.page.locator("h1").first.inner_text().strip("#\n ") == title_of(visit.name)


@functools.cache
def gzip_bytes(file):
    return len(gzip.compress(file.read_bytes()))


def test_from_cold_to_drawn_a_page_asks_for_little(visit, book):
    sizes = {name: gzip_bytes(book / name) for name in visit.asked if not name.startswith("data:")}
    heaviest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert len(sizes) > 10
    assert sum(sizes.values()) <= LARGEST_GZIP_BYTES, heaviest


def test_a_lesson_shows_its_picture_on_the_first_screen_of_a_phone(visit):
    if contents.chapter_of(visit.name):
        top, bottom = visit.first_picture
        assert min(bottom, PHONE["height"]) - top >= LEAST_PICTURE_PX


WITHOUT_FADING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


def sideways(page):
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit):
    """On a phone in light; then on a desk in dark, where a page that has passed differs by its colours."""
    page = visit.page
    hold_to_axe(page)
    for size in (PHONE, NARROWEST, DESK):
        page.set_viewport_size(size)
        assert sideways(page) <= 0, size
    page.evaluate(WITHOUT_FADING)
    page.emulate_media(color_scheme="dark")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    hold_to_axe(page, COLOURS)


def test_the_front_door_leads_to_the_first_page(page, site):
    page.goto(site)
    page.wait_for_url(f"**/{PAGES[0]}.html")


@pytest.mark.parametrize("width_px", [390, 1280])
def test_the_icon_of_the_search_field_does_not_cover_its_first_letter(page, site, width_px):
    page.set_viewport_size({"width": width_px, "height": 700})
    page.goto(f"{site}/{PAGES[0]}.html")
    page.keyboard.press("Control+k")
    field, icon = page.locator(".bd-search input:visible"), page.locator(".bd-search i:visible")
    field.fill("Quadriceps")
    padding_px = field.evaluate("field => parseFloat(getComputedStyle(field).paddingLeft)")
    assert icon.bounding_box()["x"] + icon.bounding_box()["width"] <= field.bounding_box()["x"] + padding_px


def test_the_handout_reads_on_a_phone_and_axe_finds_nothing(page, site):
    page.set_viewport_size(NARROWEST)
    page.goto(f"{site}/handout/step-down.html")
    assert sideways(page) <= 0
    hold_to_axe(page)
