"""Quizzes in Jupyter: the book's form in an anywidget, brought to life by the same ``quiz.js``."""

from collections import Counter
from pathlib import Path

import anywidget
import traitlets

import vastus
from vastus.mime import Displayed
from vastus.quiz import bank as banks
from vastus.quiz.html import form


class QuizWidget(anywidget.AnyWidget):
    """Holds the form; answers are judged and kept in the browser, so a kernel need not run."""

    _esm = Path(__file__).with_name("quiz.js")
    # Questions of type label show the drawing.
    _css = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).with_name("quiz.css"), Path(vastus.__file__).parent / "book/static/anatomy.css")
    )
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
    vastus.mime.Displayed

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
    widget = QuizWidget(html=form(bank, item_ids or None, reference_href=None))
    return Displayed(widget, payload, _sentence(chapter, items))


def _sentence(chapter, items):
    counts = Counter(item.type for item in items)
    order = ("single", "multiple", "numeric", "label", "predict")
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in order if counts[kind])
    return f"Quiz {chapter}: {len(items)} {'item' if len(items) == 1 else 'items'} ({kinds})."
