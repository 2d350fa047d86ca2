"""The bending knee: its forces are at rest, its sizes are the tables', its pictures hold numbers for every angle."""

import re
from xml.etree import ElementTree

import html5lib
import numpy as np
import pytest

from vastus import data, references
from vastus.explorer import palette
from vastus.knee import joint_stress
from vastus.knee.views import drawing, facts, geometry, html
from vastus.places import place

MEASURED = data.table("contact_area_angle").query("citekey == 'besier2005' and population == 'men'")
ROUNDING_MM = 0.1


def at(angle_deg):
    return geometry.poses()[geometry.FLEXIONS_DEG.index(angle_deg)]


def length(points):
    return np.hypot(*np.diff(points, axis=0).T).sum()


def frames(svg, class_name):
    """Points in millimetres at each of the drawn angles, of the first thing that moves with this class."""
    element = next(node for node in ElementTree.fromstring(svg).iter() if node.get("class") == class_name)
    kept = element.get("data-frames").split(";")[1:]
    numbers = [np.array(frame.split(), dtype=float).reshape(-1, 2) for frame in kept]
    return [points / (drawing.UNITS_PER_MM, -drawing.UNITS_PER_MM) for points in numbers]


# At rest


def test_the_tendon_keeps_its_length_and_the_arcs_touch_at_every_angle():
    for pose in geometry.poses():
        assert np.hypot(*(pose.tuberosity_mm - pose.apex_mm)) == pytest.approx(geometry.TENDON_MM)
        back = pose.placed(geometry.BACK_CENTRE_MM)
        assert np.hypot(*(pose.contact_mm - geometry.GROOVE_CENTRE_MM)) == pytest.approx(geometry.GROOVE_RADIUS_MM)
        assert np.hypot(*(pose.contact_mm - back)) == pytest.approx(geometry.BACK_RADIUS_MM)
        assert (back - pose.contact_mm) @ pose.press == pytest.approx(-geometry.BACK_RADIUS_MM)


def test_the_three_forces_leave_no_moment():
    """Forces that balance as vectors must also balance about any point, such as the contact."""
    for pose in geometry.poses():
        pulls = np.linalg.solve(np.column_stack([pose.quadriceps, pose.tendon]), pose.press)
        assert (pulls > 0).all()
        arms = pose.base_mm - pose.contact_mm, pose.apex_mm - pose.contact_mm
        ways = pose.quadriceps, pose.tendon
        moment = sum(
            pull * (arm[0] * way[1] - arm[1] * way[0]) for pull, arm, way in zip(pulls, arms, ways, strict=True)
        )
        assert moment == pytest.approx(0, abs=1e-6)


def test_the_pull_turns_at_the_patella_as_the_stress_model_assumes():
    for pose in geometry.poses():
        assumed = np.interp(
            pose.flexion_deg, [0, joint_stress.BENT_DEG], [joint_stress.TURN_STRAIGHT_DEG, joint_stress.TURN_BENT_DEG]
        )
        assert pose.turn_deg == pytest.approx(assumed, abs=2)
        assert geometry.press_n(pose.flexion_deg) == pytest.approx(200 * np.sin(np.radians(assumed) / 2))


def test_the_lever_arm_is_on_average_that_of_the_stress_model():
    arms_mm = [pose.lever_arm_mm for pose in geometry.poses()]
    assert np.mean(arms_mm) == pytest.approx(1000 * joint_stress.LEVER_ARM_M, abs=2)
    assert np.ptp(arms_mm) < 15


# The tables


@pytest.mark.parametrize("row", list(MEASURED.itertuples()), ids=lambda row: f"{row.knee_flexion_deg:g}")
def test_the_patch_has_the_measured_area(row):
    outer_mm, inner_mm, height_mm = geometry.patch_mm(row.knee_flexion_deg)
    assert np.pi / 4 * (outer_mm + inner_mm) * height_mm == pytest.approx(row.contact_area_mm2)
    assert outer_mm > inner_mm


