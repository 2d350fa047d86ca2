"""One week's answers, and what they do to the next: every step `vastus.programme.next_week` can take.

Beside what the answers given lead to stands what other answers would have led to.
"""

import pandas as pd

from .. import programme
from ..explorer import Choice, Explorer, Figure, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, SURFACE, TEXT
from ..programme import LADDER, LEVELS, VERDICTS, Level, State
from .programme import AWAY, ROWS, row, rungs

RUNGS = {rung.name: rung for rung in LADDER}
BEFORE = {"settled": "settled, or there was none", "one": "over the limit", "two": "over, and the one before it too"}
WEEKS_OVER = {"settled": 0, "one": 1, "two": 2}
COLUMNS = {"this week": "", "settled": "neither", "over": "one", "flare": "both"}  # answers past the limit
PLACES = (0.1, 0.4, 0.64, 0.88)  # of the columns across the drawing
KEY_ROW = -2.6  # under the ladder
MOVES = {-1: "Fall", 0: "Stay", 1: "Rise"}


def view(rung, repetitions, week_before, pain_over, sorer):
    now = Level(RUNGS[rung], repetitions)
    state = State(LEVELS.index(now), WEEKS_OVER[week_before])
    steps = {verdict: programme.next_week(state, verdict) for verdict in VERDICTS}
    then = {verdict: None if after.paused else LEVELS[after.level] for verdict, (after, _) in steps.items()}
    verdict = VERDICTS[pain_over + sorer]
    return View(_figure(now, then, verdict), *_words(now, then[verdict], steps[verdict][1]))


def _figure(now, then, verdict):
    here, *there = PLACES
    ends = [row(level or now) for level in then.values()]
    chosen = VERDICTS.index(verdict)
    seen = [end if level else AWAY for end, level in zip(ends, then.values(), strict=True)]
    repetitions = [str(level.repetitions) if level else "" for level in (now, *then.values())]
    middles, names, lines = rungs()
    levels = [row(level) for level in LEVELS]
    heads = [[text if (name == verdict) == bold else "" for name, text in COLUMNS.items()] for bold in (False, True)]
    middle = dict(place="middle center")
    return Figure(
        [
            marks.points([x for x in PLACES for _ in levels], levels * len(PLACES), MUTED, size=4, opacity=0.35),
            marks.segments([((here, x), (row(now), y)) for x, y in zip(there, ends, strict=True)], MUTED, dash="dot"),
            marks.line([here, there[chosen]], [row(now), ends[chosen]], ACCENT, width=4),
            marks.points([here], [row(now)], TEXT, size=22),
            marks.points(there, seen, NEUTRAL, size=22),
            marks.points([there[chosen]], [seen[chosen]], ACCENT, symbol="square", size=24),
            marks.words(PLACES, [row(now), *seen], repetitions, SURFACE, **middle),
            marks.words(
                there,
                [end + 0.7 for end in ends],
                ["" if level else "pause" for level in then.values()],
                bold=True,
                place="top center",
            ),
            marks.words(PLACES, [ROWS + 1.3] * 4, heads[0], MUTED, **middle),
            marks.words(PLACES, [ROWS + 1.3] * 4, heads[1], ACCENT, bold=True, **middle),
            marks.points([0.03], [KEY_ROW], ACCENT, symbol="square", size=14),
            marks.segments([((0.45, 0.56), (KEY_ROW, KEY_ROW))], MUTED, dash="dot"),
            marks.points([0.58], [KEY_ROW], NEUTRAL, size=14),
            marks.words([0.07, 0.62], [KEY_ROW] * 2, ["your answers", "other answers"], MUTED),
        ],
        dict(
            height=376,
            margin=dict(l=97, r=6, t=20, b=2),
            xaxis=dict(range=[0, 1], visible=False),
            yaxis=dict(
                range=[-3.4, ROWS + 3.6],
                tickvals=middles,
                ticktext=names,
                tickfont=dict(size=marks.TEXT_PX, color=MUTED),
                showgrid=False,
                automargin=False,
            ),
            shapes=lines,
            annotations=[
                marks.note("this week", here, 1, anchor="center bottom", paper="y"),
                marks.note("next week, if past the limit is", there[1], 1, anchor="center bottom", paper="y"),
            ],
        ),
    )


def _words(now, then, decided_by):
    """Reading, table and headline."""
    rule = programme.RULES[decided_by]
    if then:
        change = LEVELS.index(then) - LEVELS.index(now)
        headline = f"{MOVES[(change > 0) - (change < 0)]}: {then.rung.name}, {programme.SETS} × {then.repetitions}"
    else:
        headline = "Pause: have the knee examined"
    rows = [
        ("this week", f"{now.label}; load {now.weekly_load:.1f}"),
        ("next week", f"{then.label}; load {then.weekly_load:.1f}" if then else "paused"),
        ("rule", rule.says),
        ("found in", rule.found or "no source"),
        ("this course's choice", rule.chosen),
    ]
    reading = f"So next week the {then.label}" if then else "So next week none"
    return (
        f"{reading}, by the rule: {rule.says[0].lower()}{rule.says[1:]}",
        pd.DataFrame(rows, columns=["about", "what"]),
        headline,
    )


EXPLORER = Explorer(
    name="next_week",
    title="One week's answers and the next week; the number is repetitions in a set",
    controls=(
        Choice("rung", "This week you did the", {name: rung.label for name, rung in RUNGS.items()}, "low step-down"),
        Steps("repetitions", "Repetitions in each of the 3 sets", programme.REPETITIONS, 8),
        Choice("week_before", "The week before was", BEFORE, "one"),
        Toggle("pain_over", "Pain in a session passed my limit"),
        Toggle("sorer", "Sorer the next morning than before the session"),
    ),
    view=view,
)
