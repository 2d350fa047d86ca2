"""Brightspace CSV: a file a chapter and pool for the question library of D2L Brightspace.

- By hand: a row says one thing of a question, in the columns of the sample file that Brightspace hands out.
- Rows that begin with ``//`` are remarks, as in that file; the first says how to cite.
- The format has no numbers: each number within the tolerance, at the precision of its author, is a short answer.
- Reasons stand with options and items; where a row has no place for one, all stand in the feedback.
- Pictures would have to lie in the course before an import, so the drawing stays behind.
"""

import csv
import io

from vastus.quiz.export import plain

TITLE = "Brightspace CSV"
CARRIED = {
    "single": "multiple choice",
    "multiple": "multi-select, right minus wrong",
    "true-false": "true or false",
    "numeric": "short answer, every number within the tolerance listed",
    "short": "short answer, every spelling listed",
    "match": "matching, a share of the mark for each line",
    "order": "ordering, right minus wrong",
    "case": "one multiple choice a step, with the story so far",
}
_COLUMNS = 5


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    files = {}
    for pool, members in plain.by_pool(items, keep_order=True).items():
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        remark = plain.CREDIT.replace(",", "")  # a comma would put it in quotation marks, before the slashes
        writer.writerow([f"//{remark}", *[""] * (_COLUMNS - 1)])
        for question in members:
            for row in (*_rows(question), ()):
                writer.writerow([*row, *[""] * (_COLUMNS - len(row))])
        name = bank.chapter if pool == "practice" else f"{bank.chapter}-{pool}"
        files[f"{name}.brightspace.csv"] = stream.getvalue().encode()
    return files


def _rows(question):
    kind, rows, reasons = _WRITERS[type(question)](question)
    yield "NewQuestion", kind
    yield "ID", question.id
    yield "Title", question.id
    yield "QuestionText", plain.html(*question.stem), "HTML"
    yield "Points", "1"
    yield from rows
    if question.hint:
        yield "Hint", question.hint
    yield "Feedback", plain.html(*reasons) + plain.explanation(question), "HTML"


def _choosing(question):
    kind, right = ("MS", "1") if question.several else ("MC", "100")
    rows = [
        ("Option", right if answer.correct else "0", answer.text, "", answer.feedback) for answer in question.answers
    ]
    return kind, [("Scoring", "RightMinusWrong"), *rows] if question.several else rows, ()


def _judging(question):
    rows = [
        (str(value).upper(), "100" if value is question.answer else "0", _reason(question, value))
        for value in (True, False)
    ]
    return "TF", rows, ()


def _reason(question, value):
    return question.right if value is question.answer else question.wrong


def _calculating(question):
    rows = [("Answer", "100", form) for form in plain.numbers(question.answer, question.tolerance)]
    return "SA", [("InputBox", "1", "12"), *rows], (question.right, *plain.other_numbers(question))


def _naming(question):
    rows = [("Answer", "100", form) for form in question.accepted]
    return "SA", [("InputBox", "1", "40"), *rows], (question.right, *plain.other_words(question))


def _pairing(question):
    number = {text: str(place) for place, text in enumerate(question.choices, start=1)}
    choices = [("Choice", place, text) for text, place in number.items()]
    pairs = zip(question.texts, question.answers, strict=True)
    return "M", [("Scoring", "EquallyWeighted"), *choices, *(("Match", number[own], text) for text, own in pairs)], ()


def _ordering(question):
    items = [("Item", question.steps[step], "NOT HTML") for step in question.right]
    return "O", [("Scoring", "RightMinusWrong"), *items], ()


_WRITERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
    plain.Ordering: _ordering,
}
