"""``vastus book | serve | refresh | check``: what make calls, and what works where there is no make."""

import argparse
import functools
import http.server
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HTML = Path("_build", "html")


def book(output):
    """Build the book into ``_build/html`` of the folder ``output``; a warning is an error."""
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    options = ["-W", "--keep-going", "-q", "--path-output", str(output)]
    status = subprocess.run([*jupyter_book, "build", *options, str(ROOT)]).returncode
    print("the book could not be built" if status else f"the book is in {output / HTML}", flush=True)
    return status


def serve(port):
    """Serve the built book on this machine alone."""
    if not (ROOT / HTML / "index.html").exists():
        print(f"there is no book in {ROOT / HTML}; build it first: vastus book", file=sys.stderr)
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(ROOT / HTML))
    try:
        with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            print(f"serving the course at http://127.0.0.1:{port} (Ctrl+C stops it)", flush=True)
            server.serve_forever()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"port {port} cannot be served: {error.strerror}; name another with --port", file=sys.stderr)
        return 1


def refresh(paths):
    """Re-execute notebooks in place and normalise their outputs; all of ``chapters/`` if none is named."""
    from nbclient.exceptions import CellExecutionError

    from .book import notebooks

    for path in paths or sorted((ROOT / "chapters").glob("*.ipynb")):
        try:
            notebooks.refresh(Path(path))
        except CellExecutionError as error:
            print(f"{path} is left as it was; a cell failed: {error.ename}: {error.evalue}", file=sys.stderr)
            return 1
        print(f"refreshed {path}")
    return 0


def check():
    """Check every question bank of the course; each problem is a line naming file, item and field."""
    from .quiz.bank import BankError, load_all

    try:
        banks = load_all()
    except BankError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{sum(len(bank.items) for bank in banks.values())} items in {len(banks)} chapters, nothing amiss")
    return 0


def handout(output):
    """Write the one-page handout into the folder ``output``: the page, and its PDF."""
    from . import chromium
    from . import handout as sheet

    output.mkdir(parents=True, exist_ok=True)
    page, printed = output / f"{sheet.NAME}.html", output / f"{sheet.NAME}.pdf"
    page.write_text(sheet.html(), encoding="utf-8")
    try:
        sheet.pdf(printed)
    except (chromium.NotFound, sheet.PrintError) as error:
        print(f"no PDF: {error}\nthe same page is in {page}; any browser prints it", file=sys.stderr)
        return 1
    print(f"the handout is in {printed}")


def main():
    parser = argparse.ArgumentParser(prog="vastus", description="The VMO Question, from the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("book", help="build the book into _build/html")
    building.add_argument("--output", type=Path, default=ROOT, help="folder that gets _build/html instead of this one")
    serving = commands.add_parser("serve", help="serve the built book on this machine")
    serving.add_argument("--port", type=int, default=8000)
    refreshing = commands.add_parser("refresh", help="re-execute the notebooks and normalise their outputs")
    refreshing.add_argument("paths", nargs="*")
    commands.add_parser("check", help="check the question banks")
    handing = commands.add_parser("handout", help="print the one-page handout on the exercise as a PDF")
    handing.add_argument("--output", type=Path, default=ROOT / "_build" / "handout", help="folder that gets it")
    given = parser.parse_args()
    if given.command == "book":
        sys.exit(book(given.output))
    if given.command == "serve":
        sys.exit(serve(given.port))
    if given.command == "handout":
        sys.exit(handout(given.output))
    if given.command == "check":
        sys.exit(check())
    sys.exit(refresh(given.paths))


if __name__ == "__main__":
    main()
