"""The step-down balances by statics, and meets or misses the published loads by as much as is said here."""

import numpy as np
import pytest

from vastus import data
from vastus.knee import joint_stress, step_down

DEEPEST_DEG = 90


def loads():
    return data.table("decline_squat_load").set_index("id")


def activity_bw(citekey, activity):
    rows = data.table("pfj_load_activities").query("citekey == @citekey and population == 'healthy'")
    return rows.set_index("activity").loc[activity, "value"]


def most(quantity, **setup):
    """The highest value on the way from straight to the deepest bend."""
    return quantity(step_down.posture(np.linspace(0, DEEPEST_DEG, 91), **setup)).max()


def more_percent(quantity, setup, than):
    return 100 * (most(quantity, **setup) / most(quantity, **than) - 1)


# Statics


@pytest.mark.parametrize("slope_deg", [0, 15, 25])
@pytest.mark.parametrize("least_lean_deg", [0, 30])
@pytest.mark.parametrize("backpack_kg", [0, 20])
@pytest.mark.parametrize("limit_deg", [step_down.ANKLE_LIMIT_DEG, step_down.STIFF_ANKLE_LIMIT_DEG])
def test_the_centre_of_mass_stands_over_the_middle_of_the_foot(slope_deg, least_lean_deg, backpack_kg, limit_deg):
    """`centre_of_mass_m` adds up parts; `posture` solves for angles: two ways to one point."""
    body = step_down.posture(np.arange(0, 81, 5), slope_deg, least_lean_deg, backpack_kg, 60, limit_deg)
    centre_m = step_down.centre_of_mass_m(body)
    np.testing.assert_allclose(centre_m[:, 0], body.foot_middle_m[:, 0], atol=1e-12)
    assert (body.ankle_dorsiflexion_deg <= limit_deg + 1e-9).all()
    assert (body.trunk_lean_deg >= least_lean_deg - 1e-9).all()
    np.testing.assert_allclose(np.hypot(*(body.hip_m - body.knee_m).T), joint_stress.SEGMENT_M)
    thigh, shank = (np.degrees(np.arctan2(*part.T)) for part in (body.hip_m - body.knee_m, body.knee_m - body.ankle_m))
    np.testing.assert_allclose(shank - thigh, body.knee_flexion_deg, atol=1e-9)


def test_moments_from_above_and_from_below_the_joint_agree():
    """The moment at the knee from the ground up is that of all weights above it, added one by one."""
    body = step_down.posture(np.arange(20, 86, 5), 15, 0, 10, 70)
    lean = np.radians(body.trunk_lean_deg)
    up, back = (np.stack([np.sin(a), np.cos(a)], -1) for a in (lean, lean - np.pi / 2))
    parts = [
        (0.10 * 70, body.knee_m + 0.23 / 0.40 * (body.hip_m - body.knee_m)),
        (0.16 * 70, body.hip_m),
        (0.68 * 70, body.hip_m + 0.30 * up),
        (10, body.hip_m + 0.35 * up + 0.15 * back),
    ]
    above_nm = sum(9.80665 * kg * (body.knee_m - place_m)[:, 0] for kg, place_m in parts)
    np.testing.assert_allclose(step_down.knee_moment_nm(body), above_nm, rtol=1e-12)


def test_once_the_ankle_stops_the_knee_moment_stands_still_and_the_trunk_leans():
    body = step_down.posture(np.array([70, 80, 90]))
    assert np.ptp(step_down.knee_moment_nm(body)) == pytest.approx(0, abs=1e-9)
    assert np.all(np.diff(body.trunk_lean_deg) > 5)
    assert body.ankle_dorsiflexion_deg == pytest.approx(step_down.ANKLE_LIMIT_DEG)


@pytest.mark.parametrize("body_mass_kg, moment_nm", [(60, 101), (80, 135)])
def test_on_flat_ground_the_knee_moment_stands_still_from_65_degrees_on(body_mass_kg, moment_nm):
    bend_deg = np.arange(55, 91)
    nm = step_down.knee_moment_nm(step_down.posture(bend_deg, body_mass_kg=body_mass_kg))
    assert nm[bend_deg >= 65] == pytest.approx(moment_nm, abs=0.5)
    assert np.all(np.diff(nm[bend_deg <= 63]) > 1)


