"""Moodle XML: one file a chapter, a category for each pool.

- By hand, with ElementTree: the library on PyPI, moodle-questions, makes no true/false, numerical or matching ones.
- Moodle refuses a question whose fraction is not on its list, so ``share_of`` gives no other.
- An order has the shape that Moodle's own question type writes; one before 4.4 has that type as a plug-in only.
- In several-answer questions a wrong answer takes away as much as all wrong ones together are worth.
"""

import base64
from html import escape
from xml.etree import ElementTree as ET

from vastus.quiz.export import plain

TITLE = "Moodle XML"
CARRIED = {
    "single": "multiple choice, one answer",
    "multiple": "multiple choice, several answers, part marks",
    "true-false": "true/false",
    "numeric": "numerical, with the traps as answers of their own",
    "short": "short answer, every spelling listed",
    "match": "matching",
    "order": "ordering, a share of the mark for each place",
    "label": "multiple choice beside the drawing",
    "case": "one multiple choice a step, with the story so far",
}
# Moodle's question_bank::fraction_options_full, as shares of 100 in the five decimals of its files.
FRACTIONS = tuple(
    f"{100 * share:.5f}".rstrip("0").rstrip(".")
    for share in (1, 9/10, 5/6, 4/5, 3/4, 7/10, 2/3, 3/5, 1/2, 2/5, 1/3, 3/10, 1/4, 1/5, 1/6, 1/7, 1/8, 1/9, 1/10, 1/20)
)  # fmt: skip


def write(bank, items):
    """Write questions of one chapter.

    Parameters
    ----------
    bank : vastus.quiz.bank.Bank
    items : sequence of vastus.quiz.bank.Item
        Those of its items that go along.

    Returns
    -------
    dict of str to bytes
        File by name.
    """
    quiz = ET.Element("quiz")
    for pool, members in plain.by_pool(items, keep_order=True).items():
        about = " ".join([*plain.outcomes(bank, members), plain.CREDIT])
        _category(quiz, f"$course$/top/The VMO Question/{bank.chapter}/{pool}", about)
        for question in members:
            _WRITERS[type(question)](_head(quiz, question), question)
    ET.indent(quiz)
    return {f"{bank.chapter}.xml": ET.tostring(quiz, encoding="UTF-8", xml_declaration=True) + b"\n"}


def _category(quiz, path, about):
    category = ET.SubElement(quiz, "question", type="category")
    _text(ET.SubElement(category, "category"), path)
    _text(ET.SubElement(category, "info", format="plain_text"), about)


def _head(quiz, question):
    element = ET.SubElement(quiz, "question", type=_TYPES[type(question)])
    _text(ET.SubElement(element, "name"), question.id)
    asked = ET.SubElement(element, "questiontext", format="html")
    _text(asked, plain.html(*question.stem) + _image(question.picture))
    if question.picture:
        file = ET.SubElement(asked, "file", name=question.picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(question.picture.svg.encode()).decode()
    _html(element, "generalfeedback", plain.explanation(question))
    ET.SubElement(element, "defaultgrade").text = "1"
    ET.SubElement(element, "penalty").text = "0.3333333"
    ET.SubElement(element, "hidden").text = "0"
    ET.SubElement(element, "idnumber").text = question.id
    return element


def _image(picture):
    return f'<p><img src="@@PLUGINFILE@@/{picture.name}" alt="{escape(picture.alt)}"></p>' if picture else ""


def _tail(element, question):
    if question.hint:
        _html(element, "hint", plain.html(question.hint))
    tags = ET.SubElement(element, "tags")
    for words in (question.outcome, question.pool):
        _text(ET.SubElement(tags, "tag"), words)


def _choosing(element, question):
    ET.SubElement(element, "single").text = str(not question.several).lower()
    ET.SubElement(element, "shuffleanswers").text = str(question.shuffled).lower()
    # Beside the numbers of a drawing, letters would be a second count.
    ET.SubElement(element, "answernumbering").text = "none" if question.picture else "abc"
    right = sum(answer.correct for answer in question.answers)
    wrong = len(question.answers) - right
    for answer in question.answers:
        if answer.correct:
            fraction = share_of(question, right)
        else:
            fraction = f"-{share_of(question, wrong)}" if question.several else "0"
        given = _answer(element, fraction, plain.html(answer.text), plain.html(answer.feedback))
        given.set("format", "html")
    _tail(element, question)


def share_of(question, among):
    share = f"{100 / among:.5f}".rstrip("0").rstrip(".")
    if share not in FRACTIONS:
        raise ValueError(f"item {question.id}: found {among} answers to share 100 percent, expected 10 or fewer")
    return share


def _judging(element, question):
    for value in (True, False):
        hit = value is question.answer
        feedback = plain.html(question.right if hit else question.wrong)
        _answer(element, "100" if hit else "0", str(value).lower(), feedback)
    _tail(element, question)


def _calculating(element, question):
    places = [("100", question.answer, question.tolerance, question.right)]
    places += [("0", trap.value, trap.tolerance, trap.feedback) for trap in question.traps]
    for fraction, value, tolerance, feedback in places:
        given = _answer(element, fraction, plain.number(value), plain.html(feedback))
        ET.SubElement(given, "tolerance").text = plain.number(tolerance)
    ET.SubElement(_answer(element, "0", "*", plain.html(question.wrong)), "tolerance").text = "0"
    ET.SubElement(element, "unitgradingtype").text = "0"
    ET.SubElement(element, "showunits").text = "3"  # none: the stem names the unit
    _tail(element, question)


def _naming(element, question):
    ET.SubElement(element, "usecase").text = "0"
    groups = [("100", question.accepted, question.right)]
    groups += [("0", trap.forms, trap.feedback) for trap in question.traps]
    for fraction, forms, feedback in groups:
        for form in forms:
            _answer(element, fraction, form.replace("*", r"\*"), plain.html(feedback))  # * alone stands for anything
    _answer(element, "0", "*", plain.html(question.wrong))
    _tail(element, question)


def _pairing(element, question):
    ET.SubElement(element, "shuffleanswers").text = "true"
    unused = [choice for choice in question.choices if choice not in question.answers]
    texts = [plain.html(text) for text in question.texts] + [""] * len(unused)
    for text, choice in zip(texts, [*question.answers, *unused], strict=True):
        pair = ET.SubElement(element, "subquestion", format="html")
        _text(pair, text)
        _text(ET.SubElement(pair, "answer"), choice)
    _tail(element, question)


def _ordering(element, question):
    count = str(len(question.right))
    told = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": count, "gradingtype": "ABSOLUTE_POSITION"}
    for name, text in (told | {"showgrading": "SHOW", "numberingstyle": "none"}).items():
        ET.SubElement(element, name).text = text
    for place, step in enumerate(question.right, start=1):
        answer = ET.SubElement(element, "answer", fraction=str(place), format="html")
        _text(answer, plain.html(question.steps[step]))
    _tail(element, question)


def _answer(element, fraction, text, feedback):
    answer = ET.SubElement(element, "answer", fraction=fraction)
    _text(answer, text)
    _html(answer, "feedback", feedback)
    return answer


def _html(parent, name, text):
    _text(ET.SubElement(parent, name, format="html"), text)


def _text(parent, text):
    ET.SubElement(parent, "text").text = text


_TYPES = {
    plain.Choosing: "multichoice",
    plain.Judging: "truefalse",
    plain.Calculating: "numerical",
    plain.Naming: "shortanswer",
    plain.Pairing: "matching",
    plain.Ordering: "ordering",
}
_WRITERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
    plain.Ordering: _ordering,
}
