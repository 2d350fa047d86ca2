"""How long a step of a control takes on the published page, beside plotly.js drawing the same figures by itself.

For each explorer, or those whose names are given, on a page of its own in the built book (``make book`` first), every
panel in sight, in one run and one browser; once as it is, and once with the processor 4 times slower. Every control is
dragged through its values:

- ``ours``: from the control's input event to the frame in which figure, headline, sentence and table are painted;
- ``plotly``: ``Plotly.react`` with the same figures, already decoded, called at once, to the frame that paints them.

Steps that change only coordinates or text are cheap: the page makes them without ``Plotly.react``. Of those and of the
rest the table has the median and the 95th percentile in ms, and the processor time of the page in ms a step, which is
taken from a whole drag and stands with the rest if any step of it does.
"""

import os
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from loopback import serve

from vastus import explorers
from vastus.cli import HTML
from vastus.places import place

BOOK = place("course") / HTML
STEPS = 24  # of a drag
SIZE = {"width": 900, "height": 1200}
SLOWER = (1, 4)
FEWEST = 5  # steps that are worth a median
PREPARE = """
(figure) => {
  const plots = [...figure.querySelectorAll("[data-plot]")];
  const form = figure.querySelector("[data-controls]");
  const react = Plotly.react;
  let reacted = false;
  Plotly.react = (...given) => { reacted = true; return react(...given); };
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = done;
    requestAnimationFrame(() => port1.postMessage(""));
  });
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const next = (name) => {
    const inputs = [...form.querySelectorAll(`[name="${name}"]`)];
    const [input] = inputs;
    if (input.type === "radio") {
      const chosen = inputs[(inputs.findIndex(({ checked }) => checked) + 1) % inputs.length];
      chosen.checked = true;
      return chosen;
    }
    if (input.type === "range") input.value = (Number(input.value) + 1) % (Number(input.max) + 1);
    else if (input.type === "checkbox") input.checked = !input.checked;
    else input.selectedIndex = (input.selectedIndex + 1) % input.length;
    return input;
  };
  let drags = {};
  window.bench = {
    names: () => [...new Set([...form.elements].map(({ name }) => name))].filter((name) => name),
    rest: () => later(400),
    async drag(name, count) {
      const steps = drags[name] = [];
      let copying = 0;
      for (let number = 0; number < count; number++) {
        if (form.elements[name].ariaDisabled === "true") break;
        await later((number * 7) % 17); // an event comes at any time between two frames
        reacted = false;
        const start = performance.now();
        next(name).dispatchEvent(new Event("input", { bubbles: true }));
        await painted();
        const end = performance.now();
        const figures = structuredClone(plots.map(({ data, layout }) => ({ data, layout })));
        copying += performance.now() - end;
        steps.push({ ms: end - start, cheap: !reacted, figures });
      }
      return { steps: steps.map(({ ms, cheap }) => ({ ms, cheap })), copying };
    },
    async alone(name) {
      const steps = [];
      for (const [number, { cheap, figures }] of drags[name].entries()) {
        await later((number * 7) % 17);
        const start = performance.now();
        figures.forEach(({ data, layout }, panel) => react(plots[panel], data, layout));
        await painted();
        steps.push({ ms: performance.now() - start, cheap });
      }
      return { steps, copying: 0 };
    },
  };
}
"""


def timed(page, session, call, *given):
    """Steps of a drag, and the processor time of the page for each."""

    def busy_ms():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    before = busy_ms()
    done = page.evaluate(f"given => bench.{call}(...given)", given)
    work_ms = (busy_ms() - before - done["copying"]) / max(len(done["steps"]), 1)
    cheap = all(step["cheap"] for step in done["steps"])
    page.evaluate("bench.rest()")
    return [{**step, "work_ms": work_ms, "in_cheap_drag": cheap} for step in done["steps"]]


def summary(steps, cheap):
    """Median and 95th percentile of the steps of one kind, and their processor time."""
    times_ms = [step["ms"] for step in steps if step["cheap"] == cheap]
    works_ms = [step["work_ms"] for step in steps if step["in_cheap_drag"] == cheap]
    if len(times_ms) < FEWEST or not works_ms:
        return None
    return statistics.median(times_ms), statistics.quantiles(times_ms, n=20)[-1], statistics.mean(works_ms)


def cells(ours, plotly):
    if ours is None or plotly is None:
        return f"{'-':>41}"
    shown = [f"{value:>6.1f}" for pair in zip(ours, plotly, strict=True) for value in pair]
    return f"{' '.join(shown)}"


def measure(browser, address, name, slower):
    """Steps of every control of an explorer: ours, and plotly's with the same figures."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{address}/embed/{name}.html")
    page.evaluate("dispatchEvent(new Event('pointermove'))")  # a figure comes alive when somebody is there
    figure = page.locator("figure[data-explorer]")
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    figure.evaluate(PREPARE)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    ours, plotly = [], []
    for control in page.evaluate("bench.names()"):
        ours += timed(page, session, "drag", control, STEPS)
        plotly += timed(page, session, "alone", control)
    page.close()
    return ours, plotly


def main():
    if not BOOK.exists():
        sys.exit(f"there is no book in {BOOK}; build it first: make book")
    names = sys.argv[1:] or explorers.names()
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    with serve(BOOK) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for slower in SLOWER:
            print(f"processor {slower} times slower; ours and plotly's: median, 95th percentile, processor time (ms)")
            print(f"{'explorer':<25}{'cheap':>6}  {'cheap steps':<42}{'other steps':<42}")
            for name in names:
                ours, plotly = measure(browser, address, name, slower)
                share = statistics.mean(step["cheap"] for step in ours)
                columns = [cells(summary(ours, cheap), summary(plotly, cheap)) for cheap in (True, False)]
                print(f"{name:<25}{share:>6.0%}  {'  '.join(columns)}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
