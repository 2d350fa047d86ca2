"""The learner's edition: a notebook of the course in plain Markdown, ready to run outside the book.

- The book's Markdown is MyST, which other programs show raw. Here citations become names with links, boxes and cards
  quotes, dropdowns ``<details>``, links to other pages links to the published course, or words where it is nowhere.
- Its first cells say what it is, and install the package where it is missing: from the repository that ``_config.yml``
  names, or by hand. The site offers no wheel, since that holds the questions reserved for lecturers.
- Lines are taken one by one; fences of directives stand on a stack, as they may hold each other. A directive that is
  not known here is an error, so that a new one cannot reach a reader raw.
- Needs no kernel and no widget, so the book writes it too.
"""

import functools
import re

import nbformat
import yaml

from .. import contents, red_flags, references, settled
from ..places import place
from .mime import MIME_TYPE

FENCE = re.compile(r"^(?P<marks>`{3,}|:{3,})(?P<rest>.*)$")
DIRECTIVE = re.compile(r"^\{(?P<name>[\w-]+)\}\s*(?P<argument>.*)$")
OPTION = re.compile(r"^:[\w-]+:(\s|$)")
TERM = re.compile(r"\{term\}`(?P<shown>[^`<]*[^`<\s])[^`]*`")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
CLAIMS = "chapters/thread-fact-check"
BOXES = ("admonition", "note", "tip", "warning", "danger", "important")


class EditionError(ValueError):
    """The notebook holds Markdown of the book that has no plain form here."""


def of(page, site=None):
    """The learner's edition of a page.

    Parameters
    ----------
    page : str
        Of `vastus.contents.pages`; its source is a notebook.
    site : str, optional
        Where the course is published; without it, what ``_config.yml`` says. If that is empty too, links to other
        pages are words.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    EditionError
        If it holds a directive that has no plain form.
    """
    site = published() if site is None else site.rstrip("/")
    notebook = nbformat.v4.reads(contents.source(page).read_text(encoding="utf-8"))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, page, site)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(MIME_TYPE, None)  # means something to the book alone
    notebook.cells = [*_first_cells(page, site), *(cell for cell in notebook.cells if cell.source)]
    return notebook


def published():
    """Where the course is published, as ``_config.yml`` says; empty if nowhere."""
    return _config()["html"]["baseurl"].rstrip("/")


def repository():
    """Where its repository is, as ``_config.yml`` says; empty if nowhere."""
    return _config().get("repository", {}).get("url", "")


@functools.cache
def _config():
    return yaml.safe_load((place("course") / "_config.yml").read_text(encoding="utf-8"))


def plain(text, page, site):
    """Turn Markdown of the book into plain Markdown; parameters as for `of`."""
    opened = [(None, "", [])]  # the fences around a line: their marks, how to write what they hold, its lines
    in_code = None
    for line in text.splitlines():
        fence = FENCE.match(line)
        directive = fence and DIRECTIVE.match(fence["rest"].strip())
        if in_code:
            opened[-1][2].append(line)
            in_code = None if line.strip() == in_code else in_code
        elif fence and directive:
            opened.append((fence["marks"], (directive["name"], directive["argument"]), []))
        elif fence and line.strip() == opened[-1][0]:
            _, (name, argument), lines = opened.pop()
            opened[-1][2].extend(_written(name, argument, lines, page, site))
        elif fence:
            in_code = fence["marks"]
            opened[-1][2].append(line)
        elif settled.LABEL.fullmatch(line) or (len(opened) > 1 and not opened[-1][2] and OPTION.match(line)):
            pass
        elif line or opened[-1][2][-1:] not in ([], [""]):  # what was left out leaves no gap
            opened[-1][2].append(_inline(line, page, site))
    if len(opened) > 1:
        raise EditionError(f"{page}: the fence of {opened[-1][1][0]!r} is not closed")
    return "\n".join(opened[0][2]).strip()


