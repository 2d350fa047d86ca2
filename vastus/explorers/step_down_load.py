"""What a step, a wedge, the trunk and a backpack ask of the standing knee, by knee angle, beside the person."""

from functools import lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data
from ..explorer import Choice, Explorer, Steps, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, NEUTRAL_SOFT, ROLES, SURFACE, TEXT
from ..knee import joint_stress, step_down_body
from ..knee import step_down as model

LEAST_LEAN_DEG = {"upright": 0, "lean": 30}
ANKLE_LIMIT_DEG = {"free": model.ANKLE_LIMIT_DEG, "stiff": model.STIFF_ANKLE_LIMIT_DEG}
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
# Quantity: title of its strip, form of its number, highest value drawn, ticks, its part of the height.
STRIPS = {
    "moment": ("moment (N m)", "{:.0f}", 310, 100, (0.715, 0.94)),
    "force": ("force (body wt.)", "{:.1f}", 13.4, 5, (0.325, 0.645)),
    "stress": ("stress (MPa)", "{:.1f}", 19.5, 10, (0.06, 0.255)),
}
POINTS = 41  # of a curve
FLOOR_M = (-0.62, 0.5)
# What is drawn in one colour, in the order in which it lies on what comes before.
BODY = (
    (NEUTRAL_SOFT, ("free thigh", "free shank", "free shoe")),
    (GRID, ("step",)),
    (ACCENT, ("wedge",)),
    (MUTED, ("backpack",)),
    (ROLES["border"][0], ("thigh", "shank")),
    (TEXT, ("shoe",)),
    (NEUTRAL, ("trunk",)),
    (ROLES["border"][0], ("forearm", "neck", "head")),
    (MUTED, ("upper arm", "shorts")),
)


@lru_cache(maxsize=512)
def _lowered(step_height_cm, slope_deg, trunk, ankle, backpack_kg, body_mass_kg):
    """The postures from straight to the lowest one, at `POINTS` knee angles, and the lowest alone.

    That is where the heel touches, or 90 degrees: from 20 cm a slope leaves it in the air until then.
    """
    setup = {
        "slope_deg": slope_deg,
        "least_trunk_lean_deg": LEAST_LEAN_DEG[trunk],
        "backpack_kg": backpack_kg,
        "body_mass_kg": body_mass_kg,
        "ankle_limit_deg": ANKLE_LIMIT_DEG[ankle],
    }
    deepest_deg = model.deepest_deg(step_height_cm / 100, **setup)
    return model.posture(np.linspace(0, deepest_deg, POINTS), **setup), model.posture(deepest_deg, **setup)


def curves(body):
    """Moment, joint force and stress of a posture, in the order of `STRIPS`."""
    area_mm2 = joint_stress.contact_area_mm2(
        body.knee_flexion_deg, AREA["knee_flexion_deg"].tolist(), AREA["contact_area_mm2"].tolist(), 0
    )
    force_bw = model.joint_force_bw(body)
    force_n = force_bw * body.body_mass_kg * joint_stress.GRAVITY_M_S2
    return model.knee_moment_nm(body), force_bw, joint_stress.stress_mpa(force_n, area_mm2)


def view(step_height_cm, slope_deg, trunk, ankle, backpack_kg, body_mass_kg):
    state = (step_height_cm, slope_deg, trunk, ankle, backpack_kg, body_mass_kg)
    (body, lowest), (flat, flat_touch) = _lowered(*state), _lowered(step_height_cm, 0, *state[2:])
    return View(
        _figure(body, flat, lowest, step_height_cm, ankle),
        _reading(body, lowest, flat_touch, state),
        _table(body, flat, _gap(lowest, step_height_cm)),
    )


def _gap(lowest, step_height_cm):
    """How far the heel is still up at the lowest posture, in words; empty where it touches."""
    gap_m = model.heel_gap_m(lowest, step_height_cm / 100)
    return f"{100 * gap_m:.1f} cm" if gap_m else ""


