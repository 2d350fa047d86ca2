"""Both hosts show the same: the live widgets in a kernel, and the frames the page gets.

Every state of the frames is held to Python in ``test_frames_js.py``; a live figure is slow to move, so some forty
states an explorer are tried here: every value of every control, and a walk from there.
"""

import html
import random

import pytest
from in_the_book import frames_of
from same_view import differences

from vastus import explorers
from vastus.explorer import frames
from vastus.explorer.figure import plain_figure
from vastus.explorer.table import table_html
from vastus.notebook.explorers import LiveHost

STEPS = 20


def moves(explorer):
    """Every value of every control, to and fro from the first state, then a walk drawn once and for all."""
    for control in explorer.controls:
        yield from ((control.name, value) for value in (*control.values, control.initial))
    chance = random.Random(explorer.name)
    for _ in range(STEPS if len(explorer.controls) > 1 else 0):
        control = chance.choice(explorer.controls)
        yield control.name, chance.choice(control.values)


@pytest.mark.usefixtures("recalled")
@pytest.mark.parametrize("name", explorers.names())
def test_live_widgets_and_the_frames_of_the_built_book_agree(name, book):
    explorer = explorers.load(name)
    compiled = frames_of(book, name)
    host = LiveHost(explorer, explorer.state())
    for control, value in moves(explorer):
        host.inputs[control].value = value
        state = {name: widget.value for name, widget in host.inputs.items()}
        assert state[control] == value
        static = frames.frame(compiled, state)
        for panel, figure in zip(static["panels"], host.figures, strict=True):
            assert differences({key: panel[key] for key in ("data", "layout")}, plain_figure(figure)) == [], state
        assert html.escape(static["headline"]) in host.headline.value, state
        assert html.escape(static["reading"]) in host.reading.value, state
        assert table_html(static["table"]) in host.table.value, state


def test_another_process_compiles_the_same_file(book):
    file_name, content = frames.encode(explorers.load("retest_noise"))
    assert (book / "explorers" / file_name).read_bytes() == content
