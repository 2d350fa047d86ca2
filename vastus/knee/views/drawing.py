"""The three views as ``<svg>`` elements, each with its numbers at every angle.

- What moves carries ``data-frames``: the name of one of its attributes, then the numbers in that attribute at each of
  `FRAMES_DEG`. ``views.js`` puts numbers between two angles in their place and knows nothing else.
- The attribute itself holds the numbers at `START_DEG`, so the picture is whole without a script.
- ``data-at`` marks what is shown at one angle only: where a table has a number about that structure.
- Front and side stand at one height in one scale; the front takes its bones from ``knee-front.svg``.

A unit of the pictures is a tenth of a millimetre, y downwards.
"""

import re
from pathlib import Path

import numpy as np
from scipy.interpolate import CubicSpline

from vastus.data import table
from vastus.knee.anatomy import contour
from vastus.knee.anatomy.source import outline
from vastus.knee.views import geometry
from vastus.knee.views.geometry import FLEXIONS_DEG
from vastus.words import number

FOLDER = Path(__file__).parent
START_DEG = 30
FRAMES_DEG = FLEXIONS_DEG[::2]  # lines between these are within half a millimetre of the stops that are left out
START = FRAMES_DEG.index(START_DEG)
UNITS_PER_MM = 10
TOP_MM, BOTTOM_MM = 68, -70  # of front and side
FRONT_MM, SIDE_MM, CUT_MM = (-47, 45), (-98, 76), (-48, 48)
CUT_TOP_MM, CUT_BOTTOM_MM = 45, -21
PULL_MM = 28  # how long 100 N are in the side view, and
PRESS_MM = 16  # in the cut
HEAD_MM = 5
CARTILAGE_MM = 2.6
# Of knee-front.svg: units to a millimetre, and where the axis of the joint is.
DRAWN_PER_MM, DRAWN_AXIS = 2.2, np.array([390, 566])
ACROSS_MM = np.concatenate([np.linspace(geometry.OUTER_EDGE_MM, -2, 8), [0], np.linspace(2, geometry.INNER_EDGE_MM, 8)])


def front():
    """From the front: the patella goes down the groove, the shank swings away from the viewer."""
    bones = {
        name: (outline(name)[::5] * (1, -1) - DRAWN_AXIS * (1, -1)) / DRAWN_PER_MM for name in BONES_FROM_THE_FRONT
    }
    shift = {"tibia": -3, "fibula": -3}  # under the tuberosity, which lies further out than in the other drawing
    for name in ("tibia", "fibula"):
        bones[name] = bones[name] * (1, 0.72) + (shift[name], -3)
    patella = bones["patella"] - (bones["patella"].max(axis=0) + bones["patella"].min(axis=0)) / 2
    patella *= 1, (geometry.BASE_MM - geometry.APEX_MM)[1] / np.ptp(patella[:, 1])
    foot = -geometry.tuberosity_beside_mm()
    shank, kneecap, tendon, quadriceps, patch = [], [], [], [], []
    for pose in _poses():
        bend = np.radians(pose.flexion_deg)
        shank.append(_matrix(1, 0, 0, np.cos(bend), (0, -9 * np.sin(bend))))
        kneecap.append(_matrix(1, 0, 0, np.cos(np.radians(pose.tilt_deg)), (0, pose.middle_mm[1])))
        low, high = pose.apex_mm[1] + 6, pose.base_mm[1] - 4
        tendon.append(path([(-8, low), (8, low), (foot + 6, pose.tuberosity_mm[1]), (foot - 6, pose.tuberosity_mm[1])]))
        quadriceps.append(path([(-13, high), (14, high), (4, TOP_MM + 2), (-20, TOP_MM + 2)]))
        patch.append(path(_patch_from_the_front(pose)))
    shapes = [
        f"<g {_moving('transform', shank)}>{_bone(bones['fibula'])}{_bone(bones['tibia'])}</g>",
        _bone(bones["femur"]),
        _shape("cartilage", bones["trochlear-groove"]),
        f'<path class="tendon" {_moving("d", tendon)}/>',
        f'<path class="tendon" {_moving("d", quadriceps)}/>',
        f"<g {_moving('transform', kneecap)}>{_bone(patella)}</g>",
        f'<path class="patch" {_moving("d", patch)}/>',
        _words("outer", FRONT_MM[0] + 1, TOP_MM - 12),
        _words("inner", FRONT_MM[1] - 1, TOP_MM - 12, "end"),
    ]
    return _svg("The knee from the front", FRONT_MM, (TOP_MM, BOTTOM_MM), shapes)


