"""Where the course shows what: the page that a link to a figure leads to, and what stands on a page.

- Read from the notebooks themselves, before any page is: a link may lead to a page that Sphinx has not read yet.
- How much each question asks is kept (``kept``): to read and check the banks takes half as long as a build in which
  nothing changed, and all that such a build asks of them is how long a page takes.
"""

import functools
import json

from .. import contents
from ..notebook.mime import MIME_TYPE
from ..quiz import bank
from . import kept, rests_on


@functools.cache
def figures():
    """Every figure of the course: Sphinx's name of the page, the explorer's name, the state the figure opens with.

    Returns
    -------
    tuple of (str, str, dict)
    """
    return tuple(
        (docname, payload["name"], payload["state"]) for docname, payload in _shown() if payload["kind"] == "explorer"
    )


@functools.cache
def drawn():
    """Every drawing of the course: Sphinx's name of the page, and the drawing's.

    Returns
    -------
    tuple of (str, str)
    """
    return tuple((docname, payload["name"]) for docname, payload in _shown() if payload["kind"] == "drawing")


@functools.cache
def pages():
    """Sphinx's name of the first page that shows each explorer, and the state it opens with, by the explorer's name.

    Returns
    -------
    dict of str to tuple of (str, dict)
    """
    found = {}
    for docname, name, state in figures():
        found.setdefault(name, (docname, state))
    return found


def page_of(name, seen_from):
    """Sphinx's name of the page to which a link on the page ``seen_from`` leads for an explorer or drawing, or None.

    That page itself, where it shows the figure; else the first that does.
    """
    showing = [docname for docname, shown, _ in figures() if shown == name]
    showing += [docname for docname, shown in drawn() if shown == name]
    return seen_from if seen_from in showing else next(iter(showing), None)


def on(page):
    """What a page shows, in order: the payloads of its outputs, as `vastus.notebook.mime` writes them."""
    return [payload for docname, payload in _shown() if docname == page]


@functools.cache
def banks():
    """Every bank of the course: each is read once, however many pages are counted."""
    return tuple(bank.load(chapter) for chapter in bank.chapters())


def items(payload):
    """The ids of the questions that a shown quiz asks."""
    return payload.get("items") or [item.id for item in bank_of(payload["name"]).pick()]


def questions(payload):
    """How many questions a page's part asks; a case asks one at each of its steps."""
    if payload["kind"] != "quiz":
        return 0
    practice = _practice()
    asks = {item: count for of_chapter in practice.values() for item, (count, _) in of_chapter.items()}
    in_quiz = [item for item, (_, scored) in practice.get(payload["name"], {}).items() if scored]
    ids = payload.get("items") or in_quiz
    if not ids or not asks.keys() >= {*ids}:
        asked(payload)  # says what is wrong
    return sum(asks[item] for item in ids)


@functools.cache
def _practice():
    """For each chapter the items of its practice pool: how many questions each asks, and whether it is scored."""
    (file,) = kept.made("questions", _counted).files
    return json.loads(file.read_text(encoding="utf-8"))


def _counted():
    counted = {
        loaded.chapter: {
            item.id: (len(item.steps) if item.type == "case" else 1, item.scored)
            for item in loaded.items
            if item.pool == "practice"
        }
        for loaded in banks()
    }
    # the files by their bytes: what computes an answer does not change how many there are
    files = [path.relative_to(rests_on.COURSE).as_posix() for path in (bank.FOLDER, *bank.FOLDER.glob("*.yml"))]
    things = rests_on.on("vastus.quiz.bank", also=["file vastus/book/shown.py", *(f"file {name}" for name in files)])
    return {"practice.json": json.dumps(counted).encode()}, things


def asked(payload):
    """The questions of a shown quiz, in order, each with its chapter."""
    return bank.find(banks(), items(payload))


def lesson_of_items():
    """The slug of the lesson that asks each question, by the question's id; those of chapters' pages are left out."""
    return {
        item: page.rpartition("/")[2]
        for page, payload in _shown()
        if payload["kind"] == "quiz" and contents.chapter_of(page)
        for item in items(payload)
    }


def bank_of(chapter):
    """The bank of one chapter, by its name."""
    return next(loaded for loaded in banks() if loaded.chapter == chapter)


@functools.cache
def _shown():
    """Each page and what it shows, in reading order."""
    return tuple(
        (page, payload)
        for page in contents.pages()
        if (path := contents.source(page)).suffix == ".ipynb"
        for payload in _payloads(json.loads(path.read_text(encoding="utf-8")))
    )


def _payloads(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME_TYPE in output.get("data", {}):
                yield output["data"][MIME_TYPE]
