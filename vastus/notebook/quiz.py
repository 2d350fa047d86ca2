"""Quizzes in Jupyter: the book's form in an anywidget, brought to life by the same modules."""

from collections import Counter

import anywidget
import traitlets
import yaml

from .. import settled
from ..knee import drawings
from ..places import place
from ..quiz import bank as banks
from ..quiz import script
from ..quiz.html import MIXED, form, mixed_form
from .mime import Displayed

# What a stored output shows where no widget is yet: it is committed without one.
TO_DO = "Run this cell to answer."


class QuizWidget(anywidget.AnyWidget):
    """Holds the form; answers are judged and kept in the browser, so a kernel need not run."""

    _esm = script.one_file()
    # Questions of type label show the drawing.
    _css = "\n".join(style.read_text(encoding="utf-8") for style in (script.STYLE, *drawings.STYLES))
    html = traitlets.Unicode().tag(sync=True)


def show(chapter, *item_ids):
    """Show questions of a chapter in a notebook, and tell the book which they are.

    Parameters
    ----------
    chapter : str
        The chapter's slug.
    *item_ids : str
        Which items, in which order. Without any: all but the predictions.

    Returns
    -------
    vastus.notebook.mime.Displayed

    Raises
    ------
    vastus.quiz.bank.BankError
        The bank has errors, or a name is unknown; the near ones are listed.
    """
    bank = banks.load(chapter)
    items = bank.pick(item_ids or None)
    payload = {"kind": "quiz", "name": chapter}
    if item_ids:
        payload["items"] = list(item_ids)
    # A notebook has no references page, so sources link to the works themselves.
    widget = QuizWidget(html=form(bank, item_ids or None, reference_href=None, settled=_settling))
    return Displayed(widget, payload, f"Quiz {chapter}: {_counted(items)}. {TO_DO}")


def show_mixed(*item_ids):
    """Show questions of any chapters as one quiz, and tell the book which they are.

    The quiz starts blank whatever was answered in the chapters, and what is answered here counts there.

    Parameters
    ----------
    *item_ids : str
        Which items, in which order. Ids are used once in the course, so the chapter need not be named.

    Returns, raises: as ``show``.
    """
    course = [banks.load(chapter) for chapter in banks.chapters()]
    found = banks.find(course, item_ids)
    widget = QuizWidget(html=mixed_form(course, item_ids, reference_href=None, settled=_settling))
    payload = {"kind": "quiz", "name": MIXED, "items": list(item_ids)}
    chapters = len({chapter for chapter, _ in found})
    words = f"{_counted([item for _, item in found])} from {chapters} {'chapter' if chapters == 1 else 'chapters'}"
    return Displayed(widget, payload, f"Quiz {MIXED}: {words}. {TO_DO}")


def _settling(answered_by):
    """What settles a question; a part of the text as a link where the course says it is published."""
    config = yaml.safe_load((place("course") / "_config.yml").read_text(encoding="utf-8"))
    return f"What settles it: {settled.link(answered_by, config['html']['baseurl'])}"


def _counted(items):
    counts = Counter(item.type for item in items)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS if counts[kind])
    return f"{len(items)} {'item' if len(items) == 1 else 'items'} ({kinds})"


_KINDS = ("single", "multiple", "true-false", "numeric", "short", "match", "order", "label", "case", "predict")
