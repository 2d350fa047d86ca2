"""A cheap step is right at once: the picture that it gives is the one that plotly.js would draw anew."""

import base64
import io
import itertools
import random

import numpy as np
import pytest
from explorer_page import touch
from PIL import Image
from tab import guard

from vastus import explorers
from vastus.explorer import frames

MOST_DIFFERENT = 0.001  # of the pixels
SAME_LEVEL = 2  # of 255: plotly.js places its legend anew, to some thousandths of a pixel, whenever it draws
RESTED_MS = 150  # by then a panel is drawn whole
# There one panel at a time is drawn, the others when they come forward. Where there is one, size makes no difference.
ON_A_PHONE_TOO = [(name, "phone") for name in ("patella_pull", "signal_chain", "step_down_load", "programme")]
WIDTHS = {"wide": {"width": 1280, "height": 1800}, "phone": {"width": 390, "height": 664}}

# one event for all that is set, from a control that may be moved; then one from the control whose panel is in front
SET = """
(figure, [controls, positions, front]) => {
  const form = figure.querySelector("[data-controls]");
  const inputs = controls.map(({ name, values }, number) => {
    const input = form.elements[name];
    const value = values[positions[number]];
    const radio = input instanceof RadioNodeList && [...input].find((one) => one.value === String(value));
    const before = JSON.stringify([input.value, input.checked]);
    if (radio) radio.checked = true;
    else if (input.type === "range") input.value = positions[number];
    else if (input.type === "checkbox") input.checked = value;
    else input.value = String(value);
    return { element: radio || input, changed: before !== JSON.stringify([input.value, input.checked]) };
  });
  const free = inputs.filter(({ element }) => element.getAttribute("aria-disabled") !== "true");
  const { element } = free.find(({ changed }) => changed) ?? free[0];
  for (const moved of [element, inputs[front].element]) moved.dispatchEvent(new Event("input", { bubbles: true }));
}
"""

COUNT_DRAWINGS = """
() => {
  const react = Plotly.react;
  window.drawings = 0;
  Plotly.react = (...given) => (window.drawings++, react(...given));
}
"""

# setting the theme draws what is on screen; plotly.js nears its margins drawing by drawing
DRAW_UNTIL_IT_RESTS = """
async (figure) => {
  const plots = [...figure.querySelectorAll("[data-plot]")];
  const sizes = () => JSON.stringify(plots.map((plot) => plot._fullLayout?._size));
  for (let round = 0, before = ""; round < 4 && before !== sizes(); round++) {
    before = sizes();
    document.documentElement.dataset.theme = "light";
    await new Promise((done) => queueMicrotask(() => queueMicrotask(done)));
  }
}
"""


PANELS = """
(figure) => [...figure.querySelectorAll("[data-plot]")]
  .map((plot) => plot.getBoundingClientRect())
  .filter(({ width }) => width)
  .map(({ left, top, right, bottom }) => [left, top, right, bottom].map(Math.round))
"""


def cheap_steps(compiled):
    """For each control that has any, the single steps that change a panel and are cheap: positions before and after."""
    shape = [len(control["values"]) for control in compiled["controls"]]
    empty = [value == [] for value in compiled["pool"]]
    number = {positions: index for index, positions in enumerate(itertools.product(*map(range, shape)))}

    def dear(leaf, *ends):
        filled = leaf["kind"] == "place" and any(empty[leaf["at"][end]] for end in ends)
        return leaf["kind"] == "more" or filled

    for control in range(len(shape)):
        steps = []
        for before in number:
            after = (*before[:control], before[control] + 1, *before[control + 1 :])
            if after not in number:
                continue
            ends = number[before], number[after]
            changed = [leaf for leaf in compiled["varying"] if len({leaf["at"][end] for end in ends}) > 1]
            if any(leaf["path"][0] == "panels" for leaf in changed) and not any(dear(leaf, *ends) for leaf in changed):
                steps += [(before, after), (after, before)]
        if steps:
            yield control, steps


class Camera:
    """Takes what is on screen, without Playwright's waiting: here time stands still."""

    def __init__(self, page):
        self._line = page.context.new_cdp_session(page)

    def take(self, figure):
        """Where each panel is that is shown, and a PNG of the window."""
        taken = self._line.send("Page.captureScreenshot", {"optimizeForSpeed": True})
        panels = figure.evaluate(PANELS)
        assert min(left_top for left, top, *_ in panels for left_top in (left, top)) >= 0, panels
        assert max(bottom for *_, bottom in panels) <= figure.page.viewport_size["height"], panels
        return panels, taken["data"]


def pixels(taken):
    """Those of each panel."""
    panels, png = taken
    window = np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")).astype(int)
    return [window[top:bottom, left:right] for left, top, right, bottom in panels]


def different(one, other):
    """The largest share of pixels in which a panel differs."""
    pairs = zip(pixels(one), pixels(other), strict=True)
    return max((np.abs(before - after).max(axis=-1) > SAME_LEVEL).mean() for before, after in pairs)


@pytest.fixture(scope="module")
def still(browser):
    """A page whose time can be made to stand still, so that nothing is drawn but in the input event itself."""
    trouble = []
    context = browser.new_context()
    guard(context, trouble)
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()
    assert trouble == []


@pytest.fixture(scope="module")
def camera(still):
    return Camera(still)


@pytest.mark.parametrize(("name", "width"), [(name, "wide") for name in explorers.names()] + ON_A_PHONE_TOO)
def test_cheap_steps_look_as_plotly_would_draw_them(still, camera, site, book, name, width):
    (path,) = (book / "explorers").glob(f"{name}.*.json")
    compiled = frames.read(path.read_bytes())
    still.set_viewport_size(WIDTHS[width])
    still.clock.resume()
    still.goto(f"{site}/embed/{name}.html")
    touch(still)
    figure = still.locator("figure[data-ready=true]")
    figure.wait_for()
    still.evaluate(COUNT_DRAWINGS)
    still.clock.pause_at(still.evaluate("Date.now() / 1000 + 1"))
    figure.scroll_into_view_if_needed()
    for control, steps in cheap_steps(compiled):
        before, after = random.Random(0).choice(steps)
        figure.evaluate(SET, [compiled["controls"], before, control])
        still.clock.run_for(RESTED_MS)
        figure.evaluate(DRAW_UNTIL_IT_RESTS)
        standing = camera.take(figure)
        still.evaluate("drawings = 0")
        figure.evaluate(SET, [compiled["controls"], after, control])
        assert still.evaluate("drawings") == 0
        at_once = camera.take(figure)
        still.clock.run_for(RESTED_MS)
        assert still.evaluate("drawings") > 0
        drawn_anew = camera.take(figure)
        if at_once != drawn_anew:
            undrawn = different(standing, at_once)  # as different as if the step were not drawn at all
            allowed = min(MOST_DIFFERENT, undrawn / 10)
            assert different(at_once, drawn_anew) <= allowed, (before, after)
