"""Waiting for what no locator can see."""

import time

PATIENCE_S = 30
BETWEEN_MS = 50


def until(page, expression, arg=None, seconds=PATIENCE_S):
    """What ``expression`` gives on a page, as soon as it gives anything.

    Asked again and again from here. Playwright's ``wait_for_function`` has the page itself compile the words at each
    look after the first, which the policy of a page of the book forbids.
    """
    end = time.monotonic() + seconds
    while not (found := page.evaluate(expression, arg)):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(BETWEEN_MS)
    return found
