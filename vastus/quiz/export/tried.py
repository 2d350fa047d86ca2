"""With which system and version each format was tried, what came of it, and when: one table, ``tried.csv``.

- The page for lecturers shows it, and ``make lms`` tries again what can be tried on any machine and prints it.
- An empty cell means: not noted. ``edition`` is the course's version, or ``earlier`` for questions before this one's.
- ``package`` is what the registries call the other program, pinned in ``tests/`` or ``lms/``; ``again`` the tests that
  try it, from the course's folder. A trial without them needs a system that no registry has.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vastus import words
from vastus.quiz.export import FORMATS, cartridge

FILE = Path(__file__).with_name("tried.csv")
TITLES = {name: form.module.TITLE for name, form in FORMATS.items()} | {
    "cartridge": cartridge.TITLE,
    "notebooks": "Notebooks",
}


@dataclass(frozen=True)
class Trial:
    """A row of the table, as text."""

    format: str
    system: str
    version: str
    package: str
    outcome: str
    edition: str
    on: str
    again: str

    @property
    def named(self):
        """The system with its version."""
        return f"{self.system} {self.version}" if self.version else f"{self.system}, version not noted"

    @property
    def when(self):
        """The day and the edition, in words, as a sentence of its own begins."""
        day = words.day(date.fromisoformat(self.on)) if self.on else "Day not noted"
        if self.edition == "earlier":
            return f"{day}, with the questions of an earlier edition"
        return f"{day}, version {self.edition}" if self.edition else day


def trials():
    """Every trial, formats in the order of `TITLES`."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Trial(**row) for row in csv.DictReader(lines)]
    order = list(TITLES)
    return sorted(rows, key=lambda trial: order.index(trial.format))


def write(rows):
    """Write the table anew, in the order given."""
    with FILE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(Trial.__dataclass_fields__), lineterminator="\n")
        writer.writeheader()
        writer.writerows(vars(row) for row in rows)
