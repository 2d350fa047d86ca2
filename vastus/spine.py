"""What stands open on a page, and what is folded, read from its source: words, numbers, sentences, reading grade.

- A page is taken apart line by line: fences of directives say what a line belongs to. Text within a ``dropdown`` is
  folded; all other prose is the spine. Code, figures with their captions, and what a cell shows count as neither.
- A source has one sentence a line, and a line may still hold several. A line that is bold from end to end and has no
  full stop is a heading of its own kind.
"""

import functools
import itertools
import json
import re
from dataclasses import dataclass

FENCE = re.compile(r"^\s*(?P<marks>`{3,}|:{3,})\s*(?P<rest>.*)$")
DIRECTIVE = re.compile(r"^\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)$")
BOLD = re.compile(r"^\s*\*\*[^*]+[^*.!?]\*\*:?\s*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TABLES = {"list-table", "csv-table", "table"}
SILENT = {
    *("still", "lessons", "movement", "red-flags", "progress", "assignments", "carried", "tried", "hub_link", "peers"),
    *("figure", "image", "math"),
}
TITLED = {"dropdown", "admonition", "note", "tip", "warning"}
TARGET = re.compile(r"^\s*\([\w-]+\)=\s*$")
OPTION = re.compile(r"^\s*:[\w-]+:")
HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.*)$")
ITEM = re.compile(r"^\s*(?:(?:[-*+]|\d+\.)\s+)+")
INLINE = (
    (re.compile(r"\s*\{cite:\w+\}`[^`]*`"), ""),
    (re.compile(r"\{[\w:-]+\}`([^`<]*?)\s*(?:<[^`]*>)?`"), r"\1"),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\$\$?[^$]+\$\$?"), "x"),
    (re.compile(r"</?[A-Za-z][^>]*>"), ""),
    (re.compile(r"[*_`]+"), ""),
)
WORD = re.compile(r"[^\W_]+(?:['’.,\-‐‑–][^\W_]+)*")
NUMBER = re.compile(r"(?<![\w.,])[-−–]?\d+(?:[.,\u202f]\d+)*")
SENTENCE_END = re.compile(r"""(?:(?<=[.!?])|(?<=[.!?][”"')]))\s+(?=["“‘(]?[A-Z\d])""")


@dataclass(frozen=True)
class Line:
    """A line of prose.

    Attributes
    ----------
    text : str
        Without its marks.
    kind : {"heading", "sentence", "item", "table"}
    dropdown : str or None
        Title of the one it is folded in.
    within : tuple of str
        The directives around it.
    under : tuple of str
        The headings of the page it stands under, from the title down.
    cell : int
        Number of the notebook's cell, from 0; Markdown files are one cell.
    """

    text: str
    kind: str
    dropdown: str | None
    within: tuple[str, ...]
    under: tuple[str, ...]
    cell: int


@functools.cache
def lines(path):
    """The prose of a page, line by line, in order.

    Parameters
    ----------
    path : pathlib.Path
        A notebook or a Markdown file.

    Returns
    -------
    tuple of Line
    """
    found, under = [], ()
    for number, markdown in enumerate(cells(path)):
        for line in _lines(COMMENT.sub("", markdown), under, number):
            found.append(line)
            under = line.under
    return tuple(found)


def cells(path):
    """The Markdown of a page, a notebook's cell by cell; a cell of code gives an empty text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return [text.split("---\n", 2)[2] if text.startswith("---\n") else text]
    cells = json.loads(text)["cells"]
    return ["".join(cell["source"]) if cell["cell_type"] == "markdown" else "" for cell in cells]


def _lines(markdown, under, cell):
    fences = []  # of those open: marks, name of the directive or None for code, title
    for line in markdown.split("\n"):
        if fence := FENCE.match(line):
            if _closes(fence, fences):
                fences.pop()
            elif not _is_code(fences):
                directive = DIRECTIVE.match(fence["rest"].strip())
                name, title = (directive["name"], plain(directive["argument"])) if directive else (None, "")
                fences.append((fence["marks"], name, title))
                if name in TITLED and title:
                    yield Line(title, "heading", _dropdown(fences), _names(fences), under, cell)
            continue
        if _is_code(fences) or TARGET.match(line) or OPTION.match(line) or not line.strip():
            continue
        if heading := HEADING.match(line):
            under = (*under[: len(heading["level"]) - 1], plain(heading["text"]))
        kind = _kind(line, fences)
        text = plain(heading["text"] if heading else ITEM.sub("", line.lstrip("> ")))
        if kind == "table":
            text = re.sub(r"[|:]|-{3,}", " ", text).strip()
        if text:
            yield Line(text, kind, _dropdown(fences), _names(fences), under, cell)


def _closes(fence, fences):
    """Whether a fence closes the innermost that is open: as long or longer, of the same marks, with no words."""
    return bool(fences) and not fence["rest"].strip() and fence["marks"].startswith(fences[-1][0])


def _kind(line, fences):
    if HEADING.match(line) or BOLD.match(line):
        return "heading"
    if line.lstrip().startswith("|") or TABLES & {*_names(fences)}:
        return "table"
    return "item" if ITEM.match(line) else "sentence"


def _is_code(fences):
    return any(name is None or name in SILENT for _, name, _ in fences)


def _dropdown(fences):
    return next((title for _, name, title in fences if name == "dropdown"), None)


def _names(fences):
    return tuple(name for _, name, _ in fences if name)


def plain(text):
    """Text without its marks: words of links and terms stay, citations and pictures go."""
    for pattern, instead in INLINE:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def prose(markdown):
    """The sentences and items of a stretch of a page, each as plain text, without headings, tables and code."""
    return [line.text for line in _lines(markdown, (), 0) if line.kind in ("sentence", "item")]


def words(text):
    """The words of a text; a number is one."""
    return WORD.findall(text)


def numbers(text):
    """The numbers of a text that are written in digits and stand by themselves: 45, 0.6 and −3, but not L4."""
    return NUMBER.findall(text)


def sentences(of_lines):
    """The sentences of lines; headings and tables have none."""
    texts = [line.text for line in of_lines if line.kind in ("sentence", "item")]
    return [part for text in texts for part in SENTENCE_END.split(text) if words(part)]


def spine(path):
    """The lines that stand open on a page."""
    return [line for line in lines(path) if line.dropdown is None]


def folded(path):
    """The lines that stand in dropdowns."""
    return [line for line in lines(path) if line.dropdown is not None]


def question(path):
    """The lines between a page's title and what follows it in the same cell, or the next heading."""
    title = next(number for number, line in enumerate(lines(path)) if line.kind == "heading" and line.under)
    after = lines(path)[title + 1 :]
    cell = lines(path)[title].cell
    return list(itertools.takewhile(lambda line: line.cell == cell and line.kind != "heading", after))


def under(path, heading):
    """The open lines below a heading, the heading itself and the card to take away left out."""
    return [
        line for line in spine(path) if heading in line.under and line.text != heading and "takeaway" not in line.within
    ]


def inside(path, directive):
    """The lines in a directive such as ``takeaway``."""
    return [line for line in lines(path) if directive in line.within]
