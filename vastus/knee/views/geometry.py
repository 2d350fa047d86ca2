"""Where the kneecap sits while the knee bends, and how large the patch is with which it touches the femur.

Side view, in millimetres: x to the front, y up the thigh, the axis of the joint at the origin, the femur held still.

- The groove is an arc, and so is the back of the patella; they touch in one point.
- The patellar tendon keeps its length while the tuberosity turns about the axis.
- Three forces hold the patella: quadriceps, tendon, and what presses it into the groove. Forces at rest meet in one
  point, and that settles the pose.

The lengths are drawn by eye. They were then moved a little, until the line of pull turns at the patella as
`vastus.knee.joint_stress` assumes, within 2 degrees, and the lever arm of the tendon is near the one it assumes.

Cut across the groove, in millimetres: x to the inner side, y to the front, the bottom of the groove at the origin. Its
angle and depth are those of people whose patella had not dislocated [ctkorea]_; they are the same at every bend, since
the groove did not deepen in the area that the patella uses [farahmand1998]_.

The patch is two half ellipses that meet on the ridge. Its area is the table's, its form is drawn by eye, the part on
the outer facet being the larger one [salsich2003]_. Where it lies on the patella follows from the pose alone.
"""

import functools
from dataclasses import dataclass

import numpy as np
from scipy.optimize import fsolve

from vastus.data import table
from vastus.knee import joint_stress

FLEXIONS_DEG = tuple(range(0, 91, 5))  # the stops of the slider
TUBEROSITY_MM = np.array([32.0, -43.0])  # with the knee straight
TENDON_MM = 44.5
GROOVE_CENTRE_MM, GROOVE_RADIUS_MM = np.array([14.0, 17.0]), 25.5
MUSCLE_MM = np.array([66.0, 140.0])  # towards which the quadriceps pulls
# The patella about its own middle: lower and upper end, and the arc of its back.
APEX_MM, BASE_MM = np.array([-1.0, -21.0]), np.array([1.0, 20.0])
BACK_CENTRE_MM, BACK_RADIUS_MM = np.array([32.0, -8.8]), 46.0

AREA_CITEKEY, GROOVE_CITEKEY, UNLOADED_CITEKEY = "besier2005", "ctkorea", "vmmunload2018"
PATCH_WIDTH_TO_HEIGHT, OUTER_SHARE = 1.19, 0.57
OUTER_WALL_DEG, OUTER_WALL_MM = 24.0, 7.0  # of the first groove; the inner wall follows from angle and depth
BOTTOM_MM = 2.0  # on either side of the middle, where the groove is rounded
OUTER_EDGE_MM, INNER_EDGE_MM = -22.0, 20.0
GAP_PER_MM = 0.012  # how fast the facets part beside the patch, in mm a squared mm


@dataclass(frozen=True)
class Pose:
    """The knee at one angle, seen from the outer side; millimetres, unit vectors, degrees.

    ``tilt_deg`` is how far the patella has turned forwards, ``press`` the way in which it is pressed into the groove,
    ``tendon`` and ``quadriceps`` the ways in which these pull it, ``foot`` the point of the tendon's line nearest to
    the axis.
    """

    flexion_deg: float
    tilt_deg: float
    apex_mm: np.ndarray
    base_mm: np.ndarray
    contact_mm: np.ndarray
    tuberosity_mm: np.ndarray
    press: np.ndarray
    tendon: np.ndarray
    quadriceps: np.ndarray

    @property
    def foot_mm(self):
        return self.apex_mm - (self.apex_mm @ self.tendon) * self.tendon

    @property
    def lever_arm_mm(self):
        """Distance of the tendon's line from the axis."""
        return float(np.hypot(*self.foot_mm))

    @property
    def middle_mm(self):
        """The middle of the patella."""
        return (self.apex_mm + self.base_mm) / 2

    @property
    def turn_deg(self):
        """By how much the line of pull turns at the patella."""
        return float(180 - np.degrees(np.arccos(self.quadriceps @ self.tendon)))

    def placed(self, points_mm):
        """Points of the patella, about its own middle, where they are now."""
        return self.base_mm + (np.asarray(points_mm) - BASE_MM) @ turned(self.tilt_deg).T


def turned(angle_deg):
    """The matrix that turns by an angle clockwise, as the bending knee does seen from the outer side."""
    angle = np.radians(angle_deg)
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


@functools.cache
def poses():
    """The `Pose` at each of `FLEXIONS_DEG`."""
    found, guess = [], (-10.0, 8.0)
    for flexion_deg in FLEXIONS_DEG:
        tuberosity_mm = turned(flexion_deg) @ TUBEROSITY_MM
        guess, _, settled, message = fsolve(_unrest, guess, (tuberosity_mm,), full_output=True)
        if settled != 1:
            raise ArithmeticError(f"no pose at {flexion_deg} degrees: {message}")
        press, apex_mm, base_mm, contact_mm = _placed(*guess)
        tendon, quadriceps = _unit(tuberosity_mm - apex_mm), _unit(MUSCLE_MM - base_mm)
        pose = (guess[1], apex_mm, base_mm, contact_mm, tuberosity_mm, press, tendon, quadriceps)
        found.append(Pose(flexion_deg, *pose))
    return tuple(found)


