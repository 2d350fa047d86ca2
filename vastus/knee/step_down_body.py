"""Outlines of a person on a step: the postures of `vastus.knee.step_down`, dressed.

- Joints are the model's own, in metres: what is drawn leans and bends as computed.
- Each limb is a smooth outline around the line between two joints, from a few half widths along it.
- Widths of limbs, the head and, seen from the front, every sideways position serve the eye alone: no number of the
  model hangs on them.
- Parts overlap at the joints. Whoever draws them strokes all edges first and fills after, which leaves one silhouette.
"""

import numpy as np

from .joint_stress import SEGMENT_M
from .step_down import ANKLE_HEIGHT_M, BACKPACK_ABOVE_M, HEEL_M, LEG_M, TOE_M

# Share of the way from the upper to the lower joint; half width in front, half width behind, in metres.
THIGH = ((0.0, 0.078, 0.090), (0.3, 0.082, 0.076), (0.65, 0.066, 0.060), (1.0, 0.052, 0.048))
SHANK = ((0.0, 0.050, 0.046), (0.3, 0.040, 0.066), (0.65, 0.031, 0.042), (1.0, 0.029, 0.034))
SHORTS = ((-0.02, 0.082, 0.106), (0.22, 0.090, 0.094), (0.5, 0.085, 0.078))
TRUNK = ((-0.06, 0.070, 0.108), (0.10, 0.084, 0.104), (0.35, 0.086, 0.080), (0.75, 0.106, 0.098), (0.98, 0.060, 0.078))
NECK = ((0.0, 0.044, 0.044), (1.0, 0.040, 0.040))
UPPER_ARM = ((0.0, 0.044, 0.046), (0.5, 0.036, 0.038), (1.0, 0.028, 0.028))
FOREARM = ((0.0, 0.030, 0.030), (0.4, 0.030, 0.028), (1.0, 0.021, 0.021))
TRUNK_M, NECK_M, HEAD_M = 0.50, 0.09, 0.10  # lengths: hip to shoulder, to the skull, to the middle of the head
UPPER_ARM_M, FOREARM_M = 0.28, 0.24
UPPER_ARM_DEG, FOREARM_DEG = 12, 50  # in front of hanging straight down
SHOE = (
    *((-0.066, 0.004), (-0.072, 0.050), (-0.048, 0.092), (-0.010, 0.104), (0.036, 0.096)),
    *((0.085, 0.062), (0.150, 0.042), (0.170, 0.018), (0.150, 0.002), (0.050, 0.001)),
)  # along the sole from below the ankle, and square to it
HEAD = (
    *(
        (0.000, 0.118),
        (0.052, 0.098),
        (0.082, 0.055),
        (0.087, 0.022),
        (0.108, -0.018),
        (0.090, -0.036),
        (0.086, -0.065),
    ),
    *((0.068, -0.100), (0.030, -0.098), (-0.010, -0.072), (-0.055, -0.068), (-0.088, -0.025), (-0.096, 0.035)),
    (-0.060, 0.098),
)  # in front of its middle, and above it
BACKPACK = ((0.085, 0.17), (0.20, 0.17), (0.25, 0.03), (0.23, -0.15), (0.085, -0.17))  # behind, above its own middle
WEDGE_BEHIND_M = 0.02  # how much the wedge reaches out behind the heel
BOX_M = (-0.33, 0.03)  # the step, along x


