"""Is VMO late? Every timing finding of the evidence table, placed by its direction."""

import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View, evidence_map
from ..words import counted

COLUMNS = {"vm_later": "VMO later", "no_difference": "no difference", "other": "another finding"}
ROWS = {"stairs": "Stairs", "reflex": "Tendon tap (reflex)", "other": "Other tasks, or not named"}
STUDIES = data.table("onset_timing_studies")
DESIGNS = ["case-control", "prospective", "trial or pre-post", "experiment"]


def _rule(study):
    if pd.isna(study["onset_threshold_sd"]):
        return "not known here"
    return (
        f"{study['onset_threshold_sd']:g} SD above baseline, {study['onset_window_ms']:g} ms, "
        f"low-pass {study['lowpass_hz']:g} Hz"
    )


def view(task, design, show_rule):
    studies = STUDIES.assign(
        number=range(1, len(STUDIES) + 1),
        source=STUDIES["citekey"].map(references.label),
        rule=[_rule(study) for _, study in STUDIES.iterrows()],
        shown=(task == "all") | (STUDIES["task_group"] == task),
    )
    studies["shown"] &= (design == "all") | (STUDIES["design_group"] == design)
    threshold = studies["onset_threshold_sd"].map(lambda sd: "" if pd.isna(sd) else f"{sd:g} SD")
    findings = pd.DataFrame(
        {
            "column": studies["direction"],
            "row": studies["task_group"],
            "shape": studies["design_group"],
            "people": studies["people"],
            "text": threshold if show_rule else studies["number"].astype(str),
            "hover": studies["source"]
            + "<br>"
            + studies["task"]
            + ", "
            + studies["phase"]
            + "<br>"
            + studies["people"].astype(str)
            + " people<br>rule: "
            + studies["rule"],
            "shown": studies["shown"],
        }
    )
    shown = studies[studies["shown"]]
    table = shown[["number", "source", "task", "phase", "people", "direction", "direction_reason", "rule"]].replace(
        {"direction": COLUMNS}
    )
    table.columns = ["no.", "source", "task", "phase", "people", "placed under", "because", "onset rule"]
    return View(evidence_map.draw(findings, COLUMNS, ROWS), _reading(shown, show_rule), table)


def _reading(shown, show_rule):
    if shown.empty:
        return "No finding in the table has this task and this design."
    parts = [f"{words} in {_counted(shown[shown['direction'] == direction])}" for direction, words in COLUMNS.items()]
    rule = f" The onset rule is known for {shown['onset_threshold_sd'].notna().sum()} of them." if show_rule else ""
    many = counted(len(shown), "finding")
    return f"{many} in view: {'; '.join(parts)}. People who gave several findings are counted once in each group.{rule}"


def _counted(studies):
    people = studies.drop_duplicates(["citekey", "people"])["people"].sum()
    return f"{len(studies)} ({people} people)"


EXPLORER = Explorer(
    name="timing_evidence",
    title="Findings on the timing of VMO and VL, by direction",
    controls=(
        Choice(
            "task",
            "Task",
            {"all": "all", "stairs": "stairs", "reflex": "tendon tap", "other": "other or not named"},
            "all",
        ),
        Choice("design", "Design", {"all": "all", **{design: design for design in DESIGNS}}, "all"),
        Toggle("show_rule", "Show the onset rule where it is known"),
    ),
    view=view,
)
