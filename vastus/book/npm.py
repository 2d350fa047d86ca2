"""Packages of npm that the book serves a file of, each kept in a folder of its own in ``_build/npm``."""

import shutil
import subprocess

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
    prefix = place("built") / "npm" / f"{name.replace('/', '-')}-{version}"
    found = prefix / "node_modules" / name
    npm = shutil.which("npm")
    if not found.exists() and npm:
        logger.info("taking %s %s from npm", name, version)
        prefix.mkdir(parents=True, exist_ok=True)
        wanted = f"{name}@{version}"
        done = subprocess.run([npm, "install", "--prefix", prefix, *QUIET, wanted], capture_output=True, text=True)
        if done.returncode:
            logger.info("npm could not: %s", done.stderr.strip())
    return found if found.exists() else None
