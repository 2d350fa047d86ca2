"""Quizzes: one bank in YAML, one form in HTML, one small module that brings the form to life.

- ``bank`` knows questions and no format; every format that writes questions out stands on it.
- ``html`` turns a bank into a form that reads without JavaScript.
- ``quiz.js`` and ``quiz.css`` bring that form to life, the same files in Jupyter and in the book.
- ``live`` is Jupyter's side, ``host.js`` the page's.
"""

from vastus.quiz.bank import load

__all__ = ["load", "show"]


def __getattr__(name):
    # show needs widgets, and those who only read questions need not have them.
    if name == "show":
        from vastus.quiz.live import show

        return show
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
