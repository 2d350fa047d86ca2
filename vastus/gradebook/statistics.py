"""What is counted of a class: first tries alone, since a later try has been told the answer.

- A prediction cannot be right, so it counts nowhere but among the options chosen.
- The difficulty of a question is the share of its first tries that were right.
- The discrimination is the correlation of right (1) or not (0) with the student's share of right first tries at all
  other questions: a question that the better students miss as often as the others has one near 0.
- Both say little of a few students: below ``FEW`` none is given, and no statistics are written for the course.
"""

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from ..quiz.bank import Case, Choice, Item, Label, Match, Numeric, Order, Short
from .saved import COURSE

FEW = 5
COLUMNS = (
    "student",
    "file",
    "chapter",
    "lesson",
    "outcome",
    "questions",
    "answered",
    "right_first",
    "certain_wrong",
    "page_read",
)


@dataclass(frozen=True)
class Question:
    """An item and what the class made of it at the first try."""

    chapter: str
    item: Item
    answered: int
    right: int
    certain: int
    certain_wrong: int
    answers: dict[str, int]
    discrimination: float | None

    @property
    def difficulty(self):
        """Share of right first tries, or None of too few."""
        return self.right / self.answered if self.answered >= FEW and self.item.scored else None


def questions(banks, students):
    """Count every practice question.

    Parameters
    ----------
    banks : mapping of chapter to vastus.quiz.bank.Bank
    students : sequence of vastus.gradebook.saved.Student

    Returns
    -------
    list of Question
        In the order of the banks.
    """
    scores = [_scores(banks, student) for student in students]
    return [
        _question(chapter, item, students, scores)
        for chapter, bank in banks.items()
        for item in bank.items
        if item.pool == "practice"
    ]


def _scores(banks, student):
    """Right (1) or not (0) of a student's first tries at questions that can be right, by item."""
    return {
        item.id: int(student.firsts[chapter][item.id].result == "right")
        for chapter, bank in banks.items()
        for item in bank.items
        if item.scored and item.pool == "practice" and item.id in student.firsts[chapter]
    }


def _question(chapter, item, students, scores):
    firsts = [first for student in students if (first := student.firsts[chapter].get(item.id))]
    certain = [first for first in firsts if first.confidence == "certain"]
    return Question(
        chapter=chapter,
        item=item,
        answered=len(firsts),
        right=sum(first.result == "right" for first in firsts),
        certain=len(certain),
        certain_wrong=sum(first.result != "right" for first in certain),
        answers=dict(Counter(answer for first in firsts for answer in chosen(item, first))),
        discrimination=_discrimination(item.id, scores) if item.scored else None,
    )


def _discrimination(item_id, scores):
    pairs = [
        (own[item_id], (sum(own.values()) - own[item_id]) / (len(own) - 1))
        for own in scores
        if item_id in own and len(own) > 1
    ]
    if len(pairs) < FEW:
        return None
    try:
        return correlation(*zip(*pairs, strict=True))
    except StatisticsError:  # all right or all wrong, or all equally good
        return None


def chosen(item, first):
    """What of a question a first try chose, as names that `options` has; what the bank no longer has is left out."""
    match item:
        case Numeric() | Short():
            names = [first.trap if first.result in ("trap", "wrong") and first.trap else first.result]
        case Order():
            names = [first.result]
        case _:
            names = [first.answer] if isinstance(first.answer, str) else first.answer
    return [name for name in names if name in options(item)]


def options(item):
    """What may be chosen of a question, by name: its words, and whether it is right, which is None in a prediction."""
    match item:
        case Choice():
            return {option.id: (option.text, option.correct if item.scored else None) for option in item.options}
        case Case():
            return {
                f"{step.id}:{option.id}": (f"{step.question} {option.text}", option.correct)
                for step in item.steps
                for option in step.options
            }
        case Match():
            return {
                f"{pair.id}:{choice.id}": (f"{pair.text}: {choice.text}", pair.choice == choice.id)
                for pair in item.pairs
                for choice in item.choices
            }
        case Label():
            from ..knee.anatomy import drawing

            parts, _ = drawing.offered(item.answer)
            return {part.id: (part.name, part.id == item.answer) for part in parts.values()}
        case Numeric():
            traps = {trap.id: (f"{trap.value:g} {item.unit}".strip(), False) for trap in item.traps}
            return {
                "right": (f"{item.answer:g} {item.unit}".strip(), True),
                **traps,
                "wrong": ("another number", False),
            }
        case Short():
            traps = {trap.id: (trap.forms[0], False) for trap in item.traps}
            return {"right": (item.accepted[0], True), **traps, "wrong": ("other words", False)}
        case Order():
            return {
                "right": ("in order", True),
                "partly": ("partly in order", False),
                "wrong": ("none in place", False),
            }


def table(banks, students, lesson_of):
    """A row for each student, lesson and outcome, as CSV.

    Parameters
    ----------
    banks, students
        As for `questions`.
    lesson_of : mapping of item to lesson
        Questions that no lesson shows stand on their chapter's page: an empty lesson.

    Returns
    -------
    str
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    cells = {}
    for chapter, bank in banks.items():
        for item in bank.items:
            if item.scored and item.pool == "practice":
                cells.setdefault((chapter, lesson_of.get(item.id, ""), item.outcome), []).append(item.id)
    for student in students:
        for (chapter, lesson, outcome), ids in cells.items():
            firsts = [first for item in ids if (first := student.firsts[chapter].get(item))]
            right = sum(first.result == "right" for first in firsts)
            wrong = sum(first.confidence == "certain" and first.result != "right" for first in firsts)
            where = (_safe(student.name), _safe(student.file), chapter, lesson, outcome)
            read = (f"{chapter}/{lesson}" if lesson else chapter) in student.read
            writer.writerow((*where, len(ids), len(firsts), right, wrong, "yes" if read else "no"))
    return stream.getvalue()


def _safe(text):
    """A text a student chose, which no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def counts(counted, students, version):
    """Item statistics for the authors, as JSON: counts alone, no name and no student's row.

    Returns
    -------
    str or None
        None for a class so small that a count might tell of somebody.
    """
    if students < FEW:
        return None
    items = {
        question.item.id: {
            "answered": question.answered,
            "right": question.right,
            "certain": question.certain,
            "certain_wrong": question.certain_wrong,
            "answers": dict(sorted(question.answers.items())),
        }
        for question in counted
        if question.answered
    }
    whole = {"course": COURSE, "kind": "item statistics", "version": version, "students": students, "items": items}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
