"""What Lighthouse says of the pages of the built book (``make book`` first), as on a phone.

Lighthouse 12.2.3 of npm with its own brakes: 1.6 Mbit/s, 150 ms there and back, a processor 4 times slower. Of each
page the four scores, first paint and largest paint in seconds, how long the page was too busy to answer in ms, how far
things moved by themselves, and the bytes that came. Targets: performance 97 or more, the others 100, first paint within
1.5 s; at the end stand the least of each, and the pages that miss a target. Pages can be named,
or a folder of them: ``python bench/lighthouse.py chapters/welcome search chapters/cases/``; ``--book FOLDER`` measures
one that lies elsewhere.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from packed import serve

from vastus import chromium, contents
from vastus.book import npm
from vastus.cli import HTML
from vastus.places import place

VERSION = "12.2.3"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FAST, FIRST_S = 97, 1.5
# name, audit, of how many of its units, how it is shown
NUMBERS = {
    "first": ("first-contentful-paint", 1000, ">7.2f"),
    "large": ("largest-contentful-paint", 1000, ">7.2f"),
    "busy": ("total-blocking-time", 1, ">6.0f"),
    "shift": ("cumulative-layout-shift", 1, ">7.3f"),
    "kB": ("total-byte-weight", 1000, ">7.0f"),
}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def measured(package, address):
    """Lighthouse's report on one page."""
    command = ["node", package / "cli/index.js", address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {**os.environ, "CHROME_PATH": str(chromium.path())}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(f"{address}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def figures(report):
    """What is shown of a report: the scores, then the numbers behind that of speed."""
    audits = report["audits"]
    numbers = {name: audits[audit]["numericValue"] / unit for name, (audit, unit, _) in NUMBERS.items()}
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES} | numbers


def line(name, found):
    scores = "".join(f"{found[category]:>5}" for category in CATEGORIES)
    return f"{name:<52}{scores}" + "".join(format(found[number], shown) for number, (*_, shown) in NUMBERS.items())


def misses(found):
    """Whether a page misses a target."""
    return found["performance"] < FAST or min(found[name] for name in CATEGORIES[1:]) < 100 or found["first"] > FIRST_S


def missed(report):
    """The audits other than of speed that a page does not pass."""
    references = (
        reference["id"]
        for category in CATEGORIES[1:]
        for reference in report["categories"][category]["auditRefs"]
        if reference["weight"]
    )
    return sorted({name for name in references if (report["audits"][name]["score"] or 0) < 1} - _not_asked(report))


def _not_asked(report):
    return {
        name
        for name, audit in report["audits"].items()
        if audit["scoreDisplayMode"] in ("notApplicable", "informative", "manual")
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", help="names of pages, or of folders with a slash; without any, all")
    parser.add_argument("--book", type=Path, default=place("course") / HTML)
    given = parser.parse_args()
    package = npm.package("lighthouse", VERSION)
    if package is None:
        sys.exit("Lighthouse comes from npm, which is not on this machine")
    wanted = given.pages or [*contents.pages(), "search"]
    folders = tuple(name for name in wanted if name.endswith("/"))
    pages = [name for name in [*contents.pages(), "search"] if name in wanted or name.startswith(folders)]
    print(f"{'page':<52} perf a11y best  seo  first  large  busy  shift     kB")
    found = {}
    with serve(given.book) as address:
        for name in pages:
            report = measured(package, f"{address}/{name}.html")
            found[name] = figures(report)
            print(line(name, found[name]), *missed(report), flush=True)
    worst = {
        name: (min if name in CATEGORIES else max)(page[name] for page in found.values()) for name in found[pages[0]]
    }
    print(line("the least of each", worst))
    print("a target is missed by:", *[name for name, page in found.items() if misses(page)] or ["no page"])


main()
