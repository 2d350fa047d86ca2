"""No control stands on a page for nothing: each of its values draws something else than the first view does."""

import pytest

from vastus import explorers
from vastus.explorer.view import plain

# On flat ground there is no wedge whose share could be chosen.
START = {"step_down_emg": {"slope_deg": 25}}


@pytest.mark.parametrize("name", explorers.names())
def test_every_value_of_every_control_changes_the_drawing(name):
    explorer = explorers.load(name)
    start = explorer.state(**START.get(name, {}))
    initial = plain(explorer.at(start))["figure"]
    for control in explorer.controls:
        for value in control.values:
            if value != start[control.name]:
                assert plain(explorer.at({**start, control.name: value}))["figure"] != initial, (control.name, value)
