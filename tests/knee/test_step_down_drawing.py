"""The drawings of the step-down: the angles drawn are the model's, and nothing is told by the picture alone."""

import re
from xml.etree import ElementTree

import html5lib
import numpy as np
import pytest

from vastus.explorer import palette
from vastus.knee import step_down, step_down_drawing
from vastus.knee.anatomy import contour

DRAWINGS = (step_down_drawing.side, step_down_drawing.front)
PANELS = [panel for drawing in DRAWINGS for panel in drawing().panels]
FLOOR = 200 * step_down_drawing.STEP_HEIGHT_M


def root(panel):
    return ElementTree.fromstring(panel.svg)


def paths(tree, kind):
    return [contour.sample(path.get("d")) for path in tree.iter("path") if path.get("class").split()[0] == kind]


def degrees_between(one, other):
    return np.degrees(np.arccos(one @ other / np.hypot(*one) / np.hypot(*other)))


def touching(slope_deg):
    return step_down.posture(step_down.knee_flexion_at_touch_deg(0.10, slope_deg=slope_deg), slope_deg)


@pytest.mark.parametrize("number, slope_deg", [(1, 0), (2, 25)])
def test_the_angles_drawn_are_the_ones_written_and_the_ones_computed(number, slope_deg):
    tree, body = root(step_down_drawing.side().panels[number]), touching(slope_deg)
    thigh_on, square = paths(tree, "carried-on")
    knee, ankle = thigh_on[0], square[0]
    drawn = [degrees_between(thigh_on[1] - knee, ankle - knee), degrees_between(square[1] - ankle, knee - ankle)]
    computed = [float(body.knee_flexion_deg), float(body.ankle_dorsiflexion_deg)]
    assert drawn == pytest.approx(computed, abs=0.3)  # places are written to a tenth of a unit
    assert [text.text for text in tree.iter("text")] == [f"{angle:.0f}°" for angle in computed]


@pytest.mark.parametrize("number, slope_deg", [(1, 0), (2, 25)])
def test_the_weight_stands_over_the_foot_and_the_bar_is_the_lever(number, slope_deg):
    panel, body = step_down_drawing.side().panels[number], touching(slope_deg)
    tree = root(panel)
    (weight,) = paths(tree, "weight")
    parts = dict(drawn(tree))
    assert weight[0, 0] == weight[1, 0] == pytest.approx(np.mean(parts["centre"][[0, 1], 0]), abs=0.3)
    lever_m = float((body.knee_m - body.foot_middle_m)[0])
    assert np.ptp(parts["lever"][:, 0]) / 200 == pytest.approx(lever_m, abs=0.001)
    assert parts["lever"][:, 0].min() == pytest.approx(weight[0, 0], abs=0.1)
    assert f"{100 * lever_m:.0f} cm in front" in panel.words


def test_the_wedge_is_drawn_at_its_slope_and_on_flat_ground_there_is_none():
    start, flat, sloped = (paths(root(panel), "wedge") for panel in step_down_drawing.side().panels)
    assert start == flat == []
    edge, top = sloped[0][0], sloped[0][1]
    assert np.degrees(np.arctan2(edge[1] - top[1], edge[0] - top[0])) == pytest.approx(25, abs=0.3)


def drawn(tree):
    """Every path where its group's transform puts it, by class."""
    for parent in tree.iter():
        for path in parent.findall("path"):
            points = sample(path.get("d"))
            for kind, *numbers in re.findall(r"(\w+)\(([^ )]+) ?([^)]*)\)", parent.get("transform", ""))[::-1]:
                x, y = float(numbers[0]), float(numbers[1] or 0)
                if kind == "rotate":
                    turn = np.radians(x)
                    points = points @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
                else:
                    points = points * [x, y] if kind == "scale" else points + [x, y]
            yield path.get("class").split()[0], points


def sample(d):
    """Points along a path in the letters these drawings use, relative ones among them; arcs by their ends."""
    points, pen = [], np.zeros(2)
    for letter, given in re.findall(r"([MLHVZachv])([^MLHVZachv]*)", d):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", given)]
        if letter == "c":
            start, *ends = pen, *(pen + np.array(numbers).reshape(3, 2))
            words = " ".join(f"{x:.2f} {y:.2f}" for x, y in ends)
            points += list(contour.sample(f"M{start[0]:.2f} {start[1]:.2f} C{words}"))
        elif letter in "MLa":
            points += list(
                np.array(numbers[-2:] if letter == "a" else numbers).reshape(-1, 2) + (pen if letter == "a" else 0)
            )
        elif letter in "HVhv":
            along = np.array([1, 0] if letter in "Hh" else [0, 1])
            points.append((pen if letter in "hv" else pen * (1 - along)) + numbers[0] * along)
        if points:
            pen = points[-1]
    return np.array(points)


