"""Anki: a text file of notes a chapter, for File > Import; practice items alone, as a deck is a student's.

- Its header names deck, note type and columns, so nothing has to be set by hand.
- A note's id comes from the bank: importing a newer file changes the notes that are there instead of adding others.
- A card asks for the answer before it shows the reasons. Options are on the front, the hint behind a click.
- A card's back ends on the course and its version, since nothing else of the file is left once it is imported.
- The drawing of a label goes inside the card, since a text file brings no media.
"""

import base64
import csv
import io
from html import escape
from string import ascii_uppercase

from vastus.quiz.export import plain

TITLE = "Anki text file"
CARRIED = {
    "single": "card with the options on its front",
    "multiple": "card with the options on its front",
    "true-false": "card",
    "numeric": "card",
    "short": "card",
    "match": "card with all pairs on its back",
    "order": "card with the right order on its back",
    "label": "card with the drawing",
    "case": "one card a step, with the story so far",
}
_COLUMNS = ("GUID", "Front", "Back", "Tags")


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    file = io.StringIO()
    file.write("#separator:tab\n#html:true\n#notetype:Basic\n")
    file.write(f"#deck:The VMO Question::{plain.title(bank.chapter)}\n")
    file.write("#columns:" + "\t".join(_COLUMNS) + "\n#guid column:1\n#tags column:4\n")
    rows = csv.writer(file, delimiter="\t", lineterminator="\n")
    for question in plain.questions(items):
        tags = f"vmo-question {bank.chapter} {question.outcome}"
        rows.writerow([f"vmo-question-{question.id}", _front(question), _back(question), tags])
    return {f"{bank.chapter}.anki.txt": file.getvalue().encode()}


def _front(question):
    hint = f"<details><summary>Hint</summary>{escape(question.hint)}</details>" if question.hint else ""
    return plain.html(*question.stem) + _image(question.picture) + _ASKED[type(question)](question) + hint


def _back(question):
    credit = f"<p><small>{escape(plain.SHORT_CREDIT)}</small></p>"
    return _ANSWERED[type(question)](question) + "<hr>" + plain.explanation(question) + credit


def _image(picture):
    if not picture:
        return ""
    data = base64.b64encode(picture.svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}">'


def _options(question):
    task = "<p><i>Several are right.</i></p>" if question.several else ""
    if question.picture:
        return ""  # to be found in the picture; the list of places would give them away
    return task + _list("ol type=A", (escape(answer.text) for answer in question.answers))


def _right_options(question):
    marks = [""] * len(question.answers) if question.picture else [f"{letter}. " for letter in ascii_uppercase]
    right, wrong = [], []
    for mark, answer in zip(marks, question.answers, strict=False):
        line = f"<b>{mark}{escape(answer.text)}</b> {escape(answer.feedback)}"
        (right if answer.correct else wrong).append(line)
    if question.picture:
        return f"<p>{right[0]}</p>"
    return "".join(f"<p>{line}</p>" for line in right) + "<p>Not:</p>" + _list("ul", wrong)


def _judged(question):
    return f"<p><b>{str(question.answer).capitalize()}.</b> {escape(question.right)}</p>"


def _number(question):
    margin = f", give or take {plain.number(question.tolerance)}" if question.tolerance else ""
    traps = [f"<b>Not {plain.number(trap.value)}.</b> {escape(trap.feedback)}" for trap in question.traps]
    said = f"<p><b>{plain.number(question.answer)}</b>{margin}. {escape(question.right)}</p>"
    return said + (_list("ul", traps) if traps else "")


def _words(question):
    traps = [f"<b>Not “{escape(trap.forms[0])}”.</b> {escape(trap.feedback)}" for trap in question.traps]
    said = f"<p><b>{escape(question.accepted[0])}</b>. {escape(question.right)}</p>"
    return said + (_list("ul", traps) if traps else "")


def _texts(question):
    choices = " · ".join(escape(choice) for choice in question.choices)
    return _list("ul", (escape(text) for text in question.texts)) + f"<p>{choices}</p>"


def _pairs(question):
    pairs = zip(question.texts, question.answers, strict=True)
    return _list("ul", (f"{escape(text)}: <b>{escape(choice)}</b>" for text, choice in pairs))


def _list(tag, lines):
    return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag.split()[0]}>"


_ASKED = {
    plain.Choosing: _options,
    plain.Judging: lambda question: "<p><i>True or false?</i></p>",
    plain.Calculating: lambda question: "",
    plain.Naming: lambda question: "",
    plain.Pairing: _texts,
}
_ANSWERED = {
    plain.Choosing: _right_options,
    plain.Judging: _judged,
    plain.Calculating: _number,
    plain.Naming: _words,
    plain.Pairing: _pairs,
}
