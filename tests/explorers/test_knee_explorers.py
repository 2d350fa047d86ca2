"""The four explorers on the knee: what they draw is what the tables and the models say."""

import re

import numpy as np
import pytest
from at_state import at

from vastus import data, explorers
from vastus.explorers import criterion_choice, joint_stress, patella_pull, stability_shares

# criterion_choice


def test_none_of_twenty_stands_beside_all_of_115_with_exact_bounds():
    view = at("criterion_choice", criterion="plane", show_bounds=True)
    assert "97 to 100% after 115 of 115 limbs and 0 to 17% after 0 of 20 limbs" in view.reading
    table = view.table.set_index("limbs that say yes")["exact 95% bounds"]
    assert table["0 of 22"] == "0 to 15%"
    assert {"97 to 100%", "0 to 17%", "0 to 15%", "no count"} <= set(view.plain["panels"][0]["data"][4]["text"])


def test_without_the_bounds_no_percentage_is_read():
    assert "%" not in at("criterion_choice", criterion="plane").reading


@pytest.mark.parametrize("criterion", criterion_choice.CRITERIA)
def test_a_source_with_nothing_on_a_criterion_has_no_mark_and_stands_on_the_grey_ground(criterion):
    ground, _, names, heading, _, *verdicts = at("criterion_choice", criterion=criterion).plain["panels"][0]["data"]
    speaks = set(data.table("vmo_separateness").query("criterion == @criterion")["citekey"])
    for row, key in enumerate(criterion_choice.SOURCES):
        assert (names["y"][row] < heading["y"][0]) == (key in speaks)
        assert any(trace["x"][row] > 0 for trace in verdicts) == (key in speaks)
    assert min(ground["y"]) == criterion_choice.ROW_PX * len(speaks)


@pytest.mark.parametrize("criterion, verdict", [("direction", "yes"), ("plane", "no")])
def test_the_same_dissection_says_yes_and_no_to_different_criteria(criterion, verdict):
    table = at("criterion_choice", criterion=criterion).table.set_index("source")
    assert table.loc["Vergara Amador & Román Chalarca 2011", "placed under"] == verdict


def test_counts_of_the_coding_are_those_of_the_table_of_dissections():
    coded = data.table("vmo_separateness").query("criterion == 'plane'").set_index("citekey")
    found = data.table("vm_morphology").set_index("citekey")
    for key, measure in (
        ("waligora2009", "limbs with a distinct oblique head of VM"),
        ("vergara_vm", "limbs with a separable VMO"),
        ("weinstabl1989", "clear separation of VML and VMO by dissection"),
    ):
        (row,) = [row for row in found.loc[[key]].itertuples() if row.measure == measure]
        assert (coded.loc[key, "n_yes"], coded.loc[key, "n_limbs"]) == (row.value, row.n)


def test_every_verdict_gives_its_reason_in_a_sentence_and_no_more_limbs_than_there_were():
    coded = data.table("vmo_separateness")
    assert all(reason[0].isupper() or reason[0].isdigit() for reason in coded["reason"])
    assert all(reason.endswith(".") for reason in coded["reason"])
    counted = coded.dropna(subset="n_yes")
    assert (counted["n_yes"] <= counted["n_limbs"]).all()
    assert not coded.duplicated(["criterion", "citekey"]).any()


@pytest.mark.parametrize("criterion", criterion_choice.CRITERIA)
def test_every_source_on_a_criterion_has_one_mark_under_its_verdict(criterion):
    traces = at("criterion_choice", criterion=criterion).plain["panels"][0]["data"][-4:]
    marked = {}
    for verdict, trace in zip(criterion_choice.VERDICTS, traces, strict=True):
        for key, x in zip(criterion_choice.SOURCES, trace["x"], strict=True):
            if x > 0:
                assert key not in marked
                marked[key] = verdict
    coded = data.table("vmo_separateness").query("criterion == @criterion")
    assert marked == dict(zip(coded["citekey"], coded["verdict"], strict=True))


# patella_pull


