"""The cases in which a mechanism, or "it works", met a controlled comparison and did not survive it, or did.

Every result has a scale of its own, so each is drawn to the width of its own interval: the side and the distance from
"no difference" can be read, lengths cannot be compared between rows. Better for the patient is always on the right.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, TEXT
from ..inference.comparison import Estimate, difference_from_p, relative_risk

ROW_PX, FARTHEST = 21, 0.9
HEADINGS = {"mechanism": "The mechanism promised", "practice": "Practice swore by it"}


@dataclass(frozen=True)
class Result:
    """One outcome of one case: ``estimate`` is None where no figures were read, and ``words`` says what was."""

    row: pd.Series
    estimate: Estimate | None
    words: str
    origin: str

    @property
    def drawn(self):
        """Value and limits as drawn: 0 is no difference, the farthest limit at ``FARTHEST``, better to the right."""
        shown = np.array([self.estimate.low, self.estimate.value, self.estimate.high])
        if self.row["effect_measure"] == "relative risk" or pd.notna(self.row["active_events"]):
            shown = np.log(shown)
        better = {"lower": -1, "higher": 1}[self.row["better_if"]]
        return np.sort(better * shown / np.abs(shown).max() * FARTHEST)


def _result(row):
    if pd.notna(row["effect"]):
        estimate = Estimate(row["effect"], row["ci_low"], row["ci_high"])
        return Result(row, estimate, f"{row['effect_measure']} {_interval(estimate)}", "as published")
    if pd.notna(row["active_events"]):
        counts = [int(row[name]) for name in ("active_events", "active_n", "comparator_events", "comparator_n")]
        estimate = relative_risk(*counts)
        return Result(row, estimate, f"relative risk {_interval(estimate)}", "own calculation from the counts")
    if row["p_relation"] == "=" and pd.notna(row["active_value"]):
        estimate = difference_from_p(row["active_value"], row["comparator_value"], row["p_value"])
        return Result(row, estimate, f"difference {_interval(estimate)}", "own calculation from means and p")
    values = ""
    if pd.notna(row["active_value"]):
        compared = f"{row['comparator_value']:g}" if pd.notna(row["comparator_value"]) else row["comparator_text"]
        values = f"{row['active_value']:g} against {compared}: "
    return Result(row, None, f"{values}{row['effect_text']}", "as published; no interval in the part read")


def _interval(estimate):
    return f"{estimate.value:.3g} ({estimate.low:.3g} to {estimate.high:.3g})".replace("-", "−")


def _cases():
    """Results by case, the cases in the order of the table, mechanisms first; "as C8" means what C8 says."""
    table = data.table("debate_cases")
    by_id = table.set_index("id")
    found = {heading: {} for heading in HEADINGS}
    for _, row in table.iterrows():
        for field in ("reasoning_that_failed", "what_was_believed"):
            while row[field].startswith("as "):
                row[field] = by_id.loc[row[field].removeprefix("as "), field]
        heading = "mechanism" if row["reasoning_that_failed"].startswith("mechanism") else "practice"
        found[heading].setdefault(row["case"].partition(" (")[0], []).append(_result(row))
    return found


CASES = _cases()
RESULTS = {case: results for cases in CASES.values() for case, results in cases.items()}


def view(case, found):
    return View(_figure(case, found), _reading(case, found), _table(case))


def _figure(chosen, found):
    figure = go.Figure()
    lines, texts, headings, expected, y = {True: [], False: []}, [], [], [], 0
    for heading, cases in CASES.items():
        headings.append((y, HEADINGS[heading]))
        y -= 1.1
        for case, results in cases.items():
            mark = "▸ " if case == chosen else ""
            texts.append((y, f"<b>{mark}{_title(case)}</b>", TEXT, 12))
            expected.append(y - 0.85)
            for result in results:
                y -= 0.85
                if result.estimate is not None:
                    lines[case == chosen].append((y, result))
                else:
                    texts.append((y, result.words if found else "", MUTED, 11))
            y -= 1.15
        y -= 0.2
    for is_chosen, colour, symbol, size in ((False, NEUTRAL, "circle", 7), (True, ACCENT, "diamond", 11)):
        drawn = [result.drawn for _, result in lines[is_chosen]] if found else []
        figure.add_scatter(
            x=[value for _, value, _ in drawn], y=[at for at, _ in lines[is_chosen]][: len(drawn)], mode="markers", showlegend=False,
            marker=dict(color=colour, symbol=symbol, size=size), customdata=[f"{r.row['outcome']}: {r.words}" for _, r in lines[is_chosen]],
            error_x=dict(type="data", symmetric=False, color=colour, thickness=3 if is_chosen else 2, width=4,
                         array=[high - value for _, value, high in drawn], arrayminus=[value - low for low, value, _ in drawn]),
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.add_scatter(x=[0.5] * len(expected), y=expected, mode="markers", name="expected to help", showlegend=True,
                       marker=dict(symbol="triangle-right-open", size=11, color=MUTED), hoverinfo="skip")
    figure.add_scatter(x=[-1] * len(texts), y=[at for at, *_ in texts], mode="text", text=[words for _, words, *_ in texts],
                       textposition="middle right", textfont=dict(color=[c for *_, c, _ in texts], size=[s for *_, s in texts]),
                       showlegend=False, hoverinfo="skip")
    figure.add_scatter(x=[-1] * 2, y=[at for at, _ in headings], mode="text", text=[words for _, words in headings],
                       textposition="middle right", textfont=dict(color=ACCENT, size=15), showlegend=False, hoverinfo="skip")
    figure.update_layout(
        height=round(-y * ROW_PX) + 94,
        margin=dict(l=8, r=8, t=60, b=16),
        legend=dict(x=1, xanchor="right", y=1, yref="container", yanchor="top", font=dict(color=MUTED)),
        xaxis=dict(range=[-1, 1], showgrid=False, showticklabels=False, ticks="", side="top",
                   title=dict(text="← worse   no difference   better →", standoff=4)),
        yaxis=dict(range=[y + 0.6, 0.7], visible=False),
        shapes=[
            dict(type="line", x0=0, x1=0, y0=at - 0.42, y1=at + 0.42, layer="below", line=dict(color=MUTED, width=1))
            for at in sorted(at for group in lines.values() for at, _ in group)
        ],
    )
    return figure


def _reading(case, found):
    rows = [result.row for result in RESULTS[case]]
    people = [int(row["n"]) for row in rows if pd.notna(row["n"])]
    tested = f" in {max(people)} people" if people else ""
    before = f"{_title(case)}: it was believed that {rows[0]['what_was_believed']}; tested by {rows[0]['trial_or_review']}{tested}"
    if not found:
        return f"{before}; what it found is not shown yet."
    results = "; ".join(f"{result.row['outcome']}, {result.words}" for result in RESULTS[case])
    return f"{before}, which found: {results}."


def _table(chosen):
    rows = [
        (case, result.row["trial_or_review"], result.row["outcome"], result.words, result.origin, _sources(result.row))
        for case in sorted(RESULTS, key=lambda case: case != chosen)
        for result in RESULTS[case]
    ]
    return pd.DataFrame(rows, columns=["case", "tested by", "outcome", "found", "where it comes from", "source"])


def _title(case):
    return case[:1].upper() + case[1:]


def _sources(row):
    return "; ".join(references.label(citekey.strip()) for citekey in row["citekeys"].split(";"))


EXPLORER = Explorer(
    name="where_each_failed",
    title="A mechanism that promised, a practice that swore, and what a comparison found",
    controls=(
        Choice("case", "Case", {case: _title(case) for case in RESULTS}, next(iter(RESULTS))),
        Toggle("found", "Show what the comparisons found"),
    ),
    view=view,
)
