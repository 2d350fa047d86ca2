"""The same explorer made five ways, built and measured in one run: what a reader has to fetch and to wait for.

Two raw traces of 600 points and two smooth ones of 200, with controls of 8, 6 and 5 values (``peers/shared.py``), as
this course makes it, in plain Jupyter Book with a FigureWidget, with plotly's own slider, in marimo-book with
precompute, and in Panel with embed (``peers/made.py``). Each page is opened cold, packed, in the `CONDITIONS`:

- ``computer``: what other machines give out comes from copies of npm on this one;
- ``phone``: the same at 1.6 Mbit/s, 150 ms there and back, with a processor 4 times slower, in a window of 390 × 664;
- ``alone``: a computer that reaches the page's own server and no other machine.

Of each page:

- ``kb``: what came until the first control had moved the picture, or until nothing was going to;
- ``others``: other machines that were asked for something;
- ``picture_s``, ``live_s``: seconds until a trace is seen, and until a control moves it; the controls are tried from
  the moment there is a picture, for 20 s; empty if it never happened;
- ``step_ms``, ``step_p95_ms``: from a control's event to the frame with the new picture, over 24 steps of the gain.

Prints a row for each, and with ``--note`` writes them with day and versions into ``peers/measured.csv``, which the page
on making an explorer shows. A way that cannot be made here says why.
"""

import argparse
import contextlib
import csv
import datetime
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).with_name("peers")))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import mirror
from made import WAYS, Failed
from packed import serve
from shared import CONTROLS

from vastus import chromium

HERE = Path(__file__).parent
TABLE = HERE / "peers" / "measured.csv"
WATCH = (HERE / "peers" / "watch.js").read_text(encoding="utf-8")
COLUMNS = ("way", "version", "condition", "kb", "others", "picture_s", "live_s", "step_ms", "step_p95_ms", "on")
WIDTHS = (28, 14, 10, 8, 8, 11, 8, 9, 13)
STEPS = 24
ANSWER_S = 3  # as long is waited for the answer to a control that is live
TRIED_S = 20  # as long is a control tried
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}


@dataclass(frozen=True)
class Condition:
    name: str
    others: bool  # whether other machines answer
    slower: int
    size: tuple
    patience_s: int  # for a picture


CONDITIONS = (
    Condition("computer", True, 1, (1280, 900), 20),
    Condition("phone", True, 4, (390, 664), 60),
    Condition("alone", False, 1, (1280, 900), 20),
)


