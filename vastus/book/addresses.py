"""Addresses are a promise: every id that once stood on a page still stands there, or leads on from there.

- ``chapters/addresses.txt`` holds them, a line each, as ``chapters/reading-emg#emg-phantom``. An id that stands there
  is never taken out; a build in which one leads nowhere fails.
- What a page no longer has is looked for in its lessons, then among the labels of the whole course. What was made from
  a heading that is gone is told in ``chapters/moved.yml``: for each page, the old id, and the label that now stands
  where its text does.
- An id whose text is still on its page under another name stands beside that name.
- A moved id stays on its page as an empty element beside the link to the lesson that holds it now. ``moved.js`` goes on
  from there; without scripts the reader lands at that link. A server never sees a fragment, so no redirect can do it.
"""

import functools
import re
from html import escape

from docutils import nodes
from sphinx.util import logging

from .. import contents, strict_yaml
from ..places import place
from . import rests_on

LIST = "chapters/addresses.txt"
MOVED = "chapters/moved.yml"
ID = re.compile(r'\sid="([^"]+)"')
LESSON = re.compile(r'<li data-lesson="[^"]*" data-page="(?P<page>[^"]*)">')
logger = logging.getLogger(__name__)


@functools.cache
def promised():
    """The ids that each page of the course once had, in order; none for a course that has no such list."""
    found = {}
    file = place("course") / LIST
    for line in file.read_text(encoding="utf-8").split() if file.exists() else ():
        page, _, anchor = line.partition("#")
        found.setdefault(page, []).append(anchor)
    return found


@functools.cache
def told():
    """What ``moved.yml`` tells of each page: the label that stands where an old id's text now is."""
    file = place("course") / MOVED
    return strict_yaml.read(file) or {} if file.exists() else {}


def ids(doctree):
    """Every id on a page as it was read, in its own text or in what its figures and questions brought."""
    own = {anchor for node in doctree.findall(nodes.Element) for anchor in node.get("ids", ())}
    return own | {anchor for raw in doctree.findall(nodes.raw) for anchor in ID.findall(raw.astext())}


def found(env, page, anchor):
    """Where an id that a page no longer has now stands.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
    page : str
        The page that once had it.
    anchor : str

    Returns
    -------
    (str, str) or None
        The page and the id there.
    """
    wanted = (told().get(page) or {}).get(anchor, anchor)
    for lesson in contents.sections().get(page, ()):
        if wanted in _ids_of(env, lesson):
            return lesson, wanted
    return env.get_domain("std").anonlabels.get(wanted, (None, None))[:2] if _is_label(env, wanted) else None


def _is_label(env, name):
    return env.get_domain("std").anonlabels.get(name, ("",))[0] in env.found_docs


def _ids_of(env, page):
    if not hasattr(env, "vastus_ids"):
        env.vastus_ids = {}
    return env.vastus_ids.get(page) or set()


def _note_ids(app, doctree):
    _ids_of(app.env, app.env.docname)
    app.env.vastus_ids[app.env.docname] = ids(doctree)


def _forget(app, env, page):
    getattr(env, "vastus_ids", {}).pop(page, None)


def _merge(app, env, pages, other):
    _ids_of(env, "")
    env.vastus_ids.update({page: anchors for page, anchors in other.vastus_ids.items() if page in pages})


def _of_changed_lessons(app, env, added, changed, removed):
    """A chapter whose lesson has changed is read again, since the lesson may have another set of ids."""
    return [chapter for chapter, lessons in contents.sections().items() if (added | changed) & {*lessons}]


def _lead_on(app, pagename, templatename, context, doctree):
    if pagename not in promised() or not context.get("body"):
        return
    body = context["body"]
    gone = [anchor for anchor in promised()[pagename] if anchor not in {*ID.findall(body)}]
    places = {anchor: found(app.env, pagename, anchor) for anchor in gone}
    for anchor in [anchor for anchor, where in places.items() if where is None]:
        logger.warning(
            "%s: nothing on the page, in its lessons or among the labels of the course is called %s; expected in %s, "
            "under %s, the label that stands where its text now is",
            *(f"{pagename}#{anchor}", anchor, MOVED, pagename),
        )
        del places[anchor]
    in_lessons = {match["page"] for match in LESSON.finditer(body)}
    marks, elsewhere = {}, {}
    for anchor, (page, now) in places.items():
        mark = f'<span id="{anchor}" data-now="{now}"></span>'
        if page == pagename:
            body = re.sub(rf'(?=<[a-z]+[^>]*\sid="{re.escape(now)}")', f'<span id="{anchor}"></span>', body, count=1)
        elif page in in_lessons:
            marks[page] = marks.get(page, "") + mark
        else:
            elsewhere[page] = elsewhere.get(page, "") + mark
    body = LESSON.sub(lambda match: match[0] + marks.get(match["page"], ""), body)
    lines = "".join(f"<li>{of_page}{_link(app, pagename, page)}</li>" for page, of_page in elsewhere.items())
    moved = f'<nav class="vastus-moved" aria-label="Moved to other pages"><ul>{lines}</ul></nav>\n'
    context["body"] = body + (moved if elsewhere else "")


def _link(app, pagename, page):
    return f'<a href="{app.builder.get_relative_uri(pagename, page)}">{escape(app.env.titles[page].astext())}</a>'


def setup(app):
    things = rests_on.on(__name__, also=[f"file {name}" for name in (LIST, MOVED)])
    app.add_config_value("vastus_addresses", rests_on.digest(str(things)), "html")
    app.connect("doctree-read", _note_ids)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("env-get-outdated", _of_changed_lessons)
    app.connect("html-page-context", _lead_on)