BONES_FROM_THE_FRONT = ("femur", "trochlear-groove", "tibia", "fibula", "patella")


def side():
    """From the outer side, cut through the middle of the groove."""
    shank, kneecap, tendon, quadriceps, cut, patch, line, arm, up, down, press = ([] for _ in range(11))
    for pose in _poses():
        shank.append(_matrix(*geometry.turned(pose.flexion_deg).T.ravel(), (0, 0)))
        kneecap.append(_matrix(*geometry.turned(pose.tilt_deg).T.ravel(), pose.placed((0, 0))))
        tendon.append(path(_band(pose.apex_mm - 6 * pose.tendon, pose.tuberosity_mm, 4.5, 3.6)))
        quadriceps.append(path(_band(pose.base_mm - 3 * pose.quadriceps, pose.base_mm + 130 * pose.quadriceps, 5, 10)))
        cut.append(path([pose.contact_mm + 9 * pose.press, pose.contact_mm - 34 * pose.press], close=False))
        patch.append(path(_patch_from_the_side(pose), close=False))
        line.append(path([pose.apex_mm, pose.apex_mm + 80 * pose.tendon], close=False))
        arm.append(path([(0, 0), pose.foot_mm], close=False))
        up.append(_arrow(pose.base_mm, PULL_MM * pose.quadriceps))
        down.append(_arrow(pose.apex_mm, PULL_MM * pose.tendon))
        length_mm = geometry.press_n(pose.flexion_deg) / 100 * PULL_MM
        press.append(_arrow(pose.contact_mm - (2 + length_mm) * pose.press, length_mm * pose.press))
    tibia, fibula = SHANK_FROM_THE_SIDE_MM
    shapes = [
        f"<g {_moving('transform', shank)}>{_bone(_smooth(fibula), 'bone far')}{_bone(_smooth(tibia))}</g>",
        _bone(_smooth(_femur_from_the_side())),
        f'<path class="cartilage line" d="{path(_groove_from_the_side(), close=False)}"/>',
        f'<path class="tendon" {_moving("d", quadriceps)}/>',
        f'<path class="tendon" {_moving("d", tendon)}/>',
        f"<g {_moving('transform', kneecap)}>{_bone(_patella_from_the_side())}"
        f'<path class="cartilage line" d="{path(_patella_back_from_the_side(), close=False)}"/></g>',
        f'<path class="cut" {_moving("d", cut)}/>',
        f'<path class="patch line" {_moving("d", patch)}/>',
        f'<g data-layer="arm"><path class="pull-line" {_moving("d", line)}/><path class="arm" {_moving("d", arm)}/>'
        f'<circle class="axis-dot" r="{round(2.4 * UNITS_PER_MM)}"/></g>',
        '<g data-layer="pulls">',
        f'<path class="pull" {_moving("d", up)}/><path class="pull" {_moving("d", down)}/>'
        f'<path class="press" {_moving("d", press)}/></g>',
    ]
    return _svg("The knee from the outer side, cut through the groove", SIDE_MM, (TOP_MM, BOTTOM_MM), shapes)


