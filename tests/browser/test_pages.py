"""Every page of the book, as a reader meets it."""

import gzip
import re

import pytest
from access import COLOURS, WCAG, hold_to_axe
from course import ROOT
from explorer_page import touch

from vastus import contents

PAGES = contents.pages()
NARROWEST_PX = 320
# each width and each scheme once; a page that passed in full differs in the other guise by its colours
GUISES = ((390, "light", WCAG), (1280, "dark", COLOURS))
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


@pytest.mark.parametrize("name", PAGES)
def test_the_page_exists_and_holds_its_title(page, site, name):
    assert page.goto(f"{site}/{name}.html").status == 200
    assert page.locator("h1").first.inner_text().strip("#\n ") == title_of(name)


def test_the_front_door_leads_to_the_first_page(page, site):
    page.goto(site)
    page.wait_for_url(f"**/{PAGES[0]}.html")


def sideways(page):
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width_px", "scheme", "rules"), GUISES, ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, site, name, width_px, scheme, rules):
    page.set_viewport_size({"width": width_px, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{name}.html")
    wake_explorers(page)
    assert sideways(page) <= 0
    page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")  # colours fade in
    hold_to_axe(page, rules)
    page.set_viewport_size({"width": min(width_px, NARROWEST_PX), "height": 900})
    assert sideways(page) <= 0, f"{NARROWEST_PX} px"


@pytest.mark.parametrize("name", PAGES)
def test_from_cold_to_drawn_a_page_asks_for_little(page, site, name):
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(gzip.compress(response.body()))}))
    page.goto(f"{site}/{name}.html")
    wake_explorers(page)
    page.wait_for_load_state("networkidle")
    heaviest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert sum(sizes.values()) <= LARGEST_GZIP_BYTES, heaviest


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
    page.set_viewport_size({"width": NARROWEST_PX, "height": 900})
    page.goto(f"{site}/handout/step-down.html")
    assert sideways(page) <= 0
    hold_to_axe(page)
