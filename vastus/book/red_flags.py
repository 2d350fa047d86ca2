"""The list of signs on a page: ``{red-flags}`` writes it from `vastus.red_flags`, a box for each urgency.

The directive is written as the Markdown an author would write, so that citations are those of the rest of the page. A
cell of a notebook that calls ``red_flags.show()`` gets the same, through `vastus.book.mime_renderer`. A line can be
linked to as ``#sign-<id>`` on every page that has the list.
"""

from docutils import nodes
from docutils.parsers.rst import Directive

from .. import red_flags
from . import rests_on, stale

BOX = {"emergency": "danger", "today": "warning", "days": "warning", "review": "note"}


class RedFlags(Directive):
    def run(self):
        written = nodes.container(classes=["red-flag-list"])
        self.state.nested_parse(markdown().split("\n"), self.content_offset, written)
        lines = [item for item in written.findall(nodes.list_item)]
        for item, line in zip(lines, red_flags.load().lines, strict=True):
            item["ids"] = [line.anchor]
        stale.note(self.state.document.settings.env, rests_on.on(__name__))
        return [written]


def markdown():
    """Write the list in the book's Markdown."""
    flags = red_flags.load()
    parts = [flags.before, *map(_box, flags.groups), _admonition("At any time", "warning", flags.stop), flags.about]
    return "\n\n".join(parts)


def _box(group):
    lines = [line.markdown for line in group.lines]
    return _admonition(group.heading, BOX[group.urgency], "\n".join([f"{group.do}\n", *lines]))


def _admonition(title, box, text):
    return f"```{{admonition}} {title}\n:class: {box}\n{text}\n```"


def setup(app):
    app.add_directive("red-flags", RedFlags)
