"""Items of a bank as the few plain questions every learning system knows; each format writes these and no others.

- ``Choosing``, ``Judging``, ``Calculating``, ``Naming`` and ``Pairing`` are those questions. Few formats know
  ``Ordering`` besides.
- label becomes a choice among the numbers of the drawing, which goes along as a picture.
- order becomes a pairing of steps with places where a format does not know how to put things in order.
- case becomes one choice a step, each with the whole story so far, since systems shuffle questions.
- predict becomes nothing: it has no right answer and belongs to its place in a chapter.
- Hints, reasons, explanation and sources go along; what a format has no place for, that format leaves out.
- ``CREDIT`` says of which version of the course a file is, and how to cite it; ``SHORT_CREDIT`` where a line is all
  there is room for.
"""

import functools
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import product

from vastus import __version__
from vastus.knee.anatomy import drawing
from vastus.places import place
from vastus.quiz.bank import PhraseTrap, Source, Trap
from vastus.quiz.export.picture import Picture, picture

SHORT_CREDIT = f"From The VMO Question, version {__version__}, CC BY 4.0."
CREDIT = (
    f"From The VMO Question: an open course on the knee, version {__version__}, CC BY 4.0. Cite it so, with the "
    "chapter; for a finding, cite the study itself. Education, not medical advice."
)


@dataclass(frozen=True)
class Question:
    """What every question has. ``stem`` and ``explanation`` are paragraphs of plain text."""

    id: str
    stem: tuple[str, ...]
    hint: str
    explanation: tuple[str, ...]
    sources: tuple[Source, ...]
    outcome: str
    pool: str
    picture: Picture | None


@dataclass(frozen=True)
class Answer:
    """One answer to choose, with the reason it is right or wrong."""

    id: str
    text: str
    feedback: str
    correct: bool


@dataclass(frozen=True)
class Choosing(Question):
    """Choose one answer, or ``several``. ``shuffled`` says whether another order of the answers does no harm."""

    answers: tuple[Answer, ...]
    several: bool
    shuffled: bool


@dataclass(frozen=True)
class Judging(Question):
    """Say whether the stem is true."""

    answer: bool
    right: str
    wrong: str


@dataclass(frozen=True)
class Calculating(Question):
    """Give a number. The unit stands in the stem already."""

    answer: float
    tolerance: float
    right: str
    wrong: str
    traps: tuple[Trap, ...]


@dataclass(frozen=True)
class Naming(Question):
    """Type a word or two; the forms stand in every spelling that counts as the same."""

    accepted: tuple[str, ...]
    right: str
    wrong: str
    traps: tuple[PhraseTrap, ...]


@dataclass(frozen=True)
class Pairing(Question):
    """Give each of ``texts`` its own of ``choices``; ``answers`` holds the choice of each text."""

    texts: tuple[str, ...]
    answers: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Ordering(Question):
    """Put ``steps``, which stand as a reader meets them, into the order of ``right``, which has their ids."""

    steps: dict[str, str]
    right: tuple[str, ...]


def questions(items, keep_order=False):
    """Items as plain questions.

    Parameters
    ----------
    items : iterable of vastus.quiz.bank.Item
    keep_order : bool
        Whether an order stays one, an ``Ordering``.

    Returns
    -------
    tuple of Question
        In the same order; of each item one, or one for each step of a case, or none for a prediction.
    """
    writers = _PLAIN | ({"order": _ordering} if keep_order else {})
    return tuple(question for item in items for question in writers[item.type](item))


def by_pool(items, keep_order=False):
    """The plain questions of items by pool, practice first; a pool with none is left out."""
    pools = {pool: [item for item in items if item.pool == pool] for pool in ("practice", "reserved")}
    return {pool: questions(members, keep_order) for pool, members in pools.items() if members}


def in_turn(items, pool):
    """Whether questions of a pool must come one at a time without return: a case tells what came of its last step."""
    return any(item.type == "case" and item.pool == pool for item in items)


