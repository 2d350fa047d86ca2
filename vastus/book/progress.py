"""The directive ``progress``: puts a part of the reader's own progress where a page asks for it.

A part needs the title of every chapter, which is known once all pages are read; until then a placeholder stands there.
The questions a review asks are written beside the pages, in a file named by its content. They are kept (``kept``) but
for the links to what settles them, whose words are titles of other pages and figures.
"""

import json
from html import unescape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .. import contents
from ..quiz import bank, progress
from . import kept, rests_on, settled_links, shown, stale

FOLDER = "review"


class Placeholder(nodes.General, nodes.Element):
    """Where a part will stand; ``name`` says which, and ``settled`` has the links to what settles the questions."""


class Progress(SphinxDirective):
    """``{progress} due`` and the other names of `vastus.quiz.progress.NAMES`."""

    required_arguments = 1

    def run(self):
        banks = shown.banks()
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
    banks = [shown.bank_of(chapter) for chapter in chapters if chapter in bank.chapters()]
    named = {page: (contents.name(page), app.env.titles[page].astext()) for page in contents.pages()}
    titles = dict(named.values())
    lessons = {chapter: [named[lesson] for lesson in under] for chapter, under in chapters.items()}
    root = "../" * docname.count("/")
    for node in placeholders:
        href = f"{root}{_write_questions(app, node['settled'])}" if node["name"] == "due" else ""
        part = progress.part(node["name"], banks, titles, href, lessons)
        node.replace_self(nodes.raw("", part, format="html"))


def _write_questions(app, settled):
    """Write the file of questions; gives its address in the book."""
    (without_links,) = kept.made("review", _questions).files
    questions = {
        name: settled_links.NAMED.sub(lambda found: settled[unescape(found[1])], question)
        for name, question in json.loads(without_links.read_bytes()).items()
    }
    content = json.dumps(questions, ensure_ascii=False, indent=0).encode()
    name = f"{FOLDER}/questions.{rests_on.digest(content)}.json"
    (Path(app.outdir) / FOLDER).mkdir(parents=True, exist_ok=True)
    (Path(app.outdir) / name).write_bytes(content)
    return name


def _questions():
    """The file of questions without the links to what settles them."""
    also = [*(f"file vastus/book/{name}.py" for name in ("progress", "settled_links")), "file chapters/quizzes"]
    content = progress.questions(shown.banks(), settled=settled_links.named)
    return {"questions.json": content}, rests_on.on_banks(shown.banks(), "vastus.quiz.progress", also=also)


def _drop_old(app, error):
    """Delete the files of questions that the page of an older build named."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = "".join(path.read_text(encoding="utf-8") for path in out.glob("chapters/progress.html"))
    for path in out.glob(f"{FOLDER}/questions.*.json"):
        if path.name not in pages:
            path.unlink()


def setup(app):
    app.add_node(Placeholder)
    app.add_directive("progress", Progress)
    app.connect("doctree-resolved", _fill)
    app.connect("build-finished", _drop_old)
