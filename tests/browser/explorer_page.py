"""How the tests handle an explorer on a page, and a page with a toy explorer on it."""

import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import expect

from vastus.book import assets, explorer_html, shown
from vastus.explorer import Choice, Explorer, Steps, Toggle, View, frames, marks

# Of a browser on a phone, with its bars.
PHONES = ({"width": 390, "height": 664}, {"width": 320, "height": 568})
SPOKEN_AFTER_MS = 700
ROWS = 20  # of the toy's second panel, which is higher than a phone


def page_of(name):
    """The first page that shows the explorer."""
    docname, _ = shown.pages().get(name, (f"embed/{name}", {}))
    return f"{docname}.html"


def touch(page):
    """Show that somebody is there, without a change: figures come alive then."""
    page.evaluate("dispatchEvent(new Event('pointermove'))")


def wake(page, name):
    """Scroll to the explorer and wait until it is drawn; gives its figure."""
    figure = page.locator(f"figure[data-explorer={name}]").first
    figure.scroll_into_view_if_needed()
    touch(page)
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    return figure


# what rests now may be set once another has moved
SET_ALL = """
(figure, wanted) => {
  const form = figure.querySelector("[data-controls]");
  for (const _ of wanted) {
    for (const [name, position, value] of wanted) {
      const inputs = [...form.querySelectorAll(`[name="${name}"]`)];
      const input = inputs[0].type === "radio" ? inputs.find((one) => one.value === String(value)) : inputs[0];
      if (input.ariaDisabled === "true") continue;
      const before = JSON.stringify([input.value, input.checked]);
      if (input.type === "radio") input.checked = true;
      else if (input.type === "checkbox") input.checked = value;
      else input.value = String(input.type === "range" ? position : value);
      if (JSON.stringify([input.value, input.checked]) === before) continue;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
"""


def inputs(figure, control):
    return figure.locator(f"[name={control.name}]")


def rests(figure, control):
    return inputs(figure, control).first.get_attribute("aria-disabled") == "true"


def choose(figure, control, value):
    """Set a control as a reader would; one that rests stays as it is."""
    if rests(figure, control):
        return
    if control.kind == "steps":
        inputs(figure, control).fill(str(control.values.index(value)))
    elif control.kind == "select":
        inputs(figure, control).select_option(str(value))
    elif control.kind == "radio":
        figure.locator(f'[name={control.name}][value="{value}"]').check()
    else:
        inputs(figure, control).set_checked(value)


def go_to(figure, explorer, state):
    """Set every control, in one go; `choose` does it as a reader would."""
    positions = {control.name: control.values.index(state[control.name]) for control in explorer.controls}
    figure.evaluate(SET_ALL, [[name, position, state[name]] for name, position in positions.items()])
    settle(figure)


def settle(figure):
    """Wait until what was asked for has been drawn."""
    figure.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def texts_of(figure, selector):
    """Gives a function that says which texts a part of the figure has had from now on, in turn."""
    figure.evaluate(
        """(figure, selector) => {
            const part = figure.querySelector(selector);
            const texts = ((window.textsOf ??= {})[selector] = []);
            const changes = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => texts.push(part.textContent)).observe(part, changes);
        }""",
        selector,
    )
    return lambda: figure.evaluate("(figure, selector) => textsOf[selector]", selector)


def expect_reading(figure, sentence):
    """The sentence is seen at once, and soon spoken."""
    assert figure.locator("[data-sentence]").text_content() == sentence
    expect(figure.locator("output[data-reading]")).to_have_text(sentence, timeout=2 * SPOKEN_AFTER_MS)


def _toy(speed, show, bounds, first, second):
    line = go.Scatter(x=[0, 1, 2], y=[0, speed, speed if first == "up" else -speed])
    near = go.Figure([line, marks.words([1], [-3], ["fast" if speed == 3 else ""])])
    near.update_layout(yaxis_range=[-4, 4])
    x = [0] * ROWS
    x[1] = bounds * (show == "people")
    x[-2] = int(second == "up")
    far = go.Figure(go.Scatter(x=x, y=list(range(ROWS)), mode="markers"))
    far.update_layout(
        height=40 * ROWS, yaxis_range=[ROWS, -1], xaxis_range=[-1, 2], meta=dict(keeps_height=True, heads=(0, 0.02))
    )
    reading = (
        f"At speed {speed} of {show}, first {first} and second {second}{', bounded' * (bounds and show == 'people')}."
    )
    return View({"Near": near, "Far": far}, reading, pd.DataFrame({"speed": [speed]}), f"{speed} steps in all")


_UP_OR_DOWN = {"up": "goes up", "down": "goes down a long, long way"}
TOY = Explorer(
    "toy",
    "A toy",
    (
        Steps("speed", "Speed", (1, 2, 3), 1, "m", plays=True),
        Choice("show", "Show", {"groups": "groups", "people": "people"}, "groups", resets=("second",)),
        Toggle("bounds", "Bounds"),
        Choice("first", "First month", _UP_OR_DOWN, "up", group="Month by month"),
        Choice("second", "Second month", _UP_OR_DOWN, "up", group="Month by month"),
    ),
    _toy,
)
SPEED, SHOW, BOUNDS, FIRST, SECOND = TOY.controls


def put_toy(folder):
    """Write a page with the toy between long texts, and all that it loads, into ``folder``."""
    file_name, content = frames.encode(TOY)
    frames_file = folder / "explorers" / file_name
    frames_file.parent.mkdir()
    frames_file.write_bytes(content)
    figure = explorer_html.figure_html(TOY, TOY.state(), frames_file, "", 1)
    for name, script_or_style in assets.files().items():
        (folder / name).write_bytes(script_or_style)
    styles = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("colours", "heights", "explorer"))
    (folder / "index.html").write_text(
        f"""<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8"><title>Toy</title>
        <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{styles}
        <style>html {{ font-size: 17px }} body {{ margin: 0 1rem; font-family: sans-serif }}
        p:has(+ figure), figure + p {{ height: 200vh }}</style>
        <main><h1>Toy</h1><p>Before.</p>{figure}<p>After.</p></main>
        <script type="module" src="explorer.js"></script><script defer src="asleep.js"></script></html>""",
        encoding="utf-8",
    )
