"""The drawing as one SVG element: contours from ``knee-front.svg``, words from ``parts.yml``, angles from the table.

- ``knee-front.svg`` holds, in groups named after the parts, each part's contour and a few guides along its fibres.
  Whoever corrects the anatomy moves these and nothing else.
- Fibres are drawn here: lines between two guides, cut off at the contour. Along them the muscle is shaded, darker
  towards its sides, and its ridge has a highlight; both are for the eye and mean nothing.
- The vastus medialis has no guides. Its fibres start at its insertion and leave the femur's long axis at the angles
  of ``vm_fibre_angles.csv``: the measured ones through the marked levels, the others between them in proportion.
- In the page the names of the groups become ``data-part``: a drawing can stand on a page more than once, an id not.
"""

import copy
import functools
import textwrap
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import yaml

from vastus.data import table
from vastus.knee.anatomy import contour

NAME = "knee-front"
FOLDER = Path(__file__).parent
SOURCE_FILE, PARTS_FILE = FILES = (FOLDER / "knee-front.svg", FOLDER / "parts.yml")
ANGLES_CITEKEY = "vergara_vm"
VM = "vastus-medialis"
VM_FIBRES = 34
NOT_PARTS = {"skin", "inset", "labels"}
_SVG = "http://www.w3.org/2000/svg"
_NAME_CHARACTERS, _NAME_LINE_UNITS = 14, 18
FAR = 0.55  # from the ridge of a muscle, as a share of its half width: there a fibre darkens


class DrawingError(ValueError):
    """The table of parts and the drawing do not fit; one line for each place."""


@dataclass(frozen=True)
class Part:
    """A part of the drawing, as ``parts.yml`` describes it; ``number`` is its place there, from 1."""

    number: int
    id: str
    name: str
    place: str
    line: str
    citekeys: tuple[str, ...]
    layer: str
    anchor: str
    under: str = ""


@dataclass(frozen=True)
class Anatomy:
    """What ``parts.yml`` holds: title, note, the layers in their order (id to name), and the parts by id."""

    title: str
    note: str
    layers: dict[str, str]
    parts: dict[str, Part]


@functools.cache
def anatomy():
    """Read the table of parts and prove that it fits the drawing.

    Returns
    -------
    Anatomy

    Raises
    ------
    DrawingError
        A part is in one of the two files only, stands twice, or names a layer or part there is not.
    """
    raw = yaml.safe_load(PARTS_FILE.read_text(encoding="utf-8"))
    angles_deg = list(fibre_angles_deg().values())
    words = {"proximal_deg": f"{angles_deg[0]:g}", "distal_deg": f"{angles_deg[-1]:g}"}
    parts = [
        Part(number, **{**part, "line": part["line"].format(**words), "citekeys": tuple(part["citekeys"])})
        for number, part in enumerate(raw["parts"], start=1)
    ]
    wrong = list(_misfits(parts, raw["layers"], _source()))
    if wrong:
        raise DrawingError("\n".join(wrong))
    return Anatomy(raw["title"], raw["note"], raw["layers"], {part.id: part for part in parts})


def fibre_angles_deg():
    """Measured angles of the vastus medialis' fibres, from proximal to distal.

    Returns
    -------
    dict of str to float
        Region as the source names it, and angle in degrees. The rows of [vergara_vm]_ in ``vm_fibre_angles``: the
        only series of the table with three levels of one sample. Its abstract does not name the axis; the drawing
        takes the long axis of the femur's shaft.
    """
    rows = table("vm_fibre_angles").query("citekey == @ANGLES_CITEKEY")
    return dict(zip(rows["muscle_region"], rows["angle_mean_deg"].astype(float), strict=True))


