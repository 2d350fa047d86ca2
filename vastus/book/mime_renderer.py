"""Where a notebook has a live explorer, quiz, drawing or list, the page gets its static twin.

myst-nb asks this class, through the entry point ``myst_nb.mime_renderers``, what to do with our mime type. Pages
that hold one depend on the whole package and its data, so that changing a model rebuilds what shows it.
"""

import re

from docutils import nodes

from .. import explorers, references
from ..knee import drawings
from ..notebook.mime import MIME_TYPE
from ..quiz import bank, html
from . import assets
from .explorer_html import figure_html

QUESTION = re.compile(r'<fieldset data-item="([^"]+)"')


class MimeRenderer:
    """The renderer of ``application/vnd.vastus+json``, ahead of every other form an output has."""

    mime_priority_overrides = [("*", MIME_TYPE, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME_TYPE or inline:
            return None
        env = renderer.renderer.sphinx_env
        assets.note_dependencies(env)
        root = "../" * env.docname.count("/")
        serial = env.new_serialno("vastus")
        href = f"{root}chapters/references.html#ref-{{citekey}}"
        payload = data.content
        if payload["kind"] == "red flags":
            return _parsed("```{red-flags}\n```", renderer.renderer, data.line)
        if payload["kind"] == "explorer":
            page = figure_html(explorers.load(payload["name"]), payload["state"], root, serial)
        elif payload["kind"] == "drawing":
            chapter_href = f"{root}chapters/knee-anatomy.html#{{anchor}}"
            page = drawings.figure(payload["name"], references.load(), href, chapter_href)
        elif payload["name"] == html.MIXED:
            page = html.mixed_form([bank.load(chapter) for chapter in bank.chapters()], payload["items"], href)
        else:
            page = html.form(bank.load(payload["name"]), payload.get("items"), href)
        return [nodes.raw("", _linkable(page, env), format="html")]


def _linkable(page, env):
    """Questions with an id to link to, each at its first place on a page; explorers have theirs already."""
    seen = env.temp_data.setdefault("vastus_questions", set())

    def named(found):
        if found[1] in seen:
            return found[0]
        seen.add(found[1])
        return f'<fieldset id="question-{found[1]}" data-item="{found[1]}"'

    return QUESTION.sub(named, page)


def _parsed(markdown, renderer, line):
    """What the book's own Markdown becomes in the place of an output."""
    place = nodes.Element()
    with renderer.current_node_context(place):
        renderer.nested_render_text(markdown, line or 0)
    return place.children
