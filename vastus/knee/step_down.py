"""Load on the standing knee while one leg lowers the body beside a step, so slowly that only weight counts.

Four segments in the sagittal plane: foot, shank, thigh, and the trunk with head and arms. The other leg hangs straight
below the hip, beside the step, until its heel touches the floor.

- *Balance decides the posture.* For every bend of the knee the body's centre of mass has to stand over the middle of
  the foot. The shank leans forward until it does, and the trunk stays as upright as it may.
- *The ankle has a limit.* Once the shank cannot lean further, only the trunk can bring the weight forward, and the
  load moves from knee to hip: the knee stays where it is, so its moment stops growing.
- *A slope relieves the ankle.* On a wedge the shank leans by the slope more before the limit is reached. The knee gets
  further in front of the foot's middle, and that distance times the weight above is its moment. The wedge's thin edge
  is at the toes, so it also lifts the heel, and from the same step the other heel has further to go.
- Joint force and stress come from the moment as in `vastus.knee.joint_stress`.

**Assumed by this course, without a source:** every constant below. They are round teaching values for an adult: shares
of body mass, lengths, where the masses sit, the foot's middle as the point under the weight, how far an ankle bends.
Lever arm and turn of the pull are those of `joint_stress`, assumed there. One was chosen with a result in view: of 25,
30 and 35 degrees for the ankle, 35 brings the gain from a slope nearest to that of zwerver2007, and with another ankle
it is another gain. `tests/knee/test_step_down.py` says by how much the model meets or misses each published load.

Left out: speed, and so everything that makes lowering differ from rising; co-contraction; the other planes (a knee or
pelvis that moves inwards); a hand on the rail; how pain changes the way a person moves.
"""

from dataclasses import dataclass

import numpy as np

from . import joint_stress
from .joint_stress import GRAVITY_M_S2, SEGMENT_M

FOOT_SHARE, SHANK_SHARE, THIGH_SHARE, TRUNK_SHARE = 0.015, 0.045, 0.10, 0.68  # of body mass; a leg is 0.16
LEG_SHARE = FOOT_SHARE + SHANK_SHARE + THIGH_SHARE
SHANK_CENTRE_M, THIGH_CENTRE_M = 0.23, 0.23  # above ankle and above knee
TRUNK_CENTRE_M = 0.30  # above the hip, with head and arms
ANKLE_HEIGHT_M = 0.08
HEEL_M, TOE_M = -0.07, 0.17  # along the sole, from below the ankle
FOOT_MIDDLE_M = (HEEL_M + TOE_M) / 2
BACKPACK_ABOVE_M, BACKPACK_BEHIND_M = 0.35, 0.15  # of the hip along the trunk, and of the trunk's line
ANKLE_LIMIT_DEG, STIFF_ANKLE_LIMIT_DEG = 35, 25  # how far the shank leans over the sole
LEG_M = ANKLE_HEIGHT_M + 2 * SEGMENT_M
TOUCH_M = 1e-4  # a heel nearer to the floor than this is down; the angle at the touch is no more exact


@dataclass(frozen=True)
class Posture:
    """The balanced body at one knee angle or at several, seen from its right, facing x; y is up.

    Attributes
    ----------
    knee_flexion_deg, ankle_dorsiflexion_deg, trunk_lean_deg : array of shape (...)
        0 is straight, square to the sole, and upright.
    slope_deg : float
    ankle_m, knee_m, hip_m, foot_middle_m : array of shape (..., 2)
        x and y in metres, from where a wedge's thin edge, at the toes, meets the step.
    body_mass_kg, backpack_kg : float
    """

    knee_flexion_deg: np.ndarray
    ankle_dorsiflexion_deg: np.ndarray
    trunk_lean_deg: np.ndarray
    slope_deg: float
    ankle_m: np.ndarray
    knee_m: np.ndarray
    hip_m: np.ndarray
    foot_middle_m: np.ndarray
    body_mass_kg: float
    backpack_kg: float