def outcomes(bank, members):
    """Texts of the outcomes that these questions ask for."""
    asked = {question.outcome for question in members}
    return [outcome.text for outcome in bank.outcomes if outcome.id in asked]


def _common(item, **other):
    common = {
        "id": item.id,
        "stem": (item.stem,),
        "hint": item.hint,
        "explanation": (item.explanation,),
        "sources": item.sources,
        "outcome": item.outcome,
        "pool": item.pool,
        "picture": None,
    }
    return common | other


def _choice(item):
    answers = tuple(Answer(option.id, option.text, option.feedback, option.correct) for option in item.options)
    return (Choosing(**_common(item), answers=answers, several=item.type == "multiple", shuffled=True),)


def _true_false(item):
    feedback = {option.correct: option.feedback for option in item.options}
    answer = next(option.id for option in item.options if option.correct) == "true"
    return (Judging(**_common(item), answer=answer, right=feedback[True], wrong=feedback[False]),)


def _numeric(item):
    stem = (item.stem, f"Answer in {item.unit}.") if item.unit else (item.stem,)
    return (
        Calculating(
            **_common(item, stem=stem),
            answer=item.answer,
            tolerance=item.tolerance,
            right=item.right,
            wrong=item.wrong,
            traps=item.traps,
        ),
    )


def _short(item):
    traps = tuple(PhraseTrap(trap.id, spellings(trap.forms), trap.feedback) for trap in item.traps)
    accepted = spellings(item.accepted, edges=_EDGES)
    return (Naming(**_common(item), accepted=accepted, right=item.right, wrong=item.wrong, traps=traps),)


# What a hyphen and what a space may be written as together.
_JOINTS = (("-", " "), (" ", " "), ("", " "), ("-", "-"), ("", ""))
# What may stand before and after a form: an end of a sentence, quotation marks.
_EDGES = (("", "."), ("", "?"), ('"', '"'), ("“", "”"))


def spellings(forms, edges=()):
    """Forms in every spelling that the course reads as the same, as far as a list can hold them; each once.

    The course judges without regard to hyphens, spaces, and marks at the ends. Other systems compare letter by letter,
    but for capitals.

    Parameters
    ----------
    forms : iterable of str
    edges : sequence of tuple of (str, str)
        What may stand before and after a form as its author wrote it, less a mark at its own end.

    Returns
    -------
    tuple of str
    """
    spelt = [
        form.replace(" ", "\0").replace("-", hyphen).replace("\0", space)
        for form, (hyphen, space) in product(forms, _JOINTS)
    ]
    spelt += [f"{before}{form.rstrip('.?')}{after}" for form, (before, after) in product(forms, edges)]
    found = {}
    for spelling in spelt:
        found.setdefault(spelling.casefold(), spelling)
    return tuple(found.values())


def _match(item):
    words = {choice.id: choice.text for choice in item.choices}
    why = tuple(f"{pair.text}: {words[pair.choice]}. {pair.feedback}" for pair in item.pairs)
    return (
        Pairing(
            **_common(item, explanation=(*why, item.explanation)),
            texts=tuple(pair.text for pair in item.pairs),
            answers=tuple(words[pair.choice] for pair in item.pairs),
            choices=tuple(words.values()),
        ),
    )


def _order(item):
    place = {step.id: str(number) for number, step in enumerate(item.steps, start=1)}
    why = tuple(f"{place[step.id]}. {step.text}: {step.feedback}" for step in item.steps)
    stem = (item.stem, f"Give each step its place, from 1 (first) to {len(item.steps)} (last).")
    return (
        Pairing(
            **_common(item, stem=stem, explanation=(*why, item.explanation)),
            texts=tuple(step.text for step in item.shown),
            answers=tuple(place[step.id] for step in item.shown),
            choices=tuple(place.values()),
        ),
    )


def _ordering(item):
    why = tuple(f"{number}. {step.text}: {step.feedback}" for number, step in enumerate(item.steps, start=1))
    return (
        Ordering(
            **_common(item, explanation=(*why, item.explanation)),
            steps={step.id: step.text for step in item.shown},
            right=tuple(step.id for step in item.steps),
        ),
    )