def _figure(body, flat, lowest, step_height_cm, ankle):
    traces = [*_curves(body, flat), *_person(lowest, step_height_cm / 100)]
    layout = go.Layout(
        height=430,
        margin=dict(l=6, r=10, t=26, b=34),
        legend=dict(
            x=1, xanchor="right", y=1, yref="container", yanchor="top", font=dict(color=MUTED), traceorder="reversed"
        ),
        xaxis=dict(
            title=dict(text="knee bend (°)", standoff=4, font=dict(size=12)),
            range=[0, 92],
            tickvals=[0, 30, 60, 90],
            domain=[0.53, 1],
            anchor="y3",
            fixedrange=True,
        ),
        xaxis4=dict(range=FLOOR_M, domain=[0, 0.42], anchor="y4", visible=False, fixedrange=True, constrain="domain"),
        yaxis4=dict(
            range=[-0.62, 1.86],
            domain=[0, 1],
            scaleanchor="x4",
            anchor="x4",
            visible=False,
            fixedrange=True,
            constrain="domain",
            constraintoward="bottom",
        ),
        **{
            f"yaxis{number}": dict(range=[0, top], domain=domain, dtick=tick, fixedrange=True)
            for number, (_, _, top, tick, domain) in enumerate(STRIPS.values(), start=1)
        },
        annotations=[
            *(
                dict(
                    text=title,
                    x=0.53,
                    xref="paper",
                    xanchor="left",
                    y=domain[1],
                    yref="paper",
                    yanchor="bottom",
                    showarrow=False,
                    font=dict(size=12, color=TEXT),
                )
                for title, _, _, _, domain in STRIPS.values()
            ),
            *(
                dict(
                    text=words,
                    x=1,
                    xanchor="left",
                    y=force_bw,
                    yref="y2",
                    yanchor="bottom",
                    showarrow=False,
                    font=dict(size=10, color=MUTED),
                )
                for words, force_bw in PUBLISHED_BW.items()
            ),
            dict(
                text=_angles(lowest, ankle),
                x=FLOOR_M[0],
                xref="x4",
                xanchor="left",
                y=-0.04,
                yref="y4",
                yanchor="top",
                align="left",
                showarrow=False,
                font=dict(size=12, color=TEXT),
            ),
            dict(
                text=f"<b>lever {100 * _lever_m(lowest):.0f} cm</b>",
                x=FLOOR_M[0],
                xref="x4",
                xanchor="left",
                y=-0.04,
                yref="y4",
                yanchor="top",
                yshift=-50,
                showarrow=False,
                font=dict(size=12, color=ACCENT),
            ),
        ],
        shapes=[
            dict(
                type="line",
                xref="x",
                yref="y2",
                x0=0,
                x1=92,
                y0=force_bw,
                y1=force_bw,
                line=dict(color=MUTED, width=1, dash="dot"),
                layer="below",
            )
            for force_bw in PUBLISHED_BW.values()
        ],
    )
    return go.Figure(traces, layout)


def _curves(body, flat):
    """In each strip the flat curve, the one as set, and its end with its number."""
    for number, (strip, now, level) in enumerate(
        zip(STRIPS.values(), curves(body), curves(flat), strict=True), start=1
    ):
        axis = f"y{number}" if number > 1 else "y"
        for curve, deg, name, line in (
            (level, flat.knee_flexion_deg, "flat", dict(color=TEXT, width=1.8, dash="dash")),
            (now, body.knee_flexion_deg, "as set", dict(color=ACCENT, width=3)),
        ):
            yield go.Scatter(
                x=deg,
                y=curve,
                yaxis=axis,
                mode="lines",
                name=name,
                showlegend=number == 1,
                line=line,
                hovertemplate="%{x:.0f}°: %{y:.3g}<extra>" + name + "</extra>",
            )
        yield go.Scatter(
            x=[round(float(body.knee_flexion_deg[-1]), 1)],
            y=[round(float(now[-1]), 3)],
            yaxis=axis,
            mode="markers+text",
            text=[f"<b>{strip[1].format(now[-1])}</b>"],
            textposition="top left",
            textfont=dict(color=ACCENT, size=13),
            cliponaxis=False,
            marker=dict(symbol="circle", size=10, color=SURFACE, line=dict(color=ACCENT, width=2.5)),
            hoverinfo="skip",
            showlegend=False,
        )


def _person(lowest, step_height_m):
    """The person at the lowest posture, the floor at height 0, with the line of the weight and its lever at the knee."""
    lift = np.array([0, step_height_m])
    knee, middle, centre = (
        np.round(place + lift, 3) for place in (lowest.knee_m, lowest.foot_middle_m, model.centre_of_mass_m(lowest))
    )
    on_floor = dict(xaxis="x4", yaxis="y4", hoverinfo="skip", showlegend=False)
    outlines = step_down_body.side(lowest, step_height_m)
    for colour, names in BODY:
        x, y = np.round(_joined([outlines[name] for name in names]) + lift, 3).T
        yield go.Scatter(x=x, y=y, mode="lines", fill="toself", fillcolor=colour, line=dict(width=0), **on_floor)
    for x, y, line in (
        (FLOOR_M, [0, 0], dict(color=MUTED, width=2)),
        ([middle[0]] * 2, [middle[1], 1.8], dict(color=TEXT, width=1.5, dash="dot")),
        ([middle[0], knee[0]], [knee[1]] * 2, dict(color=ACCENT, width=5)),
    ):
        yield go.Scatter(x=x, y=y, mode="lines", line=line, **on_floor)
    for (x, y), symbol, colour, size in ((knee, "circle", ACCENT, 9), (centre, "circle-cross-open", TEXT, 12)):
        marker = dict(symbol=symbol, color=colour, size=size, line=dict(width=2))
        yield go.Scatter(x=[x], y=[y], mode="markers", marker=marker, **on_floor)


