"""The same explorer made three ways, built and measured in one run: what a phone has to fetch and to wait for.

Two raw traces of 600 points and two smooth ones of 200, with controls of 8, 6 and 5 values (``peers/shared.py``), as
this course makes it, with plotly's own slider, and in Panel with embed. The peers live in an environment of their own,
``_build/bench/peers``, with the versions of `PEERS`. Each page is served packed; 1.6 Mbit/s, 150 ms there and back, a
processor 4 times slower; other machines cannot be reached, so a peer that asks them shows what is left of it then.

- ``kB``: what came until the first control had moved the picture, or until nothing moved it;
- ``others``: other machines that were asked;
- ``picture``, ``live``: seconds until a trace is seen, and until a control moves it; the controls are tried from the
  moment there is a picture, up to `PATIENCE_S`;
- ``step``: ms from a control's event to the frame with the new picture, the median of `STEPS`.

Writes ``bench/results/peers.md`` and a picture beside it.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from urllib.parse import urlparse

import nbformat
from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from book_build import build_s, copy_of_the_course
from packed import serve

from vastus import chromium
from vastus.notebook.committed import normalised
from vastus.notebook.mime import MIME_TYPE
from vastus.places import place

HERE = Path(__file__).parent
RESULTS = HERE / "results"
PEERS = ("panel==1.9.4", "plotly==7.1.0")
QUIET = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
SLOWER, STEPS, PATIENCE_S = 4, 12, 60
# A trace is a path of many points, wherever it lies; what a page shows is told by the first letters of each.
WATCH = """
(() => {
  function* paths(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) yield* paths(element.shadowRoot);
      if (element.localName === "path" && (element.getAttribute("d") ?? "").length > 1000) yield element;
    }
  }
  const start = (path) => path.getAttribute("d").slice(0, 400);
  const sign = () => [...paths(document)].filter((path) => path.checkVisibility()).map(start).join();
  const frame = () => new Promise(requestAnimationFrame);
  window.bench = {
    sign,
    arm() {
      const before = sign();
      let began;
      const begin = () => (began ??= performance.now());
      for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, { capture: true, once: true });
      window.step = (async () => {
        for (const until = performance.now() + 3000; performance.now() < until; await frame()) {
          if (began !== undefined && sign() !== before) return performance.now() - began;
        }
        return null;
      })();
    },
  };
})();
"""
OURS = """
import sys

sys.path.insert(0, {here!r})

import pandas as pd
from shared import CONTROLS, figure

from ..explorer import Explorer, Steps, View


def view(gain, noise, delay):
    table = pd.DataFrame({{"gain": [gain], "noise": [noise], "delay": [delay]}})
    said = f"Gain {{gain}}, noise {{noise}}, delay {{delay}}."
    return View(figure(gain, noise, delay), said, table, f"Gain {{gain}}")


controls = tuple(Steps(name, name.title(), tuple(values), values[0]) for name, values in CONTROLS.items())
EXPLORER = Explorer("same", "The same explorer", controls, view)
"""


def ours(folder):
    copy_of_the_course(folder)
    for path in (folder / "vastus" / "explorers").glob("[!_]*.py"):
        path.unlink()
    (folder / "chapters" / "quizzes").mkdir(parents=True)
    shutil.copytree(place("chapters") / "images", folder / "chapters" / "images")
    source = OURS.format(here=str(HERE / "peers"))
    (folder / "vastus" / "explorers" / "same.py").write_text(source, encoding="utf-8")
    payload = {"kind": "explorer", "name": "same", "state": {"gain": 1, "noise": 0, "delay": 0}}
    shown = nbformat.v4.new_output("display_data", {MIME_TYPE: payload, "text/plain": "same"})
    cells = [nbformat.v4.new_markdown_cell("# The same"), nbformat.v4.new_code_cell("show()", outputs=[shown])]
    nbformat.write(normalised(nbformat.v4.new_notebook(cells=cells)), folder / "chapters" / "same.ipynb")
    listed = "# References\n\n```{bibliography}\n:all:\n:style: vastus\n```\n"
    (folder / "chapters" / "references.md").write_text(listed, encoding="utf-8")
    about = "# About\n\n## How to cite\n\nAs you like.\n"  # where the foot of every page leads
    (folder / "chapters" / "about.md").write_text(about, encoding="utf-8")
    toc = "format: jb-book\nroot: chapters/same\nchapters:\n  - file: chapters/references\n  - file: chapters/about\n"
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    build_s(folder)
    return folder / "_build" / "html", "chapters/same.html"


def peer(script):
    def made(folder):
        run([environment() / "bin" / "python", HERE / "peers" / script, folder])
        return folder, "index.html"

    return made


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])


def environment():
    """The peers' own, set up if it is not there."""
    folder = place("built") / "bench" / "peers"
    if not (folder / "bin" / "panel").exists():
        venv.create(folder, with_pip=True)
        run([folder / "bin" / "pip", "install", "--quiet", *PEERS])
    return folder


