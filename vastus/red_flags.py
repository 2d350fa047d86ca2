"""Signs that must not wait for a course: one list, the same words wherever it stands.

- The table ``red_flags`` has the facts, a source each. ``data/red_flags.yml`` has the lines a lay reader sees, sorted
  by urgency, each with the facts it rests on; its sources are theirs.
- ``load`` checks the two against each other: no fact may be lost, and no line may be less urgent than its facts.
- `vastus.book.red_flags` puts the list on a page, ``show`` in a notebook, `vastus.handout` on paper; a question names
  the lines it turns on, and `vastus.quiz` quotes them.
"""

import difflib
from dataclasses import dataclass
from functools import lru_cache

from vastus import data, references, strict_yaml
from vastus.places import place

FILE = place("signs")
URGENCIES = ("emergency", "today", "days", "review")  # the quickest first, as in the table's description


class RedFlagsError(ValueError):
    """``red_flags.yml`` does not fit its table, or has no line of that name."""


@dataclass(frozen=True)
class Line:
    """One sign.

    Attributes
    ----------
    id : str
        Permanent; pages link to it as ``#sign-<id>``.
    sign : str
        The sign in a few words, to find the line by.
    says : str
        The whole sign in lay words, with what to do beyond the group's action.
    because : str
        What may be behind it.
    facts : tuple of str
        Ids of the table ``red_flags``.
    citekeys : tuple of str
        Sources of the facts, each once, in their order.
    """

    id: str
    sign: str
    says: str
    because: str
    facts: tuple[str, ...]
    citekeys: tuple[str, ...]

    @property
    def anchor(self):
        return f"sign-{self.id}"

    @property
    def markdown(self):
        """The line as an item of a list, with its citations as an author of the book writes them."""
        return f"- **{self.sign}.** {self.says} *{self.because}* {{cite:p}}`{','.join(self.citekeys)}`"


@dataclass(frozen=True)
class Group:
    """The lines of one urgency; ``do`` says what to do."""

    urgency: str
    heading: str
    do: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RedFlags:
    """The list: what to say before it, its groups from the quickest on, when to stop, and how it was made."""

    before: str
    groups: tuple[Group, ...]
    stop: str
    about: str

    @property
    def lines(self):
        """All lines, in their order."""
        return tuple(line for group in self.groups for line in group.lines)

    def group_of(self, line_id):
        """Return the `Group` in which a line stands; an unknown name raises `RedFlagsError` with those near it."""
        for group in self.groups:
            if line_id in [line.id for line in group.lines]:
                return group
        near = difflib.get_close_matches(line_id, [line.id for line in self.lines])
        raise RedFlagsError(f"{FILE.name}: found no line {line_id!r}; near it: {', '.join(near) or 'none'}")

    def line(self, line_id):
        """Return the `Line` of that name; an unknown one raises as in ``group_of``."""
        return next(line for line in self.group_of(line_id).lines if line.id == line_id)


@lru_cache
def load(path=FILE):
    """Read the list and check it against the table of facts.

    Parameters
    ----------
    path : pathlib.Path
        A YAML file as ``data/red_flags.yml``.

    Returns
    -------
    RedFlags

    Raises
    ------
    RedFlagsError
        If a fact is lost or unknown, an id stands twice, or a line is in another group than its most urgent fact asks
        for; the message lists all findings.
    """
    read = strict_yaml.read(path)
    table = data.table("red_flags").set_index("id")
    findings = [f"{path.name}: {finding}" for finding in _findings(read, table)]
    if findings:
        raise RedFlagsError("\n".join(findings))
    groups = tuple(
        Group(
            group["urgency"],
            group["heading"],
            group["do"],
            tuple(
                Line(
                    **{field: line[field] for field in ("id", "sign", "says", "because")},
                    facts=tuple(line["facts"]),
                    citekeys=tuple(dict.fromkeys(table.loc[line["facts"], "citekey"])),
                )
                for line in group["lines"]
            ),
        )
        for group in read["groups"]
    )
    return RedFlags(read["before"], groups, read["stop"], read["about"])


def _findings(read, table):
    urgencies = [group["urgency"] for group in read["groups"]]
    if urgencies != list(URGENCIES):
        yield f"groups: found {', '.join(urgencies)}, expected {', '.join(URGENCIES)}"
    lines = [(group["urgency"], line) for group in read["groups"] for line in group["lines"]]
    ids = [line["id"] for _, line in lines]
    for line_id in dict.fromkeys(ids):
        if ids.count(line_id) > 1:
            yield f"line {line_id}: found {ids.count(line_id)} times, expected once"
    used = {fact for _, line in lines for fact in line["facts"]}
    for fact in table.index:
        if fact not in used:
            yield f"fact {fact} of the table: found in no line, expected in one or more"
    for urgency, line in lines:
        unknown = [fact for fact in line["facts"] if fact not in table.index]
        for fact in unknown:
            yield f"line {line['id']}: found the fact {fact!r}, expected an id of the table"
        if not unknown:
            asked = [one for one in URGENCIES if one in set(table.loc[line["facts"], "urgency"])]
            if asked[:1] != [urgency]:
                yield f"line {line['id']}: found under {urgency!r}, expected under {asked[0] if asked else 'none'!r}"


def markdown():
    """Write the list in Markdown, as a notebook shows it; citations are names with links."""
    flags = load()
    parts = [flags.before]
    for group in flags.groups:
        parts.append(f"**{group.heading}.** {group.do}")
        parts.append("\n".join(line.markdown for line in group.lines))
    return references.plainly_cited("\n\n".join([*parts, f"**At any time.** {flags.stop}", flags.about]))
