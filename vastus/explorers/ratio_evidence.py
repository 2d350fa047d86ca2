"""Can an exercise favour VMO? Findings on the VMO:VL ratio, by what was changed."""

import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View, evidence_map
from ..words import counted

STUDIES = data.table("vmo_vl_ratio_exercises")
COLUMN_OF = {"ratio_up": "up", "no_change": "none", "ratio_down": "other", "value_only": "other", "other": "other"}
COLUMNS = {"up": "towards VMO", "none": "no change", "other": "away, or other"}
ROWS = {
    "hip adduction": "Hip adduction",
    "hip rotation": "Hip rotation",
    "knee path": "Knee path",
    "knee depth": "Knee depth",
    "open or closed chain": "Open or closed chain",
    "training": "Weeks of training",
    "several exercises": "Several exercises",
    "people": "With against without pain",
}
DIRECTIONS = {
    "ratio_up": "towards VMO",
    "no_change": "no change",
    "ratio_down": "away from VMO",
    "value_only": "a value, nothing compared",
    "other": "another finding",
}


def view(what_changed, mark_conflicts):
    studies = STUDIES.assign(
        number=[str(number) for number in range(1, len(STUDIES) + 1)],
        source=STUDIES["citekey"].map(references.label),
        shown=(what_changed == "all") | (STUDIES["what_changed"] == what_changed),
        conflict=[references.label(key) if key else "" for key in STUDIES["in_conflict_with"]],
    )
    findings = pd.DataFrame(
        {
            "column": studies["direction"].map(COLUMN_OF),
            "row": studies["what_changed"],
            "shape": studies["population_group"],
            "people": studies["people"],
            "text": studies["conflict"].map(lambda other: "?" if other else "")
            if mark_conflicts
            else studies["number"],
            "hover": studies["source"] + "<br>" + studies["exercise"] + "<br>" + studies["direction"].map(DIRECTIONS),
            "shown": studies["shown"],
        }
    )
    shown = studies[studies["shown"]]
    table = shown[["number", "source", "exercise", "people", "direction", "direction_reason", "conflict"]]
    table = table.replace({"direction": DIRECTIONS})
    table.columns = ["no.", "source", "exercise", "people", "placed under", "because", "contradicted by"]
    return View(evidence_map.draw(findings, COLUMNS, ROWS), _reading(what_changed, shown, mark_conflicts), table)


def _reading(what_changed, shown, mark_conflicts):
    counts = shown["direction"].map(COLUMN_OF).value_counts()
    where = "the whole table" if what_changed == "all" else f"“{ROWS[what_changed].lower()}”"
    parts = ", ".join(f"{counts.get(column, 0)} {words}" for column, words in COLUMNS.items())
    sources = shown["citekey"].nunique()
    conflicts = (shown["conflict"] != "").sum()
    verb = "is" if conflicts == 1 else "are"
    marked = f" {conflicts} of them {verb} contradicted, by another study or within the abstract itself."
    total = f"{counted(len(shown), 'finding')} from {counted(sources, 'source')}"
    return f"In {where}, {total}: {parts}.{marked if mark_conflicts else ''}"


EXPLORER = Explorer(
    name="ratio_evidence",
    title="Findings on the VMO:VL ratio, by what was changed",
    controls=(
        Choice("what_changed", "What was changed", {"all": "everything", **ROWS}, "all"),
        Toggle("mark_conflicts", "Mark what is contradicted (?)"),
    ),
    view=view,
)
