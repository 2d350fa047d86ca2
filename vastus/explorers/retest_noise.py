"""How often one test calls a knee "delayed", when the test has an error."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references, words
from ..explorer import Explorer, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, VM_SOFT
from ..inference import retest

RANGE_MS = (-30, 60)
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
    beyond_ms = np.linspace(criterion_ms, RANGE_MS[1], 81)
    share = retest.share_called_delayed(true_delay_ms, sem_ms, criterion_ms)
    disagree = retest.share_of_pairs_that_disagree(true_delay_ms, sem_ms, criterion_ms)
    top = height(true_delay_ms)
    figure = go.Figure(
        [
            marks.area(beyond_ms, height(beyond_ms), VM_SOFT, name="called delayed"),
            marks.line(all_ms, height(all_ms), name="one test", hover="%{x:.0f} ms"),
            marks.rule(true_delay_ms, (0, top), ACCENT, width=3, name="true delay"),
            marks.rule(criterion_ms, (0, 1.12 * top), NEUTRAL, dash="dash", name="criterion"),
        ],
        go.Layout(
            xaxis=dict(title="measured delay of VMO (ms)", range=RANGE_MS),
            yaxis=dict(title="tests in 1000, per ms", range=[0, 1.2 * top], rangemode="tozero"),
        ),
    )
    reading = (
        f"True delay {true_delay_ms:g} ms, error {sem_ms:g} ms, criterion {criterion_ms:g} ms: one test calls this "
        f"knee delayed in {words.in_hundred(share)} tests; two tests of it disagree in "
        f"{words.in_hundred(disagree)} pairs."
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
    return View(figure, reading, table)


EXPLORER = Explorer(
    name="retest_noise",
    title="One test of one knee, repeated many times",
    controls=(
        Steps("true_delay_ms", "True delay", (0, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30), 0, "ms"),
        Steps(
            "sem_ms",
            "Standard error of measurement",
            tuple(sorted({2, 4, 8, *SOURCES})),
            UP_MS,
            "ms",
        ),
        Steps("criterion_ms", "Called delayed above", (5, CRITERION_MS, 12, 15, 20), CRITERION_MS, "ms"),
    ),
    view=view,
)
