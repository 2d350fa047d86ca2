"""The drawing of a question of type label as a file of its own, for systems that show it as an image.

The page's drawing takes its colours and the places of its numbers from ``anatomy.css``. A file has to carry both: the
style sheet goes inside, and the picture is cut to what the page shows of it beside a question.
"""

import functools
from dataclasses import dataclass

from vastus.knee.anatomy import drawing

_STYLE = drawing.FOLDER / "anatomy.css"
# What `.vastus-plate[data-numbers]` does on the page: numbers at every width, no names' margins.
_NUMBERS_ONLY = """
.vastus-drawing { background: #ffffff; font-family: sans-serif; }
.vastus-drawing :is(.badge, .badge-leader, .number) { display: inline; }
"""
_VIEW, _CUT = 'viewBox="20 0 744 840"', 'viewBox="165 0 440 840" width="440" height="840"'


@dataclass(frozen=True)
class Picture:
    """An SVG file and what it shows, in words."""

    name: str
    svg: str
    alt: str


@functools.cache
def picture(lifted):
    """The drawing with numbers and no names.

    Parameters
    ----------
    lifted : bool
        With the rectus femoris lifted.

    Returns
    -------
    Picture
    """
    svg = drawing.svg(lifted=lifted, names=False)
    if _VIEW not in svg:
        raise ValueError(f"the drawing's view has changed: expected {_VIEW}, found {svg[:80]}")
    opening, rest = svg.replace(_VIEW, _CUT, 1).split(">", 1)
    style = f"<style>{_STYLE.read_text(encoding='utf-8')}{_NUMBERS_ONLY}</style>"
    name = f"{drawing.NAME}-lifted.svg" if lifted else f"{drawing.NAME}.svg"
    alt = f"{drawing.anatomy().title}, its parts numbered{', the rectus femoris lifted' if lifted else ''}"
    return Picture(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}>{style}{rest}\n', alt)
