"""The stress model held to the published directions, whatever the numbers this course had to assume."""

import numpy as np
import pytest

from vastus import data
from vastus.knee import joint_stress

PRESS_KG = 50
PUBLISHED = data.table("pfj_stress_angle")
CROSSING_DEG = PUBLISHED.loc[PUBLISHED["direction"] == "crossing", "knee_flexion_deg"].item()
DIRECTIONS = PUBLISHED[PUBLISHED["direction"].isin(["press_higher", "extension_higher", "variable_lower"])]
MEN = data.table("contact_area_angle").query("citekey == 'besier2005' and population == 'men'")


def stresses(angle_deg, extension_kg, change_at_90_percent=0):
    """Stress of the press, of extension with constant and with variable resistance, in MPa."""
    moments = [
        joint_stress.press_moment_nm(angle_deg, PRESS_KG),
        *(
            joint_stress.extension_moment_nm(angle_deg, extension_kg, resistance)
            for resistance in joint_stress.RESISTANCES
        ),
    ]
    area = joint_stress.contact_area_mm2(
        angle_deg, MEN["knee_flexion_deg"].tolist(), MEN["contact_area_mm2"].tolist(), change_at_90_percent
    )
    return [joint_stress.stress_mpa(joint_stress.joint_force_n(moment, angle_deg), area) for moment in moments]


def holds(row, extension_kg, change_at_90_percent=0):
    press, constant, variable = stresses(row["knee_flexion_deg"], extension_kg, change_at_90_percent)
    return {
        "press_higher": press > max(constant, variable),
        "extension_higher": press < min(constant, variable),
        "variable_lower": variable < constant,
    }[row["direction"]]


def holding(extension_kg, change_at_90_percent=0):
    return [holds(row, extension_kg, change_at_90_percent) for _, row in DIRECTIONS.iterrows()]


def published_load():
    return PRESS_KG * joint_stress.load_ratio_for_crossing(CROSSING_DEG, "constant")


def test_the_table_holds_thirteen_directions_of_two_studies():
    assert DIRECTIONS.groupby("citekey").size().to_dict() == {"powers2014": 9, "steinkamp1993": 4}


@pytest.mark.parametrize(
    "row",
    DIRECTIONS.to_dict("records"),
    ids=lambda row: f"{row['citekey']}-{row['knee_flexion_deg']:g}-{row['direction']}",
)
def test_each_published_direction_holds_at_the_load_of_the_published_crossing(row):
    assert holds(row, published_load())


@pytest.mark.parametrize("lever_arm_m", [0.03, 0.05])
@pytest.mark.parametrize("straight_deg, bent_deg", [(10, 60), (20, 110), (40, 80)])
@pytest.mark.parametrize("change_at_90_percent", [-25, 25])
@pytest.mark.parametrize("segment_m", [0.35, 0.45])
def test_no_direction_hangs_on_what_is_assumed(
    monkeypatch, lever_arm_m, straight_deg, bent_deg, change_at_90_percent, segment_m
):
    monkeypatch.setattr(joint_stress, "LEVER_ARM_M", lever_arm_m)
    monkeypatch.setattr(joint_stress, "TURN_STRAIGHT_DEG", straight_deg)
    monkeypatch.setattr(joint_stress, "TURN_BENT_DEG", bent_deg)
    monkeypatch.setattr(joint_stress, "SEGMENT_M", segment_m)
    assert all(holding(published_load(), change_at_90_percent))


@pytest.mark.parametrize(
    "lever_arms_m", [(0.046, 0.033), (0.03, 0.05)], ids=["shorter in the bend", "longer in the bend"]
)
def test_no_direction_hangs_on_a_lever_arm_that_changes_with_the_angle(monkeypatch, lever_arms_m):
    before = joint_stress.joint_force_n

    def with_changing_arm(moment_nm, angle_deg):
        return before(moment_nm, angle_deg) * joint_stress.LEVER_ARM_M / np.interp(angle_deg, [0, 90], lever_arms_m)

    monkeypatch.setattr(joint_stress, "joint_force_n", with_changing_arm)
    assert all(holding(published_load()))


@pytest.mark.parametrize("thigh_over_shank", [0.8, 1.25])
def test_no_direction_hangs_on_thigh_and_shank_of_one_length(monkeypatch, thigh_over_shank):
    """Distance of the knee from the hip-ankle line for unequal segments, from the area of the triangle."""
    shank_m = joint_stress.SEGMENT_M
    thigh_m = thigh_over_shank * shank_m

    def press(angle_deg, load_kg):
        angle = np.radians(angle_deg)
        hip_to_ankle_m = np.sqrt(thigh_m**2 + shank_m**2 + 2 * thigh_m * shank_m * np.cos(angle))
        return load_kg * joint_stress.GRAVITY_M_S2 * thigh_m * shank_m * np.sin(angle) / hip_to_ankle_m

    monkeypatch.setattr(joint_stress, "press_moment_nm", press)
    assert all(holding(published_load()))


