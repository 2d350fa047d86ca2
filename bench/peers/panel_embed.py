"""Panel with every state embedded: one file, its scripts inside."""

import sys
from pathlib import Path

import panel as pn
from bokeh.resources import INLINE
from shared import CONTROLS, figure

pn.extension("plotly")
sliders = {name: pn.widgets.DiscreteSlider(name=name, options=values) for name, values in CONTROLS.items()}
shown = pn.Column(*sliders.values(), pn.pane.Plotly(pn.bind(figure, **sliders)))
shown.save(
    Path(sys.argv[1]) / "index.html",
    resources=INLINE,
    embed=True,
    max_states=1000,
    embed_states={slider: CONTROLS[name] for name, slider in sliders.items()},
    progress=False,
)