def across():
    """Cut across the groove where the patella touches it, seen from below."""
    groove, flat = geometry.grooves()
    patella, cartilage, patch, press = [], [], [], []
    for flexion_deg in FRAMES_DEG:
        patella.append(path(_patella_in_the_cut(flexion_deg)))
        cartilage.append(path(_patella_cartilage(flexion_deg)))
        outer_mm, inner_mm, _ = geometry.patch_mm(flexion_deg)
        touching = np.linspace(-outer_mm * _run(groove.outer_deg), inner_mm * _run(groove.inner_deg), 9)
        patch.append(path(np.column_stack([touching, groove.height_mm(touching)]), close=False))
        length_mm = geometry.press_n(flexion_deg) / 100 * PRESS_MM
        press.append(_arrow((0, 22.5 + length_mm), (0, -length_mm)))
    surface = _walls(groove)
    shapes = [
        _shape("bone", _smooth(FEMUR_IN_THE_CUT_MM, start=surface)),
        f'<path class="cartilage" d="{path([*surface, *(surface - (0, CARTILAGE_MM))[::-1]])}"/>',
        f'<path class="flat" data-layer="flat" d="{path(_walls(flat), close=False)}"/>',
        *(f'<path class="band {name}" d="{_curve(band)}"/>' for name, band in BANDS_IN_THE_CUT_MM.items()),
        f'<path class="bone" {_moving("d", patella)}/>',
        f'<path class="cartilage" {_moving("d", cartilage)}/>',
        f'<g data-layer="unloaded" transform="{_moved_outwards(groove)}">'
        f'<path class="unloaded" {_moving("d", patella)}/></g>',
        f'<path class="patch line" {_moving("d", patch)}/>',
        f'<g data-layer="pulls"><path class="press" {_moving("d", press)}/></g>',
        *_names_in_the_cut(),
    ]
    label = "The kneecap and its groove, cut across and seen from below, the front above"
    return _svg(label, CUT_MM, (CUT_TOP_MM, CUT_BOTTOM_MM), shapes)


def _poses():
    return [pose for pose in geometry.poses() if pose.flexion_deg in FRAMES_DEG]


# Shapes drawn by eye; millimetres as in geometry


SHANK_FROM_THE_SIDE_MM = (
    # The tibia with its tuberosity in front, and the fibula behind it.
    np.array(
        [
            (-22, -22),
            (2, -21),
            (24, -21),
            (29, -26),
            (32, -40),
            (31, -49),
            (25, -62),
            (20, -80),
            (18, -150),
            (-8, -150),
            (-9, -80),
            (-14, -58),
            (-24, -40),
            (-26, -28),
        ]
    ),
    np.array([(-24, -38), (-16, -36), (-13, -46), (-15, -62), (-14, -150), (-23, -150), (-24, -62), (-28, -48)]),
)
FEMUR_IN_THE_CUT_MM = np.array([(22, 4), (33, -4), (40, -14), (41, -30), (-41, -30), (-41, -12), (-35, 0), (-25, 6)])
PATELLA_FRONT_MM = np.array(
    [(20, 12.2), (17, 15.2), (11, 18.6), (4, 20.6), (-4, 20.8), (-12, 18.8), (-18.5, 15.6), (-22, 13.2)]
)
BANDS_IN_THE_CUT_MM = {
    "outer": np.array([(-20.5, 14), (-29, 13), (-38, 4), (-42.5, -12)]),
    "inner": np.array([(18.5, 13.5), (29, 12), (38, 3), (42.5, -12)]),
    "mpfl": np.array([(19, 9.5), (27, 9.5), (35.5, 0), (40, -13)]),
}


def _femur_from_the_side():
    """The shaft, and around the groove the condyle: a wide arc in front, a narrow one about the axis behind."""
    wide = geometry.GROOVE_RADIUS_MM + geometry.grooves()[0].outer_mm * 0.8
    front_arc = _arc(geometry.GROOVE_CENTRE_MM, wide, 50, -58, 12)
    back_arc = _arc((0, 0), 20, -75, -190, 12)
    return np.array([(26, 90), (26, 60), (29, 47), *front_arc, *back_arc, (-13, 20), (-1, 42), (2, 60), (2, 90)])


def _groove_from_the_side():
    return _arc(geometry.GROOVE_CENTRE_MM, geometry.GROOVE_RADIUS_MM, 50, -100)


def _patella_back_from_the_side():
    back = _arc(geometry.BACK_CENTRE_MM, geometry.BACK_RADIUS_MM, 196, 146, 40)
    return back[(back[:, 1] > -16) & (back[:, 1] < 17)]


def _patella_from_the_side():
    back = _patella_back_from_the_side()
    around = np.array(
        [back[-1], (-3.5, 20), (2.5, 20.5), (6.5, 14), (8.2, 4), (7.8, -7), (4, -16), (-1, -21.5), back[0]]
    )
    return np.concatenate([back, _rounded(around)])


def _patella_back_in_the_cut(flexion_deg):
    return np.column_stack([ACROSS_MM, geometry.patella_back_mm(flexion_deg, ACROSS_MM)])


def _patella_in_the_cut(flexion_deg):
    back = _patella_back_in_the_cut(flexion_deg)
    return np.concatenate([back, _rounded(PATELLA_FRONT_MM, 17)])


