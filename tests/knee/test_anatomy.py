"""The drawing of the knee: its two files fit, its fibres lie at the measured angles, its words have sources."""

import gzip
import re
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import html5lib
import numpy as np
import pytest

from vastus import data, references
from vastus.explorer import palette
from vastus.knee.anatomy import borders, contour, drawing, html, medial_fibres, source
from vastus.places import place

SVG = "{http://www.w3.org/2000/svg}"
ROUNDING_DEG = 0.05


def produced(**options):
    return ElementTree.fromstring(drawing.svg(**options))


def points(element):
    return contour.sample(element.get("d"))


def part(root, name):
    return root.find(f".//{SVG}g[@data-part='{name}']")


@pytest.fixture
def axis():
    """Unit vector up the long axis of the femur's shaft, read from the file a later hand may change."""
    line = ElementTree.parse(drawing.FOLDER / "knee-front.svg").find(f".//{SVG}g[@id='femur']/{SVG}line[@class='axis']")
    ends = np.array([[float(line.get(f"{letter}{end}")) for letter in "xy"] for end in (1, 2)])
    return (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))


def angle_from(axis, line):
    """Angle of a line to the axis in degrees, counted towards the inner side: the viewer's right."""
    way = line[-1] - line[0]
    return np.degrees(np.arctan2(axis[0] * way[1] - axis[1] * way[0], axis @ way))


# Fibres


def test_the_measured_fibres_lie_at_the_angles_of_the_table(axis):
    rows = data.table("vm_fibre_angles").query("citekey == 'vergara_vm'")
    expected = dict(zip(rows["muscle_region"], rows["angle_mean_deg"], strict=True))
    fibres = part(produced(), "vastus-medialis").findall(f"{SVG}path[@class='measured']")
    found = {fibre.get("data-region"): angle_from(axis, points(fibre)) for fibre in fibres}
    assert len(expected) == 3
    assert found == pytest.approx(expected, abs=ROUNDING_DEG)


def test_the_measured_fibres_come_in_their_order_down_the_thigh():
    fibres = part(produced(), "vastus-medialis").findall(f"{SVG}path[@class='measured']")
    assert [fibre.get("data-region") for fibre in fibres] == list(medial_fibres.fibre_angles_deg())
    heights = [points(fibre)[0, 1] for fibre in fibres]
    assert heights == sorted(heights)


def test_every_fibre_of_the_vastus_medialis_turns_on_from_the_one_above_it(axis):
    fibres = part(produced(), "vastus-medialis").find(f"{SVG}path[@class='fibres']")
    lines = [contour.sample(f"M{piece}") for piece in fibres.get("d").split("M")[1:]]
    angles_deg = np.array([angle_from(axis, line) for line in lines])
    measured = medial_fibres.fibre_angles_deg().values()
    assert len(lines) > 20
    assert np.all(np.diff(angles_deg) > -0.5)  # rounding of the shorter lines
    assert angles_deg.min() == pytest.approx(min(measured), abs=0.5)
    assert angles_deg.max() == pytest.approx(max(measured), abs=0.5)


def test_the_drawn_angles_follow_the_table_when_it_changes(axis, monkeypatch):
    other = {region: 40.0 + 5 * number for number, region in enumerate(medial_fibres.fibre_angles_deg())}
    monkeypatch.setattr(medial_fibres, "fibre_angles_deg", lambda: other)
    root = ElementTree.fromstring(drawing.svg.__wrapped__())
    fibres = part(root, "vastus-medialis").findall(f"{SVG}path[@class='measured']")
    found = {fibre.get("data-region"): angle_from(axis, points(fibre)) for fibre in fibres}
    assert found == pytest.approx(other, abs=ROUNDING_DEG)
    assert [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "angle"] == ["40°", "45°", "50°"]


def test_every_fibre_lies_inside_the_contour_of_its_part():
    checked = Counter()
    for group in produced().iter(f"{SVG}g"):
        outline = group.find(f"{SVG}path[@class='outline']")
        if outline is None:
            continue
        for fibres in group.findall(f"{SVG}path[@class='fibres']"):
            for piece in fibres.get("d").split("M")[1:]:
                middle = contour.along(contour.sample(f"M{piece}"), np.linspace(0.05, 0.95, 19))
                # A polyline may cut a bend of the contour by less than the width of its stroke.
                assert contour.inside(middle, points(outline)).mean() > 0.9
                checked[group.get("data-part") or "rectus-femoris"] += 1
    muscles = {"rectus-femoris", "vastus-lateralis", "vastus-medialis", "vastus-intermedius"}
    assert all(checked[muscle] > 8 for muscle in muscles), checked


def test_a_mark_without_a_row_of_the_table_is_named(monkeypatch):
    monkeypatch.setattr(medial_fibres, "fibre_angles_deg", lambda: {"VM at the hip": 10.0})
    with pytest.raises(source.DrawingError, match="found marks for VM at middle third.*expected VM at the hip"):
        drawing.svg.__wrapped__()


# Borders


def border(criterion):
    return next(border for border in borders.borders() if border.criterion == criterion)


