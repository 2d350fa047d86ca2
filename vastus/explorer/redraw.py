"""What the page must draw anew when a leaf of a view changes.

plotly.js draws a trace again in about a millisecond; defaults, axes, legend and margins cost it ten times that. So each
leaf that varies gets a kind:

- ``place``  where a trace's lines, surfaces, points, bars and whiskers stand, on axes of fixed range
- ``text``   words: of a trace or of a note, or beside the drawing
- ``look``   opacity, symbol and size of marks, colour of their words, in a trace without an entry in the legend
- ``more``   everything else, such as what is visible, colours that others are derived from, and axes

A step is cheap if nothing that changes in it is ``more``. A trace that has no points is not drawn at all, so filling
and emptying it is ``more`` too. ``nudge.js`` makes the cheap steps.
"""

import re

import numpy as np

from . import letters
from .axes import axis_of, fixed

PLACES = {("x",), ("y",), *((error, part) for error in ("error_x", "error_y") for part in ("array", "arrayminus"))}
TEXTS = {("text",), ("hovertext",), ("textposition",)}
LOOKS = {
    ("opacity",),
    ("textfont", "color"),
    ("line", "dash"),
    *(("marker", part) for part in ("opacity", "size", "symbol")),
}
DRAWN_BY_ITSELF = {"scatter", "bar"}
MARKUP = re.compile(r"<(?!br>)|&|\$")  # what a note cannot be given without plotly


def kind(path, values, base):
    """The kind of one leaf.

    Parameters
    ----------
    path : list
        Where it stands in a view.
    values : list
        What it is in all states.
    base : dict
        The leaves that do not vary.
    """
    match path:
        case ("panels", panel, "data", number, *part):
            layout = base["panels"][panel]["layout"]
            return _kind_in_trace(tuple(part), values, base["panels"][panel]["data"][number], layout)
        case ("panels", panel, "layout", "annotations", number, "text"):
            note = base["panels"][panel]["layout"]["annotations"][number]
            simple = _placed_by_its_words(note) and not any(MARKUP.search(text) for text in values)
            return "text" if simple else "more"
        case ("panels", *_):
            return "more"
    return "text"


def cheap_share(compiled):
    """Share of the single steps of an explorer that are cheap.

    A step takes one control to a neighbouring value, from any state; those that change nothing are not counted.

    Parameters
    ----------
    compiled : dict
        Frames of an explorer.

    Returns
    -------
    float
    """
    shape = [len(control["values"]) for control in compiled["controls"]]
    empty = np.array([_length(value) == 0 for value in compiled["pool"]], dtype=bool)
    cheap = counted = 0
    for axis in range(len(shape)):
        changed, dear = False, False
        for leaf in compiled["varying"]:
            at = np.moveaxis(np.reshape(leaf["at"], shape), axis, 0)
            differs = at[1:] != at[:-1]
            changed = changed | differs
            if leaf["kind"] == "more":
                dear = dear | differs
            elif leaf["kind"] == "place":
                dear = dear | (differs & (empty[at[1:]] | empty[at[:-1]]))
        counted += np.sum(changed)
        cheap += np.sum(changed & ~np.asarray(dear))
    return float(cheap / counted)


def _kind_in_trace(part, values, trace, layout):
    if trace["type"] not in DRAWN_BY_ITSELF or trace.get("stackgroup"):
        return "more"
    if part in PLACES:
        letter = part[0][-1]
        whiskers = part[0].startswith("error")
        same_number = len({_length(value) for value in values}) == 1
        if not fixed(layout, axis_of(trace, letter)) or not same_number and (whiskers or trace["type"] == "bar"):
            return "more"
        return "place"
    if part in TEXTS:
        return "text"
    if part in LOOKS and trace.get("showlegend") is False:
        return "look"
    return "more"


def _placed_by_its_words(note):
    """Whether the place of a note follows from its anchor and its words alone."""
    unlike = note.keys() & {"textangle", "width", "height"} or note.get("showarrow")
    return not unlike and all(
        note.get(f"{letter}anchor", "auto") != "auto" and "domain" not in note.get(f"{letter}ref", "")
        for letter in "xy"
    )


def _length(value):
    """How many numbers an array holds, in coded form or not; None where it is no array."""
    if isinstance(value, dict):
        return value.get("$count") or (len(letters.read(value["$steps"])) if "$steps" in value else None)
    return len(value) if isinstance(value, list) else None
