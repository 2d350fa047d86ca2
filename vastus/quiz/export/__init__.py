"""The questions of a chapter in the formats of other systems, each format in a module of its own.

- ``plain`` turns items into the few questions every system knows, which most format modules only write down.
- A format module says its ``TITLE``, what becomes of each type it carries (``CARRIED``), and has ``write``.
- What a format does not carry is told, item by item with the reason: nothing is dropped in silence.
- Lecturers' formats carry both pools, apart from each other. Students' formats carry practice items, whatever is asked.
- The same bank gives the same bytes: ids are the bank's, and nothing holds a time or a random number.
- Every file says of which version of the course it is and how to cite it (``plain.CREDIT``), where its format has a
  place for that.
"""

from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from vastus.quiz.bank import Item
from vastus.quiz.export import anki, brightspace, gift, moodle_xml, qti12, qti21, scorm12

POOLS = ("practice", "reserved")
_WHY_NOT = MappingProxyType(
    {
        "predict": "a prediction has no right answer and belongs to its place in the chapter",
        "label": "the format holds no pictures",
    }
)


@dataclass(frozen=True)
class Format:
    """A format: its name on the command line, its module, and whether its files are for students to have."""

    name: str
    module: ModuleType
    for_students: bool


FORMATS = MappingProxyType(
    {
        name: Format(name, module, for_students)
        for name, module, for_students in (
            ("moodle", moodle_xml, False),
            ("qti", qti12, False),
            ("qti21", qti21, False),
            ("brightspace", brightspace, False),
            ("gift", gift, False),
            ("scorm", scorm12, True),
            ("anki", anki, True),
        )
    }
)


@dataclass(frozen=True)
class LeftOut:
    """An item that a format does not carry, and why."""

    format: str
    chapter: str
    item: str
    type: str
    reason: str

    def __str__(self):
        return f"{self.format}: {self.chapter}: {self.item} ({self.type}): {self.reason}"


@dataclass(frozen=True)
class Exported:
    """What one chapter became in one format: files by name, the items they hold, what was left out."""

    files: dict[str, bytes]
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]


def named(name):
    """The `Format` of a name; a wrong name raises ``ValueError`` with all there are."""
    if name not in FORMATS:
        raise ValueError(f"found no format {name!r}, expected one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def export(bank, form, pools=POOLS):
    """Write one chapter's questions in one format.

    Parameters
    ----------
    bank : vastus.quiz.bank.Bank
    form : Format
    pools : collection of str
        Which pools a lecturer's format takes; a student's takes practice items of those, never reserved ones.

    Returns
    -------
    Exported
        Without any file if there is nothing to write.
    """
    reasons = {item: why_not(item, form, pools) for item in bank.items}
    items = tuple(item for item, reason in reasons.items() if not reason)
    left_out = tuple(
        LeftOut(form.name, bank.chapter, item.id, item.type, reason) for item, reason in reasons.items() if reason
    )
    return Exported(form.module.write(bank, items) if items else {}, items, left_out)


def types_left_out(form):
    """Types of item that a format does not carry, with the reason."""
    return {kind: reason for kind, reason in _WHY_NOT.items() if kind not in form.module.CARRIED}


def why_not(item, form, pools=POOLS):
    """Why a format does not carry an item; empty if it does."""
    if item.type in types_left_out(form):
        return _WHY_NOT[item.type]
    if item.pool == "reserved" and form.for_students:
        return "reserved for lecturers; this format is for students"
    if item.pool not in pools:
        return f"in the pool {item.pool}, which was not asked for"
    return ""
