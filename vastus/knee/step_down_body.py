"""Outlines of a person on a step: the postures of `vastus.knee.step_down`, dressed.

- Joints are the model's own, in metres: what is drawn leans and bends as computed.
- Each limb is a smooth outline around the line between two joints, from a few half widths along it.
- Widths of limbs, the head and, seen from the front, every sideways position serve the eye alone: no number of the
  model hangs on them.
- Parts overlap at the joints. Whoever draws them strokes all edges first and fills after, which leaves one silhouette.
"""

from dataclasses import dataclass

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

# From the front: the person's right leg stands, on the viewer's left. Half widths outwards and inwards.
THIGH_FRONT = ((0.0, 0.088, 0.072), (0.35, 0.082, 0.074), (0.7, 0.062, 0.064), (1.0, 0.052, 0.054))
SHANK_FRONT = ((0.0, 0.050, 0.050), (0.3, 0.060, 0.054), (0.7, 0.036, 0.036), (1.0, 0.030, 0.030))
SHORTS_FRONT = ((-0.03, 0.092, 0.080), (0.25, 0.094, 0.080), (0.55, 0.086, 0.078))
NECK_FRONT = ((0.0, 0.046, 0.046), (1.0, 0.050, 0.050))
TORSO_FRONT = (
    *((0.05, 0.505), (0.13, 0.490), (0.185, 0.45), (0.165, 0.34), (0.135, 0.20), (0.142, 0.10), (0.165, 0.0)),
    *((0.10, -0.045), (0.0, -0.055)),
)  # its left half: out from the middle, and above the line of the hips
HEAD_FRONT = ((0.0, 0.118), (0.055, 0.10), (0.084, 0.045), (0.080, -0.02), (0.055, -0.085), (0.0, -0.112))
SHOE_FRONT = ((-0.040, 0.0), (-0.050, 0.03), (-0.040, 0.07), (0.0, 0.10), (0.040, 0.07), (0.050, 0.03), (0.040, 0.0))
BOX_FRONT_M = (-0.30, 0.075)
HIP_HALF_M, SHOULDER_M = 0.09, (0.165, 0.455)  # joints: out from the middle, and above the line of the hips


