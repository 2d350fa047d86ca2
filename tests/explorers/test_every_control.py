"""No control stands on a page for nothing: each of its values draws something else than the first view does."""

import pytest

from vastus import explorers


@pytest.mark.parametrize("name", explorers.names())
def test_every_value_of_every_control_changes_the_drawing(name):
    explorer = explorers.load(name)
    first = explorer.state()
    initial = explorer.at(first).plain["panels"]
    for control in explorer.controls:
        for value in control.values:
            if value != first[control.name]:
                assert explorer.at({**first, control.name: value}).plain["panels"] != initial, (control.name, value)
