"""A poster: what plotly.js drew of one panel, as a small SVG that stands in a page before any script runs.

- plotly.js leaves layers of SVG, with inline styles, identifiers, and much that only serves a pointer or draws nothing.
  `poster` keeps what is seen.
- A strict page allows no inline style: styles become attributes, and the course's colours classes (``fill-vm``,
  ``stroke-grid``; see `vastus.explorer.palette`), so that one SVG serves light, dark and paper.
- A page carries its posters in its own text, so they are short: a line goes in steps from point to point, to a tenth of
  a pixel, a disc is a circle (`shape`), and what neighbours have in common their group says once.
- What is clipped stands in an inner SVG of the clip's size, which needs no identifier. Hatchings need one: it begins
  with `SERIAL`, in whose place a page writes what tells its figures apart.

A style or a colour that is not known here is an error: another version of plotly.js may draw in another way.
"""

import copy
import itertools
import re
import xml.etree.ElementTree as ElementTree

from .palette import role
from .view import ExplorerError

SERIAL = "SERIAL-"
UNSEEN = {"draglayer", "hoverlayer", "scrollbar", "legendtoggle"}  # classes of what only serves a pointer
SHAPES = {"path", "rect", "circle"}
GROUPS = {"g", "svg"}
# what a group hands on to those in it, and how many make a group worth its own letters
HANDED_ON = (
    *("class", "fill", "font-size", "font-style", "font-weight", "shape-rendering"),
    *("stroke-dasharray", "stroke-miterlimit", "stroke-width", "text-anchor"),
)
FEWEST = 3
# styles that are kept, less what is so without being said
PLAIN = {
    "font-size": None,
    "font-style": "normal",
    "font-weight": "normal",
    "opacity": "1",
    "stroke-dasharray": None,
    "stroke-miterlimit": None,
    "stroke-width": "1",
    "text-anchor": "start",
}
# said by the style sheet for all posters, or without a say in what stands still
DROPPED = {"background", "cursor", "font-family", "font-variant", "pointer-events", "vector-effect", "white-space"}
PAINT = {"fill", "fill-opacity", "stroke", "stroke-opacity"}
KEPT = {
    *(
        "clip-path",
        "cx",
        "cy",
        "d",
        "dx",
        "dy",
        "fill-rule",
        "height",
        "patternTransform",
        "patternUnits",
        "r",
        "rx",
        "ry",
    ),
    *("shape-rendering", "transform", "width", "x", "x1", "x2", "y", "y1", "y2"),
}
REFERENCE = re.compile(r"""url\(["']?#([^"')]+)["']?\)""")
RGB = re.compile(r"rgba?\(([^)]+)\)")
NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")
LINES = re.compile(r"(?:M[^A-Za-z]+(?:L[^A-Za-z]+)+Z?)+")
CORNER = re.compile(r"([MLZ])([^MLZ]*)")
COORDINATE = re.compile(r"-?[\d.]+")
DISC = re.compile(r"M([\d.]+),0A\1,\1 0 1,1 0,-\1A\1,\1 0 0,1 \1,0Z")
MOVE = re.compile(r"translate\((-?[\d.]+)(?:,(-?[\d.]+))?\)")
NOT_NEEDED = re.compile(r" (?=[-A-Za-z])|(?<=[A-Za-z]) |\b0(?=\.)")
STEPS = re.compile(r"M(-?[\d.]+)[, ]?(-?[\d.]+)([a-z][^A-Y]*)")  # a path that has one place, and goes on from there
NOWHERE = re.compile(r"M[^A-Za-z]+Z?")
NO_MOVE = re.compile(r"translate\(0(,0)?\)|rotate\(0(,[^)]*)?\)")


