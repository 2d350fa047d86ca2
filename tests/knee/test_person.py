"""The person of the step-down: limbs hang together at the model's joints, and the hanging heel gets to the floor."""

import numpy as np
import pytest

from vastus.knee import person, step_down
from vastus.knee.anatomy import contour
from vastus.knee.step_down_drawing import FORMS, front_posture

BENDS_DEG = np.array([0.0, 20.0, 45.0, 70.0, 88.0])
SLOPES_DEG = [0, 15, 25]


def one(places, number):
    """The places at one of several postures."""
    return {
        name: person.Place(place.joint_m[number], place.turn_deg[number], place.stretch[number])
        for name, place in places.items()
    }


def end_m(place, along_m):
    """Where a point ``along_m`` above a limb's joint is, worked out with a rotation of its own."""
    turn = np.radians(place.turn_deg)
    length_m = along_m * place.stretch
    return place.joint_m + np.stack([length_m * np.sin(turn), length_m * np.cos(turn)], -1)


@pytest.mark.parametrize("slope_deg", SLOPES_DEG)
@pytest.mark.parametrize("backpack_kg", [0, 10])
def test_thigh_and_shank_meet_at_the_models_knee(slope_deg, backpack_kg):
    body = step_down.posture(BENDS_DEG, slope_deg, backpack_kg=backpack_kg)
    places = person.side(body)
    np.testing.assert_allclose(end_m(places["shank"], 0.40), body.knee_m, atol=1e-9)
    np.testing.assert_allclose(end_m(places["thigh"], -0.40), body.knee_m, atol=1e-9)
    np.testing.assert_allclose(places["trunk"].joint_m, body.hip_m)
    np.testing.assert_allclose(places["trunk"].turn_deg, body.trunk_lean_deg)
    bend_deg = places["shank"].turn_deg - places["thigh"].turn_deg
    np.testing.assert_allclose(bend_deg, BENDS_DEG, atol=1e-9)


@pytest.mark.parametrize("form", FORMS)
def test_from_the_front_thigh_and_shank_meet_at_the_form_s_knee(form):
    body, seen = front_posture(form, BENDS_DEG)
    places = person.front(body, seen)
    knee_m = np.column_stack([np.full(len(BENDS_DEG), seen.knee_m), body.knee_m[:, 1]])
    np.testing.assert_allclose(end_m(places["shank"], 0.40), knee_m, atol=1e-9)
    np.testing.assert_allclose(end_m(places["thigh"], -0.40), knee_m, atol=1e-9)


@pytest.mark.parametrize("slope_deg", SLOPES_DEG)
def test_limbs_are_drawn_around_the_joints_they_share(slope_deg):
    body = step_down.posture(BENDS_DEG, slope_deg, backpack_kg=10)
    places = person.side(body)
    for number in range(len(BENDS_DEG)):
        here = one(places, number)
        shared = {
            "thigh shank": body.knee_m[number],
            "thigh free-leg trunk": body.hip_m[number],
            "trunk upper-arm far-arm": here["upper arm"].joint_m,
            "upper-arm forearm": here["forearm"].joint_m,
        }
        for names, joint_m in shared.items():
            for name in names.split():
                name = name.replace("-", " ")
                drawn = [person.put(person.curve(shape), here[name]) for shape in person.SIDE[name]]
                assert any(contour.inside(joint_m[None], outline)[0] for outline in drawn), (name, number)


@pytest.mark.parametrize("slope_deg", SLOPES_DEG)
def test_a_limb_keeps_its_outline_in_every_posture(slope_deg):
    """A posture moves limbs and deforms none: seen from the side nothing is stretched."""
    assert all(np.all(place.stretch == 1) for place in person.side(step_down.posture(BENDS_DEG, slope_deg)).values())


@pytest.mark.parametrize("limbs, sole_m", [(person.SIDE, 0.88), (person.FRONT, 0.88)])
def test_the_lowest_of_the_hanging_leg_is_a_legs_length_below_the_hip(limbs, sole_m):
    lowest = min(person.curve(shape)[:, 1].min() for shape in limbs["free leg"])
    assert lowest == pytest.approx(-sole_m, abs=1e-6)


def test_from_the_side_the_lowest_of_the_hanging_leg_is_its_heel():
    points_m = np.vstack([person.curve(shape) for shape in person.SIDE["free leg"]])
    assert points_m[points_m[:, 1].argmin(), 0] < -0.04  # behind the ankle
    toe_m = points_m[points_m[:, 0].argmax()]
    assert toe_m[1] > -0.86


def test_the_standing_sole_lies_on_the_step():
    sole = person.curve(person.SIDE["shoe"][1])
    assert sole[:, 1].min() == pytest.approx(-step_down.ANKLE_HEIGHT_M, abs=1e-3)


@pytest.mark.parametrize("slope_deg", SLOPES_DEG)
def test_the_hand_stays_on_the_rail_as_long_as_the_arm_is_long_enough(slope_deg):
    body = step_down.posture(BENDS_DEG, slope_deg)
    places = person.side(body)
    np.testing.assert_allclose(end_m(places["upper arm"], -person.UPPER_ARM_M), places["forearm"].joint_m, atol=1e-9)
    hand_m = end_m(places["forearm"], -person.FOREARM_M)
    np.testing.assert_allclose(hand_m, np.broadcast_to(person.HAND_M, hand_m.shape), atol=1e-9)


def test_an_arm_that_is_too_short_points_at_the_rail():
    elbow_m, hand_m = person._reaching(np.zeros(2), np.array([3.0, 4.0]))
    assert np.hypot(*hand_m) == pytest.approx(0.999 * (person.UPPER_ARM_M + person.FOREARM_M))
    assert np.hypot(*elbow_m) == pytest.approx(person.UPPER_ARM_M)
