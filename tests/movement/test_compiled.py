"""The movement as numbers: what a player goes straight between is the model's, and small enough to send."""

import gzip
import itertools

import numpy as np
import pytest

from vastus.knee import person, step_down
from vastus.knee import step_down_drawing as drawing
from vastus.movement import compiled

SETTINGS = list(itertools.product(compiled.HEIGHTS_CM, (0, *compiled.SLOPES_DEG), compiled.LOADS_KG))
TIMES_S = np.arange(0, compiled.DURATION_S, 0.37)


def played(name, view, bend_deg):
    """Joint in metres and turn in degrees of a limb at a bend, gone straight from knot to knot."""
    data = compiled.data()
    columns = [data["columns"][number] for number in view["limbs"][name]]
    knots_deg = np.array(view["bend"]) / 10
    x, y, turn, stretch = (
        column if isinstance(column, int) else np.interp(bend_deg, knots_deg, column) for column in columns
    )
    return np.array([x, -y]) / 2000, turn / 10, stretch / 1000


@pytest.mark.parametrize(("height_cm", "slope_deg", "load_kg"), SETTINGS)
def test_joints_played_are_the_models_at_every_time(height_cm, slope_deg, load_kg):
    data = compiled.data()
    view = data["side"][f"{slope_deg} {load_kg}"]
    deepest = data["settings"][f"{height_cm} {slope_deg} {load_kg}"]["deepest"] / 10
    for time_s in TIMES_S:
        bend_deg = float(compiled.knee_flexion_deg(time_s, deepest))
        body = step_down.posture(bend_deg, slope_deg, backpack_kg=load_kg, body_mass_kg=60)
        for name, place in person.side(body).items():
            joint_m, turn_deg, _ = played(name, view, bend_deg)
            assert joint_m == pytest.approx(place.joint_m, abs=0.003), (name, time_s)
            assert turn_deg == pytest.approx(float(place.turn_deg), abs=1.2), (name, time_s)
        ankle_m, lean_deg, _ = played("shank", view, bend_deg)
        lean = np.radians(lean_deg)
        assert ankle_m + 0.40 * np.array([np.sin(lean), np.cos(lean)]) == pytest.approx(body.knee_m, abs=0.002)


@pytest.mark.parametrize("form", drawing.FORMS)
def test_from_the_front_joints_played_are_those_drawn(form):
    view = compiled.data()["front"][form]
    for bend_deg in np.linspace(5, 85, 9):
        body, seen = drawing.front_posture(form, bend_deg)
        for name, place in person.front(body, seen).items():
            joint_m, turn_deg, stretch = played(name, view, bend_deg)
            assert joint_m == pytest.approx(place.joint_m, abs=0.004), name
            assert turn_deg == pytest.approx(float(place.turn_deg), abs=1.2), name
            assert stretch == pytest.approx(float(place.stretch), abs=0.03), name


@pytest.mark.parametrize(("height_cm", "slope_deg", "load_kg"), SETTINGS)
def test_at_the_turn_the_heel_is_on_the_floor_or_its_gap_is_told(height_cm, slope_deg, load_kg):
    data = compiled.data()
    setting = data["settings"][f"{height_cm} {slope_deg} {load_kg}"]
    (_, hip_m), *_ = played("free leg", data["side"][f"{slope_deg} {load_kg}"], setting["deepest"] / 10)
    heel_m = min(person.curve(shape)[:, 1].min() for shape in person.SIDE["free leg"])
    assert hip_m + heel_m + height_cm / 100 == pytest.approx(setting["gap"] / 1000, abs=0.002)
    assert (setting["gap"] > 0) == (height_cm == 20 and slope_deg > 0)


@pytest.mark.parametrize("height_cm", compiled.HEIGHTS_CM)
@pytest.mark.parametrize("form", drawing.FORMS)
def test_from_the_front_too_the_heel_gets_down(height_cm, form):
    data = compiled.data()
    (_, hip_m), *_ = played("free leg", data["front"][form], data["forms"][f"{height_cm} {form}"] / 10)
    assert hip_m - 0.88 + height_cm / 100 == pytest.approx(0, abs=0.005)


def test_on_the_flat_the_moment_stands_still_from_65_degrees_on_while_the_force_grows():
    flat = {height: compiled.at_turn(height, 0, 0) for height in compiled.HEIGHTS_CM}
    assert [round(flat[height]["bend"]) for height in (5, 10, 15, 20)] == [40, 58, 71, 82]
    assert [round(flat[height]["moment"]) for height in (15, 20)] == [101, 101]
    assert flat[20]["force"] / flat[15]["force"] - 1 == pytest.approx(0.09, abs=0.005)
    told = compiled.data()["side"]["0 0"]
    beyond = [moment for bend, moment in zip(told["bend"], told["moment"], strict=True) if bend >= 650]
    assert len(beyond) > 2 and np.ptp(beyond) <= 1  # tenths of a newton metre


def test_the_knee_goes_down_in_three_seconds_and_comes_back_in_three():
    share = compiled.share_of_way([0, 0.8, 2.3, 3.8, 5.3, 6.8, 7.6])
    assert share == pytest.approx([0, 0, 0.5, 1, 0.5, 0, 0])


def test_the_ratio_of_the_simulated_muscles_is_built_in_and_a_wedge_raises_both():
    flat, wedge = (compiled.envelopes_uv(15, slope, 0) for slope in (0, 25))
    for muscle in ("VM", "VL"):
        assert wedge[muscle].mean() > 1.2 * flat[muscle].mean()
    assert wedge["VM"].mean() / wedge["VL"].mean() == pytest.approx(0.9, abs=0.02)


def test_every_curve_fits_its_strip():
    data = compiled.data()
    tops = data["tops"]
    assert max(setting["deepest"] for setting in data["settings"].values()) / 10 < tops["knee"]
    assert max(max(setting[muscle]) for setting in data["settings"].values() for muscle in ("vm", "vl")) < tops["emg"]
    assert max(max(side["force"]) for side in data["side"].values()) / 100 < tops["force"]


def test_all_settings_together_are_some_30_kb_and_10_sent():
    content = compiled.encoded()
    assert len(content) < 33_000
    assert len(gzip.compress(content)) < 10_000


def test_a_sentence_tells_where_the_heel_stays_in_the_air():
    assert "touches at 71 degrees on the flat, with 4.8 body weights" in compiled.sentence(15, 25, 0)
    assert "it is still 3.0 cm up at 90, with 8.3" in compiled.sentence(20, 25, 0)
