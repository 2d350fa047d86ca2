"""While any control of any explorer is worked on a phone, what it changes and the result are in sight."""

import pytest
from explorer_page import BOUNDS, PHONES, ROWS, SECOND, SHOW, TOY, choose, inputs, page_of, rests, settle, wake
from until import until

from vastus import explorers
from vastus.explorer import frames

LEAST_PANEL_PX = 220
WIDE = {"width": 1280, "height": 800}
SIDEWAYS = {"width": 664, "height": 390}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 x 1024 at 400 percent
LEAST_LETTERS_PX = 12
# How much of what must be seen is on screen, below the page's own header; the control's own middle is touched.
MEASURE = """
(figure) => {
  const header = document.querySelector(".bd-header-article")?.getBoundingClientRect().bottom ?? 0;
  const seen = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return { height, seen: Math.min(bottom, innerHeight) - Math.max(top, header) };
  };
  const front = figure.querySelector("[data-front]");
  const control = document.activeElement.closest("label") ?? document.activeElement;
  const { left, top, width, height } = control.getBoundingClientRect();
  const ticks = [...front.querySelectorAll("[class$=tick] text")].map((text) => text.getBoundingClientRect());
  const { top: upper, bottom: lower } = front.getBoundingClientRect();
  return {
    front: Number(front.dataset.panel),
    panel: seen(front).seen,
    headline: seen(figure.querySelector("[data-headline]")),
    touched: control.contains(document.elementFromPoint(left + width / 2, top + height / 2)),
    ticks: ticks.length,
    ticksInSight: ticks.filter((tick) => tick.top >= upper - 1 && tick.bottom <= lower + 1).length,
  };
}
"""
TO_THE_FOOT = "document.activeElement.closest('label, input, select').scrollIntoView({ block: 'end' })"
LETTERS = """
(figure) => [...figure.querySelectorAll("[data-front] text")]
  .filter((text) => text.textContent.trim())
  .map((text) => [text.textContent, parseFloat(getComputedStyle(text).fontSize)])
"""
LARGER = f"([name, px]) => ({LETTERS})(document.getElementById(name)).every(([, now_px]) => now_px > px)"


@pytest.fixture(scope="module", params=explorers.names())
def explorer(request):
    return explorers.load(request.param)


@pytest.fixture(scope="module")
def figure(shared_page, site, explorer):
    shared_page.emulate_media(reduced_motion="reduce")
    shared_page.set_viewport_size(PHONES[0])
    shared_page.goto(f"{site}/{page_of(explorer.name)}")
    return wake(shared_page, explorer.name)


def compiled_of(book, explorer):
    (path,) = (book / "explorers").glob(f"{explorer.name}.*.json")
    return frames.read(path.read_bytes())


def panels_of(compiled):
    """For each control the number of the panel it brings forward."""
    return [control["panel"] for control in compiled["controls"]]


def work_every_control(page, figure, explorer, panels, viewport):
    """Move each control with the keyboard, and hold what is then on screen to what must be."""
    page.set_viewport_size(viewport)
    for control, panel in zip(explorer.controls, panels, strict=True):
        worked = inputs(figure, control)
        worked = worked.and_(page.locator(":checked")) if control.kind == "radio" else worked
        page.evaluate("document.activeElement.blur()")
        worked.focus()
        for key in ("Space",) if control.kind == "toggle" else ("ArrowRight", "ArrowLeft"):
            page.keyboard.press(key)
        settle(figure)
        for place in ("where the browser brings it", "at the screen's foot")[: 1 if viewport == SIDEWAYS else 2]:
            if place == "at the screen's foot":
                page.evaluate(TO_THE_FOOT)
            found = figure.evaluate(MEASURE)
            about = (viewport, control.name, place, found)
            assert rests(figure, control) or found["front"] == panel, about
            assert found["panel"] >= LEAST_PANEL_PX, about
            assert found["headline"]["seen"] >= found["headline"]["height"] > 0, about
            assert found["touched"], about
            assert found["ticksInSight"] or not found["ticks"], about


def test_what_a_control_changes_and_the_headline_are_in_sight_while_it_is_worked(figure, shared_page, book, explorer):
    for viewport in PHONES:
        work_every_control(shared_page, figure, explorer, panels_of(compiled_of(book, explorer)), viewport)


def test_the_headline_takes_the_same_room_whatever_it_says(figure, shared_page, book, explorer):
    """So that nothing jumps under the hand."""
    compiled = compiled_of(book, explorer)
    said = frames.texts(compiled, "headline")
    for viewport in (*PHONES, WIDE):
        shared_page.set_viewport_size(viewport)
        heights = figure.locator("[data-headline]").evaluate(
            "(headline, said) => said.map((text) => { headline.textContent = text; return headline.offsetHeight; })",
            said,
        )
        assert len(set(heights)) <= 1, (viewport, max(said, key=len))


