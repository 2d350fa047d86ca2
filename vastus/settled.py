"""What settles each question: the part of the course, or the figure's state, that its ``answered_by`` names.

- A part begins at a label, ``(emg-phantom)=`` on a line of its own in the Markdown of a page, and ends at the next.
- A state is written and read as in links of the text: ``phantom_delay?vm_snr_db=10&rise=100``.
- ``vastus check`` holds that both are there. The banks cannot: they know no figures, and no pages.
"""

import functools
import json
import re
from dataclasses import dataclass
from html import escape

from . import states
from .places import place
from .quiz.check import near

LABEL = re.compile(r"\(([^()\s]+)\)=")
HEADING = re.compile(r"#+ +(?P<title>.+)")
DROPDOWN = re.compile(r":{3,}\{dropdown\} +(?P<title>.+)")
BOLD = re.compile(r"\*\*(?P<title>[^*]+?)\.?\*\*")
ROLE = re.compile(r"\{[\w:]+\}`([^`<]*[^`<\s])[^`]*`")


@dataclass(frozen=True)
class Part:
    """A stretch of a page from its label to the next: Sphinx's name of the page, a title for it, its Markdown."""

    page: str
    title: str
    text: str


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
    known = parts()
    return [
        f"{bank.chapter}.yml: item {item.id}, answered_by: {wrong}"
        for bank in banks
        for item in bank.items
        if item.answered_by and (wrong := _wrong(item.answered_by, known))
    ]


def title(answered_by):
    """The title of the part or of the figure that settles a question."""
    name, is_state, asked = answered_by.partition("?")
    return states.resolved(name, asked)[2] if is_state else parts()[name].title


def text(answered_by):
    """What settles a question, in words: the Markdown of the part, or what the figure's state says of itself."""
    name, is_state, asked = answered_by.partition("?")
    return states.said(name, asked) if is_state else parts()[name].text


def link(answered_by, site="", page_of=lambda name: None):
    """HTML that names what settles a question, for hosts outside the book.

    Parameters
    ----------
    answered_by : str
    site : str
        Where the course is published; without it there are words alone.
    page_of : callable
        Gives Sphinx's name of the page that shows a figure, or None.

    Returns
    -------
    str
    """
    name, is_state, asked = answered_by.partition("?")
    if is_state:
        _, query, words = states.resolved(name, asked)
        page, query = page_of(name), f"?{query}"
    else:
        words, page, query = title(name), parts()[name].page, ""
    if not (site and page):
        return f"{'the figure' if is_state else 'the text'} “{escape(words)}”"
    href = escape(f"{site.rstrip('/')}/{page}.html{query}#{name}")
    # A new tab: what the reader is at, such as a notebook with unsaved work, stays.
    return f'<a href="{href}" target="_blank" rel="noopener">{escape(words)}</a>'


@functools.cache
def parts():
    """Every labelled part of the course's pages, by its label.

    Returns
    -------
    dict of str to Part
        Its title is that of the heading, the bold line or the dropdown that it stands on, or else stands in.
    """
    return {label: part for path in sorted(place("chapters").rglob("*")) for label, part in _parts_of(path).items()}


def _wrong(answered_by, known):
    name, is_state, asked = answered_by.partition("?")
    if not is_state:
        return "" if name in known else f"found {name!r}, expected a label of the course: {near(name, known)}"
    wrong, _, _ = states.resolved(name, asked)
    return wrong


def _parts_of(path):
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
    elif path.suffix == ".ipynb":
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    else:
        return {}
    page = path.relative_to(place("course")).with_suffix("").as_posix()
    titles, lines, waiting, current = {}, {}, [], []
    heading, opened, is_code = "", [], False  # the last heading; titles of the colon fences around the line
    for line in text.splitlines():
        if found := LABEL.fullmatch(line):
            waiting.append(found[1])
            continue
        is_code ^= line.startswith("```")
        bold, dropdown = BOLD.fullmatch(line), DROPDOWN.fullmatch(line)
        if is_code:
            pass
        elif found := HEADING.fullmatch(line):
            heading = found["title"]
        elif re.match(r":{3,}\{", line):
            opened.append(dropdown["title"] if dropdown else "")
        elif re.fullmatch(r":{3,}", line) and opened:
            opened.pop()
        if line.strip() and waiting:
            around = next((title for title in reversed(opened) if title), heading)
            titles |= dict.fromkeys(waiting, bold["title"] if bold else around)
            current, waiting = waiting, []
        for label in current if not waiting else ():
            lines.setdefault(label, []).append(line)
    return {label: Part(page, _plain(title), "\n".join(lines[label]).strip()) for label, title in titles.items()}


def _plain(title):
    """A title without its markup."""
    return re.sub(r"[*`]", "", ROLE.sub(r"\1", title))
