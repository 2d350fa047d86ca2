"""Axes stand still unless an explorer says why not."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus.explorer import Explorer, ExplorerError, Steps, View, axes, frames, marks

TABLE = pd.DataFrame({"quantity": ["a"]})


def explorer(layout, moving_axes=False, **trace):
    def view(k):
        return View(go.Figure([marks.points([0], [k], **trace)], layout(k)), f"k is {k}.", TABLE)

    return Explorer("toy", "Toy", (Steps("k", "K", (1, 2), 1),), view, moving_axes=moving_axes)


def moving(layout, **trace):
    return axes.moving(frames.compile_frames(explorer(layout, moving_axes=True, **trace)))


def test_an_axis_with_one_range_stands_still():
    assert moving(lambda k: dict(yaxis=dict(range=[0, 9]))) == []


@pytest.mark.parametrize(
    "part, ends", [("range", ([0, 1], [0, 2])), ("type", ("log", "linear")), ("domain", ([0, 1], [0, 0.5]))]
)
def test_an_axis_moves_when_its_range_its_type_or_its_domain_does(part, ends):
    found = moving(lambda k: dict(yaxis={"range": [0, 9], part: ends[k - 1]}))
    assert found == [f"yaxis of panel 0: its {part} changes"]


def test_an_axis_that_is_left_to_its_data_moves_where_they_do():
    assert moving(lambda k: {}) == ["yaxis of panel 0: no range is given and y of trace 0 changes"]
    half = moving(lambda k: dict(yaxis=dict(range=[0, None])))
    assert half == ["yaxis of panel 0: no range is given and y of trace 0 changes"]
    second = moving(lambda k: dict(yaxis=dict(range=[0, 9]), yaxis2=dict(overlaying="y")), yaxis="y2")
    assert second == ["yaxis2 of panel 0: no range is given and y of trace 0 changes"]


def test_an_explorer_whose_axes_move_is_refused_unless_it_says_so():
    def layout(k):
        return dict(yaxis=dict(range=[0, k]))

    with pytest.raises(ExplorerError, match="toy: yaxis of panel 0: its range changes; expected one range"):
        frames.compile_frames(explorer(layout))
    frames.compile_frames(explorer(layout, moving_axes=True))
