"""How many frames the moving step-down drops while it plays, at full speed and on a processor slowed four times.

On the exercise's page of the built book (``make book`` first), on a wide screen with three people and on a phone:

- ``frames``: the intervals between animation frames while one repetition plays, 7.6 s;
- ``dropped``: frames of 60 a second that were missed, counted from the intervals;
- ``work``: the time the page's own script takes in a frame, median and 95th percentile, in ms;
- ``empty page``: frames that the same browser drops in the same time with nothing to do.
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
PAGE = "chapters/exercise-protocol/step-down-form.html"
FIGURE = "figure[data-movement=whole]"
SCREENS = {"wide": (1280, 900), "phone": (390, 664)}
FRAME_MS = 1000 / 60
RECORD = """
() => {
  window.recorded = { starts: [], work: [] };
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) =>
    ask((clock) => {
      const start = performance.now();
      call(clock);
      window.recorded.work.push(performance.now() - start);
      window.recorded.starts.push(clock);
    });
}
"""
IDLE = """
(ms) => new Promise((done) => {
  const starts = [];
  const run = (clock) => {
    starts.push(clock);
    if (clock - starts[0] < ms) requestAnimationFrame(run);
    else done(starts);
  };
  requestAnimationFrame(run);
})
"""


def dropped(starts):
    """Frames missed between the frames there were."""
    return sum(round((after - before) / FRAME_MS) - 1 for before, after in zip(starts, starts[1:], strict=False))


def main():
    if not BOOK.exists():
        sys.exit(f"there is no book in {BOOK}; build it first: make book")
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    print(f"{'screen':<8}{'slower':>8}{'frames':>8}{'dropped':>9}{'work: median':>14}{'p95':>7}{'empty page':>12}")
    with serve(BOOK) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for screen, (width, height) in SCREENS.items():
            for slower in (1, 4):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                idle = page.evaluate(IDLE, 7600)
                page.goto(f"{address}/{PAGE}")
                figure = page.locator(FIGURE)
                figure.scroll_into_view_if_needed()
                figure.and_(page.locator("[data-ready=true]")).wait_for()
                figure.evaluate("(it) => it.scrollIntoView()")
                page.wait_for_timeout(1500)
                page.evaluate(RECORD)
                figure.locator("[data-play]").click()
                figure.and_(page.locator("[data-playing]")).wait_for(state="detached", timeout=60_000)
                recorded = page.evaluate("window.recorded")
                work = recorded["work"]
                print(
                    f"{screen:<8}{slower:>7}x{len(work):>8}{dropped(recorded['starts']):>9}"
                    f"{statistics.median(work):>14.1f}{statistics.quantiles(work, n=20)[-1]:>7.1f}{dropped(idle):>12}"
                )
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
