"""The landing page's own directives: where to begin, and the chapters as cards.

- ``{start}``: a button to the first lesson; ``ticks.js`` makes it lead on where the reader left.
- ``{chapters}``: a card a chapter: its picture, lessons and minutes, and a place for how many are read.

The picture of a chapter is the one its page opens with: the first ``{still}`` there, else the first explorer that it or
a lesson of it shows; a chapter without any has no picture.
"""

import re
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import contents
from . import minutes, posters, rests_on, shown, stale

STILL = re.compile(r"\{still\} ([a-z_]+)")


class Button(nodes.General, nodes.Element):
    """Where the button will stand."""


class Cards(nodes.General, nodes.Element):
    """Where the cards will stand."""


class Start(SphinxDirective):
    """The button to the first lesson."""

    def run(self):
        return [Button()]


class Chapters(SphinxDirective):
    """The chapters as cards."""

    def run(self):
        names = filter(None, map(_picture, contents.chapters()))
        pictures = [posters.of(name, shown.pages()[name][1]).rests_on for name in names]
        stale.note(self.env, rests_on.on(__name__, *map(contents.source, contents.pages())))
        for things in pictures:
            stale.note(self.env, things)
        return [Cards()]


def _picture(chapter):
    """The explorer whose poster stands for a chapter, or None."""
    own = STILL.findall(contents.source(chapter).read_text(encoding="utf-8"))
    pages = (chapter, *contents.sections()[chapter])
    seen = [payload["name"] for page in pages for payload in shown.on(page) if payload["kind"] == "explorer"]
    return next((name for name in (*own, *seen) if name in shown.pages()), None)


def _fill(app, doctree, docname):
    for node in list(doctree.findall(Button)):
        node.replace_self(nodes.raw("", _button(app, docname), format="html"))
    for node in list(doctree.findall(Cards)):
        cards = "\n".join(_card(app, docname, chapter) for chapter in contents.chapters())
        node.replace_self(nodes.raw("", f'<ul class="vastus-chapters">\n{cards}\n</ul>', format="html"))


def _button(app, docname):
    chapter = contents.chapters()[0]
    first = next(iter(contents.sections()[chapter]), chapter)
    href = app.builder.get_relative_uri(docname, first)
    return f'<p><a class="sd-btn sd-btn-primary" href="{href}" data-start>Start lesson 1</a></p>'


def _card(app, docname, chapter):
    lessons = contents.sections()[chapter]
    title, _, _ = app.env.titles[chapter].astext().partition(":")
    href = app.builder.get_relative_uri(docname, chapter)
    names = " ".join(map(contents.name, lessons))
    length = f"{minutes.of_chapter(chapter)}\N{NO-BREAK SPACE}min"
    read = f' data-lessons="{names}"' if lessons else ""
    return (
        f'<li><a href="{href}"><span class="vastus-chapter-picture" aria-hidden="true">{_thumbnail(chapter)}</span>'
        f"<strong>{escape(title)}</strong></a>"
        f"<p{read}>{f'{len(lessons)} lessons, ' if lessons else ''}{length} <span data-read></span></p></li>"
    )


def _thumbnail(chapter):
    name = _picture(chapter)
    if name is None:
        return ""
    _, state = shown.pages()[name]
    return "".join(posters.svgs(posters.of(name, state), name, "card", ("wide",))[:1])


def setup(app):
    for node in (Button, Cards):
        app.add_node(node)
    app.add_directive("start", Start)
    app.add_directive("chapters", Chapters)
    app.connect("doctree-resolved", _fill)
