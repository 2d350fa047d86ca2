"""Where a notebook has a live explorer, quiz, drawing, movement or list, the page gets its static twin.

myst-nb asks this class, through the entry point ``myst_nb.mime_renderers``, what to do with our mime type. The page is
noted to rest on just what its twins rest on, so that changing a model rebuilds what shows it and nothing else.
"""

import json
import re

from docutils import nodes

from ..notebook.mime import MIME_TYPE
from . import kept, rests_on, settled_links, stale

QUESTION = re.compile(r'<fieldset data-item="([^"]+)"')
DRAWING = re.compile(r'<figure (?=[^>]*data-(?:anatomy|views|drawing)="([^"]+)")')


class MimeRenderer:
    """The renderer of ``application/vnd.vastus+json``, ahead of every other form an output has."""

    mime_priority_overrides = [("*", MIME_TYPE, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME_TYPE or inline:
            return None
        if data.content["kind"] == "red flags":
            return _parsed("```{red-flags}\n```", renderer.renderer, data.line)
        env = renderer.renderer.sphinx_env
        given = data.content, "../" * env.docname.count("/"), env.new_serialno("vastus")
        twin = kept.made(f"twin.{rests_on.digest(json.dumps(given))}", _twin, *given)
        stale.note(env, twin.rests_on)
        page = settled_links.resolved(_linkable(twin.files[0].read_text(encoding="utf-8"), env), env)
        return [nodes.raw("", page, format="html")]


def _linkable(page, env):
    """Questions and drawings with an id to link to, at their first place on a page; explorers have theirs already."""
    seen = env.temp_data.setdefault("vastus_linkable", set())

    def named(tag, anchor):
        if anchor in seen:
            return tag
        seen.add(anchor)
        return tag.replace(" ", f' id="{anchor}" ', 1)

    page = QUESTION.sub(lambda found: named(found[0], f"question-{found[1]}"), page)
    return DRAWING.sub(lambda found: named(found[0], found[1]), page)


def _twin(payload, root, serial):
    """The file with the HTML of what an output shows, and what it rests on.

    Twins are kept, so a changed sentence draws none of its page's figures anew, and imports nothing that draws.
    """
    from .. import diary, explorers, handout, references
    from ..knee import drawings
    from ..movement import figure
    from ..quiz import bank, html
    from . import assets, posters
    from .explorer_html import figure_html

    href = f"{root}chapters/references.html#ref-{{citekey}}"
    also = [f"file vastus/book/{name}.py" for name in ("mime_renderer", "settled_links")]
    match payload:
        case {"kind": "explorer", "name": name, "state": state}:
            frames = assets.frames_of(name)
            drawn = posters.of(name, state)
            svgs = posters.svgs(drawn, name, serial)
            page = figure_html(explorers.load(name), state, frames.files[0], root, serial, svgs)
            things = frames.rests_on | drawn.rests_on | rests_on.on("vastus.book.explorer_html", also=also)
        case {"kind": "drawing", "name": name}:
            chapter_href = f"{root}chapters/knee-anatomy.html#{{anchor}}"
            page = drawings.figure(name, references.load(), href, chapter_href)
            things = rests_on.on("vastus.knee.drawings", references.FILE, also=also)
        case {"kind": "diary"}:
            page = diary.html(f"{root}handout/{handout.NAME}.html", f"{root}chapters/progress.html")
            things = rests_on.on("vastus.diary", also=also)
        case {"kind": "movement", "name": name}:
            page = figure.html(name)
            things = rests_on.on("vastus.movement.figure", also=also)
        case {"kind": "quiz", "name": html.MIXED, "items": items}:
            banks = [bank.load(chapter) for chapter in bank.chapters()]
            page = html.mixed_form(banks, items, href, settled_links.named)
            things = rests_on.on_banks(banks, "vastus.quiz.html", also=[*also, "file chapters/quizzes"])
        case {"kind": "quiz", "name": chapter, **other}:
            loaded = bank.load(chapter)
            page = html.form(loaded, other.get("items"), href, settled_links.named)
            things = rests_on.on_banks([loaded], "vastus.quiz.html", also=also)
    return {"twin.html": page.encode()}, things


def _parsed(markdown, renderer, line):
    """What the book's own Markdown becomes in the place of an output."""
    place = nodes.Element()
    with renderer.current_node_context(place):
        renderer.nested_render_text(markdown, line or 0)
    return place.children
