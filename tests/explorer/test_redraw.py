"""What must be drawn anew when a leaf changes, and the share of steps that are cheap."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus.explorer import Explorer, Steps, View, frames, marks
from vastus.explorer.redraw import cheap_share

TABLE = pd.DataFrame({"quantity": ["a"]})
STILL = dict(xaxis=dict(range=[0, 9]), yaxis=dict(range=[0, 9]))


def compiled(traces, layout=STILL, values=(1, 2, 3)):
    """Frames of an explorer of one control ``k``, from what ``traces(k)`` gives, and ``layout`` or ``layout(k)``."""

    def view(k):
        return View(go.Figure(traces(k), layout(k) if callable(layout) else layout), "Fine.", TABLE)

    return frames.compile_frames(Explorer("toy", "Toy", (Steps("k", "K", values, values[0]),), view, moving_axes=True))


def kinds(*arguments):
    return {".".join(map(str, leaf["path"][2:])): leaf["kind"] for leaf in compiled(*arguments)["varying"]}


@pytest.mark.parametrize(
    "mark",
    [
        lambda k: marks.line([0, 1], [0, k]),
        lambda k: marks.band([0, 1], [0, 0], [k, k], "#fff"),
        lambda k: marks.points([0, 1], [0, k]),
        lambda k: marks.bars([0, 1], [1, k], "#fff"),
    ],
)
def test_where_a_mark_stands_is_a_place(mark):
    assert kinds(lambda k: [mark(k)])["data.0.y"] == "place"


def test_whiskers_are_places_as_long_as_there_is_one_for_each_point():
    one = kinds(lambda k: [marks.points([0], [0], error_y=marks.error([0], [-k], [k]))])
    assert {one["data.0.error_y.array"], one["data.0.error_y.arrayminus"]} == {"place"}
    more = kinds(lambda k: [marks.points([0] * k, [0] * k, error_y=marks.error([0] * k, [-1] * k, [1] * k))])
    assert more["data.0.error_y.array"] == "more"


def test_a_place_on_an_axis_that_follows_its_data_is_more():
    assert kinds(lambda k: [marks.line([0, 1], [0, k])], dict(xaxis=dict(range=[0, 9])))["data.0.y"] == "more"
    second = dict(STILL, yaxis2=dict(overlaying="y"))
    assert kinds(lambda k: [marks.line([0, 1], [0, k], yaxis="y2")], second)["data.0.y"] == "more"


def test_bars_that_come_and_go_are_more_and_points_are_not():
    assert kinds(lambda k: [marks.bars([0] * k, [1] * k, "#fff")])["data.0.y"] == "more"
    assert kinds(lambda k: [marks.points([0] * k, [1] * k)])["data.0.y"] == "place"


def test_words_are_text_in_a_trace_and_in_a_note_that_needs_no_plotly_to_be_set():
    assert kinds(lambda k: [marks.words([0], [0], [f"{k}"])])["data.0.text"] == "text"

    def note(**more):
        return lambda k: dict(STILL, annotations=[marks.note(f"{k}<br>cm", 0, 0, **more)])

    assert kinds(lambda k: [], note())["layout.annotations.0.text"] == "text"
    for more in (dict(showarrow=True), dict(textangle=90), dict(width=40)):
        assert kinds(lambda k: [], note(**more))["layout.annotations.0.text"] == "more"
    marked_up = lambda k: dict(STILL, annotations=[marks.note(f"<i>{k}</i>", 0, 0)])  # noqa: E731
    assert kinds(lambda k: [], marked_up)["layout.annotations.0.text"] == "more"


def test_opacity_is_a_look_unless_the_legend_shows_it():
    assert kinds(lambda k: [marks.line([0], [0], opacity=k / 3)])["data.0.opacity"] == "look"
    assert kinds(lambda k: [marks.line([0], [0], opacity=k / 3, name="VM")])["data.0.opacity"] == "more"


def test_colours_visibility_and_axes_are_more():
    def layout(k):
        return dict(xaxis=dict(range=[0, k]), yaxis=dict(title_text=f"{k}"))

    found = kinds(lambda k: [marks.line([0], [0], f"#00000{k}", visible=k > 1)], layout)
    assert len(found) == 4 and set(found.values()) == {"more"}


def test_the_share_of_cheap_steps_counts_single_steps_of_each_control_over_all_states():
    def view(k, m):
        figure = go.Figure([marks.points([m], [k], visible=m < 2)], STILL)
        return View(figure, f"k is {k}, m is {m}.", TABLE)

    controls = (Steps("k", "K", (1, 2, 3), 1), Steps("m", "M", (0, 1, 2), 0))
    toy = frames.compile_frames(Explorer("toy", "Toy", controls, view))
    assert cheap_share(toy) == (6 + 3) / 12  # of k all six; of m the three between 0 and 1


def test_filling_and_emptying_a_trace_is_no_cheap_step():
    toy = compiled(lambda k: [marks.points([0] * k, [0] * k)], STILL, (0, 1, 2, 3))
    assert cheap_share(toy) == pytest.approx(2 / 3)


def test_steps_that_change_nothing_are_not_counted():
    toy = compiled(lambda k: [marks.points([0], [0], visible=k > 1)])  # from 1 to 2 it appears, from 2 to 3 it stays
    assert cheap_share(toy) == 0
