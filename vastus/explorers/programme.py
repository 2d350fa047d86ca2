"""Twelve weeks of the step-down, month by month: what the answers make of the ladder and the load.

A page cannot hold a state for every twelve answers, so a month of four weeks is answered by one of four patterns.
`next_week` answers a single week.
"""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from .. import programme
from ..explorer import Choice, Explorer, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, SURFACE, TEXT
from ..programme import Answer

WEEKS_A_MONTH = 4
FINE, TWO_OF_TEN, SORE, FLARE = Answer(0, False), Answer(2, False), Answer(2, True), Answer(6, True)
MONTHS = {
    "settles": ("settles: no pain", (FINE,) * WEEKS_A_MONTH),
    "twinges": ("2 of 10 in sessions, gone by morning", (TWO_OF_TEN,) * WEEKS_A_MONTH),
    "flares": ("one flare, in its second week", (FINE, FLARE, FINE, FINE)),
    "stays_sore": ("stays sore: worse every next morning", (SORE,) * WEEKS_A_MONTH),
}
MARKS = {
    "settled": ("settled", "circle", ACCENT),
    "over": ("one over", "square", NEUTRAL),
    "flare": ("both over", "diamond", TEXT),
}
TIMES = {1: "once", 2: "twice"}
MARK_PX = {"circle": 17, "square": 16, "diamond": 21}  # each holds the number of repetitions
ROWS_A_RUNG = len(programme.REPETITIONS) + 1  # one is left free between two rungs
ROWS = ROWS_A_RUNG * len(programme.LADDER)
TOP_LOAD = max(level.weekly_load for level in programme.LEVELS)


def row(level):
    """Height of a level in the drawing of the ladder, in rows."""
    rung, repetitions = divmod(programme.LEVELS.index(level), len(programme.REPETITIONS))
    return rung * ROWS_A_RUNG + repetitions


def dose(level):
    """A level in words."""
    return f"{rung_words(level.rung)}, {programme.SETS} × {level.repetitions}"


def rung_words(rung):
    """A rung with its height, for a label."""
    return f"{rung.name}, {rung.step_height_cm:g} cm"


def ladder():
    """Axis with the names of the rungs, and the lines between the rungs."""
    middles = [number * ROWS_A_RUNG + (len(programme.REPETITIONS) - 1) / 2 for number in range(len(programme.LADDER))]
    names = [f"{rung.name}<br>{rung.step_height_cm:g} cm" for rung in programme.LADDER]
    axis = dict(
        range=[-1, ROWS - 1],
        tickvals=middles,
        ticktext=names,
        tickfont=dict(size=11, color=MUTED),
        showgrid=False,
        fixedrange=True,
        automargin=False,
    )
    lines = [
        dict(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=dict(color=GRID, width=1), layer="below")
        for y in (number * ROWS_A_RUNG - 1 for number in range(1, len(programme.LADDER)))
    ]
    return axis, lines


def view(start, pain_rule, month_1, month_2, month_3):
    answers = [answer for month in (month_1, month_2, month_3) for answer in MONTHS[month][1]]
    weeks = programme.plan(start, pain_rule, answers)
    return View(_figure(weeks, answers), _reading(weeks, pain_rule), _table(weeks, answers))


