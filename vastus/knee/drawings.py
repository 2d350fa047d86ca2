"""The course's drawings by name, each as one HTML figure and as one text.

``knee-front``       the right thigh and knee, to take apart: `vastus.knee.anatomy`
``knee-views``       the right knee bending, from three sides: `vastus.knee.views`
``step-down-side``   the step-down from the side, flat and on a wedge: `vastus.knee.step_down_drawing`
``step-down-front``  the step-down from the front, with four faults

The book and a notebook show the same figure, with `STYLES` and, where something moves or can be tapped, a script.
"""

import difflib
import re
from html import unescape

from vastus.knee import step_down_drawing
from vastus.knee.anatomy import drawing as knee
from vastus.knee.anatomy import html as knee_html
from vastus.knee.anatomy import medial_fibres
from vastus.knee.views import drawing as bending
from vastus.knee.views import html as views

MOVEMENTS = {"step-down-side": step_down_drawing.side, "step-down-front": step_down_drawing.front}
VIEWS = views.NAME
NAMES = (knee.NAME, VIEWS, *MOVEMENTS)
SCRIPT, VIEWS_SCRIPT = knee.FOLDER / "anatomy.js", bending.FOLDER / "views.js"
STYLES = (knee.FOLDER / "anatomy.css", bending.FOLDER / "views.css", step_down_drawing.STYLE)


def figure(name, references, reference_href=None, chapter_href=None):
    """The figure of a drawing, the same for the same files.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    references, reference_href, chapter_href
        As for `vastus.knee.anatomy.html.figure`; used where parts have sources and places in a chapter.

    Returns
    -------
    str
        HTML with all text escaped.

    Raises
    ------
    ValueError
        There is no such drawing; the near ones are listed.
    """
    if _known(name) == knee.NAME:
        return knee_html.figure(references, reference_href, chapter_href)
    if name == VIEWS:
        return views.figure(references, reference_href)
    return step_down_drawing.html(name, MOVEMENTS[name]())


def inputs(name, references):
    """What a link may set on a drawing: each input by its name, with the values it takes as an address writes them.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    references
        As for `figure`.

    Returns
    -------
    dict of str to list of str
    """
    found = {}
    for tag in re.findall("<input ([^>]+)>", figure(name, references)):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        match given["type"]:
            case "checkbox":
                values = ["true", "false"]
            case "range":
                values = map(str, range(int(given["min"]), int(given["max"]) + 1, int(given.get("step", 1))))
            case "radio":
                values = [given["value"]]
        found.setdefault(given["name"], []).extend(values)
    return found


def title(name, references):
    """What a drawing shows, as its caption says it. Parameters as for `inputs`."""
    return unescape(re.search("<figcaption>([^<]*)</figcaption>", figure(name, references))[1])


def text(name):
    """What ``figure`` shows, in words: the numbers that a change of a model or a table would change."""
    if _known(name) == knee.NAME:
        angles = ", ".join(f"{angle_deg:g}" for angle_deg in medial_fibres.fibre_angles_deg().values())
        count = len(knee.anatomy().parts)
        measured = f"fibres of the vastus medialis at {angles} degrees ({medial_fibres.ANGLES_CITEKEY})"
        return f"Drawing {name}: {count} parts; {measured}."
    if name == VIEWS:
        return views.text()
    return f"Drawing {name}: {step_down_drawing.text(MOVEMENTS[name]())}"


def _known(name):
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, n=3, cutoff=0.3) or NAMES
        raise ValueError(f"no drawing {name!r}; near it: {', '.join(near)}")
    return name
