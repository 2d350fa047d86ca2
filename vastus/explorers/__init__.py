"""The course's explorers, one module each, found by name.

A module holds ``EXPLORER``: its controls and its view. `vastus.notebook.explorers` shows it.
"""

import difflib
import importlib
import pkgutil


def names():
    """Names of all explorers, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load(name):
    """The explorer of that name; a wrong name is an error that lists the near ones."""
    if name not in names():
        from ..explorer import ExplorerError  # brings pandas and plotly, which a list of names does not need

        near = difflib.get_close_matches(name, names(), n=3, cutoff=0.3) or names()
        raise ExplorerError(f"no explorer {name!r}; near it: {', '.join(near)}")
    return importlib.import_module(f"{__name__}.{name}").EXPLORER
