"""The command ``vastus``: what make calls, what works where there is no make, and what a lecturer needs."""

import argparse
import functools
import gc
import http.server
import importlib
import subprocess
import sys
import time
from pathlib import Path

from . import __version__
from .places import is_clone, place

HTML = Path("_build", "html")


def book(output):
    """Build the book into ``_build/html`` of the folder ``output``; a warning is an error."""
    failed = _built(output)
    if not failed:
        from .book import pdfs

        if pdfs.drop_stale(output / HTML):
            return _book_anew(output)  # without links to what has gone
    print("the book could not be built" if failed else f"the book is in {output / HTML}", flush=True)
    return failed


def _book_anew(output):
    """Build the book in a process of its own: what this one has read would count among what every page rests on."""
    return subprocess.run([sys.executable, "-m", "vastus", "book", "--output", str(output)]).returncode


def _built(output):
    importlib.import_module("vastus.json_schema")  # before Jupyter Book has jsonschema import all it can find
    from .book import kept

    gc.set_threshold(*kept.RARELY)
    from jupyter_book.sphinx import build_sphinx
    from sphinx.util.console import color_terminal, nocolor

    if not color_terminal():
        nocolor()
    course = place("course")
    failed = build_sphinx(
        course,
        output / HTML,
        noconfig=True,  # there is no conf.py: all is in _config.yml
        path_config=course / "_config.yml",
        confoverrides={"external_toc_path": str(course / "_toc.yml"), "latex_individualpages": False},
        warningiserror=True,
        keep_going=True,
    )
    return 1 if failed else 0


def pdf(output, site, pages):
    """Build the book, print it as PDF, and build it again with links to that."""
    from . import chromium
    from .book import pdfs

    documents = [f"chapters/{page}" for page in pages]
    if unknown := [page for page in documents if page not in pdfs.documents()]:
        print(f"there is no PDF of {', '.join(unknown)}, expected one of:", file=sys.stderr)
        print(*(page.removeprefix("chapters/") for page in pdfs.documents()), sep="\n", file=sys.stderr)
        return 1
    if failed := book(output):
        return failed
    try:
        for path, seconds in pdfs.make(output / HTML, site.rstrip("/"), documents):
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {seconds:.0f} s", flush=True)
    except (chromium.NotFound, chromium.Failed) as error:
        print(f"not printed: {error}", file=sys.stderr)
        return 1
    print(f"the PDFs are in {pdfs.PRINTED}", flush=True)
    return _book_anew(output)


def serve(port):
    """Serve the built book on this machine alone."""
    if not (place("course") / HTML / "index.html").exists():
        print(f"there is no book in {place('course') / HTML}; build it first: vastus book", file=sys.stderr)
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(place("course") / HTML))
    try:
        with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            print(f"serving the course at http://127.0.0.1:{port} (Ctrl+C stops it)", flush=True)
            server.serve_forever()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"port {port} cannot be served: {error.strerror}; name another with --port", file=sys.stderr)
        return 1


def linkcheck(folder):
    """Ask for every address outside the built book; what is gone is an error, what is slow or shut is told."""
    from .book import links, outside_links

    if not (folder / HTML / "index.html").exists():
        print(f"there is no book in {folder / HTML}; build it first: vastus book", file=sys.stderr)
        return 1
    pages = links.outside(folder / HTML)
    heard = outside_links.asked(pages)
    for wanted in (outside_links.GONE, outside_links.SLOW, outside_links.SHUT):
        for address, (verdict, said) in heard.items():
            if verdict == wanted:
                print(f"{verdict}  {address} ({said}), on {', '.join(pages[address])}")
    verdicts = [verdict for verdict, _ in heard.values()]
    counts = [f"{verdicts.count(name)} {name}" for name in dict.fromkeys(sorted(verdicts))]
    print(f"{len(heard)} addresses: {', '.join(counts)}")
    return 1 if outside_links.GONE in verdicts else 0


