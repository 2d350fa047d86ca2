"""A step is seen in one frame: axes stand still, and most steps change no more than places, words and looks."""

import pytest
from in_the_book import frames_of

from vastus import explorers
from vastus.explorer import axes
from vastus.explorer.redraw import cheap_share

LEAST_SHARE = 0.8


each = pytest.mark.parametrize("name", explorers.names())


@each
def test_axes_stand_still_or_the_explorer_says_that_they_move(name, book):
    axes.check(explorers.load(name), frames_of(book, name))


@each
def test_four_of_five_single_steps_are_cheap(name, book):
    assert cheap_share(frames_of(book, name)) >= LEAST_SHARE