def test_the_patch_is_drawn_as_wide_and_as_high_as_it_is():
    wide, high = frames(drawing.across(), "patch line"), frames(drawing.side(), "patch line")
    for frame, angle_deg in enumerate(drawing.FRAMES_DEG):
        outer_mm, inner_mm, height_mm = geometry.patch_mm(angle_deg)
        # The bottom of the groove is rounded, which shortens the line a little.
        assert length(wide[frame]) == pytest.approx(outer_mm + inner_mm, abs=0.4)
        assert length(high[frame]) == pytest.approx(height_mm, abs=0.3)


def test_the_grooves_have_the_angle_and_the_depth_of_the_scans():
    rows = data.table("patellofemoral_imaging").query("citekey == 'ctkorea'").set_index("feature")
    for groove, column in zip(geometry.grooves(), ("control_value", "group_value"), strict=True):
        walls = drawing._walls(groove)[1:-1]
        slopes = np.degrees(np.arctan2(*np.abs(np.diff(walls, axis=0)[[0, -1]].T[::-1])))
        assert 180 - slopes.sum() == pytest.approx(rows.loc["sulcus angle", column], abs=0.01)
        assert walls[[0, -1], 1].mean() == pytest.approx(rows.loc["depth of the groove", column], abs=0.01)


def test_facets_touch_in_the_patch_and_part_beside_it():
    for angle_deg in geometry.FLEXIONS_DEG:
        across_mm = np.linspace(geometry.OUTER_EDGE_MM, geometry.INNER_EDGE_MM, 200)
        gap = geometry.patella_back_mm(angle_deg, across_mm) - geometry.grooves()[0].height_mm(across_mm)
        outer_mm, inner_mm, _ = geometry.patch_mm(angle_deg)
        within = (across_mm > -0.9 * outer_mm) & (across_mm < 0.9 * inner_mm)
        assert gap[within].max() < 1e-9
        assert gap[[0, -1]].min() > 0.5


def test_past_the_last_measured_angle_the_patch_stays_as_it_was():
    assert geometry.area_mm2(90) == geometry.area_mm2(60) == MEASURED["contact_area_mm2"].max()


def test_percents_in_the_cut_are_the_table_s_and_stand_at_their_angle_alone():
    rows = data.table("patellar_stability_cadaver")
    texts = [node for node in ElementTree.fromstring(drawing.across()).iter("text")]
    shares = [node for node in texts if node.get("class") == "share"]
    assert len(shares) == 4
    for node in shares:
        value = float(re.search(r"[−\d.]+", node.text)[0].replace("−", "-"))
        found = rows[(rows["value"] == value) & (rows["knee_flexion_deg"] == float(node.get("data-at")))]
        assert len(found) == 1, node.text
        assert (node.get("hidden") is None) == (node.get("data-at") == str(drawing.START_DEG))


def test_every_number_of_a_sentence_is_in_a_row_of_its_source():
    words = {"four": 4, "eight": 8, "nine": 9}
    for angle_deg, sentences in facts.facts().items():
        assert angle_deg in geometry.FLEXIONS_DEG
        for sentence in sentences:
            keys = re.findall(r"\{(\w+)\}", sentence)
            assert keys
            cells = set()
            for name in ("contact_area_angle", "patellar_stability_cadaver", "pfj_stress_angle"):
                rows = data.table(name)
                for cell in rows[rows["citekey"].isin(keys)].to_numpy().ravel():
                    cells |= {abs(float(number)) for number in re.findall(r"-?\d+(?:\.\d+)?", str(cell))}
            plain = re.sub(r"\{\w+\}", "", sentence)
            numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)}
            numbers |= {value for word, value in words.items() if word in plain.split()}
            assert numbers <= cells, sentence


def test_every_angle_with_a_row_for_one_knee_angle_has_a_sentence():
    rows = data.table("pfj_stress_angle")
    compared = rows[rows["direction"].isin(facts.DIRECTIONS)]["knee_flexion_deg"]
    held = data.table("patellar_stability_cadaver")["knee_flexion_deg"].dropna()
    crossing = 5 * round(rows.loc[rows["direction"] == "crossing", "knee_flexion_deg"].item() / 5)
    assert set(facts.facts()) == set(compared) | set(held) | set(MEASURED["knee_flexion_deg"]) | {crossing}


# The pictures