def test_the_first_state_reads_the_medial_pull_and_what_each_change_moves():
    view = at("patella_pull")
    sideways = view.table.set_index("force or change")["sideways (N, + inwards)"]
    assert sideways["VMO"] == "+5.6"
    assert sideways["left over"] == "\N{MINUS SIGN}24.8"
    assert view.headline == "24.8 N outwards left to hold"
    assert "24.8 N outwards is left" in view.reading
    assert "losing VMO would move it 4.3 N outwards" in view.reading


def test_in_the_reference_state_with_a_straight_tendon_nothing_is_left_over():
    view = at("patella_pull", q_angle_deg=0)
    assert "at a Q-angle of 0 degrees, nothing is left" in view.reading
    assert view.headline == "Nothing left to hold"


@pytest.mark.parametrize("vmo", [True, False])
def test_switching_vmo_moves_what_the_reading_of_the_other_state_announced(vmo):
    here, there = patella_pull.outward_n(vmo, 50, 25, 15), patella_pull.outward_n(not vmo, 50, 25, 15)
    announced = patella_pull.moves_n(vmo, 50, 25, 15)["losing VMO" if vmo else "getting VMO back"]
    assert announced == pytest.approx(there - here)
    assert abs(announced) == pytest.approx(4.3, abs=0.05)


def _arrows(**state):
    """Each arrow drawn, and the tendon's, which is cut off, at the length that its label gives."""
    traces = at("patella_pull", **state).plain["panels"][0]["data"]
    drawn = [np.diff([trace["x"][:2], trace["y"][:2]]).ravel() for trace in (*traces[7:11], *traces[12:14])]
    arrows = dict(zip(("RF + VI", "VL", "VML", "VMO", "tendon", "left over"), drawn, strict=True))
    (label,) = [text for text in traces[-1]["text"] if text.startswith("tendon")]
    tendon_n = float(label.removeprefix("tendon ").removesuffix(", cut off"))
    return arrows | {"tendon": arrows["tendon"] / np.hypot(*arrows["tendon"]) * tendon_n}


def test_the_arrows_drawn_have_the_length_and_direction_of_the_forces():
    arrow = _arrows(q_angle_deg=10, vmo_angle_deg=54.8)
    assert np.degrees(np.arctan2(*arrow["VMO"])) == pytest.approx(54.8)
    assert np.hypot(*arrow["VMO"]) == pytest.approx(7.25)
    assert np.degrees(np.arctan2(*-arrow["tendon"])) == pytest.approx(10)
    assert arrow["left over"][1] == 0
    total = sum(arrow[name] for name in ("RF + VI", "VL", "VML", "VMO", "tendon"))
    np.testing.assert_allclose(total, arrow["left over"], atol=0.5)  # the label of the tendon is in whole newtons


@pytest.mark.parametrize("width_px, height_px", [(308, 312), (360, 290)], ids=["beside the other panel", "phone"])
def test_the_arrow_of_vmo_is_40_px_long(width_px, height_px):
    """On a wide page two panels stand side by side; on a phone of 390 x 664 the stage leaves 290 px of height."""
    layout = at("patella_pull").plain["panels"][0]["layout"]
    assert height_px <= layout["height"]
    room = width_px - layout["margin"]["l"] - layout["margin"]["r"], height_px - 4
    px_per_n = min(px / np.ptp(layout[axis]["range"]) for px, axis in zip(room, ("xaxis", "yaxis"), strict=True))
    assert px_per_n * np.hypot(*_arrows()["VMO"]) >= 40


def test_arrows_and_their_heads_stay_within_the_picture():
    (left, right), (low, high) = patella_pull.WIDTH_N, patella_pull.HEIGHT_N
    for state in explorers.load("patella_pull").states():
        for trace in at("patella_pull", **state).plain["panels"][0]["data"][7:14]:
            if trace["x"][0] != patella_pull.OUT_OF_SIGHT:
                assert left <= min(trace["x"]) and max(trace["x"]) <= right
                assert low <= min(trace["y"]) and max(trace["y"]) <= high