class Opened:
    """A page of a way, opened under a condition, with all that came."""

    def __init__(self, browser, address, way, condition):
        width, height = condition.size
        self.way, self.condition = way, condition
        self.at, self.direction = 0, 1  # the value of the gain, and where it goes next
        self.page = browser.new_page(viewport={"width": width, "height": height})
        self.bytes, self.others = {}, set()  # by request, and of the hosts
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.dataReceived", self._part)
        session.on("Network.loadingFinished", self._whole)
        session.on("Network.requestWillBeSent", self._ask)
        session.send("Network.enable")
        if condition.slower > 1:
            session.send("Network.emulateNetworkConditions", SLOW_LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": condition.slower})
        self.page.set_default_timeout(1000 * 2 * condition.patience_s)
        self.page.add_init_script(WATCH)
        self.page.goto(f"{address}/{way.page}", wait_until="commit")

    def _part(self, told):
        self.bytes[told["requestId"]] = self.bytes.get(told["requestId"], 0) + told["encodedDataLength"]

    def _whole(self, told):
        self.bytes[told["requestId"]] = told["encodedDataLength"]

    def _ask(self, told):
        parts = urlsplit(told["request"]["url"])
        if parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1":
            self.others.add(parts.hostname)

    def now_s(self):
        return self.page.evaluate("performance.now()") / 1000

    def picture_s(self):
        """Seconds until a trace was seen, or None."""
        while self.now_s() < self.condition.patience_s:
            seen_ms = self.page.evaluate("window.bench?.picture ?? null")
            if seen_ms is not None:
                return seen_ms / 1000
            self.page.wait_for_timeout(50)
        return None

    def live_s(self):
        """Seconds until the gain moved the picture, pressed every half second from now on; None if it never did."""
        self._arm(TRIED_S)
        until = self.now_s() + TRIED_S
        while self.now_s() < until:
            with contextlib.suppress(Error):  # there is no control yet
                self._press()
            self.page.wait_for_timeout(500)
            moved_ms = self.page.evaluate("bench.moved")
            if moved_ms is not None:
                return moved_ms / 1000
        return None

    def step_ms(self):
        """Move the gain by a step, as a reader would; ms to the picture, None if it did not change."""
        try:
            self._arm(ANSWER_S)
            self._press()
            return self.page.evaluate("bench.answer")
        except Error:
            return None

    def _arm(self, patience_s):
        self.page.evaluate(f"bench.arm({1000 * patience_s})")

    def _press(self):
        """Go on to the next value, and at the last one turn back."""
        first = self.page.locator(self.way.control).first
        if self.way.control.startswith(".slider-rail"):
            box = first.bounding_box(timeout=1000)
            at = 0.1 + 0.1 * (self.at + self.direction)
            self.page.mouse.click(box["x"] + box["width"] * at, box["y"] + box["height"] / 2)
        else:
            first.focus(timeout=1000)
            self.page.keyboard.press("ArrowRight" if self.direction > 0 else "ArrowLeft")
        self.at += self.direction
        if self.at in (0, len(CONTROLS["gain"]) - 1):
            self.direction = -self.direction


def measured(browser, address, way, condition):
    """What a page does, by the names of `COLUMNS`."""
    opened = Opened(browser, address, way, condition)
    picture_s = opened.picture_s()
    live_s = opened.live_s() if picture_s is not None else None
    came, steps = sum(opened.bytes.values()), []
    if live_s is not None:
        steps = [step for step in (opened.step_ms() for _ in range(STEPS)) if step is not None]
    opened.page.close()
    return {
        "kb": round(came / 1000),
        "others": " ".join(sorted(opened.others)),
        "picture_s": _rounded(picture_s, 2),
        "live_s": _rounded(live_s, 2),
        "step_ms": _rounded(statistics.median(steps) if steps else None, 0),
        "step_p95_ms": _rounded(statistics.quantiles(steps, n=20)[-1] if len(steps) > 1 else None, 0),
    }


def _rounded(value, digits):
    return "" if value is None else f"{value:.{digits}f}"


def line(row):
    shown = {**row, "others": len(row["others"].split())}
    return "".join(f"{shown[name]:<{width}}" for name, width in zip(COLUMNS, WIDTHS, strict=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--note", action="store_true", help=f"write the table into {TABLE.relative_to(HERE.parent)}")
    given = parser.parse_args()
    made, rows = [], []
    for way in WAYS:  # all before the first is measured, so that nothing else is at work then
        try:
            made.append((way, way.make()))
        except Failed as failed:
            print(f"{way.name} could not be made here: {failed}", flush=True)
    print("".join(f"{name:<{width}}" for name, width in zip(COLUMNS, WIDTHS, strict=False)))
    with contextlib.ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        port, missed = stack.enter_context(mirror.serve())
        browsers = {}
        for others in (True, False):
            args = [
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                *mirror.rules(port if others else None),
            ]
            browsers[others] = playwright.chromium.launch(executable_path=chromium.path(), args=args)
        for way, site in made:
            address = stack.enter_context(serve(site))
            for condition in CONDITIONS:
                found = measured(browsers[condition.others], address, way, condition)
                row = {"way": way.name, "version": way.version, "condition": condition.name, **found}
                rows.append({**row, "on": datetime.date.today()})
                print(line(rows[-1]), flush=True)
    asked = {host for row in rows for host in row["others"].split()}
    for what in sorted(missed):
        if what.split("/")[0] in asked:  # and not by the browser for itself
            print("asked of another machine, and not to be had here:", what)
    if given.note:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
