"""How often one test calls a knee "delayed", when the test has an error."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, words
from ..explorer import Explorer, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, VM_SOFT
from ..inference import retest

RANGE_MS = (-30, 60)
CRITERION_MS = 10  # the entry rule of the trial bennell2010; the other steps are for comparison
FACTS = data.table("emg_method_facts")
PUBLISHED_SEM_MS = sorted(FACTS.loc[FACTS["item"].str.startswith("standard error of measurement"), "value"])


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
        f"With a true delay of {true_delay_ms:g} ms, a standard error of measurement of {sem_ms:g} ms and a criterion "
        f"of {criterion_ms:g} ms, one test calls this knee delayed in {words.in_hundred(share)} "
        f"tests; two tests of it disagree in {words.in_hundred(disagree)} pairs."
    )
    table = pd.DataFrame(
        {
            "quantity": [
                "called delayed by one test",
                "two tests disagree",
                "95% of the error of one test stays within",
                "95% of the error of a change between two tests stays within",
            ],
            "value": [
                words.percent(share, 1),
                words.percent(disagree, 1),
                f"±{retest.error_bound_ms(sem_ms):.1f} ms",
                f"±{retest.change_bound_ms(sem_ms):.1f} ms",
            ],
        }
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
            tuple(sorted({2, 4, 8, 12, *PUBLISHED_SEM_MS})),
            PUBLISHED_SEM_MS[-1],
            "ms",
        ),
        Steps("criterion_ms", "Called delayed above", (5, CRITERION_MS, 12, 15, 20), CRITERION_MS, "ms"),
    ),
    view=view,
)