def offered(answer):
    """The parts a reader can point at where ``answer`` is asked for, and whether the rectus femoris is lifted there.

    Parameters
    ----------
    answer : str
        A part's id.

    Returns
    -------
    tuple of (dict of str to Part, bool)
        What a muscle covers can be pointed at only where the muscle is lifted.
    """
    parts = anatomy().parts
    lifted = bool(parts[answer].under)
    return {name: part for name, part in parts.items() if lifted or not part.under}, lifted


@functools.cache
def svg(lifted=False, names=True):
    """The drawing as an ``<svg>`` element for a page.

    Parameters
    ----------
    lifted : bool
        Draw the rectus femoris lifted from the start.
    names : bool
        Write names and fibre angles. Without them only the numbers are there, for "find the part named".

    Returns
    -------
    str
        The same for the same files.
    """
    known = anatomy()
    root = copy.deepcopy(_source())
    root.attrib.update({"role": "img", "aria-label": known.title, "class": "vastus-drawing", "data-drawing": NAME})
    for alone in [root.find(_tag("title")), root.find(_tag("style"))]:
        root.remove(alone)
    if lifted:
        root.set("data-lifted", "")
    groups = {group.get("id"): group for group in root.findall(_tag("g"))}
    angles = _vm_fibres(groups[VM])
    for group in list(root.iter(_tag("g"))):
        for sheet in group.findall(_tag("g[@class='sheet']")):
            _weave(sheet, group)
        _light(group)
    if not names:
        _plain(root)
        for label in list(groups["labels"]):
            if known.parts[label.get("data-for")].under and not lifted:
                groups["labels"].remove(label)
    for name, group in groups.items():
        del group.attrib["id"]
        group.set("class", "part" if name in known.parts else name)
        if name in known.parts:
            group.attrib.update({"data-part": name, "data-layer": known.parts[name].layer})
        for line in group.findall(_tag("path[@class='line']")):
            group.insert(0, _element("path", "hit", d=line.get("d")))
    _write_labels(groups["labels"], known, names)
    if names:
        root.insert(list(root).index(groups["labels"]), angles)
        root.insert(list(root).index(groups["labels"]), _borders())
    ElementTree.register_namespace("", _SVG)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


# The two files


@functools.cache
def _source():
    return ElementTree.parse(SOURCE_FILE).getroot()


def outline(part):
    """The first contour of a part, shape (n, 2), in the drawing's units, y downwards."""
    return contour.sample(_group(part).find(".//" + _tag("path[@class='outline']")).get("d"))


def fibres(part):
    """The fibres drawn of a part, each of shape (n, 2), in the drawing's units, y downwards."""
    group = next(group for group in ElementTree.fromstring(svg()).iter(_tag("g")) if group.get("data-part") == part)
    d = group.find(".//" + _tag("path[@class='fibres']")).get("d")
    return [contour.sample(f"M{piece}") for piece in d.split("M")[1:]]


def quadriceps_line():
    """The line of the quadriceps, from the middle of the patella to the pelvis; shape (2, 2), units as `outline`."""
    return contour.sample(_group("q-line-asis").find(_tag("path[@class='line']")).get("d"))


def _group(part):
    return _source().find(_tag(f"g[@id='{part}']"))


def _misfits(parts, layers, root):
    drawn = [group.get("id") for group in root.findall(_tag("g"))]
    labelled = [group.get("data-for") for group in root.findall(f".//{_tag('g')}[@data-for]")]
    ids = [part.id for part in parts]
    for where, found in (("parts.yml", ids), (f"{NAME}.svg", drawn), (f"{NAME}.svg, labels", labelled)):
        for name in sorted({name for name in found if found.count(name) > 1}):
            yield f"{where}: found {name!r} twice, expected it once"
        for name in sorted(set(ids) - set(found)):
            yield f"{where}: found no {name!r}, expected every part of parts.yml"
        for name in sorted(set(found) - set(ids) - NOT_PARTS):
            yield f"{where}: found {name!r}, expected a part of parts.yml"
    for part in parts:
        if part.layer not in layers:
            yield f"parts.yml, {part.id}, layer: found {part.layer!r}, expected one of {', '.join(layers)}"
        if part.under and part.under not in ids:
            yield f"parts.yml, {part.id}, under: found {part.under!r}, expected a part"


