"""How long a page takes, in whole minutes, from what stands open on it.

The three paces are a rule of this course, chosen for somebody who studies rather than skims: no reader was timed. What
is folded is not counted, since it is opened by choice.
"""

import functools
import math

from .. import contents, spine
from . import shown

WORDS_A_MINUTE = 150  # of a text with new terms
QUESTION_MINUTES = 1.0  # to answer, and to read why; each step of a case is a question
FIGURE_MINUTES = 2.5  # to set two or three states, and to read what they show
FIGURES = {"explorer", "movement", "drawing", "diary"}


@functools.cache
def of(page):
    """Minutes of one page.

    Parameters
    ----------
    page : str
        As Sphinx names it.
    """
    words = sum(len(spine.words(line.text)) for line in spine.spine(contents.source(page)))
    figures = sum(payload["kind"] in FIGURES for payload in shown.on(page))
    questions = sum(map(shown.questions, shown.on(page)))
    return math.ceil(words / WORDS_A_MINUTE + questions * QUESTION_MINUTES + figures * FIGURE_MINUTES)


def of_chapter(page):
    """Minutes of a chapter: its own page, and its lessons."""
    return sum(map(of, (page, *contents.sections()[page])))


def short(page):
    """Minutes of one page, as they stand beside its title."""
    return f"{of(page)}\N{NO-BREAK SPACE}min"


def all_pages():
    """Minutes of every page by its name."""
    return {page: of(page) for page in contents.pages()}
