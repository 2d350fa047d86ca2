"""Drawings of the step-down for a page: SVG in which the angles drawn are the ones computed.

- Postures come from `vastus.knee.step_down`, outlines from `step_down_body`; here they become paths with class names,
  and ``movement.css`` gives them the course's colours in light and dark.
- A drawing is a row of panels. Each panel is one ``<svg>`` with title and description, and one line of words beside it
  that says the same: nothing is told by the picture alone.
- The side view shows what the model decides: the bend at which the heel touches, the ankle, and how far the knee is in
  front of the line of the weight. The front view shows form; its sideways angles are drawn for the eye.
"""

from dataclasses import dataclass
from html import escape

import numpy as np

from . import step_down, step_down_body

STEP_HEIGHT_M = 0.10
WEDGE_DEG = 25
UNITS_PER_M = 200
SIDE_M, FRONT_M = (-0.60, 0.54), (-0.47, 0.47)  # what is shown, along x
TOP_M, BELOW_M = 1.84, 0.07  # above and below the floor
RAIL_M = np.array([(0.14, 0.96), (0.50, 0.96)])  # from the near to the far end of the rail
HAND_M = np.array([0.21, 0.985])
KNEE_INWARD = step_down_body.Front(knee_m=0.075)
PELVIS_DROP = step_down_body.Front(hip_m=-0.05, knee_m=-0.03, pelvis_drop_deg=14, trunk_lean_deg=9)
CLASSES = {
    "step": "step",
    "wedge": "wedge",
    "trunk": "shirt",
    "upper arm": "sleeve",
    "free upper arm": "sleeve",
    "shorts": "shorts",
    "free shorts": "shorts",
    "shoe": "shoe",
    "free shoe": "free",
    "free shank": "free",
    "free thigh": "free",
}  # what is not named here is skin


@dataclass(frozen=True)
class Panel:
    """One picture of a drawing: its name, the words beside it, and the ``<svg>``."""

    name: str
    words: str
    svg: str


@dataclass(frozen=True)
class Drawing:
    """Panels in their order, under a title, with a note on how they were made."""

    title: str
    note: str
    panels: tuple[Panel, ...]


def side():
    """The step-down from the side: the start, and the heel's touch on flat ground and on a wedge.

    Returns
    -------
    Drawing
    """
    start = step_down.posture(0.0)
    flat, wedge = (_touching(slope_deg) for slope_deg in (0, WEDGE_DEG))
    return Drawing(
        title="The step-down from the side",
        note=(
            f"Drawn from the course's model at the moment the heel touches the floor, {100 * STEP_HEIGHT_M:.0f} cm "
            "below the step. The dotted line is the line of the weight, over the middle of the foot; the thick bar is "
            "how far the knee is in front of it. Limb lengths and masses are assumed, the hand carries nothing."
        ),
        panels=(
            _side_panel("Start", "One foot on the step, the other beside it in the air, a hand on the rail.", start),
            _side_panel("Heel touches, flat", _side_words(flat), flat),
            _side_panel(f"Heel touches, wedge of {WEDGE_DEG}°", _side_words(wedge), wedge),
        ),
    )


def front():
    """The step-down from the front: good form on flat ground and on a wedge, and two faults.

    Returns
    -------
    Drawing
    """
    flat, wedge = (_touching(slope_deg) for slope_deg in (0, WEDGE_DEG))
    drop_m = 2 * step_down_body.HIP_HALF_M * np.sin(np.radians(PELVIS_DROP.pelvis_drop_deg))
    dropped = _touching(0, STEP_HEIGHT_M - drop_m)
    spared_deg = flat.knee_flexion_deg - dropped.knee_flexion_deg
    good = step_down_body.Front()
    return Drawing(
        title="The step-down from the front: form and two faults",
        note=(
            "Heights are those of the course's model; everything sideways is drawn for the eye and larger than it need "
            "be. From which angle on a fault matters, no source of this course says."
        ),
        panels=(
            _front_panel(
                "Good form", "Foot, knee and hip stay in one line; both sides of the pelvis are level.", flat, good
            ),
            _front_panel(
                "Good form, wedge",
                "The same line on the wedge; the knee bends deeper before the heel touches.",
                wedge,
                good,
            ),
            _front_panel(
                "Fault: knee falls inwards",
                "The knee leaves the line between foot and hip, towards the other leg.",
                flat,
                KNEE_INWARD,
            ),
            _front_panel(
                "Fault: pelvis drops",
                "The side of the hanging leg sinks and the trunk tips over the standing leg; the heel gets down with "
                f"{spared_deg:.0f} degrees less knee bend.",
                dropped,
                PELVIS_DROP,
            ),
        ),
    )


def text(drawing):
    """The drawing in words alone: title, panels, note."""
    panels = " ".join(f"{panel.name}: {panel.words}" for panel in drawing.panels)
    return f"{drawing.title}. {panels} {drawing.note}"


def html(name, drawing):
    """The figure of a drawing, complete without a script and without an id; all text escaped."""
    panels = "\n".join(
        f"<div data-panel>\n{panel.svg}\n<p><strong>{escape(panel.name)}.</strong> {escape(panel.words)}</p>\n</div>"
        for panel in drawing.panels
    )
    return f"""\
<figure class="vastus-movement" data-drawing="{name}">
<figcaption>{escape(drawing.title)}</figcaption>
<div data-panels>
{panels}
</div>
<p data-note>{escape(drawing.note)}</p>
</figure>"""


