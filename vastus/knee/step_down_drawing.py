"""Drawings of the step-down for a page: SVG in which the angles drawn are the ones computed.

- Postures come from `vastus.knee.step_down`, limbs and their places from `person`; here they become groups with one
  transform each, and ``person.css`` gives them the course's colours in light and dark. The movement (`vastus.movement`)
  is made of the same groups.
- A drawing is a row of panels. Each panel is one ``<svg>`` with title and description, and one line of words beside it
  that says the same: nothing is told by the picture alone.
- The side view shows what the model decides: the bend at which the heel touches, the ankle, and how far the knee is in
  front of the line of the weight. The front view shows form; its sideways angles are drawn for the eye.
"""

from dataclasses import asdict, dataclass, fields
from html import escape
from pathlib import Path

import numpy as np

from . import person, person_marks, step_down

STYLE = Path(__file__).with_name("person.css")
STEP_HEIGHT_M = 0.10
WEDGE_DEG = 25
UNITS_PER_M = 200
SIDE_M, FRONT_M = (-0.62, 0.56), (-0.46, 0.40)  # what is shown, along x
TOP_M, BELOW_M = 1.86, 0.06  # above and below the floor
FAULT_DEG = 35  # bend from which on a fault is whole
FORMS = {
    "good": person.Form(),
    "knee": person.Form(knee_m=-0.075),
    "pelvis": person.Form(hip_m=0.05, knee_m=0.03, pelvis_drop_deg=14, trunk_lean_deg=9),
    "trunk": person.Form(trunk_lean_deg=16),
    "heel": person.Form(heel_lift_deg=14),
}


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
            "below the step. The leg in full tone stands, the pale one hangs beside the step, on your side. The dotted "
            "line is the line of the weight, over the middle of the foot; the thick bar is how far the knee is in "
            "front of it. Limb lengths and masses are assumed, the hand carries nothing."
        ),
        panels=(
            _side_panel("Start", "One foot on the step, the other beside it in the air, a hand on the rail.", start),
            _side_panel("Heel touches, flat", _side_words(flat), flat),
            _side_panel(f"Heel touches, wedge of {WEDGE_DEG}°", _side_words(wedge), wedge),
        ),
    )


def front():
    """The step-down from the front: good form, and four faults, one at a time.

    Returns
    -------
    Drawing
    """
    flat_deg = step_down.knee_flexion_at_touch_deg(STEP_HEIGHT_M)
    less_deg, more_deg = (
        sign * (flat_deg - front_deepest_deg(form, STEP_HEIGHT_M)) for form, sign in (("pelvis", 1), ("heel", -1))
    )
    words = {
        "good": ("Good form", "Foot, knee and hip stay in one line; both sides of the pelvis are level."),
        "knee": ("Fault: knee falls inwards", "The knee leaves the line between foot and hip, towards the other leg."),
        "pelvis": (
            "Fault: pelvis drops",
            "The side of the hanging leg sinks and the trunk tips over the standing leg; the heel gets down with "
            f"{less_deg:.0f} degrees less knee bend.",
        ),
        "trunk": ("Fault: trunk leans", "The pelvis stays level, and the trunk tips sideways over the standing leg."),
        "heel": (
            "Fault: heel lifts",
            "The standing heel leaves the step; tipped so far, the knee bends "
            f"{more_deg:.0f} degrees more before the other heel is down.",
        ),
    }
    return Drawing(
        title="The step-down from the front: form and four faults",
        note=(
            "Heights are those of the course's model; everything sideways is drawn for the eye and larger than it need "
            "be. The leg in full tone stands. From which angle on a fault matters, no source of this course says."
        ),
        panels=tuple(_front_panel(form, name, said) for form, (name, said) in words.items()),
    )


def phases():
    """The four phases of one step-down on a flat step, for a sheet: stand, lower, touch and rise.

    Returns
    -------
    tuple of Panel
    """
    touch_deg = step_down.knee_flexion_at_touch_deg(STEP_HEIGHT_M)
    shown = {"Stand": (0.0, ""), "Lower": (0.6, "down"), "Touch": (1.0, ""), "Rise": (0.45, "up")}
    panels = []
    for name, (share, way) in shown.items():
        body = step_down.posture(touch_deg * share)
        parts = [
            *ground(person.scene(0, STEP_HEIGHT_M), STEP_HEIGHT_M, SIDE_M),
            *limbs(person.SIDE, person.side(body)),
            *([way_arrow(way)] if way else []),
        ]
        if share == 1:
            parts += marked(person_marks.SIDE, {"touch": person_marks.side(body)["touch"]})
        words = f"Knee bent {body.knee_flexion_deg:.0f} degrees."
        panels.append(Panel(name, words, svg(f"Side view: {name}", words, SIDE_M, parts, STEP_HEIGHT_M)))
    return tuple(panels)


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


