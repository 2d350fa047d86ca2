"""The question bank of a chapter: read, checked, and held as plain frozen objects.

- A bank is ``chapters/quizzes/<chapter>.yml``. ``schema.json`` and ``check`` say what makes it sound.
- Nothing here knows a format. ``html`` writes forms; an export to another format is another module beside it.
- Every question stands in a pool: practice is the public site's, reserved is for a lecturer's exports alone.
- A new type of question needs a shape in ``schema.json``, a check in ``check``, a class here, a writer in each format.
"""

import hashlib
from dataclasses import dataclass, replace

from vastus import red_flags, strict_yaml
from vastus.places import place
from vastus.quiz.audit import imbalances, weaknesses
from vastus.quiz.check import near, problems, twice

FOLDER = place("banks")


class BankError(ValueError):
    """What is wrong with a bank, or with a name asked of it; ``problems`` holds one sentence each."""

    def __init__(self, problems):
        super().__init__(tuple(problems))  # as they are given, since an error may go from process to process
        (self.problems,) = self.args

    def __str__(self):
        return "\n".join(self.problems)


@dataclass(frozen=True)
class Outcome:
    """What a learner can do after the chapter; items point at it by id.

    ``level`` is how much that asks, on Bloom's scale as it was revised: from remember to create.
    """

    id: str
    level: str
    text: str


@dataclass(frozen=True)
class Source:
    """A cited work: its key in ``references.bib``, the short form a reader sees, its address (may be empty)."""

    citekey: str
    label: str
    url: str


@dataclass(frozen=True)
class Option:
    """One answer to choose, with the reason it is right or wrong."""

    id: str
    text: str
    feedback: str
    correct: bool


@dataclass(frozen=True)
class Trap:
    """A wrong number people reach, how far around it counts, and where it comes from."""

    id: str
    value: float
    tolerance: float
    feedback: str


@dataclass(frozen=True)
class Item:
    """What every question has. ``type`` is its name in the bank; ``hint`` is empty in predictions and cases.

    ``answered_by`` names what settles it: a label of the course, or a figure's state as links write it.
    """

    id: str
    type: str
    outcome: str
    answered_by: str
    stem: str
    hint: str
    explanation: str
    sources: tuple[Source, ...]
    pool: str

    @property
    def scored(self):
        """Whether an answer can be right: true of all types but predict."""
        return self.type != "predict"


