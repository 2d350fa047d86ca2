"""The front of the knee as it was drawn by hand: the groups and contours of ``knee-front.svg``."""

import functools
from pathlib import Path
from xml.etree import ElementTree

from vastus.knee.anatomy import contour

FILE = Path(__file__).with_name("knee-front.svg")
SVG = "http://www.w3.org/2000/svg"


class DrawingError(ValueError):
    """The table of parts and the drawing do not fit; one line for each place."""


@functools.cache
def root():
    """The whole drawing; it is shared, so whoever changes it takes a copy."""
    return ElementTree.parse(FILE).getroot()


def group(part):
    """The group of a part, by its identifier."""
    return root().find(tag(f"g[@id='{part}']"))


def outline(part):
    """The first contour of a part, shape (n, 2), in the drawing's units, y downwards."""
    return contour.sample(group(part).find(".//" + tag("path[@class='outline']")).get("d"))


def quadriceps_line():
    """The line of the quadriceps, from the middle of the patella to the pelvis; shape (2, 2), units as `outline`."""
    return contour.sample(group("q-line-asis").find(tag("path[@class='line']")).get("d"))


def tag(path):
    """A name of an element, as ElementTree has it."""
    return f"{{{SVG}}}{path}"
