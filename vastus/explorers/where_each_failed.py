"""Where a mechanism failed, where "it works" failed, and what was left open; each outcome on a scale of its own.

Above, both columns with a mark for every outcome; below, the outcomes of the case chosen. Nothing is compared across
rows: a row's line runs as far as its own end labels say. Intervals that the table lacks are worked out from what the
paper prints, by ``vastus.inference.comparison``, and are drawn open.
"""

import math
import textwrap

import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT, VL, VM
from ..inference import comparison
from ..inference.comparison import Estimate

ROWS = data.table("debate_cases")
PROMISES = {"mechanism": "Mechanism promised", "practice": "Practice trusted it"}
CASES = {
    "heart drugs": "Heart drugs (CAST)",
    "added squeeze": "Squeeze for the VMO",
    "three programmes": "Three programmes",
    "hip strength": "Hip strength",
    "knee washout": "Knee washout",
    "meniscus surgery": "Meniscus surgery",
    "kneecap arthroscopy": "Kneecap arthroscopy",
    "vertebroplasty": "Vertebroplasty",
    "kneecap programme": "McConnell 1986",
}
FOUND = {
    "worse": ("worse with it", "x", VM),
    "no_difference": ("no difference shown", "circle-open", NEUTRAL),
    "better": ("better with it", "diamond", ACCENT),
    "left_open": ("left open", "triangle-up-open", NEUTRAL),
    "not_compared": ("nothing compared", "line-ew-open", TEXT),
}
SHOW = {"groups": "each group by itself", "difference": "the difference between the groups"}
MOST_ROWS = int(ROWS.groupby("case_group").size().max())
MOST_CASES = int(ROWS.groupby("promise")["case_group"].nunique().max())
CASE_PX, ROW_PX, HEAD_PX, BELIEF_PX = 42, 72, 34, 64
MARGIN_TOP_PX, MARGIN_BOTTOM_PX = 98, 8
OVERVIEW_PX = HEAD_PX + MOST_CASES * CASE_PX + 6
DETAIL_PX = BELIEF_PX + MOST_ROWS * ROW_PX
HEIGHT = MARGIN_TOP_PX + OVERVIEW_PX + DETAIL_PX + MARGIN_BOTTOM_PX
MARK_GAP = 0.14  # between the marks of one case, of a column 1 wide
LINE_CHARACTERS = 44  # that a phone has room for
SURGERY_ARMS = ("E22", "E23")  # changes in the two groups of the trial whose printed difference contradicts itself
PUBLISHED, OWN = "as published", "own calculation from "
RESTS_ON = {  # what an interval was worked out from
    None: "",
    "published": PUBLISHED,
    "groups": OWN + "the change of each group",
    "counts": OWN + "the people counted",
    "means": OWN + "means and p",
}
UNREAD = "no group results in the part that was read"
KINDS = {
    "treated": ("circle", VM),
    "compared": ("square-open", VL),
    "published": ("diamond", TEXT),
    "own calculation": ("diamond-open", TEXT),
}


def _difference(row):
    """Effect of a row as an `Estimate` or None, and where its interval comes from."""
    estimate, basis = comparison.from_print(**_printed(row))
    return estimate, RESTS_ON[basis]


def _printed(row):
    """What the table holds of a row's result, for ``comparison.from_print``."""
    printed = {}
    if not pd.isna(row.effect):
        printed["published"] = Estimate(row.effect, row.ci_low, row.ci_high)
    if row.case_group == "kneecap arthroscopy":
        arms = data.table("trial_effects_exercise_pfp").set_index("id").loc[list(SURGERY_ARMS)]
        printed["groups"] = [Estimate(arm.estimate, arm.ci_low, arm.ci_high) for arm in arms.itertuples()]
    if _is_ratio(row):
        counts = (row.active_events, row.active_n, row.comparator_events, row.comparator_n)
        printed["counts"] = [int(count) for count in counts]
    if not (pd.isna(row.comparator_value) or pd.isna(row.p_value)):
        printed |= {"means": (row.active_value, row.comparator_value), "p_value": row.p_value}
    return printed