def posture(
    knee_flexion_deg,
    slope_deg=0,
    least_trunk_lean_deg=0,
    backpack_kg=0,
    body_mass_kg=70,
    ankle_limit_deg=ANKLE_LIMIT_DEG,
):
    """The posture in which the body balances.

    Parameters
    ----------
    knee_flexion_deg : float or array of shape (...)
        0 is straight.
    slope_deg : float
        Of the wedge, falling towards the toes.
    least_trunk_lean_deg : float
        How far the trunk leans forward even where balance does not ask for it.
    backpack_kg, body_mass_kg : float
    ankle_limit_deg : float
        Most dorsiflexion, counted from the shank square to the sole.

    Returns
    -------
    Posture

    Raises
    ------
    ValueError
        Where even a level trunk does not bring the weight over the foot: this person falls backwards.
    """
    knee = np.radians(np.asarray(knee_flexion_deg, dtype=float))
    slope, least_lean = np.radians(slope_deg), np.radians(least_trunk_lean_deg)
    sole, upright = np.array([np.cos(slope), -np.sin(slope)]), np.array([np.sin(slope), np.cos(slope)])
    ankle_m = -TOE_M * sole + ANKLE_HEIGHT_M * upright
    foot_middle_m = (FOOT_MIDDLE_M - TOE_M) * sole
    forward_m = foot_middle_m[0] - ankle_m[0]  # the point under the weight, in front of the ankle

    # Moments of mass about that point, in kg m: shank and thigh lean with sines, trunk and backpack at the hip's place.
    above_hip_kg = (TRUNK_SHARE + LEG_SHARE) * body_mass_kg + backpack_kg
    with_shank = SHANK_SHARE * body_mass_kg * SHANK_CENTRE_M + SEGMENT_M * (THIGH_SHARE * body_mass_kg + above_hip_kg)
    with_thigh = THIGH_SHARE * body_mass_kg * THIGH_CENTRE_M + SEGMENT_M * above_hip_kg
    wanted = forward_m * (SHANK_SHARE * body_mass_kg + THIGH_SHARE * body_mass_kg + above_hip_kg)
    along = TRUNK_SHARE * body_mass_kg * TRUNK_CENTRE_M + backpack_kg * BACKPACK_ABOVE_M
    behind = backpack_kg * BACKPACK_BEHIND_M

    # with_shank sin(shank) - with_thigh sin(knee - shank) = what the trunk leaves to do; one sine wave of the shank.
    left_over = wanted - along * np.sin(least_lean) + behind * np.cos(least_lean)
    size = np.hypot(with_shank + with_thigh * np.cos(knee), with_thigh * np.sin(knee))
    phase = np.arctan2(with_thigh * np.sin(knee), with_shank + with_thigh * np.cos(knee))
    shank = np.minimum(phase + np.arcsin(left_over / size), np.radians(ankle_limit_deg) + slope)
    # Where the ankle stopped the shank, the trunk does the rest; where not, this is the least lean again.
    left_over = wanted - with_shank * np.sin(shank) + with_thigh * np.sin(knee - shank)
    share = left_over / np.hypot(along, behind)
    if np.any(share > 1):
        first_deg = np.min(np.degrees(knee)[share > 1])
        raise ValueError(
            f"no balance at a knee flexion of {first_deg:.0f} degrees on a slope of {slope_deg:g} degrees with an "
            f"ankle that bends {ankle_limit_deg:g} degrees; expected a shallower bend, more slope or more ankle"
        )
    lean = np.arctan2(behind, along) + np.arcsin(share)

    knee_m = ankle_m + SEGMENT_M * _towards(shank)
    return Posture(
        np.degrees(knee),
        np.degrees(shank) - slope_deg,
        np.degrees(lean),
        slope_deg,
        np.broadcast_to(ankle_m, knee_m.shape),
        knee_m,
        knee_m + SEGMENT_M * _towards(shank - knee),
        np.broadcast_to(foot_middle_m, knee_m.shape),
        body_mass_kg,
        backpack_kg,
    )


