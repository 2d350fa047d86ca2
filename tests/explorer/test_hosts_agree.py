"""Both hosts show the same: the live widgets in a kernel, and the frames the page gets.

Every state of the frames is held to Python in ``test_frames_js.py``; a live figure is slow to move, so some forty
states an explorer are tried here: every value of every control, and pairs of them.
"""

import html
import random

import pytest
from same_view import differences

from vastus import explorers
from vastus.explorer import frames
from vastus.explorer.figure import plain_figure
from vastus.explorer.table import table_html
from vastus.notebook.explorers import LiveHost

PAIRS = 20


def some_states(explorer):
    """Every value of every control from the first state, then pairs of values drawn once and for all."""
    first = explorer.state()
    for control in explorer.controls:
        yield from ({**first, control.name: value} for value in control.values)
    if len(explorer.controls) > 1:
        chance = random.Random(explorer.name)
        for _ in range(PAIRS):
            pair = chance.sample(explorer.controls, 2)
            yield {**first, **{control.name: chance.choice(control.values) for control in pair}}


@pytest.mark.parametrize("name", explorers.names())
def test_live_widgets_and_the_frames_of_the_built_book_agree(name, book):
    explorer = explorers.load(name)
    (path,) = (book / "explorers").glob(f"{name}.*.json")
    compiled = frames.read(path.read_bytes())
    host = LiveHost(explorer, explorer.state())
    for state in some_states(explorer):
        for control, value in state.items():
            host.inputs[control].value = value
        static = frames.frame(compiled, state)
        for panel, figure in zip(static["panels"], host.figures, strict=True):
            assert differences({key: panel[key] for key in ("data", "layout")}, plain_figure(figure)) == [], state
        assert html.escape(static["headline"]) in host.headline.value, state
        assert html.escape(static["reading"]) in host.reading.value, state
        assert table_html(static["table"]) in host.table.value, state


def test_another_process_compiles_the_same_file(book):
    file_name, content = frames.encode(explorers.load("retest_noise"))
    assert (book / "explorers" / file_name).read_bytes() == content
