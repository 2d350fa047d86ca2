"""The person of the step-down: outlines of limbs, written once, and where a posture puts each limb.

- *A limb is what moves as one.* Its outlines are points around its own joint, in metres, as it looks when the person
  stands: x forward (from the front: to the viewer's right) and y up. Head and neck are one limb, and so are forearm
  and hand.
- *A posture is one `Place` a limb*: where its joint is, how far the limb has turned, how much it is stretched along its
  length. Joints are those of `vastus.knee.step_down`: what is drawn leans and bends as computed.
- The viewer stands on the side of the leg that hangs. So the heel that goes to the floor is in front of the step, and
  nothing hides it when it gets there.
- Made for the eye, with no number of the model behind it: widths, head, arms, the raised toes of the hanging foot, and,
  seen from the front, every sideways place.

Whoever draws, be it as SVG, in plotly or as an image, asks for `side` or `front` and draws `Shape` after `Shape`: what
is hidden comes first.
"""

from dataclasses import dataclass, replace

import numpy as np

from .joint_stress import SEGMENT_M
from .step_down import ANKLE_HEIGHT_M, BACKPACK_ABOVE_M, BACKPACK_BEHIND_M, HEEL_M, TOE_M


@dataclass(frozen=True)
class Shape:
    """An outline in one tone.

    Attributes
    ----------
    tone : str
        ``skin``, ``hair``, ``shirt``, ``sleeve``, ``shorts``; of the standing leg ``leg``, ``kneecap``, ``shoe`` and
        ``sole``; of the hanging one ``free``, ``free-shoe``, ``free-sole`` and ``free-shorts``;
        ``pack``; ``bare``, skin whose ``edge`` is a line of its own.
    points_m : array of shape (points, 2)
        A smooth curve goes through them.
    closed : bool
        Whether it comes back to its first point, as all do but an edge.
    """

    tone: str
    points_m: np.ndarray
    closed: bool = True


@dataclass(frozen=True)
class Place:
    """Where a limb is, at one posture or at several.

    Attributes
    ----------
    joint_m : array of shape (..., 2)
    turn_deg : array of shape (...)
        Clockwise, as the viewer sees it.
    stretch : array of shape (...)
        Along the limb: 1 from the side; from the front a limb that comes towards the viewer looks shorter.
    """

    joint_m: np.ndarray
    turn_deg: np.ndarray
    stretch: np.ndarray


TONES = {  # what each tone is filled with and edged in: roles of the course's palette, as in person.css
    **dict.fromkeys(("skin", "free"), ("raised", "muted")),
    **dict.fromkeys(("shirt", "sleeve", "free-shoe"), ("border", "muted")),
    **dict.fromkeys(("hair", "leg"), ("neutral", None)),
    **dict.fromkeys(("shorts", "kneecap", "shoe"), ("text", None)),
    "free-shorts": ("text", "surface"),
    "bare": ("raised", None),
    "edge": (None, "muted"),
    "sole": ("surface", "text"),
    "free-sole": ("surface", "muted"),
    "pack": ("grid", "text"),
}
TRUNK_M, NECK_M = 0.45, 0.50  # above the hip: where the arms hang, and where the neck begins
UPPER_ARM_M, FOREARM_M = 0.28, 0.26  # to the elbow, and on to the middle of the fist
HAND_M = np.array([0.22, 0.98])  # on the rail, from the edge of the step
RAIL_M = np.array([(0.17, 0.96), (0.52, 0.96)])
BOX_M = (-0.36, 0.03)  # the step, along x
WEDGE_BEHIND_M = 0.02  # how much the wedge reaches out behind the heel
TOES_UP_DEG = 14  # of the hanging foot, so that its heel is the lowest
KNEECAP_M = np.array([0.041, 0.0])  # in front of the knee, where thigh and shank bend alike
HEAD_SHARE = 0.5  # of the trunk's lean: a person looks ahead


def _shape(tone, *points_m):
    return Shape(tone, np.array(points_m))


def _open(*points_m):
    """Skin that goes on in the limb above it: filled, and no edge where the two meet."""
    return _shape("bare", *points_m), Shape("edge", np.array(points_m), closed=False)


