"""What stands open on a page, and what is folded, read from its source: words, numbers, sentences, reading grade.

- A page is taken apart line by line: fences of directives say what a line belongs to. Text within a ``dropdown`` is
  folded; all other prose is the spine. Code, figures with their captions, and what a cell shows count as neither.
- A source has one sentence a line, and a line may still hold several.
"""

import functools
import json
import re
from dataclasses import dataclass

FENCE = re.compile(r"^\s*(?P<marks>`{3,}|:{3,})\s*(?P<rest>.*)$")
DIRECTIVE = re.compile(r"^\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)$")
SILENT = {"still", "lessons", "movement", "red-flags", "progress", "exports", "carried", "figure", "image", "math"}
TARGET = re.compile(r"^\s*\([\w-]+\)=\s*$")
OPTION = re.compile(r"^\s*:[\w-]+:")
HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.*)$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
INLINE = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
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
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')]*\s+(?=[\"“‘(]?[A-Z\d])")


@dataclass(frozen=True)
class Line:
    """A line of prose: its plain ``text``; ``kind`` is heading, prose or table; the title of the dropdown it is in;
    the directives around it; and the heading it stands under, in lower case."""

    text: str
    kind: str
    dropdown: str | None
    within: tuple[str, ...]
    under: str


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
    return tuple(_lines(_markdown(path)))


def _markdown(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text.partition("---\n")[2].partition("---\n")[2] if text.startswith("---\n") else text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"]
    return "\n\n".join("".join(cell["source"]) for cell in cells)


def _lines(markdown):
    fences = []  # of those open: marks, name of the directive or None for code, title
    under = ""
    for line in markdown.split("\n"):
        fence = FENCE.match(line)
        if fence:
            marks, rest = fence["marks"], fence["rest"].strip()
            directive = DIRECTIVE.match(rest)
            if not rest and fences and marks.startswith(fences[-1][0][0]) and len(marks) >= len(fences[-1][0]):
                fences.pop()
            elif not _is_code(fences):
                name, title = (directive["name"], directive["argument"]) if directive else (None, "")
                fences.append((marks, name, plain(title)))
                if name == "dropdown" or (name and name.endswith("admonition")):
                    yield Line(plain(title), "heading", _dropdown(fences), _names(fences), under)
            continue
        if _is_code(fences) or TARGET.match(line) or OPTION.match(line) or not line.strip():
            continue
        heading = HEADING.match(line)
        if heading and not fences:
            under = plain(heading["text"]).lower()
        bare = heading["text"] if heading else ITEM.sub("", line.lstrip("> "))
        kind = "heading" if heading else "table" if line.lstrip().startswith("|") else "prose"
        text = plain(bare)
        if kind == "table":
            text = re.sub(r"[|:]|-{3,}", " ", text).strip()
        if text:
            yield Line(text, kind, _dropdown(fences), _names(fences), under)


def _is_code(fences):
    return any(name is None or name in SILENT for _, name, _ in fences)


def _dropdown(fences):
    return next((title for _, name, title in fences if name == "dropdown"), None)


def _names(fences):
    return tuple(name for _, name, _ in fences)


def plain(text):
    """Text without its marks: words of links and terms stay, citations and pictures go."""
    for pattern, instead in INLINE:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def words(text):
    """The words of a text; a number is one."""
    return WORD.findall(text)


def numbers(text):
    """The numbers of a text that are written in digits and stand by themselves: 45, 0.6 and −3, but not L4."""
    return NUMBER.findall(text)


def sentences(of_lines):
    """The sentences of lines; headings and tables have none."""
    return [part for line in of_lines if line.kind == "prose" for part in SENTENCE_END.split(line.text) if words(part)]


def spine(path):
    """The lines that stand open on a page."""
    return [line for line in lines(path) if line.dropdown is None]


def folded(path):
    """The lines that stand in dropdowns."""
    return [line for line in lines(path) if line.dropdown is not None]
