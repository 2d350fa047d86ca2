"""Prose as a printer sets it, where an author typed what a keyboard has: quotation marks, apostrophes, minus signs."""

import re

from .words import MINUS, curly

TYPED_MINUS = re.compile(r"(?<![^\s(\[±–])-(?=\d)")


def minus(text):
    """Set a true minus sign before each negative number; a hyphen or a range between numbers stays."""
    return TYPED_MINUS.sub(MINUS, text)


def prose(text):
    """Set quotation marks, apostrophes and minus signs of a text."""
    return minus(curly(text))