def refresh(paths):
    """Re-execute notebooks in place and normalise their outputs; all of ``chapters/`` if none is named."""
    from nbclient.exceptions import CellExecutionError

    from .notebook import committed

    notebooks = sorted(place("chapters").rglob("*.ipynb"))
    missing = [path for path in paths if not Path(path).is_file()]
    if missing:
        print(f"found no notebook {', '.join(missing)}, expected in chapters/ one of:", file=sys.stderr)
        print(*(path.relative_to(place("chapters")) for path in notebooks), sep="\n", file=sys.stderr)
        return 1
    for path in paths or notebooks:
        try:
            committed.refresh(Path(path))
        except CellExecutionError as error:
            print(f"{path} is left as it was; a cell failed: {error.ename}: {error.evalue}", file=sys.stderr)
            return 1
        print(f"refreshed {path}")
    return 0


def check(reviewed_items=None):
    """Check every question bank, what lecturers are told, and how much each page asks at once.

    Each problem is a line that names its place.

    With ``reviewed_items``, a list that is empty for all, note first that these agree with what settles them.
    """
    from . import readability, reviewed, settled, source_cards, teaching
    from .quiz.bank import BankError, load_all

    try:
        banks = load_all()
    except BankError as error:
        print(error, file=sys.stderr)
        return 1
    if wrong := settled.problems(banks.values()):
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    if reviewed_items is not None:
        try:
            reviewed.write(banks.values(), reviewed_items)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    if wrong := reviewed.problems(banks.values()) + source_cards.problems() + teaching.problems():
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    print(f"{sum(len(bank.items) for bank in banks.values())} items in {len(banks)} chapters, nothing amiss")
    try:
        print(readability.table())
    except ModuleNotFoundError as missing:
        print(f"pages are not measured: {missing.name} is missing, see tests/requirements.txt", file=sys.stderr)
        return 1
    problems = readability.all_problems()
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


def handout(output):
    """Write the one-sheet handout into the folder ``output``: the page, and its PDFs."""
    from . import chromium
    from . import handout as sheet

    output.mkdir(parents=True, exist_ok=True)
    page = output / f"{sheet.NAME}.html"
    page.write_text(sheet.html(), encoding="utf-8")
    try:
        for paper in sheet.PAPERS:
            sheet.pdf(output / sheet.file_name(paper), paper)
            print(f"the handout is in {output / sheet.file_name(paper)}")
    except (chromium.NotFound, chromium.Failed) as error:
        print(f"no PDF: {error}\nthe same page is in {page}; any browser prints it", file=sys.stderr)
        return 1


def film(output):
    """Write the movement as an animated picture into the folder ``output``."""
    from .movement import film as filming

    written = filming.write(output)
    print(*(f"{path}: {path.stat().st_size / 1000:.0f} kB" for path in written), sep="\n")
    if len(written) == 1:
        print("no MP4: ffmpeg is not on this machine")
    return 0


