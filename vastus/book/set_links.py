"""Prose that moves the picture: ``[set the wedge to 25 degrees](#step_down_load?slope_deg=25)``.

- The link becomes ``a[data-set]`` whose ``href`` is the address of that state, on this page or the one that shows the
  figure: it works without scripts, in a new tab and from another page. ``explorer.js`` sets a figure in sight.
- Resolved before MyST looks for a target of that name. A name or value there is not is a warning with its place, which
  fails the build.
"""

import re
from html import escape

from docutils import nodes
from docutils.transforms import Transform
from sphinx.util import logging

from .. import explorers
from ..explorer import ExplorerError, address
from . import shown

SET = re.compile(r"#(?P<name>[a-z_]+)\?(?P<asked>.+)")
logger = logging.getLogger(__name__)


class SetLinks(Transform):
    """Turns links that set a figure into HTML."""

    default_priority = 870  # MyST resolves its own at 879

    def apply(self):
        env = self.document.settings.env
        for reference in list(self.document.findall(nodes.reference)):
            found = SET.fullmatch(reference.get("refuri", ""))
            if reference.get("id_link") and found:
                try:
                    href = _href(found["name"], found["asked"], env.docname)
                except ExplorerError as error:
                    logger.warning("link %s: %s", found[0], error, location=reference)
                    continue
                start = f'<a data-set="{found["name"]}" href="{escape(href)}">'
                reference.replace_self(
                    [nodes.raw("", start, format="html"), *reference.children, nodes.raw("", "</a>", format="html")]
                )


def _href(name, asked, docname):
    explorer = explorers.load(name)
    query = address.query(explorer, address.read(explorer, asked))
    if name not in shown.pages():
        raise ExplorerError(f"no page shows {name}; expected a figure of the course")
    page, _ = shown.pages()[name]
    root = "../" * docname.count("/")
    return f"{'' if page == docname else f'{root}{page}.html'}?{query}#{name}"


def setup(app):
    app.add_transform(SetLinks)
    # a figure that moves to another page takes the links to it along
    app.add_config_value("vastus_shown", {name: page for name, (page, _) in shown.pages().items()}, "env")