def _placed(place_deg, tilt_deg):
    """Press, apex, base and point of contact where the arcs touch at ``place_deg`` of the groove's arc."""
    outwards = np.array([np.cos(np.radians(place_deg)), np.sin(np.radians(place_deg))])
    middle = GROOVE_CENTRE_MM + (GROOVE_RADIUS_MM + BACK_RADIUS_MM) * outwards
    apex, base = (middle + turned(tilt_deg) @ (end - BACK_CENTRE_MM) for end in (APEX_MM, BASE_MM))
    return -outwards, apex, base, GROOVE_CENTRE_MM + GROOVE_RADIUS_MM * outwards


def _unrest(pose, tuberosity_mm):
    """How far the tendon is from its length, and the line of the press from where the two pulls meet."""
    press, apex, base, _ = _placed(*pose)
    tendon, quadriceps = _unit(tuberosity_mm - apex), _unit(MUSCLE_MM - base)
    along, _ = np.linalg.solve(np.column_stack([tendon, -quadriceps]), base - apex)
    beside = apex + along * tendon - GROOVE_CENTRE_MM
    return np.hypot(*(tuberosity_mm - apex)) - TENDON_MM, beside[0] * press[1] - beside[1] * press[0]


def _unit(vector):
    return vector / np.hypot(*vector)


def press_n(flexion_deg):
    """Force on the joint for 100 N of pull on either side of the patella, by the stress model; newtons."""
    return float(joint_stress.joint_force_n(100 * joint_stress.LEVER_ARM_M, flexion_deg))


# The patch


def area_rows():
    """The measured areas that the patch follows: the men of one series, straight knee to 60 degrees."""
    return table("contact_area_angle").query("citekey == @AREA_CITEKEY and population == 'men'")


def area_mm2(flexion_deg):
    """Contact area, on straight lines between what was measured; past the last angle it is drawn as it was there."""
    rows = area_rows()
    measured = rows["knee_flexion_deg"].to_numpy(), rows["contact_area_mm2"].to_numpy()
    return float(joint_stress.contact_area_mm2(flexion_deg, *measured, change_at_90_percent=0))


def patch_mm(flexion_deg):
    """Width on the outer facet, width on the inner one, and height of the patch, along the surface."""
    width = np.sqrt(area_mm2(flexion_deg) * 4 / np.pi * PATCH_WIDTH_TO_HEIGHT)
    return width * OUTER_SHARE, width * (1 - OUTER_SHARE), width / PATCH_WIDTH_TO_HEIGHT


# Cut across the groove


@dataclass(frozen=True)
class Groove:
    """A groove by the slopes of its walls in degrees and how high they rise in millimetres."""

    outer_deg: float
    inner_deg: float
    outer_mm: float
    inner_mm: float

    def height_mm(self, across_mm):
        """Height of the surface, its walls carried on straight; ``across_mm`` is negative to the outer side."""
        across = np.asarray(across_mm, dtype=float)
        slope = np.tan(np.radians(np.where(across < 0, self.outer_deg, self.inner_deg)))
        bottom = across**2 / (2 * BOTTOM_MM) + BOTTOM_MM / 2
        return slope * np.where(np.abs(across) < BOTTOM_MM, bottom, np.abs(across))

    @property
    def outer_end_mm(self):
        return -self.outer_mm / np.tan(np.radians(self.outer_deg))

    @property
    def inner_end_mm(self):
        return self.inner_mm / np.tan(np.radians(self.inner_deg))


@functools.cache
def grooves():
    """The `Groove` of people whose patella had not dislocated, and of people whose had [ctkorea]_.

    The walls share the angle, and the depth, in the same proportion in both.
    """
    return _groove("control_value"), _groove("group_value")


def _groove(people):
    straight_deg = 180 - _scanned("sulcus angle", people)
    outer_deg = straight_deg * OUTER_WALL_DEG / (180 - _scanned("sulcus angle", "control_value"))
    outer_mm = OUTER_WALL_MM * _scanned("depth of the groove", people) / _scanned("depth of the groove")
    inner_mm = 2 * _scanned("depth of the groove", people) - outer_mm
    return Groove(outer_deg, straight_deg - outer_deg, outer_mm, inner_mm)


def tuberosity_beside_mm(people="control_value"):
    """How far to the outer side of the groove the tuberosity lies [ctkorea]_."""
    return _scanned("TT-TG distance", people)


def _scanned(feature, people="control_value"):
    rows = table("patellofemoral_imaging")
    return float(rows.loc[(rows["citekey"] == GROOVE_CITEKEY) & (rows["feature"] == feature), people].item())


def patella_back_mm(flexion_deg, across_mm):
    """Height of the patella's back in the cut: on the groove within the patch, parting from it beside the patch."""
    outer_mm, inner_mm, _ = patch_mm(flexion_deg)
    groove = grooves()[0]
    across = np.asarray(across_mm, dtype=float)
    slope = np.radians(np.where(across < 0, groove.outer_deg, groove.inner_deg))
    beside = np.maximum(np.abs(across) / np.cos(slope) - np.where(across < 0, outer_mm, inner_mm), 0)
    return groove.height_mm(across) + GAP_PER_MM * beside**2


def unloaded():
    """Shift outwards in millimetres and tilt in degrees without the vastus medialis [vmmunload2018]_."""
    rows = table("patellar_stability_cadaver")
    rows = rows[rows["citekey"] == UNLOADED_CITEKEY].set_index("unit")
    return float(rows.loc["mm", "value"]), float(rows.loc["deg", "value"])
