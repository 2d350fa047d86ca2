"""The mechanism of explorers: written once, at work in Jupyter and on the static page.

``controls``  what a reader can set
``view``      an explorer and what one of its states shows
``figure``    a figure as plain parts, and the course's template
``marks``     what figures are made of
``table``     the data behind a picture, in HTML
``frames``    every state in one file, for the page
``address``   the address of a state
``palette``   the course's colours
``new``       a new explorer and its test, from ``template`` and ``template_test``
"""

from .controls import Choice, Steps, Toggle
from .figure import Figure
from .view import Explorer, ExplorerError, View

__all__ = ["Choice", "Explorer", "ExplorerError", "Figure", "Steps", "Toggle", "View"]