@dataclass(frozen=True)
class Choice(Item):
    """A question of type single, multiple, true-false or predict. In predict no option is correct."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Numeric(Item):
    """A question with a number for an answer. ``tolerance`` is absolute, in ``unit``; a pure number has no unit."""

    answer: float
    tolerance: float
    unit: str
    right: str
    wrong: str
    traps: tuple[Trap, ...]


@dataclass(frozen=True)
class PhraseTrap:
    """Wrong words people type, in all their forms, and what is amiss with them."""

    id: str
    forms: tuple[str, ...]
    feedback: str


@dataclass(frozen=True)
class Short(Item):
    """A question of type short: a word or two to type. Forms are compared as `vastus.quiz.check.plain` writes them."""

    accepted: tuple[str, ...]
    right: str
    wrong: str
    traps: tuple[PhraseTrap, ...]


@dataclass(frozen=True)
class MatchChoice:
    """What a pair may be matched to; several pairs may share it, or none take it."""

    id: str
    text: str


@dataclass(frozen=True)
class Pair:
    """One thing to match, the id of the choice it belongs to, and why."""

    id: str
    text: str
    choice: str
    feedback: str


@dataclass(frozen=True)
class Match(Item):
    """A question of type match: give each pair its choice."""

    choices: tuple[MatchChoice, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class OrderedStep:
    """One thing to put in its place, and why it stands there."""

    id: str
    text: str
    feedback: str


@dataclass(frozen=True)
class Order(Item):
    """A question of type order. ``steps`` stand in the right order."""

    steps: tuple[OrderedStep, ...]

    @property
    def shown(self):
        """The steps as a reader meets them: in another order, the same at every build."""
        mixed = sorted(self.steps, key=lambda step: hashlib.sha256(f"{self.id} {step.id}".encode()).digest())
        return tuple(mixed) if mixed != list(self.steps) else (*self.steps[1:], self.steps[0])


@dataclass(frozen=True)
class CaseStep:
    """A decision in a case: what is known by now, the question, its options, and what settles it."""

    id: str
    history: str
    question: str
    options: tuple[Option, ...]
    reasoning: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Case(Item):
    """A question of type case: a person whose story goes on after each choice. ``stem`` is its title."""

    steps: tuple[CaseStep, ...]


@dataclass(frozen=True)
class PartTrap:
    """A part of a drawing that readers take for the one asked for, and what sets the two apart."""

    part: str
    feedback: str


@dataclass(frozen=True)
class Label(Item):
    """A question of type label: find the part ``answer`` on ``drawing``. Parts are ids of `vastus.knee.anatomy`."""

    drawing: str
    answer: str
    right: str
    wrong: str
    traps: tuple[PartTrap, ...]


@dataclass(frozen=True)
class Bank:
    """The questions of one chapter, in the order of the file."""

    chapter: str
    outcomes: tuple[Outcome, ...]
    items: tuple[Item, ...]

    def pick(self, item_ids=None):
        """Items by id, in the order asked for.

        Parameters
        ----------
        item_ids : sequence of str, optional
            Without it: all items of the practice pool except predictions, which a chapter places in its text by id.

        Returns
        -------
        tuple of Item

        Raises
        ------
        BankError
            An id is unknown (the near ones are named), reserved or asked for twice, or there is nothing to show.
        """
        if item_ids is None:
            picked = tuple(item for item in self.items if item.scored and item.pool == "practice")
            if not picked:
                raise BankError([f"quiz {self.chapter}: found only predictions or reserved items, expected others"])
            return picked
        by_id = {item.id: item for item in self.items}
        wrong = [
            f"quiz {self.chapter}: found no item {item_id!r}, expected {near(item_id, by_id)}"
            for item_id in item_ids
            if item_id not in by_id
        ]
        wrong += [
            f"quiz {self.chapter}: item {item_id} is reserved for lecturers, expected one of the practice pool"
            for item_id in item_ids
            if item_id in by_id and by_id[item_id].pool == "reserved"
        ]
        wrong += [f"quiz {self.chapter}: item {item_id} is asked for twice" for item_id in twice(item_ids)]
        if not item_ids:
            wrong.append(f"quiz {self.chapter}: found an empty list of items, expected at least one id")
        if wrong:
            raise BankError(wrong)
        return tuple(by_id[item_id] for item_id in item_ids)


def chapters(folder=FOLDER):
    """Names of the chapters that have a bank, sorted."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def load(chapter, folder=FOLDER, references=None):
    """Read and check the bank of one chapter.

    Parameters
    ----------
    chapter : str
        The chapter's slug, which is the file's name.
    folder : path, optional
        Where the banks are.
    references : mapping of citekey to vastus.references.Reference, optional
        Without it: the course's own, of ``vastus.references.load``.

    Returns
    -------
    Bank

    Raises
    ------
    BankError
        With every problem of the file, each naming file, item and field.
    """
    if chapter not in chapters(folder):
        expected = ", ".join(chapters(folder)) or "any, but there is none"
        raise BankError([f"found no quiz {chapter!r} in {folder.name}, expected one of: {expected}"])
    if references is None:
        from vastus.references import load as load_references

        references = load_references()
    path = folder / f"{chapter}.yml"
    raw = _read(path)
    wrong = problems(raw, path, references)
    if wrong:
        raise BankError(wrong)
    return Bank(
        chapter=raw["chapter"],
        outcomes=tuple(Outcome(**outcome) for outcome in raw["outcomes"]),
        items=tuple(_item(item, references) for item in raw["items"]),
    )


def load_all(folder=FOLDER, references=None):
    """Every bank of the course by chapter, as the course publishes them.

    Also proves that no item id stands in two chapters, and that neither a bank nor all of them together have a weakness
    of those ``audit`` knows.
    ``load`` does not ask for that much, so that a bank can be tried while it is being written.

    Parameters, errors: as ``load``; the errors of all files come together.
    """
    banks, wrong, owner = {}, [], {}
    for chapter in chapters(folder):
        try:
            bank = load(chapter, folder, references)
        except BankError as error:
            wrong += error.problems
            continue
        banks[chapter] = bank
        wrong += [f"{chapter}.yml: {weakness}" for weakness in weaknesses(bank)]
        for item in bank.items:
            if item.id in owner:
                expected = "an id used once in the course"
                wrong.append(f"{chapter}.yml: item {item.id}, id: found also in {owner[item.id]}, expected {expected}")
            owner.setdefault(item.id, f"{chapter}.yml")
    wrong += [f"all chapters: {imbalance}" for imbalance in imbalances(banks.values())]
    if wrong:
        raise BankError(wrong)
    return banks


def find(banks, item_ids):
    """Items of several chapters by id, each with its chapter, in the order asked for.

    Parameters
    ----------
    banks : sequence of Bank
    item_ids : sequence of str

    Returns
    -------
    list of (str, Item)

    Raises
    ------
    BankError
        An id is unknown (the near ones are named), reserved or asked for twice, or there is nothing to show.
    """
    every = Bank("mixed", (), tuple(item for bank in banks for item in bank.items))
    chapters = {item.id: bank.chapter for bank in banks for item in bank.items}
    return [(chapters[item.id], item) for item in every.pick(item_ids)]