def _label(item):
    parts, lifted = drawing.offered(item.answer)
    feedback = {trap.part: trap.feedback for trap in item.traps} | {item.answer: item.right}
    answers = tuple(
        # As on the page: a place, so that a reader has to find the part, and its name once it is chosen.
        Answer(
            part.id,
            f"{part.number}: {part.place}",
            f"{part.name}. {feedback.get(part.id, item.wrong)}",
            part.id == item.answer,
        )
        for part in parts.values()
    )
    common = _common(item, picture=picture(lifted))
    return (Choosing(**common, answers=answers, several=False, shuffled=False),)


def _case(item):
    made, story = [], [item.stem]
    for step in item.steps:
        story.append(step.history)
        last = step is item.steps[-1]
        made.append(
            Choosing(
                **_common(
                    item,
                    id=f"{item.id}-{step.id}",
                    stem=(*story, step.question),
                    explanation=(step.reasoning, item.explanation) if last else (step.reasoning,),
                    sources=step.sources or item.sources,
                ),
                answers=tuple(
                    Answer(option.id, option.text, option.feedback, option.correct) for option in step.options
                ),
                several=False,
                shuffled=True,
            )
        )
    return tuple(made)


_PLAIN = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _true_false,
    "numeric": _numeric,
    "short": _short,
    "match": _match,
    "order": _order,
    "label": _label,
    "case": _case,
    "predict": lambda item: (),
}


# What several formats write alike


def html(*paragraphs):
    """Plain paragraphs as HTML on one line."""
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def explanation(question):
    """The general feedback of a question as HTML: why, and the sources with their addresses."""
    works = [
        f'<a href="{escape(source.url)}">{escape(source.label)}</a>' if source.url else escape(source.label)
        for source in question.sources
    ]
    cited = f"<p>{'Source' if len(works) == 1 else 'Sources'}: {'; '.join(works)}</p>" if works else ""
    return html(*question.explanation) + cited


def number(value):
    """A number in digits, as its author wrote it: 17.2, never 1.72e1."""
    return format(Decimal(str(value)), "f")


def around(value, tolerance):
    """Lowest and highest number within the tolerance, in exact decimals."""
    middle, margin = Decimal(str(value)), Decimal(str(tolerance))
    return format(middle - margin, "f"), format(middle + margin, "f")


def numbers(value, tolerance):
    """Every number within the tolerance at the precision of the two, with a point and with a comma."""
    lowest, highest = map(Decimal, around(value, tolerance))
    # Decimal keeps 17.20's zero, which an author did not write.
    exponent = min(Decimal(str(part)).normalize().as_tuple().exponent for part in (value, tolerance))
    step = Decimal(1).scaleb(min(exponent, 0))
    forms = [format(lowest + step * place, "f") for place in range(int((highest - lowest) / step) + 1)]
    forms = [number(form) for form in forms]
    return list(dict.fromkeys(spelling for form in forms for spelling in (form, form.replace(".", ","))))


def other_numbers(question):
    """What to say to a wrong number where a format cannot tell wrong numbers apart: all of it, as paragraphs."""
    return (question.wrong, *(f"If you reached {number(trap.value)}: {trap.feedback}" for trap in question.traps))


def other_words(question):
    """The same for wrong words."""
    return (question.wrong, *(f"If you wrote “{trap.forms[0]}”: {trap.feedback}" for trap in question.traps))


@functools.cache
def title(chapter):
    """The heading of a chapter's page; the words of its slug where a bank has no page."""
    notebook, page = (place("chapters") / f"{chapter}{suffix}" for suffix in (".ipynb", ".md"))
    text = ""
    if notebook.exists():
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    elif page.exists():
        text = page.read_text(encoding="utf-8")
    heading = re.search("^# (.+)$", text, re.MULTILINE)
    return heading[1] if heading else chapter.replace("-", " ").capitalize()
