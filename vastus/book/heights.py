"""Heights of drawings by class of size: a strict page allows no style in its HTML, so the style sheet knows them all.

Heights grow with the reader's letters. On a phone a drawing gives way to the room there is, unless it keeps its height,
because rows of text stand in it: then it scrolls in its place.
"""

import math

STEP_PX = 10
HEIGHTS_PX = range(160, 1201, STEP_PX)
TALLEST_THAT_SHRINKS_PX = 440
ROOT_PX = 17  # a rem, for a reader who asks for the usual 16 px; draw.js has it too


def height(layout):
    """Height in pixels of the place of a figure with this layout, in its template; and whether a phone keeps it."""
    height_px = layout.get("height", layout["template"]["layout"]["height"])
    keeps = layout.get("meta", {}).get("keeps_height") or height_px > TALLEST_THAT_SHRINKS_PX
    return STEP_PX * math.ceil(height_px / STEP_PX), keeps


def attributes(layout):
    """The attributes of that place."""
    height_px, keeps = height(layout)
    return f'data-height="{height_px}"{" data-keeps-height" if keeps else ""}'


def stylesheet():
    """A rule for each height that a place for a drawing may ask for with ``data-height``."""
    return "".join(f'[data-height="{px}"] {{ height: calc({px} / {ROOT_PX} * 1rem); }}\n' for px in HEIGHTS_PX)
