"""The argument of the thread as data: questions, positions, and which position supports or attacks which.

- ``data/argument.yml`` holds it; a position stands for claims of the table ``seed-claims`` and names them.
- ``load`` checks every name against what it refers to, so that a page never draws a link to nowhere. All findings are
  raised at once, each with its place in the file.
- Links are numbered in the order of the file, which is the order of the questions they lead to.
"""

import difflib
from dataclasses import dataclass
from functools import lru_cache

from vastus import data, references, strict_yaml
from vastus.places import place

FILE = place("argument")
GROUNDS = ("fact", "value")
RELATIONS = ("supports", "attacks")


class ArgumentError(ValueError):
    """``argument.yml`` names something that is not there, or lacks something."""


@dataclass(frozen=True)
class Question:
    """A question on which the thread divides; ``ground`` says whether the dispute is of fact or of value."""

    id: str
    text: str
    ground: str
    left: str
    right: str

    @property
    def sides(self):
        """Identifiers of the two positions, left and right."""
        return self.left, self.right


@dataclass(frozen=True)
class Position:
    """What somebody holds, in our words, with the claims it stands for."""

    id: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """One position supporting or attacking another.

    Attributes
    ----------
    source, target : str
        Identifiers of positions.
    relation : str
        One of `RELATIONS`.
    ground : str
        What is in dispute, one of `GROUNDS`.
    made_by : str
        Who draws the link in the thread.
    reason : str
        The sentence for which it is drawn.
    test : str
        What the evidence leaves of it, in a sentence.
    citekeys : tuple of str
        Sources of the test.
    """

    source: str
    target: str
    relation: str
    ground: str
    made_by: str
    reason: str
    test: str
    citekeys: tuple[str, ...]


@dataclass(frozen=True)
class Argument:
    """Questions and links in their order, positions by identifier."""

    questions: tuple[Question, ...]
    positions: dict[str, Position]
    links: tuple[Link, ...]

    def links_to(self, question):
        """Return the links that lead to a question, as (number, `Link`)."""
        return [(number, link) for number, link in enumerate(self.links, 1) if link.target in question.sides]


@lru_cache
def load(path=FILE):
    """Read and check the argument.

    Parameters
    ----------
    path : pathlib.Path
        A YAML file with ``questions``, ``positions`` and ``links``.

    Returns
    -------
    Argument

    Raises
    ------
    ArgumentError
        If a field is missing or unknown, or a name refers to nothing; the message lists all findings.
    """
    try:
        content = strict_yaml.read(path)
    except strict_yaml.YamlError as error:
        raise ArgumentError(str(error)) from error
    findings = []
    read = {
        kind: [
            _record(Kind, entry, f"{path.name}, {kind} {place}", findings)
            for place, entry in enumerate(content[kind], 1)
        ]
        for kind, Kind in (("questions", Question), ("positions", Position), ("links", Link))
    }
    if not findings:
        argument = Argument(
            tuple(read["questions"]), {position.id: position for position in read["positions"]}, tuple(read["links"])
        )
        findings = [f"{path.name}, {finding}" for finding in _findings(argument)]
    if findings:
        raise ArgumentError("\n".join(findings))
    return argument


def _record(Kind, entry, where, findings):
    fields = set(Kind.__dataclass_fields__)
    for field in sorted(fields ^ set(entry)):
        findings.append(f"{where}: {field}: " + ("not found, expected a value" if field in fields else "unknown field"))
    if fields == set(entry):
        return Kind(**{field: tuple(value) if isinstance(value, list) else value for field, value in entry.items()})


def _findings(argument):
    claims = set(data.table("seed-claims")["id"])
    placed = [side for question in argument.questions for side in question.sides]
    for question in argument.questions:
        yield from _unknown(f"question {question.id}", question.sides, argument.positions)
        yield from _unknown(f"question {question.id}", [question.ground], GROUNDS)
    for position in argument.positions.values():
        yield from _unknown(f"position {position.id}", position.claims, claims)
        if placed.count(position.id) != 1:
            yield f"position {position.id}: found on {placed.count(position.id)} sides of questions, expected one"
    for number, link in enumerate(argument.links, 1):
        where = f"link {number}"
        yield from _unknown(where, (link.source, link.target), argument.positions)
        yield from _unknown(where, [link.relation], RELATIONS)
        yield from _unknown(where, [link.ground], GROUNDS)
        yield from _unknown(where, link.citekeys, references.load())
    targets = [placed.index(link.target) // 2 for link in argument.links if link.target in placed]
    if targets != sorted(targets):
        yield "links: found out of order, expected the order of the questions they lead to"


def _unknown(where, names, known):
    for name in names:
        if name not in known:
            near = ", ".join(difflib.get_close_matches(name, known)) or "none"
            yield f"{where}: found {name!r}, expected a name that is there; near it: {near}"
