"""Where a Chromium is on this machine: ``CHROMIUM`` in the environment first, then the names it is installed under."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NotFound(RuntimeError):
    """There is no Chromium, or the one that is named is no program."""


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
