"""Where leg press and leg extension load the kneecap alike, and how the load chosen moves that angle."""

from functools import lru_cache

import numpy as np
import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, NEUTRAL_SOFT, SURFACE, TEXT
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
SAID = {
    angle: "; ".join(f"{references.label(row.citekey)}: {WORDS[row.direction]}" for row in found.itertuples())
    for angle, found in ASKED.groupby("knee_flexion_deg")
}
# Name, unit, format; then the top of the axis and the distance of its ticks, the same at every load.
QUANTITIES = {
    "stress": ("stress", "MPa", "{:.2f}", 14, 4),
    "force": ("joint force", "N", "{:.0f}", 5500, 1500),
    "moment": ("knee moment", "N m", "{:.1f}", 170, 50),
}
CHANGE_AT_90_PERCENT = {"same": 0, "less": -25, "more": 25}
CURVES = (
    ("leg press", ACCENT, 3, "solid"),
    ("extension,<br>constant", TEXT, 2, "dash"),
    ("extension,<br>variable", NEUTRAL, 2.5, "dot"),
)
DIRECTION_MARKS = {"extension_higher": ("circle", TEXT), "press_higher": ("square", ACCENT)}
PRESS_KG = 50
EXACT_KG = {
    resistance: PRESS_KG * model.load_ratio_for_crossing(CROSSING_DEG, resistance) for resistance in model.RESISTANCES
}
# Heights in shares of the axis: a row for each study above the curves, and the room a label of two lines takes.
STUDY_ROWS = {"steinkamp1993": 1.37, "powers2014": 1.18}
LABEL_SHARE = 0.16
OUT_OF_SIGHT = -100


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
    met = [f"{angle:.0f}°" if angle is not None else "none" for angle in crossings(press_kg, extension_kg)]
    headline = f"Crossings: {met[0]} constant, {met[1]} variable"
    return View(_figure(state, agree), _reading(state, agree), _table(state, agree), headline)


def _figure(state, agree):
    press_kg, extension_kg, quantity, _ = state
    _, unit, _, top, step = QUANTITIES[quantity]
    ticks = [step * number for number in range(4)]
    # Heights are shares of the top of the quantity's axis, so that the axis stands still under all three.
    lines = [line / top for line in curves(ANGLES_DEG, *state)]
    assumed = [float(LAST_MEASURED_DEG), 90.0] if quantity == "stress" else [-90.0, -60.0]
    traces = [
        marks.band(assumed, [0, 0], [1, 1], NEUTRAL_SOFT),
        marks.words([assumed[1] - 1], [1.045], ["area assumed"], MUTED, place="middle left"),
        marks.segments([((0, 90), (tick / top, tick / top)) for tick in ticks], GRID, width=1),
        marks.words([-1.5] * 5, [*(tick / top for tick in ticks), 1], [*map(str, ticks), unit], place="middle left"),
        marks.rule(CROSSING_DEG, (0, 1.45), MUTED, width=1, dash="dot"),
    ]
    names, colours, *_ = zip(*CURVES, strict=True)
    traces += [
        marks.line(ANGLES_DEG, line, colour, width=width, dash=dash)
        for line, (_, colour, width, dash) in zip(lines, CURVES, strict=True)
    ]
    traces.append(marks.words([91] * 3, _apart([line[-1] for line in lines]), names, colours, bold=True))
    met = crossings(press_kg, extension_kg)
    x = [OUT_OF_SIGHT if angle is None else angle for angle in met]
    y = [OUT_OF_SIGHT if angle is None else float(curves(angle, *state)[0]) / top for angle in met]
    said = ["" if angle is None else f"{angle:.0f}°" for angle in met]
    traces.append(marks.points(x, y, SURFACE, outline=colours[1:]))
    beside = [y[0] + 0.02, y[1] - 0.05]  # clear of the curves
    traces.append(marks.words(x, beside, said, colours[1:], size=14, place=["top left", "bottom center"]))
    rows = COMPARED["citekey"].map(STUDY_ROWS)
    for direction, (symbol, colour) in DIRECTION_MARKS.items():
        here = COMPARED["direction"] == direction
        hover = [
            f"{references.label(row.citekey)}, {row.knee_flexion_deg:g}°: {WORDS[direction]}"
            for row in COMPARED[here].itertuples()
        ]
        angles = COMPARED.loc[here, "knee_flexion_deg"].tolist()
        traces.append(marks.points(angles, rows[here].tolist(), colour, symbol=symbol, size=12, hover=hover))
    hollow = rows.where(~agree, OUT_OF_SIGHT)
    traces.append(marks.points(COMPARED["knee_flexion_deg"].tolist(), hollow.tolist(), SURFACE, size=7))
    return Figure(
        traces,
        dict(
            height=360,
            margin=dict(l=2, r=2, t=4, b=44),
            xaxis=dict(title="knee flexion (°)", range=[-14, 122], tickvals=[*range(0, 91, 15)]),
            yaxis=dict(range=[-0.04, 1.58], visible=False),
            annotations=[
                marks.note(f"published {CROSSING_DEG:g}°", CROSSING_DEG - 1, 1.09, anchor="right top"),
                marks.note("● extension higher  ■ press higher  ○ not so here", -13, 1.58, TEXT),
                *(
                    marks.note(
                        references.label(study).replace(" et al.", "").replace(" ", "<br>"),
                        93.5,
                        y,
                        anchor="left middle",
                    )
                    for study, y in STUDY_ROWS.items()
                ),
            ],
        ),
    )