def test_each_border_runs_along_a_fibre_from_edge_to_edge(axis):
    outer, inner = borders.edges()
    for found in borders.borders():
        if found.line_units is not None:
            fibres_deg = medial_fibres.fibre_angles_deg().values()
            assert min(fibres_deg) - 0.5 < angle_from(axis, found.line_units) < max(fibres_deg)
            for end, edge in zip(found.line_units, (outer, inner), strict=True):
                fine = contour.along(edge, np.linspace(0, 1, 2000))
                assert np.hypot(*(fine - end).T).min() < 3


def test_the_borders_stand_where_the_tables_put_them(axis):
    steep_deg = data.table("vm_fibre_angles").query("citekey == 'weinstabl1989' and muscle_region == 'VMO'")
    assert angle_from(axis, border("Steep fibres").line_units) == pytest.approx(
        steep_deg["angle_min_deg"].item(), abs=0.5
    )
    found = data.table("vm_morphology").set_index(["citekey", "measure"])["value"]
    heights = np.array([*borders.edges()[0], *borders.edges()[1]]) @ axis
    down = (heights.max() - border("Length").line_units[0] @ axis) / np.ptp(heights)
    assert 100 * down == pytest.approx(found["rajput2017", "VML length as share of VM length"], abs=1)
    fibres = part(produced(), "vastus-medialis").find(f"{SVG}path[@class='fibres']").get("d").split("M")[1:]
    starts = np.array([contour.sample(f"M{piece}")[0, 1] for piece in fibres])
    below = 100 * (starts > border("Size").line_units[0, 1]).mean()
    assert below == pytest.approx(found["raimondo1998", "VMO share of VM PCSA"], abs=3)


def test_a_border_s_share_is_the_area_below_it():
    outer, inner = borders.edges()
    assert borders.share_percent(outer[0], inner[0]) == pytest.approx(100, abs=0.5)
    assert borders.share_percent(outer[-1], inner[-1]) == pytest.approx(0, abs=0.5)
    shares = [found.share_percent for found in borders.borders() if found.line_units is not None]
    assert shares == sorted(shares) and len(shares) == 4


def test_the_lesson_gives_the_least_and_the_most_that_a_criterion_counts_as_vmo():
    shares = [found.share_percent for found in borders.borders() if found.line_units is not None]
    lesson = place("chapters") / "knee-anatomy" / "one-muscle-or-two.ipynb"
    said = f"between {min(shares):.0f} and {max(shares):.0f} percent of the VM, as drawn there"
    assert said in lesson.read_text(encoding="utf-8")


def test_a_criterion_without_a_place_has_no_line_and_says_so():
    for found in borders.borders():
        if found.line_units is None:
            assert "the part we read" in found.words and found.share_percent is None


# Proportions


def size(name):
    edge = points(part(produced(), name).find(f"{SVG}path[@class='outline']"))
    return edge.max(axis=0) - edge.min(axis=0)


def test_the_tibia_lies_inside_and_the_fibula_outside():
    def across(name):
        return points(part(produced(), name).find(f"{SVG}path[@class='outline']"))[:, 0].mean()

    names = ("fibula", "tibia", "vastus-lateralis", "patella", "vastus-medialis")
    middles = {name: across(name) for name in names}
    assert middles["fibula"] < middles["tibia"]
    assert middles["vastus-lateralis"] < middles["patella"] < middles["vastus-medialis"]


def test_the_patella_is_a_little_more_than_half_as_wide_as_the_femur_above_the_joint():
    assert 0.5 < size("patella")[0] / size("femur")[0] < 0.6


def test_where_only_numbers_are_asked_for_nothing_is_shaded_and_a_page_holds_four_at_the_price_of_two():
    """A page with four questions held 48 kB of the same drawing."""
    plain = drawing.svg(names=False)
    assert not re.search(r'class="(fibres|shade|light|shadow|measured)"', plain)
    four, one = (len(gzip.compress((plain * count).encode())) for count in (4, 1))
    assert one < 9_000 and four < 2 * one


# The two files


def test_every_part_of_the_table_is_drawn_once_and_nothing_else_is_a_part():
    root = produced()
    drawn = [group.get("data-part") for group in root.iter(f"{SVG}g") if group.get("data-part")]
    labelled = [group.get("data-for") for group in root.iter(f"{SVG}g") if group.get("data-for")]
    assert sorted(drawn) == sorted(labelled) == sorted(drawing.anatomy().parts)
    assert len(set(drawn)) == len(drawn) > 15


def test_names_places_and_numbers_are_each_given_once():
    parts = drawing.anatomy().parts.values()
    for field in ("name", "place", "number", "line"):
        assert len({getattr(part, field) for part in parts}) == len(parts), field


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        ('id="mpfl"', 'id="mpfll"', "knee-front.svg: found no 'mpfl'"),
        ('<g id="mpfl"', '<g id="patella"', "knee-front.svg: found 'patella' twice"),
        ('data-for="tibia"', 'data-for="shin"', "labels: found 'shin', expected a part"),
    ],
)
def test_a_slip_in_the_drawing_is_named(old, new, complaint, monkeypatch):
    text = (drawing.FOLDER / "knee-front.svg").read_text(encoding="utf-8")
    assert text.count(old) == 1
    monkeypatch.setattr(source, "root", lambda: ElementTree.fromstring(text.replace(old, new)))
    with pytest.raises(source.DrawingError, match=re.escape(complaint)):
        drawing.anatomy.__wrapped__()


