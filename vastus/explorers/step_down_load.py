"""What a step, a wedge, the trunk and a backpack ask of the standing knee, on the way down, beside the person."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from .. import data, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, GRID, MUTED, ROLES, SURFACE, TEXT
from ..knee import joint_stress
from ..knee import person as drawing
from ..knee import step_down as model

BODY_MASS_KG, BACKPACK_KG = 60, 10
PEOPLE = {  # one change at a time: words, and what it means to the model
    "plain": ("upright", {}),
    "lean": ("trunk leans", {"least_trunk_lean_deg": 30}),
    "stiff": ("stiff ankle", {"ankle_limit_deg": model.STIFF_ANKLE_LIMIT_DEG}),
    "backpack": (f"{BACKPACK_KG} kg on back", {"backpack_kg": BACKPACK_KG}),
}
AREA = data.table("contact_area_angle").query("citekey == 'besier2005' and population == 'men'")
HEALTHY = data.table("pfj_load_activities").query("population == 'healthy' and unit == 'body weight'")


def _published_bw(citekey, activity):
    return HEALTHY.query("citekey == @citekey and activity == @activity")["value"].item()


PUBLISHED_BW = {
    "walking": _published_bw("hart2022", "walking"),
    "stairs down": _published_bw("hart2022", "stair descent"),
    "running": _published_bw("hart2022", "running"),
    "decline squat": _published_bw("song2023", "single-leg decline squat"),
}
QUANTITIES = {  # title of its panel: unit, digits of its number, highest value drawn, ticks
    "Moment": ("N m", 0, 210, 50),
    "Force": ("body weights", 1, 11.4, 2),
    "Stress": ("MPa", 1, 13, 5),
}
POINTS = 41  # of a curve
CORNERS = 4  # of a step at most
ACROSS_M = (-0.66, 1.3)  # of the drawing of the person
GRAIN_M = 0.004  # of its outlines: half a pixel, and frames of two thirds the bytes


def _setup(slope_deg, person):
    return {"slope_deg": slope_deg, "body_mass_kg": BODY_MASS_KG, **PEOPLE[person][1]}


@lru_cache(maxsize=64)
def _way_down(step_height_cm, slope_deg, person):
    """The postures from straight to the lowest, at `POINTS` knee angles.

    That is where the heel touches, or 90 degrees: from 20 cm a slope leaves it in the air until then.
    """
    setup = _setup(slope_deg, person)
    return model.posture(np.linspace(0, model.deepest_deg(step_height_cm / 100, **setup), POINTS), **setup)


def curves(body):
    """Moment, joint force and stress of a posture, in the order of `QUANTITIES`."""
    area_mm2 = joint_stress.contact_area_mm2(
        body.knee_flexion_deg, AREA["knee_flexion_deg"].tolist(), AREA["contact_area_mm2"].tolist(), 0
    )
    force_bw = model.joint_force_bw(body)
    force_n = force_bw * body.body_mass_kg * joint_stress.GRAVITY_M_S2
    return model.knee_moment_nm(body), force_bw, joint_stress.stress_mpa(force_n, area_mm2)


def view(lowered_percent, step_height_cm, slope_deg, person):
    way, flat = (_way_down(step_height_cm, slope, person) for slope in (slope_deg, 0))
    now = model.posture(way.knee_flexion_deg[-1] * lowered_percent / 100, **_setup(slope_deg, person))
    panels = {"Person": _person(now, step_height_cm, person)}
    for title, *values in zip(QUANTITIES, curves(way), curves(flat), curves(now), strict=True):
        panels[title] = _curve(title, way, flat, now, values)
    lever_m = _lever_m(now)
    headline = (
        f"{curves(now)[0]:.0f} N m, the knee {abs(100 * lever_m):.0f} cm {'in front' if lever_m >= 0 else 'behind'}"
    )
    reading = _reading(way, flat, now, step_height_cm, slope_deg, person)
    return View(panels, reading, _table(way, flat, _gap(way, step_height_cm)), headline)


def _gap(way, step_height_cm):
    """How far the heel is still up at the lowest posture, in words; empty where it touches."""
    gap_m = model.heel_gap_m(way, step_height_cm / 100)[-1]
    return f"{100 * gap_m:.1f} cm" if gap_m else ""


def _curve(title, way, flat, now, values):
    """One quantity over the bend: flat and as set, and where the person is."""
    unit, digits, top, tick = QUANTITIES[title]
    along, level, value = values
    at_deg, value = np.round([now.knee_flexion_deg], 1), np.round([value], 2)
    hover = "%{x:.0f}°: %{y:.3g}"
    published = PUBLISHED_BW if title == "Force" else {}
    beside, line = value + top / 30, top / 14  # height of a line of words
    for bw in published.values():  # neither a dotted line nor its name through the number
        free = bw + (line if at_deg < 30 else 0) + top / 100
        beside = np.where((beside < free) & (bw < beside + line), free, beside)
    traces = [
        marks.line(flat.knee_flexion_deg, level, TEXT, width=1.8, dash="dash", hover=f"flat, {hover}"),
        marks.line(way.knee_flexion_deg, along, ACCENT, width=3, hover=hover),
        marks.words(flat.knee_flexion_deg[-1:], level[-1:], ["flat" if way.slope_deg else ""], place="bottom right"),
        marks.points(at_deg, value, SURFACE, size=11, outline=ACCENT, cliponaxis=False),
        marks.words(
            np.maximum(at_deg, 6),
            np.round(beside, 2),
            [words.number(value[0], digits)],
            ACCENT,
            size=15,
            bold=True,
            place="top center",
        ),
    ]
    return Figure(
        traces,
        dict(
            height=300,
            margin=dict(l=46, r=10, t=8, b=40),
            xaxis=dict(title="knee bend (°)", range=[0, 100], tickvals=[0, 30, 60, 90]),
            yaxis=dict(title=unit, range=[0, top], dtick=tick, showgrid=not published),
            annotations=[marks.note(name, 1, bw, anchor="left bottom") for name, bw in published.items()],
            shapes=[marks.edge((0, 100), (bw, bw), MUTED, dash="dot", layer="below") for bw in published.values()],
        ),
    )


def _person(now, step_height_cm, person):
    """The person, the top of the step at height 0, with the line of the weight and its lever at the knee."""
    floor_m = -step_height_cm / 100
    knee, middle, centre = (
        np.round(place_m, 3) for place_m in (now.knee_m, now.foot_middle_m, model.centre_of_mass_m(now))
    )
    rail_m = drawing.RAIL_M[0]
    traces = [
        marks.rule(rail_m[1], (rail_m[0], ACROSS_M[1]), MUTED, across=True, width=3),
        *(_filled(outline, ACCENT if name == "wedge" else GRID, MUTED) for name, outline in _scene(now, -floor_m)),
        *(_filled(outline, *_colours(tone)) for tone, outline in _limbs(now)),
    ]
    limit = ", its limit" if _at_limit(now, person) else ""
    x, y = np.round(
        [
            (0.22, 0.05),
            knee + (0.09, 0.05),
            (0.5, 1.14),
            knee + (0.09, -0.06),
        ],
        3,
    ).T
    texts = [
        f"ankle {words.number(now.ankle_dorsiflexion_deg, 0)}°{limit}",
        f"knee {words.number(now.knee_flexion_deg, 0)}°",
        f"trunk {words.number(now.trunk_lean_deg, 0)}°",
    ]
    traces += [
        marks.line(ACROSS_M, [floor_m] * 2, MUTED),
        marks.rule(middle[0], (middle[1], 1.82), TEXT, width=1.5, dash="dot"),
        marks.line([middle[0], knee[0]], [knee[1]] * 2, ACCENT, width=5),
        marks.points(knee[:1], knee[1:], ACCENT, size=10),
        marks.points(centre[:1], centre[1:], TEXT, symbol="circle-cross-open", size=12),
        marks.words(x[:3], y[:3], texts),
        marks.words(x[3:], y[3:], [f"lever {words.number(100 * _lever_m(now), 0)} cm"], ACCENT, bold=True),
    ]
    return Figure(
        traces,
        dict(
            height=300,
            margin=dict(l=2, r=2, t=2, b=2),
            xaxis=dict(range=ACROSS_M, visible=False, constrain="domain"),
            yaxis=dict(range=[-0.22, 1.86], visible=False, scaleanchor="x", constrain="domain"),
        ),
    )


def _scene(now, step_height_m):
    """The step, and the wedge, which has no height where there is no slope."""
    return {"wedge": np.zeros((3, 2)), **drawing.scene(now.slope_deg, step_height_m)}.items()


def _limbs(now):
    """Tone and outline of each limb; the backpack shrinks to a point inside the hip where there is none."""
    with_pack = replace(now, backpack_kg=BACKPACK_KG)
    for tone, outline in drawing.outlines(drawing.SIDE, drawing.side(with_pack), pieces=1):
        outline = outline[::2]
        yield tone, outline if now.backpack_kg or tone != "pack" else 0 * outline + now.hip_m


def _colours(tone):
    """What a tone is filled with and edged in; without an edge of its own, in its own colour."""
    fill, edge = (ROLES[role][0] if role else None for role in drawing.TONES[tone])
    return fill, edge or fill


def _filled(outline, colour, edge):
    """One outline, edged in a thin line; without a colour the edge alone."""
    shape = "spline" if len(outline) > CORNERS else "linear"
    points = np.vstack([outline, outline[:1]] if colour else outline)
    x, y = np.round(np.rint(points / GRAIN_M) * GRAIN_M, 3).T
    filling = dict(fill="toself", fillcolor=colour) if colour else {}
    return marks.line(x, y, edge, width=1, shape=shape, **filling)


def _lever_m(body):
    """How far the knee is in front of the line of the weight."""
    return (body.knee_m - body.foot_middle_m)[..., 0]


def _at_limit(body, person):
    limit_deg = PEOPLE[person][1].get("ankle_limit_deg", model.ANKLE_LIMIT_DEG)
    return np.max(body.ankle_dorsiflexion_deg) > limit_deg - 0.05


def _reading(way, flat, now, step_height_cm, slope_deg, person):
    bend_deg, touch_deg, flat_deg = (words.number(body.knee_flexion_deg.max(), 0) for body in (now, way, flat))
    ground = f"on a slope of {slope_deg} degrees" if slope_deg else "on flat ground"
    if now.knee_flexion_deg < way.knee_flexion_deg[-1] - 0.01:
        return (
            f"On the way down from {step_height_cm} cm {ground}, with the knee bent {bend_deg} degrees, the kneecap is "
            f"pressed with {curves(now)[1]:.1f} body weights; the heel is still in the air."
        )
    gap = _gap(way, step_height_cm)
    ends = (
        f"is still {gap} up at {touch_deg} degrees, where this model ends" if gap else f"touches at {touch_deg} degrees"
    )
    if not slope_deg:
        limit = " and the ankle at its limit" if _at_limit(now, person) else ""
        return (
            f"From {step_height_cm} cm {ground} the heel {ends}{limit}; the kneecap is pressed with "
            f"{curves(now)[1]:.1f} body weights or {curves(now)[2]:.1f} MPa."
        )
    moments_nm = model.knee_moment_nm(way)
    level_nm = model.knee_moment_nm(flat)[-1]
    same_nm = np.interp(flat.knee_flexion_deg[-1], way.knee_flexion_deg, moments_nm)
    return (
        f"{ground.capitalize()} the heel {ends}: {100 * (moments_nm[-1] / level_nm - 1):.0f} percent more moment than "
        f"without the wedge, where it touches at {flat_deg}, and {100 * (same_nm / level_nm - 1):.0f} percent more at "
        "that bend."
    )


def _table(way, flat, gap):
    last_deg = way.knee_flexion_deg[-1]
    rows = []
    for bend_deg in [*(angle for angle in range(15, 91, 15) if angle < last_deg - 1), last_deg]:
        ankle, trunk, lever_m, moment, force, stress, level = (
            np.interp(bend_deg, body.knee_flexion_deg, values)
            for body, values in (
                *((way, values) for values in (way.ankle_dorsiflexion_deg, way.trunk_lean_deg, _lever_m(way))),
                *((way, values) for values in curves(way)),
                (flat, model.knee_moment_nm(flat)),
            )
        )
        heel = (f" (heel {gap} up)" if gap else " (heel touches)") if bend_deg == last_deg else ""
        numbers = ((bend_deg, 0), (ankle, 0), (trunk, 0), (100 * lever_m, 0), (moment, 0), (force, 1), (stress, 1))
        bend, *others = (words.number(*number) for number in numbers)
        rows.append((bend + heel, *others, f"{level:.0f}" if bend_deg <= flat.knee_flexion_deg[-1] else ""))
    columns = ["knee bend (°)", "ankle (°)", "trunk lean (°)", "lever (cm)", "knee moment (N m)"]
    columns += ["kneecap force (body weights)", "kneecap stress (MPa)", "knee moment, flat (N m)"]
    return pd.DataFrame(rows, columns=columns)


EXPLORER = Explorer(
    name="step_down_load",
    title=f"A step-down at {BODY_MASS_KG} kg: the posture that balances, and what it asks of the knee",
    controls=(
        Steps("lowered_percent", "Way down", (0, 20, 40, 60, 80, 100), 100, "%", plays=True),
        Steps("step_height_cm", "Height of the step", (5, 10, 15, 20), 15, "cm"),
        Steps("slope_deg", "Slope of the wedge", (0, 15, 25), 0, "°"),
        Choice("person", "The person", {name: text for name, (text, _) in PEOPLE.items()}, "plain"),
    ),
    view=view,
)
