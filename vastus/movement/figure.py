"""The figure of the movement: what stands in the page before ``movement.js`` lets it move.

- ``data-movement`` is ``whole`` or ``small``: one person with a play button and a scrubber, for a first page.
- The stage holds the people at the start, the strips, the scrubber and the controls. Where there is no script, on
  paper, and for a reader who wants less motion, four posters show the way down and up.
- Sentence and table are always there. A person is made of limbs (``data-limb``) with one transform each.
- It has no id and no inline style, so it may stand on a page twice and under a strict policy.
"""

from html import escape

from .. import words
from ..knee import person, person_marks, step_down
from ..knee import step_down_drawing as drawing
from . import compiled
from .compiled import FIRST, HEIGHTS_CM, LOADS_KG, SLOPES_DEG

KINDS = ("whole", "small")
SIDE_M, FRONT_M = (-0.60, 0.66), (-0.44, 0.42)
UNIT = drawing.UNITS_PER_M
TOP, HEIGHT = -UNIT * 1.94, UNIT * 2.0  # of the frame, over the floor
TITLE = "One step-down, down and up"
SEEN = "A person steps down, seen from"
NOTE = (
    "Postures and forces come from the course's model of a person of 60 kg, who lowers so slowly that only weight "
    "counts; its lengths and masses are assumed. VM and VL are simulated, the mean of six repetitions: both follow the "
    "knee's moment, and their ratio is built in. The leg in full tone stands; the pale one hangs beside the step, on "
    "your side. The bar is the lever, how far the knee is in front of the line of the weight; the arrow is the force "
    "behind the kneecap. On the flat, a bend of 45 degrees needs a step of about {height_cm:.0f} cm."
)
SHORT = "One leg lowers the body until the other heel touches the floor, and pushes it up again."
POSTERS = (
    ("Straight", 0.0, "", "Weight on the standing leg, the other beside the step in the air."),
    ("Half way down", compiled.PAUSE_S + compiled.WAY_S / 2, "down", "Hip, knee and ankle bend together."),
    ("Heel touches", compiled.TURN_S, "", "The free heel is on the floor and takes no weight."),
    ("Return", compiled.TURN_S + compiled.WAY_S / 2, "up", "The standing leg pushes the body up again."),
)  # name, seconds, the arrow's way, words
FORM_WORDS = {
    "good": ("Good form", "Foot, knee and hip in one line, the pelvis level."),
    "knee": ("Knee falls inwards", "The knee leaves the line from hip to foot."),
    "pelvis": ("Pelvis drops", "The free side sinks: the heel is down with less bend."),
    "trunk": ("Trunk leans", "The trunk tips over the standing leg."),
    "heel": ("Heel lifts", "The standing heel leaves the step."),
}
KEY = '<p data-key><span data-line="flat">flat</span> <span data-line="wedge">wedge</span></p>'
STRIPS = {
    "knee": ("Knee bend, 0 to {knee}°",),
    "emg": ("VM, simulated", "VL, to {emg} µV"),
    "force": ("Force, 0 to {force} body weights",),
}