def test_the_drawing_has_no_id_and_asks_for_nothing():
    for options in ({}, {"lifted": True}, {"names": False}):
        text = drawing.svg(**options)
        assert not re.search(r"\sid=|href|url\(|<style|ns0:", text)


def test_without_names_no_name_and_no_angle_is_written():
    text = "".join(produced(names=False).itertext())
    assert not re.search(r"[A-Za-z°]", text)
    assert "".join(produced().itertext()).count("°") == 3


# Words


def test_every_citekey_is_in_the_references():
    known = references.load()
    for part in drawing.anatomy().parts.values():
        assert set(part.citekeys) <= set(known), part.id


def test_every_number_of_a_line_is_in_a_row_of_its_source():
    """Guards against a number mistyped in, or changed in, one of the two places."""
    words = {"nine": "9"}
    for part in drawing.anatomy().parts.values():
        cells = set()
        for name in data.names():
            table = data.table(name)
            if "citekey" in table:
                rows = table[table["citekey"].isin(part.citekeys)]
                for cell in rows.to_numpy().ravel():
                    cells |= {abs(float(number)) for number in re.findall(r"-?\d+(?:\.\d+)?", str(cell))}
        numbers = re.findall(r"\d+(?:\.\d+)?", part.line)
        numbers += [number for word, number in words.items() if word in part.line.split()]
        missing = {float(number) for number in numbers} - cells
        assert not missing, (part.id, missing)
        assert part.citekeys or not numbers


# The page


def page(**options):
    settings = {"reference_href": "references.html#ref-{citekey}", "chapter_href": "knee-anatomy.html#{anchor}"}
    written = html.figure(references.load(), **{**settings, **options})
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(written), written


def text(node):
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip()


def test_the_figure_is_well_formed_and_lists_every_part_with_line_sources_and_link():
    root, _ = page()
    rows = {row.get("data-for"): row for row in root.iter("li") if row.get("data-for")}
    known = references.load()
    assert list(rows) == list(drawing.anatomy().parts)
    for part in drawing.anatomy().parts.values():
        row = rows[part.id]
        assert part.name in text(row) and part.line in text(row)
        links = [link.get("href") for link in row.iter("a")]
        assert links == [f"references.html#ref-{key}" for key in part.citekeys] + [f"knee-anatomy.html#{part.anchor}"]
        assert all(known[key].label in text(row) for key in part.citekeys)
        assert row.find(".//label/input").get("value") == part.id


def test_there_is_a_switch_for_each_layer_and_the_style_sheet_heeds_it():
    root, _ = page()
    css = (drawing.FOLDER / "anatomy.css").read_text(encoding="utf-8")
    switches = [node.get("name") for node in root.iter("input") if node.get("type") == "checkbox"]
    assert switches == [*drawing.anatomy().layers, "angles", "lifted", "border"]
    for name in drawing.anatomy().layers:
        assert f'input[name="{name}"]:not(:checked)' in css
    assert {part.layer for part in drawing.anatomy().parts.values()} == set(drawing.anatomy().layers)


def test_in_a_notebook_sources_link_to_the_works_and_nothing_to_pages_that_are_not_there():
    root, written = page(reference_href=None, chapter_href=None)
    assert all(link.get("href").startswith("http") and link.get("target") == "_blank" for link in root.iter("a"))
    assert "In the chapter" not in written


def test_no_class_of_the_figure_means_something_else_to_an_explorer():
    """The stage of an explorer once squeezed the drawing to half its width on every page that had both."""
    book = place("course") / "vastus" / "book" / "static" / "explorer.css"
    theirs = set(re.findall(r"\.(vastus-[\w-]+)", book.read_text(encoding="utf-8")))
    ours = {name for names in re.findall(r'class="([^"]+)"', page()[1]) for name in names.split()}
    assert not theirs & ours


def test_the_same_files_give_the_same_bytes():
    assert page()[1] == page()[1]
    assert drawing.svg.__wrapped__() == drawing.svg()


def test_the_fallback_colours_are_the_course_s_own():
    css = (drawing.FOLDER / "anatomy.css").read_text(encoding="utf-8")
    used = re.findall(r"var\(--vastus-([a-z]+), (#[0-9a-f]+)\)", css)
    assert {"vm", "vl"} <= {role for role, _ in used}
    assert all(palette.ROLES[role][0] == colour for role, colour in used)
    assert not re.search(r"#[0-9a-f]{3,6}", re.sub(r"var\(--vastus-[^)]*\)", "", css))


def test_the_parts_can_be_read_without_widgets_plotly_or_sphinx():
    code = "import sys, vastus.knee.anatomy as a; a.svg(); print({'anywidget', 'plotly', 'sphinx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