def test_so_they_are_on_a_phone_on_its_side_once_the_picture_has_reached_the_top(toy, page):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(SIDEWAYS)
    # the picture itself may stick at the top already, with the first controls above it
    toy.locator("[data-stage]").evaluate("stage => stage.parentElement.scrollIntoView()")
    work_every_control(page, toy, TOY, panels_of(frames.compile_frames(TOY)), SIDEWAYS)


def test_going_back_by_keys_brings_picture_headline_and_control_in_sight_on_a_phone_on_its_side(toy, page):
    """The browser brought the control to the middle of the window, and the headline hung below it."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(SIDEWAYS)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p><a href=#end id=end>End</a></p>')")
    page.evaluate("document.body.style.paddingBottom = '100vh'")
    page.locator("#end").focus()
    controls = len(TOY.controls)
    for stop in range(40):
        page.keyboard.press("Shift+Tab")
        settle(toy)
        settle(toy)
        if page.evaluate("Boolean(document.activeElement.closest('[data-controls]'))"):
            found = toy.evaluate(MEASURE)
            assert found["headline"]["seen"] >= found["headline"]["height"] > 0, (stop, found)
            assert found["panel"] >= LEAST_PANEL_PX and found["touched"], (stop, found)
            controls -= 1
    assert controls <= 0


def test_in_a_window_of_400_percent_no_control_lies_under_the_picture(toy, page):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(ZOOMED)
    for control in TOY.controls:
        inputs(toy, control).first.focus()
        settle(toy)
        assert toy.evaluate(MEASURE)["touched"], control.name


def test_letters_are_never_small_and_grow_with_the_readers(figure, shared_page, explorer):
    page = shared_page

    def smallest():
        return min(figure.evaluate(LETTERS), key=lambda letters: letters[1])

    for viewport in PHONES:
        page.set_viewport_size(viewport)
        tabs = figure.locator("[data-tab]")
        for number in range(max(tabs.count(), 1)):
            if tabs.count():
                tabs.nth(number).click()
            settle(figure)
            assert smallest()[1] >= LEAST_LETTERS_PX, (viewport, number, smallest())
    before = smallest()[1]
    page.evaluate("document.documentElement.style.fontSize = '25.5px'")  # one and a half of what it was
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    figure.locator("[data-front] [data-plot]").scroll_into_view_if_needed()  # what is far from the window waits
    until(page, LARGER, [explorer.name, before])
    assert smallest()[1] == pytest.approx(1.5 * before, rel=0.01)
    page.evaluate("document.documentElement.style.fontSize = ''")


def test_the_stage_leaves_the_screen_when_the_reader_reads_on(figure):
    figure.locator("[data-sentence]").evaluate("sentence => sentence.scrollIntoView({ block: 'start' })")
    stage_bottom, sentence_top = (
        figure.locator(f"[data-{part}]").evaluate(f"part => part.getBoundingClientRect().{edge}")
        for part, edge in (("stage", "bottom"), ("sentence", "top"))
    )
    assert stage_bottom <= sentence_top < LEAST_PANEL_PX


def in_sight(toy, row):
    """Whether a row of the toy's high panel is seen between what stays at its edges."""
    return toy.locator("[data-panel='1']").evaluate(
        """(panel, row) => {
            const edges = [...panel.querySelectorAll("[data-axis]")].map((axis) => axis.getBoundingClientRect());
            const plot = panel.querySelector("[data-plot]");
            const { yaxis } = plot._fullLayout;
            const [{ y, marker }] = plot._fullData;
            const middle = plot.getBoundingClientRect().top + yaxis._offset + yaxis.d2p(y[row]);
            return middle - marker.size / 2 >= edges[0].bottom && middle + marker.size / 2 <= edges[1].top;
        }""",
        row,
    )


@pytest.mark.parametrize("viewport", PHONES)
def test_a_drawing_higher_than_its_panel_scrolls_to_what_changed_and_keeps_its_axis(toy, page, viewport):
    page.set_viewport_size(viewport)
    page.emulate_media(reduced_motion="reduce")
    panel = toy.locator("[data-panel='1']")
    choose(toy, SHOW, "people")
    for control, value, row, other in ((SECOND, "down", ROWS - 2, 1), (BOUNDS, True, 1, ROWS - 2)):
        choose(toy, control, value)
        settle(toy)
        assert in_sight(toy, row) and not in_sight(toy, other)
        axis, box = panel.locator("[data-axis]").nth(1).bounding_box(), panel.bounding_box()
        assert axis["y"] + axis["height"] == pytest.approx(box["y"] + box["height"], abs=1)
        assert axis["height"] > LEAST_LETTERS_PX
        assert panel.get_attribute("tabindex") == "0"


def test_the_strip_that_stays_shows_the_axis(toy, page):
    page.set_viewport_size(PHONES[0])
    choose(toy, SECOND, "down")
    settle(toy)
    strip = toy.locator("[data-panel='1'] [data-axis]").nth(1)
    with_axis = strip.screenshot()
    strip.evaluate("strip => strip.replaceChildren()")
    assert strip.screenshot() != with_axis