def _groups(row):
    """Result of the treated and of the compared group, as far as the table has them."""
    if pd.isna(row.active_value) and _is_ratio(row):
        return [100 * row.active_events / row.active_n, 100 * row.comparator_events / row.comparator_n]
    return [value for value in (row.active_value, row.comparator_value) if not pd.isna(value)]


def _is_ratio(row):
    return not pd.isna(row.active_events)


def _end(values):
    """The next of 1, 2, 5, 10, 20, … at or above the largest of ``values``: where the line of a row ends."""
    largest = max(values)
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= largest * (1 - 1e-9))


def _farthest(estimate, ratio):
    """How far an interval reaches from no difference, to either side: in points, or as a factor."""
    return max(estimate.high, 1 / estimate.low) if ratio else max(-estimate.low, estimate.high)


def _number(value):
    return f"{round(value, 1):g}".replace("-", "−")


def _interval(estimate):
    digits = 2 if estimate.high - estimate.low < 1 else 1
    value, low, high = (
        f"{number:.{digits}f}".replace("-", "−") for number in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def _effect(row):
    """The effect of a row in words, with its number where one was read."""
    estimate, _ = _difference(row)
    if estimate is None:
        return FOUND[row.direction][0]
    return f"relative risk {_interval(estimate)}" if _is_ratio(row) else f"{_interval(estimate)} {row.scale}"


def view(case, show):
    rows = list(ROWS[ROWS["case_group"] == case].itertuples())
    return View(_figure(case, rows, show), _reading(rows, show), TABLE)


def _figure(case, rows, show):
    figure = go.Figure()
    _overview(figure, case)
    _detail(figure, rows, show)
    detail = DETAIL_PX / (OVERVIEW_PX + DETAIL_PX)  # share of the height
    column, line = next((column, line) for column, line, name in _places() if name == case)
    top = HEAD_PX + line * CASE_PX
    key = ["◆ as published   ◇ own calculation"] if show == "difference" else []
    figure.update_layout(
        height=HEIGHT,
        margin=dict(l=10, r=10, t=MARGIN_TOP_PX, b=MARGIN_BOTTOM_PX),
        legend=dict(x=0, y=1, yref="container", yanchor="top", font=dict(size=12, color=MUTED)),
        xaxis=dict(range=[-0.01, 2.01], visible=False, fixedrange=True, anchor="y"),
        yaxis=dict(range=[OVERVIEW_PX, 0], domain=[detail, 1], visible=False, fixedrange=True, anchor="x"),
        xaxis2=dict(range=[-1.12, 1.12], visible=False, fixedrange=True, anchor="y2"),
        yaxis2=dict(range=[DETAIL_PX, 0], domain=[0, detail], visible=False, fixedrange=True, anchor="x2"),
        shapes=[
            dict(
                type="rect",
                xref="x",
                yref="y",
                x0=column,
                x1=column + 0.99,
                y0=top,
                y1=top + CASE_PX - 1,
                line=dict(color=ACCENT, width=2),
                layer="below",
            ),
            dict(type="line", xref="x", yref="y", x0=0.995, x1=0.995, y0=0, y1=HEAD_PX, line=dict(color=GRID, width=1)),
            dict(
                type="line",
                xref="paper",
                yref="paper",
                x0=0,
                x1=1,
                y0=detail,
                y1=detail,
                line=dict(color=GRID, width=1),
            ),
        ],
        annotations=[
            *(
                dict(
                    text=f"<b>{words}</b>",
                    x=column + 0.03,
                    y=4,
                    xref="x",
                    yref="y",
                    xanchor="left",
                    yanchor="top",
                    showarrow=False,
                    font=dict(size=12, color=MUTED),
                )
                for column, words in enumerate(PROMISES.values())
            ),
            dict(
                text="<br>".join([*textwrap.wrap(f"Believed: {rows[0].what_was_believed}", LINE_CHARACTERS), *key]),
                x=-1.1,
                y=8,
                xref="x2",
                yref="y2",
                xanchor="left",
                yanchor="top",
                align="left",
                showarrow=False,
                font=dict(size=12, color=MUTED),
            ),
        ],
    )
    return figure


def _places():
    """Column, line and name of every case in the overview."""
    for column, promise in enumerate(PROMISES):
        there = set(ROWS.loc[ROWS["promise"] == promise, "case_group"])
        yield from ((column, line, case) for line, case in enumerate(case for case in CASES if case in there))


def _overview(figure, chosen):
    names, marks = [], {direction: ([], [], []) for direction in FOUND}
    for column, line, case in _places():
        top = HEAD_PX + line * CASE_PX
        names.append((column + 0.03, top + 12, f"<b>{CASES[case]}</b>" if case == chosen else CASES[case]))
        for number, row in enumerate(ROWS[ROWS["case_group"] == case].itertuples()):
            x, y, hover = marks[row.direction]
            x.append(column + MARK_GAP / 2 + number * MARK_GAP)
            y.append(top + 30)
            hover.append(f"{row.row_label}: {FOUND[row.direction][0]}")
    x, y, text = zip(*names, strict=True)
    figure.add_scatter(
        x=x,
        y=y,
        text=text,
        mode="text",
        textposition="middle right",
        textfont=dict(size=12, color=TEXT),
        showlegend=False,
        hoverinfo="skip",
    )
    for direction, (words, symbol, colour) in FOUND.items():
        x, y, hover = marks[direction]
        figure.add_scatter(
            x=x,
            y=y,
            mode="markers",
            name=words,
            hovertext=hover,
            hoverinfo="text",
            marker=dict(
                symbol=symbol, size=11, color=colour, line=dict(width=2.5 if "open" in symbol else 0, color=colour)
            ),
        )


def _detail(figure, rows, show):
    words, lines, intervals, marks = [], [], [], {kind: [] for kind in KINDS}
    for number, row in enumerate(rows):
        alike = [other for other in rows if other.scale == row.scale]  # they share the ends of their lines
        says, placed, limits, ends = (_drawn_groups if show == "groups" else _drawn_difference)(row, alike)
        top = BELIEF_PX + number * ROW_PX
        y = top + 46
        words += [(-1.1, top + 8, f"<b>{row.row_label}</b>"), (-1.1, top + 25, says)]
        if placed:
            lines.append(((-1, 1), (y, y)))
            words += [(x, y + 15, label) for x, label in ends]
        for kind, x in placed:
            marks[kind].append((x, y))
        if limits:
            lines.append(((0, 0), (y - 8, y + 8)))
            intervals.append((limits, (y, y)))
    on = dict(xaxis="x2", yaxis="y2", hoverinfo="skip", cliponaxis=False, showlegend=False)
    for pieces, line in ((lines, dict(color=MUTED, width=1)), (intervals, dict(color=TEXT, width=3))):
        figure.add_scatter(
            x=[x for xs, _ in pieces for x in (*xs, None)],
            y=[y for _, ys in pieces for y in (*ys, None)],
            mode="lines",
            line=line,
            **on,
        )
    for kind, (symbol, colour) in KINDS.items():
        figure.add_scatter(
            x=[x for x, _ in marks[kind]],
            y=[y for _, y in marks[kind]],
            mode="markers",
            name=kind,
            marker=dict(symbol=symbol, size=12, color=colour, line=dict(width=2, color=colour)),
            **on,
        )
    figure.add_scatter(
        x=[x for x, *_ in words],
        y=[y for _, y, _ in words],
        text=[text for *_, text in words],
        mode="text",
        textposition=["middle right" if x < -1 else "middle center" for x, *_ in words],
        textfont=dict(size=12, color=TEXT),
        **on,
    )


def _drawn_groups(row, alike):
    """What a row says and shows of its groups: words, marks, no limits, and the labels of its line."""
    if not _groups(row):
        return UNREAD, [], None, []
    unit = "%" if row.scale.startswith("%") else ""
    end = _end(value for other in alike for value in _groups(other))
    marks = [(kind, 2 * value / end - 1) for kind, value in zip(("treated", "compared"), _groups(row), strict=False)]
    said = [f"{sign} {_number(value)}{unit}" for sign, value in zip("●□", _groups(row), strict=False)]
    first, *rest = said
    other = f"   {rest[0]} {row.compared_with}" if rest else f", compared with {row.compared_with}"
    return f"{first} treated{other}", marks, None, [(-1, "0"), (0, row.scale), (1, _number(end))]


def _drawn_difference(row, alike):
    """What a row says and shows of its difference: words, a mark, the limits, and the labels of its line."""
    estimate, source = _difference(row)
    if estimate is None:
        return FOUND[row.direction][0], [], None, []
    ratio = _is_ratio(row)
    end = _end(_farthest(_difference(other)[0], ratio) for other in alike)
    middle, low_end = ("1", 1 / end) if ratio else ("0", -end)

    def place(value):
        return math.log(value) / math.log(end) if ratio else value / end

    left, right = ("better", "worse") if row.better_when == "lower" else ("worse", "better")
    ends = [(-1, _number(low_end)), (-0.5, f"← {left}"), (0, middle), (0.5, f"{right} →"), (1, _number(end))]
    kind = "published" if source == PUBLISHED else "own calculation"
    return (
        f"{'◆' if source == PUBLISHED else '◇'} {_effect(row)}",
        [(kind, place(estimate.value))],
        (place(estimate.low), place(estimate.high)),
        ends,
    )


def _reading(rows, show):
    told = ". ".join(
        f"{row.row_label}: {_told_groups(row) if show == 'groups' else _told_difference(row)}" for row in rows
    )
    signed = show == "difference" and "−" in told
    minus = " A minus means that the figure is lower with the treatment." if signed else ""
    return f"{PROMISES[rows[0].promise]} (“{rows[0].what_was_believed}”). {told}.{minus}"


def _told_groups(row):
    if not _groups(row):
        return UNREAD
    treated, *compared = (_number(value) for value in _groups(row))
    percent = "%" if row.scale.startswith("%") else ""
    other = f", {compared[0]}{percent} with {row.compared_with}" if compared else f", compared with {row.compared_with}"
    return f"{treated} {row.scale} with the treatment{other}".replace(" %", "%")


def _told_difference(row):
    _, source = _difference(row)
    own = ", own calculation" if source.startswith(OWN) else ""
    return f"{_effect(row)}{own}"


def _table():
    lines = []
    for row in ROWS.itertuples():
        treated, compared = ([_number(value) for value in _groups(row)] + ["", ""])[:2]
        lines.append(
            (
                PROMISES[row.promise],
                CASES[row.case_group],
                row.row_label,
                treated,
                compared,
                row.scale if treated else "",
                row.compared_with,
                _effect(row),
                _difference(row)[1],
                FOUND[row.direction][0],
                row.coding_reason,
                "; ".join(references.label(key.strip()) for key in row.citekeys.split(";")),
            )
        )
    columns = [
        "what promised",
        "case",
        "outcome",
        "treated",
        "compared",
        "unit",
        "compared with",
        "effect (95% interval)",
        "interval",
        "found",
        "because",
        "source",
    ]
    return pd.DataFrame(lines, columns=columns)


TABLE = _table()
EXPLORER = Explorer(
    name="where_each_failed",
    title="Where each kind of reasoning failed, where it held, and where it was left open",
    controls=(
        Choice("case", "Case", CASES, "meniscus surgery"),
        Choice("show", "Show", SHOW, "groups"),
    ),
    view=view,
)
