"""Marks: what plotly gets, and that plotly takes it."""

import plotly.graph_objects as go

from vastus.explorer import marks


def every_mark():
    data = [
        marks.line([0, 1], [0, 1]),
        marks.rule(2, (0, 1)),
        marks.segments([((0, 1), (2, 2)), ((3, 4), (5, 5))]),
        marks.area([0, 1], [0, 1], "#fff"),
        marks.band([0, 1], [0, 0], [1, 2], "#fff"),
        marks.points([0], [1], error_x=marks.error([0], [-1], [2])),
        marks.bars([0], [1], "#fff", hatched=True),
        marks.words([0], [1], ["a"], bold=True),
    ]
    layout = dict(
        annotations=[marks.note("a", 0, 1, paper="x")],
        shapes=[marks.edge((0, 1), (0, 0)), marks.box((0, 1), (0, 1), outline="#000")],
    )
    return go.Figure(data, layout)


def test_no_mark_has_a_legend_entry_or_speaks_on_hover_unless_asked():
    for trace in every_mark().data:
        assert trace.showlegend is False and trace.hoverinfo == "skip"
    asked = marks.line([0], [0], name="VM", hover="%{x} ms")
    assert asked["showlegend"] and asked["name"] == "VM" and asked["hovertemplate"] == "%{x} ms<extra></extra>"
    assert marks.points([0], [0], hover=["one"])["hoverinfo"] == "text"


def test_segments_are_separate_and_a_band_is_closed():
    assert marks.segments([((0, 1), (2, 2)), ((3, 4), (5, 5))])["x"] == [0, 1, None, 3, 4, None]
    assert marks.band([0, 1], [0, 0], [1, 2], "#fff")["y"] == [1, 2, 0, 0]


def test_whiskers_reach_to_the_ends_of_the_interval():
    whiskers = marks.error([1.0], [-1.0], [4.0])
    assert whiskers["array"] == [3.0] and whiskers["arrayminus"] == [2.0]


def test_a_mark_may_stand_on_other_axes_and_a_note_on_the_paper():
    assert marks.points([0], [0], on="2")["yaxis"] == "y2"
    assert marks.note("a", 0, 1, on="2", paper="x")["xref"] == "paper"
    assert marks.note("a", 0, 1, on="2", paper="x")["yref"] == "y2"


def test_no_text_is_smaller_than_a_phone_can_show():
    assert marks.note("a", 0, 1)["font"]["size"] >= 12 and marks.words([0], [0], ["a"])["textfont"]["size"] >= 12


def test_an_empty_text_is_a_space_since_plotly_leaves_out_what_follows_an_empty_one():
    assert marks.words([0, 1], [0, 0], ["", "b"])["text"] == [" ", "b"]
