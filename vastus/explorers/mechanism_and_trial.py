"""How far a good story should move a reader, how far a trial, and what is left when both are put together.

All three beliefs are normal, on pain from 0 to 100. The three stories are assumed and say so; how much a trial
overstates when its assessors know the group is taken from ``contextual_effects``.
"""

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT
from ..inference.updating import Belief, evidence, people_worth, update, weight_of

EFFECTS = (-44, 44)
IN_SDS = np.linspace(-3.5, 3.5, 57)  # where a curve is drawn
FLOOR, CURVE = 0.84, 0.56  # of a row: where its curve stands, and how high it is
LARGE = 10

_sham = data.table("debate_cases").set_index("id").loc["C4"]
PAIN_SD = float(_sham["comparator_sd"])
PAIN_SD_SOURCE = f"sham group at 1 year ({references.label(_sham['citekeys'])})"

STORIES = {
    "none": ("no story", Belief(0, 6)),
    "partial": ("a story with gaps", Belief(4, 8)),
    "complete": ("a complete chain", Belief(10, 6)),
}

_assessors = data.table("contextual_effects").set_index("id").loc["X11"]
_overstated = [-float(_assessors[field]) * PAIN_SD for field in ("value", "ci_high", "ci_low")]
ASSESSORS_KNEW = Belief(_overstated[0], (_overstated[2] - _overstated[1]) / (2 * 1.96))
BIASES = {
    "none": ("nobody knew", Belief(0, 0), "assumed"),
    "assessors": ("the assessors knew", ASSESSORS_KNEW, references.label(_assessors["citekey"])),
    "everybody": (
        "everybody knew",
        Belief(2 * ASSESSORS_KNEW.mean, ASSESSORS_KNEW.mean),
        "assumed: twice as much, and unsure",
    ),
}


def view(story, people, difference, bias):
    prior = STORIES[story][1]
    found = evidence(difference, people, PAIN_SD, BIASES[bias][1])
    posterior = update(prior, found)
    trial_counts = words.percent(weight_of(found, prior))
    return View(
        _figure(prior, found, posterior),
        f"Given {STORIES[story][0]}, one expects {words.number(prior.mean, 1)} points of relief; a trial of {people} "
        f"people that finds {_found(difference)} speaks for {words.number(found.mean, 1)}; together they leave "
        f"{_points(posterior)}.",
        _table(story, people, difference, bias, prior, found, posterior),
        f"{words.number(posterior.mean, 1)} points; the trial counts {trial_counts}",
    )


def _figure(prior, found, posterior):
    weight = weight_of(found, prior)
    rows = (
        (f"The story, counts {words.percent(1 - weight)}", prior, NEUTRAL),
        (f"The trial, counts {words.percent(weight)}", found, NEUTRAL),
        ("Both together", posterior, ACCENT),
    )
    traces = []
    for row, (_, belief, colour) in enumerate(rows):
        floor = row + FLOOR
        effects = belief.mean + belief.sd * IN_SDS
        heights = floor - CURVE * belief.density(effects) / belief.density(belief.mean)
        traces += [
            marks.band(effects, np.full(effects.size, floor), heights, colour, opacity=0.25),
            marks.line(effects, heights, colour),
            marks.segments([(belief.interval(), (floor, floor))], colour, width=5),
            marks.points([belief.mean], [floor], colour, symbol="diamond", hover="%{x:.1f}"),
        ]
    above = [row + 0.13 for row in range(len(rows))]
    for at, texts, place in (
        (0, [name for name, *_ in rows], "middle right"),
        (1, [_points(belief) for _, belief, _ in rows], "middle left"),
    ):
        traces.append(marks.words([at] * len(rows), above, texts, place=place, xaxis="x2"))
    return Figure(
        traces,
        dict(
            height=360,
            margin=dict(l=8, r=8, t=8, b=46),
            xaxis=dict(
                title="points less pain (of 100)",
                range=EFFECTS,
                tickvals=[-40, -20, 0, 20, 40],
                ticktext=["−40", "−20", "0: no effect", "20", "40"],
            ),
            xaxis2=dict(range=[0, 1], visible=False, overlaying="x"),
            yaxis=dict(range=[len(rows), 0], visible=False),
            shapes=[marks.edge((0, 0), (row + 0.26, row + 1), TEXT, dash="dot") for row in range(len(rows))],
        ),
    )


def _table(story, people, difference, bias, prior, found, posterior):
    knew, expected, source = BIASES[bias]
    rows = [
        ("story", f"{prior.mean:g} (SD {prior.sd:g})", f"{STORIES[story][0]}: assumed"),
        ("worth as much as an unbiased trial of", f"{people_worth(prior, PAIN_SD):.0f} people", "computed"),
        ("spread (SD) of pain in a group", f"{PAIN_SD:g}", PAIN_SD_SOURCE),
        ("difference found", _found(difference), "chosen here"),
        ("people, shared between two groups", f"{people}", "chosen here"),
        (f"taken off because {knew}", f"{expected.mean:.1f} (SD {expected.sd:.1f})", source),
        ("trial alone", _points(found), "computed, 95% interval"),
        ("share of the trial in the result", words.percent(weight_of(found, prior)), "computed"),
        ("both together", _points(posterior), "computed, 95% interval"),
        ("chance of any relief", _chance(posterior, 0), "computed"),
        (f"chance of more than {LARGE} points", _chance(posterior, LARGE), "computed"),
    ]
    return pd.DataFrame(rows, columns=["quantity", "points, or as said", "where it comes from"])


def _points(belief):
    return words.estimate(belief.mean, *belief.interval(), 1)


def _found(difference):
    if difference == 0:
        return "no difference"
    return f"{abs(difference):g} points {'less' if difference > 0 else 'more'} pain"


def _chance(belief, value):
    chance = belief.probability_above(value)
    return "above 99%" if chance > 0.99 else "below 1%" if chance < 0.01 else words.percent(chance)


EXPLORER = Explorer(
    name="mechanism_and_trial",
    title="A story, a trial, and both together",
    controls=(
        Choice("story", "The mechanism is", {name: text for name, (text, _) in STORIES.items()}, "partial"),
        Steps("people", "People in the trial", (20, 60, 180, 600), 60),
        Steps("difference", "Less pain found in the trial", (-5, 0, 5, 10, 15), 10, "points"),
        Choice(
            "bias", "Who knew who got the treatment", {name: text for name, (text, *_) in BIASES.items()}, "assessors"
        ),
    ),
    view=view,
)
