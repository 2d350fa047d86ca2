"""How long a slider step takes on the published page, beside plotly.js drawing the same figure by itself.

For each explorer on its page in the built book (``make book`` first), in one run and one browser:

- ``step``: from a control's input event to the new figure, reading and table, drawing included;
- ``plotly alone``: ``Plotly.react`` with the same figures, already decoded, and nothing else.

Prints median and 95th percentile in ms and the ratio of the medians.
"""

import os
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from loopback import serve

from vastus.cli import HTML
from vastus.places import place

BOOK = place("course") / HTML
STEPS = 60
MEASURE = """
async (figure, steps) => {
  const plot = figure.querySelector("[data-plot]");
  const inputs = [...figure.querySelectorAll("[data-controls] :is(input, select)")];
  const frame = () => new Promise(requestAnimationFrame);
  const move = (number) => {
    const input = inputs[number % inputs.length];
    if (input.type === "range") input.value = (Number(input.value) + 1) % (Number(input.max) + 1);
    else if (input.type === "checkbox") input.checked = !input.checked;
    else if (input.type === "radio") input.checked = true;
    else input.selectedIndex = (input.selectedIndex + 1) % input.length;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const times = { step: [], alone: [] };
  const figures = [];
  for (let number = 0; number < steps; number++) {
    await frame();
    const drawn = new Promise((done) => plot.once("plotly_afterplot", done));
    const start = performance.now();
    move(number);
    await drawn;
    times.step.push(performance.now() - start);
    figures.push(structuredClone({ data: plot.data, layout: plot.layout }));
  }
  for (const { data, layout } of figures) {
    await frame();
    const drawn = new Promise((done) => plot.once("plotly_afterplot", done));
    const start = performance.now();
    requestAnimationFrame(() => Plotly.react(plot, data, layout));
    await drawn;
    times.alone.push(performance.now() - start);
  }
  return times;
}
"""


def percentile_95(times_ms):
    return statistics.quantiles(times_ms, n=20)[-1]


def main():
    if not BOOK.exists():
        sys.exit(f"there is no book in {BOOK}; build it first: make book")
    pages = [page for page in sorted(BOOK.glob("chapters/*.html")) if "data-explorer=" in page.read_text()]
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    print(f"{'explorer':<20}{'step: median':>14}{'p95':>8}{'plotly alone':>14}{'p95':>8}{'ratio':>8}   (ms)")
    with serve(BOOK) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for path in pages:
            page = browser.new_page()
            page.goto(f"{address}/chapters/{path.name}")
            for figure in page.locator("figure[data-explorer]").all():
                figure.scroll_into_view_if_needed()
                figure.and_(page.locator("[data-ready=true]")).wait_for()
                times = figure.evaluate(MEASURE, STEPS)
                step, alone = statistics.median(times["step"]), statistics.median(times["alone"])
                print(
                    f"{figure.get_attribute('data-explorer'):<20}{step:>14.1f}{percentile_95(times['step']):>8.1f}"
                    f"{alone:>14.1f}{percentile_95(times['alone']):>8.1f}{step / alone:>8.2f}"
                )
        browser.close()


if __name__ == "__main__":
    main()