def export(formats, chapters, output, pool, site, own):
    """Write chapters' questions for other systems into ``output``, and ``left-out.txt`` with what did not go along."""
    from .quiz import bank
    from .quiz import export as exporting

    known = [*exporting.FORMATS, CARTRIDGE]
    if unknown := [name for name in formats if name not in known]:
        print(f"found no format {unknown[0]!r}, expected one of: {', '.join(known)}", file=sys.stderr)
        return 1
    with_cartridge = not formats or CARTRIDGE in formats
    try:
        banks = [bank.load(chapter) for chapter in chapters or bank.chapters()]
        banks = bank.joined(banks, own) if own else banks
        formats = [exporting.named(name) for name in formats or exporting.FORMATS if name != CARTRIDGE]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    output.mkdir(parents=True, exist_ok=True)
    pools = exporting.POOLS if pool == "both" else (pool,)
    left_out = []
    for form in formats:
        for loaded in banks:
            made = exporting.export(loaded, form, pools)
            for file, content in made.files.items():
                (output / file).write_bytes(content)
                print(f"{output / file}: {len(made.items)} items")
            left_out += made.left_out
    if with_cartridge:
        left_out += _export_cartridge(banks, pools, output, site)
    told = [str(item) for item in left_out] or ["nothing was left out"]
    (output / "left-out.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
    print("left out:", *told, sep="\n  ")
    return 0


def _export_cartridge(banks, pools, output, site):
    """Write the cartridge of these chapters, in the order of the course; give what it leaves out."""
    from . import contents
    from .quiz.export import LeftOut, cartridge, plain

    pages = {contents.name(chapter): (chapter, *lessons) for chapter, lessons in contents.sections().items()}
    place = {name: number for number, name in enumerate(pages)}
    modules, left_out = [], []
    for bank in sorted(banks, key=lambda bank: place.get(bank.chapter, len(place))):
        carried = [item for item in bank.items if item.pool in pools and item.type not in cartridge.LEFT_OUT]
        left_out += [
            LeftOut(CARTRIDGE, bank.chapter, item.id, item.type, cartridge.LEFT_OUT[item.type])
            for item in bank.items
            if item.pool in pools and item.type in cartridge.LEFT_OUT
        ]
        named = pages.get(bank.chapter, ()) if site else ()
        links = {plain.title(contents.name(page)): f"{site.rstrip('/')}/{page}.html" for page in named}
        modules.append(cartridge.Module(bank, tuple(carried), links))
    (output / cartridge.FILE).write_bytes(cartridge.write(modules))
    print(f"{output / cartridge.FILE}: {sum(len(module.items) for module in modules)} items")
    return left_out if site else [*left_out, f"{CARTRIDGE}: links to the pages: say where the course is with --site"]


def gradebook(given, output, site):
    """Count a class's progress files into ``output``: a table by student, a page for the class, item statistics."""
    from . import contents
    from .book import shown
    from .gradebook import page as class_page
    from .gradebook import saved, settling, statistics
    from .quiz.bank import load_all

    try:
        paths = saved.files(given)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1

    def progress(done, of):
        if done % 50 == 0 or done == of:
            print(f"read {done} of {of} files", file=sys.stderr, flush=True)

    loaded = load_all()
    banks = {name: loaded[name] for page in contents.pages() if (name := page.rpartition("/")[2]) in loaded}
    students, aside = saved.students(paths, banks, progress)
    counted = statistics.questions(banks, students)
    files = {
        "gradebook.csv": statistics.table(banks, students, shown.lesson_of_items()),
        "class.html": class_page.html(
            banks, counted, len(students), len(aside), __version__, lambda places: settling.html(places, site)
        ),
        "set-aside.txt": "".join(f"{file}\n" for file in aside) or "no file was set aside\n",
    }
    if counts := statistics.counts(counted, len(students), __version__):
        files["item-statistics.json"] = counts
    output.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (output / name).write_text(text, encoding="utf-8")
    print(f"{len(students)} students in {output / 'gradebook.csv'}; a page for the class in {output / 'class.html'}")
    print("practice, not proof: students can edit these files")
    if counts:
        print(
            f"counts by question, without names, to send to the course if you like: {output / 'item-statistics.json'}"
        )
    print(*[f"set aside {len(aside)}:", *aside] if aside else ["no file was set aside"], sep="\n  ")
    return 0


def import_jupyterquiz(source, chapter, output):
    """Turn a file of jupyterquiz into a bank to be completed, and say what is to complete."""
    from .quiz import jupyterquiz

    target = output / f"{chapter}.yml"
    if target.exists():
        print(f"{target} is there already; name another chapter or folder", file=sys.stderr)
        return 1
    try:
        text, notes = jupyterquiz.bank(source.read_text(encoding="utf-8"), chapter)
    except (OSError, ValueError) as error:
        print(f"{source}: {error}", file=sys.stderr)
        return 1
    output.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"{target} is written; to complete first:", *notes, sep="\n  ")
    return 0


def new(name):
    """Write a new explorer and its test, to be made one's own."""
    from .explorer import ExplorerError
    from .explorer import new as writing

    try:
        module, test = (path.relative_to(place("course")) for path in writing.write(name, place("course")))
    except ExplorerError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"the explorer is in {module}, its test in {test}")
    print(f'see it in a notebook: from vastus.notebook import explorers; explorers.show("{name}")')
    return 0


