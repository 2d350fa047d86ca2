"""The course as PDF: each lesson, each chapter with its lessons, and the whole, on A4 and on Letter.

- ``vastus pdf`` prints them from the built pages into ``_build/pdf``; the next build copies them beside the pages and
  links them. So a page links only what is there, with its size.
- They stand in the menu of the page's download button, and wherever else `links` is asked for them.
"""

from pathlib import Path

from .. import contents
from ..places import place
from . import assets, rests_on

FOLDER = "pdf"
PRINTED = place("built") / FOLDER
PAPERS = {"a4": "A4", "letter": "Letter"}
COURSE = "vmo-question"
# Of these, paper has nothing: they keep, read or hand out files.
ON_THE_SCREEN_ALONE = {f"chapters/{name}" for name in ("your-recording", "progress", "for-lecturers", "make-your-own")}


def documents():
    """The pages each document holds, by the page that stands for it: lessons alone, chapters, the root for the whole.

    Returns
    -------
    dict of str to tuple of str
        The pages in reading order.
    """
    root = next(iter(contents.sections()))
    chapters = contents.chapters()
    lessons = {lesson: (lesson,) for chapter in chapters for lesson in contents.sections()[chapter]}
    whole = {chapter: (chapter, *contents.sections()[chapter]) for chapter in chapters}
    return {**lessons, **whole, root: tuple(page for page in contents.pages() if page not in ON_THE_SCREEN_ALONE)}


def file_name(document, paper):
    """Name of a document's file on one of the `PAPERS`."""
    name = contents.name(document).replace("/", "-")
    of_whole = document == next(iter(contents.sections()))
    return f"{COURSE}-{paper}.pdf" if of_whole else f"{COURSE}-{name}-{paper}.pdf"


def links(document):
    """What a page may link of a document.

    Parameters
    ----------
    document : str
        A lesson; a chapter's page, which stands for it and its lessons; or the root page, which stands for the whole.

    Returns
    -------
    list of tuple of str
        A label, such as "PDF, A4, 0.4 MB", and the file's address from the root of the book. Empty where none was
        printed.
    """
    if document not in documents():
        return []
    files = {words: PRINTED / file_name(document, paper) for paper, words in PAPERS.items()}
    return [
        (f"PDF, {words}, {path.stat().st_size / 1e6:.1f}\N{NO-BREAK SPACE}MB", f"{FOLDER}/{path.name}")
        for words, path in files.items()
        if path.is_file()
    ]


def _menu(app, pagename, templatename, context, doctree):
    """Put the PDFs into the menu of the download button, before the button that prints."""
    for group in context.get("header_buttons", ()):
        if group.get("label") == "download-buttons":
            group["buttons"][-1:-1] = [
                {
                    "type": "link",
                    "url": context["pathto"](href, 1),
                    "text": label,
                    "icon": "fas fa-file-pdf",
                    "tooltip": label,
                    "label": "download-printed-button",
                }
                for label, href in links(pagename)
            ]


def _write(app, error):
    if not error and app.builder.format == "html":
        assets.sync(Path(app.outdir) / FOLDER, {path.name: path for path in sorted(PRINTED.glob("*.pdf"))})


def setup(app):
    offered = rests_on.digest(str([links(document) for document in documents()]))
    app.add_config_value("vastus_pdfs", offered, "html")  # other PDFs make every page be written again
    app.connect("html-page-context", _menu, priority=900)
    app.connect("build-finished", _write)
