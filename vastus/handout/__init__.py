"""The handout: one sheet on the step-down for the people who do it, printed by the people who teach it.

- The front is the list of signs, line by line from `vastus.red_flags`, with the reasons: it is read before the
  exercise. The back is the exercise.
- ``words.yml`` holds what only a handout says: the set-up, the phases of the movement, and what is known, each with its
  citekeys. Rungs, repetitions, sessions, weeks and pain rules come from `vastus.programme`, the version from the
  package, and the date from the tables' description. A number is written in one place.
- ``page.html`` puts them on both sides of a sheet, A4 or Letter; `html` fills it in, and `pdf` has a Chromium print it.
"""

import tempfile
from pathlib import Path

import jinja2
import yaml

import vastus
from vastus import chromium, data, programme, red_flags, references
from vastus.knee import step_down_drawing

FOLDER = Path(__file__).parent
NAME = "step-down"
PRINT_SECONDS = 60
PAPERS = ("A4", "Letter")


def file_name(paper):
    """Name of the PDF on a paper."""
    return f"{NAME}.pdf" if paper == "A4" else f"{NAME}-{paper.lower()}.pdf"


def words():
    """Read ``words.yml``."""
    return yaml.safe_load((FOLDER / "words.yml").read_text(encoding="utf-8"))


def html(papers=(), paper="A4"):
    """Write the handout as a page that needs no other file.

    Parameters
    ----------
    papers : sequence of str
        Those whose PDFs are beside it; the page links to them on the screen and not on paper.
    paper : str
        The one of `PAPERS` it is printed on.

    Returns
    -------
    str
    """
    said = words()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    flags = red_flags.load()
    keys = {key for line in flags.lines for key in line.citekeys}
    keys |= {key for section in ("phases", "known") for line in said[section] for key in line["citekeys"]}
    keys |= {key for rule in programme.RULES.values() for key in rule.sources}
    return environment.get_template("page.html").render(
        words=said,
        flags=flags,
        programme=programme,
        person_style=step_down_drawing.STYLE.read_text(encoding="utf-8"),
        pictures={panel.name: panel.svg for panel in step_down_drawing.phases()},
        sources=sorted(references.label(key) for key in keys),
        version=vastus.__version__,
        gathered=data.gathered(),
        pdfs={name: file_name(name) for name in papers},
        paper=paper,
    )


def pdf(target, paper="A4"):
    """Print the handout on two pages, the sides of one sheet.

    Parameters
    ----------
    target : pathlib.Path
        The PDF to write.
    paper : str
        One of `PAPERS`.

    Raises
    ------
    vastus.chromium.NotFound
        If there is no Chromium to print with.
    vastus.chromium.Failed
        If it ran and left no PDF, with what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / f"{NAME}.html"
        page.write_text(html(paper=paper), encoding="utf-8")
        printed = page.with_suffix(".pdf")
        chromium.print_pdf(page, printed, seconds=PRINT_SECONDS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(printed.read_bytes())