# how each is made, and what is pressed to move it
WAYS = {
    "this course": (ours, "input[type=range]"),
    "plotly's slider": (peer("slider.py"), ".slider-rail-touch-rect"),
    "Panel, embed": (peer("panel_embed.py"), ".noUi-handle"),
}


def press(page, control, number):
    """Move the first control by a step, as a reader would."""
    first = page.locator(control).first
    if control.startswith(".slider-rail"):
        box = first.bounding_box(timeout=1000)
        page.mouse.click(box["x"] + box["width"] * (0.1 + 0.06 * number), box["y"] + box["height"] / 2)
    else:
        first.focus(timeout=1000)
        page.keyboard.press("ArrowRight" if number % 12 < 6 else "ArrowLeft")


def step_ms(page, control, number):
    try:
        page.evaluate("bench.arm()")
        press(page, control, number)
        return page.evaluate("window.step")
    except Error:
        return None


def measured(browser, address, control):
    page = browser.new_page(viewport={"width": 1000, "height": 1000})
    session = page.context.new_cdp_session(page)
    came, asked = [], set()
    session.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda told: asked.add(urlparse(told["request"]["url"]).hostname))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.set_default_timeout(1000 * 2 * PATIENCE_S)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    result = {"picture": None, "live": None, "step": None}
    # asked again and again: the policy of a page forbids words that would wait in it
    while result["picture"] is None and page.evaluate("performance.now()") / 1000 < PATIENCE_S:
        if page.evaluate("window.bench?.sign() ?? ''"):
            result["picture"] = page.evaluate("performance.now()") / 1000
        page.wait_for_timeout(50)
    until = (result["picture"] or PATIENCE_S) + PATIENCE_S
    number = 0
    while result["live"] is None and page.evaluate("performance.now()") / 1000 < until:
        number += 1
        if step_ms(page, control, number) is not None:
            result["live"] = page.evaluate("performance.now()") / 1000
    result["kB"] = sum(came) / 1000
    result["others"] = sorted(host for host in asked if host and host != "127.0.0.1")
    if result["live"] is not None:
        steps = [step_ms(page, control, number + further) for further in range(1, STEPS + 1)]
        result["step"] = statistics.median([step for step in steps if step is not None] or [float("nan")])
    page.close()
    return result


def shown(value, digits=1):
    return "never" if value is None else f"{value:.{digits}f}"


def table(results):
    rows = ["| | kB | others asked | picture, s | live, s | step, ms |", "|---|---:|---|---:|---:|---:|"]
    for name, found in results.items():
        others = ", ".join(found["others"]) or "none"
        cells = shown(found["picture"]), shown(found["live"]), shown(found["step"], 0)
        rows.append(f"| {name} | {found['kB']:.0f} | {others} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def picture(results):
    """Bars of the kilobytes, as SVG."""
    most = max(found["kB"] for found in results.values())
    lines = [
        f'<text x="190" y="{30 + 34 * number}" text-anchor="end">{name}</text>'
        f'<rect x="200" y="{14 + 34 * number}" width="{380 * found["kB"] / most:.1f}" height="22" fill="#0b5fa5"/>'
        f'<text x="{206 + 380 * found["kB"] / most:.1f}" y="{30 + 34 * number}">{found["kB"]:.0f} kB</text>'
        for number, (name, found) in enumerate(results.items())
    ]
    height = 20 + 34 * len(results)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {height}"'
    return "\n".join([f'{head} font-family="sans-serif" font-size="14">', *lines, "</svg>"]) + "\n"


def main():
    results = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=QUIET)
        for name, (make, control) in WAYS.items():
            with tempfile.TemporaryDirectory() as folder:
                site, page = make(Path(folder))
                with serve(site) as address:
                    results[name] = measured(browser, f"{address}/{page}", control)
            print(name, results[name], flush=True)
        browser.close()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "peers.md").write_text(table(results), encoding="utf-8")
    (RESULTS / "peers.svg").write_text(picture(results), encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