def joined(banks, folder, references=None):
    """Banks with a lecturer's own questions, all of which are reserved, whatever their file says.

    Parameters
    ----------
    banks : sequence of Bank
    folder : pathlib.Path
        Of banks like the course's. One of a chapter's name adds to that chapter; any other is a chapter of its own.
    references : as for `load`

    Returns
    -------
    list of Bank

    Raises
    ------
    BankError
        A bank is unsound, or there is none, or an item has the id of another.
    """
    if not chapters(folder):
        raise BankError([f"found no bank in {folder}, expected files like {FOLDER.name}/{banks[0].chapter}.yml"])
    whole = {bank.chapter: bank for bank in banks}
    taken = {item.id: bank.chapter for bank in banks for item in bank.items}
    for chapter in chapters(folder):
        own = load(chapter, folder, references)
        wrong = [
            f"{chapter}.yml: item {item.id}, id: found also in the chapter {taken[item.id]}, expected an id of its own"
            for item in own.items
            if item.id in taken
        ]
        if wrong:
            raise BankError(wrong)
        taken |= {item.id: chapter for item in own.items}
        known = whole.get(chapter, Bank(chapter, (), ()))
        outcomes = {outcome.id: outcome for outcome in (*own.outcomes, *known.outcomes)}
        items = (*known.items, *(replace(item, pool="reserved") for item in own.items))
        whole[chapter] = Bank(chapter, tuple(outcomes.values()), items)
    return list(whole.values())


# Reading


def _read(path):
    try:
        return strict_yaml.read(path)
    except strict_yaml.YamlError as error:
        raise BankError([str(error)]) from error


def _item(raw, references):
    def sources(citekeys):
        return tuple(Source(citekey, references[citekey].label, references[citekey].url) for citekey in citekeys)

    common = {key: raw[key] for key in ("id", "type", "outcome", "stem")}
    common |= {"hint": raw.get("hint", ""), "pool": raw.get("pool", "practice")}
    common |= {"answered_by": raw.get("answered_by", "")}
    common |= {"explanation": _with_signs(raw, "explanation"), "sources": sources(_cited(raw))}
    feedback = raw.get("feedback")
    match raw["type"]:
        case "true-false":
            said = {True: feedback["right"], False: feedback["wrong"]}
            return Choice(
                **common,
                options=tuple(
                    Option(name, name.capitalize(), said[value is raw["answer"]], value is raw["answer"])
                    for name, value in (("true", True), ("false", False))
                ),
            )
        case "numeric":
            return Numeric(
                **common,
                **feedback,
                answer=raw["answer"],
                tolerance=raw["tolerance"],
                unit=raw.get("unit", ""),
                traps=tuple(Trap(**trap) for trap in raw.get("traps", [])),
            )
        case "short":
            return Short(
                **common,
                **feedback,
                accepted=tuple(raw["accepted"]),
                traps=tuple(
                    PhraseTrap(trap["id"], tuple(trap["forms"]), trap["feedback"]) for trap in raw.get("traps", [])
                ),
            )
        case "match":
            return Match(
                **common,
                choices=tuple(MatchChoice(**choice) for choice in raw["choices"]),
                pairs=tuple(Pair(**pair) for pair in raw["pairs"]),
            )
        case "order":
            return Order(**common, steps=tuple(OrderedStep(**step) for step in raw["steps"]))
        case "label":
            return Label(
                **common,
                **feedback,
                drawing=raw["drawing"],
                answer=raw["answer"],
                traps=tuple(PartTrap(**trap) for trap in raw.get("traps", [])),
            )
        case "case":
            return Case(
                **common,
                steps=tuple(
                    CaseStep(
                        **{key: step[key] for key in ("id", "history", "question")},
                        options=_options(step),
                        reasoning=_with_signs(step, "reasoning"),
                        sources=sources(_cited(step)),
                    )
                    for step in raw["steps"]
                ),
            )
        case _:
            return Choice(**common, options=_options(raw))


def _with_signs(raw, field):
    """The text of a field, and after it the lines of the list of signs that it turns on, word for word."""
    said = [raw[field]]
    for sign in raw.get("signs", []):
        flags = red_flags.load()
        said.append(f"On the list of signs, under “{flags.group_of(sign).heading}”: “{flags.line(sign).says}”")
    return " ".join(said)


def _cited(raw):
    """The citekeys of an item or a step and of the signs it quotes, each once."""
    lines = [red_flags.load().line(sign) for sign in raw.get("signs", [])]
    return dict.fromkeys([*raw["citekeys"], *(key for line in lines for key in line.citekeys)])


def _options(raw):
    return tuple(Option(**{"correct": False, **option}) for option in raw["options"])