# Fibres


def _weave(sheet, group):
    """Put the fibres of one sheet in the place of its guides."""
    edge = contour.sample(group.find(_tag("path[@class='outline']")).get("d"))
    shares = np.linspace(0, 1, 41)
    guides = np.array([contour.along(contour.sample(path.get("d")), shares) for path in sheet])
    positions = np.linspace(0, len(guides) - 1, int(sheet.get("data-lines")) + 2)[1:-1]
    pieces = []
    for number, position in enumerate(positions):
        left = min(int(position), len(guides) - 2)
        line = guides[left] + (position - left) * (guides[left + 1] - guides[left])
        pieces += [_trimmed(piece, number) for piece in contour.clipped(line, edge)]
    index = list(group).index(sheet)
    group.remove(sheet)
    for place, element in enumerate(_shaded([piece for piece in pieces if len(piece) > 16], edge)):
        group.insert(index + place, element)


def _shaded(pieces, edge):
    """The fibres, and once more, to be darker, those parts of each that lie far from the ridge of the muscle."""
    yield _element("path", "fibres", d="".join(map(_polyline, pieces)))
    parts = []
    for piece in pieces:
        dark = np.concatenate(
            [[False], np.abs(_across(piece, edge) - contour.RIDGE) / (1 - contour.RIDGE) > FAR, [False]]
        )
        turns = np.flatnonzero(np.diff(dark.astype(int)))
        parts += [piece[start:end] for start, end in turns.reshape(-1, 2) if end - start > 16]
    if parts:
        yield _element("path", "shade", d="".join(_polyline(part, decimals=0) for part in parts))


def _across(points, edge):
    """Where points lie between the sides of the contour: 0 left, 1 right."""
    left, right = contour.sides(points[:, 1], edge)
    return (points[:, 0] - left) / np.maximum(right - left, 1)


def _light(group):
    """Light and shade on a muscle or bone, directly upon its contour."""
    outline = group.find(_tag("path[@class='outline']"))
    if outline is None or group.get("id") not in LIT and group.get("class") != "whole":
        return
    place = list(group).index(outline) + 1
    for class_name, ring in contour.lit(contour.sample(outline.get("d"))):
        d = "M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z"
        group.insert(place, _element("path", class_name, d=d))


def _plain(root):
    """Without what only shades: where a question asks for a part, contours and numbers serve."""
    root.remove(root.find(_tag("g[@id='inset']")))
    for group in root.iter(_tag("g")):
        for path in [node for node in group if node.get("class") in PLAIN_WITHOUT]:
            group.remove(path)


LIT = {"vastus-lateralis", "vastus-medialis", "vastus-intermedius", "tibia", "patella"}
PLAIN_WITHOUT = {"fibres", "shade", "light", "shadow", "measured"}


def _trimmed(piece, number):
    """Fibres that do not all end on one edge look drawn, not printed; the pattern is the same in every build."""
    first, last = 4 + number * 7 % 5 * 4, 4 + number * 11 % 7 * 3
    return piece[first:-last]