def centre_of_mass_m(body):
    """Centre of mass of a `Posture` with its backpack, shape (..., 2): over the middle of the foot, by construction."""
    mass_kg = body.body_mass_kg
    trunk = np.radians(body.trunk_lean_deg)
    up, back = _towards(trunk), _towards(trunk - np.pi / 2)
    parts = [
        (FOOT_SHARE * mass_kg, body.foot_middle_m),
        (SHANK_SHARE * mass_kg, body.ankle_m + SHANK_CENTRE_M / SEGMENT_M * (body.knee_m - body.ankle_m)),
        (THIGH_SHARE * mass_kg, body.knee_m + THIGH_CENTRE_M / SEGMENT_M * (body.hip_m - body.knee_m)),
        (LEG_SHARE * mass_kg, body.hip_m - np.array([0, LEG_M / 2])),
        (TRUNK_SHARE * mass_kg, body.hip_m + TRUNK_CENTRE_M * up),
        (body.backpack_kg, body.hip_m + BACKPACK_ABOVE_M * up + BACKPACK_BEHIND_M * back),
    ]
    return sum(kg * place_m for kg, place_m in parts) / sum(kg for kg, _ in parts)


def knee_moment_nm(body):
    """Moment the quadriceps has to hold at the standing knee, in newton metres; 0 where weight straightens the knee.

    The ground pushes up at the foot's middle with the whole weight; foot and shank take theirs off again. What is left
    about the knee is the moment.
    """
    weight_n = (body.body_mass_kg + body.backpack_kg) * GRAVITY_M_S2
    shank_n, foot_n = (share * body.body_mass_kg * GRAVITY_M_S2 for share in (SHANK_SHARE, FOOT_SHARE))
    lever_m = body.knee_m[..., 0] - body.foot_middle_m[..., 0]
    shank_lever_m = (body.knee_m - body.ankle_m)[..., 0] * (1 - SHANK_CENTRE_M / SEGMENT_M)
    return np.maximum((weight_n - foot_n) * lever_m - shank_n * shank_lever_m, 0)


def joint_force_bw(body):
    """Force that presses the patella against the femur, in body weights."""
    force_n = joint_stress.joint_force_n(knee_moment_nm(body), body.knee_flexion_deg)
    return force_n / (body.body_mass_kg * GRAVITY_M_S2)


def free_heel_m(body):
    """Height of the hanging leg's heel over the top of the step, in metres; below it is negative."""
    return body.hip_m[..., 1] - LEG_M


def knee_flexion_at_touch_deg(step_height_m, **setup):
    """Knee flexion at which the hanging heel touches the floor.

    Parameters
    ----------
    step_height_m : float
        From the floor to the top of the step, on which a wedge may lie.
    **setup
        As for `posture`.

    Returns
    -------
    float
        Degrees, exact to about 0.01.

    Raises
    ------
    ValueError
        If the heel does not get there while the knee bends to 90 degrees, or the body falls before.
    """
    deepest = deepest_deg(step_height_m, **setup)
    gap_m = heel_gap_m(posture(deepest, **setup), step_height_m)
    if gap_m > 0:
        raise ValueError(
            f"from a step of {step_height_m:g} m the heel is still {100 * gap_m:.1f} cm above the floor at "
            f"{joint_stress.BENT_DEG} degrees; expected a lower step or less slope"
        )
    return deepest


def deepest_deg(step_height_m, **setup):
    """Knee flexion at which lowering ends: where the heel touches, or at 90 degrees, where this model ends.

    Parameters, returns: as for `knee_flexion_at_touch_deg`, which refuses a heel that is still in the air.
    """
    high_m = free_heel_m(posture(0, **setup)) + step_height_m
    for deep_deg in np.arange(1, joint_stress.BENT_DEG + 1):
        low_m = free_heel_m(posture(deep_deg, **setup)) + step_height_m
        if low_m <= 0:
            return float(deep_deg - low_m / (low_m - high_m))  # within one degree the heel sinks evenly
        high_m = low_m
    return float(joint_stress.BENT_DEG)


def heel_gap_m(body, step_height_m):
    """How far the hanging heel is above the floor, in metres; 0 where it touches."""
    gap_m = free_heel_m(body) + step_height_m
    return np.where(gap_m < TOUCH_M, 0.0, gap_m)


def _towards(lean):
    """Unit vectors, shape (..., 2), leaning forward from upright by an angle in radians."""
    return np.stack([np.sin(lean), np.cos(lean)], axis=-1)
