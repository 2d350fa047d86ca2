"""Questions written for jupyterquiz, as the beginning of a bank.

- Its JSON knows questions, answers and feedback; a bank asks for more: outcome, hint, explanation, sources.
- Nothing is made up. What the JSON lacks is left out of the bank and named, in the words of the bank's own check.
- Ids are the chapter and the place of the question in the file; an author may give better ones before publishing.
"""

import json
import re
from decimal import Decimal
from pathlib import Path

import yaml

from vastus.quiz.check import problems

_MARKUP = re.compile(r"<[a-z/][^>]*>|\$[^$]+\$|\*\*|`", re.IGNORECASE)


def bank(text, chapter):
    """Turn a JSON file of jupyterquiz into a bank.

    Parameters
    ----------
    text : str
        The JSON: a list of questions.
    chapter : str
        Slug of the chapter.

    Returns
    -------
    tuple of (str, tuple of str)
        The bank in YAML, and what is left to do before it can be loaded, one sentence each.

    Raises
    ------
    ValueError
        The text is no JSON, no list, or holds a question of a type jupyterquiz does not have.
    """
    questions = json.loads(text)
    if not isinstance(questions, list):
        raise ValueError(f"found {type(questions).__name__}, expected a list of questions")
    items, notes = [], []
    for number, question in enumerate(questions, start=1):
        kind = question.get("type")
        if kind not in _READERS:
            raise ValueError(f"question {number}, type: found {kind!r}, expected one of {', '.join(_READERS)}")
        item = {"id": f"{chapter}-{number}", "type": _READERS[kind][0], "stem": _words(question, "question")}
        item |= _READERS[kind][1](question)
        items.append(item)
        notes += [f"item {item['id']}: {note}" for note in _lost(question, kind)]
    raw = {"chapter": chapter, "outcomes": [], "items": items}
    notes += problems(raw, Path(f"{chapter}.yml"), {})
    return yaml.dump(raw, Dumper=_Indented, sort_keys=False, allow_unicode=True, width=110), tuple(notes)


class _Indented(yaml.SafeDumper):
    """YAML with lists set in, as the course's banks are."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _words(holder, field):
    """A text, with the code jupyterquiz would show below it."""
    return "\n".join(holder[name] for name in (field, "code") if holder.get(name))


def _choice(question):
    return {"options": [_option(number, answer) for number, answer in enumerate(question["answers"], start=1)]}


def _option(number, answer):
    option = {"id": f"option-{number}", "text": _words(answer, "answer")}
    if answer["correct"]:
        option["correct"] = True
    return option | _feedback(answer)


def _numeric(question):
    right, wrong, other = _sorted(question["answers"])
    item = {}
    if right:
        value, tolerance = _place(right[0], question.get("precision"))
        item |= {"answer": value, "tolerance": tolerance}
    item["feedback"] = _right_and_wrong(right, other)
    if wrong:
        item["traps"] = [
            dict(
                zip(
                    ("id", "value", "tolerance"), (f"trap-{n}", *_place(answer, question.get("precision"))), strict=True
                )
            )
            | _feedback(answer)
            for n, answer in enumerate(wrong, start=1)
        ]
    return item


def _place(answer, precision):
    """Middle and tolerance of a value or a range; ``precision`` counts the digits jupyterquiz rounds to."""
    if "range" in answer:
        low, high = (Decimal(str(end)) for end in answer["range"])
        return float((low + high) / 2), float((high - low) / 2)
    value = Decimal(str(answer["value"]))
    if not precision:
        return float(value), 0
    return float(value), float(Decimal(5).scaleb(value.adjusted() - precision))


def _string(question):
    right, wrong, other = _sorted(question["answers"])
    item = {"accepted": [answer["answer"] for answer in right], "feedback": _right_and_wrong(right, other)}
    if wrong:
        item["traps"] = [
            {"id": f"trap-{number}", "forms": [answer["answer"]]} | _feedback(answer)
            for number, answer in enumerate(wrong, start=1)
        ]
    return item


def _sorted(answers):
    """Right answers, wrong answers, and the ones that stand for every other."""
    other = [answer for answer in answers if answer.get("type") == "default"]
    others = [answer for answer in answers if answer.get("type") != "default"]
    return [a for a in others if a["correct"]], [a for a in others if not a["correct"]], other


def _right_and_wrong(right, other):
    said = {"right": right, "wrong": other}
    return {name: answers[0]["feedback"] for name, answers in said.items() if answers and answers[0].get("feedback")}


def _feedback(answer):
    return {"feedback": answer["feedback"]} if answer.get("feedback") else {}


def _lost(question, kind):
    """What of a question has no place in a bank."""
    if kind == "numeric":
        for answer in _sorted(question["answers"])[0][1:]:
            found = answer.get("range", answer.get("value"))
            yield f"found a second right answer, {found}; a bank takes one number and a tolerance"
    for answer in question["answers"]:
        if answer.get("match_case") or "fuzzy_threshold" in answer:
            yield f"{answer['answer']!r} asked for its capitals or allowed for slips; a bank lists the forms instead"
    texts = [_words(question, "question"), *(_words(answer, "answer") for answer in question["answers"])]
    texts += [answer.get("feedback", "") for answer in question["answers"]]
    if any(_MARKUP.search(text) for text in texts):
        yield "found markup or mathematics; a bank shows text as it is typed"


_READERS = {
    "multiple_choice": ("single", _choice),
    "many_choice": ("multiple", _choice),
    "numeric": ("numeric", _numeric),
    "string": ("short", _string),
}