def analyse(file, output, channels, sampling_hz):
    """Write the report on a recording into the folder ``output``: a page and its numbers; the file is not changed."""
    from .signals import recording
    from .your_recording import report

    try:
        own = recording.read(file, channels, sampling_hz, tell=_shown_as_it_goes("reading the file"))
        found = recording.analyse(own, tell=_shown_as_it_goes("computing"))
        measured = report.measured(own, found, tell=_shown_as_it_goes("measuring noise and rise"))
        told = all(not isinstance(one, str) for one in measured)
        meters = [report.meter(found, measured, rule) for rule in recording.RULES if told]
    except recording.RecordingError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ncancelled: no report was written", file=sys.stderr)
        return 130
    meters = [one for one in meters if one]
    print(*own.notes, sep="\n")
    for rule, middle in report.onset_rows(found):
        print(f"{rule}: median delay of VM {middle}")
    print(report.measured_sentence(measured), *map(report.meter_sentence, meters), sep="\n")
    output.mkdir(parents=True, exist_ok=True)
    page, numbers = (output / f"{Path(file).stem}-onsets.{ending}" for ending in ("html", "csv"))
    page.write_text(report.html(own, found, measured, meters, Path(file).name), encoding="utf-8")
    numbers.write_text(report.numbers(own, found, measured), encoding="utf-8", newline="")
    print(f"the report is in {page}, its numbers in {numbers}")
    return 0


def _shown_as_it_goes(step, patience_s=1.0):
    """A function that is told a share, and shows it on a terminal once the step takes longer than ``patience_s``."""
    began = time.monotonic()
    shown = False

    def tell(share):
        nonlocal shown
        shown = sys.stderr.isatty() and (shown or time.monotonic() - began > patience_s)
        if shown:
            print(f"{step}: {share:4.0%}", end="\n" if share == 1 else "\r", file=sys.stderr, flush=True)

    return tell


CARTRIDGE = "cartridge"
# Typed here because asking the formats themselves takes every command a second; a test holds the two together.
EXPORT_HELP = """\
formats for lecturers, which carry both pools, apart from each other (--pool takes one alone):
  moodle       Moodle XML
  qti          QTI 1.2 package
  qti21        QTI 2.1 package
  brightspace  Brightspace CSV
  gift         GIFT
formats for students, which never carry a reserved item, whatever --pool says:
  scorm        SCORM 1.2 package
  anki         Anki text file
and the course in one file for lecturers:
  cartridge    Common Cartridge 1.3: links to the pages (--site says where) and quizzes, in order
What a format does not carry is told at the end, and kept in left-out.txt beside the files.
"""


