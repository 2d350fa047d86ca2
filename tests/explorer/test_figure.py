import copy

import numpy as np
import pandas as pd
import pytest

from vastus import explorers
from vastus.explorer import Explorer, ExplorerError, Figure, Steps, View, frames, marks
from vastus.explorer.figure import TEMPLATE, check, plain_figure


def test_parts_stay_as_written_in_the_course_template_with_arrays_as_lists():
    line = marks.line(np.array([0.0, 1.0]), pd.Series([1, 2]))
    plain = plain_figure(Figure([line], dict(xaxis=dict(title="time (ms)"), shapes=[])))
    assert (plain["data"][0]["x"], plain["data"][0]["y"]) == ([0.0, 1.0], [1, 2])
    assert plain["layout"] == {"xaxis": {"title": {"text": "time (ms)"}}, "template": TEMPLATE}
    check(plain)


def test_parts_can_be_read_as_attributes_and_what_they_lack_is_empty():
    figure = Figure([marks.line(pd.Series([0, 1]), [2, 3], "#123456")], dict(height=200, xaxis=dict(range=[0, 1])))
    (line,) = figure.data
    assert (line.line.color, line.y, figure.layout.height, figure.layout.xaxis.range) == (
        "#123456",
        (2, 3),
        200,
        (0, 1),
    )
    assert list(line.x) == [0, 1] and not line.marker.color


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (dict(line_shape="spline"), "data.0.line.shape"),  # which plotly.js would not know
        (dict(colour="red"), "colour"),
        (dict(mode="curves"), "mode"),
    ],
)
def test_the_compiler_says_what_plotly_does_not_take_as_it_is_written(part, said):
    def view(k):
        return View(Figure([{**marks.line([0, 1], [0, k]), **part}]), f"k is {k}.", pd.DataFrame())

    with pytest.raises(ExplorerError, match=f"(?s)toy at {{'k': 1}}: .*{said}"):
        frames.compile_frames(Explorer("toy", "Toy", (Steps("k", "K", (1, 2), 1),), view))


def test_compiling_leaves_the_template_as_it_is():
    before = copy.deepcopy(TEMPLATE)
    frames.compile_frames(explorers.load("next_week"))
    assert TEMPLATE == before
