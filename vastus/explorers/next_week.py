"""One week's answers, and what they do to the next: every step `vastus.programme.next_week` can take."""

import pandas as pd
import plotly.graph_objects as go

from .. import programme
from ..explorer import Choice, Explorer, Steps, Toggle, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, SURFACE, TEXT
from ..programme import LADDER, LEVELS, Level, State
from .programme import MARK_PX, dose, ladder, row, rung_words

RUNGS = {rung.name: rung for rung in LADDER}
BEFORE = {"settled": "settled, or there was none", "one": "over the limit", "two": "over, and the one before it too"}
WEEKS_OVER = {"settled": 0, "one": 1, "two": 2}
PLACES = {"this week": 0.25, "next week": 0.75}  # across the drawing


def view(rung, repetitions, week_before, pain_over, sorer):
    now = Level(RUNGS[rung], repetitions)
    state = State(LEVELS.index(now), WEEKS_OVER[week_before])
    after, decided_by = programme.next_week(state, programme.VERDICTS[pain_over + sorer])
    then = None if after.paused else LEVELS[after.level]
    return View(_figure(now, then), _reading(now, then, decided_by), _table(now, then, decided_by))


def _figure(now, then):
    here, there = PLACES.values()
    y_now, y_then = row(now), row(then) if then else row(now)
    figure = go.Figure()
    figure.add_scatter(
        x=[here, there],
        y=[y_now, y_then],
        mode="lines",
        line=dict(color=MUTED, width=2, dash="dot"),
        hoverinfo="skip",
        showlegend=False,
    )
    for words, place, y, level, symbol, colour in (
        ("this week", here, y_now, now, "circle", NEUTRAL),
        ("next week", there, y_then, then, "square" if then else "x", ACCENT if then else TEXT),
    ):
        figure.add_scatter(
            x=[place],
            y=[y],
            mode="markers+text",
            name=words,
            showlegend=False,
            hoverinfo="text",
            marker=dict(symbol=symbol, size=MARK_PX.get(symbol, 16) + 4, color=colour),
            text=[str(level.repetitions) if level else ""],
            textfont=dict(size=12, color=SURFACE),
            hovertext=[f"{words}: {dose(level)}, load {level.weekly_load:.1f}" if level else "paused"],
        )
    axis, lines = ladder()
    heads = [
        dict(
            text=f"<b>{words}</b><br>{f'load {level.weekly_load:.1f}' if level else 'paused'}",
            x=place,
            xanchor="center",
            y=1.01,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
        )
        for (words, place), level in zip(PLACES.items(), (now, then), strict=True)
    ]
    figure.update_layout(
        height=330,
        margin=dict(l=92, r=10, t=46, b=8),
        xaxis=dict(range=[0, 1], visible=False, fixedrange=True),
        yaxis=axis,
        shapes=lines,
        annotations=heads,
    )
    return figure


def _reading(now, then, decided_by):
    rule = programme.RULES[decided_by].says
    next_week = f"next week the {dose(then)} (load {then.weekly_load:.1f})" if then else "next week none: a pause"
    return f"This week the {dose(now)} (load {now.weekly_load:.1f}), {next_week}. The rule: {rule[0].lower()}{rule[1:]}"


def _table(now, then, decided_by):
    rule = programme.RULES[decided_by]
    rows = [
        ("this week", f"{dose(now)}; load {now.weekly_load:.1f}"),
        ("next week", f"{dose(then)}; load {then.weekly_load:.1f}" if then else "paused"),
        ("rule", rule.says),
        ("found in", rule.found or "no source"),
        ("this course's choice", rule.chosen),
    ]
    return pd.DataFrame(rows, columns=["", "what"])


EXPLORER = Explorer(
    name="next_week",
    title="This week's answers, next week's plan; in each mark, the repetitions",
    controls=(
        Choice(
            "rung", "This week you did the", {name: rung_words(rung) for name, rung in RUNGS.items()}, "low step-down"
        ),
        Steps("repetitions", "Repetitions in each of the 3 sets", programme.REPETITIONS, 8),
        Choice("week_before", "The week before was", BEFORE, "settled"),
        Toggle("pain_over", "Pain in a session passed my limit"),
        Toggle("sorer", "Sorer the next morning than before the session"),
    ),
    view=view,
)