def test_between_two_kept_angles_nothing_is_drawn_half_a_millimetre_wrong():
    poses = {pose.flexion_deg: pose for pose in geometry.poses()}
    for angle_deg in set(geometry.FLEXIONS_DEG) - set(drawing.FRAMES_DEG):
        before, here, after = (poses[angle_deg + step] for step in (-5, 0, 5))
        for point in ("apex_mm", "base_mm", "contact_mm", "tuberosity_mm", "foot_mm"):
            drawn = (getattr(before, point) + getattr(after, point)) / 2
            assert np.hypot(*(drawn - getattr(here, point))) < 0.5, (angle_deg, point)


@pytest.mark.parametrize("view", [drawing.front, drawing.side, drawing.across])
def test_every_frame_has_as_many_numbers_as_the_attribute(view):
    moving = re.findall(r' (\w+)="([^"]*)" data-frames="(\w+);([^"]*)"', view())
    assert len(moving) > 3
    for name, text, attribute, frames_text in moving:
        kept = [frame.split() for frame in frames_text.split(";")]
        assert name == attribute and len(kept) == len(drawing.FRAMES_DEG)
        assert kept[drawing.START] == re.findall(r"-?[\d.]+", text)


def test_the_patch_moves_up_the_patella_as_the_knee_bends():
    """What the chapter says of the drawn forms."""
    heights = [
        ((pose.contact_mm - pose.placed((0, 0))) @ geometry.turned(pose.tilt_deg))[1] for pose in geometry.poses()
    ]
    assert np.all(np.diff(heights) > 0)
    assert heights[0] < -3 < 3 < heights[-1]


def page(**options):
    written = html.figure(references.load(), **{"reference_href": "references.html#ref-{citekey}", **options})
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(written), written


def test_the_figure_is_well_formed_names_its_pictures_and_holds_every_sentence():
    root, written = page()
    pictures = [node for node in root.iter("{http://www.w3.org/2000/svg}svg") if node.get("role") == "img"]
    assert len({node.get("aria-label") for node in pictures}) == 3
    assert not re.search(r"\sid=|style=|url\(", written)
    rows = {row.get("data-at"): "".join(row.itertext()) for row in root.iter("li")}
    assert list(rows) == [str(angle_deg) for angle_deg in facts.facts()]
    for angle_deg, sentences in facts.facts().items():
        for sentence in sentences:
            assert sentence.split(" {")[0] in rows[str(angle_deg)]


def test_each_number_has_a_value_for_each_stop():
    root, _ = page()
    cells = [node for node in root.iter("dd")]
    assert len(cells) == 3
    for cell in cells:
        values = cell.get("data-values").split("|")
        assert len(values) == len(geometry.FLEXIONS_DEG)
        assert cell.text == values[geometry.FLEXIONS_DEG.index(drawing.START_DEG)]
    assert cells[0].get("data-values").split("|")[0] == "210 mm²"


def test_the_style_sheet_heeds_every_switch_and_keeps_to_the_course_s_colours():
    root, _ = page()
    css = (drawing.FOLDER / "views.css").read_text(encoding="utf-8")
    for node in root.iter("input"):
        if node.get("type") == "checkbox":
            assert f'input[name="{node.get("name")}"]:not(:checked)) [data-layer="{node.get("name")}"]' in css
    used = re.findall(r"var\(--vastus-([a-z]+), (#[0-9a-f]+)\)", css)
    assert used and all(palette.ROLES[role][0] == colour for role, colour in used)
    assert not re.search(r"#[0-9a-f]{3,6}", re.sub(r"var\(--vastus-[^)]*\)", "", css))


def test_in_a_notebook_sources_link_to_the_works():
    root, _ = page(reference_href=None)
    assert all(link.get("href").startswith("http") and link.get("target") == "_blank" for link in root.iter("a"))


def test_the_lesson_gives_the_press_of_the_model():
    lesson = place("chapters") / "knee-anatomy" / "last-degrees.ipynb"
    straight, bent, most = (f"{geometry.press_n(angle_deg):.0f}" for angle_deg in (0, 60, 90))
    assert f"of 100 N, {straight} with the knee straight, {bent} at 60 degrees and {most} at 90" in lesson.read_text(
        encoding="utf-8"
    )