def main():
    parser = argparse.ArgumentParser(prog="vastus", description="The VMO Question, from the command line.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("book", help="build the book into _build/html")
    building.add_argument(
        "--output", type=Path, default=place("course"), help="folder that gets _build/html instead of this one"
    )
    printing = commands.add_parser(
        "pdf", help="print lessons, chapters and the whole as PDF, and link them in the book"
    )
    printing.add_argument("pages", nargs="*", metavar="PAGE", help="such as reading-emg/envelope; none for all")
    printing.add_argument("--site", default="", help="where the course is read, for links that leave a document")
    printing.add_argument("--output", type=Path, default=place("course"), help="as for the book")
    serving = commands.add_parser("serve", help="serve the built book on this machine")
    serving.add_argument("--port", type=int, default=8000)
    asking = commands.add_parser("linkcheck", help="ask for every address outside the built book: gone, slow or shut")
    asking.add_argument("--output", type=Path, default=place("course"), help="folder with _build/html")
    refreshing = commands.add_parser("refresh", help="re-execute the notebooks and normalise their outputs")
    refreshing.add_argument("paths", nargs="*")
    checking = commands.add_parser("check", help="check the question banks, and how long and heavy each page is")
    checking.add_argument(
        "--reviewed",
        nargs="*",
        metavar="ITEM",
        help="note that these questions, or all, were read with what settles them as it stands now",
    )
    handing = commands.add_parser("handout", help="print the one-sheet handout on the exercise as a PDF")
    handing.add_argument("--output", type=Path, default=place("written") / "handout", help="folder that gets it")
    filming = commands.add_parser("film", help="write the moving step-down as a GIF, and MP4 where ffmpeg is")
    filming.add_argument("--output", type=Path, default=place("written") / "film", help="folder that gets it")
    exporting = commands.add_parser(
        "export",
        help="write the questions for Moodle, Canvas, Anki and others",
        epilog=EXPORT_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    exporting.add_argument("formats", nargs="*", metavar="FORMAT", help="one or more of those below; none for all")
    exporting.add_argument("--chapter", action="append", help="a chapter's slug; may come again; else all chapters")
    exporting.add_argument("--output", type=Path, default=place("written") / "export", help="folder for the files")
    exporting.add_argument(
        "--pool", choices=["practice", "reserved", "both"], default="both", help="which items (both)"
    )
    exporting.add_argument("--site", default="", help="where your class reads the course, for links of the cartridge")
    exporting.add_argument(
        "--bank", type=Path, metavar="FOLDER", help="a folder with banks of your own, all of whose items are reserved"
    )
    grading = commands.add_parser("gradebook", help="count the progress files that a class hands in")
    grading.add_argument("files", nargs="+", metavar="FILE", help="progress files, or folders that hold some")
    grading.add_argument("--output", type=Path, default=place("written") / "gradebook", help="folder for what is made")
    grading.add_argument("--site", default="", help="where your class reads the course, for links of the page")
    analysing = commands.add_parser("analyse", help="find the onsets of VM and VL in a recording of your own")
    analysing.add_argument("file", help="a table of numbers as text, with a column for VM and one for VL")
    analysing.add_argument("--channels", nargs=2, metavar=("VM", "VL"), help="names of the two columns")
    analysing.add_argument("--rate", type=float, metavar="HZ", help="samples in a second, where the file does not say")
    analysing.add_argument("--output", type=Path, default=Path(), help="folder for the report (this one)")
    starting = commands.add_parser("new", help="start something of your own from one that works")
    starting.add_argument("what", choices=["explorer"])
    starting.add_argument("name", help="small letters, digits and underscores")
    importing = commands.add_parser("import-jupyterquiz", help="turn a JSON file of jupyterquiz into a question bank")
    importing.add_argument("source", type=Path, help="the JSON file")
    importing.add_argument("chapter", help="slug of the chapter, which names the bank")
    importing.add_argument("--output", type=Path, default=Path(), help="folder for the bank (this one)")
    sys.exit(_carried_out(parser.parse_args()))


NEEDS_CLONE = ("book", "pdf", "serve", "linkcheck", "refresh", "new")


def _carried_out(given):
    """Do what was asked for; gives the code to leave with."""
    if given.command in NEEDS_CLONE and not is_clone():
        print(f"vastus {given.command} needs a clone of the course; this is its package alone", file=sys.stderr)
        return 1
    try:
        match given.command:
            case "book":
                return book(given.output)
            case "pdf":
                return pdf(given.output, given.site, given.pages)
            case "serve":
                return serve(given.port)
            case "linkcheck":
                return linkcheck(given.output)
            case "refresh":
                return refresh(given.paths)
            case "check":
                return check(given.reviewed)
            case "handout":
                return handout(given.output)
            case "film":
                return film(given.output)
            case "export":
                return export(given.formats, given.chapter, given.output, given.pool, given.site, given.bank)
            case "gradebook":
                return gradebook(given.files, given.output, given.site)
            case "analyse":
                return analyse(given.file, given.output, given.channels, given.rate)
            case "new":
                return new(given.name)
            case "import-jupyterquiz":
                return import_jupyterquiz(given.source, given.chapter, given.output)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "vastus":
            raise
        extras = "book,pdf" if given.command == "pdf" else "book"
        print(f"vastus {given.command} needs {error.name}; pip install 'vastus[{extras}]' brings it", file=sys.stderr)
        return 1
