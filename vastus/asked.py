"""Who asked for which table and which source, so that the book knows what a change of one makes stale.

Noted is the module that asks, not what is being made at the time: values are kept once they are read, and the next
explorer that needs one gets it without asking. It has the module that asked among those it imports, though.
"""

import sys
from collections import defaultdict

_ANSWERING = {__name__, "vastus.data", "vastus.references"}
_asked = defaultdict(set)


def note(what):
    """Note that the nearest module of the course outside those that answer asked for ``what``: ``table red_flags``."""
    frame = sys._getframe(1)
    while frame:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("vastus.") and module not in _ANSWERING:
            _asked[module].add(what)
            return
        frame = frame.f_back


def by(modules):
    """Return all that ``modules``, a collection of names, have asked for in this process."""
    return {what for module in modules for what in _asked.get(module, ())}