def _oval(tone, middle_m, half_m, turn_deg=0, points=8):
    around = np.linspace(0, 2 * np.pi, points, endpoint=False)
    turn = np.radians(turn_deg)
    oval = np.column_stack([np.cos(around), np.sin(around)]) * half_m
    return Shape(tone, np.array(middle_m) + oval @ [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])


def _mirrored(shape):
    return replace(shape, points_m=shape.points_m * [-1, 1])


def _in_tone(tone, shape):
    return replace(shape, tone=tone)


def _moved(shape, by_m, turn_deg=0):
    turn = np.radians(turn_deg)
    turned = shape.points_m @ [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    return replace(shape, points_m=turned + by_m)


def curve(shape, pieces=4):
    """The smooth curve of a shape (Catmull-Rom), with so many pieces from each point to the next."""
    here, first, second, there = bezier(shape)
    share = np.linspace(0, 1, pieces, endpoint=False)[:, None, None]
    rest = 1 - share
    points_m = rest**3 * here + 3 * rest**2 * share * first + 3 * rest * share**2 * second + share**3 * there
    points_m = points_m.transpose(1, 0, 2).reshape(-1, 2)
    return points_m if shape.closed else np.vstack([points_m, there[-1:]])


def bezier(shape):
    """The same curve as cubic pieces: starts, two controls and ends, an array of shape (pieces, 2) each."""
    points_m = shape.points_m
    if shape.closed:
        points_m = np.vstack([points_m[-1:], points_m, points_m[:2]])
    else:
        points_m = np.vstack([points_m[:1], points_m, points_m[-1:]])
    before, here, there, after = points_m[:-3], points_m[1:-2], points_m[2:-1], points_m[3:]
    return here, here + (there - before) / 6, there - (after - here) / 6, there


# From the side. Around the hip, the knee at 0.40 m below it.
THIGH = _shape(
    "leg",
    *((0.000, 0.070), (0.066, 0.045), (0.086, -0.060), (0.084, -0.160), (0.073, -0.265), (0.061, -0.345)),
    *((0.060, -0.400), (0.036, -0.446), (-0.012, -0.455), (-0.046, -0.425), (-0.050, -0.350), (-0.063, -0.250)),
    *((-0.079, -0.150), (-0.090, -0.050), (-0.070, 0.030)),
)
SHORTS_LEG = _shape(
    "shorts",
    *((0.000, 0.060), (0.066, 0.040), (0.094, -0.030), (0.101, -0.120), (0.097, -0.216), (0.084, -0.223)),
    *((0.000, -0.214), (-0.082, -0.204), (-0.094, -0.196), (-0.102, -0.110), (-0.104, -0.030), (-0.070, 0.040)),
)
# Around the ankle, the knee at 0.40 m above it.
SHANK = _shape(
    "leg",
    *((0.000, 0.456), (0.040, 0.444), (0.058, 0.400), (0.053, 0.345), (0.041, 0.250), (0.032, 0.140), (0.029, 0.050)),
    *((0.036, -0.010), (0.010, -0.040), (-0.032, -0.022), (-0.033, 0.050), (-0.040, 0.130), (-0.062, 0.230)),
    *((-0.068, 0.300), (-0.056, 0.370), (-0.042, 0.430)),
)
SHOE = _shape(
    "shoe",
    *((-0.046, 0.018), (-0.061, -0.018), (-0.070, -0.048), (-0.066, -0.064), (0.040, -0.064), (0.150, -0.064)),
    *(
        (0.171, -0.054),
        (0.164, -0.034),
        (0.128, -0.016),
        (0.082, 0.006),
        (0.048, 0.034),
        (0.034, 0.030),
        (-0.010, 0.016),
    ),
)
SOLE = _shape(
    "sole",
    *((-0.073, -0.056), (-0.074, -0.070), (-0.068, -0.079), (-0.050, -0.080), (0.050, -0.080), (0.128, -0.080)),
    *((0.160, -0.074), (0.176, -0.058), (0.168, -0.054), (0.100, -0.060), (0.020, -0.060), (-0.050, -0.058)),
)
KNEECAP = _oval("kneecap", (0, 0), (0.013, 0.030))
# Around the hip, in line with the trunk.
SEAT = _shape(
    "shorts",
    *((0.080, 0.096), (0.098, 0.050), (0.096, -0.010), (0.066, -0.080), (-0.020, -0.110), (-0.092, -0.090)),
    *((-0.124, -0.020), (-0.118, 0.040), (-0.080, 0.090)),
)
SHIRT = _shape(
    "shirt",
    *((0.100, 0.070), (0.101, 0.130), (0.104, 0.210), (0.114, 0.300), (0.112, 0.370), (0.088, 0.450), (0.050, 0.508)),
    *((0.010, 0.520), (-0.036, 0.536), (-0.060, 0.530), (-0.098, 0.480), (-0.120, 0.400), (-0.114, 0.300)),
    *((-0.094, 0.200), (-0.096, 0.120), (-0.114, 0.060), (-0.104, 0.048), (0.000, 0.052), (0.088, 0.060)),
)
PACK = _shape(
    "pack",
    *((0.075, 0.155), (-0.010, 0.190), (-0.080, 0.165), (-0.105, 0.080), (-0.118, -0.040), (-0.110, -0.150)),
    *((-0.060, -0.178), (0.020, -0.180), (0.060, -0.160), (0.048, 0.000)),
)  # around its own middle
STRAP = _shape(
    "pack",
    *((-0.050, 0.520), (0.000, 0.540), (0.055, 0.506), (0.088, 0.440), (0.088, 0.370), (0.050, 0.300), (0.000, 0.260)),
    *((-0.080, 0.235), (-0.080, 0.255), (-0.010, 0.280), (0.040, 0.318), (0.068, 0.376), (0.068, 0.432)),
    *((0.042, 0.486), (0.000, 0.514), (-0.046, 0.500)),
)
# Around the bottom of the neck.
HEAD = _shape(
    "skin",
    *((0.000, -0.050), (0.052, -0.020), (0.046, 0.030), (0.044, 0.070), (0.070, 0.080), (0.096, 0.088), (0.104, 0.106)),
    *((0.100, 0.124), (0.107, 0.136), (0.104, 0.148), (0.124, 0.164), (0.120, 0.174), (0.104, 0.194), (0.104, 0.226)),
    *((0.084, 0.272), (0.030, 0.304), (-0.030, 0.300), (-0.076, 0.264), (-0.094, 0.210), (-0.084, 0.154)),
    *((-0.058, 0.106), (-0.054, 0.050), (-0.072, -0.010), (-0.050, -0.044)),
)
HAIR = _shape(
    "hair",
    *(
        (0.104, 0.232),
        (0.098, 0.268),
        (0.060, 0.306),
        (0.000, 0.318),
        (-0.056, 0.302),
        (-0.094, 0.256),
        (-0.103, 0.198),
    ),
    *((-0.092, 0.140), (-0.070, 0.098), (-0.052, 0.104), (-0.040, 0.140), (-0.028, 0.158), (-0.030, 0.200)),
    *((0.000, 0.214), (0.014, 0.190), (0.022, 0.196), (0.030, 0.232), (0.060, 0.250)),
)
EAR = _oval("skin", (-0.012, 0.178), (0.013, 0.022), 12)
# Around the shoulder, the elbow 0.28 m below it; around the elbow, the fist 0.26 m below it.
UPPER_ARM = _shape(
    "skin",
    *((0.000, 0.040), (0.040, 0.010), (0.041, -0.080), (0.036, -0.180), (0.031, -0.270), (0.016, -0.308)),
    *((-0.014, -0.308), (-0.030, -0.278), (-0.034, -0.190), (-0.041, -0.090), (-0.042, 0.006)),
)
SLEEVE = _shape(
    "sleeve",
    *((0.000, 0.052), (0.044, 0.030), (0.054, -0.040), (0.052, -0.150), (0.046, -0.160), (0.000, -0.164)),
    *((-0.046, -0.160), (-0.052, -0.150), (-0.054, -0.040), (-0.046, 0.028)),
)
FOREARM = _open(
    *((-0.028, 0.000), (-0.034, -0.030), (-0.032, -0.100), (-0.021, -0.180), (-0.022, -0.216), (-0.030, -0.256)),
    *((-0.022, -0.286), (0.004, -0.294), (0.030, -0.288), (0.040, -0.262), (0.036, -0.232), (0.020, -0.212)),
    *((0.021, -0.180), (0.030, -0.110), (0.034, -0.050), (0.027, 0.010)),
)
HANGING_FOREARM = _open(
    *((-0.028, 0.000), (-0.034, -0.030), (-0.032, -0.100), (-0.021, -0.180), (-0.022, -0.216), (-0.024, -0.270)),
    *((-0.014, -0.320), (-0.004, -0.352), (0.010, -0.350), (0.024, -0.310), (0.034, -0.268), (0.026, -0.222)),
    *((0.020, -0.190), (0.030, -0.110), (0.034, -0.050), (0.027, 0.010)),
)


def _free_leg(thigh, shank, shoe, sole, toes_up_deg):
    """The leg that hangs, all of it one limb around its hip: it is straight, and only goes down."""
    down_m = np.array([0, -2 * SEGMENT_M])
    leg = _in_tone("free", _joined_leg(thigh, shank))
    foot = [_moved(part, (0, 0), -toes_up_deg) for part in (shoe, sole)]
    sunk_m = min(float(curve(part)[:, 1].min()) for part in foot) + ANKLE_HEIGHT_M
    return leg, *(_in_tone(f"free-{part.tone}", _moved(part, down_m - np.array([0, sunk_m]))) for part in foot)


def _joined_leg(thigh, shank):
    """Thigh and shank of a straight leg as one outline: the parts that lie inside each other are left out."""
    upper, lower = thigh.points_m, shank.points_m - [0, 2 * SEGMENT_M]
    knee_m = -SEGMENT_M
    front = [p for p in upper if p[0] >= 0 and p[1] > knee_m] + [p for p in lower if p[0] > 0 and p[1] < knee_m]
    behind = [p for p in lower if p[0] < 0 and p[1] < knee_m] + [p for p in upper if p[0] < 0 and p[1] > knee_m]
    return Shape("leg", np.array([*front, *behind]))


HANGING_ARM = (UPPER_ARM, *(_moved(part, (0, -UPPER_ARM_M), -12) for part in HANGING_FOREARM), SLEEVE)

SIDE = {
    "far arm": HANGING_ARM,
    "shoe": (SHOE, SOLE),
    "shank": (SHANK,),
    "thigh": (THIGH, SHORTS_LEG),
    "kneecap": (KNEECAP,),
    "free leg": (*_free_leg(THIGH, SHANK, SHOE, SOLE, TOES_UP_DEG), _in_tone("free-shorts", SHORTS_LEG)),
    "head": (HEAD, HAIR, EAR),
    "trunk": (SEAT, SHIRT),
    "pack": (_moved(PACK, (-BACKPACK_BEHIND_M, BACKPACK_ABOVE_M)), STRAP),
    "upper arm": (UPPER_ARM, SLEEVE),
    "forearm": FOREARM,
}  # limbs in the order in which they lie on each other, what is hidden first


def side(body):
    """Where the limbs of ``SIDE`` are, seen from the side of the hanging leg.

    Parameters
    ----------
    body : vastus.knee.step_down.Posture

    Returns
    -------
    dict of str to Place
        In the order of ``SIDE``; ``pack`` only where there is a backpack.
    """
    knee_deg, lean_deg = body.knee_flexion_deg, body.trunk_lean_deg
    shank_deg = body.ankle_dorsiflexion_deg + body.slope_deg
    thigh_deg = shank_deg - knee_deg
    hip_m = body.hip_m
    up = _towards(lean_deg)
    shoulder_m, neck_m = hip_m + TRUNK_M * up, hip_m + NECK_M * up
    elbow_m, hand_m = _reaching(shoulder_m, HAND_M)
    kneecap_deg = (thigh_deg + shank_deg) / 2
    return {
        "far arm": _place(shoulder_m, 0.2 * lean_deg - 13),
        "shoe": _place(body.ankle_m, body.slope_deg),
        "shank": _place(body.ankle_m, shank_deg),
        "thigh": _place(hip_m, thigh_deg),
        "kneecap": _place(_from(body.knee_m, KNEECAP_M, kneecap_deg), kneecap_deg),
        "free leg": _place(hip_m, 0),
        "head": _place(neck_m, HEAD_SHARE * lean_deg),
        "trunk": _place(hip_m, lean_deg),
        **({"pack": _place(hip_m, lean_deg)} if body.backpack_kg else {}),
        "upper arm": _place(shoulder_m, _hanging_deg(elbow_m - shoulder_m)),
        "forearm": _place(elbow_m, _hanging_deg(hand_m - elbow_m)),
    }


def scene(slope_deg, step_height_m):
    """What the person stands on, seen from the side: outlines by name, in metres, corners as they are.

    Returns
    -------
    dict of str to array of shape (points, 2)
        ``step`` and, where there is a slope, ``wedge``.
    """
    left_m, right_m = BOX_M
    around = np.array([(left_m, -step_height_m), (left_m, 0), (right_m, 0), (right_m, -step_height_m)])
    if not slope_deg:
        return {"step": around}
    slope = np.radians(slope_deg)
    back_m = (HEEL_M - TOE_M - WEDGE_BEHIND_M) * np.array([np.cos(slope), -np.sin(slope)])
    return {"step": around, "wedge": np.array([(0, 0), back_m, (back_m[0], 0)])}


# From the front: the person's left leg stands, on the viewer's right.
THIGH_FRONT = _shape(
    "leg",
    *((0.000, 0.080), (0.066, 0.060), (0.090, -0.040), (0.086, -0.150), (0.070, -0.270), (0.055, -0.350)),
    *((0.053, -0.400), (0.030, -0.440), (-0.026, -0.440), (-0.052, -0.400), (-0.054, -0.350), (-0.064, -0.270)),
    *((-0.074, -0.150), (-0.070, -0.040), (-0.050, 0.060)),
)
SHANK_FRONT = _shape(
    "leg",
    *((0.000, 0.448), (0.036, 0.436), (0.052, 0.400), (0.052, 0.350), (0.060, 0.280), (0.050, 0.180), (0.034, 0.080)),
    *((0.030, 0.020), (0.030, -0.040), (-0.030, -0.040), (-0.030, 0.020), (-0.034, 0.080), (-0.046, 0.170)),
    *((-0.055, 0.270), (-0.050, 0.350), (-0.051, 0.400), (-0.034, 0.436)),
)
SHOE_FRONT = _shape(
    "shoe",
    *((0.034, 0.016), (0.046, -0.020), (0.052, -0.052), (0.048, -0.066), (-0.048, -0.066), (-0.052, -0.052)),
    *((-0.046, -0.020), (-0.034, 0.016), (0.000, 0.026)),
)
SOLE_FRONT = _shape(
    "sole",
    *((0.053, -0.056), (0.055, -0.070), (0.048, -0.079), (0.020, -0.080), (-0.020, -0.080), (-0.048, -0.079)),
    *((-0.055, -0.070), (-0.053, -0.056), (-0.020, -0.060), (0.020, -0.060)),
)
KNEECAP_FRONT = _oval("kneecap", (0, -SEGMENT_M), (0.024, 0.030))
SHORTS_LEG_FRONT = _shape(
    "shorts",
    *((0.000, 0.040), (0.060, 0.020), (0.088, -0.040), (0.102, -0.130), (0.100, -0.210), (0.088, -0.218)),
    *((0.000, -0.222), (-0.072, -0.218), (-0.083, -0.208), (-0.083, -0.120), (-0.080, -0.040), (-0.050, 0.020)),
)
SEAT_FRONT = _shape(
    "shorts",
    *((0.100, 0.090), (0.142, 0.040), (0.168, -0.020), (0.150, -0.070), (0.040, -0.110), (0.000, -0.112)),
    *((-0.040, -0.110), (-0.150, -0.070), (-0.168, -0.020), (-0.142, 0.040), (-0.100, 0.090)),
)  # around the middle between the hips
SHIRT_FRONT = _shape(
    "shirt",
    *((0.044, 0.516), (0.080, 0.500), (0.130, 0.482), (0.166, 0.450), (0.166, 0.390), (0.150, 0.300), (0.136, 0.200)),
    *((0.140, 0.100), (0.150, 0.048), (0.138, 0.036), (0.000, 0.030), (-0.138, 0.036), (-0.150, 0.048)),
    *((-0.140, 0.100), (-0.136, 0.200), (-0.150, 0.300), (-0.166, 0.390), (-0.166, 0.450), (-0.130, 0.482)),
    *((-0.080, 0.500), (-0.044, 0.516), (0.000, 0.494)),
)
NECK_FRONT = _shape(
    "skin",
    *((0.000, -0.014), (0.056, 0.012), (0.047, 0.060), (0.046, 0.130), (0.000, 0.160), (-0.046, 0.130)),
    *((-0.047, 0.060), (-0.056, 0.012)),
)
HEAD_FRONT = _shape(
    "skin",
    *((0.000, 0.080), (0.036, 0.090), (0.062, 0.122), (0.076, 0.170), (0.080, 0.230), (0.056, 0.286)),
    *((0.000, 0.304), (-0.056, 0.286), (-0.080, 0.230), (-0.076, 0.170), (-0.062, 0.122), (-0.036, 0.090)),
)
HAIR_FRONT = _shape(
    "hair",
    *((0.000, 0.318), (0.050, 0.308), (0.084, 0.264), (0.088, 0.200), (0.078, 0.180), (0.072, 0.220), (0.050, 0.248)),
    *((0.000, 0.250), (-0.046, 0.252), (-0.070, 0.224), (-0.078, 0.180), (-0.088, 0.200), (-0.084, 0.264)),
    *((-0.050, 0.308),),
)
HIP_HALF_M, SHOULDER_FRONT_M = 0.09, (0.158, 0.430)  # out from the middle, and above the line of the hips
ARMS_OUT_DEG = 7
BOX_FRONT_M = (-0.075, 0.30)

FRONT = {
    "free leg": (
        *map(_mirrored, _free_leg(THIGH_FRONT, SHANK_FRONT, SHOE_FRONT, SOLE_FRONT, 0)),
        _in_tone("free-shorts", _mirrored(SHORTS_LEG_FRONT)),
    ),
    "shank": (SHANK_FRONT,),
    "shoe": (SHOE_FRONT, SOLE_FRONT),
    "thigh": (THIGH_FRONT, KNEECAP_FRONT, SHORTS_LEG_FRONT),
    "head": (NECK_FRONT, HEAD_FRONT, HAIR_FRONT),
    "right arm": tuple(map(_mirrored, HANGING_ARM)),
    "left arm": HANGING_ARM,
    "trunk": (SEAT_FRONT, SHIRT_FRONT),
}


@dataclass(frozen=True)
class Form:
    """How a posture is seen from the front; every number here was chosen for the eye.

    Attributes
    ----------
    knee_m, hip_m : float
        Sideways places of the standing leg's joints; its foot is at 0, the hanging leg on the negative side.
    pelvis_drop_deg, trunk_lean_deg : float
        The hanging side below the standing one, and the trunk over the standing leg.
    heel_lift_deg : float
        How far the standing foot tips over its toes.
    """

    knee_m: float = 0.022
    hip_m: float = 0.045
    pelvis_drop_deg: float = 0.0
    trunk_lean_deg: float = 0.0
    heel_lift_deg: float = 0.0


def front(body, form):
    """Where the limbs of ``FRONT`` are.

    Parameters
    ----------
    body : vastus.knee.step_down.Posture
        Heights are its own.
    form : Form
        Its numbers may be arrays like those of the posture.

    Returns
    -------
    dict of str to Place
        In the order of ``FRONT``.
    """
    drop_deg, lean_deg = form.pelvis_drop_deg, form.trunk_lean_deg
    ankle_m, knee_m, hip_m = (
        _joint(0, body.ankle_m),
        _joint(form.knee_m, body.knee_m),
        _joint(form.hip_m, body.hip_m),
    )
    across = -_towards(90 - np.asarray(drop_deg))  # from the standing hip to the hanging one
    middle_m, free_hip_m = hip_m + HIP_HALF_M * across, hip_m + 2 * HIP_HALF_M * across
    short = np.cos(np.radians(body.trunk_lean_deg))
    out_m, up_m = SHOULDER_FRONT_M
    right_m, left_m = (
        _from(middle_m, np.stack(np.broadcast_arrays(sign * out_m, up_m * short), -1), lean_deg) for sign in (-1, 1)
    )
    neck_m = _from(middle_m, np.stack(np.broadcast_arrays(0.0, 0.49 * short), -1), lean_deg)
    return {
        "free leg": _place(free_hip_m, 0),
        "shank": _between(knee_m, ankle_m, ankle_m),
        "shoe": _place(ankle_m, 0, body.ankle_m[..., 1] / ANKLE_HEIGHT_M),  # of a tipped shoe one sees more
        "thigh": _between(hip_m, knee_m, hip_m),
        "head": _place(neck_m, 0.6 * np.asarray(lean_deg)),
        "right arm": _place(right_m, ARMS_OUT_DEG),
        "left arm": _place(left_m, -ARMS_OUT_DEG),
        "trunk": _place(middle_m, lean_deg, short),
    }


def joints_front_m(body, form):
    """Ankle, knee and hip of the standing leg and the hanging hip, as `front` has them; shape (..., 2) each."""
    places = front(body, form)
    return {
        "ankle": places["shank"].joint_m,
        "knee": _joint(form.knee_m, body.knee_m),
        "hip": places["thigh"].joint_m,
        "free hip": places["free leg"].joint_m,
    }


def scene_front(step_height_m):
    """The step as seen from the front, as `scene`."""
    left_m, right_m = BOX_FRONT_M
    return {"step": np.array([(left_m, -step_height_m), (left_m, 0), (right_m, 0), (right_m, -step_height_m)])}


def outlines(limbs, places, pieces=4):
    """The person as a list of tone and curve, what is hidden first.

    Parameters
    ----------
    limbs : dict of str to tuple of Shape
        ``SIDE`` or ``FRONT``.
    places : dict of str to Place
        At one posture.
    pieces : int
        As for `curve`.

    Returns
    -------
    list of tuple of (str, array of shape (points, 2))
        In metres.
    """
    return [(shape.tone, put(curve(shape, pieces), place)) for name, place in places.items() for shape in limbs[name]]


def put(points_m, place):
    """Points of a limb where its place has them."""
    return _from(place.joint_m, points_m * np.array([1, float(place.stretch)]), float(place.turn_deg))


def _place(joint_m, turn_deg, stretch=1.0):
    shape = np.shape(joint_m)[:-1]
    return Place(np.asarray(joint_m), np.broadcast_to(turn_deg, shape), np.broadcast_to(stretch, shape))


def _between(upper_m, lower_m, joint_m):
    """A segment of the leg between two joints, as long as it looks."""
    way = lower_m - upper_m
    return _place(joint_m, _hanging_deg(way), np.hypot(way[..., 0], way[..., 1]) / SEGMENT_M)


def _joint(across_m, joint_m):
    return np.stack(np.broadcast_arrays(across_m, joint_m[..., 1]), -1)


def _towards(lean_deg):
    """Unit vectors leaning to the viewer's right from upright."""
    lean = np.radians(lean_deg)
    return np.stack([np.sin(lean), np.cos(lean)], -1)


def _hanging_deg(way):
    """How far a limb that hangs down at rest has turned to point along ``way``."""
    return np.degrees(np.arctan2(-way[..., 0], -way[..., 1]))


def _from(joint_m, by_m, turn_deg):
    """Where a point of a limb is: ``by_m`` from its joint, turned."""
    by_m = np.asarray(by_m)
    turn = np.radians(turn_deg)
    cos, sin = np.cos(turn), np.sin(turn)
    return joint_m + np.stack([by_m[..., 0] * cos + by_m[..., 1] * sin, by_m[..., 1] * cos - by_m[..., 0] * sin], -1)


def _reaching(shoulder_m, hand_m):
    """Elbow and hand of an arm that reaches for a place, as far as it is long; the elbow points down and back."""
    way = hand_m - shoulder_m
    far_m = np.hypot(way[..., 0], way[..., 1])[..., None]
    reach_m = np.minimum(far_m, 0.999 * (UPPER_ARM_M + FOREARM_M))
    forward = way / far_m
    on_way_m = (reach_m**2 + UPPER_ARM_M**2 - FOREARM_M**2) / (2 * reach_m)
    off_m = np.sqrt(UPPER_ARM_M**2 - on_way_m**2)
    below = np.stack([forward[..., 1], -forward[..., 0]], -1)
    return shoulder_m + on_way_m * forward + off_m * below, shoulder_m + reach_m * forward
