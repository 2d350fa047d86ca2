"""The two explorers of the step-down: what they draw and read is what the model and the tables say."""

import numpy as np
import pytest
from at_state import at
from in_the_book import frames_of

from vastus import data, explorers
from vastus.explorer import frames
from vastus.explorers import step_down_emg, step_down_load
from vastus.knee import step_down

# step_down_load


def test_the_first_state_stops_at_the_ankle_and_reads_the_models_numbers():
    view = at("step_down_load")
    assert view.headline == "101 N m, the knee 18 cm in front"
    assert "touches at 71 degrees and the ankle at its limit" in view.reading
    assert "4.8 body weights or 5.4 MPa" in view.reading
    assert "ankle 35°, its limit" in texts(view)


def test_the_wedge_is_read_against_the_same_step_and_against_the_same_bend():
    reading = at("step_down_load", slope_deg=25).reading
    assert "44 percent more moment than without the wedge, where it touches at 71" in reading
    assert "23 percent more at that bend" in reading
    flat, wedge = (step_down.knee_moment_nm(step_down.posture(71.3, slope)) for slope in (0, 25))
    assert wedge / flat - 1 == pytest.approx(0.23, abs=0.01)


def texts(view):
    """The words that stand in the panel of the person."""
    return [text for trace in view.plain["panels"][0]["data"] if trace["mode"] == "text" for text in trace["text"]]


@pytest.mark.parametrize("lowered_percent", [0, 40, 100])
def test_the_knee_is_drawn_where_the_model_has_it_all_the_way_down(lowered_percent):
    view = at("step_down_load", slope_deg=15, step_height_cm=10, lowered_percent=lowered_percent)
    touch_deg = step_down.knee_flexion_at_touch_deg(0.10, slope_deg=15, body_mass_kg=60)
    body = step_down.posture(touch_deg * lowered_percent / 100, 15, body_mass_kg=60)
    person, moment, *_ = view.plain["panels"]
    knee, centre = (trace for trace in person["data"] if trace["mode"] == "markers")
    assert (knee["x"][0], knee["y"][0]) == pytest.approx(body.knee_m, abs=0.001)
    assert centre["x"][0] == pytest.approx(body.foot_middle_m[0], abs=0.001)
    (dot,) = (trace for trace in moment["data"] if trace["mode"] == "markers")
    assert dot["y"][0] == pytest.approx(step_down.knee_moment_nm(body), abs=0.01)
    lowest = min(min(trace["y"]) for trace in person["data"] if trace.get("fill") == "toself")
    assert lowest == pytest.approx(-0.10, abs=0.005)  # the step's foot, or the heel at the touch


def test_from_20_cm_a_wedge_leaves_the_heel_in_the_air_and_the_picture_says_so():
    view = at("step_down_load", step_height_cm=20, slope_deg=25)
    assert "the heel is still 3.0 cm up at 90 degrees, where this model ends" in view.reading
    assert view.table["knee bend (°)"].iloc[-1] == "90 (heel 3.0 cm up)"
    body = step_down.posture(90, 25)
    free_m = np.vstack([outline for tone, outline in step_down_load._limbs(body) if tone.startswith("free")])
    assert free_m[:, 1].min() == pytest.approx(-0.17, abs=0.01)


def test_the_knee_of_the_muscles_turns_at_the_same_bend_and_says_where_the_heel_is():
    flat, wedge = (at("step_down_emg", step_height_cm=20, slope_deg=slope_deg) for slope_deg in (0, 25))
    rows = [view.table.set_index("simulated").loc["deepest knee bend (°)"] for view in (flat, wedge)]
    assert [row["as set"] for row in rows] == ["82", "90, heel still in the air"]
    said = [view.plain["panels"][2]["data"][2]["text"] for view in (flat, wedge)]
    assert said == [[" "], ["heel still in the air"]]


def test_the_published_loads_drawn_are_those_of_the_table_in_ascending_order():
    assert list(step_down_load.PUBLISHED_BW.values()) == [0.9, 2.8, 5.2, 8.2]
    force = at("step_down_load").plain["panels"][2]
    assert [shape["y0"] for shape in force["layout"]["shapes"]] == [0.9, 2.8, 5.2, 8.2]


def test_no_published_line_passes_through_the_number_at_the_force_curve(book):
    """A line of words is a fourteenth of the axis high, on the smallest drawing."""
    compiled = frames_of(book, "step_down_load")
    for state in explorers.load("step_down_load").states():
        _, _, force, _ = frames.frame(compiled, state)["panels"]
        *_, number = (trace for trace in force["data"] if trace["mode"] == "text")
        low, line = number["y"][0], step_down_load.QUANTITIES["Force"][2] / 14
        assert all(not low < bw < low + line for bw in step_down_load.PUBLISHED_BW.values()), state


