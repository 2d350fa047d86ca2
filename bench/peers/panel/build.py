"""Panel with every state embedded: one file, its scripts inside.

For a state Panel keeps the arrays that are others than in the state before. The control that comes last takes its
values first, so here that is the gain, which changes every trace: in any other order some would stay behind.
"""

import panel as pn
from bokeh.resources import INLINE
from shared import CONTROLS, figure

pn.extension("plotly")
sliders = {name: pn.widgets.DiscreteSlider(name=name, options=CONTROLS[name]) for name in ("delay", "noise", "gain")}
shown = pn.Column(*sliders.values(), pn.pane.Plotly(pn.bind(figure, **sliders)))
shown.save(
    "index.html",
    resources=INLINE,
    embed=True,
    max_states=1000,
    embed_states={slider: CONTROLS[name] for name, slider in sliders.items()},
    progress=False,
)
