"""How the heads of the quadriceps and the patellar tendon pull the patella, seen from the front.

- A head is an arrow. Its length is its share of the quadriceps force, taken as its share of the physiological
  cross-section: this assumes that every fibre pulls equally hard and that all heads are fully active.
- Its direction is one angle from the line of the quadriceps; medial is positive, lateral negative.
- The patellar tendon leaves that line by the Q-angle, outwards. It pulls as hard as it must for the patella to move
  neither up nor down, so what is left of all arrows points straight to one side. That remainder is what the groove,
  the ligaments and the retinacula have to hold.
- The tables of this course hold no angle for vastus lateralis. Its angle is therefore chosen so that the four heads
  together pull along the line of the quadriceps in a stated reference (`balancing_vl_angle_deg`), and then kept:
  an assumption of this course. What VMO, the share of VM or the Q-angle *move* hardly depends on it.

Left out: everything that has depth or time. The groove, pressure, tilt and rotation, the pull backwards into the
femur, knee flexion, the aponeurosis that VM and vastus intermedius share, heads that are only partly active.
"""

import numpy as np

HEADS = ("RF and VI", "VL", "VML", "VMO")
LATERAL, MEDIAL = -1, 1


def head_shares_percent(vm_percent, rf_vi_percent, vmo_percent_of_vm):
    """Shares of the four heads in the quadriceps.

    Parameters
    ----------
    vm_percent, rf_vi_percent : float
        Shares of VM and of RF with VI; VL has the rest.
    vmo_percent_of_vm : float
        Part of VM that is VMO.

    Returns
    -------
    numpy.ndarray, shape (4,)
        Percent of the quadriceps in the order of `HEADS`; the sum is 100.

    Raises
    ------
    ValueError
        If a share would be negative.
    """
    shares = np.array(
        [
            rf_vi_percent,
            100 - rf_vi_percent - vm_percent,
            vm_percent * (1 - vmo_percent_of_vm / 100),
            vm_percent * vmo_percent_of_vm / 100,
        ]
    )
    if (shares < 0).any():
        found = ", ".join(f"{name} {share:g}" for name, share in zip(HEADS, shares, strict=True))
        raise ValueError(f"shares are {found} percent; expected none below 0")
    return shares


def head_pulls_n(shares_percent, vl_angle_deg, vml_angle_deg, vmo_angle_deg, quadriceps_n=100):
    """Pull of each head on the patella.

    Parameters
    ----------
    shares_percent : array, shape (4,)
        As `head_shares_percent` gives them; a head that is off has 0, and the others keep what they have.
    vl_angle_deg, vml_angle_deg, vmo_angle_deg : float
        Angle of each head from the line of the quadriceps, all positive; RF and VI lie on the line.
    quadriceps_n : float
        Force of all four heads added up as plain numbers, in newtons.

    Returns
    -------
    numpy.ndarray, shape (4, 2)
        Medial and upward component of each head in newtons.
    """
    angles = np.radians([0, LATERAL * vl_angle_deg, MEDIAL * vml_angle_deg, MEDIAL * vmo_angle_deg])
    forces_n = quadriceps_n * np.asarray(shares_percent) / 100
    return forces_n[:, np.newaxis] * np.column_stack([np.sin(angles), np.cos(angles)])


def balancing_vl_angle_deg(shares_percent, vml_angle_deg, vmo_angle_deg):
    """Angle at which VL cancels the medial pull of VM, in degrees.

    Raises
    ------
    ValueError
        If VL is too weak to do so at any angle.
    """
    medial = head_pulls_n(shares_percent, 0, vml_angle_deg, vmo_angle_deg)[:, 0].sum()
    vl = shares_percent[HEADS.index("VL")]
    if vl < medial:
        raise ValueError(f"VL has {vl:g} percent, the medial pull is {medial:.1f}; expected VL to be the larger")
    return float(np.degrees(np.arcsin(medial / vl)))


def tendon_pull_n(head_pulls, q_angle_deg):
    """Pull of the patellar tendon that holds the patella against the heads' upward pull.

    Parameters
    ----------
    head_pulls : array, shape (4, 2)
        As `head_pulls_n` gives them.
    q_angle_deg : float
        Between the line of the quadriceps and the tendon; positive where the tendon runs outwards.

    Returns
    -------
    numpy.ndarray, shape (2,)
        Medial and upward component in newtons; the tendon pulls laterally and downwards.
    """
    upward_n = np.asarray(head_pulls)[:, 1].sum()
    return upward_n * np.array([LATERAL * np.tan(np.radians(q_angle_deg)), -1])


def remainder_n(head_pulls, q_angle_deg):
    """Sideways force that is left for groove and ligaments, in newtons; positive is medial, negative lateral."""
    return float(np.asarray(head_pulls)[:, 0].sum() + tendon_pull_n(head_pulls, q_angle_deg)[0])
