"""Where leg press and leg extension load the kneecap alike, and how the load chosen moves that angle."""

from functools import lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Steps, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, NEUTRAL_SOFT, SURFACE, TEXT
from ..knee import joint_stress as model

ANGLES_DEG = np.arange(0, 91, 1.5)
AREA = data.table("contact_area_angle").query(
    "citekey == 'besier2005' and population == 'men'"
)  # one method, one curve
LAST_MEASURED_DEG = AREA["knee_flexion_deg"].max()
PUBLISHED = data.table("pfj_stress_angle")
CROSSING_DEG = PUBLISHED.loc[PUBLISHED["direction"] == "crossing", "knee_flexion_deg"].item()
COMPARED = PUBLISHED[PUBLISHED["direction"].isin(["press_higher", "extension_higher"])].reset_index(drop=True)
ASKED = PUBLISHED[PUBLISHED["direction"].isin(["press_higher", "extension_higher", "crossing", "not_listed"])]
WORDS = {
    "press_higher": "press higher",
    "extension_higher": "extension higher",
    "crossing": "the curves cross",
    "not_listed": "no difference listed",
}
QUANTITIES = {
    "stress": ("stress", "stress (MPa)", "{:.2f}"),
    "force": ("joint force", "joint force (N)", "{:.0f}"),
    "moment": ("knee moment", "knee moment (N m)", "{:.1f}"),
}
CHANGE_AT_90_PERCENT = {"same": 0, "less": -25, "more": 25}
CURVES = ("leg press or squat", "extension, constant", "extension, variable")
STYLES = (
    dict(color=ACCENT, width=3),
    dict(color=TEXT, width=2, dash="dash"),
    dict(color=NEUTRAL, width=2.5, dash="dot"),
)
SHAPES = {"press_higher": ("square", ACCENT), "extension_higher": ("circle", TEXT)}
PRESS_KG = 50
EXACT_KG = {
    resistance: PRESS_KG * model.load_ratio_for_crossing(CROSSING_DEG, resistance) for resistance in model.RESISTANCES
}
STUDIES = ("steinkamp1993", "powers2014")
ROW_GAP = 1.35  # between the rows of published differences


def curves(angle_deg, press_kg, extension_kg, quantity, area_beyond):
    """Moment, joint force or stress of the three exercises, in the order of `CURVES`."""
    moments = [model.press_moment_nm(angle_deg, press_kg)]
    moments += [model.extension_moment_nm(angle_deg, extension_kg, resistance) for resistance in model.RESISTANCES]
    if quantity == "moment":
        return moments
    forces = [model.joint_force_n(moment, angle_deg) for moment in moments]
    if quantity == "force":
        return forces
    area = model.contact_area_mm2(
        angle_deg,
        AREA["knee_flexion_deg"].tolist(),
        AREA["contact_area_mm2"].tolist(),
        CHANGE_AT_90_PERCENT[area_beyond],
    )
    return [model.stress_mpa(force, area) for force in forces]


@lru_cache
def agreeing(press_kg, extension_kg):
    """Whether each row of `COMPARED` comes out of the model at these loads; area and lever arm do not matter."""
    press, *extension = curves(COMPARED["knee_flexion_deg"].to_numpy(float), press_kg, extension_kg, "moment", "same")
    higher = COMPARED["direction"] == "press_higher"
    return np.where(higher, press > np.max(extension, axis=0), press < np.min(extension, axis=0))


def crossings(press_kg, extension_kg):
    """Crossing angle for each resistance, None where the curves do not meet before 90 degrees."""
    found = [model.crossing_deg(extension_kg / press_kg, resistance) for resistance in model.RESISTANCES]
    return [angle if angle <= 90 else None for angle in found]


def view(press_kg, extension_kg, quantity, area_beyond):
    state = (press_kg, extension_kg, quantity, area_beyond)
    agree = agreeing(press_kg, extension_kg)
    return View(_figure(state, agree), _reading(state, agree), _table(state, agree))


