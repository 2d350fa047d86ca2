"""What is drawn over the person of the step-down: marks that are placed like limbs.

- From the side: the centre of mass, the lever from the line of the weight to the knee, the load behind the kneecap as
  an arrow, and strokes where the hanging heel meets the floor. Lever and arrow are as long as their numbers.
- From the front: pelvis, thigh, shank and trunk as lines, which show a form or a fault.

A mark is a path one unit long, stretched by its `person.Place`; its style keeps the stroke as thick as it is.
"""

import numpy as np

from . import person, step_down
from .person import Place

UNIT_M = 0.1  # length of a path that is stretched
BODY_WEIGHT_M = 0.042  # of the arrow
HEAD_BW = (0.2, 1.0)  # loads from which on the arrow has a head, and one of full size
KNEECAP_FRONT_M = 0.066  # the arrow's tip, in front of the knee's middle

# Class and path of each part, in units of 1/200 m around the mark's place, y downwards.
_LEVER = "M0 0V-20"
SIDE = {
    "lever": (("halo", _LEVER), ("lever", _LEVER)),
    "load": (("halo", _LEVER), ("load", _LEVER)),
    "load head": (("load-head", "M0 1L-7 -13H7Z"),),
    "centre": (("centre", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0"),),
    "touch": (("touch", "M-23 174H-32M-22.500 170.500L-31 165.500M-19 167L-24 158.500"),),
}
_PELVIS, _THIGH, _SHANK, _TRUNK = "M-34 0H34", "M0 0V80", "M0 0V-80", "M0 0V-98"
FRONT = {
    "level": (("carried-on", "M-44 0H44"),),
    "leg line": (("carried-on", _LEVER),),
    "upright": (("carried-on", "M0 0V-104"),),
    "pelvis line": (("halo", _PELVIS), ("form", _PELVIS)),
    "thigh line": (("halo", _THIGH), ("form", _THIGH)),
    "shank line": (("halo", _SHANK), ("form", _SHANK)),
    "trunk line": (("halo", _TRUNK), ("form", _TRUNK)),
    "knee": (("joint", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0"),),
    "lift": (("halo", "M24 16V-20"), ("fault-arrow", "M24 16V-20M17 -11L24 -20L31 -11")),
}


def side(body):
    """Where the marks of ``SIDE`` are; parameters and what is returned as in `person.side`."""
    middle_m, knee_m = body.foot_middle_m, body.knee_m
    lever_m = (knee_m - middle_m)[..., 0]
    kneecap_deg = body.ankle_dorsiflexion_deg + body.slope_deg - body.knee_flexion_deg / 2
    kneecap = np.radians(kneecap_deg)
    tip_m = knee_m + KNEECAP_FRONT_M * np.stack([np.cos(kneecap), -np.sin(kneecap)], -1)
    force_bw = step_down.joint_force_bw(body)
    return {
        "lever": _place(np.stack([middle_m[..., 0], knee_m[..., 1]], -1), 90, lever_m / UNIT_M),
        "load": _place(tip_m, kneecap_deg + 90, BODY_WEIGHT_M * force_bw / UNIT_M),
        "load head": _place(tip_m, kneecap_deg + 90, np.clip((force_bw - HEAD_BW[0]) / np.ptp(HEAD_BW), 0, 1)),
        "centre": _place(step_down.centre_of_mass_m(body)),
        "touch": _place(body.hip_m),
    }


def front(body, form):
    """Where the marks of ``FRONT`` are; parameters and what is returned as in `person.front`."""
    limbs, joints = person.front(body, form), person.joints_front_m(body, form)
    hip_m, ankle_m, middle_m = joints["hip"], joints["ankle"], limbs["trunk"].joint_m
    leg_m = hip_m - ankle_m
    return {
        "level": _place(hip_m - [person.HIP_HALF_M, 0]),
        "leg line": _place(
            ankle_m,
            np.degrees(np.arctan2(leg_m[..., 0], leg_m[..., 1])),
            np.hypot(leg_m[..., 0], leg_m[..., 1]) / UNIT_M,
        ),
        "upright": _place(middle_m),
        "pelvis line": _place(middle_m, -np.asarray(form.pelvis_drop_deg)),
        "thigh line": limbs["thigh"],
        "shank line": limbs["shank"],
        "trunk line": limbs["trunk"],
        "knee": _place(joints["knee"]),
        "lift": _place(ankle_m),
    }


def _place(joint_m, turn_deg=0.0, stretch=1.0):
    shape = np.shape(joint_m)[:-1]
    return Place(np.asarray(joint_m), np.broadcast_to(turn_deg, shape), np.broadcast_to(stretch, shape))
