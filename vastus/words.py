"""Numbers as a reader reads them: a true minus sign, no "−0", the unit after the number, an interval with "to".

Sentences, tables and drawings take their numbers from here, so that all write them alike; and so do days, and
quotation marks and apostrophes where Sphinx does not set them.
"""

import re

MINUS = "\N{MINUS SIGN}"


def number(value, digits=None, unit=""):
    """Write a number.

    Parameters
    ----------
    value : float
    digits : int, optional
        After the point; by default as many as the number has, six figures at most.
    unit : str
        Follows after a space; ``%`` and ``°`` follow at once.

    Returns
    -------
    str
        Such as ``−1.5 ms``.
    """
    value = float(value)
    text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    if not float(text):
        text = text.lstrip("-")
    return text.replace("-", MINUS) + _after(unit)


def signed(value, digits=None, unit=""):
    """Write a number with its sign, a nought without: ``+1.5 ms``, ``−1.5 ms``, ``0 ms``. Parameters as `number`."""
    text = number(value, digits, unit)
    return text if text.startswith(MINUS) or not float(number(value, digits).replace(MINUS, "-")) else f"+{text}"


def interval(low, high, digits=None, unit=""):
    """Write two ends with the unit once: ``−2.4 to −0.8 points``. Parameters as `number`."""
    return f"{number(low, digits)} to {number(high, digits)}{_after(unit)}"


def estimate(value, low, high, digits=None, unit=""):
    """Write a number with its interval: ``−1.6 (−2.4 to −0.8) points``. Parameters as `number`."""
    return f"{number(value, digits)} ({interval(low, high, digits)}){_after(unit)}"


def counted(count, thing, things=None):
    """Write a number of things: ``1 study``, ``3 studies``.

    Parameters
    ----------
    count : int
    thing, things : str
        One of them, and several; by default with an s.
    """
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def percent(share, digits=0):
    """Write a share of 1 as a percentage: ``40%``."""
    return number(100 * share, digits, "%")


def in_hundred(share):
    """Write a share of 1 as so many of 100, with no false certainty at the ends: ``fewer than 1 of 100``."""
    if 0 < share < 0.005:
        return "fewer than 1 of 100"
    if 0.995 < share < 1:
        return "more than 99 of 100"
    return f"{100 * share:.0f} of 100"


def day(date):
    """Write a ``datetime.date`` in words, as ``28 November 2026``."""
    return f"{date.day} {date:%B %Y}"  # %-d is not known everywhere


def _after(unit):
    return unit if unit in ("", "%", "°") else f" {unit}"


def curly(text):
    """Set the straight quotation marks and apostrophes of a text as a printer does: ``“so”``, ``‘so’``, ``don’t``."""
    text = re.sub(r"(^|[\s(\[–—“])'(?=\S)", r"\1‘", re.sub(r"(^|[\s(\[–—‘'])\"(?=\S)", r"\1“", text))
    return text.replace('"', "”").replace("'", "’")