def _figure(state, agree):
    press_kg, extension_kg, quantity, _ = state
    _, title, _ = QUANTITIES[quantity]
    lines = curves(ANGLES_DEG, *state)
    top = max(line.max() for line in lines)
    traces = [
        go.Scatter(
            x=ANGLES_DEG,
            y=line,
            mode="lines",
            name=name,
            line=style,
            hovertemplate="%{x:.0f}°: %{y:.3g}<extra></extra>",
        )
        for name, line, style in zip(CURVES, lines, STYLES, strict=True)
    ]
    for number, angle in enumerate(crossings(press_kg, extension_kg)):
        met = [] if angle is None else [angle]
        traces.append(
            go.Scatter(
                x=met,
                y=[float(curves(angle, *state)[0]) for angle in met],
                mode="markers+text",
                showlegend=False,
                marker=dict(
                    symbol="circle", size=11, color=SURFACE, line=dict(color=STYLES[number + 1]["color"], width=2.5)
                ),
                text=[f"<b>{angle:.0f}°</b>" for angle in met],
                textposition=["top left", "bottom center"][number],
                textfont=dict(color=STYLES[number + 1]["color"], size=14),
                hoverinfo="skip",
            )
        )
    for row, study in enumerate(reversed(STUDIES)):
        here = COMPARED["citekey"] == study
        looks = [SHAPES[direction] for direction in COMPARED.loc[here, "direction"]]
        traces.append(
            go.Scatter(
                x=COMPARED.loc[here, "knee_flexion_deg"].tolist(),
                y=[row * ROW_GAP] * int(here.sum()),
                yaxis="y2",
                mode="markers",
                showlegend=False,
                marker=dict(
                    symbol=[
                        shape if yes else f"{shape}-open" for (shape, _), yes in zip(looks, agree[here], strict=True)
                    ],
                    color=[colour for _, colour in looks],
                    size=12,
                    line=dict(width=2, color=[colour for _, colour in looks]),
                ),
                hovertext=[
                    f"{references.label(study)}, {angle:g}°: {WORDS[direction]}"
                    f"<br>here: {'the same' if yes else 'not so'}"
                    for angle, direction, yes in zip(
                        COMPARED.loc[here, "knee_flexion_deg"],
                        COMPARED.loc[here, "direction"],
                        agree[here],
                        strict=True,
                    )
                ],
                hoverinfo="text",
            )
        )
    return go.Figure(
        traces,
        go.Layout(
            height=520,
            margin=dict(l=56, r=14, t=62, b=48),
            legend=dict(x=0, y=1, yref="container", yanchor="top", font=dict(color=MUTED)),
            xaxis=dict(
                title="knee flexion (°)", range=[-3, 93], tickvals=list(range(0, 91, 15)), fixedrange=True, anchor="y"
            ),
            yaxis=dict(title=title, range=[-0.1 * top, 1.14 * top], domain=[0, 0.69], fixedrange=True),
            yaxis2=dict(domain=[0.72, 0.955], range=[-0.5, 3.2], visible=False, fixedrange=True, anchor="x"),
            shapes=[
                dict(
                    type="rect",
                    xref="x",
                    yref="paper",
                    x0=LAST_MEASURED_DEG,
                    x1=93,
                    y0=0,
                    y1=0.69,
                    fillcolor=NEUTRAL_SOFT,
                    line=dict(width=0),
                    layer="below",
                    visible=quantity == "stress",
                ),
                dict(
                    type="line",
                    xref="x",
                    yref="paper",
                    x0=CROSSING_DEG,
                    x1=CROSSING_DEG,
                    y0=0,
                    y1=0.955,
                    line=dict(color=MUTED, width=1, dash="dot"),
                    layer="below",
                ),
            ],
            annotations=[
                dict(
                    text="area assumed",
                    x=92,
                    y=0.685,
                    yref="paper",
                    xanchor="right",
                    yanchor="top",
                    showarrow=False,
                    font=dict(size=11, color=MUTED),
                    visible=quantity == "stress",
                ),
                dict(
                    text="● extension higher   ■ press higher",
                    x=-3,
                    xanchor="left",
                    y=2.75,
                    yref="y2",
                    showarrow=False,
                    font=dict(size=11, color=TEXT),
                ),
                *(
                    dict(
                        text=references.label(study),
                        x=-3,
                        xanchor="left",
                        y=(1 - row) * ROW_GAP + 0.62,
                        yref="y2",
                        showarrow=False,
                        font=dict(size=11, color=MUTED),
                    )
                    for row, study in enumerate(STUDIES)
                ),
                dict(
                    text=f"published {CROSSING_DEG:g}°",
                    x=CROSSING_DEG,
                    y=0.96,
                    yref="paper",
                    yanchor="bottom",
                    showarrow=False,
                    font=dict(size=11, color=MUTED),
                ),
            ],
        ),
    )


