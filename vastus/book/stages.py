"""What a build says while it runs: its stages, each on a line that counts, and what our own parts have to tell.

Sphinx has a status line of its own for every stage. The rest of what it and its extensions print, such as their whole
configuration, hides those lines, so it is left out; warnings are printed elsewhere and all come through.
"""

import logging

TOLD = ("sphinx.sphinx.util.display", "sphinx.vastus")  # Sphinx puts "sphinx." before the name of every module


def _is_told(record):
    return record.name.startswith(TOLD)


def setup(app):
    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.INFO:
            handler.addFilter(_is_told)