@pytest.mark.parametrize("step_height_m, bend_deg", [(0.05, 40), (0.062, 45), (0.10, 58), (0.15, 71), (0.20, 82)])
def test_from_a_flat_step_of_6_cm_the_heel_touches_at_45_degrees_and_from_20_at_82(step_height_m, bend_deg):
    assert step_down.knee_flexion_at_touch_deg(step_height_m) == pytest.approx(bend_deg, abs=0.5)


def test_from_15_to_20_cm_the_joint_force_grows_by_9_percent_while_the_moment_stands_still():
    lower, higher = (step_down.posture(step_down.knee_flexion_at_touch_deg(height_m)) for height_m in (0.15, 0.20))
    assert step_down.knee_moment_nm(higher) == pytest.approx(step_down.knee_moment_nm(lower))
    assert step_down.joint_force_bw(higher) / step_down.joint_force_bw(lower) - 1 == pytest.approx(0.09, abs=0.005)


def test_the_heel_touches_where_the_hip_has_sunk_by_the_height_of_the_step():
    for height_m, slope_deg in ((0.05, 0), (0.10, 25), (0.15, 15), (0.20, 0)):
        touch_deg = step_down.knee_flexion_at_touch_deg(height_m, slope_deg=slope_deg)
        assert step_down.free_heel_m(step_down.posture(touch_deg, slope_deg)) == pytest.approx(-height_m, abs=2e-5)


def test_a_person_who_cannot_balance_is_told_so():
    with pytest.raises(ValueError, match="no balance at a knee flexion of 90 degrees on a slope of 0 degrees"):
        step_down.posture(90, ankle_limit_deg=20)


def test_a_step_too_high_for_the_model_says_how_much_is_missing():
    with pytest.raises(ValueError, match="from a step of 0.3 m the heel is still 5.7 cm above the floor at 90 degrees"):
        step_down.knee_flexion_at_touch_deg(0.3)


@pytest.mark.parametrize("slope_deg, gap_m", [(0, 0), (15, 0.0069), (25, 0.0300)])
def test_lowering_ends_at_the_touch_or_at_a_right_angle_with_the_heel_in_the_air(slope_deg, gap_m):
    deepest_deg = step_down.deepest_deg(0.20, slope_deg=slope_deg)
    assert step_down.heel_gap_m(step_down.posture(deepest_deg, slope_deg), 0.20) == pytest.approx(gap_m, abs=5e-5)
    assert (deepest_deg == 90) == (gap_m > 0)


# Published


@pytest.mark.parametrize("slope_deg, change_percent", [(15, 45), (20, 47), (25, 50), (30, 52)])
def test_a_slope_of_15_degrees_or_more_raises_the_knee_moment_by_45_to_52_percent_where_40_were_found(
    slope_deg, change_percent
):
    """zwerver2007, five people: the model overshoots by 5 to 12 points; most of the gain is there at 15 degrees."""
    published = loads().loc["D1", "change_percent"]
    found = more_percent(step_down.knee_moment_nm, {"slope_deg": slope_deg}, than={})
    assert found == pytest.approx(change_percent, abs=0.5)
    assert 0 < found - published < 13


def test_five_degrees_give_less_than_half_and_ten_most_of_what_fifteen_give():
    gains = [more_percent(step_down.knee_moment_nm, {"slope_deg": slope}, than={}) for slope in (5, 10, 15)]
    assert gains == pytest.approx([20, 38, 45], abs=0.5)


def test_without_a_backpack_body_mass_scales_the_moment_and_leaves_the_force_in_body_weights():
    bodies = [step_down.posture(70.0, 15, body_mass_kg=mass_kg) for mass_kg in (60, 80)]
    light_nm, heavy_nm = map(step_down.knee_moment_nm, bodies)
    assert heavy_nm == pytest.approx(light_nm * 80 / 60)
    light_bw, heavy_bw = map(step_down.joint_force_bw, bodies)
    assert heavy_bw == pytest.approx(light_bw)


