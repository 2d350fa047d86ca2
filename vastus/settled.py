"""What settles each question: the part of the course, or the figure's state, that its ``answered_by`` names.

- A part begins at a label, ``(emg-phantom)=`` on a line of its own, in a page's or a notebook's Markdown.
- A state is written and read as in links of the text: ``phantom_delay?vm_snr_db=10&rise=100``.
- ``vastus check`` holds that both are there. The banks cannot: they know no figures, and no pages.
"""

import json
import re

from . import explorers
from .explorer import ExplorerError, address
from .places import place
from .quiz.check import near

LABEL = re.compile(r"^\(([^()\s]+)\)=$", re.MULTILINE)


def problems(banks):
    """List the questions whose ``answered_by`` leads nowhere, each with its place.

    Parameters
    ----------
    banks : iterable of vastus.quiz.bank.Bank

    Returns
    -------
    list of str
        Empty if all is well.
    """
    known = labels()
    return [
        f"{bank.chapter}.yml: item {item.id}, answered_by: {wrong}"
        for bank in banks
        for item in bank.items
        if item.answered_by and (wrong := _wrong(item.answered_by, known))
    ]


def labels():
    """Every label of the course's pages, with the path of the page it stands on, relative to the course's folder."""
    return {
        label: path.relative_to(place("course")).as_posix() for path, text in _pages() for label in LABEL.findall(text)
    }


def _wrong(answered_by, known):
    name, is_state, asked = answered_by.partition("?")
    if not is_state:
        return "" if name in known else f"found {name!r}, expected a label of the course: {near(name, known)}"
    if name not in explorers.names():
        return f"found figure {name!r}, expected {near(name, explorers.names())}"
    try:
        address.read(explorers.load(name), asked)
    except ExplorerError as error:
        return str(error)
    return ""


def _pages():
    """Path and Markdown of every page, a notebook's cells one below the other."""
    for path in sorted(place("chapters").rglob("*")):
        if path.suffix == ".md":
            yield path, path.read_text(encoding="utf-8")
        elif path.suffix == ".ipynb":
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            yield path, "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