@pytest.mark.parametrize("panel", [panel for panel in PANELS if panel.name != "Start"], ids=lambda panel: panel.name)
def test_the_hanging_heel_stands_on_the_floor_in_front_of_everything(panel):
    parts = list(drawn(root(panel)))
    lowest = max(points[:, 1].max() for kind, points in parts if kind.startswith("free"))
    assert lowest == pytest.approx(FLOOR, abs=0.5)
    (floor,) = (points for kind, points in parts if kind == "floor")
    assert set(floor[:, 1]) == {FLOOR}
    kinds = [kind for kind, _ in parts]
    assert kinds.index("step") < kinds.index("free-shoe")


def test_at_the_start_both_legs_are_straight_and_the_foot_is_in_the_air():
    parts = drawn(root(step_down_drawing.side().panels[0]))
    assert max(points[:, 1].max() for kind, points in parts if kind.startswith("free")) == pytest.approx(0, abs=1.5)


def test_the_faults_are_drawn_and_good_form_is_free_of_them():
    good, inward, drop, lean, heel = map(root, step_down_drawing.front().panels)

    def lines(tree):
        pelvis, thigh, shank, trunk = (points for kind, points in drawn(tree) if kind == "form")
        return pelvis, (thigh[0], thigh[1], shank[0]), trunk

    def off_line(leg):
        hip, knee, ankle = leg
        return np.interp(knee[1], [hip[1], ankle[1]], [hip[0], ankle[0]]) - knee[0]

    for tree in (good, lean, heel):
        pelvis, leg, _ = lines(tree)
        assert np.ptp(pelvis[:, 1]) == 0
        assert abs(off_line(leg)) < 2
    assert off_line(lines(inward)[1]) > 15  # towards the hanging leg, the viewer's left
    pelvis, trunk = lines(drop)[0], lines(lean)[2]
    forms = step_down_drawing.FORMS
    assert tilt_deg(*pelvis) == pytest.approx(90 - forms["pelvis"].pelvis_drop_deg, abs=0.3)
    assert tilt_deg(*trunk) == pytest.approx(forms["trunk"].trunk_lean_deg, abs=0.3)
    assert [tree.get("data-form") for tree in (good, inward, drop, lean, heel)] == list(forms)


def tilt_deg(start, end):
    """How far a line leans to the right from upright."""
    return np.degrees(np.arctan2(end[0] - start[0], start[1] - end[1]))


def test_a_dropped_pelvis_reaches_the_floor_with_less_bend_by_the_drop_of_the_hip():
    """The hanging hip is lower by the pelvis's width times the sine of its tilt."""
    drop_m = 0.18 * np.sin(np.radians(14))
    spared = step_down.knee_flexion_at_touch_deg(0.10) - step_down.knee_flexion_at_touch_deg(0.10 - drop_m)
    assert f"{spared:.0f} degrees less knee bend" in step_down_drawing.front().panels[2].words


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_each_picture_says_in_words_what_it_shows_and_lies_within_its_frame(panel):
    tree = root(panel)
    assert tree.get("role") == "img"
    assert panel.name in tree.find("title").text
    assert tree.find("desc").text == panel.words
    left, top, width, height = map(float, tree.get("viewBox").split())
    for kind, points in drawn(tree):
        x, y = points.T
        assert left <= x.min() and x.max() <= left + width, kind
        assert top <= y.min() and y.max() <= top + height, kind
    assert not [node for node in tree.iter() if node.get("id")]  # a page may show it twice


@pytest.mark.parametrize("make", DRAWINGS)
def test_the_figure_holds_every_word_and_parses_without_an_error(make):
    drawing = make()
    written = step_down_drawing.html("name", drawing)
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    words = " ".join("".join(parser.parseFragment(written).itertext()).split())
    for said in (drawing.title, drawing.note, *(panel.words for panel in drawing.panels)):
        assert said in words
        assert said in step_down_drawing.text(drawing)
    assert written == step_down_drawing.html("name", make())


def test_the_style_sheet_knows_every_class_and_only_the_course_s_colours():
    css = step_down_drawing.STYLE.read_text(encoding="utf-8")
    classes = {name for panel in PANELS for node in root(panel).iter() for name in node.get("class", "").split()}
    assert all(re.search(rf"\.{name}\b", css) for name in classes)
    used = re.findall(r"var\(--vastus-([a-z]+), (#[0-9a-f]+)\)", css)
    assert len(used) == 10
    assert all(palette.ROLES[role][0] == colour for role, colour in used)
    assert not re.search(r"#[0-9a-f]{3,6}", re.sub(r"var\(--vastus-[^)]*\)", "", css))
