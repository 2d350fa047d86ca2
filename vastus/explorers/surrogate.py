"""A marker that improves, and an outcome that need not: one treatment, two paths.

The people are drawn once and shifted by what the reader sets: states differ by the paths and not by luck. The two
published results beside the model come from ``vmo_vs_general_trials`` and ``trial_effects_exercise_pfp``.
"""

from functools import lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Explorer, Steps, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, NEUTRAL_SOFT, TEXT, VL, VL_SOFT, VM
from ..inference.surrogate import Paths, simulate

SEED, PEOPLE = 0, 60  # a draw that leaves nobody outside the picture
SHOWN_SD = (-3, 4)

_timing = data.table("vmo_vs_general_trials").set_index("id").loc["V2"]
_hip = data.table("trial_effects_exercise_pfp").set_index("id").loc["E28"]
PUBLISHED = (
    (
        f"published: timing retrained in {_timing['n_randomised']} people without current pain",
        "pain was not an outcome",
        references.label(_timing["citekey"]),
    ),
    (
        f"published: hip exercise against orthoses, difference by way of hip strength, {_hip['n_participants']} people",
        f"{_hip['estimate']:g} squats ({_hip['ci_low']:g} to {_hip['ci_high']:g})".replace("-", "−"),
        references.label(_hip["citekey"]),
    ),
)


@lru_cache
def _people(correlation):
    """Untreated and treated people before the treatment moves anybody; whatever makes the correlation looks the same.

    Each group is brought to mean 0, SD 1 and exactly this correlation: 60 people alone would show another by luck.
    """
    marker, rest = simulate(Paths(0, 0, 0, 0), PEOPLE, np.random.default_rng(SEED))
    marker = _standard(marker)
    rest = _standard(rest)
    rest = _standard(rest - np.mean(rest * marker, axis=1, keepdims=True) * marker)
    return marker, correlation * marker + np.sqrt(1 - correlation**2) * rest


def _standard(groups):
    """Every group with mean 0 and SD 1."""
    return (groups - groups.mean(axis=1, keepdims=True)) / groups.std(axis=1, keepdims=True)


def view(marker_effect, link, shared, other_paths):
    paths = Paths(marker_effect, link, shared, other_paths)
    return View(_figure(paths), _reading(paths), _table(paths))


def _figure(paths):
    marker, outcome = _people(paths.correlation)
    shift = (0, paths.marker_effect), (0, paths.outcome_effect)
    figure = go.Figure()
    for group, (words, colour, soft, symbol) in enumerate(
        (("untreated", NEUTRAL, NEUTRAL_SOFT, "circle"), ("treated", VL, VL_SOFT, "square"))
    ):
        figure.add_scatter(
            x=marker[group] + shift[0][group],
            y=outcome[group] + shift[1][group],
            mode="markers",
            name=words,
            marker=dict(symbol=symbol, size=7, color=soft, line=dict(color=colour, width=1)),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=list(SHOWN_SD),
        y=[paths.correlation * x for x in SHOWN_SD],
        mode="lines",
        name="what patients show",
        line=dict(color=MUTED, width=2, dash="dot"),
        hoverinfo="skip",
    )
    for words, y, colour, dash, symbol in (
        ("promised by the marker", paths.promised, VM, "dot", "circle-open"),
        ("found in a trial", paths.outcome_effect, ACCENT, "solid", "diamond"),
    ):
        figure.add_scatter(
            x=[0, paths.marker_effect],
            y=[0, y],
            mode="lines+markers",
            name=words,
            line=dict(color=colour, width=3, dash=dash),
            marker=dict(size=[0, 12], symbol=symbol, color=colour, line=dict(width=2)),
            hoverinfo="skip",
        )
    bars = {
        "promised by the marker": paths.promised,
        "passed on by the marker": paths.through_marker,
        "other paths": paths.other_paths,
        "found in a trial": paths.outcome_effect,
    }
    figure.add_bar(
        x=list(bars.values()),
        y=[-number for number in range(len(bars))],
        orientation="h",
        width=0.34,
        xaxis="x2",
        yaxis="y2",
        marker=dict(color=[VM, VL, VL, ACCENT], pattern=dict(shape=[".", "", "/", ""], size=6, solidity=0.25)),
        showlegend=False,
        hovertemplate="%{x:.2f} SD<extra></extra>",
    )
    figure.add_scatter(
        x=[-0.98] * len(bars),
        y=[0.36 - number for number in range(len(bars))],
        mode="text",
        xaxis="x2",
        yaxis="y2",
        text=[f"<b>{words}</b> {_sd(size)}" for words, size in bars.items()],
        textposition="middle right",
        textfont=dict(size=12, color=TEXT),
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        height=660,
        margin=dict(l=52, r=14, t=96, b=48),
        legend=dict(x=0, y=1, yref="container", yanchor="top", font=dict(color=MUTED)),
        xaxis=dict(title="marker (SD, right is better)", range=SHOWN_SD, anchor="y"),
        yaxis=dict(title="outcome (SD, up is better)", range=SHOWN_SD, domain=[0.49, 1]),
        xaxis2=dict(title="change of the outcome (SD)", range=[-1, 1.5], anchor="y2"),
        yaxis2=dict(range=[-3.4, 0.7], domain=[0, 0.34], visible=False, anchor="x2"),
        shapes=[
            dict(
                type="line",
                xref="x2",
                yref="y2",
                x0=0,
                x1=0,
                y0=-number - 0.22,
                y1=-number + 0.22,
                line=dict(color=TEXT, width=1),
            )
            for number in range(len(bars))
        ],
    )
    return figure


def _reading(paths):
    found = paths.outcome_effect
    verdict = "less well" if found < 0 else "no better" if found == 0 else "better"
    together = f"go together (correlation {paths.correlation:.1f})" if paths.correlation else "do not go together"
    return (
        f"The treatment moves the marker by {_sd(paths.marker_effect)}, and in patients marker and outcome {together}, "
        f"which promises {_sd(paths.promised)} in the outcome; "
        f"the marker passes on {_sd(paths.through_marker)}, other paths add {_sd(paths.other_paths)}, "
        f"and treated people end {verdict}: {_sd(found)}."
    )


def _table(paths):
    rows = [
        ("change of the marker", _sd(paths.marker_effect), "chosen here"),
        ("passed on by one SD of the marker", _sd(paths.link), "chosen here"),
        ("correlation made by what acts on both", f"{paths.shared:.1f}", "chosen here"),
        ("correlation seen in patients", f"{paths.correlation:.1f}", "computed"),
        ("promised by the marker", _sd(paths.promised), "computed"),
        ("passed on by the marker", _sd(paths.through_marker), "computed"),
        ("other paths", _sd(paths.other_paths), "chosen here"),
        ("found in a trial", _sd(paths.outcome_effect), "computed"),
        *PUBLISHED,
    ]
    return pd.DataFrame(rows, columns=["quantity", "value", "where it comes from"])


def _sd(value):
    return f"{value:+.2f} SD".replace("-", "−") if value else "0 SD"


EXPLORER = Explorer(
    name="surrogate",
    title="A marker, an outcome, and two paths between treatment and relief",
    controls=(
        Steps("marker_effect", "Treatment improves the marker by", (0.4, 0.8, 1.2), 0.8, "SD"),
        Steps("link", "Of that, one SD passes on", (0, 0.2, 0.4, 0.6), 0, "SD"),
        Steps("shared", "Correlation made by something else", (0, 0.3), 0.3),
        Steps("other_paths", "Treatment acts past the marker by", (-0.4, -0.2, 0, 0.2, 0.4), 0, "SD"),
    ),
    view=view,
)