def side(body, step_height_m, hand_m=None):
    """Outlines of one posture seen from its right.

    Parameters
    ----------
    body : vastus.knee.step_down.Posture
        At one knee angle.
    step_height_m : float
    hand_m : array of shape (2,), optional
        Where the hand is, for instance on a rail; without it the arm hangs.

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
    arm_m = shoulder_m - 0.05 * up
    if hand_m is None:
        elbow_m = arm_m - UPPER_ARM_M * _leaning(-np.radians(UPPER_ARM_DEG))
        hand_m = elbow_m - FOREARM_M * _leaning(-np.radians(FOREARM_DEG))
    else:
        elbow_m, hand_m = _reaching(arm_m, np.asarray(hand_m, dtype=float))
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
        "upper arm": _limb(arm_m, elbow_m, UPPER_ARM),
        "forearm": _limb(elbow_m, hand_m, FOREARM),
    }


@dataclass(frozen=True)
class Front:
    """How a posture is seen from the front; every number here was chosen for the eye.

    Attributes
    ----------
    hip_m, knee_m : float
        Sideways places of the standing leg's joints; the foot is at 0, the hanging leg on the positive side.
    pelvis_drop_deg, trunk_lean_deg : float
        The hanging side below the standing one, and the trunk over the standing leg.
    """

    hip_m: float = -0.045
    knee_m: float = -0.022
    pelvis_drop_deg: float = 0.0
    trunk_lean_deg: float = 0.0


def front(body, step_height_m, seen):
    """Outlines of one posture seen from the front, and its joints.

    Parameters
    ----------
    body : vastus.knee.step_down.Posture
        At one knee angle; heights are its own.
    step_height_m : float
    seen : Front

    Returns
    -------
    outlines, joints : dict of str to array
        Outlines as in `side`; joints in metres: ``ankle``, ``knee``, ``hip`` of the standing leg and ``free hip``.
    """
    drop, lean = np.radians(seen.pelvis_drop_deg), np.radians(seen.trunk_lean_deg)
    hip_m = np.array([seen.hip_m, body.hip_m[1]])
    across = np.array([np.cos(drop), -np.sin(drop)])
    middle_m, free_hip_m = hip_m + HIP_HALF_M * across, hip_m + 2 * HIP_HALF_M * across
    knee_m, ankle_m = np.array([seen.knee_m, body.knee_m[1]]), np.array([0, body.ankle_m[1]])
    free_knee_m, free_ankle_m, free_sole_m = (free_hip_m - np.array([0, m]) for m in (SEGMENT_M, 2 * SEGMENT_M, LEG_M))
    tilt = _frame(-lean)
    left, right = np.array([-1, 1]), np.array([1, 1])
    torso = _mirrored(TORSO_FRONT) @ tilt
    # From the front the trunk is as much shorter as it leans towards the viewer.
    short = np.array([1, np.cos(np.radians(body.trunk_lean_deg))])
    shoulders_m = [middle_m + (SHOULDER_M * side * short) @ tilt for side in (left, right)]
    elbows_m = [
        shoulder + (np.array([0.12, -0.24]) * side) @ tilt
        for shoulder, side in zip(shoulders_m, (left, right), strict=True)
    ]
    hands_m = [middle_m + (np.array([0.15, 0.06]) * side) @ tilt for side in (left, right)]
    neck_m, head_m = (middle_m + (np.array([0, height]) * short) @ tilt for height in (0.46, 0.69))
    wedge_y = (TOE_M - HEEL_M) * np.sin(np.radians(body.slope_deg))
    (box_left, box_right), shoe = BOX_FRONT_M, np.array(SHOE_FRONT)
    outlines = {
        "free shank": _limb(free_knee_m, free_ankle_m, _swapped(SHANK_FRONT)),
        "free thigh": _limb(free_hip_m, free_knee_m, _swapped(THIGH_FRONT)),
        "free shoe": _smooth(free_sole_m + shoe),
        "step": np.array([(box_left, -step_height_m), (box_left, 0), (box_right, 0), (box_right, -step_height_m)]),
        "wedge": np.array([(-0.075, 0), (-0.075, wedge_y), (0.075, wedge_y), (0.075, 0)]),
        "shank": _limb(knee_m, ankle_m, _swapped(SHANK_FRONT)),
        "shoe": _smooth(shoe * [1, (ankle_m[1] + 0.02) / 0.10]),  # on a wedge one sees more of its upper side
        "thigh": _limb(hip_m, knee_m, THIGH_FRONT),
        "neck": _limb(neck_m + (head_m - neck_m) * 0.6, neck_m, NECK_FRONT),
        "trunk": _smooth(middle_m + torso * short),
        "shorts": _limb(hip_m, knee_m, SHORTS_FRONT),
        "free shorts": _limb(free_hip_m, free_knee_m, _swapped(SHORTS_FRONT)),
        "head": _smooth(head_m + _mirrored(HEAD_FRONT) @ tilt),
    }
    for name, shoulder, elbow, hand in zip(("", "free "), shoulders_m, elbows_m, hands_m, strict=True):
        outlines[f"{name}forearm"] = _limb(elbow, hand, FOREARM)
        outlines[f"{name}upper arm"] = _limb(shoulder, elbow, UPPER_ARM)
    return outlines, {"ankle": ankle_m, "knee": knee_m, "hip": hip_m, "free hip": free_hip_m}


def _mirrored(half):
    """An outline from its left half, which is listed with positive x, top to bottom."""
    half = np.array(half)
    inner = slice(1 if half[0, 0] == 0 else 0, -1)
    return np.vstack([half, (half * [-1, 1])[inner][::-1]])


def _swapped(profile):
    return [(share, inner, outer) for share, outer, inner in profile]


def _leaning(lean):
    """Unit vector leaning forward from upright by an angle in radians."""
    return np.array([np.sin(lean), np.cos(lean)])


def _reaching(arm_m, hand_m):
    """Elbow and hand of an arm that reaches for a place, as far as it is long; the elbow points down and back."""
    way = hand_m - arm_m
    far_m = np.hypot(*way)
    reach_m = min(far_m, 0.999 * (UPPER_ARM_M + FOREARM_M))
    forward = way / far_m
    on_way_m = (reach_m**2 + UPPER_ARM_M**2 - FOREARM_M**2) / (2 * reach_m)
    off_m = np.sqrt(UPPER_ARM_M**2 - on_way_m**2)
    return arm_m + on_way_m * forward + off_m * np.array([forward[1], -forward[0]]), arm_m + reach_m * forward


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
