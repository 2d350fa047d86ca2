"""No control stands on a page for nothing: each of its values draws something else than the first view does."""

import numpy as np
import pytest
from in_the_book import frames_of

from vastus import explorers


@pytest.mark.parametrize("name", explorers.names())
def test_every_value_of_every_control_changes_the_drawing(name, book):
    compiled = frames_of(book, name)
    controls = compiled["controls"]
    settings = [len(control["values"]) for control in controls]
    drawn = np.stack([np.reshape(leaf["at"], settings) for leaf in compiled["varying"] if leaf["path"][0] == "panels"])
    first = [control["first"] for control in controls]
    for axis, control in enumerate(controls):
        at_others = (slice(None), *first[:axis], slice(None), *first[axis + 1 :])
        same = np.all(drawn[at_others] == drawn[at_others][:, [first[axis]]], axis=0)
        assert np.flatnonzero(same).tolist() == [first[axis]], (control["name"], np.array(control["values"])[same])
