"""The text of a lesson in JupyterLab and Notebook 7, where jupyterlab-myst leaves something raw.

- It knows no bibliography and no directive of ours: a citation shows its key beside a warning, and the card at the end
  its source under *Unknown Directive*. It takes no settings and no plugins that could change that.
- ``text.js`` puts names with links, and the card as text, in their places. It belongs to a widget that shows nothing
  and is made once for a kernel, with the first thing that a cell displays.
- What React drew stays, hidden, so that a cell can be edited and drawn anew.
"""

import functools
from pathlib import Path

import anywidget
import traitlets

from .. import references


class Text(anywidget.AnyWidget):
    """Shows nothing; holds the label and the address of each source by its citekey."""

    _esm = Path(__file__).with_name("text.js")
    sources = traitlets.Dict().tag(sync=True)


@functools.cache
def mended():
    """The one widget of this kernel that puts the text right."""
    return Text(sources={key: [source.label, source.url] for key, source in references.load().items()})