def _written(name, argument, lines, page, site):
    """The lines of a directive in plain Markdown."""
    title = _inline(argument, page, site)
    lines = "\n".join(lines).strip().splitlines()
    if name == "dropdown":
        return ["<details>", f"<summary>{_as_html(title)}</summary>", "", *lines, "", "</details>", ""]
    if name in BOXES:
        return [*_quoted([f"**{title or name.capitalize()}**", "", *lines]), ""]
    if name == "takeaway":
        return [*_quoted(["**To take away**", "", *lines]), ""]
    if name == "lessons":
        titles = [f"{number}. {_to_page(lesson, site)}" for number, lesson in _numbered(page)]
        return [*titles, ""]
    if name == "still":
        return [_figure(f'explorers.show("{argument}")'), ""]
    if name == "movement":
        return [_figure("movement.show()"), ""]
    if name == "red-flags":
        return [*red_flags.markdown().splitlines(), ""]
    raise EditionError(f"{page}: found the directive {name!r}, which has no plain form in {__name__}")


def _figure(call):
    """What stands for a figure of the page that no cell shows."""
    return f"*A figure: run* `from vastus.notebook import {call.partition('.')[0]}; {call}` *in a new cell.*"


def _numbered(page):
    return enumerate(contents.sections().get(page, ()), start=1)


def _quoted(lines):
    return [f"> {line}".rstrip() for line in lines]


def _as_html(title):
    """A title with the little markup that titles have, in HTML: Markdown is not read inside a summary."""
    title = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", title)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", re.sub(r"\*([^*]+)\*", r"<em>\1</em>", title))


def _inline(line, page, site):
    line = LINK.sub(lambda found: _link(found["text"], found["target"], page, site), line)
    line = TERM.sub(lambda found: found["shown"], line)
    return references.plainly_cited(line)


def _link(text, target, page, site):
    """A link of the book as one that leads somewhere from anywhere, or as its words."""
    if re.match(r"\w+:", target):
        return f"[{text}]({target})"
    path, _, anchor = target.partition("#")
    if "?" in anchor:  # sets a figure of this page, which only the page can
        return text
    at = _resolved(page, path) if path else _page_of(anchor, page)
    if not (site and at):
        return text
    return f"[{text}]({site}/{at}.html{f'#{anchor}' if anchor else ''})"


def _page_of(anchor, page):
    if anchor.startswith("claim-"):
        return CLAIMS
    part = settled.parts().get(anchor)
    return part.page if part else page


def _resolved(page, path):
    """The page that a relative path leads to from another one, as Sphinx names it."""
    parts = page.split("/")[:-1]
    for step in path.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step] if step != "." else parts
    return re.sub(r"\.(ipynb|md)$", "", "/".join(parts))


def title(page):
    """The heading of a page, without markup."""
    source = contents.source(page)
    if source.suffix == ".ipynb":
        cells = nbformat.read(source, as_version=4).cells
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    else:
        text = source.read_text(encoding="utf-8")
    return re.sub(r"[*`]", "", re.search(r"^# (.+)$", text, re.MULTILINE)[1])


def _to_page(page, site):
    return f"[{title(page)}]({site}/{page}.html)" if site else title(page)


def _first_cells(page, site):
    """What this is, and how it comes to run."""
    where = f"[the page it belongs to]({site}/{page}.html)" if site else "the page it belongs to"
    said = f"""\
*From The VMO Question, an open course on the knee.*
*The figures and questions come alive once the cells are run, from the first one down (Run, Run All Cells).*
*Everything also works without Python on {where}.*
*Education, not medical advice.*"""
    return [
        nbformat.v4.new_markdown_cell(said, id="about-this-notebook"),
        nbformat.v4.new_code_cell(_install(repository()), id="install"),
    ]


def _install(repository):
    """Code that installs the package where it is missing, or says how."""
    if repository:
        step = f'%pip install --quiet "git+{repository}"'
    else:
        step = (
            'print("This notebook needs the package vastus: pip install FOLDER, the folder of a copy of the course.")'
        )
    return f'import importlib.util\n\nif importlib.util.find_spec("vastus") is None:\n    {step}'
