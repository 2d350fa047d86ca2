"""How often one test calls a knee "delayed", when the test has an error."""

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, NEUTRAL_SOFT, VM
from ..inference import retest

RANGE_MS = (-30, 60)
TOP = 122  # tests in 1000 per ms: above the peak for the smallest error, with room for the words
CRITERION_MS = 10  # the entry rule of the trial bennell2010; the other steps are for comparison
FACTS = data.table("emg_method_facts")


def _facts(citekey, item):
    return FACTS[(FACTS["citekey"] == citekey) & FACTS["item"].str.startswith(item)]


UP_MS, DOWN_MS = _facts("cowan2000reliab", "standard error of measurement")["value"].tolist()
UP_ICC, DOWN_ICC = _facts("cowan2000reliab", "ICC")["value"].tolist()
(SAME_DAY_ICC,) = _facts("motealleh2011", "ICC")["value_min"]
# Two of three studies of reliability give no error in ms. One gives an ICC, which is worth an error only beside a
# spread between people; the only spread to be had is that of ten healthy people.
SPREAD_MS = retest.implied_spread_ms(UP_MS, UP_ICC)
SAME_DAY_MS = float(round(retest.implied_sem_ms(SPREAD_MS, SAME_DAY_ICC), 1))
SOURCES = {
    UP_MS: "published: ten healthy people, stepping up",
    DOWN_MS: "published: ten healthy people, stepping down",
    SAME_DAY_MS: f"computed: an ICC of {SAME_DAY_ICC:.2f} in a spread of {SPREAD_MS:.0f} ms",
}
RELIABILITY = {  # three studies, three answers: who was tested, and what came out
    "cowan2000reliab": (
        "10 healthy people, a week apart",
        f"ICC {UP_ICC:g} up and {DOWN_ICC:g} down, error {UP_MS:g} and {DOWN_MS:g} ms",
    ),
    "motealleh2011": (
        "10 men with PFP and 10 without, same day",
        f"ICC {SAME_DAY_ICC:.2f} or more for each muscle against foot contact, error not seen",
    ),
    "pazzinatto2015": (
        "31 women with PFP",
        f"{_facts('pazzinatto2015', 'reliability')['direction'].item()}, figures not seen",
    ),
}


def view(true_delay_ms, sem_ms, criterion_ms):
    def density(x_ms):
        return np.exp(-(((x_ms - true_delay_ms) / sem_ms) ** 2) / 2) / (sem_ms * np.sqrt(2 * np.pi))

    def height(x_ms):
        return 1000 * density(x_ms)  # tests in 1000 that fall within each millisecond

    all_ms = np.linspace(*RANGE_MS, 181)
    below_ms, beyond_ms = np.linspace(RANGE_MS[0], criterion_ms, 81), np.linspace(criterion_ms, RANGE_MS[1], 81)
    share = retest.share_called_delayed(true_delay_ms, sem_ms, criterion_ms)
    disagree = retest.share_of_pairs_that_disagree(true_delay_ms, sem_ms, criterion_ms)
    peak = height(true_delay_ms)
    figure = Figure(
        [
            marks.area(below_ms, height(below_ms), NEUTRAL_SOFT),
            marks.area(beyond_ms, height(beyond_ms), VM),
            marks.line(all_ms, height(all_ms), hover="%{x:.0f} ms"),
            marks.rule(true_delay_ms, (0, peak), ACCENT, width=3),
            *(
                # on the side away from the criterion, whose line would cross it
                marks.words([true_delay_ms], [peak + 3], [text], ACCENT, place=place, bold=True)
                for text, place in (
                    ("true delay " if true_delay_ms <= criterion_ms else "", "middle left"),
                    (" true delay" if true_delay_ms > criterion_ms else "", "middle right"),
                )
            ),
            marks.rule(criterion_ms, (0, TOP), NEUTRAL, dash="dash"),
            marks.words([criterion_ms], [TOP - 5], ["not called ← "], MUTED, place="middle left"),
            marks.words([criterion_ms], [TOP - 5], [" → called delayed"], VM, bold=True),
        ],
        dict(
            height=320,
            margin=dict(l=10, r=10, t=8, b=48),
            xaxis=dict(title="what one test measures (ms)", range=RANGE_MS),
            yaxis=dict(range=[0, TOP], visible=False),
        ),
    )
    late = f"truly {true_delay_ms:g} ms late" if true_delay_ms else "that is not late at all"
    reading = (
        f"A knee {late}, tested with an error of {sem_ms:g} ms, is called delayed in {words.in_hundred(share)} tests, "
        f"and a second test contradicts the first in {words.in_hundred(disagree)} pairs."
    )
    table = pd.DataFrame(
        [
            ("called delayed by one test", words.percent(share, 1), "computed"),
            ("two tests disagree", words.percent(disagree, 1), "computed"),
            ("standard error of measurement", f"{sem_ms:g} ms", SOURCES.get(sem_ms, "chosen here")),
            ("95% of the error of one test stays within", f"±{retest.error_bound_ms(sem_ms):.1f} ms", "computed"),
            (
                "95% of the error of a change between two tests stays within",
                f"±{retest.change_bound_ms(sem_ms):.1f} ms",
                "computed",
            ),
            *(
                (f"reliability in {people}", found, references.label(citekey))
                for citekey, (people, found) in RELIABILITY.items()
            ),
        ],
        columns=["quantity", "value", "where it comes from"],
    )
    return View(figure, reading, table, headline=f"{words.in_hundred(share)} tests say late".capitalize())


EXPLORER = Explorer(
    name="retest_noise",
    title="One test of one knee, repeated many times",
    controls=(
        Steps("true_delay_ms", "True delay", (0, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30), 0, "ms", plays=True),
        Steps(
            "sem_ms",
            "Standard error of measurement",
            tuple(sorted({4, 8, *SOURCES})),
            UP_MS,
            "ms",
        ),
        Steps("criterion_ms", "Called delayed above", (5, CRITERION_MS, 12, 15, 20), CRITERION_MS, "ms"),
    ),
    view=view,
)
