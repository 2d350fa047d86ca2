"""Where the course shows what: the page that a link to a figure leads to, and what stands on a page.

- Read from the notebooks themselves, before any page is: a link may lead to a page that Sphinx has not read yet.
- Banks are kept as they were read (``kept``): to read and check them takes half as long as a build in which nothing
  changed.
"""

import functools
import json
import pickle

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
    """Every bank of the course."""
    files = [kept.made(f"bank.{chapter}", _read, chapter).files[0] for chapter in bank.chapters()]
    return tuple(pickle.loads(file.read_bytes()) for file in files)


def _read(chapter):
    loaded = bank.load(chapter)
    things = rests_on.on_banks([loaded], "vastus.quiz.bank", also=["file vastus/book/shown.py"])
    return {f"{chapter}.pickle": pickle.dumps(loaded)}, things


def items(payload):
    """The ids of the questions that a shown quiz asks."""
    return payload.get("items") or [item.id for item in bank_of(payload["name"]).pick()]


def questions(payload):
    """How many questions a page's part asks; a case asks one at each of its steps."""
    if payload["kind"] != "quiz":
        return 0
    return sum(len(item.steps) if item.type == "case" else 1 for _, item in asked(payload))


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
