"""Posters on the page: there before any script and where none runs, and gone without a jump."""

import io
import json
import re
import unicodedata

import pytest
from explorer_page import touch, wake
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import expect
from pypdf import PdfReader

from vastus import explorers
from vastus.book import shown

PAGES = sorted({docname for docname, _, _ in shown.figures()})
# Figures of one panel, two and three; what is done to them on paper is done to all alike.
PRINTED = sorted({shown.pages()[name][0] for name in ("retest_noise", "step_down_load", "signal_chain", "programme")})
PHONE = {"width": 390, "height": 664}
# A pixel counts that differs by a quarter of the way from black to white: edges of slanting lines are smoothed a little
# otherwise where a tenth of a pixel was rounded away, and a poster's line goes without the points that no eye tells
# from those beside them. So each pixel is looked at with the eight around it.
SEEN = 64
MOST_PIXELS = 1 / 3000


# a role of the palette has its dark value in one place, so that a few stand for all
IN_THE_DARK_TOO = [("dark", "clinic_without_controls"), ("dark", "patella_pull"), ("dark", "signal_chain")]


@pytest.fixture
def without_plotly(context, expect_trouble):
    """A browser that never gets plotly.js."""
    context.route("**/plotly.js", lambda route: route.abort())
    yield
    expect_trouble("net::ERR_FAILED")


def posters_in_sight(page):
    """The figures of a page in order, each with the size of its first panel's poster that is shown."""
    for name in page.locator("figure[data-explorer]").evaluate_all("figures => figures.map(figure => figure.id)"):
        drawing = page.locator(f"#{name} [data-front] [data-poster]:visible")
        assert drawing.count() == 1, name
        yield name, drawing.bounding_box()


def test_where_scripts_run_nothing_says_that_controls_rest(page, site):
    page.goto(f"{site}/{PAGES[0]}.html")
    expect(page.locator("[data-asleep]")).to_have_count(0)


def test_a_phone_gets_the_poster_for_a_phone(scriptless, site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(f"{site}/{PAGES[0]}.html")
    for name, box in posters_in_sight(scriptless):
        assert scriptless.locator(f"#{name} [data-front] [data-poster=phone]").is_visible(), name
        assert box["width"] <= PHONE["width"]


@pytest.mark.parametrize(("theme", "name"), [("light", name) for name in explorers.names()] + IN_THE_DARK_TOO)
def test_a_poster_and_the_drawing_that_takes_its_place_look_the_same(page, context, site, theme, name):
    page.emulate_media(color_scheme=theme)
    held = []
    context.route("**/plotly.js", lambda route: held.append(route))
    page.goto(f"{site}/embed/{name}.html")
    touch(page)
    plots = page.locator("[data-plot]")
    plots.evaluate_all(AS_WIDE_AS_POSTERS)
    before = [picture(plot) for plot in plots.all()]
    places = plots.evaluate_all(PLACES)
    held[0].continue_()
    wake(page, name)
    expect(page.locator("[data-poster]")).to_have_count(0)
    assert plots.evaluate_all(PLACES) == places  # nothing jumps
    for number, plot in enumerate(plots.all()):
        assert differing(before[number], picture(plot)) < MOST_PIXELS, f"panel {number}"


# another width has other ticks
AS_WIDE_AS_POSTERS = """plots => plots.forEach((plot) => {
  plot.style.width = `${plot.querySelector("[data-poster=wide]").viewBox.baseVal.width}px`;
})"""
PLACES = "plots => plots.map((plot) => [plot.offsetLeft, plot.offsetTop, plot.offsetWidth, plot.offsetHeight])"


def picture(plot):
    return Image.open(io.BytesIO(plot.screenshot())).convert("RGB").filter(ImageFilter.BoxBlur(1))


def differing(one, other):
    """The share of pixels in which two pictures differ."""
    channels = ImageChops.difference(one, other).split()
    largest = ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])
    return sum(largest.histogram()[SEEN:]) / (one.width * one.height)


@pytest.mark.parametrize("docname", PRINTED)
def test_a_page_printed_as_soon_as_it_is_there_shows_every_figure(page, site, without_plotly, docname):
    page.goto(f"{site}/{docname}.html", wait_until="domcontentloaded")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    printed = without_spaces(" ".join(sheet.extract_text() for sheet in pages))
    for name in page.locator("figure[data-explorer]").evaluate_all("figures => figures.map(figure => figure.id)"):
        texts = page.locator(f"#{name} [data-poster=wide] text").all_text_contents()
        assert texts and all(without_spaces(text) in printed for text in texts), name
    assert "Thecontrolsrest" not in printed


def without_spaces(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))  # which takes ligatures apart


def test_where_plotly_cannot_be_had_the_poster_stays(page, site, without_plotly):
    page.goto(f"{site}/embed/retest_noise.html")
    touch(page)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert [name for name, _ in posters_in_sight(page)] == ["retest_noise"]


def test_a_poster_steps_back_when_the_figure_is_in_another_state(page, site, without_plotly):
    page.goto(f"{site}/embed/retest_noise.html")
    drawing = page.locator("[data-poster=wide]").first
    expect(drawing).to_have_css("opacity", "1")
    page.locator("[name=sem_ms]").press("ArrowRight")
    expect(drawing).not_to_have_css("opacity", "1")


@pytest.mark.parametrize("connection", ({"saveData": True}, {"effectiveType": "3g"}))
def test_where_bytes_are_dear_plotly_waits_for_the_first_touch(page, context, site, connection):
    context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {json.dumps(connection)} }})")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{site}/embed/retest_noise.html")
    page.wait_for_load_state("networkidle")
    assert "plotly.js" not in asked
    assert [name for name, _ in posters_in_sight(page)] == ["retest_noise"]
    slider = page.locator("[name=sem_ms]")
    slider.press("ArrowRight")
    wake(page, "retest_noise")
    expect(page.locator("[data-poster]")).to_have_count(0)
    value = slider.get_attribute("aria-valuetext")
    assert value.split()[0] in page.locator("[data-sentence]").inner_text()


def test_where_bytes_are_dear_an_address_of_another_state_is_drawn(page, context, site):
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{site}/embed/retest_noise.html?retest_noise.true_delay_ms=8")
    wake(page, "retest_noise")
