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
from urllib.parse import parse_qsl, urlencode

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
            page = shown.page_of(found["name"], seen_from=env.docname)
            given = found["name"], found["asked"]
            resolve = _resolved_drawing if found["name"] in dict(map(reversed, shown.drawn())) else _resolved
            resolved = kept.made(f"link.{rests_on.digest(str(given))}", resolve, *given)
            stale.note(env, resolved.rests_on)
            wrong, query = json.loads(resolved.files[0].read_text(encoding="utf-8"))
            if wrong or page is None:
                wrong = wrong or f"no page shows {found['name']}; expected a figure of the course"
                logger.warning("link %s: %s", found[0], wrong, location=reference)
                continue
            root = "../" * env.docname.count("/")
            href = f"{'' if page == env.docname else f'{root}{page}.html'}?{query}#{found['name']}"
            start = f'<a data-set="{found["name"]}" href="{escape(href)}">'
            reference.replace_self(
                [nodes.raw("", start, format="html"), *reference.children, nodes.raw("", "</a>", format="html")]
            )


def _resolved(name, asked):
    """The file that says what is wrong with a state that is asked for, or else its address; and what that rests on."""
    from .. import explorers
    from ..explorer import ExplorerError, address

    also = ["file vastus/explorers", "file vastus/book/set_links.py"]
    try:
        explorer = explorers.load(name)
        answer = "", address.query(explorer, address.read(explorer, asked))
    except ExplorerError as error:
        answer = str(error), ""
    things = rests_on.on(f"vastus.explorers.{name}", "vastus.explorer.address", also=also)
    return {"link.json": json.dumps(answer).encode()}, things


def _resolved_drawing(name, asked):
    """The same for a drawing."""
    from .. import references
    from ..knee import drawings

    inputs = drawings.inputs(name, references.load())
    given = dict(parse_qsl(asked, keep_blank_values=True))
    wrong = [
        f"{name}: {key} cannot be {value!r}; it is one of {', '.join(inputs[key])}"
        if key in inputs
        else f"{name}: no input {key!r}; there are {', '.join(inputs)}"
        for key, value in given.items()
        if value not in inputs.get(key, ())
    ]
    answer = "; ".join(wrong), urlencode({f"{name}.{key}": value for key, value in given.items()})
    things = rests_on.on("vastus.knee.drawings", references.FILE, also=["file vastus/book/set_links.py"])
    return {"link.json": json.dumps(answer).encode()}, things


def setup(app):
    app.add_transform(SetLinks)
    # a figure that moves to another page takes the links to it along
    moving = [(name, page) for page, name, _ in shown.figures()] + [(name, page) for page, name in shown.drawn()]
    app.add_config_value("vastus_shown", moving, "env")