def poster(layers):
    """One SVG out of the layers that plotly.js drew.

    Parameters
    ----------
    layers : list of str
        The SVG elements of a drawing, the lowest first.

    Returns
    -------
    str
        The inside of an SVG element of the drawing's size. What names no colour is not filled.

    Raises
    ------
    ExplorerError
        A style that is not known, or a colour that is none of the course's.
    """
    drawn = [ElementTree.fromstring(layer) for layer in layers]
    _without_namespaces(drawn)
    known = {element.get("id"): element for layer in drawn for element in layer.iter() if element.get("id")}
    hatchings = {}
    seen = _grouped(piece for layer in drawn for child in layer for piece in _seen(child, known, hatchings))
    if hatchings:
        definitions = ElementTree.Element("defs")
        definitions.extend(hatchings.values())
        seen.insert(0, definitions)
    return "".join(ElementTree.tostring(piece, encoding="unicode") for piece in seen)


def _without_namespaces(layers):
    for layer in layers:
        for element in layer.iter():
            element.tag = element.tag.rpartition("}")[2]


def _seen(element, known, hatchings):
    """What is to be seen of an element: itself, what is in it where it adds nothing, or nothing at all."""
    classes = set(element.get("class", "").split())
    if element.tag == "defs" or classes & UNSEEN:
        return []
    style = _style(element)
    if style.get("display") == "none" or float(style.get("opacity", 1)) == 0:
        return []
    kept = ElementTree.Element(element.tag, _attributes(element, style, classes, known, hatchings))
    clip = REFERENCE.fullmatch(kept.attrib.pop("clip-path", ""))
    inside = [piece for child in element for piece in _seen(child, known, hatchings)]
    if element.tag in GROUPS:
        pieces, around = _grouped(inside), kept.attrib
    else:
        kept.text, kept.tail = element.text, element.tail
        kept.extend(inside)
        # a clip moves with what it clips
        around = {"transform": kept.attrib.pop("transform")} if clip and "transform" in kept.attrib else {}
        pieces = [shape(kept)] if _is_drawn(kept) else []
    if clip and pieces and "legend" not in clip[1]:  # a legend is clipped to its own size, for one that scrolls
        pieces = [_clipped(pieces, known[clip[1]].find("rect"))]
    return [_holding(pieces, "g", around)] if around and pieces else pieces


def _grouped(pieces):
    """Pieces in their order, those alike in all that a group hands on in one that says it."""
    found = []
    for said, alike in itertools.groupby(pieces, _said_of_shapes):
        alike = list(alike)
        if said and len(alike) >= FEWEST:
            for piece in alike:
                piece.attrib = {name: value for name, value in piece.attrib.items() if name not in said}
            alike = [_holding(alike, "g", said)]
        found += alike
    return found


def _said_of_shapes(piece):
    return {} if piece.tag in GROUPS else {name: piece.get(name) for name in HANDED_ON if name in piece.attrib}


def _is_drawn(element):
    if NOWHERE.fullmatch(element.get("d", "")):
        return False
    if element.tag in SHAPES:
        return "class" in element.attrib or "fill" in element.attrib
    return element.tag == "tspan" or bool("".join(element.itertext()).strip())


def shape(element):
    """The same shape in fewer letters: lines in steps, discs as circles, and no move where its start can move."""
    if element.tag != "path":
        return element
    kept = dict(element.attrib)
    moved = MOVE.fullmatch(kept.get("transform", ""))
    disc = DISC.fullmatch(kept["d"])
    if disc and moved:
        del kept["transform"], kept["d"]
        return ElementTree.Element("circle", {"cx": moved[1], "cy": moved[2] or "0", "r": disc[1], **kept})
    if LINES.fullmatch(kept["d"]):
        kept["d"] = _in_steps(kept["d"])
    steps = STEPS.fullmatch(kept["d"])
    if steps and moved and not kept.get("fill", "").startswith("url("):  # a hatching begins where its shape does
        del kept["transform"]
        x, y = (_rounded(f"{float(moved[at] or 0) + float(steps[at]):.4f}") for at in (1, 2))
        kept["d"] = f"M{x},{y}{steps[3]}"
    return ElementTree.Element("path", kept)