def test_all_directions_hold_from_30_to_50_percent_of_the_press_load_and_not_beyond():
    """The window in which extension may lie; outside it one published direction or another turns round."""
    for percent in range(30, 50):
        assert all(holding(PRESS_KG * percent / 100)), percent
    for percent in (25, 29, 51, 60):
        assert not all(holding(PRESS_KG * percent / 100)), percent


@pytest.mark.parametrize("resistance", joint_stress.RESISTANCES)
@pytest.mark.parametrize("load_ratio", [0.1, 0.3, 0.41, 0.6, 0.7])
def test_the_crossing_is_where_the_two_curves_meet(load_ratio, resistance):
    crossing = joint_stress.crossing_deg(load_ratio, resistance)
    press, constant, variable = stresses(crossing, PRESS_KG * load_ratio)
    assert press == pytest.approx(constant if resistance == "constant" else variable)
    assert joint_stress.load_ratio_for_crossing(crossing, resistance) == pytest.approx(load_ratio)


def test_the_published_crossing_needs_these_loads_in_closed_form():
    ratio = joint_stress.load_ratio_for_crossing
    assert ratio(48, "constant") == pytest.approx(np.sin(np.radians(24)))
    assert ratio(48, "variable") == pytest.approx(np.sin(np.radians(24)) / np.cos(np.radians(48)))


def test_constant_resistance_meets_the_press_before_ninety_degrees_only_below_seven_tenths_of_its_load():
    assert joint_stress.crossing_deg(0.70, "constant") < 90 < joint_stress.crossing_deg(0.72, "constant")
    assert np.isnan(joint_stress.crossing_deg(1.2, "constant"))
    assert joint_stress.crossing_deg(5, "variable") < 90


def test_variable_resistance_presses_hardest_in_mid_range_while_its_stress_falls_from_near_the_straight_leg():
    """escamilla1998 puts the force of extension in mid-range, steinkamp1993 its stress near the straight leg."""
    angle_deg = np.arange(0, 91)
    force = joint_stress.joint_force_n(joint_stress.extension_moment_nm(angle_deg, 20, "variable"), angle_deg)
    assert angle_deg[force.argmax()] == pytest.approx(38, abs=1)
    assert angle_deg[stresses(angle_deg, 20)[2].argmax()] < 5


def test_the_press_presses_hardest_in_the_deepest_bend_as_escamilla1998_found():
    angle_deg = np.arange(0, 91)
    assert joint_stress.joint_force_n(joint_stress.press_moment_nm(angle_deg, PRESS_KG), angle_deg).argmax() == 90


@pytest.mark.parametrize("straight_deg, bent_deg, peak_deg", [(10, 110, 44), (40, 60, 16)])
def test_where_the_force_of_extension_peaks_does_hang_on_the_assumed_turn(
    monkeypatch, straight_deg, bent_deg, peak_deg
):
    monkeypatch.setattr(joint_stress, "TURN_STRAIGHT_DEG", straight_deg)
    monkeypatch.setattr(joint_stress, "TURN_BENT_DEG", bent_deg)
    angle_deg = np.arange(0, 91)
    force = joint_stress.joint_force_n(joint_stress.extension_moment_nm(angle_deg, 20, "variable"), angle_deg)
    assert angle_deg[force.argmax()] == peak_deg


@pytest.mark.parametrize("angle_deg, area_mm2", [(0, 210), (15, 312), (30, 414), (60, 520), (75, 455), (90, 390)])
def test_the_area_goes_through_the_measured_points_and_to_the_assumed_one(angle_deg, area_mm2):
    assert joint_stress.contact_area_mm2(angle_deg, [0, 30, 60], [210, 414, 520], -25) == area_mm2


def test_an_area_before_the_first_measured_angle_is_refused():
    with pytest.raises(ValueError, match="area asked at 0 degrees; the series begins at 30"):
        joint_stress.contact_area_mm2(np.array([0, 40]), [30, 60], [269, 396], 0)


def test_an_unknown_resistance_lists_those_there_are():
    for ask in (
        lambda: joint_stress.extension_moment_nm(0, 10, "elastic"),
        lambda: joint_stress.crossing_deg(0.4, "elastic"),
    ):
        with pytest.raises(ValueError, match="resistance is 'elastic'; expected one of constant, variable"):
            ask()


@pytest.mark.parametrize("load_ratio", [0, -0.2])
def test_a_load_ratio_of_nothing_is_refused(load_ratio):
    with pytest.raises(ValueError, match="expected a number above 0"):
        joint_stress.crossing_deg(load_ratio, "constant")


def test_a_moment_and_a_force_agree_with_statics_done_by_hand():
    """At 60 degrees: 50 kg x 0.4 m x 1/2 on the press; turn 60 degrees, so the joint force equals the quadriceps'."""
    moment = joint_stress.press_moment_nm(60, 50)
    assert moment == pytest.approx(98.0665)
    assert joint_stress.joint_force_n(moment, 60) == pytest.approx(98.0665 / 0.04)
    assert joint_stress.stress_mpa(520, 520) == 1
