"""Of the theme's style the book serves a tenth: no page looks as if the rest were missing."""

import io
import re

import pytest
from PIL import Image, ImageChops

from vastus.book import kept

# never without a style in between, which would lose where the sidebar is scrolled to
SWAP = """() => new Promise((done) => {
  const link = document.querySelector('link[href*="_static/theme."]');
  const whole = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  whole.onload = () => {
    link.remove();
    done();
  };
  whole.href = new URL("whole.css", link.href);
  link.after(whole);
})"""
STILL = """async () => {
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  for (const side of document.querySelectorAll(".bd-sidebar-primary")) side.scrollTop = 0;
}"""
BLOCK, SEEN = 4, 64  # pixels a side, of 255: letters may be smoothed otherwise, up to 52 in the sidebar's title


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
    page.get_by_text("Search finished").wait_for()


def all_open(page):
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")


def standing(page, **how):
    """A picture of the page once nothing in it changes any more."""
    before = None
    for _ in range(8):
        page.evaluate(STILL)
        shot = page.screenshot(**how)
        if shot == before:
            break
        before = shot
    return Image.open(io.BytesIO(shot)).convert("RGB").reduce(BLOCK)


@pytest.fixture
def whole(book):
    """The style before it was cut down, which the build keeps beside what it made of it."""
    (served,) = (book / "_static").glob("theme.*.css")
    for path in kept.FOLDER.glob("theme.*/*/theme.css"):
        if path.read_bytes() == served.read_bytes():
            css = path.with_name("whole.css").read_text(encoding="utf-8")
            return re.sub("@font-face *{[^}]*}", "", css)  # of the icons, whose files are not served
    pytest.skip("the style is served whole: there was no PurgeCSS")


@pytest.mark.parametrize(
    ("address", "width_px", "scheme", "do"),
    [
        ("chapters/welcome.html", 1280, "light", menu),
        ("chapters/reading-emg/onset-rule.html", 390, "dark", sidebar),
        ("chapters/vmo-controversy/one-late-knee.html", 1280, "dark", all_open),
        ("chapters/make-your-own.html", 390, "light", tooltip),
        ("search.html?q=quadriceps", 390, "light", results),
    ],
    ids=["menu", "sidebar", "all open", "tooltip", "results"],
)
def test_a_page_looks_the_same_with_the_whole_style(page, site, whole, address, width_px, scheme, do):
    page.route("**/_static/whole.css", lambda route: route.fulfill(body=whole, content_type="text/css"))
    # figures stay posters: a touch would have them drawn while a picture is taken, which makes the page higher for that
    page.route("**/explorer.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.set_viewport_size({"width": width_px, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{site}/{address}")
    do(page)
    page.wait_for_load_state("networkidle")  # what has just come into sight may ask for letters and pictures
    page.evaluate("document.fonts.ready.then(() => null)")
    # which heading the contents mark changes while a page that has just grown is photographed
    moving = [page.locator(".bd-sidebar-secondary")] if do is all_open else []
    pictures = []
    for swap in (False, True):
        if swap:
            page.evaluate(SWAP)
        pictures.append(standing(page, full_page=do is not menu, mask=moving))
    assert pictures[0].size == pictures[1].size
    assert max(most for _, most in ImageChops.difference(*pictures).getextrema()) < SEEN