def front_posture(form, knee_flexion_deg):
    """The posture behind a front view, and its `person.Form`, at one bend or at several.

    A fault grows with the bend and is whole from ``FAULT_DEG`` on. A heel that lifts stands as on a wedge that is not
    there.
    """
    bends_deg = np.asarray(knee_flexion_deg, dtype=float)
    share = np.clip(bends_deg / FAULT_DEG, 0, 1)
    share = share**2 * (3 - 2 * share)
    good, fault = asdict(FORMS["good"]), asdict(FORMS[form])
    seen = person.Form(**{name: good[name] + share * (fault[name] - good[name]) for name in good})
    lifts_deg = np.broadcast_to(seen.heel_lift_deg, bends_deg.shape)
    if not bends_deg.shape:
        return step_down.posture(bends_deg, float(lifts_deg)), seen
    bodies = [step_down.posture(*pair) for pair in zip(bends_deg, lifts_deg, strict=True)]
    gathered = {field.name: np.array([getattr(body, field.name) for body in bodies]) for field in fields(bodies[0])}
    return step_down.Posture(**gathered), seen


def front_deepest_deg(form, step_height_m):
    """Knee flexion at which the hanging heel is down, or 90 degrees.

    A dropped pelvis lowers that heel, a lifted standing heel raises it.
    """
    bends_deg = np.arange(0, 90.5, 0.5)
    body, seen = front_posture(form, bends_deg)
    heel_m = person.front(body, seen)["free leg"].joint_m[:, 1] - step_down.LEG_M
    return float(np.interp(step_height_m, -heel_m, bends_deg))


def _touching(slope_deg):
    return step_down.posture(step_down.knee_flexion_at_touch_deg(STEP_HEIGHT_M, slope_deg=slope_deg), slope_deg)


# From the side


def _side_words(body):
    lever_cm = 100 * (body.knee_m - body.foot_middle_m)[0]
    return (
        f"Knee bent {body.knee_flexion_deg:.0f} degrees, ankle {body.ankle_dorsiflexion_deg:.0f}; the knee is "
        f"{lever_cm:.0f} cm in front of the line of the weight."
    )


def _side_panel(name, words, body):
    places = person.side(body)
    touches = body.knee_flexion_deg > 0
    marks = person_marks.side(body)
    del marks["load"], marks["load head"]  # the load is the movement's subject
    parts = [
        *ground(person.scene(body.slope_deg, STEP_HEIGHT_M), STEP_HEIGHT_M, SIDE_M),
        *limbs(person.SIDE, places),
    ]
    if touches:
        parts += [weight_line(body), *marked(person_marks.SIDE, marks), *_knee_angle(body), *_ankle_angle(body)]
    return Panel(name, words, svg(f"Side view: {name}", words, SIDE_M, parts, STEP_HEIGHT_M))


def weight_line(body):
    """Up from the middle of the foot."""
    x_m, y_m = body.foot_middle_m
    return line("weight", (x_m, y_m), (x_m, TOP_M - STEP_HEIGHT_M - 0.04))


def _knee_angle(body):
    """Between the thigh carried on and the shank."""
    thigh, shank = _unit(body.knee_m - body.hip_m), _unit(body.ankle_m - body.knee_m)
    yield line("carried-on", body.knee_m, body.knee_m + 0.20 * thigh)
    yield _arc(body.knee_m, 0.15, thigh, shank)
    yield _text(body.knee_m + 0.24 * _unit(thigh + 0.6 * shank), f"{body.knee_flexion_deg:.0f}°")


def _ankle_angle(body):
    """Between the line square to the sole and the shank."""
    slope = np.radians(body.slope_deg)
    square, shank = np.array([np.sin(slope), np.cos(slope)]), _unit(body.knee_m - body.ankle_m)
    yield line("carried-on", body.ankle_m, body.ankle_m + 0.22 * square)
    yield _arc(body.ankle_m, 0.18, square, shank)
    yield _text(body.ankle_m + 0.22 * square + np.array([-0.12, 0.0]), f"{body.ankle_dorsiflexion_deg:.0f}°")


# From the front


def _front_panel(form, name, words):
    body, seen = front_posture(form, front_deepest_deg(form, STEP_HEIGHT_M))
    parts = [
        *ground(person.scene_front(STEP_HEIGHT_M), STEP_HEIGHT_M, FRONT_M, rail=False),
        *limbs(person.FRONT, person.front(body, seen)),
        *marked(person_marks.FRONT, person_marks.front(body, seen)),
    ]
    picture = svg(f"Front view: {name}", words, FRONT_M, parts, STEP_HEIGHT_M)
    return Panel(name, words, picture.replace(' role="img"', f' role="img" data-form="{form}"', 1))


