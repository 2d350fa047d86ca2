"""Twelve weeks of the step-down, month by month: what the answers make of the ladder and the load.

A page cannot hold a state for every twelve answers, so a month of four weeks is answered by one of four patterns.
`next_week` answers a single week.
"""

from itertools import pairwise

import pandas as pd

from .. import programme
from ..explorer import Choice, Explorer, Figure, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, SURFACE, TEXT
from ..programme import LADDER, REPETITIONS, WEEKS, Answer

WEEKS_A_MONTH = 4
FINE, TWO_OF_TEN, SORE, FLARE = Answer(0, False), Answer(2, False), Answer(2, True), Answer(6, True)
MONTHS = {
    "settles": ("no pain", (FINE,) * WEEKS_A_MONTH),
    "twinges": ("2 of 10, gone by morning", (TWO_OF_TEN,) * WEEKS_A_MONTH),
    "flares": ("one flare, second week", (FINE, FLARE, FINE, FINE)),
    "stays_sore": ("sorer every morning", (SORE,) * WEEKS_A_MONTH),
}
VERDICTS = {  # words, symbol, its size (each holds the number of repetitions), colour, week over which the key has it
    "settled": ("settled", "circle", 19, ACCENT, 0.9),
    "over": ("one over", "square", 18, NEUTRAL, 4.6),
    "flare": ("both over", "diamond", 24, TEXT, 8.6),
}
TIMES = {1: "once", 2: "twice"}
ROWS_A_RUNG = len(REPETITIONS) + 1  # one is left free between two rungs
ROWS = ROWS_A_RUNG * len(LADDER)
ANSWERS = {"week": -2.4, "pain": -4.3, "sorer": -6.2}  # rows under the ladder
AWAY = -50  # out of sight: where the marks wait that a state has no use for
MONTH_ENDS = [
    marks.edge((x, x), (0, 1), paper="y", dash="dot", layer="below")
    for x in (WEEKS_A_MONTH + 0.5, 2 * WEEKS_A_MONTH + 0.5)
]
TOP_LOAD = max(level.weekly_load for level in programme.LEVELS)


def row(level):
    """Height of a level in the drawing of the ladder, in rows."""
    rung, repetitions = divmod(programme.LEVELS.index(level), len(REPETITIONS))
    return rung * ROWS_A_RUNG + repetitions


def rungs():
    """The rows in the middle of the rungs, the names of these, and the lines between them."""
    middles = [number * ROWS_A_RUNG + (len(REPETITIONS) - 1) / 2 for number in range(len(LADDER))]
    names = [f"{rung.name}<br>{rung.step_height_cm:g} cm" for rung in LADDER]
    between = [number * ROWS_A_RUNG - 1 for number in range(len(LADDER) + 1)]
    return middles, names, [marks.edge((0, 1), (y, y), paper="x", layer="below") for y in between]


def view(start, pain_rule, month_1, month_2, month_3):
    answers = [answer for month in (month_1, month_2, month_3) for answer in MONTHS[month][1]]
    weeks = programme.plan(start, pain_rule, answers)
    table = _table(weeks, answers)
    headline, reading = _words(weeks, pain_rule)
    return View({"Ladder": _ladder(weeks, table), "Weekly load": _load(weeks)}, reading, table, headline)