def _patella_cartilage(flexion_deg):
    back = _patella_back_in_the_cut(flexion_deg)[1:-1]
    return np.concatenate([back, (back + (0, CARTILAGE_MM))[::-1]])


def _walls(groove):
    across_mm = np.array([groove.outer_end_mm, -2, -1, 0, 1, 2, groove.inner_end_mm])
    ends = (
        np.array([(groove.outer_end_mm - 5, groove.outer_mm + 0.4)]),
        np.array([(groove.inner_end_mm + 5, groove.inner_mm)]),
    )
    return np.concatenate([ends[0], np.column_stack([across_mm, groove.height_mm(across_mm)]), ends[1]])


def _run(slope_deg):
    return np.cos(np.radians(slope_deg))


def _patch_from_the_side(pose):
    """The patch along the arc of the groove, as long as it is high."""
    half_deg = np.degrees(geometry.patch_mm(pose.flexion_deg)[2] / 2 / geometry.GROOVE_RADIUS_MM)
    middle_deg = np.degrees(np.arctan2(*-pose.press[::-1]))
    return _arc(geometry.GROOVE_CENTRE_MM, geometry.GROOVE_RADIUS_MM, middle_deg + half_deg, middle_deg - half_deg, 9)


def _patch_from_the_front(pose):
    """The two half ellipses, as much shorter as the surface they lie on is turned from the viewer."""
    outer_mm, inner_mm, height_mm = geometry.patch_mm(pose.flexion_deg)
    groove = geometry.grooves()[0]
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    wide = np.where(np.cos(angle) < 0, outer_mm * _run(groove.outer_deg), inner_mm * _run(groove.inner_deg))
    tall = height_mm / 2 * abs(pose.press[0])
    return np.column_stack([wide * np.cos(angle), pose.contact_mm[1] + tall * np.sin(angle)])


def _moved_outwards(groove):
    """Shift and tilt without the vastus medialis; going outwards the patella rides up the wall."""
    shift_mm, tilt_deg = geometry.unloaded()
    up_mm = shift_mm * np.tan(np.radians(groove.outer_deg))
    return _matrix(*geometry.turned(-tilt_deg).T.ravel(), (-shift_mm, up_mm))


def _names_in_the_cut():
    """Names of the bands and, each at the angle it was measured at, the percents of the stability table."""
    rows = table("patellar_stability_cadaver").set_index(["citekey", "structure"])
    for words, x_mm, y_mm, anchor in NAMES_IN_THE_CUT:
        yield _words(words, x_mm, y_mm, anchor)
    for key, (x_mm, y_mm, anchor, before, of) in SHARES_IN_THE_CUT.items():
        row = rows.loc[key]
        words = f"{before}{number(row['value'], unit='%')}{of}"
        yield _words(words, x_mm, y_mm, anchor, f' class="share" data-at="{row["knee_flexion_deg"]:g}"')


NAMES_IN_THE_CUT = (
    ("outer side", -47, 40, "start"),
    ("inner side", 47, 40, "end"),
    ("retinaculum", -47, 30.4, "start"),
    ("retinaculum", 47, 35.4, "end"),
    ("MPFL", 47, 24.6, "end"),
    ("kneecap", 0, 10.5, "middle"),
    ("thigh bone", 0, -17, "middle"),
)
# Where each stands, and of what it is a part: below the name of its structure, within the frame.
SHARES_IN_THE_CUT = {
    ("desio1998", "lateral retinaculum"): (-46.4, 25, "start", "carries ", ""),
    ("senavongse2005", "medial retinaculum"): (46.4, 30, "end", "", " stability"),
    ("desio1998", "MPFL"): (46.4, 19.2, "end", "carries ", ""),
    ("senavongse2005", "groove"): (-2.5, -9, "middle", "outer wall flat: ", " stability"),
}


# Writing


def path(points_mm, close=True):
    """The path through points."""
    steps = " ".join(
        f"{x:.0f} {y:.0f}" for x, y in np.round(np.asarray(points_mm) * (UNITS_PER_MM, -UNITS_PER_MM)) + 0.0
    )
    return f"M{steps}{'Z' if close else ''}"


