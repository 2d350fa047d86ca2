"""Both hosts show the same: the live widgets in a kernel and the frames the page gets, for every state."""

import html
import json

import pytest
from same_view import differences

from vastus import explorers
from vastus.explorer import Explorer, frames
from vastus.explorer.table import table_html
from vastus.explorer.view import plain_figure
from vastus.notebook.explorers import LiveHost


@pytest.fixture
def each_view_is_made_once(monkeypatch):
    """Views are pure and slow to make; compiler and live host get the same one."""
    make, made = Explorer.at, {}

    def at(self, state):
        key = (self.name, *state.values())
        if key not in made:
            made[key] = make(self, state)
        return made[key]

    monkeypatch.setattr(Explorer, "at", at)


@pytest.mark.parametrize("name", explorers.names())
def test_live_figure_static_frame_and_the_file_of_the_built_book_agree_in_every_state(
    name, book, each_view_is_made_once
):
    explorer = explorers.load(name)
    file_name, content = frames.encode(explorer)
    assert (book / "explorers" / file_name).read_bytes() == content  # another process computed that one
    compiled = json.loads(content)
    host = LiveHost(explorer, explorer.state())
    for state in explorer.states():
        for control, value in state.items():
            host.inputs[control].value = value
        static = frames.frame(compiled, state)
        for panel, figure in zip(static["panels"], host.figures, strict=True):
            assert differences({key: panel[key] for key in ("data", "layout")}, plain_figure(figure)) == [], state
        assert html.escape(static["headline"]) in host.headline.value, state
        assert html.escape(static["reading"]) in host.reading.value, state
        assert table_html(static["table"]) in host.table.value, state