def _ladder(weeks, table):
    numbers = [week.number for week in weeks]
    active = [week for week in weeks if week.level]
    rows = [row(week.level) for week in active]
    rest = WEEKS - len(active)  # in a pause the path stays where it is, and marks wait out of sight
    path = [*numbers[: len(active)], *numbers[len(active) - 1 :][:1] * rest]
    traces = [marks.line(path, rows + rows[-1:] * rest, MUTED, shape="hv")]
    hover = [
        f"week {week.number}: {plan}<br>then: {week.decided_by}"
        for week, plan in zip(weeks, table["plan"], strict=True)
    ]
    for verdict, (_, symbol, size, colour, _) in VERDICTS.items():
        y = [at if week.verdict == verdict else AWAY for week, at in zip(active, rows, strict=True)] + [AWAY] * rest
        traces.append(marks.points(numbers, y, colour, symbol=symbol, size=size, hover=hover))
    repetitions = [str(week.level.repetitions) for week in active] + [""] * rest
    sorer = table["sorer next morning"].map({"yes": "●", "no": "–", "": ""})
    for y, texts, colour in (
        (rows + [AWAY] * rest, repetitions, SURFACE),
        ([ANSWERS["week"]] * WEEKS, list(map(str, numbers)), MUTED),
        ([ANSWERS["pain"]] * WEEKS, table["pain (0 to 10)"], TEXT),
        ([ANSWERS["sorer"]] * WEEKS, sorer, TEXT),
    ):
        traces.append(marks.words(numbers, y, texts, colour, place="middle center"))
    said, symbols, _, colours, key = zip(*VERDICTS.values(), strict=True)
    over = [ROWS + 0.7] * len(key)
    middles, names, lines = rungs()
    traces += [
        marks.points(key, over, colours, symbol=symbols),
        marks.words([x + 0.35 for x in key], over, said, MUTED),
        marks.words(
            [WEEKS + 0.5], [ROWS - 3], ["paused: have the<br>knee examined" if rest else ""], place="middle left"
        ),
    ]
    return Figure(
        traces,
        dict(
            height=380,
            margin=dict(l=97, r=6, t=2, b=2),
            xaxis=dict(range=[0.4, WEEKS + 0.6], visible=False),
            yaxis=dict(
                range=[-7.2, ROWS + 1.7],
                tickvals=[*middles, *ANSWERS.values()],
                ticktext=[*names, *ANSWERS],
                tickfont=dict(size=marks.TEXT_PX, color=MUTED),
                showgrid=False,
                automargin=False,
            ),
            shapes=[*lines, *MONTH_ENDS],
        ),
    )


def _load(weeks):
    numbers = [week.number for week in weeks]
    loads = [week.weekly_load for week in weeks]
    return Figure(
        [marks.bars(numbers, loads, NEUTRAL, width=0.7, hover="week %{x}: %{y:.1f} times")],
        dict(
            height=380,
            margin=dict(l=44, r=6, t=8, b=36),
            xaxis=dict(title="week", range=[0.4, WEEKS + 0.6], tickvals=numbers, showgrid=False, ticks="", tickangle=0),
            yaxis=dict(title="times the easiest week", range=[0, TOP_LOAD * 1.05], dtick=1),
            shapes=MONTH_ENDS,
        ),
    )


def _words(weeks, pain_rule):
    """Headline and reading."""
    first, last = weeks[0], weeks[-1]
    rows = [row(week.level) for week in weeks if week.level]
    back = sum(then < now for now, then in pairwise(rows))
    start = f"If {programme.PAIN_RULES[pain_rule].words} is allowed, week 1 is the {first.level.label}"
    lowered = f"the plan goes down {TIMES.get(back, f'{back} times')}" if back else "the plan never goes down"
    if last.level:
        headline = f"Week {WEEKS}: {last.level.rung.name}, {programme.SETS} × {last.level.repetitions}"
        return headline, f"{start}, week {WEEKS} the {last.level.label}; {lowered}."
    number = next(week.number for week in weeks if not week.level)
    return f"Paused from week {number}", (
        f"{start}; {lowered}, and from week {number} it is paused, after three weeks running over the rule."
    )


def _table(weeks, answers):
    rows = [
        (
            week.number,
            week.level.label if week.level else "paused",
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
            {name: programme.LEVELS[level].rung.label for name, level in programme.STARTS.items()},
            "low step-down",
        ),
        Choice(
            "pain_rule",
            "Pain allowed in a session",
            {name: rule.words for name, rule in programme.PAIN_RULES.items()},
            "below_three",
        ),
        Choice("month_1", "Weeks 1 to 4", PATTERNS, "twinges", group="Answers"),
        Choice("month_2", "Weeks 5 to 8", PATTERNS, "flares", group="Answers"),
        Choice("month_3", "Weeks 9 to 12", PATTERNS, "settles", group="Answers"),
    ),
    view=view,
)
