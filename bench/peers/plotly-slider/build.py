"""plotly's own slider: one file. It has one slider for a figure's frames, so that stands for all states in turn."""

from itertools import product

import plotly.graph_objects as go
from shared import CONTROLS, figure

states = list(product(*CONTROLS.values()))
shown = figure(*states[0])
shown.frames = [go.Frame(data=figure(*state).data, name=str(number)) for number, state in enumerate(states)]
at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
steps = [
    {"method": "animate", "label": str(state), "args": [[str(number)], at_once]} for number, state in enumerate(states)
]
shown.update_layout(sliders=[{"steps": steps}])
shown.write_html("index.html", include_plotlyjs="directory", auto_play=False)
