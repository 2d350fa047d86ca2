"""The frame that lessons stand in: what a chapter's page says of them, and what each says at its end.

- ``{lessons}``: a chapter's lessons in order, with minutes, and a place for a tick, which a script sets.
- ``{takeaway}``: the card at the end of a lesson: the author's words, then minutes, the next lesson, how many are left.
- ``{still} retest_noise``: an explorer's poster, in the state its page opens with, as a picture that leads there.

Lessons and their order come from ``_toc.yml``, their minutes from ``minutes``. Titles are known once all pages are
read, so placeholders stand until then. Minutes are a setting of Sphinx: with other ones all pages are written again.
"""

import json
from html import escape

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .. import contents
from . import assets, kept, minutes, posters, rests_on, shown, stale

logger = logging.getLogger(__name__)


class List(nodes.General, nodes.Element):
    """Where the list of a chapter's lessons will stand."""


class Onwards(nodes.General, nodes.Element):
    """Where a lesson's minutes and the way on will stand."""


class Lessons(SphinxDirective):
    """The list of a chapter's lessons."""

    def run(self):
        return [List()]


class Takeaway(SphinxDirective):
    """The card at the end of a lesson."""

    has_content = True

    def run(self):
        card = nodes.container(classes=["vastus-takeaway"])
        self.state.nested_parse(self.content, self.content_offset, card)
        card += Onwards()
        return [card]


class Still(SphinxDirective):
    """An explorer as its page opens, to look at and to follow."""

    required_arguments = 1

    def run(self):
        name, env = self.arguments[0], self.env
        page, state = shown.pages().get(name, (None, {}))
        if page is None:
            near = ", ".join(sorted(shown.pages()))
            logger.warning("no page shows %s; expected one of %s", name, near, location=self.get_location())
            return []
        given = name, state, env.new_serialno("vastus"), f"{'../' * env.docname.count('/')}{page}.html#{name}"
        product = kept.made(f"still.{rests_on.digest(json.dumps(given))}", _still, *given)
        stale.note(env, product.rests_on | rests_on.on(__name__, contents.source(page)))
        return [nodes.raw("", product.files[0].read_text(encoding="utf-8"), format="html")]


def still_html(name, state, serial, href, sizes=("wide", "phone")):
    """A link to a figure that shows its poster, with the sentence that it stands for as its text.

    Parameters
    ----------
    name : str
        Of the explorer.
    state : dict
        The state its page opens with.
    serial : int
        Tells two posters on one page apart.
    href : str
        Where it leads.
    sizes : sequence of {"wide", "phone"}
        Which posters; of two the style sheet shows the one that fits.
    """
    from .. import explorers
    from ..explorer import frames

    explorer = explorers.load(name)
    view = frames.frame(assets.compiled(name), explorer.state(**state))
    drawn = posters.svgs(posters.of(name, state), name, serial, sizes)
    panels = "".join(f'<span class="vastus-still-panel">{svg}</span>' for svg in drawn)
    return (
        f'<a class="vastus-still" href="{escape(href)}">'
        f'<span class="vastus-still-panels" role="img" aria-label="{escape(view["reading"])}">{panels}</span>'
        f'<span class="vastus-still-title">{escape(explorer.title)}</span></a>'
    )


def _still(name, state, serial, href):
    html = f'<div class="vastus-still-place">{still_html(name, state, serial, href)}</div>'
    things = assets.frames_of(name).rests_on | posters.of(name, state).rests_on | rests_on.on(__name__)
    return {"still.html": html.encode()}, things


def _fill(app, doctree, docname):
    for node in list(doctree.findall(List)):
        node.replace_self(nodes.raw("", _list(app, docname), format="html"))
    for node in list(doctree.findall(Onwards)):
        node.replace_self(nodes.raw("", _onwards(app, docname), format="html"))


def _list(app, chapter):
    lines = "\n".join(
        f'<li data-lesson="{contents.name(lesson)}" data-page="{lesson}">{_link(app, chapter, lesson)} '
        f"<span data-minutes>{minutes.short(lesson)}</span> <span data-tick></span></li>"
        for lesson in contents.sections().get(chapter, ())
    )
    return f'<ol class="vastus-lessons">\n{lines}\n</ol>' if lines else ""


def _onwards(app, lesson):
    said = [_minutes(minutes.of(lesson))]
    chapter = contents.chapter_of(lesson)
    if chapter:
        lessons = contents.sections()[chapter]
        left = lessons[lessons.index(lesson) + 1 :]
        if left:
            noun = "lesson" if len(left) == 1 else "lessons"
            said += [
                f"next: {_link(app, lesson, left[0])}",
                f"{len(left)} {noun} left in this chapter, about {_minutes(sum(map(minutes.of, left)))}",
            ]
        else:
            href = app.builder.get_relative_uri(lesson, chapter)
            title = escape(app.env.titles[chapter].astext())
            said += [f'the last lesson of <a href="{href}">{title}</a>, whose page has key points and mixed questions']
    return f'<p class="vastus-onwards">{" · ".join(said)}</p>'


def _link(app, from_page, page):
    href = app.builder.get_relative_uri(from_page, page)
    return f'<a href="{href}">{escape(app.env.titles[page].astext())}</a>'


def _minutes(count):
    return f"{count} minute{'' if count == 1 else 's'}"


def setup(app):
    for node in (List, Onwards):
        app.add_node(node)
    app.add_directive("lessons", Lessons)
    app.add_directive("takeaway", Takeaway)
    app.add_directive("still", Still)
    app.add_config_value("vastus_minutes", minutes.all_pages(), "html")
    app.connect("doctree-resolved", _fill)
