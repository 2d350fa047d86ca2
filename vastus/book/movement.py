"""The movement on a page: ``{movement}`` with ``small`` or ``whole`` puts its figure into Markdown.

A cell of a notebook that calls ``movement.show()`` gets the same, through `vastus.book.mime_renderer`.
"""

from docutils import nodes
from docutils.parsers.rst import Directive

from . import kept, rests_on, stale


class Movement(Directive):
    required_arguments = 1

    def run(self):
        kind = self.arguments[0]
        product = kept.made(f"movement.{kind}", _figure, kind)
        stale.note(self.state.document.settings.env, product.rests_on)
        return [nodes.raw("", product.files[0].read_text(encoding="utf-8"), format="html")]


def _figure(kind):
    from ..movement import figure

    things = rests_on.on("vastus.movement.figure", also=["file vastus/book/movement.py"])
    return {"figure.html": figure.html(kind).encode()}, things


def setup(app):
    app.add_directive("movement", Movement)
