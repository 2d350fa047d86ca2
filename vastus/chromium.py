"""A Chromium of this machine, found and made to do one thing without a window.

Looked for under the name in ``CHROMIUM`` of the environment, then those it is installed under.
"""

import os
import shutil
import subprocess
import tempfile

# the first has no windows even out of sight, and takes half the time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ("--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run")
# Letters at their own distances: hinted for a screen, the windowless one sets them whole pixels apart.
_ON_PAPER = ("--no-pdf-header-footer", "--font-render-hinting=none")


class NotFound(RuntimeError):
    """There is no Chromium, or the one that is named is no program."""


class Failed(RuntimeError):
    """It ran, and did not do what was asked of it."""


def path():
    """Path of a Chromium that can be run; `NotFound` says what was looked for."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NotFound(f"CHROMIUM is {named!r}; expected the path or name of a Chromium that can be run")
        return found
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise NotFound(f"no Chromium found, looked for {', '.join(NAMES)}; install one or name it with CHROMIUM=…")


def run(page, *wanted, seconds):
    """Open a page of this machine in a Chromium that does what the flags say, and ends.

    Parameters
    ----------
    page : pathlib.Path
        A file of ours: Chromium's sandbox may be off.
    *wanted : str
        Flags that say what to do, such as ``--dump-dom``.
    seconds : float
        How long it may take.

    Returns
    -------
    subprocess.CompletedProcess
        With what it wrote as text.

    Raises
    ------
    NotFound
        If there is none.
    Failed
        If it did not end in time.
    """
    browser = path()
    # root may not open the sandbox, and the page loads nothing it would be needed against
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *_FLAGS, *sandbox, f"--user-data-dir={profile}", *wanted, page.resolve().as_uri()]
        try:
            return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise Failed(f"{browser} was not done within {seconds} s") from late


def print_pdf(page, target, *wanted, seconds):
    """Print a page of this machine into a PDF.

    Parameters
    ----------
    page : pathlib.Path
        A file of ours.
    target : pathlib.Path
        Where the PDF goes; none of that name may be there.
    *wanted : str
        Flags that say more of how, such as ``--export-tagged-pdf``.
    seconds : float
        How long it may take.

    Raises
    ------
    NotFound
        If there is no Chromium.
    Failed
        If it did not end in time, or left no PDF, with what it said.
    """
    done = run(page, *_ON_PAPER, *wanted, f"--print-to-pdf={target}", seconds=seconds)
    if not target.exists():
        raise Failed(f"{path()} printed nothing; it said: {done.stderr.strip()[-500:]}")
