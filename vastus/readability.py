"""How much a page asks of its reader at once: the spine, what stands open, measured apart from what is folded.

Limits hold for the spine of a lesson and of a chapter's page. They are this course's own. The reading grade is the
Flesch-Kincaid grade of textstat: from the length of sentences and the syllables of words, so a term of the field costs
as much as a long word that says nothing. Read it as an alarm, not as a measure of clarity.
"""

from dataclasses import dataclass

from . import contents, spine

MOST_WORDS = 900
MOST_NUMBERS = 2.5  # in 100 words
MOST_CROWDED = 5.0  # percent of sentences
CROWD = 3  # numbers in a sentence
HIGHEST_GRADE = 9.0
MOST_QUESTION_WORDS = 60
MOST_TAKEAWAY_WORDS = 60
MOST_SEEN_WORDS = 120
WIDTH = 50  # of the column of names
SEEN = "What you saw"


@dataclass(frozen=True)
class Measure:
    """Words; numbers in 100 words; percent of sentences with three numbers or more; Flesch-Kincaid grade."""

    words: int
    numbers: float
    crowded: float
    grade: float


def measure(lines):
    """Measure lines of prose.

    Parameters
    ----------
    lines : list of vastus.spine.Line

    Returns
    -------
    Measure
        Zeros where there is no text.
    """
    words = sum(len(spine.words(line.text)) for line in lines)
    numbers = sum(len(spine.numbers(line.text)) for line in lines)
    sentences = spine.sentences(lines)
    crowded = sum(len(spine.numbers(sentence)) >= CROWD for sentence in sentences)
    return Measure(
        words=words,
        numbers=100 * numbers / words if words else 0.0,
        crowded=100 * crowded / len(sentences) if sentences else 0.0,
        grade=_grade(sentences),
    )


def _grade(sentences):
    import textstat  # here, because it reads a dictionary of pronunciation when it is imported

    # It takes every full stop for the end of a sentence, those of decimals and abbreviations too.
    closed = [sentence.strip(".!?").replace(".", "").replace("?", ",").replace("!", ",") for sentence in sentences]
    return textstat.flesch_kincaid_grade(". ".join(closed)) if closed else 0.0


def problems(name, path, is_lesson):
    """What of a page is over its limits, a sentence each.

    Parameters
    ----------
    name : str
        What the sentences call it.
    path : pathlib.Path
        Its source.
    is_lesson : bool
        A lesson must have a card to take away; a chapter's page has none.

    Returns
    -------
    list of str
    """
    found = measure(spine.spine(path))
    limits = [
        ("words stand open", found.words, MOST_WORDS),
        ("numbers in 100 open words", round(found.numbers, 1), MOST_NUMBERS),
        (f"percent of open sentences have {CROWD} numbers or more", round(found.crowded, 1), MOST_CROWDED),
        ("is the reading grade of the open text", round(found.grade, 1), HIGHEST_GRADE),
        ("words of the question", _words(spine.question(path)), MOST_QUESTION_WORDS),
        (f"words under {SEEN}", _words(spine.under(path, SEEN)), MOST_SEEN_WORDS),
        ("words of the takeaway", _words(spine.inside(path, "takeaway")), MOST_TAKEAWAY_WORDS),
    ]
    over = [f"{name}: {value} {what}, expected {most} or fewer" for what, value, most in limits if value > most]
    if not spine.question(path):
        over.append(f"{name}: no text follows the title, expected its question")
    if is_lesson and not spine.inside(path, "takeaway"):
        over.append(f"{name}: no card to take away, expected a takeaway at the end")
    return over


def _words(lines):
    return sum(len(spine.words(line.text)) for line in lines)


def all_problems():
    """What is over its limits on the page of any chapter, and on any lesson."""
    return [
        problem
        for page in pages()
        for problem in problems(contents.name(page), contents.source(page), contents.chapter_of(page) is not None)
    ]


def pages():
    """Every chapter and its lessons, in reading order."""
    return [page for chapter in contents.chapters() for page in (chapter, *contents.sections()[chapter])]


def table():
    """The measures of every chapter's page and lesson, a line each: what stands open, then what is folded."""
    columns = f"{'words':>8}{'num/100':>9}{f'{CROWD}+ %':>7}{'grade':>7}"
    lines = [f"{'':{WIDTH}}{'open':>31}{'folded':>31}", f"{'':{WIDTH}}{columns}{columns}"]
    for page in pages():
        source = contents.source(page)
        measures = measure(spine.spine(source)), measure(spine.folded(source))
        lines.append(f"{contents.name(page):{WIDTH}}{''.join(map(_cells, measures))}")
    return "\n".join(lines)


def _cells(found):
    return f"{found.words:8}{found.numbers:9.1f}{found.crowded:7.1f}{found.grade:7.1f}"
