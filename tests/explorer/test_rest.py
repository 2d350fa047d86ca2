"""Controls that would change nothing rest, say why, and put nothing out of reach."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus.explorer import Choice, Explorer, ExplorerError, Steps, Toggle, View, frames, rest

TABLE = pd.DataFrame({"quantity": ["a"]})


def toy(height):
    """Three controls, and a view that shows ``height(show, bounds, size)`` alone."""
    controls = (
        Choice("show", "Show", {"groups": "all groups", "people": "each person", "both": "both"}, "groups"),
        Toggle("bounds", "Bounds"),
        Steps("size_cm", "Size", (1, 2), 1, "cm"),
    )

    def view(show, bounds, size_cm):
        figure = go.Figure([go.Scatter(y=[height(show, bounds, size_cm)])], dict(yaxis_range=[0, 9]))
        return View(figure, "It is so.", TABLE)

    return Explorer("toy", "Toy", controls, view)


def whys(explorer, **state):
    compiled = frames.compile_frames(explorer)
    return dict(zip(explorer.state(), rest.why(compiled, explorer.state(**state)), strict=True))


def test_a_control_rests_exactly_where_all_its_values_show_the_same():
    explorer = toy(lambda show, bounds, size: 100 * (show == "groups") + size + 10 * (bounds and show == "people"))
    compiled = frames.compile_frames(explorer)
    for state in explorer.combinations():
        for control, why in zip(explorer.controls, rest.why(compiled, state), strict=True):
            readings = {explorer.at({**state, control.name: value}).figure.data[0].y for value in control.values}
            assert bool(why) == (len(readings) == 1), (state, control.name)


def test_the_reason_names_the_control_that_makes_it_so_and_its_value():
    explorer = toy(lambda show, bounds, size: 100 * (show == "groups") + size + 10 * (bounds and show == "people"))
    assert whys(explorer)["bounds"] == "No effect while “Show” is “all groups”."
    assert whys(explorer, show="people")["bounds"] == ""


def test_where_it_takes_two_controls_the_reason_names_both_and_no_third():
    explorer = toy(
        lambda show, bounds, size: (
            ("groups", "people", "both").index(show) + 10 * bounds * size * (show != "groups" or size > 1)
        )
    )
    assert whys(explorer)["bounds"] == "No effect while “Show” is “all groups” and “Size” is 1 cm."
    reasons = frames.compile_frames(explorer)["controls"][1]["rests"]
    assert [reason["at"] for reason in reasons] == [[[0, 0], [2, 0]]]


def test_a_control_that_always_changes_something_has_no_reasons():
    explorer = toy(lambda show, bounds, size: ("groups", "people", "both").index(show) + 10 * bounds + 100 * size)
    assert [control["rests"] for control in frames.compile_frames(explorer)["controls"]] == [[], [], []]


def test_a_view_that_resting_controls_put_out_of_reach_is_an_error_with_both_states():
    # Alone neither of the two does anything, and together they do: from the first state no way leads there.
    explorer = toy(lambda show, bounds, size: show == "people" and bounds and size == 2)
    first, lost = ("'show': 'groups', 'bounds': False", "'show': 'people', 'bounds': True")
    wrong = rf"toy at \{{{first}, 'size_cm': 1\}}: .* do not lead to \{{{lost}, 'size_cm': 2\}}"
    with pytest.raises(ExplorerError, match=wrong):
        frames.compile_frames(explorer)


def test_an_idle_control_rests():
    explorer = replace(
        toy(lambda show, bounds, size: ("groups", "people", "both").index(show) + 10 * bounds + 100 * size),
        idle=lambda show, **others: ("size_cm",) if show == "both" else (),
    )
    assert whys(explorer, show="both")["size_cm"] == "No effect while “Show” is “both”."
