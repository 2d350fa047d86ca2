"""How long a step of a control takes on the published page, beside plotly.js drawing the same figures by itself.

For each explorer, or those whose names are given, on a page of its own in the built book (``make book`` first), every
panel in sight, in one run and one browser; once as it is, and once with the processor 4 times slower. Every control is
dragged through its values:

- ``ours``: from the control's input event to the frame in which figure, headline, sentence and table are painted;
- ``plotly``: ``Plotly.react`` with the same figures, already decoded, called at once, to the frame that paints them.

Events come at any time between two frames, as those of keys do, so most of them wait for their frame: that wait, and
what a browser does for any frame, is in all times. The first row has it by itself: a page that holds nothing but one
path, and moves it. (Those of a hand on a slider come as a frame begins, and do not wait.)

Each drag begins with no garbage of the one before; figures for plotly are copied in a drag that is not timed.

Steps that change only coordinates or text are cheap: the page makes them without ``Plotly.react``. Of those and of the
rest the table has the median and the 95th percentile in ms, and the processor time of the page in ms a step, which is
taken from a whole drag and stands with the rest if any step of it does. Last comes how many explorers reach the goals.
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
GOALS_MS = {1: (12, 17), 4: (20, 28)}  # median and 95th percentile, by how many times slower the processor is
GOAL_SHARE = 1 / 4  # of plotly's processor time
FEWEST = 5  # steps that are worth a median
ONE_PATH = "<!DOCTYPE html><svg width=800 height=400><path d='M10 10L300 200' stroke='black'/></svg>"
TIMING = """
() => {
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = done;
    requestAnimationFrame(() => port1.postMessage(""));
  });
  const timed = async (count, step, about = () => ({})) => {
    const steps = [];
    for (let number = 0; number < count; number++) {
      await later((number * 7) % 17); // an event comes at any time between two frames
      const start = performance.now();
      step(number);
      await painted();
      steps.push({ ms: performance.now() - start, ...about(number) });
    }
    return steps;
  };
  window.bench = { painted, timed, rest: () => later(400) };
}
"""
MOVE_PATH = """
(count) => {
  const path = document.querySelector("path");
  return bench.timed(count, (number) => path.setAttribute("d", `M10 10L${300 + number} 200`), () => ({ cheap: true }));
}
"""
PREPARE = """
(figure) => {
  const plots = [...figure.querySelectorAll("[data-plot]")];
  const form = figure.querySelector("[data-controls]");
  const inputs = [...form.elements].filter(({ name }) => name);
  const react = Plotly.react;
  let reacted = false;
  Plotly.react = (...given) => { reacted = true; return react(...given); };
  const next = (name) => {
    const own = inputs.filter((input) => input.name === name);
    const [input] = own;
    if (input.type === "radio") {
      const chosen = own[(own.findIndex(({ checked }) => checked) + 1) % own.length];
      chosen.checked = true;
      return chosen;
    }
    if (input.type === "range") input.value = (Number(input.value) + 1) % (Number(input.max) + 1);
    else if (input.type === "checkbox") input.checked = !input.checked;
    else input.selectedIndex = (input.selectedIndex + 1) % input.length;
    return input;
  };
  const step = (name) => next(name).dispatchEvent(new Event("input", { bubbles: true }));
  const { painted, timed } = bench;
  let before, steps, figures;
  Object.assign(bench, {
    names: () => [...new Set(inputs.map(({ name }) => name))],
    async drag(name, count) {
      const isFree = form.elements[name].ariaDisabled !== "true";
      const move = () => { reacted = false; step(name); };
      before = inputs.map(({ value, checked }) => ({ value, checked }));
      return (steps = await timed(isFree ? count : 0, move, () => ({ cheap: !reacted })));
    },
    async takeFigures(name) {
      inputs.forEach((input, number) => Object.assign(input, before[number]));
      figures = [];
      for (const _ of steps) {
        step(name);
        await painted();
        figures.push(structuredClone(plots.map(({ data, layout }) => ({ data, layout }))));
      }
    },
    alone() {
      const draw = (number) => figures[number].forEach(({ data, layout }, panel) => react(plots[panel], data, layout));
      return timed(steps.length, draw, (number) => ({ cheap: steps[number].cheap }));
    },
  });
}
"""


class Line:
    """To a page whose processor is so many times slower."""

    def __init__(self, page, slower):
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(TIMING)

    def timed(self, call, *given):
        """Steps of a drag, and the processor time of the page for each."""
        self._session.send("HeapProfiler.collectGarbage")
        before = self._busy_ms()
        steps = self._page.evaluate(call, *given)
        work_ms = (self._busy_ms() - before) / max(len(steps), 1)
        cheap = all(step["cheap"] for step in steps)
        self._page.evaluate("bench.rest()")
        return [{**step, "work_ms": work_ms, "in_cheap_drag": cheap} for step in steps]

    def _busy_ms(self):
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def least(browser, slower):
    """Steps of a page that holds nothing but one path."""
    page = browser.new_page(viewport=SIZE)
    page.set_content(ONE_PATH)
    line = Line(page, slower)
    steps = [step for _ in range(4) for step in line.timed(MOVE_PATH, STEPS)]
    page.close()
    return steps


def measure(browser, address, name, slower):
    """Steps of every control of an explorer: ours, and plotly's with the same figures."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{address}/embed/{name}.html")
    page.evaluate("dispatchEvent(new Event('pointermove'))")  # a figure comes alive when somebody is there
    figure = page.locator("figure[data-explorer]")
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    line = Line(page, slower)
    figure.evaluate(PREPARE)
    ours, plotly = [], []
    for control in page.evaluate("bench.names()"):
        ours += line.timed("given => bench.drag(...given)", [control, STEPS])
        page.evaluate("name => bench.takeFigures(name)", control)
        page.evaluate("bench.rest()")
        plotly += line.timed("bench.alone()")
    page.close()
    return ours, plotly


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


