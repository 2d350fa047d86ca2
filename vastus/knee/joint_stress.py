"""Pressure under the patella in a leg press or squat and in leg extension, by knee angle.

Four steps, each a function: load to knee moment, moment to quadriceps force, that to the force on the joint, and that
over the contact area to stress.

- *Leg press or squat*: the load acts along the line from hip to ankle. Thigh and shank count as equally long, so the
  knee is off that line by ``segment x sin(angle / 2)``: no moment with the leg straight, more the deeper the bend.
- *Leg extension, constant resistance*: the same moment at every angle, as from a cable over a round pulley.
- *Leg extension, variable resistance*: a weight on the ankle of a seated person, moment ``x cos(angle)``: full with
  the leg straight out, none with the shank hanging.
- *Contact area*: measured points of one series, joined by straight lines. Past the last measured angle it is assumed.

**Assumed by this course, without a source:** equal segments of 0.40 m, the hip-ankle line of push, the two forms of
resistance, a quadriceps lever arm of 0.04 m at every angle, and a turn of the line of pull at the patella that grows
evenly from 20 degrees with the leg straight to 80 degrees at 90.

The two exercises share leg, lever arm, turn and area. These set how high the curves run, never which is higher or
where they meet: that is decided by the moments, and so by one number, the load of extension over the load of the
press (`crossing_deg`). The directions of steinkamp1993 and powers2014 are what the model is held to.

Left out: the hamstrings and all co-contraction, the weight of the leg, speed, lean of the trunk, patellar tilt and
whatever loads one facet more, and that weight bearing itself widens the contact area (besier2005).
"""

import numpy as np

GRAVITY_M_S2 = 9.80665
SEGMENT_M = 0.40
LEVER_ARM_M = 0.04
TURN_STRAIGHT_DEG = 20
TURN_BENT_DEG = 80
BENT_DEG = 90
RESISTANCES = ("constant", "variable")


def press_moment_nm(knee_flexion_deg, load_kg):
    """Knee moment of a leg press or squat.

    Parameters
    ----------
    knee_flexion_deg : float or array
        0 is straight.
    load_kg : float
        Load on one leg; in a squat this includes its share of the body.

    Returns
    -------
    float or array
        Newton metres.
    """
    return load_kg * GRAVITY_M_S2 * SEGMENT_M * np.sin(np.radians(knee_flexion_deg) / 2)


def extension_moment_nm(knee_flexion_deg, load_kg, resistance):
    """Knee moment of leg extension, in newton metres.

    Parameters
    ----------
    knee_flexion_deg : float or array
        0 is straight.
    load_kg : float
        At the ankle; with constant resistance the load that has the same effect as at 0 degrees.
    resistance : str
        One of `RESISTANCES`.

    Raises
    ------
    ValueError
        For another resistance.
    """
    return load_kg * GRAVITY_M_S2 * SEGMENT_M * _course(resistance, np.radians(knee_flexion_deg))


def joint_force_n(moment_nm, knee_flexion_deg):
    """Force that presses the patella against the femur.

    The quadriceps pulls with ``moment / lever arm`` on both sides of the patella, and the line of pull turns there by
    an angle: two equal forces leave ``2 x force x sin(turn / 2)``.

    Parameters
    ----------
    moment_nm, knee_flexion_deg : float or array

    Returns
    -------
    float or array
        Newtons.
    """
    quadriceps_n = np.asarray(moment_nm) / LEVER_ARM_M
    turn_deg = np.interp(knee_flexion_deg, [0, BENT_DEG], [TURN_STRAIGHT_DEG, TURN_BENT_DEG])
    return 2 * quadriceps_n * np.sin(np.radians(turn_deg) / 2)


def contact_area_mm2(knee_flexion_deg, measured_deg, measured_mm2, change_at_90_percent):
    """Contact area by knee angle.

    Parameters
    ----------
    knee_flexion_deg : float or array
        0 to 90.
    measured_deg, measured_mm2 : array
        One series of one method, ascending; methods must not be mixed.
    change_at_90_percent : float
        Assumed: the area at 90 degrees against that at the last measured angle.

    Returns
    -------
    float or array
        Square millimetres.

    Raises
    ------
    ValueError
        If the angles asked for begin before the first measured one: nothing is known there.
    """
    if np.min(knee_flexion_deg) < measured_deg[0]:
        raise ValueError(
            f"area asked at {np.min(knee_flexion_deg):g} degrees; the series begins at {measured_deg[0]:g}"
        )
    last_mm2 = measured_mm2[-1] * (1 + change_at_90_percent / 100)
    return np.interp(knee_flexion_deg, [*measured_deg, BENT_DEG], [*measured_mm2, last_mm2])


def stress_mpa(joint_force_n, contact_area_mm2):
    """Mean pressure in megapascals, which are newtons per square millimetre."""
    return np.asarray(joint_force_n) / np.asarray(contact_area_mm2)


def crossing_deg(load_ratio, resistance):
    """Knee angle at which press and extension load the joint alike.

    Parameters
    ----------
    load_ratio : float
        Load of extension over load of the press, above 0.
    resistance : str
        One of `RESISTANCES`.

    Returns
    -------
    float
        Degrees; above 90 where the two do not meet before. With constant resistance nan from a ratio of 1, at which
        no bend of the knee would do.
    """
    if not load_ratio > 0:
        raise ValueError(f"load_ratio is {load_ratio}; expected a number above 0")
    if _known(resistance) == "variable":  # ratio x (1 - 2 s^2) = s, with s the sine of half the angle
        half_sine = (np.sqrt(1 + 8 * load_ratio**2) - 1) / (4 * load_ratio)
    else:
        half_sine = load_ratio if load_ratio < 1 else np.nan
    return float(2 * np.degrees(np.arcsin(half_sine)))


def load_ratio_for_crossing(knee_flexion_deg, resistance):
    """Load of extension over load of the press that makes the two cross at a given angle."""
    half_sine = np.sin(np.radians(knee_flexion_deg) / 2)
    return float(half_sine / _course(resistance, np.radians(knee_flexion_deg)))


def _course(resistance, angle):
    """How the moment of extension runs with the angle in radians, as a share of that with the leg straight."""
    return np.cos(angle) if _known(resistance) == "variable" else np.ones_like(angle)


def _known(resistance):
    if resistance not in RESISTANCES:
        raise ValueError(f"resistance is {resistance!r}; expected one of {', '.join(RESISTANCES)}")
    return resistance