def _curve(points_mm):
    (a, b), (c, d), (e, f), (g, h) = np.round(np.asarray(points_mm) * (UNITS_PER_MM, -UNITS_PER_MM)).astype(int)
    return f"M{a} {b}C{c} {d} {e} {f} {g} {h}"


def _arc(centre, radius, from_deg, to_deg, count=24):
    angle = np.radians(np.linspace(from_deg, to_deg, count))
    return np.asarray(centre) + radius * np.column_stack([np.cos(angle), np.sin(angle)])


def _band(start, end, start_half_mm, end_half_mm):
    along = (end - start) / np.hypot(*(end - start))
    beside = np.array([-along[1], along[0]])
    return [
        start + start_half_mm * beside,
        end + end_half_mm * beside,
        end - end_half_mm * beside,
        start - start_half_mm * beside,
    ]


def _arrow(start, way):
    """A line and its head as one path."""
    start, way = np.asarray(start), np.asarray(way)
    along = way / np.hypot(*way)
    beside = np.array([-along[1], along[0]])
    tip = start + way
    barbs = [tip - HEAD_MM * (along + side * 0.62 * beside) for side in (1, -1)]
    return path([start, tip], close=False) + path([barbs[0], tip, barbs[1]], close=False)


def _shape(class_name, points_mm):
    return f'<path class="{class_name}" d="{path(points_mm)}"/>'


def _bone(points_mm, class_name="bone"):
    """A bone with light and shade on it."""
    return _shape(class_name, points_mm) + "".join(_shape(*part) for part in contour.lit(np.asarray(points_mm)))


def _rounded(points_mm, count=25):
    """A smooth line through points."""
    points = np.asarray(points_mm, dtype=float)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    return CubicSpline(along, points)(np.linspace(0, along[-1], count))


def _smooth(points_mm, start=()):
    """A closed shape through points, round at all but those of ``start``, which keep their corners."""
    points = np.asarray(points_mm, dtype=float)
    straight = len(start)
    everything = np.concatenate([start, points]) if straight else points
    round_mm = []
    for place in range(len(everything)):
        if place < straight:
            round_mm.append(everything[place])
            continue
        before, here, after = (everything[(place + step) % len(everything)] for step in (-1, 0, 1))
        ends = [
            here + (other - here) * min(0.45, 6 / max(np.hypot(*(other - here)), 1e-9)) for other in (before, after)
        ]
        for part in np.linspace(0, 1, 5):
            round_mm.append((1 - part) ** 2 * ends[0] + 2 * part * (1 - part) * here + part**2 * ends[1])
    return np.array(round_mm)


def _matrix(a, b, c, d, at_mm):
    # y is downwards in the picture, so what turns x into y changes its sign.
    x, y = np.round(np.asarray(at_mm) * (UNITS_PER_MM, -UNITS_PER_MM)) + 0.0
    return "matrix(" + ",".join(f"{round(float(value), 4) + 0.0:g}" for value in (a, -b, -c, d, x, y)) + ")"


def _moving(attribute, texts):
    """An attribute at `START`, and its numbers at every angle."""
    frames = [re.findall(r"-?[\d.]+", text) for text in texts]
    if len({len(frame) for frame in frames}) != 1 or len({re.sub(r"-?[\d.]+", "#", text) for text in texts}) != 1:
        raise ValueError(f"{attribute}: {texts[0][:60]!r} and others differ in more than their numbers")
    numbers = ";".join(" ".join(frame) for frame in frames)
    return f'{attribute}="{texts[START]}" data-frames="{attribute};{numbers}"'


def _words(text, x_mm, y_mm, anchor="start", more=""):
    hidden = ' hidden=""' if "data-at" in more and f'data-at="{START_DEG}"' not in more else ""
    at = f'x="{round(x_mm * UNITS_PER_MM)}" y="{round(-y_mm * UNITS_PER_MM)}"'
    return f'<text {at} text-anchor="{anchor}"{more}{hidden}>{text}</text>'


def _svg(label, across_mm, down_mm, shapes):
    left, right, top, bottom = (round(value * UNITS_PER_MM) for value in (*across_mm, -down_mm[0], -down_mm[1]))
    body = "\n".join(shapes)
    return f'<svg viewBox="{left} {top} {right - left} {bottom - top}" role="img" aria-label="{label}">\n{body}\n</svg>'