# Writing: metres become units, x to the right and y downwards, from where the posture counts.


def svg(title, words, shown_m, parts, step_height_m):
    """A picture of its own, the floor ``step_height_m`` below where the posture counts."""
    left, width = UNITS_PER_M * shown_m[0], UNITS_PER_M * (shown_m[1] - shown_m[0])
    top, height = -UNITS_PER_M * (TOP_M - step_height_m), UNITS_PER_M * (TOP_M + BELOW_M)
    return "\n".join(
        [
            f'<svg class="vastus-person" role="img" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(words)}</desc>",
            *parts,
            "</svg>",
        ]
    )


def ground(outlines, step_height_m, shown_m, rail=True):
    """Floor, rail, step and wedge."""
    floor_m = -step_height_m
    for name, outline in outlines.items():
        yield f'<path class="{name}" d="{closed(outline)}"/>'
    yield line("floor", (shown_m[0], floor_m), (shown_m[1], floor_m))
    if rail:
        yield f'<path class="rail" d="{rail_path(step_height_m)}"/>'


def rail_path(step_height_m):
    """The rail and its post, which stands on the floor."""
    near, far = person.RAIL_M
    post_m = far[0] - 0.04
    return f"M{_points([near, far])}M{_points([(post_m, far[1]), (post_m, -step_height_m)])}"


def closed(outline):
    """A closed path with corners, in metres."""
    return f"M{_points(outline)}Z"


def limbs(parts, places):
    """A group with one transform for each limb, what is hidden first."""
    for name, place in places.items():
        shapes = "".join(f'<path class="{shape.tone}" d="{path(shape)}"/>' for shape in parts[name])
        yield f'<g data-limb="{name}" transform="{transform(place)}">{shapes}</g>'


def marked(parts, places):
    """The marks of `person_marks`, as `limbs`."""
    for name, place in places.items():
        shapes = "".join(f'<path class="{kind}" d="{d}"/>' for kind, d in parts[name])
        yield f'<g data-limb="{name}" transform="{transform(place)}">{shapes}</g>'


def transform(place):
    """A place as SVG writes it."""
    x, y = _units(place.joint_m)
    turn = f" rotate({_short(place.turn_deg)})" if abs(place.turn_deg) >= 0.05 else ""
    stretch = f" scale(1 {place.stretch:.3g})" if abs(place.stretch - 1) >= 0.0005 else ""
    return f"translate({_short(x)} {_short(y)}){turn}{stretch}"


def path(shape):
    """The outline of a shape around its joint, as cubic pieces one after the other."""
    start, *pieces = (np.column_stack([points[:, 0], -points[:, 1]]) * UNITS_PER_M for points in person.bezier(shape))
    pen = np.round(start[0], 1)
    written = [f"M{_pair(pen)}"]
    for first, second, end in zip(*pieces, strict=True):
        ends = np.round(end, 1)
        written.append("c" + " ".join(_pair(point - pen) for point in (first, second, ends)))
        pen = ends
    return "".join(written) + ("Z" if shape.closed else "")


def way_arrow(way):
    """An arrow behind the person's back, ``down`` or ``up``."""
    x_m, ends_m = -0.5, (1.05, 0.75) if way == "down" else (0.75, 1.05)
    wing_m = 0.06 if way == "down" else -0.06
    tip = np.array([x_m, ends_m[1]])
    shaft = _points([(x_m, ends_m[0]), tip])
    return f'<path class="way" d="M{shaft}M{_points([tip + [-0.05, wing_m], tip, tip + [0.05, wing_m]])}"/>'


def line(kind, *points):
    """A line through points, in metres."""
    return f'<path class="{kind}" d="M{_points(points)}"/>'


def _arc(middle, radius_m, start, end):
    first, turn = np.arctan2(start[1], start[0]), np.arctan2(start[0] * end[1] - start[1] * end[0], start @ end)
    angles = first + turn * np.linspace(0, 1, 9)
    return line("arc", *(middle + radius_m * np.column_stack([np.cos(angles), np.sin(angles)])))


def _text(place, words):
    x, y = _units(place)
    return f'<text x="{x:.1f}" y="{y + 5:.1f}">{escape(words)}</text>'


def _points(points):
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in map(_units, points))


def _pair(point):
    return " ".join(map(_short, point))


def _short(number):
    """A tenth of a unit, without a nought that says nothing."""
    return f"{round(float(number), 1) + 0:g}"


def _units(point):
    return UNITS_PER_M * point[0], -UNITS_PER_M * point[1]


def _unit(vector):
    return np.asarray(vector) / np.hypot(*vector)
