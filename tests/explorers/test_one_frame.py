"""A step is seen in one frame: axes stand still, and most steps change no more than places and words."""

import json

import pytest

from vastus import explorers
from vastus.explorer import axes
from vastus.explorer.redraw import cheap_share
from vastus.explorer.view import ExplorerError

LEAST_SHARE = 0.8

# Explorers that do not keep it yet. These sets only shrink; once the first is empty, compile_frames calls axes.check.
AXES_MOVE = {"joint_stress", "phantom_delay"}
STEPS_ARE_DEAR = {
    "criterion_choice",
    "joint_stress",
    "phantom_delay",
    "recruitment",
    "stability_shares",
    "step_down_load",
    "where_each_failed",
}


@pytest.fixture
def compiled(book, request):
    (path,) = (book / "explorers").glob(f"{request.param}.*.json")
    return json.loads(path.read_text(encoding="utf-8"))


each = pytest.mark.parametrize("compiled", explorers.names(), indirect=True)


@each
def test_axes_stand_still_or_the_explorer_says_that_they_move(compiled):
    explorer = explorers.load(compiled["name"])
    if explorer.name in AXES_MOVE:
        with pytest.raises(ExplorerError):
            axes.check(explorer, compiled)
    else:
        axes.check(explorer, compiled)


@each
def test_four_of_five_single_steps_are_cheap(compiled):
    assert (cheap_share(compiled) < LEAST_SHARE) == (compiled["name"] in STEPS_ARE_DEAR), cheap_share(compiled)
