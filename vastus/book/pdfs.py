"""The course as PDF: each lesson, each chapter with its lessons, and the whole, on A4 and on Letter.

- ``vastus pdf`` prints them from the built pages into ``_build/pdf``, a document as one long page (``printed``): merged
  files would lose their tags. The next build copies them beside the pages and links them. So a page links only what is
  there, with its size; and what was printed from other pages goes.
- They stand in the menu of the page's download button, and wherever else `links` is asked for them.
"""

import concurrent.futures
import json
import os
import re
import tempfile
import time
from pathlib import Path

from .. import __version__, chromium, contents
from ..places import place
from . import about, assets, printed, rests_on

FOLDER = "pdf"
PRINTED = place("built") / FOLDER
PRINTED_FROM = PRINTED / "printed-from.json"  # what each file shows, and how it was printed
PAPERS = {"a4": "A4", "letter": "Letter"}
SECONDS = 600
KEPT_OFFER = re.compile(r'<p class="vastus-keep">.*?</p>', re.DOTALL)  # says how large the zip is, and is not printed
AUTHOR = "The authors of The VMO Question"  # as CITATION.cff has it
SUBJECT = f"An open course on the knee, version {__version__}, CC BY 4.0"
TAGGED = ("--generate-pdf-document-outline", "--export-tagged-pdf")
COURSE = "vmo-question"
# Of these, paper has nothing: they keep, read or hand out files.
ON_THE_SCREEN_ALONE = {
    f"chapters/{name}"
    for name in ("your-recording", "progress", "for-lecturers", "systems", "publish", "make-your-own")
}


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


LINKS = re.compile(rf'(<li>)?\s*<a [^>]*href="(?:\.\./)*{FOLDER}/[^"]*"[^>]*>.*?</a>\s*(?(1)</li>)', re.DOTALL)


def without_links(page):
    """A page, given as HTML, for a copy of the site that goes without the PDFs, which are many times its bytes."""
    return LINKS.sub("", page) if f"{FOLDER}/" in page else page  # it would look at every link


def make(html, site="", only=()):
    """Print documents from the built pages; what was printed from the same pages in the same way stays.

    Parameters
    ----------
    html : pathlib.Path
        The folder of the built book.
    site : str
        Address of the root of the published course, where links lead that leave a document; or empty.
    only : collection of str
        Documents by the pages that stand for them. Without it: all.

    Yields
    ------
    tuple of (pathlib.Path, float)
        Each file that was printed, with the seconds it took.

    Raises
    ------
    vastus.chromium.NotFound, vastus.chromium.Failed
        If there is no Chromium, or it did not print.
    """
    PRINTED.mkdir(parents=True, exist_ok=True)
    by = [rests_on.fingerprint(f"file vastus/book/{name}") for name in ("pdfs.py", "printed.py")]
    how = rests_on.digest(f"{site} {chromium.path()} {by}")
    pages, noted = printed.Pages(html), _noted()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as printers:
        tasks = {}
        # the longest first, so that none is waited for at the end
        for document, names in sorted(documents().items(), key=lambda entry: -len(entry[1])):
            if only and document not in only:
                continue
            note = {"shows": _shows(html, names), "how": how}
            for paper, css_name in PAPERS.items():
                target = PRINTED / file_name(document, paper)
                if not (target.exists() and noted.get(target.name) == note):
                    page = printed.document(pages, names, css_name, site)
                    tasks[printers.submit(_print, page, target)] = target, note
        for task in concurrent.futures.as_completed(tasks):
            target, note = tasks[task]
            seconds = task.result()
            _note(noted | {target.name: note})
            noted = _noted()
            yield target, seconds


def drop_stale(html):
    """Delete what was printed from other pages than those of the built book; says whether there was any."""
    there = sorted(PRINTED.glob("*.pdf"))
    if not there:
        return False
    shows = {
        file_name(document, paper): _shows(html, names) for document, names in documents().items() for paper in PAPERS
    }
    noted = _noted()
    stale = [path for path in there if path.name not in noted or noted[path.name]["shows"] != shows.get(path.name)]
    for path in stale:
        path.unlink()
        noted.pop(path.name, None)
    _note(noted)
    return bool(stale)


def _noted():
    return json.loads(PRINTED_FROM.read_text(encoding="utf-8")) if PRINTED_FROM.exists() else {}


def _note(noted):
    PRINTED_FROM.write_text(json.dumps(noted, indent=0, sort_keys=True), encoding="utf-8")


def _shows(html, names):
    """Digest of what a document shows: its pages, and their styles, which are named after what they hold."""
    texts = [(html / f"{name}.html").read_text(encoding="utf-8") for name in names]
    shown = [KEPT_OFFER.sub("", text) for text in texts]
    found = [re.findall(r'<article.*</article>|<link [^>]*rel="stylesheet"[^>]*>', text, re.DOTALL) for text in shown]
    return rests_on.digest(f"{__version__} {found}")


def _print(page, target):
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "document.pdf"
        _by_chromium(page, pdf)
        if printed.PAGE_OF.search(page):
            _by_chromium(printed.with_page_numbers(page, _places(pdf)), pdf)
        _credit(pdf, target)
    return time.monotonic() - started


def _by_chromium(page, pdf):
    pdf.unlink(missing_ok=True)
    source = pdf.with_suffix(".html")
    source.write_text(page, encoding="utf-8")
    chromium.print_pdf(source, pdf, *TAGGED, seconds=SECONDS)


def _places(pdf):
    """The page on which each place of a PDF stands that a link leads to."""
    import pikepdf

    with pikepdf.open(pdf) as written:
        pages = {page.objgen: number for number, page in enumerate(written.pages, start=1)}
        return {name[1:]: pages[place[0].objgen] for name, place in written.Root.Dests.items()}


def _credit(pdf, target):
    """Say in a PDF who made it and how it may be used, and write it with a third less bytes, the same each time."""
    import pikepdf

    with pikepdf.open(pdf) as written:
        # what is not named here, such as the time, goes from the file
        with written.open_metadata(set_pikepdf_as_editor=False) as about_it:
            about_it["dc:title"] = str(written.docinfo.Title)
            about_it["dc:creator"] = [AUTHOR]
            about_it["dc:rights"] = f"CC BY 4.0, {about.LICENCE}"
            about_it["dc:description"] = SUBJECT
        written.save(
            target, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )


def _menu(app, pagename, templatename, context, doctree):
    """Put the PDFs into the menu of the download button, before the button that prints, which the theme calls .pdf."""
    for group in context.get("header_buttons", ()):
        if group.get("label") == "download-buttons":
            group["buttons"][-1].update(text="Print", tooltip="Print this page")
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