def _in_steps(d):
    """Lines from place to place as steps, in tenths of a pixel."""
    written, first, at, last = [], None, None, ""
    for command, numbers in CORNER.findall(d):
        if command == "Z":
            written.append("Z")
            at, last = first, "Z"
        tenths = [round(10 * float(number)) for number in COORDINATE.findall(numbers)]
        for place in zip(tenths[::2], tenths[1::2], strict=True):
            letter, (x, y) = ("M", (0, 0)) if at is None else (command.lower(), at)
            written += [letter] * (letter != last) + [f"{(place[0] - x) / 10:g}", f"{(place[1] - y) / 10:g}"]
            first = place if command == "M" else first
            at, last = place, letter
    return NOT_NEEDED.sub("", " ".join(written))


def _clipped(pieces, rect):
    x, y, width, height = (_rounded(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    window = {"width": width, "height": height}
    if (x, y) != ("0", "0"):
        window |= {"x": x, "y": y, "viewBox": f"{x} {y} {width} {height}"}
    return _holding(pieces, "svg", window)


def _holding(pieces, tag, attributes):
    holder = ElementTree.Element(tag, attributes)
    holder.extend(pieces)
    return holder


def _style(element):
    """Styles and the attributes that say the same, a style before an attribute."""
    said = {name: element.get(name) for name in (*PLAIN, *PAINT, "display") if element.get(name) is not None}
    for declaration in re.split(r";(?![^(]*\))", element.get("style", "")):
        name, _, value = declaration.partition(":")
        if name.strip():
            said[name.strip()] = value.strip()
    unknown = said.keys() - PLAIN.keys() - PAINT - DROPPED - {"display"}
    if unknown:
        raise ExplorerError(f"a drawing with the style {', '.join(sorted(unknown))}, which posters do not know")
    return said


def _attributes(element, style, classes, known, hatchings):
    attributes = {name: _rounded(value) for name, value in element.attrib.items() if name in KEPT}
    if "transform" in attributes:
        attributes["transform"] = NO_MOVE.sub("", attributes["transform"])
    if "crisp" in classes:
        attributes["shape-rendering"] = "crispEdges"
    for name, plain in PLAIN.items():
        value = _rounded(style.get(name, plain) or "").replace("px", "")
        if value and value != plain:
            attributes[name] = value
    painted = [_paint(part, style, known, hatchings) for part in ("fill", "stroke")]
    names = [name for name in painted if name and not name.startswith("url(")]
    if names:
        attributes["class"] = " ".join(names)
    if painted[0] and painted[0].startswith("url("):
        attributes["fill"] = painted[0]
    if not painted[1]:
        for name in ("stroke-width", "stroke-dasharray"):
            attributes.pop(name, None)
    return {name: value for name, value in attributes.items() if value}


def _paint(part, style, known, hatchings):
    """The class of a colour, the reference of a hatching, or nothing where nothing is painted."""
    colour = style.get(part, "none")
    if colour in ("none", "transparent") or (part == "stroke" and style.get("stroke-width", "").strip("px") == "0"):
        return None
    reference = REFERENCE.fullmatch(colour)
    if reference:
        return f"url(#{_hatching(known[reference[1]], known, hatchings)})"
    red, green, blue, *more = (float(number) for number in RGB.fullmatch(colour)[1].split(","))
    opacity = float(style.get(f"{part}-opacity", 1)) * (more[0] if more else 1)
    if opacity == 0:
        return None
    named = role(red, green, blue, opacity)
    if named is None:
        raise ExplorerError(f"a drawing with {colour} of opacity {opacity:g}, which is no colour of the course")
    return f"{part}-{named}"


def _hatching(pattern, known, hatchings):
    """The identifier of a hatching, which two equal ones share."""
    kept = ElementTree.Element("pattern", _attributes(pattern, {}, set(), known, hatchings))
    kept.extend(piece for child in copy.deepcopy(pattern) for piece in _seen(child, known, hatchings))
    content = ElementTree.tostring(kept)
    if content not in hatchings:
        kept.set("id", f"{SERIAL}{len(hatchings)}")
        hatchings[content] = kept
    return hatchings[content].get("id")


def _rounded(text):
    """Numbers in a text to a hundredth of a pixel."""
    return NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)