def test_curves_of_every_state_fit_their_panels():
    tops = [top for _, _, top, _ in step_down_load.QUANTITIES.values()]
    for state in explorers.load("step_down_load").states():
        if state.pop("lowered_percent") == 100:
            for curve, top in zip(step_down_load.curves(step_down_load._way_down(**state)), tops, strict=True):
                assert 0 <= curve.min() and curve.max() < top, state


def test_the_way_down_plays():
    lowered, *_ = explorers.load("step_down_load").controls
    assert lowered.plays and lowered.initial == lowered.values[-1]


def test_stress_is_newtons_over_the_area_of_one_series():
    body = step_down.posture(60.0, body_mass_kg=60)
    force_n = step_down.joint_force_bw(body) * 60 * 9.80665
    assert step_down_load.curves(body)[2] == pytest.approx(force_n / 520)
    assert len(step_down_load.AREA[["citekey", "population", "method"]].drop_duplicates()) == 1


# step_down_emg


@pytest.mark.parametrize("slope_deg", [15, 25])
@pytest.mark.parametrize("step_height_cm", [5, 10, 15, 20])
def test_amplitudes_rise_with_the_wedge_and_the_ratio_stays_within_noise(slope_deg, step_height_cm):
    """edwards2008: both rose, the ratio did not change (p = 0.609). Here the ratio is built in at 0.9."""
    means_uv = {
        (muscle, slope): step_down_emg.mean_uv(muscle, step_height_cm, slope, 2, "load")
        for muscle in ("VM", "VL")
        for slope in (0, slope_deg)
    }
    gains = [means_uv[muscle, slope_deg] / means_uv[muscle, 0] for muscle in ("VM", "VL")]
    assert min(gains) > 1.2
    assert gains[0] == pytest.approx(gains[1], rel=0.01)
    assert means_uv["VM", slope_deg] / means_uv["VL", slope_deg] == pytest.approx(0.9, abs=0.02)


def test_the_ratio_is_said_to_be_built_in_and_the_table_quotes_what_was_measured():
    view = at("step_down_emg")
    assert view.reading.startswith("Simulated:") and "the ratio was built in, and so it stays" in view.reading
    p_value = data.table("heel_elevation_emg").set_index("id").loc["H3", "p_value"]
    assert f"(p = {p_value})" in view.table["as set"].iloc[-1]


def test_on_the_board_amplitude_rises_by_the_measured_share_of_the_load():
    """frohm2007load: 6 percent more EMG with 25 to 30 percent more load."""
    more = step_down_emg.more_moment(15, 25, 2)
    gain = step_down_emg.mean_uv("VM", 15, 25, 2, "board") / step_down_emg.mean_uv("VM", 15, 0, 2, "board") - 1
    assert gain == pytest.approx(more * 6 / 27.5, abs=0.01)


def test_slower_means_longer_and_not_larger():
    fast, slow = (step_down_emg.mean_uv("VL", 10, 0, way_s, "load") for way_s in (1, 3))
    assert slow == pytest.approx(fast, rel=0.06)
    rows = [at("step_down_emg", way_s=way_s).table.set_index("simulated")["as set"] for way_s in (1, 3)]
    assert [row["time moving in one step-down (s)"] for row in rows] == ["2", "6"]


@pytest.mark.parametrize(("way_s", "fit"), [(1, 7), (2, 4), (3, 3)])
def test_the_time_axis_is_filled_at_every_tempo(way_s, fit):
    """As many repetitions as fit, each with a pause before it, each down to where the heel touches."""
    knee_deg = step_down_emg._knee_deg(15, 0, way_s)
    deepest = knee_deg >= knee_deg.max() - 1e-6
    assert np.count_nonzero(np.diff(deepest.astype(int)) == 1) == fit == step_down_emg.repetitions(way_s)
    assert knee_deg.max() == pytest.approx(step_down.knee_flexion_at_touch_deg(0.15), abs=1e-3)
    assert knee_deg[0] == knee_deg[-1] == pytest.approx(5, abs=0.01)
    moving_ms = step_down_emg.TIME_MS[step_down_emg.moving(way_s) >= 0]
    assert len(moving_ms) / 2000 == pytest.approx(fit * 2 * way_s, abs=0.001)
    assert step_down_emg.SHOWN_S - moving_ms[-1] / 1000 < 2 * way_s + 0.8


def test_curves_of_every_state_fit_their_axes(book):
    compiled = frames_of(book, "step_down_emg")
    for state in explorers.load("step_down_emg").states():
        for panel in frames.frame(compiled, state)["panels"]:
            low, high = panel["layout"]["yaxis"]["range"]
            drawn = [y for trace in panel["data"] if trace["mode"] != "text" for y in trace["y"]]
            assert low <= min(drawn) and max(drawn) <= high, (state, panel["title"])


def test_every_control_of_the_muscles_has_a_say_at_the_start():
    explorer = explorers.load("step_down_emg")
    assert explorer.idle(**explorer.state()) == ()
    assert explorer.idle(**explorer.state(slope_deg=0)) == ("follows",)
