"""Two laboratories test the same muscles again and again: what repeats, and what is right.

In laboratory A the VM's channel is the noisier one, in B the VL's. Each tests in sessions of ten trials, of which the
median is the result: 40 sessions a laboratory, a dot each. The muscles start together in every trial.
"""

import numpy as np
import pandas as pd

from .. import words
from ..explorer import Choice, Explorer, Figure, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL_SOFT, TEXT
from ..signals import phantom
from . import phantom_delay

TRIALS, A_SESSION, SEED = 400, 10, 4
BETTER_DB = 20  # of the quieter channel
EDGE_MS, RANGE_MS = 55, (-60, 60)
AROUND_MS = 10  # the shaded band about nought
LABORATORIES = {"A": (1.3, "VM"), "B": (0.0, "VL")}  # height of its dots, and its noisier channel
RULES = {rule: phantom_delay.RULES[rule] for rule in phantom_delay.PUBLISHED}
HEIGHTS = np.arange(TRIALS // A_SESSION) * (np.sqrt(5) - 1) / 2 % 1  # neighbours in size lie far apart (golden ratio)


def trials_ms(vm_snr_db, vl_snr_db, rise):
    """Measured delays of VM behind VL, a trial each, by the name of the rule."""
    found = phantom.delays_ms(TRIALS, vm_snr_db, vl_snr_db, rise, SEED, phantom_delay.for_phantom(RULES))
    return dict(zip(RULES, found, strict=True))


def delays_ms(laboratory, apart_db, matched, rise, rule):
    """Measured delays of a laboratory, a trial each."""
    worse_db = BETTER_DB - apart_db
    better_db = worse_db if matched else BETTER_DB  # matched by noise added to the quieter channel
    ratios_db = (worse_db, better_db) if laboratory == "A" else (better_db, worse_db)
    return trials_ms(*ratios_db, rise)[rule]


def sessions_ms(laboratory, *setting):
    """Median of each session of a laboratory; parameters as `delays_ms`.

    Where the channels are alike, both laboratories have the same trials; B deals them out to other sessions.
    """
    trials = delays_ms(laboratory, *setting)
    return np.nanmedian(trials.reshape(-1, A_SESSION) if laboratory == "A" else trials.reshape(A_SESSION, -1).T, axis=1)


def view(apart_db, matched, rise, rule):
    setting = apart_db, matched, rise, rule
    channels = "channels matched" if matched else "" if apart_db else "channels equal"
    medians_ms = {name: float(np.nanmedian(delays_ms(name, *setting))) for name in LABORATORIES}
    traces = [marks.rule(0, (-0.25, 2.5), ACCENT, width=3)]
    rows = []
    for name, (low, noisier) in LABORATORIES.items():
        sessions = np.sort(sessions_ms(name, *setting))
        traces += [
            marks.points(
                np.clip(sessions, -EDGE_MS, EDGE_MS).round(1),
                low + HEIGHTS,
                TEXT,
                size=8,
                opacity=0.75,
                hover="%{x} ms",
            ),
            marks.rule(medians_ms[name], (low - 0.1, low + 1.1), TEXT, dash="dash"),
            marks.words([RANGE_MS[0]], [low + 1.05], [f"Laboratory {name}"], TEXT, bold=True),
            marks.words([RANGE_MS[0]], [low + 0.85], [channels or f"{noisier} noisier"], MUTED),
        ]
        late, early = np.mean(sessions > 0), np.mean(sessions < 0)
        rows.append(
            (
                name,
                words.signed(medians_ms[name], 1, "ms"),
                words.interval(sessions[0], sessions[-1], 1, "ms"),
                words.percent(late),
                words.percent(early),
            )
        )
    traces.append(marks.words([0], [-0.42], ["true"], ACCENT, place="middle center", bold=True))
    figure = Figure(
        traces,
        dict(
            height=330,
            margin=dict(l=12, r=12, t=8, b=46),
            xaxis=dict(
                title="VM early ← measured delay (ms) → VM late", range=RANGE_MS, tickvals=[-40, -20, 0, 20, 40]
            ),
            yaxis=dict(range=(-0.6, 2.55), visible=False),
            shapes=[marks.box((-AROUND_MS, AROUND_MS), (0, 1), NEUTRAL_SOFT, paper="y", layer="below")],
        ),
    )
    a, b = (words.signed(medians_ms[name], 1) for name in LABORATORIES)
    apart = "matched by added noise" if matched else f"{apart_db} dB apart" if apart_db else "equal"
    rising = f"rising over {rise} ms" if rise else "starting at once"
    reading = (
        f"Channels {apart}, activity {rising}: 40 sessions of ten trials give a median delay of {a} ms in "
        f"laboratory A and {b} ms in B, where the muscles start together."
    )
    table = pd.DataFrame(rows, columns=["laboratory", "median", "lowest to highest session", "VM late", "VM early"])
    return View(figure, reading, table, f"A {a} ms, B {b} ms, truth 0")


def _idle(apart_db, **others):
    return () if apart_db else ("matched",)


EXPLORER = Explorer(
    name="two_laboratories",
    title="One runner in two laboratories",
    controls=(
        Steps("apart_db", "One channel is noisier by", (0, 2, 4, 10), 4, "dB"),
        Toggle("matched", "Add noise to the quieter channel until both match"),
        Steps("rise", "Activity rises over", (0, 50, 100), 100, "ms"),
        Choice("rule", "Onset rule", RULES, "held"),
    ),
    view=view,
    idle=_idle,
)