class _MedialFibres:
    """The fibres of the vastus medialis: where they end, and at which angle each leaves the femur's axis."""

    def __init__(self):
        self.angles_deg = fibre_angles_deg()
        muscle, femur = _group(VM), _group("femur")
        line = femur.find(_tag("line[@class='axis']"))
        self.low, high = (np.array([float(line.get(f"{letter}{end}")) for letter in "xy"]) for end in (1, 2))
        self.axis = (high - self.low) / np.hypot(*(high - self.low))
        marks = {mark.get("data-region"): mark for mark in muscle.findall(_tag("circle[@class='level']"))}
        if set(marks) != set(self.angles_deg):
            found, expected = ", ".join(marks), ", ".join(self.angles_deg)
            raise DrawingError(f"{NAME}.svg, {VM}: found marks for {found}, expected {expected} as in vm_fibre_angles")
        self.levels = {
            name: np.array([float(marks[name].get("cx")), float(marks[name].get("cy"))]) for name in self.angles_deg
        }
        self.edge = contour.sample(muscle.find(_tag("path[@class='outline']")).get("d"))
        self.insertion = contour.sample(muscle.find(_tag("path[@class='insertion']")).get("d"))

    def height(self, start):
        """How far up the axis a point lies."""
        return (start - self.low) @ self.axis

    def angle_deg(self, start):
        """The angle of the fibre that ends there: the measured ones at the marks, in proportion between them."""
        heights = [self.height(level) for level in self.levels.values()]  # falling, from proximal to distal
        return np.interp(self.height(start), heights[::-1], list(self.angles_deg.values())[::-1])

    def fibre(self, start, angle_deg):
        """The straight line from the insertion to the muscle's other edge."""
        # It starts a little outside, because the mark may lie a hair off the contour.
        direction = _turned(self.axis, angle_deg)
        line = np.array([start - 12 * direction, start + 900 * direction])
        return max(contour.clipped(line, self.edge), key=len)

    def starts(self, count):
        """So many ends of fibres, evenly along the insertion, from above."""
        return contour.along(self.insertion, np.linspace(0, 1, count))


def fibre_at_share(share):
    """Both ends of the fibre at a share of the insertion of the vastus medialis, from above; shape (2, 2)."""
    fibres = _MedialFibres()
    start = contour.along(fibres.insertion, [share])[0]
    return fibres.fibre(start, fibres.angle_deg(start))[[0, -1]]


def fibre_at_angle(angle_deg):
    """Both ends of the fibre that stands at an angle, in degrees."""
    fibres = _MedialFibres()
    starts = fibres.starts(800)
    found = np.array([fibres.angle_deg(start) for start in starts])
    return fibre_at_share(np.abs(found - angle_deg).argmin() / (len(starts) - 1))


def fibre_at_length(share):
    """Both ends of the fibre at a share of the drawn length of the vastus medialis along the axis, from above."""
    fibres = _MedialFibres()
    heights = np.array([fibres.height(point) for point in fibres.edge])
    wanted = heights.max() - share * np.ptp(heights)
    starts = fibres.starts(800)
    found = np.array([fibres.height(start) for start in starts])
    return fibre_at_share(np.abs(found - wanted).argmin() / (len(starts) - 1))


def _vm_fibres(muscle):
    """Draw the fibres of the vastus medialis and return the group that shows the measured angles."""
    fibres = _MedialFibres()
    pieces = []
    for number, start in enumerate(fibres.starts(VM_FIBRES)):
        pieces.append(_trimmed(fibres.fibre(start, fibres.angle_deg(start)), number))
    for mark in [node for node in muscle if node.get("class") in ("insertion", "level")]:
        muscle.remove(mark)
    place = list(muscle).index(muscle.find(_tag("path[@class='outline']"))) + 1
    for element in reversed(list(_shaded([piece for piece in pieces if len(piece) > 16], fibres.edge))):
        muscle.insert(place, element)

    shown = _element("g", "angles", **{"data-layer": "angles"})
    for region, angle_deg in fibres.angles_deg.items():
        fibre = fibres.fibre(fibres.levels[region], angle_deg)[[0, -1]]
        data = {"data-region": region, "data-angle-deg": f"{angle_deg:g}"}
        muscle.append(_element("path", "measured", d=_polyline(fibre, decimals=2), **data))
        shown.extend(_protractor(fibre, fibres.axis, angle_deg))
    return shown


