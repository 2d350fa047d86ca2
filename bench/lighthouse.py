"""What Lighthouse says of the pages of the built book (``make book`` first), as on a phone.

Lighthouse 12.2.3 of npm with its own brakes: 1.6 Mbit/s, 150 ms there and back, a processor 4 times slower. Of each
page the four scores, first paint and largest paint in seconds, how long the page was too busy to answer in ms, how far
things moved by themselves, and the bytes that came. Targets: performance 97 or more, the others 100, first paint within
1.5 s. Pages can be named: ``python bench/lighthouse.py chapters/welcome search``; ``--book FOLDER`` measures one that
lies elsewhere.
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


def line(name, report):
    audits = report["audits"]
    scores = [round(100 * (report["categories"][category]["score"] or 0)) for category in CATEGORIES]
    first_s, largest_s = (
        audits[audit]["numericValue"] / 1000 for audit in ("first-contentful-paint", "largest-contentful-paint")
    )
    busy_ms = audits["total-blocking-time"]["numericValue"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    kb = audits["total-byte-weight"]["numericValue"] / 1000
    shown = "".join(f"{score:>5}" for score in scores)
    return f"{name:<52}{shown}{first_s:>7.2f}{largest_s:>7.2f}{busy_ms:>6.0f}{shift:>7.3f}{kb:>7.0f}"


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
    parser.add_argument("pages", nargs="*", help="names of pages, such as chapters/welcome; without any, all")
    parser.add_argument("--book", type=Path, default=place("course") / HTML)
    given = parser.parse_args()
    package = npm.package("lighthouse", VERSION)
    if package is None:
        sys.exit("Lighthouse comes from npm, which is not on this machine")
    print(f"{'page':<52} perf a11y best  seo  first  large  busy  shift     kB")
    with serve(given.book) as address:
        for name in given.pages or [*contents.pages(), "search"]:
            report = measured(package, f"{address}/{name}.html")
            print(line(name, report), *missed(report), flush=True)


main()
