"""Where a wrong answer leads: to the part of the course that settles the question, or to the figure, set to show it.

- The form of a quiz names what settles each question (`named`). It is kept for all pages; the way there is put in for
  the page that shows it (`resolved`).
- The build knows the page of each label by reading the sources, so a link needs no second pass of Sphinx.
"""

import re
from html import escape, unescape

from sphinx.util import logging

from .. import settled
from ..typeset import prose
from . import rests_on, set_links, stale

NAMED = re.compile(r'<a data-answered-by="([^"]+)"></a>')
logger = logging.getLogger(__name__)


def named(answered_by):
    """What stands in a form for the link to what settles a question."""
    return f'<a data-answered-by="{escape(answered_by)}"></a>'


def resolved(page, env):
    """HTML with forms, with its links as they lead from the page that Sphinx is at."""
    return NAMED.sub(lambda found: _link(unescape(found[1]), env), page)


def _link(answered_by, env):
    name, is_state, asked = answered_by.partition("?")
    if is_state:
        wrong, start, title = set_links.opening(env, name, asked)
        said = "See it in the figure: "
    else:
        part = settled.parts().get(name)
        stale.note(env, {f"label {name}": rests_on.fingerprint(f"label {name}")})
        wrong = "" if part else f"found label {name!r}, expected one of the course"
        said = "Read again: "
    if wrong:
        logger.warning("answered_by: %s", wrong, location=env.docname)
        return ""
    if not is_state:
        root = "../" * env.docname.count("/")
        href = f"{'' if part.page == env.docname else f'{root}{part.page}.html'}#{name}"
        start, title = f'<a href="{escape(href)}">', part.title
    return f"{said}{start}{escape(prose(title))}</a>"
