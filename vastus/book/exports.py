"""The quizzes in other systems' formats, on the pages for lecturers.

- `links` names the downloads of a chapter; ``{carried} FORMAT`` lists what becomes of each type of item; ``{tried}``
  lists with which system each format was tried. All are made from what the code and its tests go by, so no page can
  promise what the formats do not do.
- The files are written beside the pages: practice items alone, since the site is public.
"""

import functools
from collections import defaultdict
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..quiz import bank
from ..quiz.export import FORMATS, export, named, plain, tried, types_left_out
from . import assets, kept, rests_on, stale

FOLDER = "exports"
POOLS = ("practice",)


def links(chapter, root):
    """The downloads of a chapter: links to its file in each format, ``root`` being the way to the book's root."""
    for form in FORMATS.values():
        for path in _written(chapter, form).files:
            size = f"{round(path.stat().st_size / 1000)}\N{NO-BREAK SPACE}kB"
            words = escape(f"{plain.title(chapter)}, {form.module.TITLE}, {size}")
            href = f"{root}{FOLDER}/{path.name}"
            yield f'<a href="{href}" download aria-label="{words}">{form.module.TITLE}, {size}</a>'


def links_rest_on(chapter):
    """What `links` rest on."""
    found = rests_on.on(__name__)
    for form in FORMATS.values():
        found |= _written(chapter, form).rests_on
    return found


class Carried(SphinxDirective):
    """What a format carries of each type of item, and what it leaves out."""

    required_arguments = 1

    def run(self):
        stale.note(self.env, rests_on.on(__name__))
        form = named(self.arguments[0])
        left_out = {kind: f"left out, {reason}" for kind, reason in types_left_out(form).items()}
        kinds = defaultdict(list)
        for kind, words in (form.module.CARRIED | left_out).items():
            kinds[words].append(kind)
        return [nodes.bullet_list("", *(_line(", ".join(alike), words) for words, alike in kinds.items()))]


class Tried(SphinxDirective):
    """With which system and version each format was tried, what came of it, and when."""

    def run(self):
        stale.note(self.env, rests_on.on(__name__, "vastus.quiz.export.tried"))
        of_format = defaultdict(list)
        for trial in tried.trials():
            of_format[tried.TITLES[trial.format]].append(_line(trial.named, f"{trial.outcome}. {trial.when}."))
        return [
            node
            for title, lines in of_format.items()
            for node in (nodes.rubric("", title), nodes.bullet_list("", *lines))
        ]


def _line(kinds, words):
    return nodes.list_item("", nodes.paragraph("", "", nodes.strong(kinds, kinds), nodes.Text(f": {words}")))


def _written(chapter, form):
    """The `kept.Product` of a chapter in one format."""
    return kept.made(f"exports.{form.name}.{chapter}", _made, chapter, form.name)


def _made(chapter, format_name):
    loaded, form = _bank(chapter), named(format_name)
    also = [f"title {chapter}", "file vastus/book/exports.py"]
    return export(loaded, form, POOLS).files, rests_on.on_banks([loaded], form.module.__name__, also=also)


_bank = functools.cache(bank.load)  # one bank is written in every format


def _write(app, error):
    if error or app.builder.format != "html":
        return
    written = [_written(chapter, form) for chapter in bank.chapters() for form in FORMATS.values()]
    assets.sync(Path(app.outdir) / FOLDER, {path.name: path for product in written for path in product.files})


def setup(app):
    app.add_directive("carried", Carried)
    app.add_directive("tried", Tried)
    app.connect("build-finished", _write)