def _reading(state, agree):
    press_kg, extension_kg, quantity, _ = state
    constant, variable = crossings(press_kg, extension_kg)
    more = crossings(press_kg, extension_kg + 1)
    exact = [press_kg * EXACT_KG[resistance] / PRESS_KG for resistance in model.RESISTANCES]
    reached = "all the way to 90 degrees" if constant is None else f"up to {constant:.0f} degrees"
    moved = [
        f"{later - now:.1f} degrees ({resistance})"
        for now, later, resistance in zip((constant, variable), more, model.RESISTANCES, strict=True)
        if now is not None and later is not None
    ]
    return (
        f"With {press_kg:g} kg on the press and {extension_kg:g} kg at the ankle, extension has the higher "
        f"{QUANTITIES[quantity][0]} {reached} with constant and up to {variable:.0f} degrees with variable resistance, "
        f"the press beyond; one kilogram more at the ankle moves that by {' and '.join(moved)}; "
        f"the published {CROSSING_DEG:g} degrees would take {exact[0]:.1f} kg (constant) "
        f"or {exact[1]:.1f} kg (variable); {agree.sum()} of {agree.size} published differences come out."
    )


def _table(state, agree):
    quantity = state[2]
    _, title, form = QUANTITIES[quantity]
    rows = []
    for angle in sorted(ASKED["knee_flexion_deg"].unique()):
        found = ASKED[ASKED["knee_flexion_deg"] == angle]
        says = "; ".join(f"{references.label(row.citekey)}: {WORDS[row.direction]}" for row in found.itertuples())
        held = agree[(COMPARED["knee_flexion_deg"] == angle).to_numpy()]
        verdict = "" if held.size == 0 else "yes" if held.all() else "no"
        rows.append((f"{angle:g}", *(form.format(float(value)) for value in curves(angle, *state)), says, verdict))
    return pd.DataFrame(
        rows,
        columns=[
            "knee flexion (°)",
            f"press, {title}",
            f"extension constant, {title}",
            f"extension variable, {title}",
            "published",
            "as here",
        ],
    )


EXPLORER = Explorer(
    name="joint_stress",
    title="Leg press and leg extension: where the kneecap is loaded more",
    controls=(
        Steps("press_kg", "Leg press or squat, load on one leg", (25, PRESS_KG, 75, 100), PRESS_KG, "kg"),
        Steps(
            "extension_kg",
            "Leg extension, load at the ankle",
            tuple(sorted({5, 10, 15, 24, 35, 40, *(round(kg, 1) for kg in EXACT_KG.values())})),
            round(EXACT_KG["constant"], 1),
            "kg",
        ),
        Choice("quantity", "Compare", {"stress": "stress", "force": "joint force", "moment": "knee moment"}, "stress"),
        Choice(
            "area_beyond",
            "Contact area past 60° (assumed)",
            {"same": "stays as at 60°", "less": "25 percent less by 90°", "more": "25 percent more by 90°"},
            "same",
        ),
    ),
    view=view,
)
