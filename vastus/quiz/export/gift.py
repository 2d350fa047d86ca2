"""GIFT: one plain-text file a chapter, a category for each pool.

- By hand: it is a few lines a question.
- A comment at the top says what the file is and how to cite it; no program imports it.
- Stems and reasons are HTML and say so with ``[html]``. Words to type and choices to match are plain text.
- A blank line ends a question, and some signs have a meaning; ``_escaped`` takes care of both.
"""

import re

from vastus.quiz.export import plain
from vastus.quiz.export.moodle_xml import share_of

TITLE = "GIFT"
CARRIED = {
    "single": "multiple choice, one answer",
    "multiple": "multiple choice, several answers, part marks",
    "true-false": "true/false",
    "numeric": "numerical, with the traps as answers of their own",
    "short": "short answer, every spelling listed",
    "match": "matching; choices that belong to nothing are left out",
    "order": "matching of steps with places",
    "case": "one multiple choice a step, with the story so far",
}


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    blocks = [f"// {plain.CREDIT}"]
    for pool, members in plain.by_pool(items).items():
        blocks.append(f"$CATEGORY: $course$/top/The VMO Question/{bank.chapter}/{pool}")
        blocks += [_question(question) for question in members]
    return {f"{bank.chapter}.gift.txt": ("\n\n".join(blocks) + "\n").encode()}


def _question(question):
    comment = f"// [id:{question.id}] [tag:{question.outcome}] [tag:{question.pool}]"
    opening = f"::{question.id}::[html]{_escaped(plain.html(*question.stem))}{{"
    general = f"####{_escaped(plain.explanation(question))}"
    return "\n".join([comment, opening, *_WRITERS[type(question)](question), general, "}"])


def _choosing(question):
    right = sum(answer.correct for answer in question.answers)
    wrong = len(question.answers) - right
    for answer in question.answers:
        if not question.several:
            mark = "=" if answer.correct else "~"
        elif answer.correct:
            mark = f"~%{share_of(question, right)}%"
        else:
            mark = f"~%-{share_of(question, wrong)}%"
        yield f"{mark}{_html(answer.text)}#{_html(answer.feedback)}"


def _judging(question):
    # The first reason is for a wrong answer, the second for a right one.
    yield f"{str(question.answer).upper()}#{_html(question.wrong)}#{_html(question.right)}"


def _calculating(question):
    yield f"#={_around(question)}#{_html(question.right)}"
    for trap in question.traps:
        yield f"=%0%{_around(trap, trap.value)}#{_html(trap.feedback)}"
    yield f"~#{_html(question.wrong)}"


def _around(place, value=None):
    return f"{plain.number(place.answer if value is None else value)}:{plain.number(place.tolerance)}"


def _naming(question):
    for form in question.accepted:
        yield f"={_escaped(form)}#{_html(question.right)}"
    for trap in question.traps:
        for form in trap.forms:
            yield f"=%0%{_escaped(form)}#{_html(trap.feedback)}"
    yield f"=%0%*#{_html(question.wrong)}"


def _pairing(question):
    for text, choice in zip(question.texts, question.answers, strict=True):
        yield f"={_html(text)} -> {_escaped(choice)}"


def _html(text):
    return _escaped(plain.html(text))


def _escaped(text):
    return re.sub(r"([\\~=#{}:])", r"\\\1", " ".join(text.split()))


_WRITERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
}