def _figure(weeks, answers):
    figure = go.Figure()
    active = [week for week in weeks if week.level]
    figure.add_scatter(
        x=[week.number for week in active],
        y=[row(week.level) for week in active],
        mode="lines",
        hoverinfo="skip",
        line=dict(color=MUTED, width=2, shape="hv"),
        showlegend=False,
    )
    for verdict, (words, symbol, colour) in MARKS.items():
        here = [week for week in active if week.verdict == verdict]
        # the legend has a trace of its own: one without points would have no entry
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=words,
            hoverinfo="skip",
            marker=dict(symbol=symbol, size=11, color=colour),
        )
        figure.add_scatter(
            x=[week.number for week in here],
            y=[row(week.level) for week in here],
            mode="markers+text",
            showlegend=False,
            marker=dict(symbol=symbol, size=MARK_PX[symbol], color=colour),
            text=[str(week.level.repetitions) for week in here],
            textfont=dict(size=10, color=SURFACE),
            hovertext=[f"week {week.number}: {dose(week.level)}<br>then: {week.decided_by}" for week in here],
            hoverinfo="text",
        )
    figure.add_bar(
        x=[week.number for week in weeks],
        y=[week.weekly_load for week in weeks],
        yaxis="y2",
        showlegend=False,
        marker=dict(color=NEUTRAL),
        width=0.7,
        hovertemplate="week %{x}: %{y:.1f} times<extra></extra>",
    )
    axis, lines = ladder()
    months = [
        dict(
            type="line", x0=x, x1=x, yref="paper", y0=0, y1=1, line=dict(color=GRID, width=1, dash="dot"), layer="below"
        )
        for x in (WEEKS_A_MONTH + 0.5, 2 * WEEKS_A_MONTH + 0.5)
    ]
    pause = dict(
        text="paused: have the<br>knee examined", xref="paper", x=1, y=1, xanchor="right", yanchor="middle",
        align="right", showarrow=False, font=dict(size=12, color=TEXT), visible=not weeks[-1].level,
    )  # fmt: skip
    heads = dict(
        text="week<br>pain<br>sorer",
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="right",
        yanchor="top",
        xshift=-6,
        yshift=-1,
        align="right",
        showarrow=False,
        font=dict(size=12, color=MUTED),
    )
    figure.update_layout(
        height=430,
        margin=dict(l=92, r=6, t=34, b=62),
        xaxis=dict(
            range=[0.4, programme.WEEKS + 0.6],
            tickvals=[week.number for week in weeks],
            showgrid=False,
            ticks="",
            tickangle=0,
            anchor="y2",
            fixedrange=True,
            tickfont=dict(size=12),
            ticktext=[f"{week.number}<br>{_pain(week, answer)}" for week, answer in zip(weeks, answers, strict=True)],
        ),
        yaxis=dict(axis, domain=[0.3, 1]),
        yaxis2=dict(
            range=[0, TOP_LOAD * 1.05],
            domain=[0, 0.24],
            anchor="x",
            tickvals=[0, 2, 4],
            title=dict(text="load (times)", font=dict(size=12)),
            fixedrange=True,
        ),
        legend=dict(
            x=0, xref="container", y=1, yref="container", yanchor="top", font=dict(color=MUTED, size=12), entrywidth=52
        ),
        shapes=[*lines, *months],
        annotations=[pause, heads],
    )
    return figure


def _pain(week, answer):
    """The two answers under the number of a week; none are asked in a pause."""
    return f"{answer.pain}<br>{'●' if answer.sorer_next_morning else '–'}" if week.level else "<br>"


def _reading(weeks, pain_rule):
    first, last = weeks[0], weeks[-1]
    heaviest = max(week.weekly_load for week in weeks)
    rows = [row(week.level) for week in weeks if week.level]
    back = sum(then < now for now, then in pairwise(rows))
    start = f"If {programme.PAIN_RULES[pain_rule].words} is allowed in a session, week 1 is the {dose(first.level)}"
    lowered = f"the plan goes down {TIMES.get(back, f'{back} times')}" if back else "the plan never goes down"
    if not last.level:
        number = next(week.number for week in weeks if not week.level)
        return (
            f"{start}; {lowered}, and from week {number} it is paused until the knee has been examined: three weeks "
            "running had an answer over the rule."
        )
    return (
        f"{start}, week {programme.WEEKS} the {dose(last.level)}; {lowered}, and the heaviest week has "
        f"{heaviest:.1f} times the load of the easiest one on the ladder."
    )


def _table(weeks, answers):
    rows = [
        (
            week.number,
            dose(week.level) if week.level else "paused",
            f"{week.weekly_load:.1f}",
            str(answer.pain) if week.level else "",
            ("yes" if answer.sorer_next_morning else "no") if week.level else "",
            programme.RULES[week.decided_by].says if week.decided_by else "",
        )
        for week, answer in zip(weeks, answers, strict=True)
    ]
    columns = [
        "week",
        "plan",
        "load (times the easiest week)",
        "pain (0 to 10)",
        "sorer next morning",
        "rule for the next week",
    ]
    return pd.DataFrame(rows, columns=columns)


PATTERNS = {name: words for name, (words, _) in MONTHS.items()}
EXPLORER = Explorer(
    name="programme",
    title="Twelve weeks by your answers; in each mark, the repetitions",
    controls=(
        Choice(
            "start",
            "Start",
            {name: rung_words(programme.LEVELS[level].rung) for name, level in programme.STARTS.items()},
            "low step-down",
        ),
        Choice(
            "pain_rule",
            "Pain allowed in a session",
            {name: rule.words for name, rule in programme.PAIN_RULES.items()},
            "below_three",
        ),
        Choice("month_1", "Weeks 1 to 4", PATTERNS, "twinges"),
        Choice("month_2", "Weeks 5 to 8", PATTERNS, "flares"),
        Choice("month_3", "Weeks 9 to 12", PATTERNS, "settles"),
    ),
    view=view,
)