def html(kind="whole"):
    """Write the figure.

    Parameters
    ----------
    kind : {"whole", "small"}

    Returns
    -------
    str
        HTML, the same for the same files.

    Raises
    ------
    ValueError
        There is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no movement {kind!r}, expected {' or '.join(KINDS)}")
    return "\n".join(
        [
            f'<figure class="vastus-movement" data-movement="{kind}" data-front="flat">',
            f"<figcaption>{TITLE}</figcaption>",
            *(_whole() if kind == "whole" else _small()),
            f"<div data-posters>{''.join(_poster(*poster) for poster in POSTERS)}</div>",
            f"<p data-reading>{escape(_sentence() if kind == 'whole' else SHORT)}</p>",
            *((_table(), f"<p data-note>{escape(_note())}</p>") if kind == "whole" else ()),
            "</figure>",
        ]
    )


def text():
    """What the figure shows, in words: the numbers that a change of the model would change."""
    return f"Movement: {_sentence()}"


def _note():
    bent = step_down.posture(45.0, **compiled.setup(0, 0))
    return NOTE.format(height_cm=-100 * float(step_down.free_heel_m(bent)))


def _sentence():
    return compiled.sentence(*FIRST.values())


def _whole():
    yield '<div data-stage>\n<div data-tabs role="group" aria-label="The person in sight">'
    for name, words_of in (("flat", "Flat"), ("wedge", "Wedge"), ("front", "Front")):
        pressed = "true" if name == "flat" else "false"
        yield f'<button type="button" data-tab="{name}" aria-pressed="{pressed}">{words_of}</button>'
    yield "</div>\n<div data-people>"
    yield _person("flat", "Flat step", _side_svg(0, f"{SEEN} the side, on a flat step"), _numbers())
    wedge = _side_svg(FIRST["slope_deg"], f"{SEEN} the side, on a wedge")
    yield _person("wedge", f"Wedge of {FIRST['slope_deg']}°", wedge, _numbers())
    yield _person("front", FORM_WORDS["good"][0], _front_svg(), f"<p data-form>{FORM_WORDS['good'][1]}</p>")
    yield "</div>"
    yield '<p data-phase role="status">Stand</p>'
    yield _drive()
    yield '<div data-strips><div data-cursor aria-hidden="true"><span>Stand</span></div>'
    for name, labels in STRIPS.items():
        label = "".join(f"<span>{words_of.format(**compiled.TOPS)}</span>" for words_of in labels)
        guess = _guess() if name == "force" else ""
        key = KEY if name == "knee" else ""
        yield f'<div data-strip="{name}">{label}{key}{_strip_svg(name)}{guess}</div>'
    yield "</div>"
    yield _controls()
    yield "</div>"


def _small():
    yield "<div data-stage>\n<div data-people>"
    yield _person("flat", "", _side_svg(0, f"{SEEN} the side"), "")
    yield "</div>"
    yield '<p data-phase role="status">Stand</p>'
    yield _drive()
    yield "</div>"


def _person(name, title, svg, beside):
    head = f"<p data-title>{escape(title)}</p>" if title else ""
    return f'<div data-person="{name}">{head}{svg}{beside}</div>'


def _numbers():
    rows = (("bend", "Knee bend"), ("lever", "Lever"), ("moment", "Knee moment"), ("force", "Kneecap"))
    written = (f'<div><dt>{label}</dt><dd data-number="{name}"></dd></div>' for name, label in rows)
    return f"<dl>{''.join(written)}</dl>"


def _drive():
    last = round(compiled.DURATION_S / compiled.TIME_STEP_S)
    return (
        '<div data-drive><button type="button" data-play aria-label="Play one step-down" disabled></button>'
        f'<input type="range" name="time" min="0" max="{last}" value="0" disabled '
        'aria-label="Where in the movement"></div>'
    )


def _guess():
    last = round(compiled.DURATION_S / compiled.TIME_STEP_S)
    return (
        "<div data-cover></div><div data-guess-line></div>"
        f'<input type="range" name="guess" min="0" max="{last}" value="{last // 4}" disabled '
        'aria-label="Your guess: when the force behind the kneecap is largest">'
        "<output data-guess>Guess its peak, then play</output>"
    )


def _controls():
    choices = (
        ("step_height_cm", "Step", {value: f"{value} cm" for value in HEIGHTS_CM}),
        ("slope_deg", "Wedge", {value: f"{value}°" for value in SLOPES_DEG}),
        ("load_kg", "Load", {value: f"+{value} kg" if value else "none" for value in LOADS_KG}),
        ("form", "Form", {name: title for name, (title, _) in FORM_WORDS.items()}),
    )
    first = {**FIRST, "form": "good"}
    written = "".join(
        f'<label data-for="{name}"><span>{label}</span><select name="{name}" disabled>'
        + "".join(
            f'<option value="{value}"{" selected" if value == first[name] else ""}{_said_of(value)}>{said}</option>'
            for value, said in values.items()
        )
        + "</select></label>"
        for name, label, values in choices
    )
    return f'<form data-controls method="dialog" autocomplete="off">{written}</form>'


def _said_of(value):
    """What a form of the front view looks like, for the script to show."""
    return f' data-words="{escape(FORM_WORDS[value][1])}"' if value in FORM_WORDS else ""


def _strip_svg(name):
    lines = {
        "knee": ("flat", "wedge"),
        "emg": ("vm flat", "vm wedge", "vl flat", "vl wedge"),
        "force": ("flat", "wedge"),
    }[name]
    width = round(100 * compiled.DURATION_S)
    zero = '<path class="zero" d="M0 50H760"/>' if name == "emg" else ""
    drawn = "".join(f'<path class="{kind}" d=""/>' for kind in lines)
    return f'<svg viewBox="0 0 {width} 100" preserveAspectRatio="none" aria-hidden="true">{zero}{drawn}</svg>'


# People


def _side_svg(slope_deg, label, time_s=0.0, way=None):
    """A person from the side; one who moves has the backpack in store, one who stands still perhaps an arrow."""
    height_cm = FIRST["step_height_cm"]
    deepest = compiled.deepest_deg(height_cm, slope_deg, 0)
    bend_deg = float(compiled.knee_flexion_deg(time_s, deepest))
    body = step_down.posture(bend_deg, **compiled.setup(slope_deg, 0))
    loaded = step_down.posture(bend_deg, **compiled.setup(slope_deg, LOADS_KG[-1]))
    places = {**person.side(loaded), **person.side(body)} if way is None else person.side(body)
    on = person.scene(slope_deg, height_cm / 100)
    raised = [
        *(f'<path class="{name}" d="{drawing.closed(outline)}"/>' for name, outline in on.items()),
        f'<path class="rail" d="{drawing.rail_path(height_cm / 100)}"/>',
        *drawing.limbs(person.SIDE, places),
        f'<path class="weight" d="M{UNIT * body.foot_middle_m[0]:.1f} 0V-330"/>',
        *drawing.marked(person_marks.SIDE, person_marks.side(body)),
        *([drawing.way_arrow(way)] if way else []),
    ]
    touches = " data-touches" if bend_deg > deepest - 0.01 else ""
    svg = _svg(SIDE_M, label, raised, height_cm, touches)
    return svg.replace('<g data-limb="pack"', '<g class="away" data-limb="pack"')


def _front_svg():
    height_cm = FIRST["step_height_cm"]
    body, seen = drawing.front_posture("good", float(compiled.knee_flexion_deg(0, 90)))
    raised = [
        f'<path class="step" d="{drawing.closed(person.scene_front(height_cm / 100)["step"])}"/>',
        *drawing.limbs(person.FRONT, person.front(body, seen)),
        *drawing.marked(person_marks.FRONT, person_marks.front(body, seen)),
    ]
    return _svg(FRONT_M, f"{SEEN} the front", raised, height_cm, ' data-form="good"')


def _svg(across_m, label, raised, height_cm, more=""):
    left, width = UNIT * across_m[0], UNIT * (across_m[1] - across_m[0])
    return (
        f'<svg class="vastus-person" role="img" aria-label="{escape(label)}" '
        f'viewBox="{left:.0f} {TOP:.0f} {width:.0f} {HEIGHT:.0f}"{more}>'
        f'<path class="floor" d="M{left:.0f} 0h{width:.0f}"/>'
        f'<g data-raised transform="translate(0 {-UNIT * height_cm / 100:g})">{"".join(raised)}</g></svg>'
    )


def _poster(name, time_s, way, said):
    bend_deg = float(compiled.knee_flexion_deg(time_s, compiled.deepest_deg(FIRST["step_height_cm"], 0, 0)))
    told = compiled.numbers(step_down.posture(bend_deg, **compiled.setup(0, 0)))
    line = f"Knee {bend_deg:.0f}°, force {words.number(told['force'], 1)} body weights."
    svg = _side_svg(0, f"{name}: {said}", time_s, way)
    return f"<div data-poster>{svg}<p><strong>{name}.</strong> {said} {line}</p></div>"


def _table():
    head = "".join(
        f'<th scope="col">{column}</th>'
        for column in (
            "step (cm)",
            "slope (°)",
            "load (kg)",
            "knee bend at the turn (°)",
            "lever (cm)",
            "knee moment (N m)",
            "kneecap force (body weights)",
        )
    )
    rows = []
    for load in LOADS_KG:
        for slope in (0, *SLOPES_DEG):
            for height in HEIGHTS_CM:
                told = compiled.at_turn(height, slope, load)
                gap_cm = 100 * compiled.gap_m(height, slope, load)
                bend = f"{told['bend']:.0f}" + (f" (heel {words.number(gap_cm, 1)} cm up)" if gap_cm else "")
                cells = (
                    height,
                    slope,
                    load,
                    bend,
                    f"{told['lever']:.0f}",
                    f"{told['moment']:.0f}",
                    f"{told['force']:.1f}",
                )
                rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return (
        '<details data-table><summary>The data behind the picture</summary><div class="vastus-table" tabindex="0" '
        f'role="region" aria-label="At the turn"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )
