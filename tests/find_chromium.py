"""Find a Chromium for the browser tests, or install one; print its path on standard output.

Looked for where ``vastus.chromium`` does, then Playwright's own. The tests take half the time with the one that has no
windows, so root of a Debian gets that one even where there is another. What is being done is said on standard error.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from vastus import chromium

WITHOUT_WINDOWS, FONT = "chromium-headless-shell", "fonts-dejavu-core"


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
    """Install a Chromium, or end the run."""
    say("no Chromium found")
    if not install_debians():
        say("installing Playwright's own (playwright install chromium)")
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if not run(*command):
            sys.exit(f"failed: {' '.join(command)}; install Chromium by hand and name it with CHROMIUM=…")


def install_debians():
    """Whether Debian's Chromium without windows was installed; nobody but root can."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"installing Debian's (apt-get install {WITHOUT_WINDOWS})")
    packages = "apt-get", "install", "-y", "-qq", "--no-install-recommends", "--no-remove", WITHOUT_WINDOWS, FONT
    return run(*packages) or (run("apt-get", "update", "-qq") and run(*packages))


def run(*command):
    """Whether a command did what it should."""
    return subprocess.run(command, stdout=sys.stderr).returncode == 0


def say(words):
    print(words, file=sys.stderr)


if __name__ == "__main__":
    path = found()
    if path is None:
        install()
        path = found()
    elif not os.environ.get("CHROMIUM") and not shutil.which(WITHOUT_WINDOWS) and install_debians():
        path = found()
    if path is None:
        sys.exit("there is still no Chromium; install one and name it with CHROMIUM=…")
    say(f"browser: {path}")
    print(path)