def _joined(outlines):
    """Closed outlines as one path: out to each along a straight line, and back along the same."""
    path = [np.vstack([outline, outline[:1]]) for outline in outlines]
    return np.vstack([*path, *(outline[:1] for outline in outlines[-2:0:-1])])


def _lever_m(body):
    """How far the knee is in front of the line of the weight."""
    return (body.knee_m - body.foot_middle_m)[..., 0]


def _at_limit(lowest, ankle):
    return lowest.ankle_dorsiflexion_deg > ANKLE_LIMIT_DEG[ankle] - 0.05


def _whole(degrees):
    """Whole degrees without the sign of a zero."""
    return f"{round(float(degrees)) + 0:d}"


def _angles(lowest, ankle):
    limit = " (limit)" if _at_limit(lowest, ankle) else ""
    return (
        f"knee {_whole(lowest.knee_flexion_deg)}°<br>ankle {_whole(lowest.ankle_dorsiflexion_deg)}°{limit}"
        f"<br>trunk {_whole(lowest.trunk_lean_deg)}°"
    )


def _reading(body, lowest, flat_touch, state):
    step_height_cm, slope_deg, _, ankle, backpack_kg, body_mass_kg = state
    moment_nm, force_bw, stress_mpa = curves(lowest)
    ground = f"a slope of {slope_deg} degrees" if slope_deg else "flat ground"
    load = f" and a backpack of {backpack_kg} kg" if backpack_kg else ""
    limit = ", its limit," if _at_limit(lowest, ankle) else ""
    gap, bend = _gap(lowest, step_height_cm), f"{_whole(lowest.knee_flexion_deg)} degrees of knee bend"
    ends = f"is still {gap} up at {bend}, where this model ends," if gap else f"touches at {bend},"
    words = (
        f"Lowered from {step_height_cm} cm on {ground}, at {body_mass_kg} kg{load}, the heel {ends} with the ankle bent "
        f"{_whole(lowest.ankle_dorsiflexion_deg)} degrees{limit} and the trunk leaning {_whole(lowest.trunk_lean_deg)}; "
        f"the knee is {100 * _lever_m(lowest):.0f} cm in front of the line of the weight and holds {moment_nm:.0f} N m, "
        f"and the kneecap is pressed with {force_bw:.1f} body weights or {stress_mpa:.1f} MPa"
    )
    if slope_deg:
        bend_deg, level_nm = flat_touch.knee_flexion_deg, model.knee_moment_nm(flat_touch)
        same_nm = np.interp(bend_deg, body.knee_flexion_deg, model.knee_moment_nm(body))
        words += (
            f"; that is {100 * (moment_nm / level_nm - 1):.0f} percent more moment than from the same step without "
            f"the wedge, where the heel touches at {_whole(bend_deg)} degrees, and "
            f"{100 * (same_nm / level_nm - 1):.0f} percent more at that same bend"
        )
    return words + "."


def _table(body, flat, gap):
    bends_deg = [angle for angle in range(15, 91, 15) if angle < body.knee_flexion_deg[-1] - 1]
    rows = []
    for bend_deg in [*bends_deg, body.knee_flexion_deg[-1]]:
        ankle, trunk, moment, force, stress = (
            np.interp(bend_deg, body.knee_flexion_deg, values)
            for values in (body.ankle_dorsiflexion_deg, body.trunk_lean_deg, *curves(body))
        )
        level = ""
        if bend_deg <= flat.knee_flexion_deg[-1]:
            level = f"{np.interp(bend_deg, flat.knee_flexion_deg, model.knee_moment_nm(flat)):.0f}"
        heel = (f" (heel {gap} up)" if gap else " (heel touches)") if bend_deg == body.knee_flexion_deg[-1] else ""
        rows.append(
            (
                f"{bend_deg:.0f}{heel}",
                _whole(ankle),
                _whole(trunk),
                f"{moment:.0f}",
                f"{force:.1f}",
                f"{stress:.1f}",
                level,
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "knee bend (°)",
            "ankle (°)",
            "trunk lean (°)",
            "knee moment (N m)",
            "kneecap force (body weights)",
            "kneecap stress (MPa)",
            "knee moment, flat (N m)",
        ],
    )


EXPLORER = Explorer(
    name="step_down_load",
    title="A step-down: the posture that balances, and what it asks of the knee",
    controls=(
        Steps("step_height_cm", "Height of the step", (5, 10, 15, 20), 15, "cm"),
        Steps("slope_deg", "Slope of the wedge", (0, 15, 25), 0, "°"),
        Choice("trunk", "Trunk", {"upright": "as upright as balance allows", "lean": "leaning 30° or more"}, "upright"),
        Choice("ankle", "Ankle", {"free": "bends to 35°", "stiff": "stiff, bends to 25°"}, "free"),
        Steps("backpack_kg", "Backpack", (0, 10, 20), 0, "kg"),
        Steps("body_mass_kg", "Body mass", (60, 80), 60, "kg"),
    ),
    view=view,
)
