"""Can an exercise favour VMO? Findings on the VMO:VL ratio, by what was changed."""

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View, evidence_map
from ..words import counted

COLUMNS = ("away", "same", "towards<br>VMO", "no ratio<br>compared")
COLUMN_OF = {"ratio_down": 0, "no_change": 1, "ratio_up": 2, "value_only": 3, "no_ratio": 3, "between_people": 3}
DIRECTIONS = {
    "ratio_up": "towards VMO",
    "no_change": "no change",
    "ratio_down": "away from VMO",
    "value_only": "a value, nothing compared",
    "no_ratio": "activity or growth, ratio not compared",
    "between_people": "differences between people",
}
SAID = {"value_only": "value alone", "no_ratio": "no ratio", "between_people": "varies"}
GROUPS = {
    "hip adduction": "Hip adduction",
    "hip rotation": "Hip rotation",
    "knee path": "Knee path",
    "knee depth": "Knee depth",
    "open or closed chain": "Open or closed chain",
    "training": "Weeks of training",
    "several exercises": "Several exercises",
    "people": "With against without pain",
}
FINDINGS = data.table("vmo_vl_ratio_exercises").assign(
    study=lambda table: table["citekey"].map(references.label),
    group=lambda table: table["what_changed"],
    column=lambda table: table["direction"].map(COLUMN_OF),
    conflict=lambda table: [references.label(key) if key else "" for key in table["in_conflict_with"]],
)
FINDINGS["hover"] = FINDINGS["study"] + "<br>" + FINDINGS["exercise"] + "<br>" + FINDINGS["direction"].map(DIRECTIONS)


def view(what_changed, mark_conflicts):
    chosen = (what_changed == "all") | (FINDINGS["group"] == what_changed)
    shown = FINDINGS[chosen]
    figure = evidence_map.draw(FINDINGS.assign(chosen=chosen), COLUMNS, GROUPS, _said(mark_conflicts))
    headline = f"{(shown['direction'] == 'ratio_up').sum()} of {counted(len(shown), 'finding')} towards VMO"
    table = shown[["study", "exercise", "people", "direction", "direction_reason", "conflict"]]
    table = table.replace({"direction": DIRECTIONS})
    table.columns = ["source", "exercise", "people", "placed under", "because", "contradicted by"]
    return View(figure, _conflicts(shown) if mark_conflicts else _reading(shown), table, headline)


def _said(mark_conflicts):
    """Words beside a study: what a finding without a direction is, or what contradicts it."""
    said = {}
    for finding in FINDINGS.itertuples():
        if mark_conflicts and finding.conflict:
            within = finding.conflict == finding.study
            other = "itself" if within else evidence_map.short(finding.conflict, with_year=False)
            said[finding.group, finding.study] = f"≠ {other}"
        elif finding.direction in SAID:
            said.setdefault((finding.group, finding.study), SAID[finding.direction])
    return said


def _reading(shown):
    counts = shown["direction"].map(COLUMN_OF).value_counts()
    told = {2: "towards VMO", 1: "no change", 0: "away from VMO", 3: "without a ratio to compare"}
    parts = ", ".join(f"{counts[column]} {words}" for column, words in told.items() if column in counts)
    return f"{counted(len(shown), 'finding')} from {counted(shown['citekey'].nunique(), 'source')}: {parts}."


def _conflicts(shown):
    contradicted = (shown["conflict"] != "").sum()
    return (
        f"Of {counted(len(shown), 'finding')}, {contradicted or 'none'} {'is' if contradicted < 2 else 'are'} "
        f"contradicted (≠), by another study or within the abstract itself."
    )


COUNTS = FINDINGS["group"].value_counts()
EXPLORER = Explorer(
    name="ratio_evidence",
    title="Findings on the VMO:VL ratio, by what was changed",
    controls=(
        Choice(
            "what_changed",
            "What was changed",
            {
                "all": f"everything ({len(FINDINGS)} findings)",
                **{group: f"{heading} ({COUNTS[group]})" for group, heading in GROUPS.items()},
            },
            "all",
        ),
        Toggle("mark_conflicts", "Mark what is contradicted (≠)"),
    ),
    view=view,
)
