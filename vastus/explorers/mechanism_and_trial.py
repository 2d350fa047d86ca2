"""How far a good story should move a reader, how far a trial, and what is left when both are put together.

All three beliefs are normal, on pain from 0 to 100. The three stories are assumed and say so; how much a trial
overstates when its assessors know the group is taken from ``contextual_effects``.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Steps, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, TEXT, VL
from ..inference.updating import Belief, evidence, people_worth, update, weight_of

EFFECTS = np.linspace(-30, 40, 281)
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
    return View(
        _figure(prior, found, posterior),
        _reading(story, people, difference, bias, prior, found, posterior),
        _table(story, people, difference, bias, prior, found, posterior),
    )


def _figure(prior, found, posterior):
    curves = (
        (prior, "the story alone", NEUTRAL, "dot", "circle"),
        (found, "the trial alone", VL, "dash", "square"),
        (posterior, "both together", ACCENT, "solid", "diamond"),
    )
    top = max(belief.density(belief.mean) for belief, *_ in curves)
    figure = go.Figure()
    for row, (belief, words, colour, dash, symbol) in enumerate(curves, start=1):
        low, high = belief.interval()
        figure.add_scatter(
            x=EFFECTS,
            y=belief.density(EFFECTS) / top,
            mode="lines",
            name=words,
            legendgroup=words,
            line=dict(color=colour, width=3 if dash == "solid" else 2, dash=dash),
            hoverinfo="skip",
        )
        figure.add_scatter(
            x=[belief.mean],
            y=[-0.12 * row],
            mode="markers",
            showlegend=False,
            marker=dict(color=colour, size=9, symbol=symbol),
            error_x=dict(
                type="data",
                symmetric=False,
                array=[high - belief.mean],
                arrayminus=[belief.mean - low],
                color=colour,
                thickness=2,
                width=4,
            ),
            hovertemplate=f"{words}: %{{x:.1f}}<extra></extra>",
        )
    figure.update_layout(
        height=400,
        legend=dict(font=dict(color=MUTED)),
        xaxis=dict(
            title="points less pain (of 100)", range=[EFFECTS[0], EFFECTS[-1]], tickvals=[-20, -10, 0, 10, 20, 30]
        ),
        yaxis=dict(range=[-0.46, 1.2], visible=False),
        shapes=[dict(type="line", x0=0, x1=0, y0=-0.46, y1=1.2, line=dict(color=TEXT, width=1, dash="dot"))],
        annotations=[
            dict(
                x=0,
                y=1.2,
                text="no effect",
                showarrow=False,
                xanchor="right",
                xshift=-4,
                yanchor="top",
                font=dict(size=12, color=MUTED),
            )
        ],
    )
    return figure


def _reading(story, people, difference, bias, prior, found, posterior):
    return (
        f"Given {STORIES[story][0]}, one expects {_words(prior)} points of relief; a trial of {people} people that "
        f"finds {_found(difference)}, where {BIASES[bias][0]}, speaks for {_words(found)} by itself; together they "
        f"leave {_words(posterior)}, of which the trial made {100 * weight_of(found, prior):.0f} percent, and the "
        f"chance of any relief is {_chance(posterior, 0)}."
    )


def _table(story, people, difference, bias, prior, found, posterior):
    words, expected, source = BIASES[bias]
    rows = [
        ("story", f"{prior.mean:g} (SD {prior.sd:g})", f"{STORIES[story][0]}: assumed"),
        ("worth as much as an unbiased trial of", f"{people_worth(prior, PAIN_SD):.0f} people", "computed"),
        ("spread (SD) of pain in a group", f"{PAIN_SD:g}", PAIN_SD_SOURCE),
        ("difference found", _found(difference), "chosen here"),
        ("people, shared between two groups", f"{people}", "chosen here"),
        (f"taken off because {words}", f"{expected.mean:.1f} (SD {expected.sd:.1f})", source),
        ("trial alone", _words(found), "computed, 95% interval"),
        ("share of the trial in the result", f"{100 * weight_of(found, prior):.0f}%", "computed"),
        ("both together", _words(posterior), "computed, 95% interval"),
        ("chance of any relief", _chance(posterior, 0), "computed"),
        (f"chance of more than {LARGE} points", _chance(posterior, LARGE), "computed"),
    ]
    return pd.DataFrame(rows, columns=["quantity", "points, or as said", "where it comes from"])


def _words(belief):
    value, low, high = (f"{round(number, 1) + 0:.1f}" for number in (belief.mean, *belief.interval()))  # + 0: no −0.0
    return f"{value} ({low} to {high})".replace("-", "−")


def _found(difference):
    if difference == 0:
        return "no difference"
    return f"{abs(difference):g} points {'less' if difference > 0 else 'more'} pain"


def _chance(belief, value):
    percent = 100 * belief.probability_above(value)
    return "above 99%" if percent > 99 else "below 1%" if percent < 1 else f"{percent:.0f}%"


EXPLORER = Explorer(
    name="mechanism_and_trial",
    title="A story, a trial, and both together",
    controls=(
        Choice("story", "The mechanism is", {name: words for name, (words, _) in STORIES.items()}, "partial"),
        Steps("people", "People in the trial", (20, 60, 180, 600), 60),
        Steps("difference", "Less pain found in the trial", (-5, 0, 5, 10, 15), 10, "points"),
        Choice(
            "bias", "Who knew who got the treatment", {name: words for name, (words, *_) in BIASES.items()}, "assessors"
        ),
    ),
    view=view,
)
