"""The question bank of a chapter: read, checked, and held as plain frozen objects.

- A bank is ``chapters/quizzes/<chapter>.yml``. ``schema.json`` and ``check`` say what makes it sound.
- Nothing here knows a format. ``html`` writes forms; an export to another format is another module beside it.
- A new type of question needs a shape in ``schema.json``, a check in ``check``, a class here, a writer in each format.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from vastus.quiz.check import near, problems, twice

FOLDER = Path(__file__).resolve().parents[2] / "chapters" / "quizzes"


class BankError(ValueError):
    """What is wrong with a bank, or with a name asked of it; ``problems`` holds one sentence each."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Outcome:
    """What a learner can do after the chapter; items point at it by id."""

    id: str
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
    """What every question has. ``type`` is its name in the bank."""

    id: str
    type: str
    outcome: str
    stem: str
    explanation: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Choice(Item):
    """A question of type single, multiple or predict. In predict no option is correct: it is not scored."""

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
            Without it: all items except predictions, which a chapter places in its text by id.

        Returns
        -------
        tuple of Item

        Raises
        ------
        BankError
            An id is unknown (the near ones are named) or asked for twice, or there is nothing to show.
        """
        if item_ids is None:
            picked = tuple(item for item in self.items if item.type != "predict")
            if not picked:
                raise BankError([f"quiz {self.chapter}: found only predictions, expected their ids"])
            return picked
        by_id = {item.id: item for item in self.items}
        wrong = [
            f"quiz {self.chapter}: found no item {item_id!r}, expected {near(item_id, by_id)}"
            for item_id in item_ids
            if item_id not in by_id
        ]
        wrong += [f"quiz {self.chapter}: item {item_id} is asked for twice" for item_id in twice(item_ids)]
        if not item_ids:
            wrong.append(f"quiz {self.chapter}: found an empty list of items, expected at least one id")
        if wrong:
            raise BankError(wrong)
        return tuple(by_id[item_id] for item_id in item_ids)


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
    folder = Path(folder)
    chapters = sorted(path.stem for path in folder.glob("*.yml"))
    if chapter not in chapters:
        raise BankError([f"found no quiz {chapter!r} in {folder.name}, expected {near(chapter, chapters)}"])
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
    """Every bank of the course by chapter; also proves that no item id stands in two chapters.

    Parameters, errors: as ``load``; the errors of all files come together.
    """
    banks, wrong, owner = {}, [], {}
    for path in sorted(Path(folder).glob("*.yml")):
        try:
            bank = load(path.stem, folder, references)
        except BankError as error:
            wrong += error.problems
            continue
        banks[bank.chapter] = bank
        for item in bank.items:
            if item.id in owner:
                expected = "an id used once in the course"
                wrong.append(f"{path.name}: item {item.id}, id: found also in {owner[item.id]}, expected {expected}")
            owner.setdefault(item.id, path.name)
    if wrong:
        raise BankError(wrong)
    return banks


# Reading


class _Loader(yaml.SafeLoader):
    """YAML that refuses a key written twice: plain YAML would keep the last and lose a question's text."""

    def construct_mapping(self, node, deep=False):
        for name in twice(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            raise yaml.MarkedYAMLError(problem=f"found the key {name!r} twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def _read(path):
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BankError(
            [f"{path.name}, line {mark.line + 1}, column {mark.column + 1}: {error.problem}, expected YAML"]
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BankError([f"{path.name}: {error}, expected YAML in UTF-8"]) from error


def _item(raw, references):
    common = {key: raw[key] for key in ("id", "type", "outcome", "stem", "explanation")}
    common["sources"] = tuple(
        Source(citekey, references[citekey].label, references[citekey].url) for citekey in raw["citekeys"]
    )
    if raw["type"] == "numeric":
        return Numeric(
            **common,
            answer=raw["answer"],
            tolerance=raw["tolerance"],
            unit=raw.get("unit", ""),
            right=raw["feedback"]["right"],
            wrong=raw["feedback"]["wrong"],
            traps=tuple(Trap(**trap) for trap in raw.get("traps", [])),
        )
    if raw["type"] == "label":
        return Label(
            **common,
            drawing=raw["drawing"],
            answer=raw["answer"],
            right=raw["feedback"]["right"],
            wrong=raw["feedback"]["wrong"],
            traps=tuple(PartTrap(**trap) for trap in raw.get("traps", [])),
        )
    return Choice(**common, options=tuple(Option(**{"correct": False, **option}) for option in raw["options"]))
