"""The directive ``progress``: puts a part of the reader's own progress where a page asks for it.

A part needs the title of every chapter, which is known once all pages are read; until then a placeholder stands there.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .. import contents
from ..quiz import bank, progress
from . import rests_on, settled_links, stale


class Placeholder(nodes.General, nodes.Element):
    """Where a part will stand; ``name`` says which, and ``settled`` has the links to what settles the questions."""


class Progress(SphinxDirective):
    """``{progress} due`` and the other names of `vastus.quiz.progress.NAMES`."""

    required_arguments = 1

    def run(self):
        banks = [bank.load(chapter) for chapter in bank.chapters()]
        stale.note(self.env, rests_on.on_banks(banks, __name__, also=["file chapters/quizzes"]))
        name = directives.choice(self.arguments[0], progress.NAMES)
        asked = {item.answered_by for loaded in banks for item in loaded.items if name == "due"}
        settled = {place: settled_links.resolved(settled_links.named(place), self.env) for place in sorted(asked)}
        return [Placeholder(name=name, settled=settled)]


def _fill(app, doctree, docname):
    placeholders = list(doctree.findall(Placeholder))
    if not placeholders:
        return
    chapters = {contents.name(chapter): lessons for chapter, lessons in contents.sections().items()}
    banks = [bank.load(chapter) for chapter in chapters if chapter in bank.chapters()]
    named = {page: (contents.name(page), app.env.titles[page].astext()) for page in contents.pages()}
    titles = dict(named.values())
    lessons = {chapter: [named[lesson] for lesson in under] for chapter, under in chapters.items()}
    for node in placeholders:
        part = progress.part(node["name"], banks, titles, lessons=lessons, settled=node["settled"].get)
        node.replace_self(nodes.raw("", part, format="html"))


def setup(app):
    app.add_node(Placeholder)
    app.add_directive("progress", Progress)
    app.connect("doctree-resolved", _fill)
