"""Both hosts show the same: the live widgets in a kernel and the frames the page gets, for every state."""

import dataclasses
import functools
import html

import pytest
from same_view import differences

from vastus import explorers
from vastus.explorer import frames
from vastus.explorer.live import LiveHost, table_html
from vastus.explorer.view import plain_figure


@pytest.mark.parametrize("name", explorers.names())
def test_the_live_figure_equals_the_static_frame_in_every_state(name):
    explorer = explorers.load(name)
    explorer = dataclasses.replace(explorer, view=functools.cache(explorer.view))  # each view is computed once
    compiled = frames.compile_frames(explorer)
    host = LiveHost(explorer, explorer.state())
    for state in explorer.states():
        for control, value in state.items():
            host.inputs[control].value = value
        static = frames.frame(compiled, state)
        assert differences(static["figure"], plain_figure(host.figure)) == [], state
        assert html.escape(static["reading"]) in host.reading.value, state
        assert table_html(static["table"]) in host.table.value, state
