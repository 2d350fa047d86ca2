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

from vastus.knee.anatomy import borders, contour, source
from vastus.knee.anatomy.medial_fibres import VM, MedialFibres, fibre_angles_deg, turned
from vastus.knee.anatomy.source import DrawingError

NAME = "knee-front"
FOLDER = Path(__file__).parent
PARTS_FILE = FOLDER / "parts.yml"
FILES = (source.FILE, PARTS_FILE)
VM_FIBRES = 34
NOT_PARTS = {"skin", "inset", "labels"}
_NAME_CHARACTERS, _NAME_LINE_UNITS = 14, 18
FAR = 0.55  # from the ridge of a muscle, as a share of its half width: there a fibre darkens


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
    wrong = list(_misfits(parts, raw["layers"], source.root()))
    if wrong:
        raise DrawingError("\n".join(wrong))
    return Anatomy(raw["title"], raw["note"], raw["layers"], {part.id: part for part in parts})


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
    root = copy.deepcopy(source.root())
    root.attrib.update({"role": "img", "aria-label": known.title, "class": "vastus-drawing", "data-drawing": NAME})
    for alone in [root.find(source.tag("title")), root.find(source.tag("style"))]:
        root.remove(alone)
    if lifted:
        root.set("data-lifted", "")
    groups = {group.get("id"): group for group in root.findall(source.tag("g"))}
    angles = _vm_fibres(groups[VM])
    for group in list(root.iter(source.tag("g"))):
        for sheet in group.findall(source.tag("g[@class='sheet']")):
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
        for line in group.findall(source.tag("path[@class='line']")):
            group.insert(0, _element("path", "hit", d=line.get("d")))
    _write_labels(groups["labels"], known, names)
    if names:
        root.insert(list(root).index(groups["labels"]), angles)
        root.insert(list(root).index(groups["labels"]), _borders())
    ElementTree.register_namespace("", source.SVG)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


# The two files


def fibres(part):
    """The fibres drawn of a part, each of shape (n, 2), in the drawing's units, y downwards."""
    groups = ElementTree.fromstring(svg()).iter(source.tag("g"))
    group = next(group for group in groups if group.get("data-part") == part)
    d = group.find(".//" + source.tag("path[@class='fibres']")).get("d")
    return [contour.sample(f"M{piece}") for piece in d.split("M")[1:]]


def _misfits(parts, layers, root):
    drawn = [group.get("id") for group in root.findall(source.tag("g"))]
    labelled = [group.get("data-for") for group in root.findall(f".//{source.tag('g')}[@data-for]")]
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
    edge = contour.sample(group.find(source.tag("path[@class='outline']")).get("d"))
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
    outline = group.find(source.tag("path[@class='outline']"))
    if outline is None or group.get("id") not in LIT and group.get("class") != "whole":
        return
    place = list(group).index(outline) + 1
    for class_name, ring in contour.lit(contour.sample(outline.get("d"))):
        d = "M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z"
        group.insert(place, _element("path", class_name, d=d))


def _plain(root):
    """Without what only shades: where a question asks for a part, contours and numbers serve."""
    root.remove(root.find(source.tag("g[@id='inset']")))
    for group in root.iter(source.tag("g")):
        for path in [node for node in group if node.get("class") in PLAIN_WITHOUT]:
            group.remove(path)


LIT = {"vastus-lateralis", "vastus-medialis", "vastus-intermedius", "tibia", "patella"}
PLAIN_WITHOUT = {"fibres", "shade", "light", "shadow", "measured"}


def _trimmed(piece, number):
    """Fibres that do not all end on one edge look drawn, not printed; the pattern is the same in every build."""
    first, last = 4 + number * 7 % 5 * 4, 4 + number * 11 % 7 * 3
    return piece[first:-last]


def _vm_fibres(muscle):
    """Draw the fibres of the vastus medialis and return the group that shows the measured angles."""
    fibres = MedialFibres()
    pieces = []
    for number, start in enumerate(fibres.starts(VM_FIBRES)):
        pieces.append(_trimmed(fibres.fibre(start, fibres.angle_deg(start)), number))
    for mark in [node for node in muscle if node.get("class") in ("insertion", "level")]:
        muscle.remove(mark)
    place = list(muscle).index(muscle.find(source.tag("path[@class='outline']"))) + 1
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
    arc = np.array([foot + 42 * turned(axis, part_deg) for part_deg in np.linspace(0, angle_deg, 9)])
    yield _element("path", "angle-arc", d=_polyline(arc))
    x, y = fibre[1] + 8 * turned(axis, angle_deg)
    text = _element("text", "angle", x=f"{x + 2:.1f}", y=f"{y + 3:.1f}")
    text.text = f"{angle_deg:g}°"
    yield text


# Writing


def _write_labels(labels, known, names):
    for label in labels:
        part = known.parts[label.get("data-for")]
        label.set("data-layer", part.layer)
        if part.under:
            label.set("data-under", part.under)
        name, badge = label.find(source.tag("text")), label.find(source.tag("circle"))
        if names:
            lines = textwrap.wrap(part.name, _NAME_CHARACTERS)
            top = float(name.get("y")) + 5 - (len(lines) - 1) * _NAME_LINE_UNITS / 2
            for number, words in enumerate(lines):
                line = ElementTree.SubElement(name, source.tag("tspan"))
                line.attrib.update({"x": name.get("x"), "y": f"{top + number * _NAME_LINE_UNITS:.1f}"})
                line.text = words
            del name.attrib["x"], name.attrib["y"]
        else:
            label.remove(name)
            label.remove(label.find(source.tag("path[@class='leader']")))
        number = _element("text", "number", x=badge.get("cx"), y=f"{float(badge.get('cy')) + 5.2:.1f}")
        number.text = str(part.number)
        label.append(number)


def _element(name, class_name, **attributes):
    return ElementTree.Element(source.tag(name), {"class": class_name, **attributes})


def _polyline(points, decimals=1):
    # A fibre's curve is gentle: a point every 20 units carries it, and five a short one; a straight one has its ends.
    way = points[-1] - points[0]
    beside = np.abs((points - points[0]) @ (way[1], -way[0])).max() / np.hypot(*way)
    if beside < 0.5:
        points = points[[0, -1]]
    count = max(5, int(np.hypot(*np.diff(points, axis=0).T).sum() / 20)) if len(points) > 9 else len(points)
    points = points[np.linspace(0, len(points) - 1, count).round().astype(int)].round(decimals)
    # steps from point to point bring a page half the bytes of places
    start, *steps = np.concatenate([points[:1], np.diff(points, axis=0)])
    return f"M{_pair(start, decimals)}l{' '.join(_pair(step, decimals) for step in steps)}"


def _pair(numbers, decimals):
    return " ".join(f"{round(number, decimals) or 0:.{decimals}f}" for number in numbers.tolist())
