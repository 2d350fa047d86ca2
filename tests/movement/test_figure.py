"""The figure of the movement as it stands in the page: complete, and the same person everywhere."""

import gzip
import re
from xml.etree import ElementTree

import html5lib
import pytest

from vastus.explorer import palette
from vastus.knee import drawings, person, person_marks
from vastus.movement import STYLE, compiled, figure

KINDS = figure.KINDS


def parsed(kind):
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parseFragment(figure.html(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_it_parses_has_no_id_no_style_and_is_the_same_each_time(kind):
    tree = parsed(kind)
    assert not [node for node in tree.iter() if node.get("id") or node.get("style")]
    assert figure.html(kind) == figure.html(kind)
    assert len(gzip.compress(figure.html(kind).encode())) < 11_000


@pytest.mark.parametrize("kind", KINDS)
def test_four_posters_stand_without_a_script(kind):
    posters = [node for node in parsed(kind).iter("div") if node.get("data-poster") is not None]
    names = ["".join(node.find("p/strong").itertext()) for node in posters]
    assert names == ["Straight.", "Half way down.", "Heel touches.", "Return."]
    touching = ["data-touches" in ElementTree.tostring(node).decode() for node in posters]
    assert touching == [False, False, True, False]


def test_the_table_has_every_setting_and_the_numbers_of_the_model():
    rows = [["".join(cell.itertext()) for cell in row] for row in parsed("whole").iter("tr")][1:]
    assert len(rows) == 24
    assert ["15", "0", "0", "71", "18", "101", "4.8"] in rows
    assert ["20", "0", "0", "82", "18", "101", "5.2"] in rows
    assert ["20", "25", "0", "90 (heel 3.0 cm up)", "27", "152", "8.3"] in rows


def test_every_limb_in_the_page_is_known_to_the_numbers():
    data = compiled.data()
    known = {limb for views in (data["side"], data["front"]) for view in views.values() for limb in view["limbs"]}
    drawn = {node.get("data-limb") for node in parsed("whole").iter()} - {None}
    assert drawn == known


def test_posters_stills_and_page_draw_the_same_outlines():
    whole, still = figure.html(), drawings.figure("step-down-side", {})
    for shapes in person.SIDE.values():
        for shape in shapes:
            written = f'd="{figure.drawing.path(shape)}"'
            assert written in whole
            assert written in still or shape.tone == "pack"


def test_the_style_sheet_knows_every_class_and_only_the_course_s_colours():
    css = STYLE.read_text(encoding="utf-8")
    both = css + figure.drawing.STYLE.read_text(encoding="utf-8")
    tree = parsed("whole")
    classes = {name for node in tree.iter() if str(node.tag).startswith("{") for name in node.get("class", "").split()}
    assert {"leg", "zero", "away", "load-head"} <= classes
    assert all(re.search(rf"\.{name}\b", both) for name in classes)
    used = re.findall(r"var\(--vastus-([a-z]+), (#[0-9a-f]+)\)", css)
    assert all(palette.ROLES[role][0] == colour for role, colour in used)
    assert not re.search(r"#[0-9a-f]{3,6}\b", re.sub(r"var\(--vastus-[^)]*\)", "", css))


def test_the_marks_are_as_long_as_their_numbers():
    for slope_deg in (0, 25):
        body = figure.step_down.posture(70.0, slope_deg, body_mass_kg=60)
        marks = person_marks.side(body)
        told = compiled.numbers(body)
        assert float(marks["lever"].stretch) * 10 == pytest.approx(float(told["lever"]))
        assert float(marks["load"].stretch) * 0.1 == pytest.approx(0.042 * float(told["force"]))


def test_the_note_says_which_step_bends_the_knee_to_45_degrees():
    assert "a bend of 45 degrees needs a step of about 6 cm" in figure.html()


def test_a_wrong_kind_is_named():
    with pytest.raises(ValueError, match="no movement 'big', expected whole or small"):
        figure.html("big")


def test_the_text_carries_the_numbers_for_a_notebook():
    assert "touches at 71 degrees on the flat, with 4.8 body weights" in figure.text()
