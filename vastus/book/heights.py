"""Heights of drawings by class of size: a strict page allows no style in its HTML, so the style sheet knows them all."""

import math

STEP_PX = 10
HEIGHTS_PX = range(160, 1201, STEP_PX)


def rounded(height_px):
    """The next height up that the style sheet knows."""
    return STEP_PX * math.ceil(height_px / STEP_PX)


def stylesheet():
    """A rule for each height that a place for a drawing may ask for with ``data-height``."""
    return "".join(f'[data-height="{height}"] {{ height: {height}px; }}\n' for height in HEIGHTS_PX)