def _borders():
    """The borders that criteria give the VMO, the edges between which a reader draws one, and the reader's own line."""
    from vastus.knee.anatomy import borders

    outer, inner = (" ".join(f"{x:.0f} {y:.0f}" for x, y in edge) for edge in borders.edges())
    group = _element("g", "borders", **{"data-outer": outer, "data-inner": inner})
    given = _element("g", "given")
    below = np.inf
    for count, border in enumerate(borders.borders(), start=1):
        if border.line_units is None:
            continue
        x, y = border.line_units[1] + (20, 10)
        below = y = min(y, below - 31)  # they come from below upwards, and two may nearly meet
        given.append(_element("path", "by-eye" if border.by_eye else "border", d=_polyline(border.line_units)))
        given.append(_element("circle", "at", cx=f"{x:.0f}", cy=f"{y:.0f}", r="14"))
        given.append(_element("text", "count", x=f"{x:.0f}", y=f"{y + 5.5:.0f}"))
        given[-1].text = str(count)
    group.append(given)
    group.append(_element("path", "own"))
    return group


def _protractor(fibre, axis, angle_deg):
    """What shows an angle: the axis in dashes, an arc from it to the fibre, and the number at the fibre's end."""
    foot = fibre[0] + 0.38 * (fibre[1] - fibre[0])
    yield _element("path", "axis-mark", d=_polyline(np.array([foot, foot + 60 * axis])))
    arc = np.array([foot + 42 * _turned(axis, part_deg) for part_deg in np.linspace(0, angle_deg, 9)])
    yield _element("path", "angle-arc", d=_polyline(arc))
    x, y = fibre[1] + 8 * _turned(axis, angle_deg)
    text = _element("text", "angle", x=f"{x + 2:.1f}", y=f"{y + 3:.1f}")
    text.text = f"{angle_deg:g}°"
    yield text


def _turned(axis, angle_deg):
    """The axis turned towards the inner side of this right leg, which is the viewer's right."""
    angle = np.radians(angle_deg)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ axis


# Writing


def _write_labels(labels, known, names):
    for label in labels:
        part = known.parts[label.get("data-for")]
        label.set("data-layer", part.layer)
        if part.under:
            label.set("data-under", part.under)
        name, badge = label.find(_tag("text")), label.find(_tag("circle"))
        if names:
            lines = textwrap.wrap(part.name, _NAME_CHARACTERS)
            top = float(name.get("y")) + 5 - (len(lines) - 1) * _NAME_LINE_UNITS / 2
            for number, words in enumerate(lines):
                line = ElementTree.SubElement(name, _tag("tspan"))
                line.attrib.update({"x": name.get("x"), "y": f"{top + number * _NAME_LINE_UNITS:.1f}"})
                line.text = words
            del name.attrib["x"], name.attrib["y"]
        else:
            label.remove(name)
            label.remove(label.find(_tag("path[@class='leader']")))
        number = _element("text", "number", x=badge.get("cx"), y=f"{float(badge.get('cy')) + 5.2:.1f}")
        number.text = str(part.number)
        label.append(number)


def _element(name, class_name, **attributes):
    return ElementTree.Element(_tag(name), {"class": class_name, **attributes})


def _polyline(points, decimals=1):
    # A fibre's curve is gentle: a point every 20 units carries it, and five a short one; a straight one has its ends.
    way = points[-1] - points[0]
    beside = np.abs((points - points[0]) @ (way[1], -way[0])).max() / np.hypot(*way)
    if beside < 0.5:
        points = points[[0, -1]]
    count = max(5, int(np.hypot(*np.diff(points, axis=0).T).sum() / 20)) if len(points) > 9 else len(points)
    points = points[np.linspace(0, len(points) - 1, count).round().astype(int)]
    steps = " ".join(f"{x:.{decimals}f} {y:.{decimals}f}" for x, y in points)
    return f"M{steps}"


def _tag(path):
    return f"{{{_SVG}}}{path}"
