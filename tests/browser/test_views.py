"""The bending knee in a real browser: slider, button, marks, phone, print, no script."""

import re

import drawing_page
import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve

from vastus import references
from vastus.knee.views import drawing, facts, geometry, html

NARROW, PHONE, DESK = ({"width": width, "height": height} for width, height in ((320, 568), (390, 664), (1000, 900)))
# The shown size of letters is their size in the picture times the scale of the picture.
LETTERS = """texts => texts.map((text) => {
  const box = text.getBoundingClientRect(), picture = text.parentElement.getBoundingClientRect();
  return {
    words: text.textContent,
    size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
    outside: Math.max(picture.left - box.left, box.right - picture.right),
  };
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a page with the figure twice, in the course's colours."""
    folder = tmp_path_factory.mktemp("views")
    figure = html.figure(references.load(), "#ref-{citekey}")
    drawing_page.write(folder, drawing.FOLDER, "views", figure, html.figure(references.load(), None))
    with serve(folder) as address:
        yield address


def opened(page, site):
    """The first of the two figures, brought to life."""
    page.set_viewport_size(DESK)
    page.goto(site)
    page.locator("figure[data-ready]").nth(1).wait_for()
    return page.locator("figure").first


@pytest.fixture
def figure(page, site):
    return opened(page, site)


def numbers(figure):
    return figure.locator("dd").all_inner_texts()


def bend(figure, angle_deg):
    figure.locator('input[name="flexion"]').fill(str(angle_deg))


def shank_turn(figure):
    """The first number of the shank's matrix in the side view: the cosine of the angle."""
    text = figure.locator('[data-view="side"] g[data-frames]').first.get_attribute("transform")
    return float(re.search(r"matrix\((-?[\d.]+)", text)[1])


def test_the_slider_bends_all_three_pictures_and_leaves_the_other_figure_alone(page, figure):
    def drawn(one):
        return one.locator("[data-frames]").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute(node.dataset.frames.split(';')[0]))"
        )

    before = drawn(figure)
    bend(figure, 90)
    after = drawn(figure)
    assert sum(was != now for was, now in zip(before, after, strict=True)) == len(before) > 15
    assert shank_turn(figure) == pytest.approx(0, abs=1e-3)
    assert drawn(page.locator("figure").nth(1)) == before
    bend(figure, drawing.START_DEG)
    assert numbers(figure)[0] == "414 mm²"


def test_numbers_and_sentences_are_those_of_the_angle(figure):
    figure.get_by_text("What was measured at this angle").click()
    for angle_deg in (0, 25, 60, 90):
        bend(figure, angle_deg)
        assert numbers(figure)[0] == f"{geometry.area_mm2(angle_deg):.0f} mm²"
        shown = [row for row in figure.locator("[data-facts] li").all() if row.is_visible()]
        if angle_deg in facts.facts():
            assert [row.get_attribute("data-at") for row in shown] == [str(angle_deg)]
        else:
            assert not shown and figure.locator("[data-between]").is_visible()
    assert figure.get_by_role("slider", name="Knee flexion").get_attribute("aria-valuetext") == "90 degrees"


def test_between_two_kept_angles_the_picture_stands_between_them(figure):
    bend(figure, 35)
    assert shank_turn(figure) == pytest.approx((0.766 + 0.866) / 2, abs=2e-3)


def test_the_button_plays_once_through_and_arrives(page, site):
    page.clock.install()  # so that five seconds are not drawn picture by picture
    figure = opened(page, site)
    figure.get_by_text("What was measured at this angle").click()
    bend(figure, 0)
    button = figure.get_by_role("button", name="Play: knee flexion")
    button.click()
    assert figure.get_by_role("button", name="Pause: knee flexion").is_visible()
    page.clock.run_for(1200)
    halfway = shank_turn(figure)
    assert 0.05 < halfway < 0.999
    assert figure.get_by_role("status").count() == 0  # silent on the way
    page.clock.run_for(4000)
    assert button.is_visible()
    assert figure.locator('input[name="flexion"]').input_value() == "90"
    assert figure.get_by_role("status").count() == 1


