"""A cheap step is right at once: the picture that it gives is the one that plotly.js would draw anew."""

import io
import itertools
import json
import random

import numpy as np
import pytest
from explorer_page import touch
from PIL import Image

from vastus import explorers

MOST_DIFFERENT = 0.001  # of the pixels
SAME_LEVEL = 2  # of 255: plotly.js places its legend anew, to some thousandths of a pixel, whenever it draws
RESTED_MS = 150  # by then a panel is drawn whole
# There one panel at a time is drawn, the others when they come forward. Where there is one, size makes no difference.
ON_A_PHONE_TOO = [(name, "phone") for name in ("patella_pull", "signal_chain", "step_down_load", "programme")]
WIDTHS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 664}}

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
async () => {
  for (let round = 0; round < 4; round++) {
    document.documentElement.dataset.theme = "light";
    await new Promise((done) => queueMicrotask(() => queueMicrotask(done)));
  }
}
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


def picture(figure):
    shown = [plot for plot in figure.locator("[data-plot]").all() if plot.is_visible()]
    return [np.asarray(Image.open(io.BytesIO(plot.screenshot())).convert("RGB")).astype(int) for plot in shown]


def different(pictures, others):
    """The largest share of pixels in which a panel differs."""
    return max(
        (np.abs(one - other).max(axis=-1) > SAME_LEVEL).mean() for one, other in zip(pictures, others, strict=True)
    )


@pytest.mark.parametrize(("name", "width"), [(name, "wide") for name in explorers.names()] + ON_A_PHONE_TOO)
def test_cheap_steps_look_as_plotly_would_draw_them(page, site, book, name, width):
    (path,) = (book / "explorers").glob(f"{name}.*.json")
    compiled = json.loads(path.read_text(encoding="utf-8"))
    page.set_viewport_size(WIDTHS[width])
    page.clock.install()  # later it stands still, so that nothing is drawn but in the input event itself
    page.goto(f"{site}/embed/{name}.html")
    touch(page)
    figure = page.locator("figure[data-ready=true]")
    figure.wait_for()
    page.evaluate(COUNT_DRAWINGS)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    for control, steps in cheap_steps(compiled):
        before, after = random.Random(0).choice(steps)
        figure.evaluate(SET, [compiled["controls"], before, control])
        page.clock.run_for(RESTED_MS)
        page.evaluate(DRAW_UNTIL_IT_RESTS)
        standing = picture(figure)
        page.evaluate("drawings = 0")
        figure.evaluate(SET, [compiled["controls"], after, control])
        assert page.evaluate("drawings") == 0
        at_once = picture(figure)
        page.clock.run_for(RESTED_MS)
        assert page.evaluate("drawings") > 0
        allowed = min(MOST_DIFFERENT, different(standing, at_once) / 10)  # less than a step that is not drawn at all
        assert different(at_once, picture(figure)) <= allowed, (before, after)