def _touching(slope_deg, step_height_m=STEP_HEIGHT_M):
    return step_down.posture(step_down.knee_flexion_at_touch_deg(step_height_m, slope_deg=slope_deg), slope_deg)


# From the side


def _side_words(body):
    lever_cm = 100 * (body.knee_m - body.foot_middle_m)[0]
    return (
        f"Knee bent {body.knee_flexion_deg:.0f} degrees, ankle {body.ankle_dorsiflexion_deg:.0f}; the knee is "
        f"{lever_cm:.0f} cm in front of the line of the weight."
    )


def _side_panel(name, words, body):
    parts = [
        _line("rail", *RAIL_M),
        _line("rail", RAIL_M[1] - [0.04, 0], (RAIL_M[1, 0] - 0.04, -STEP_HEIGHT_M)),
        *_body(step_down_body.side(body, STEP_HEIGHT_M, HAND_M)),
    ]
    if body.knee_flexion_deg:
        parts += [*_weight(body), *_knee_angle(body), *_ankle_angle(body)]
    return Panel(name, words, _svg(f"Side view: {name}", words, SIDE_M, parts))


def _weight(body):
    middle, knee = body.foot_middle_m, body.knee_m
    yield _line("weight", middle, (middle[0], TOP_M - STEP_HEIGHT_M - 0.04))
    yield _circle("centre", step_down.centre_of_mass_m(body))
    yield _line("lever", (middle[0], knee[1]), knee)


def _knee_angle(body):
    """Between the thigh carried on and the shank."""
    thigh, shank = _unit(body.knee_m - body.hip_m), _unit(body.ankle_m - body.knee_m)
    yield _line("carried-on", body.knee_m, body.knee_m + 0.17 * thigh)
    yield _arc(body.knee_m, 0.125, thigh, shank)
    yield _text(body.knee_m + 0.21 * _unit(thigh + 0.6 * shank), f"{body.knee_flexion_deg:.0f}°")


def _ankle_angle(body):
    """Between the line square to the sole and the shank."""
    slope = np.radians(body.slope_deg)
    square, shank = np.array([np.sin(slope), np.cos(slope)]), _unit(body.knee_m - body.ankle_m)
    yield _line("carried-on", body.ankle_m, body.ankle_m + 0.20 * square)
    yield _arc(body.ankle_m, 0.165, square, shank)
    yield _text(body.ankle_m + 0.20 * square + np.array([-0.09, 0.0]), f"{body.ankle_dorsiflexion_deg:.0f}°")


# From the front


def _front_panel(name, words, body, seen):
    outlines, joints = step_down_body.front(body, STEP_HEIGHT_M, seen)
    hip, knee, ankle, free_hip = (joints[joint] for joint in ("hip", "knee", "ankle", "free hip"))
    across = _unit(free_hip - hip)
    leg, pelvis = (" fault" if seen is fault else "" for fault in (KNEE_INWARD, PELVIS_DROP))
    parts = [
        *_body(outlines),
        *([_line("carried-on", hip, ankle)] if leg else []),
        *([_line("carried-on", hip - [0.14, 0], hip + [0.34, 0])] if pelvis else []),
        _line(f"form{pelvis}", hip - 0.10 * across, free_hip + 0.10 * across),
        _line(f"form{leg}", hip, knee, ankle),
        _circle(f"joint{leg}", knee),
    ]
    return Panel(name, words, _svg(f"Front view: {name}", words, FRONT_M, parts))


# Writing: metres become units, x to the right and y downwards, from where the posture counts.


def _svg(title, words, shown_m, parts):
    left, width = UNITS_PER_M * shown_m[0], UNITS_PER_M * (shown_m[1] - shown_m[0])
    top, height = -UNITS_PER_M * (TOP_M - STEP_HEIGHT_M), UNITS_PER_M * (TOP_M + BELOW_M)
    floor = _line("floor", (shown_m[0], -STEP_HEIGHT_M), (shown_m[1], -STEP_HEIGHT_M))
    return "\n".join(
        [
            f'<svg class="vastus-person" role="img" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(words)}</desc>",
            *parts,
            floor,
            "</svg>",
        ]
    )


def _body(outlines):
    for name, outline in outlines.items():
        if np.ptp(outline[:, 1]) > 0.001:  # a wedge without a slope, a backpack without a load
            yield f'<path class="{CLASSES.get(name, "skin")}" d="M{_points(outline)}Z"/>'


def _line(kind, *points):
    return f'<path class="{kind}" d="M{_points(points)}"/>'


def _circle(kind, middle):
    x, y = _units(middle)
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'


def _arc(middle, radius_m, start, end):
    first, turn = np.arctan2(start[1], start[0]), np.arctan2(start[0] * end[1] - start[1] * end[0], start @ end)
    angles = first + turn * np.linspace(0, 1, 9)
    return _line("arc", *(middle + radius_m * np.column_stack([np.cos(angles), np.sin(angles)])))


def _text(place, words):
    x, y = _units(place)
    return f'<text x="{x:.1f}" y="{y + 5:.1f}">{escape(words)}</text>'


def _points(points):
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in map(_units, points))


def _units(point):
    return UNITS_PER_M * point[0], -UNITS_PER_M * point[1]


def _unit(vector):
    return np.asarray(vector) / np.hypot(*vector)
