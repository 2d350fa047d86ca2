"""How far the mean of several tests may be off: a start, to be made your own."""

import numpy as np
import pandas as pd

from ..explorer import Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL_SOFT

RANGE_MS = (-30, 30)  # stands still while the controls move, so that the curve is seen to change


def view(tests, sem_ms):
    error_ms = sem_ms / np.sqrt(tests)
    x_ms = np.linspace(*RANGE_MS, 121)
    figure = Figure(
        [
            marks.area(x_ms, np.exp(-((x_ms / error_ms) ** 2) / 2), NEUTRAL_SOFT),
            marks.rule(0, (0, 1), ACCENT, width=3),
        ],
        dict(
            height=260,
            margin=dict(l=10, r=10, t=8, b=48),
            xaxis=dict(title="what the mean is off by (ms)", range=RANGE_MS),
            yaxis=dict(range=[0, 1.1], visible=False),
        ),
    )
    many = "1 test" if tests == 1 else f"{tests} tests"
    reading = f"The mean of {many}, each with an error of {sem_ms:g} ms, has an error of {error_ms:.1f} ms."
    table = pd.DataFrame(
        {"tests": [tests], "error of one (ms)": [sem_ms], "error of the mean (ms)": [f"{error_ms:.1f}"]}
    )
    return View(figure, reading, table, headline=f"{error_ms:.1f} ms of error")


EXPLORER = Explorer(
    name="template",
    title="The mean of several tests",
    controls=(
        Steps("tests", "Tests", (1, 2, 4, 9, 16), 1),
        Steps("sem_ms", "Error of one test", (4, 8, 12), 8, "ms"),
    ),
    view=view,
)