def side(body, step_height_m):
    """Outlines of one posture seen from its right.

    Parameters
    ----------
    body : vastus.knee.step_down.Posture
        At one knee angle.
    step_height_m : float

    Returns
    -------
    dict of str to array of shape (points, 2)
        Closed outlines in metres, x forward and y up as in the posture, in the order in which they lie on each other:
        what is hidden comes first. The wedge has no height where there is no slope, the backpack no size where there
        is none.
    """
    lean, slope = np.radians(body.trunk_lean_deg), np.radians(body.slope_deg)
    up, sole = _leaning(lean), np.array([np.cos(slope), -np.sin(slope)])
    square = np.array([-sole[1], sole[0]])
    shoulder_m = body.hip_m + TRUNK_M * up
    neck_m = shoulder_m + NECK_M * _leaning(0.7 * lean) + np.array([0.015, 0])
    head_m = neck_m + HEAD_M * _leaning(0.5 * lean)  # a person looks ahead
    elbow_m = shoulder_m - UPPER_ARM_M * _leaning(-np.radians(UPPER_ARM_DEG))
    hand_m = elbow_m - FOREARM_M * _leaning(-np.radians(FOREARM_DEG))
    free_knee_m, free_ankle_m, free_sole_m = (body.hip_m - np.array([0, m]) for m in (SEGMENT_M, 2 * SEGMENT_M, LEG_M))
    size = min(1, (body.backpack_kg / 20) ** (1 / 3))
    pack = BACKPACK_ABOVE_M * up + np.array([(-x * size, y * size) for x, y in BACKPACK]) @ _frame(lean)
    wedge_back = (HEEL_M - TOE_M - WEDGE_BEHIND_M) * sole
    return {
        "free shank": _limb(free_knee_m, free_ankle_m, SHANK),
        "free thigh": _limb(body.hip_m, free_knee_m, THIGH),
        "free shoe": _smooth(free_sole_m + np.array(SHOE)),
        "step": np.array([(x, y) for x, y in zip(np.repeat(BOX_M, 2), (-1, 0, 0, -1), strict=True)])
        * [1, step_height_m],
        "wedge": np.array([(0, 0), wedge_back, (wedge_back[0], 0)]),
        "backpack": _smooth(body.hip_m + pack, 4),
        "neck": _limb(neck_m, shoulder_m, NECK),
        "shank": _limb(body.knee_m, body.ankle_m, SHANK),
        "shoe": _smooth(body.ankle_m - ANKLE_HEIGHT_M * square + np.array(SHOE) @ np.array([sole, square])),
        "thigh": _limb(body.hip_m, body.knee_m, THIGH),
        "trunk": _limb(shoulder_m, body.hip_m, [(1 - share, *widths) for share, *widths in reversed(TRUNK)]),
        "shorts": _limb(body.hip_m, body.knee_m, SHORTS),
        "head": _smooth(head_m + np.array(HEAD) @ _frame(0.5 * lean)),
        "upper arm": _limb(shoulder_m - 0.05 * up, elbow_m, UPPER_ARM),
        "forearm": _limb(elbow_m, hand_m, FOREARM),
    }


def _leaning(lean):
    """Unit vector leaning forward from upright by an angle in radians."""
    return np.array([np.sin(lean), np.cos(lean)])


def _frame(lean):
    """Rows: forward and up of something that leans."""
    return np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])


def _limb(upper_m, lower_m, profile):
    """Smooth outline around the line between two joints, rounded at both ends."""
    down = (lower_m - upper_m) / np.hypot(*(lower_m - upper_m))
    forward = np.array([-down[1], down[0]])
    on_line = [upper_m + share * (lower_m - upper_m) for share, _, _ in profile]
    front = [point + width * forward for point, (_, width, _) in zip(on_line, profile, strict=True)]
    behind = [point - width * forward for point, (_, _, width) in zip(on_line, profile, strict=True)]
    top, bottom = (sum(profile[end][1:]) / 2 * 0.95 for end in (0, -1))
    return _smooth(np.array([*front, on_line[-1] + bottom * down, *behind[::-1], on_line[0] - top * down]))


def _smooth(points, pieces=3):
    """A closed curve through the points (Catmull-Rom), with so many pieces between two of them."""
    before, after, next_but_one = (np.roll(points, shift, axis=0) for shift in (1, -1, -2))
    share = np.linspace(0, 1, pieces, endpoint=False)[:, None, None]
    curve = (
        points
        + 0.5 * share * (after - before)
        + share**2 * (before - 2.5 * points + 2 * after - 0.5 * next_but_one)
        + share**3 * (1.5 * (points - after) + 0.5 * (next_but_one - before))
    )
    return curve.transpose(1, 0, 2).reshape(-1, 2)