def test_the_knee_behind_the_arrows_stands_as_the_model_does():
    """Outer side on the left, the line of the quadriceps upright, the middle of the patella at nought."""
    for coordinates, half in zip(patella_pull.PATELLA, (8, 8), strict=True):
        numbers = [value for value in coordinates if value is not None]
        assert -half - 1 < min(numbers) < -half + 3 and half - 3 < max(numbers) < half + 1
    vm_x = patella_pull._knee("vastus-medialis")[0]
    vl_x = patella_pull._knee("vastus-lateralis")[0]
    assert max(value for value in vl_x if value is not None) < max(value for value in vm_x if value is not None)


def test_shares_of_vm_are_those_that_follow_from_the_sources():
    capacity = data.table("vasti_force_capacity")
    for key, share in (("narici1992", 24.3), ("opensim_rajagopal2016", 23.3), ("opensim_gait2392", 22.7)):
        rows = capacity[(capacity["citekey"] == key) & (capacity["unit"] != "kN")].set_index("muscle")["value"]
        assert round(100 * rows["VM"] / rows.sum(), 1) == share
        assert share in patella_pull.VM_SOURCES
    assert {20.4, 25.0, 34.2} <= set(patella_pull.VM_SOURCES)  # 65 percent split by 2.18, the mean, and by 0.90


@pytest.mark.parametrize("name, control", [("stability_shares", "question"), ("criterion_choice", "criterion")])
def test_every_option_has_as_many_rows_as_it_says(name, control):
    (choice,) = (found for found in explorers.load(name).controls if found.name == control)
    for value in choice.values:
        (count,) = re.findall(r"\((\d+)", choice.text(value))
        assert len(at(name, **{control: value}).table) == int(count) > 0


# stability_shares


@pytest.mark.parametrize("question", stability_shares.QUESTIONS)
def test_a_question_shows_its_own_results_and_no_others(question):
    table = data.table("patellar_stability_cadaver").query("question == @question")
    view = at("stability_shares", question=question)
    assert sorted(view.table["condition"]) == sorted(table["condition"] + " (" + table["measure"] + ")")
    bars = [trace for trace in view.plain["panels"][0]["data"] if trace["type"] == "bar"]
    drawn = {y for bar in bars for x, y in zip(bar["x"], bar["y"], strict=True) if x > 0}
    assert len(drawn) == table["value"].notna().sum()
    assert min(drawn) > 0


@pytest.mark.parametrize("question", stability_shares.QUESTIONS)
def test_every_result_says_what_kind_of_structure_it_speaks_of(question):
    """No legend does."""
    rows = data.table("patellar_stability_cadaver").query("question == @question")
    texts = [
        text
        for trace in at("stability_shares", question=question).plain["panels"][0]["data"]
        for text in trace.get("text", [])
    ]
    kinds = {"groove", "ligament", "retinaculum", "muscle"}
    assert len([text for text in texts if text in kinds]) == len(rows)


def test_numbers_of_two_units_have_a_scale_each():
    data_ = at("stability_shares", question="movement without it").plain["panels"][0]["data"]
    (ticks,) = [trace["text"] for trace in data_ if "5 mm" in trace.get("text", [])]
    assert ticks == ["0", "2.5", "5°", "0", "2.5", "5 mm"]
    lengths = sorted(x for trace in data_ if trace["type"] == "bar" for x in trace["x"] if x > 0)
    assert lengths == pytest.approx([2.8 / 5, 4 / 5])


def test_the_groove_counts_for_most_and_vmo_for_less_than_half_of_it():
    view = at("stability_shares")
    assert view.headline == "70% lost without the groove"
    assert "70% (flattened lateral trochlea, 30°)" in view.reading
    assert "30% (VMO relaxed, 30°)" in view.reading


def test_what_is_contradicted_is_marked_and_the_contradiction_told():
    marked = 0
    for question in stability_shares.QUESTIONS:
        view = at("stability_shares", question=question, show_conflicts=True)
        texts = [text for trace in view.plain["panels"][0]["data"] for text in trace.get("text", [])]
        found = sum("≠" in text for text in texts)
        assert found == (view.table["contradicted by"] != "").sum()
        told = "VM force 75% of normal and VM force 125% of normal made no significant difference" in view.reading
        assert told == bool(found)
        marked += found
    assert marked == 4