def reached(pairs, slower):
    """How many of such summaries of cheap steps, ours and plotly's, reach each goal."""
    median_ms, late_ms = GOALS_MS[slower]
    counts = (
        (f"a median of {median_ms} ms", sum(ours[0] <= median_ms for ours, _ in pairs)),
        (f"{late_ms} ms at the 95th percentile", sum(ours[1] <= late_ms for ours, _ in pairs)),
        ("a quarter of plotly's processor time", sum(ours[2] <= GOAL_SHARE * plotly[2] for ours, plotly in pairs)),
    )
    return f"of {len(pairs)} explorers " + ", ".join(f"{count} reach {goal}" for goal, count in counts)


def main():
    if not BOOK.exists():
        sys.exit(f"there is no book in {BOOK}; build it first: make book")
    names = sys.argv[1:] or explorers.names()
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    with serve(BOOK) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for slower in GOALS_MS:
            print(f"processor {slower} times slower; ours and plotly's: median, 95th percentile, processor time (ms)")
            print(f"{'explorer':<25}{'cheap':>6}  {'cheap steps':<42}{'other steps':<42}")
            print(
                f"{'(one path)':<31}  " + "        ".join(f"{ms:>6.1f}" for ms in summary(least(browser, slower), True))
            )
            pairs = []
            for name in names:
                ours, plotly = measure(browser, address, name, slower)
                share = statistics.mean(step["cheap"] for step in ours)
                cheap, others = ((summary(ours, cheap), summary(plotly, cheap)) for cheap in (True, False))
                print(f"{name:<25}{share:>6.0%}  {cells(*cheap)}  {cells(*others)}".rstrip(), flush=True)
                pairs += [cheap] if None not in cheap else []
            print(reached(pairs, slower))
        browser.close()


if __name__ == "__main__":
    main()
