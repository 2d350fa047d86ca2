"""The list of signs on a page: ``{red-flags}`` writes it from `vastus.red_flags`, a box for each urgency.

The directive is written as the Markdown an author would write, so that citations are those of the rest of the page. A
cell of a notebook that calls ``red_flags.show()`` gets the same, through `vastus.book.mime_renderer`. A line can be
linked to as ``#sign-<id>`` on every page that has the list. The Markdown is kept (``kept``): to read the table takes
pandas.
"""

import json

from docutils import nodes
from docutils.parsers.rst import Directive

from .. import red_flags
from . import kept, rests_on, stale

BOX = {"emergency": "danger", "today": "warning", "days": "warning", "review": "note"}


class RedFlags(Directive):
    def run(self):
        product = kept.made("red-flags", _list)
        stale.note(self.state.document.settings.env, product.rests_on)
        text, anchors = json.loads(product.files[0].read_bytes())
        written = nodes.container(classes=["red-flag-list"])
        self.state.nested_parse(text.split("\n"), self.content_offset, written)
        for item, anchor in zip(written.findall(nodes.list_item), anchors, strict=True):
            item["ids"] = [anchor]
        return [written]


def _list():
    listed = json.dumps([markdown(), [line.anchor for line in red_flags.load().lines]])
    return {"list.json": listed.encode()}, rests_on.on(__name__)


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