@pytest.mark.parametrize("body_mass_kg, change_percent", [(60, 22.9), (70, 19.6), (80, 17.2)])
def test_ten_kilograms_on_the_back_at_25_degrees_add_17_to_23_percent_where_23_were_found(body_mass_kg, change_percent):
    """zwerver2007; how heavy its five people were is not in the abstract."""
    setup = {"slope_deg": 25, "body_mass_kg": body_mass_kg}
    found = more_percent(step_down.knee_moment_nm, {**setup, "backpack_kg": 10}, than=setup)
    assert found == pytest.approx(change_percent, abs=0.05)
    assert found < loads().loc["D3", "change_percent"]


def test_joint_force_rises_faster_than_moment_past_sixty_degrees():
    """zwerver2007 says so of tendon force, which here is the moment over a fixed arm; so it is before 60 too."""
    assert "above 60 deg knee flexion" in loads().loc["D2", "remark"]
    body = step_down.posture(np.arange(30, 91, 5), slope_deg=25)
    share = step_down.joint_force_bw(body) / step_down.knee_moment_nm(body)
    assert np.all(np.diff(share) > 0)
    assert share[-1] / share[6] == pytest.approx(np.sin(np.radians(40)) / np.sin(np.radians(30)))


def test_the_decline_squat_presses_the_kneecap_as_published_within_two_percent():
    """song2023; the agreement is luck in part: another lever arm of the quadriceps would move it in proportion."""
    found = most(step_down.joint_force_bw, slope_deg=25)
    assert found == pytest.approx(8.28, abs=0.005)
    assert found / activity_bw("song2023", "single-leg decline squat") - 1 == pytest.approx(0.01, abs=0.01)


def test_activities_keep_their_order():
    """Walking, stairs, the decline squat; running needs speed, which the model has not."""
    standing = step_down.joint_force_bw(step_down.posture(15.0))
    step = step_down.joint_force_bw(step_down.posture(step_down.knee_flexion_at_touch_deg(0.15)))
    decline = most(step_down.joint_force_bw, slope_deg=25)
    published = [activity_bw("hart2022", name) for name in ("walking", "stair descent")]
    published.append(activity_bw("song2023", "single-leg decline squat"))
    assert published == sorted(published)
    assert standing < step < decline


def test_a_flat_step_of_15_cm_comes_out_71_percent_above_published_stair_descent():
    """The model touches with the heel of a straight leg; where on the curve a real stair ends is not in the tables."""
    step_bw = step_down.joint_force_bw(step_down.posture(step_down.knee_flexion_at_touch_deg(0.15)))
    assert step_bw / activity_bw("hart2022", "stair descent") - 1 == pytest.approx(0.71, abs=0.005)
    bend_deg = np.arange(0, 60, 0.1)
    force_bw = step_down.joint_force_bw(step_down.posture(bend_deg))
    assert np.interp(2.8, force_bw, bend_deg) == pytest.approx(48, abs=0.5)


@pytest.mark.parametrize("limit_deg, change_percent", [(30, 70.9), (40, 25.6), (45, 11.7)])
def test_how_much_a_slope_of_15_degrees_adds_hangs_on_the_assumed_ankle(limit_deg, change_percent):
    """How far those five ankles bent no table here gives; 35 was chosen among 25, 30 and 35 to come near the 40."""
    found = more_percent(
        step_down.knee_moment_nm, {"slope_deg": 15, "ankle_limit_deg": limit_deg}, than={"ankle_limit_deg": limit_deg}
    )
    assert found == pytest.approx(change_percent, abs=0.05)


def test_before_the_ankle_is_at_its_limit_a_wedge_adds_little_at_the_same_bend():
    bend = {"knee_flexion_deg": 60.0}
    flat, wedge = (step_down.knee_moment_nm(step_down.posture(**bend, slope_deg=slope_deg)) for slope_deg in (0, 25))
    assert wedge / flat - 1 == pytest.approx(0.11, abs=0.005)