def test_every_source_in_conflict_stands_in_the_same_table():
    table = data.table("patellar_stability_cadaver")
    assert set(table["in_conflict_with"]) - {""} <= set(table["citekey"])
    assert all(reason.endswith(".") for reason in table["coding_reason"])


# joint_stress


def test_the_first_state_crosses_at_the_published_angle_and_meets_every_published_difference():
    view = at("joint_stress")
    assert view.headline == "Crossings: 48° constant, 38° variable"
    assert "up to 48 degrees with constant resistance and up to 38 degrees with variable" in view.reading
    assert "10 of 10 published differences" in view.reading
    table = view.table.set_index("here")[["extension, constant", "extension, variable"]]
    assert table.loc["ankle load for a crossing at 48° (kg)"].tolist() == ["20.3", "30.4"]
    moved = table.filter(like="crossing with the press", axis="index").astype(float).diff().iloc[-1]
    assert moved.round(1).tolist() == [2.5, 1.2]


@pytest.mark.parametrize("quantity", joint_stress.QUANTITIES)
@pytest.mark.parametrize("area_beyond", joint_stress.CHANGE_AT_90_PERCENT)
def test_the_crossing_and_the_agreement_are_the_same_for_moment_force_and_stress(quantity, area_beyond):
    """steinkamp1993 reports all three alike; in the model the shared lever arm and area see to it."""
    state = (50, 24, quantity, area_beyond)
    for angle, extension in zip(joint_stress.crossings(50, 24), (1, 2), strict=True):
        drawn = joint_stress.curves(angle, *state)
        assert drawn[extension] == pytest.approx(drawn[0])
    angles = joint_stress.COMPARED["knee_flexion_deg"].to_numpy(float)
    press, constant, variable = joint_stress.curves(angles, *state)
    expected = np.where(
        joint_stress.COMPARED["direction"] == "press_higher",
        press > np.maximum(constant, variable),
        press < np.minimum(constant, variable),
    )
    np.testing.assert_array_equal(joint_stress.agreeing(50, 24), expected)


def test_too_heavy_an_extension_turns_published_differences_round_and_may_never_meet_the_press():
    view = at("joint_stress", press_kg=25, extension_kg=40)
    assert "at every angle with constant" in view.reading
    assert "5 of 10 published differences come out" in view.reading
    figure = view.plain["panels"][0]
    crossings, hollow = (next(t for t in figure["data"] if len(t["x"]) == n and "marker" in t) for n in (2, 10))
    assert crossings["x"][0] < figure["layout"]["xaxis"]["range"][0] < crossings["x"][1]
    assert sum(y > 0 for y in hollow["y"]) == 5


def test_every_curve_stays_below_the_top_of_its_fixed_axis():
    explorer = explorers.load("joint_stress")
    for state in explorer.states():
        top = joint_stress.QUANTITIES[state["quantity"]][3]
        assert max(line.max() for line in joint_stress.curves(joint_stress.ANGLES_DEG, *state.values())) < top


def test_contact_areas_come_from_one_method_and_one_population():
    assert len(joint_stress.AREA) == 3
    assert joint_stress.AREA[["citekey", "population", "method", "loading"]].drop_duplicates().shape[0] == 1


def test_no_load_the_reader_can_choose_makes_two_curves_equal_at_a_published_angle():
    """Such a tie would be decided by rounding, and the count of published differences with it."""
    press, extension = (control.values for control in explorers.load("joint_stress").controls[:2])
    angles = joint_stress.COMPARED["knee_flexion_deg"].unique().astype(float)
    for press_kg in press:
        for extension_kg in extension:
            curve, *others = joint_stress.curves(angles, press_kg, extension_kg, "moment", "same")
            assert all(np.abs(curve - other).min() > 1e-6 for other in others), (press_kg, extension_kg)
