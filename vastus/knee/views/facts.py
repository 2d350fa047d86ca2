"""What the tables of this course measured at an angle of the knee, as sentences with their sources.

A sentence is given as text in which ``{citekey}`` stands for a source. Its numbers come from the tables.
"""

from vastus import data
from vastus.knee.views import geometry
from vastus.words import number

EXERCISES = {"steinkamp1993": "the leg press", "powers2014": "a squat"}
CUT = "{senavongse2005}"
COUNTS = {4: "four", 8: "eight", 9: "nine"}


def facts():
    """Sentences by knee flexion in degrees, in their order.

    Returns
    -------
    dict of int to list of str
    """
    found = {}
    for angle_deg, sentence in [*_areas(), *_stability(), *_stress(), *_stairs()]:
        found.setdefault(int(angle_deg), []).append(sentence)
    return dict(sorted(found.items()))


def _areas():
    for row in geometry.area_rows().itertuples():
        yield (
            row.knee_flexion_deg,
            f"The contact area was {row.contact_area_mm2:g} mm² in {COUNTS[row.n]} men {{{row.citekey}}}.",
        )


def _stability():
    rows = data.table("patellar_stability_cadaver").set_index(["citekey", "condition"])

    def row(citekey, condition):
        found = rows.loc[(citekey, condition)]
        return found["knee_flexion_deg"], number(abs(found["value"])), COUNTS[found["n_knees"]]

    angle, groove, knees = row("senavongse2005", "flattened lateral trochlea")
    yield (
        angle,
        f"With the outer wall made flat, {groove} percent of the stability of {knees} cadaver knees was lost {CUT}.",
    )
    angle, vmo, _ = row("senavongse2005", "VMO relaxed")
    yield angle, f"With the VMO relaxed, it was {vmo} percent {CUT}."
    angle, torn, knees = row("senavongse2005", "medial retinaculum ruptured")
    yield (
        angle,
        f"With the inner retinaculum torn, {torn} percent of the stability of {knees} cadaver knees was lost {CUT}.",
    )
    angle, mpfl, knees = row("desio1998", "MPFL")
    _, meniscal, _ = row("desio1998", "medial patellomeniscal ligament")
    _, outer, _ = row("desio1998", "lateral retinaculum")
    carried = f"carried {mpfl} percent of the resistance to a push outwards, the ligament to the meniscus {meniscal}"
    yield angle, f"The MPFL {carried}, the outer retinaculum {outer}, in {knees} cadaver knees {{desio1998}}."
    angle, force, knees = row("mpfl_iowa2013", "intact MPFL, 10 mm displacement")
    held = f"the MPFL held {force} N in {knees} cadaver knees moved 10 mm outwards"
    yield angle, f"In one record, whose authors and year could not be confirmed, {held} {{mpfl_iowa2013}}."


def _stress():
    """One sentence for each angle and direction, whichever of the studies found it."""
    rows = data.table("pfj_stress_angle")
    rows = rows[rows["citekey"].isin(EXERCISES)]
    for (angle, direction), group in rows[rows["direction"].isin(DIRECTIONS)].groupby(
        ["knee_flexion_deg", "direction"]
    ):
        exercises = [f"{EXERCISES[citekey]} {{{citekey}}}" for citekey in group["citekey"]]
        yield angle, DIRECTIONS[direction].format(" or ".join(exercises))
    for row in rows[rows["direction"] == "crossing"].itertuples():
        stop = min(geometry.FLEXIONS_DEG, key=lambda angle: abs(angle - row.knee_flexion_deg))
        crossing = f"Near here, at {row.knee_flexion_deg:g} degrees, the stress of leg extension and of"
        yield stop, f"{crossing} {EXERCISES[row.citekey]} was the same {{{row.citekey}}}."


DIRECTIONS = {
    "extension_higher": "Stress was higher in leg extension than in {}.",
    "press_higher": "Stress was lower in leg extension than in {}.",
    "not_listed": "No difference of stress is listed between leg extension and {}.",
}


def _stairs():
    rows = data.table("pfj_stress_angle").query("direction == 'value'")
    for row in rows[rows["comparison"].str.contains("patellar")].itertuples():
        way = "down" if "descent" in row.comparison else "up"
        model = f"a computer model of {COUNTS[row.n]} men walking {way} stairs"
        yield row.knee_flexion_deg, f"In {model} the patella's cartilage took {row.value:g} MPa {{{row.citekey}}}."
