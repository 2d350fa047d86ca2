"""Quizzes: one bank in YAML, one form in HTML, a few small modules that bring the form to life.

- ``bank`` knows questions and no format; every format that writes questions out stands on it.
- ``html`` turns a bank into a form that reads without JavaScript.
- ``quiz.js``, with the modules it imports, and ``quiz.css`` bring that form to life in Jupyter and in the book.
- ``progress`` writes, and ``progress.js`` fills, the page of the reader's own progress; ``review.js`` has its rules.
- ``live`` is Jupyter's side, ``host.js`` the page's; ``script`` joins the modules for hosts that take one file.
"""

from vastus.quiz.bank import load

__all__ = ["load", "show", "show_mixed"]


def __getattr__(name):
    # Showing needs widgets, and those who only read questions need not have them.
    if name in ("show", "show_mixed"):
        from vastus.quiz import live

        return getattr(live, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
