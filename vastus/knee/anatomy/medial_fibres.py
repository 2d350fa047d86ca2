"""The fibres of the vastus medialis on the drawing of the knee: where each ends, and its angle with the shaft."""

import numpy as np

from vastus.data import table
from vastus.knee.anatomy import contour, source

ANGLES_CITEKEY = "vergara_vm"
VM = "vastus-medialis"


def fibre_angles_deg():
    """Measured angles of the vastus medialis' fibres, from proximal to distal.

    Returns
    -------
    dict of str to float
        Region as the source names it, and angle in degrees. The rows of [vergara_vm]_ in ``vm_fibre_angles``: the
        only series of the table with three levels of one sample. Its abstract does not name the axis; the drawing
        takes the long axis of the femur's shaft.
    """
    rows = table("vm_fibre_angles").query("citekey == @ANGLES_CITEKEY")
    return dict(zip(rows["muscle_region"], rows["angle_mean_deg"].astype(float), strict=True))


class MedialFibres:
    """The fibres of the vastus medialis: where they end, and at which angle each leaves the femur's axis."""

    def __init__(self):
        self.angles_deg = fibre_angles_deg()
        muscle, femur = source.group(VM), source.group("femur")
        line = femur.find(source.tag("line[@class='axis']"))
        self.low, high = (np.array([float(line.get(f"{letter}{end}")) for letter in "xy"]) for end in (1, 2))
        self.axis = (high - self.low) / np.hypot(*(high - self.low))
        marks = {mark.get("data-region"): mark for mark in muscle.findall(source.tag("circle[@class='level']"))}
        if set(marks) != set(self.angles_deg):
            found, expected = ", ".join(marks), ", ".join(self.angles_deg)
            raise source.DrawingError(
                f"{source.FILE.name}, {VM}: found marks for {found}, expected {expected} as in vm_fibre_angles"
            )
        self.levels = {
            name: np.array([float(marks[name].get("cx")), float(marks[name].get("cy"))]) for name in self.angles_deg
        }
        self.edge = contour.sample(muscle.find(source.tag("path[@class='outline']")).get("d"))
        self.insertion = contour.sample(muscle.find(source.tag("path[@class='insertion']")).get("d"))

    def height(self, start):
        """How far up the axis a point lies."""
        return (start - self.low) @ self.axis

    def angle_deg(self, start):
        """The angle of the fibre that ends there: the measured ones at the marks, in proportion between them."""
        heights = [self.height(level) for level in self.levels.values()]  # falling, from proximal to distal
        return np.interp(self.height(start), heights[::-1], list(self.angles_deg.values())[::-1])

    def fibre(self, start, angle_deg):
        """The straight line from the insertion to the muscle's other edge."""
        # It starts a little outside, because the mark may lie a hair off the contour.
        direction = turned(self.axis, angle_deg)
        line = np.array([start - 12 * direction, start + 900 * direction])
        return max(contour.clipped(line, self.edge), key=len)

    def starts(self, count):
        """So many ends of fibres, evenly along the insertion, from above."""
        return contour.along(self.insertion, np.linspace(0, 1, count))


def fibre_at_share(share):
    """Both ends of the fibre at a share of the insertion of the vastus medialis, from above; shape (2, 2)."""
    fibres = MedialFibres()
    start = contour.along(fibres.insertion, [share])[0]
    return fibres.fibre(start, fibres.angle_deg(start))[[0, -1]]


def fibre_at_angle(angle_deg):
    """Both ends of the fibre that stands at an angle, in degrees."""
    fibres = MedialFibres()
    starts = fibres.starts(800)
    found = np.array([fibres.angle_deg(start) for start in starts])
    return fibre_at_share(np.abs(found - angle_deg).argmin() / (len(starts) - 1))


def fibre_at_length(share):
    """Both ends of the fibre at a share of the drawn length of the vastus medialis along the axis, from above."""
    fibres = MedialFibres()
    heights = np.array([fibres.height(point) for point in fibres.edge])
    wanted = heights.max() - share * np.ptp(heights)
    starts = fibres.starts(800)
    found = np.array([fibres.height(start) for start in starts])
    return fibre_at_share(np.abs(found - wanted).argmin() / (len(starts) - 1))


def turned(axis, angle_deg):
    """The axis turned towards the inner side of this right leg, which is the viewer's right."""
    angle = np.radians(angle_deg)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ axis
