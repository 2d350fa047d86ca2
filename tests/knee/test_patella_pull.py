"""The frontal pull against the course's published shares, closed forms and statics."""

import numpy as np
import pytest

from vastus import data
from vastus.knee import patella_pull

VML_DEG, VMO_DEG = (
    28.9,
    50,
)  # middle third in vergara_vm; statement of josr2021vmo, inside the ranges of rajput2017 and weinstabl1989


def published(muscle):
    shares = data.table("vasti_force_capacity").query("citekey == 'farahmand1998'")
    return shares.loc[shares["muscle"] == muscle, "value"].item()


def vmo_percent_of_vm():
    return data.table("vm_morphology").query("citekey == 'raimondo1998'")["value"].item()


@pytest.fixture
def shares():
    return patella_pull.head_shares_percent(published("VM"), published("RF+VI"), vmo_percent_of_vm())


def pulls(shares, vmo_deg=VMO_DEG, vl_deg=None, vml_deg=VML_DEG):
    vl_deg = patella_pull.balancing_vl_angle_deg(shares, vml_deg, vmo_deg) if vl_deg is None else vl_deg
    return patella_pull.head_pulls_n(shares, vl_deg, vml_deg, vmo_deg)


def without_vmo(shares):
    return np.where(np.array(patella_pull.HEADS) == "VMO", 0, shares)


def test_vmo_is_about_seven_percent_of_the_quadriceps(shares):
    assert shares[patella_pull.HEADS.index("VMO")] == pytest.approx(7.25)
    assert shares.sum() == pytest.approx(100)


def test_vl_gets_its_published_share(shares):
    assert shares[patella_pull.HEADS.index("VL")] == published("VL")


def test_at_fifty_degrees_about_5_6_newtons_of_a_hundred_point_medially_through_vmo(shares):
    vmo = pulls(shares)[patella_pull.HEADS.index("VMO")]
    assert vmo[0] == pytest.approx(5.6, abs=0.05)
    assert vmo[0] == pytest.approx(0.29 * 25 * np.sin(np.radians(50)))


def test_every_head_pulls_with_its_share_whatever_its_direction(shares):
    np.testing.assert_allclose(np.hypot(*pulls(shares).T), shares)


def test_a_vl_that_pulls_medially_is_impossible(shares):
    rf_vi, vl, vml, vmo = pulls(shares)[:, 0]
    assert rf_vi == 0 and vl < 0 < vmo < vml


def test_balanced_heads_leave_nothing_sideways_when_the_tendon_is_straight(shares):
    assert patella_pull.remainder_n(pulls(shares), 0) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("q_angle_deg", [0, 8, 15, 25])
def test_the_tendon_leaves_no_force_along_the_quadriceps_and_pulls_at_the_q_angle(shares, q_angle_deg):
    heads = pulls(shares)
    tendon = patella_pull.tendon_pull_n(heads, q_angle_deg)
    assert heads[:, 1].sum() + tendon[1] == pytest.approx(0, abs=1e-12)
    assert np.degrees(np.arctan2(-tendon[0], -tendon[1])) == pytest.approx(q_angle_deg)


def test_with_a_straight_tendon_losing_vmo_moves_exactly_its_own_medial_pull(shares):
    heads, lost = (
        pulls(shares),
        pulls(without_vmo(shares), vl_deg=patella_pull.balancing_vl_angle_deg(shares, VML_DEG, VMO_DEG)),
    )
    assert patella_pull.remainder_n(lost, 0) - patella_pull.remainder_n(heads, 0) == pytest.approx(
        -7.25 * np.sin(np.radians(50))
    )


def test_with_a_bent_tendon_losing_vmo_also_takes_away_some_of_the_tendons_outward_pull(shares):
    """VMO pulls upwards as well, and the tendon answers that; closed form 7.25 x (sin 50 - cos 50 x tan Q)."""
    vl_deg = patella_pull.balancing_vl_angle_deg(shares, VML_DEG, VMO_DEG)
    with_vmo, lost = pulls(shares, vl_deg=vl_deg), pulls(without_vmo(shares), vl_deg=vl_deg)
    fifty, q = np.radians(50), np.radians(15)
    expected = -7.25 * (np.sin(fifty) - np.cos(fifty) * np.tan(q))
    moved = patella_pull.remainder_n(lost, 15) - patella_pull.remainder_n(with_vmo, 15)
    assert moved == pytest.approx(expected)


@pytest.mark.parametrize("vl_deg", [10, 20, 30])
@pytest.mark.parametrize("vml_deg", [15, 18, 28.9])
def test_what_vmo_moves_does_not_hang_on_the_assumed_angle_of_vl_or_the_choice_for_vml(shares, vl_deg, vml_deg):
    moved = [
        patella_pull.remainder_n(pulls(some, vl_deg=vl_deg, vml_deg=vml_deg), 15)
        for some in (without_vmo(shares), shares)
    ]
    assert moved[0] - moved[1] == pytest.approx(-4.305, abs=0.001)


@pytest.mark.parametrize("vl_deg", [10, 20, 30])
def test_a_degree_of_q_angle_moves_between_one_and_a_half_and_two_newtons_at_any_vl_angle(shares, vl_deg):
    heads = pulls(shares, vl_deg=vl_deg)
    moved = patella_pull.remainder_n(heads, 15) - patella_pull.remainder_n(heads, 16)
    assert 1.5 < moved < 2


def test_a_share_below_zero_is_refused_with_all_shares():
    with pytest.raises(ValueError, match="RF and VI 35, VL -5, VML .* expected none below 0"):
        patella_pull.head_shares_percent(70, 35, 29)


def test_a_vl_too_weak_to_balance_is_refused():
    shares = patella_pull.head_shares_percent(60, 35, 29)
    with pytest.raises(ValueError, match="VL has 5 percent, the medial pull is .* expected VL to be the larger"):
        patella_pull.balancing_vl_angle_deg(shares, VML_DEG, VMO_DEG)
