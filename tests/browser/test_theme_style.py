"""Of the theme's style the book serves a tenth: no page looks as if the rest were missing."""

import io

import pytest
from PIL import Image, ImageChops

from vastus.book import kept

SWAP = """() => new Promise((done) => {
  const [link] = document.querySelectorAll('link[href*="_static/theme."]');
  const whole = Object.assign(document.createElement("link"), { rel: "stylesheet", onload: done });
  whole.href = new URL("whole.css", link.href);
  link.replaceWith(whole);
})"""


def menu(page):
    page.get_by_role("button", name="Download this page").click()
    page.locator(".dropdown-menu.show").wait_for()


def tooltip(page):
    page.locator(".secondary-toggle").focus()
    page.locator(".secondary-toggle").hover()
    page.locator(".tooltip.show").wait_for()


def sidebar(page):
    page.locator(".primary-toggle").click()
    page.locator("#pst-primary-sidebar-modal[open]").wait_for()


def results(page):
    page.locator("#search-results .context").first.wait_for()


def all_open(page):
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")


@pytest.fixture
def whole(book):
    """The style before it was cut down, which the build keeps beside what it made of it."""
    (served,) = (book / "_static").glob("theme.*.css")
    for path in kept.FOLDER.glob("theme.*/*/theme.css"):
        if path.read_bytes() == served.read_bytes():
            return path.with_name("whole.css").read_text(encoding="utf-8")
    pytest.skip("the style is served whole: there was no PurgeCSS")


@pytest.mark.parametrize(
    ("address", "width_px", "scheme", "do"),
    [
        ("chapters/welcome.html", 1280, "light", menu),
        ("chapters/reading-emg/onset-rule.html", 390, "dark", sidebar),
        ("chapters/cases.html", 1280, "dark", all_open),
        ("chapters/make-your-own.html", 390, "light", tooltip),
        ("search.html?q=quadriceps", 390, "light", results),
    ],
    ids=["menu", "sidebar", "all open", "tooltip", "results"],
)
def test_a_page_looks_the_same_with_the_whole_style(page, site, whole, address, width_px, scheme, do):
    page.route("**/_static/whole.css", lambda route: route.fulfill(body=whole, content_type="text/css"))
    page.set_viewport_size({"width": width_px, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{site}/{address}")
    do(page)
    pictures = []
    for swap in (False, True):
        if swap:
            page.evaluate(SWAP)
        page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")
        pictures.append(Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB"))
    assert pictures[0].size == pictures[1].size
    assert ImageChops.difference(*pictures).getbbox() is None
