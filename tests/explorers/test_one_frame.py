"""A step is seen in one frame: axes stand still, and most steps change no more than places, words and looks."""

import pytest

from vastus import explorers
from vastus.explorer import axes, frames
from vastus.explorer.redraw import cheap_share

LEAST_SHARE = 0.8


@pytest.fixture
def compiled(book, request):
    (path,) = (book / "explorers").glob(f"{request.param}.*.json")
    return frames.read(path.read_bytes())


each = pytest.mark.parametrize("compiled", explorers.names(), indirect=True)


@each
def test_axes_stand_still_or_the_explorer_says_that_they_move(compiled):
    axes.check(explorers.load(compiled["name"]), compiled)


@each
def test_four_of_five_single_steps_are_cheap(compiled):
    assert cheap_share(compiled) >= LEAST_SHARE
