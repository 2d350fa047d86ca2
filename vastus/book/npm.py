"""Packages of npm that the book serves a file of, each kept in a folder of its own in ``_build/npm``.

A package is fetched beside its place and moved there once it is whole: several builds may want it at one time, and one
that is broken off must not leave half of it.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from sphinx.util import logging

from ..places import place

QUIET = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
logger = logging.getLogger(__name__)


def package(name, version):
    """The folder of a package, fetched if it is not there; None without npm, or where npm could not fetch it.

    Parameters
    ----------
    name, version : str
        Such as ``"plotly.js-basic-dist-min"`` and ``"4.1.1"``.

    Returns
    -------
    pathlib.Path or None
    """
    # of its own: without a list of what belongs there, npm takes out of a folder whatever it is not asked for
    folder = place("built") / "npm" / f"{name.replace('/', '-')}-{version}"
    found = folder / "node_modules" / name
    npm = shutil.which("npm")
    if not found.exists() and npm:
        logger.info("taking %s %s from npm", name, version)
        _fetch(npm, f"{name}@{version}", folder)
    return found if found.exists() else None


def _fetch(npm, wanted, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as folder:
        prefix = Path(folder) / "whole"
        done = subprocess.run([npm, "install", "--prefix", prefix, *QUIET, wanted], capture_output=True, text=True)
        if done.returncode:
            logger.info("npm could not: %s", done.stderr.strip())
            return
        try:
            prefix.rename(target)
        except OSError:  # another build was quicker: its package is as good
            if not target.exists():
                raise
