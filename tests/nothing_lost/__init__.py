"""What the chapters said before they became lessons: every sentence with a source or a number.

- One file a chapter, ``reading-emg.yml``: each sentence as it stood, with the citekeys and the numbers it carried.
- ``dropped.yml`` names the sentences left out on purpose, each with its reason.
- `lost` finds the sentences that no passage of the chapter's pages carries any more: a passage is a paragraph with
  its two neighbours, and carries a sentence if all its citekeys and all its numbers stand there. The words may change.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
import yaml

FOLDER = Path(__file__).parent
CHAPTERS = FOLDER.parents[1] / "chapters"
DROPPED = FOLDER / "dropped.yml"
CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
NUMBER = re.compile(r"(?<![\w.])[+\-−]?\d+(?:\.\d+)?")
# what holds digits and says nothing: addresses of links, labels, options and names of directives, places in a list
UNSAID = re.compile(r"\]\([^)]*\)|^\d+\. |^\([\w-]+\)=$|^\s*:[\w-]+:.*$|^\s*[`:]{3,}.*$|<[^>]*>", re.MULTILINE)
NEIGHBOURS = 1


@dataclass(frozen=True)
class Carried:
    """What a piece of text carries: citekeys and numbers, each a frozenset of str."""

    citekeys: frozenset
    numbers: frozenset

    def within(self, other):
        return self.citekeys <= other.citekeys and self.numbers <= other.numbers


def carried(text):
    """The citekeys and numbers in a piece of Markdown; a sign counts only where it is a minus."""
    citekeys = frozenset(key.strip() for keys in CITED.findall(text) for key in keys.split(","))
    said = UNSAID.sub(" ", CITED.sub(" ", text))
    numbers = frozenset(number.lstrip("+").replace("-", "−") for number in NUMBER.findall(said))
    return Carried(citekeys, numbers)


def pages(chapter):
    """The sources of a chapter's page and of its lessons."""
    return [CHAPTERS / f"{chapter}.ipynb", *sorted((CHAPTERS / chapter).glob("*.ipynb"))]


def paragraphs(page):
    """The paragraphs of a notebook's Markdown, in order."""
    cells = nbformat.read(page, as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return [part for text in texts for part in re.split(r"\n\s*\n", text) if part.strip()]


def sentences(page):
    """The sentences of a notebook that carry a citekey or a number; the sources hold one to a line."""
    lines = [line.strip() for part in paragraphs(page) for line in part.splitlines()]
    return [line for line in lines if carried(line) != Carried(frozenset(), frozenset())]


def lost(chapter):
    """The sentences of the chapter before it became lessons that none of its pages carries and nobody dropped.

    Parameters
    ----------
    chapter : str
        The chapter's slug.

    Returns
    -------
    list of str
    """
    passages = []
    for page in pages(chapter):
        parts = [carried(part) for part in paragraphs(page)]
        for place in range(len(parts)):
            near = parts[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]
            citekeys = frozenset().union(*(part.citekeys for part in near))
            numbers = frozenset().union(*(part.numbers for part in near))
            passages.append(Carried(citekeys, numbers))
    said = yaml.safe_load((FOLDER / f"{chapter}.yml").read_text(encoding="utf-8"))
    dropped = yaml.safe_load(DROPPED.read_text(encoding="utf-8")) or {}
    kept_out = {entry["sentence"] for entry in dropped.get(chapter, [])}
    return [
        sentence
        for sentence in said
        if sentence not in kept_out and not any(carried(sentence).within(passage) for passage in passages)
    ]
