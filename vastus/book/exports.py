"""The quizzes in other systems' formats, on the page for lecturers.

- ``{exports}`` is a table of downloads, a row a chapter; ``{carried} FORMAT`` lists what becomes of each type of item.
  Both are made from the code that writes the formats, so the page cannot promise what they do not do.
- The files are written beside the pages: practice items alone, since the site is public.
"""

import functools
from collections import defaultdict
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..quiz import bank
from ..quiz.export import FORMATS, export, named, plain, types_left_out
from . import assets

FOLDER = "exports"
POOLS = ("practice",)


class Exports(SphinxDirective):
    """The table of downloads."""

    def run(self):
        assets.note_dependencies(self.env)
        head = "".join(f"<th scope='col'>{form.module.TITLE}</th>" for form in FORMATS.values())
        rows = "\n".join(_row(loaded, "../" * self.env.docname.count("/")) for loaded in _banks())
        table = f"<table><thead><tr><th scope='col'>Chapter</th>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
        region = '<div class="vastus-table" role="region" tabindex="0" aria-label="Downloads">'
        return [nodes.raw("", f"{region}\n{table}\n</div>", format="html")]


class Carried(SphinxDirective):
    """What a format carries of each type of item, and what it leaves out."""

    required_arguments = 1

    def run(self):
        assets.note_dependencies(self.env)
        form = named(self.arguments[0])
        left_out = {kind: f"left out, {reason}" for kind, reason in types_left_out(form).items()}
        kinds = defaultdict(list)
        for kind, words in (form.module.CARRIED | left_out).items():
            kinds[words].append(kind)
        return [nodes.bullet_list("", *(_line(", ".join(alike), words) for words, alike in kinds.items()))]


def _line(kinds, words):
    return nodes.list_item("", nodes.paragraph("", "", nodes.strong(kinds, kinds), nodes.Text(f": {words}")))


def _banks():
    return [bank.load(chapter) for chapter in bank.chapters()]


@functools.cache
def _files(loaded, form):
    """Name and bytes of each file of a bank in one format: for the table, which tells their sizes, and to write."""
    return export(loaded, form, POOLS).files


def _row(loaded, root):
    cells = "".join(f"<td>{_links(loaded, form, root)}</td>" for form in FORMATS.values())
    return f"<tr><th scope='row'>{escape(plain.title(loaded.chapter))}</th>{cells}</tr>"


def _links(loaded, form, root):
    links = []
    for name, content in _files(loaded, form).items():
        size = f"{round(len(content) / 1000)}\N{NO-BREAK SPACE}kB"
        words = escape(f"{plain.title(loaded.chapter)}, {form.module.TITLE}, {size}")
        links.append(f'<a href="{root}{FOLDER}/{name}" download aria-label="{words}">{size}</a>')
    return " ".join(links)


def _write(app, error):
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for loaded in _banks():
        for form in FORMATS.values():
            for name, content in _files(loaded, form).items():
                (folder / name).write_bytes(content)


def setup(app):
    app.add_directive("exports", Exports)
    app.add_directive("carried", Carried)
    app.connect("build-finished", _write)