def _apart(heights):
    """Heights of labels, moved up from their curves where they would touch each other or the axis."""
    placed, floor = np.zeros(len(heights)), LABEL_SHARE / 2
    for number in np.argsort(heights):
        placed[number] = floor = max(heights[number], floor)
        floor += LABEL_SHARE
    return placed.tolist()


def _reading(state, agree):
    press_kg, extension_kg, quantity, _ = state
    constant, variable = crossings(press_kg, extension_kg)
    reached = "at every angle" if constant is None else f"up to {constant:.0f} degrees"
    return (
        f"Leg extension has the higher {QUANTITIES[quantity][0]} {reached} with constant resistance and up to "
        f"{variable:.0f} degrees with variable, the press beyond; {agree.sum()} of {agree.size} published differences "
        "come out."
    )


def _table(state, agree):
    press_kg, extension_kg, quantity, _ = state
    name, unit, form, _, _ = QUANTITIES[quantity]
    rows = []
    for angle, says in SAID.items():
        held = agree[(COMPARED["knee_flexion_deg"] == angle).to_numpy()]
        verdict = "" if held.size == 0 else "yes" if held.all() else "no"
        values = [form.format(float(value)) for value in curves(angle, *state)]
        rows.append((f"{name} at {angle:g}° ({unit})", *values, says, verdict))
    for kg, words in ((extension_kg, ""), (extension_kg + 1, ", with 1 kg more at the ankle")):
        met = ["none" if angle is None else f"{angle:.1f}" for angle in crossings(press_kg, kg)]
        rows.append((f"crossing with the press (°){words}", "", *met, "", ""))
    exact = [f"{press_kg * EXACT_KG[resistance] / PRESS_KG:.1f}" for resistance in model.RESISTANCES]
    rows.append((f"ankle load for a crossing at {CROSSING_DEG:g}° (kg)", "", *exact, "", ""))
    columns = ["here", "press", "extension, constant", "extension, variable", "published", "as here"]
    return pd.DataFrame(rows, columns=columns)


EXPLORER = Explorer(
    name="joint_stress",
    title="Leg press and leg extension: where the kneecap is loaded more",
    controls=(
        Steps("press_kg", "Leg press or squat, load on one leg", (25, PRESS_KG, 60), PRESS_KG, "kg"),
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
