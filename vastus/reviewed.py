"""Which questions were read against what settles them, and which must be read again because that has changed since.

- ``chapters/quizzes/reviewed.txt`` has a line a question: its id, and a fingerprint of the words that settle it.
- The words are those of `vastus.settled.text`; how a source breaks its lines does not count.
- ``vastus check`` names every question whose words are others by now. Who has read both, and mended what was to mend,
  writes the file anew: ``vastus check --reviewed``, for all questions or for those named.
"""

import hashlib

from . import settled
from .places import place
from .quiz.check import near


def problems(banks):
    """List the questions that were never read against what settles them, or not since it changed.

    Parameters
    ----------
    banks : iterable of vastus.quiz.bank.Bank

    Returns
    -------
    list of str
        Each names the way out; empty if all is well.
    """
    noted, found = _noted(), []
    for bank in banks:
        for item in bank.items:
            if noted.get(item.id) != fingerprint(item.answered_by):
                news = "has changed since it was read with" if item.id in noted else "was never read with"
                found.append(
                    f"{bank.chapter}.yml: item {item.id}, answered_by: what settles it ({item.answered_by}) {news} the "
                    f"question; read both, mend, then: vastus check --reviewed {item.id}"
                )
    return found


def write(banks, item_ids=()):
    """Note that questions agree with what settles them now.

    Parameters
    ----------
    banks : iterable of vastus.quiz.bank.Bank
    item_ids : sequence of str
        Without any: all.

    Raises
    ------
    ValueError
        For an id that no bank has; the near ones are named.
    """
    now = {item.id: item.answered_by for bank in banks for item in bank.items}
    for item_id in item_ids:
        if item_id not in now:
            raise ValueError(f"found no item {item_id!r}, expected {near(item_id, now)}")
    noted = {item_id: was for item_id, was in _noted().items() if item_id in now}
    noted |= {item_id: fingerprint(now[item_id]) for item_id in item_ids or now}
    lines = [f"{item_id} {noted[item_id]}\n" for item_id in now if item_id in noted]
    place("reviewed").write_text("".join(lines), encoding="utf-8")


def fingerprint(answered_by):
    """A digest of the words that settle a question."""
    words = " ".join(settled.text(answered_by).split())
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _noted():
    path = place("reviewed")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split() for line in lines)
