"""Where the vastus medialis obliquus would begin, by each criterion that gives a place, on this drawing.

- A border runs along a fibre from the outer edge of the vastus medialis, where its fibres end, to the inner one.
- A criterion without a place in the part of its source that was read has no line: it says so.
- Lengths are taken of the muscle as far as it is drawn, along the axis of the femur's shaft.
- For size, each fibre drawn stands for an equal part of the cross-section.
"""

from dataclasses import dataclass

import numpy as np

from vastus.data import table
from vastus.knee.anatomy import contour, medial_fibres, source

STEPS = 40  # of each edge, from above downwards: where a reader's line can end


@dataclass(frozen=True)
class Border:
    """A criterion, and where it puts the border; ``line_units`` has shape (2, 2), or is None without a place.

    ``share_percent`` is how much of the muscle's drawn area lies below the line.
    """

    criterion: str
    words: str
    line_units: np.ndarray | None
    share_percent: float | None
    by_eye: bool = False


def edges():
    """The outer and the inner edge of the vastus medialis from above downwards, each of shape (STEPS + 1, 2)."""
    edge = source.outline(medial_fibres.VM)
    tip = int(np.argmax(edge[:, 1]))
    corner = int(np.argmax(edge[:, 0] > edge[0, 0] + 40))
    shares = np.linspace(0, 1, STEPS + 1)
    return contour.along(edge[tip:][::-1], shares), contour.along(edge[corner : tip + 1], shares)


def share_percent(outer_units, inner_units):
    """How much of the drawn area lies below a line between two points of the edges."""
    outer, inner = edges()
    below = [*outer[outer[:, 1] > outer_units[1]], *inner[inner[:, 1] > inner_units[1]][::-1]]
    return 100 * _area([outer_units, *below, inner_units]) / _area([*outer, *inner[::-1]])


def _area(points):
    x, y = np.asarray(points).T
    return abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def borders():
    """The criteria in their order: those with a place first, from below upwards.

    Returns
    -------
    tuple of Border
        Sources stand in ``words`` as ``{citekey}``.
    """
    steep = table("vm_fibre_angles").set_index(["citekey", "muscle_region"])["angle_min_deg"]
    steep_deg = steep["weinstabl1989", "VMO"]
    found = table("vm_morphology").set_index(["citekey", "measure"])["value"]
    long_percent = found["rajput2017", "VML length as share of VM length"]
    size_percent = found["raimondo1998", "VMO share of VM PCSA"]
    return (
        _line(
            "Steep fibres",
            f"Fibres of {steep_deg:g} degrees and more, the range that one dissection gives the oblique part "
            "{weinstabl1989}; where the angles rise without a step, as {vergara_vm} found, any such limit is a choice.",
            medial_fibres.fibre_at_angle(steep_deg),
        ),
        _line(
            "Size",
            f"The lowest {size_percent:g} percent of the cross-section, as measured in 20 knees {{raimondo1998}}.",
            medial_fibres.fibre_at_share(1 - size_percent / 100),
        ),
        _line(
            "Length",
            f"Below {long_percent:g} percent of the length, where the long part ended in 30 limbs {{rajput2017}}.",
            medial_fibres.fibre_at_length(long_percent / 100),
        ),
        _line(
            "Nerve",
            "Two branches, one to the upper part, one to the middle and lower parts together {thiranagama1990}; "
            "no place is given, so the line is drawn by eye below the upper third.",
            medial_fibres.fibre_at_length(1 / 3),
            by_eye=True,
        ),
        Border(
            "A plane",
            "None was found in 20 limbs {waligora2009} and in 22 {vergara_vm}; 115 could be parted, "
            "but the part we read does not say where {weinstabl1989}.",
            None,
            None,
        ),
        Border(
            "A build of its own",
            "Found in 12 specimens, without a place in the part we read {castanov2019}.",
            None,
            None,
        ),
    )


def _line(criterion, words, line_units, by_eye=False):
    return Border(criterion, words, line_units, share_percent(*line_units), by_eye)
