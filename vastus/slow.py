"""Functions that take long, and whose results somebody may keep for the next time.

- Such a function is pure, takes arguments that stand for themselves when written out (numbers, words, tuples of them),
  and gives an array. It stands in a module of science: what it gives rests on that module and on what that imports,
  never on who asks.
- A result is remembered as long as the process lasts. The build of the book keeps them longer (`vastus.book.results`).
"""

import functools

known = {}  # results, by the function and what it was given: "vastus.signals.phantom.found_ms('VM', 10, 100, False)"
asked = set()  # which of them were asked for


def slow(function):
    """Remember what a function gives."""
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def remembered(*given):
        call = f"{name}{given!r}"
        asked.add(call)
        if call not in known:
            known[call] = function(*given)
        return known[call]

    return remembered


def module_of(call):
    """The module of the function that was called."""
    return call.partition("(")[0].rpartition(".")[0]
