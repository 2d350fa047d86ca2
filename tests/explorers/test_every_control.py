"""No control stands on a page for nothing: each of its values draws something else than the first view does."""

import pytest

from vastus import explorers
from vastus.explorer.view import plain


@pytest.mark.parametrize("name", explorers.names())
def test_every_value_of_every_control_changes_the_drawing(name):
    explorer = explorers.load(name)
    first = explorer.state()
    initial = plain(explorer.at(first))["panels"]
    for control in explorer.controls:
        for value in control.values:
            if value != first[control.name]:
                assert plain(explorer.at({**first, control.name: value}))["panels"] != initial, (control.name, value)
