"""Prose that moves the picture: ``[set the wedge to 25 degrees](#step_down_load?slope_deg=25)``.

- The link becomes ``a[data-set]`` whose ``href`` is the address of that state, on this page or the one that shows the
  figure: it works without scripts, in a new tab and from another page. ``explorer.js`` sets a figure in sight.
- A drawing has links too, ``#knee-views?flexion=90``: they name its inputs, and ``drawing-links.js`` sets those.
- Resolved before MyST looks for a target of that name. A name or value there is not is a warning with its place, which
  fails the build.
"""

import json
import re
from html import escape

from docutils import nodes
from docutils.transforms import Transform
from sphinx.util import logging

from . import kept, rests_on, shown, stale

SET = re.compile(r"#(?P<name>[a-z][a-z_-]*)\?(?P<asked>.+)")
logger = logging.getLogger(__name__)


class SetLinks(Transform):
    """Turns links that set a figure into HTML."""

    default_priority = 870  # MyST resolves its own at 879

    def apply(self):
        env = self.document.settings.env
        links = [
            (reference, found)
            for reference in self.document.findall(nodes.reference)
            if reference.get("id_link") and (found := SET.fullmatch(reference.get("refuri", "")))
        ]
        for reference, found in links:
            wrong, start, _ = opening(env, found["name"], found["asked"])
            if wrong:
                logger.warning("link %s: %s", found[0], wrong, location=reference)
                continue
            reference.replace_self(
                [nodes.raw("", start, format="html"), *reference.children, nodes.raw("", "</a>", format="html")]
            )


def opening(env, name, asked):
    """What is wrong with a state that is asked for, or else the opening tag of a link to it, and the figure's title."""
    page = shown.page_of(name, seen_from=env.docname)
    resolved = kept.made(f"link.{rests_on.digest(str((name, asked)))}", _resolved, name, asked)
    stale.note(env, resolved.rests_on)
    wrong, query, title = json.loads(resolved.files[0].read_text(encoding="utf-8"))
    if wrong or page is None:
        return wrong or f"no page shows {name}; expected a figure of the course", "", ""
    root = "../" * env.docname.count("/")
    href = f"{'' if page == env.docname else f'{root}{page}.html'}?{query}#{name}"
    return "", f'<a data-set="{name}" href="{escape(href)}">', title


def _resolved(name, asked):
    """The file with what is wrong with a state that is asked for, its address, the title; and what that rests on."""
    from .. import references, states
    from ..knee import drawings

    answer = states.resolved(name, asked)
    if name in drawings.NAMES:
        roots, also = ("vastus.knee.drawings", references.FILE), []
    else:
        roots, also = (f"vastus.explorers.{name}", "vastus.explorer.address"), ["file vastus/explorers"]
    also += ["file vastus/book/set_links.py", "file vastus/states.py"]
    return {"link.json": json.dumps(answer).encode()}, rests_on.on(*roots, also=also)


def setup(app):
    app.add_transform(SetLinks)
    # a figure that moves to another page takes the links to it along
    moving = [(name, page) for page, name, _ in shown.figures()] + [(name, page) for page, name in shown.drawn()]
    app.add_config_value("vastus_shown", moving, "env")
