"""Quizzes: one bank in YAML, one form in HTML, a few small modules that bring the form to life.

- ``bank`` knows questions and no format; every format that writes questions out stands on it.
- ``html`` turns a bank into a form that reads without JavaScript.
- ``quiz.js``, with the modules it imports, and ``quiz.css`` bring that form to life in Jupyter and in the book.
- ``progress`` writes, and ``progress.js`` fills, the page of the reader's own progress; ``review.js`` has its rules.
- ``host.js`` is the page's side, `vastus.notebook.quiz` Jupyter's; ``script`` joins the modules for hosts that take one
  file.
"""

from vastus.quiz.bank import load

__all__ = ["load"]
