"""What axe cannot see by looking at a page once: where the keyboard is, what opens, and what the reader asked for."""

import io

import pytest
from access import WCAG, hold_to_axe
from explorer_page import wake
from PIL import Image
from playwright.sync_api import expect

PHONE, DESK = {"width": 390, "height": 664}, {"width": 1280, "height": 800}
LESSON = "chapters/vmo-controversy/one-late-knee.html"
MOST_STOPS = 120
# A ring is on the stop itself, on the label of a hidden box, or on the sign within it; something else may lie over it.
STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const near = [stop, stop.closest("label"), stop.nextElementSibling, stop.parentElement, ...stop.children];
  const ringed = near.filter(Boolean).some((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
  stop.scrollIntoView({ block: "nearest", behavior: "instant" });
  const shown = stop.matches("summary") && !stop.offsetHeight ? stop.firstElementChild : stop;
  const { left, right, top, bottom } = (stop.labels?.[0] ?? shown).getBoundingClientRect();
  const covering = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)[0];
  const own = [stop, ...(stop.labels ?? [])];
  const covered = covering && !own.some((part) => part.contains(covering) || covering.contains(part));
  return { html: stop.outerHTML.slice(0, 120), ringed, covered: covered ? covering.outerHTML.slice(0, 120) : "" };
}"""


@pytest.mark.parametrize("address", ["chapters/welcome.html", LESSON])
def test_wherever_the_keyboard_is_it_is_seen_and_nothing_lies_over_it(page, site, address):
    page.set_viewport_size(DESK)
    page.goto(f"{site}/{address}")
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 30
    assert [stop for stop in stops if not stop["ringed"] or stop["covered"]] == []


def test_axe_finds_nothing_in_whatever_opens(page, site):
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/{LESSON}")
    figure = wake(page, "retest_noise")
    with_tables = {**WCAG, "runOnly": {"type": "tag", "values": WCAG["runOnly"]}, "rules": EMPTY_HEADS}
    for opened in page.locator("article details").all():
        opened.evaluate("details => { details.open = true }")
    figure.get_by_role("button", name="Copy link to this state").click()
    figure.get_by_role("button", name="Play: True delay").click()
    page.locator("[data-options]:visible input").first.check()
    page.locator("[data-check]:visible").first.click()
    hold_to_axe(page, with_tables)
    page.get_by_role("button", name="Download this page").click()
    page.locator("a.vastus-term").first.focus()
    hold_to_axe(page, with_tables)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("knee")
    hold_to_axe(page, with_tables)
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    page.locator("button.primary-toggle").first.click()
    expect(page.locator("#pst-primary-sidebar-modal")).to_be_visible()
    hold_to_axe(page, with_tables)


EMPTY_HEADS = {"empty-table-header": {"enabled": True}}


def test_with_letters_twice_as_large_nothing_scrolls_sideways(page, site):
    """A zoom of 400 percent is a window of 320 px, tried on every page; letters alone grow without the window."""
    for address in (
        LESSON,
        "chapters/thread-fact-check.html",
        "chapters/progress.html",
        "chapters/your-recording.html",
    ):
        for width_px in (390, 1280):
            page.set_viewport_size({"width": width_px, "height": 800})
            page.goto(f"{site}/{address}")
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{address}: {wide} px too wide in a window of {width_px} px"


def test_with_forced_colours_the_sign_of_a_button_shows_and_what_is_chosen_stands_out(page, site):
    """Forced colours take every ground away, and with it the triangle of Play and the mark of what is chosen."""
    page.emulate_media(forced_colors="active")
    for address, button in (
        ("embed/retest_noise.html", "[data-play]"),
        ("embed/step_down.html", "[data-drive] [data-play]"),
        ("chapters/knee-anatomy/last-degrees.html", "[data-play]"),
    ):
        page.goto(f"{site}/{address}")
        play = page.locator(button).first
        play.wait_for()
        assert len(colours(play)) > 1, address
    page.goto(f"{site}/embed/joint_stress.html")
    chosen, other = (
        page.locator(f"[data-look=row] .vastus-option:{which}").first
        for which in ("has(:checked)", "not(:has(:checked))")
    )
    assert commonest(chosen) != commonest(other)
    page.goto(f"{site}/chapters/progress.html")
    assert len(colours(page.locator("summary.sd-summary-title").first, (0.94, 1))) > 1, "the sign of a fold"


def colours(part, between=(0.25, 0.75)):
    """The colours half way down a part of a page, between two shares of its width; shades left out."""
    picture = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    width, height = picture.size
    middle = picture.crop((int(between[0] * width), height // 4, int(between[1] * width), 3 * height // 4))
    return {colour: many for many, colour in middle.getcolors(10_000) if many > 10}


def commonest(part):
    found = colours(part)
    return max(found, key=found.get)
