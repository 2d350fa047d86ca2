"""Is VMO late? Every timing finding of the evidence table, study by study, placed by its direction.

Above them stands what one review has pooled; the studies behind that row were not seen, so it is not their sum.
"""

import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View, evidence_map
from ..words import counted

COLUMNS = ("VMO<br>earlier", "alike", "VMO<br>later", "other<br>question")
COLUMN_OF = {"vm_earlier": 0, "no_difference": 1, "vm_later": 2, "treatment": 3, "other_measure": 3, "mixed": 3}
DIRECTIONS = {
    "vm_earlier": "VMO earlier",
    "no_difference": "no difference",
    "vm_later": "VMO later",
    "treatment": "treatment changed it",
    "other_measure": "something else was timed",
    "mixed": "some people late, some not",
}
SAID = {"treatment": "treatment", "other_measure": "not onset", "mixed": "some late"}
GROUPS = {"stairs": "Stairs", "reflex": "Tendon tap (reflex)", "other": "Other tasks, or not named"}
TASKS = {"stairs": "stairs", "reflex": "tendon tap", "other": "another task, or none named"}
DESIGNS = {
    "case-control": "with against without pain",
    "prospective": "followed until some had pain",
    "trial or pre-post": "before and after treatment",
    "experiment": "changed on purpose",
}


def _rule(finding):
    if pd.isna(finding["onset_threshold_sd"]):
        return "not known here"
    return (
        f"{finding['onset_threshold_sd']:g} SD above baseline, {finding['onset_window_ms']:g} ms, "
        f"low-pass {finding['lowpass_hz']:g} Hz"
    )


FINDINGS = data.table("onset_timing_studies").assign(
    study=lambda table: table["citekey"].map(references.label),
    group=lambda table: table["task_group"],
    column=lambda table: table["direction"].map(COLUMN_OF),
    rule=lambda table: table.apply(_rule, axis=1),
)
FINDINGS["hover"] = (
    FINDINGS["study"] + "<br>" + FINDINGS["task"] + ", " + FINDINGS["phase"] + "<br>" + FINDINGS["people"].astype(str)
) + (" people<br>rule: " + FINDINGS["rule"])
(_timing,) = data.table("pooled_differences").query("outcome == 'timing'").itertuples()
POOLED = dict(
    heading=f"Pooled by one review: {_timing.task}",
    study=references.label(_timing.citekey),
    hover=f"{references.label(_timing.citekey)}<br>{_timing.muscle}, {_timing.task}<br>{_timing.n_studies_text}",
    estimate=_timing.estimate,
    low=_timing.ci_low,
    high=_timing.ci_high,
)


def view(findings, show_rule):
    chosen = (findings == "all") | (FINDINGS["task_group"] == findings) | (FINDINGS["design_group"] == findings)
    shown = FINDINGS[chosen]
    figure = evidence_map.draw(FINDINGS.assign(chosen=chosen), COLUMNS, GROUPS, _said(show_rule), POOLED)
    late = (shown["direction"] == "vm_later").sum()
    headline = f"VMO later in {late} of {counted(len(shown), 'finding')}"
    columns = ["study", "task", "phase", "people", "design", "direction", "direction_reason", "rule"]
    table = shown[columns].replace({"direction": DIRECTIONS})
    table.columns = ["source", "task", "phase", "people", "design", "placed under", "because", "onset rule"]
    return View(figure, _rules_known(shown) if show_rule else _reading(shown), table, headline)


def _said(show_rule):
    """Words beside a study: what a finding without a direction is, or the onset rule."""
    said = {}
    for finding in FINDINGS.itertuples():
        if show_rule and not pd.isna(finding.onset_threshold_sd):
            said[finding.group, finding.study] = f"{finding.onset_threshold_sd:g} SD, {finding.lowpass_hz:g} Hz"
        elif finding.direction in SAID:
            said[finding.group, finding.study] = SAID[finding.direction]
    return said


def _reading(shown):
    late, alike, early = (_people(shown, direction) for direction in ("vm_later", "no_difference", "vm_earlier"))
    others = (shown["column"] == COLUMN_OF["mixed"]).sum()
    rest = f"; {others} asked something else" if others else ""
    return (
        f"Of {counted(len(shown), 'finding')}, VMO is later in {late}, neither earlier nor later in {alike}, "
        f"and earlier in {early}{rest}."
    )


def _people(shown, direction):
    """Findings of a direction, and the people behind them; those who gave several are counted once."""
    found = shown[shown["direction"] == direction]
    if found.empty:
        return "none"
    return f"{len(found)} ({found.drop_duplicates(['citekey', 'people'])['people'].sum()} people)"


def _rules_known(shown):
    known = shown[shown["onset_threshold_sd"].notna()]
    if known.empty:
        return f"The onset rule is known for none of these {counted(len(shown), 'finding')}."
    return (
        f"The onset rule is known for {len(known)} of {counted(len(shown), 'finding')}, from "
        f"{counted(known['citekey'].nunique(), 'study', 'studies')}."
    )


def _options():
    yield "all", f"all {len(FINDINGS)} findings"
    for column, prefix, options in (("task_group", "task", TASKS), ("design_group", "design", DESIGNS)):
        counts = FINDINGS[column].value_counts()
        for key, about in options.items():
            yield key, f"{prefix}: {about} ({counts[key]})"


EXPLORER = Explorer(
    name="timing_evidence",
    title="Findings on the timing of VMO and VL, by direction",
    controls=(
        Choice("findings", "Findings", dict(_options()), "all"),
        Toggle("show_rule", "Show the onset rule where it is known"),
    ),
    view=view,
)
