"""Find a Chromium for the browser tests, or install one; print its path on standard output.

Looked for where ``vastus.chromium`` does, then Playwright's own. What is being done is said on standard error.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from vastus import chromium


def found():
    """Path of a browser that is there, or None; a ``CHROMIUM`` that is no program ends the run."""
    try:
        return chromium.path()
    except chromium.NotFound as error:
        if os.environ.get("CHROMIUM"):
            sys.exit(str(error))
        return playwrights_own()


def playwrights_own():
    if not find_spec("playwright"):  # the handout is printed without the packages of the tests
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install():
    """Install Debian's chromium as root where there is apt-get, otherwise Playwright's own."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("no Chromium found: installing Debian's (apt-get install chromium)")
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
    else:
        say("no Chromium found: installing Playwright's own (playwright install chromium)")
        run(sys.executable, "-m", "playwright", "install", "chromium")


def run(*command):
    if subprocess.run(command, stdout=sys.stderr).returncode:
        sys.exit(f"failed: {' '.join(command)}; install Chromium by hand and name it with CHROMIUM=…")


def say(words):
    print(words, file=sys.stderr)


if __name__ == "__main__":
    path = found()
    if path is None:
        install()
        path = found()
    if path is None:
        sys.exit("there is still no Chromium; install one and name it with CHROMIUM=…")
    say(f"browser: {path}")
    print(path)