def test_the_space_bar_stops_it_where_it_is(page, figure):
    bend(figure, 0)
    figure.locator("[data-play]").click()
    page.wait_for_timeout(300)
    page.keyboard.press("Space")
    figure.get_by_role("button", name="Play: knee flexion").wait_for()
    stopped = figure.locator('input[name="flexion"]').input_value()
    page.wait_for_timeout(300)
    assert figure.locator('input[name="flexion"]').input_value() == stopped != "90"


def test_a_notebook_brings_the_figure_of_the_widget_to_life(page, site):
    page.goto(f"{site}/notebook.html")
    page.locator("#cell figure[data-ready]").wait_for()
    figure = page.locator("#cell[data-lm-suppress-shortcuts=true] figure")
    bend(figure, 60)
    assert numbers(figure)[0] == "520 mm²" and shank_turn(figure) == pytest.approx(0.5, abs=1e-3)


def test_for_a_reader_who_wants_less_motion_it_goes_stop_by_stop(page, site):
    page.emulate_media(reduced_motion="reduce")
    figure = opened(page, site)
    bend(figure, 85)
    for expected in ("90", "0", "5"):
        figure.locator("[data-play]").click()
        assert figure.locator('input[name="flexion"]').input_value() == expected


def test_overlays_start_off_and_switches_work_by_style_sheet_alone(scriptless, site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(site)
    figure = scriptless.locator("figure").first
    for name in ("flat", "unloaded"):
        layer = figure.locator(f'[data-layer="{name}"]')
        assert not layer.is_visible()
        figure.locator(f'input[name="{name}"]').check()
        assert layer.is_visible()
    assert not figure.locator('input[name="flexion"]').is_visible()
    figure.get_by_text("What was measured at this angle").click()
    for row in figure.locator("[data-facts] li").all():
        assert row.is_visible()
    assert figure.locator('[data-view="across"] svg').is_visible()


def test_nothing_is_too_wide_letters_are_12_px_and_on_a_phone_targets_fit_a_finger(page, figure):
    for viewport in (NARROW, PHONE, DESK):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        texts = figure.locator("svg text:not([hidden])").evaluate_all(LETTERS)
        assert len(texts) > 5
        assert [text for text in texts if text["size"] < 11.9 or text["outside"] > 1] == [], viewport
    for viewport in (NARROW, PHONE):
        page.set_viewport_size(viewport)
        targets = drawing_page.boxes(figure, "[data-play], input[name=flexion], [data-switches] label, summary")
        assert min(target["height"] for target in targets) >= 43.9


def test_words_in_the_cut_keep_within_it_and_clear_of_each_other_at_every_angle(page, figure):
    for viewport in (NARROW, DESK):
        page.set_viewport_size(viewport)
        for angle_deg in facts.facts():
            bend(figure, angle_deg)
            (picture,) = drawing_page.boxes(figure, '[data-view="across"] svg')
            boxes = drawing_page.boxes(figure, '[data-view="across"] text:not([hidden])')
            assert boxes and all(drawing_page.within(box, picture) for box in boxes), angle_deg
            assert drawing_page.overlapping(boxes, by_px=3) == [], angle_deg


def test_in_print_the_slider_is_gone_and_every_sentence_is_there(page, figure):
    page.emulate_media(media="print")
    assert not figure.locator("[data-slide]").is_visible()
    assert all(row.is_visible() for row in figure.locator("[data-facts] li").all())
    assert figure.locator("td").first.is_visible()


def test_axe_finds_nothing(page, figure):
    figure.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
    for viewport, theme, rules in ((PHONE, "light", WCAG), (DESK, "dark", COLOURS)):
        page.set_viewport_size(viewport)
        drawing_page.set_theme(page, theme)
        hold_to_axe(page, rules)
