"""A change and what it makes stale: pages, frames and exports that show it are made anew, and nothing else.

A small course with the code of the real one is built once, then again after each edit; the files of the book that
differ are compared with those that should. A build from nothing then has to give the same book.
"""

import hashlib
import json
import re
import shutil

import nbformat
import pytest
from course import ROOT, run_build, take_along

from vastus import explorers
from vastus.notebook.committed import normalised
from vastus.notebook.mime import MIME_TYPE

EXPLORERS = ("course_of_pfp", "pooled_differences", "ratio_evidence")
# Pages and anchors that every page, or every key to questions, leads to.
LED_TO = {"about": "how-to-cite", "for-lecturers": "assign-questions", "systems": "systems-make"}
PAGES = ("course", "pooled", "ratio", "questions", "progress", "signs", "prose", "references", *LED_TO)
BANK = """
chapter: questions
outcomes: [{id: one, level: analyse, text: Say what pain and strength have to do with each other.}]
items:
  - id: strength
    type: true-false
    outcome: one
    answered_by: how-to-cite
    stem: A strong thigh never hurts.
    answer: false
    feedback: {right: It can., wrong: It can.}
    hint: Think of a runner.
    explanation: Pain has many causes.
    citekeys: [cowan2001]
"""
FINGERPRINT = re.compile(r"(?<=^vastus)-\w+|\.\w{12,16}(?=\.json$)")

OF_ALL = ("download/", "offline/", "service-worker.js")  # they hold the whole book, or a digest of each of its files


def content_of(path):
    """A digest of a file; of the search index without the words that are on no page any more, which Sphinx keeps."""
    content = path.read_bytes()
    if path.name == "searchindex.js":
        index = json.loads(content.removeprefix(b"Search.setIndex(").removesuffix(b")"))
        for terms in ("terms", "titleterms"):
            index[terms] = {word: pages for word, pages in index[terms].items() if pages != []}
        content = json.dumps(index, sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()


class Course:
    """A small course in a folder of its own, built, and what its book holds."""

    def __init__(self, folder):
        self.folder = folder
        self.book = self.build()

    def build(self):
        """Build it; what every file of the book holds, by its name without the fingerprint in it."""
        done = run_build(self.folder, self.folder)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        html = self.folder / "_build" / "html"
        return {
            FINGERPRINT.sub("", path.relative_to(html).as_posix()): (path.name, content_of(path))
            for path in html.rglob("*")
            if path.is_file()
            and path.suffix != ".pdf"
            and path.name != ".buildinfo"  # both differ in every build
            and not path.relative_to(html).as_posix().startswith(OF_ALL)
        }

    def changed_by(self, *edits):
        """Replace text in files of the course and build again; names of the files of the book that differ."""
        for name, old, new in edits:
            path = self.folder / name
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1
            path.write_text(text.replace(old, new), encoding="utf-8")
        before, self.book = self.book, self.build()
        return {name for name in before.keys() | self.book.keys() if before.get(name) != self.book.get(name)}

    def kept(self):
        """Names and makes of what is kept between builds."""
        return {(make.parent.name, make.name) for make in (self.folder / "_build" / "kept").glob("*/*")}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return Course(write_course(tmp_path_factory.mktemp("stale") / "course"))


# What rests on nothing that is changed here, and takes as long to make as all the rest.
ASIDE = ("npm", "kept/fonts", "kept/home-screen", "kept/movement")


def write_course(folder):
    shutil.copytree(ROOT / "vastus", folder / "vastus", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "chapters" / "images", folder / "chapters" / "images")
    for name in ("_config.yml", "references.bib", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for path in (folder / "vastus" / "explorers").glob("[!_]*.py"):
        if path.stem not in EXPLORERS:
            path.unlink()
    files = {
        "course.ipynb": notebook("Course", explorer("course_of_pfp")),
        "pooled.ipynb": notebook("Pooled", explorer("pooled_differences")),
        "ratio.ipynb": notebook("Ratio", explorer("ratio_evidence")),
        "questions.ipynb": notebook("Questions", {"kind": "quiz", "name": "questions"}),
        "progress.md": "# Progress\n\n```{progress} due\n```\n",
        "signs.md": "# Signs\n\n```{red-flags}\n```\n",
        "prose.md": "# Prose\n\nA claim {cite}`bolgla2016`.\n",
        "references.md": "# References\n\n```{bibliography}\n:all:\n:style: vastus\n```\n",
        "quizzes/questions.yml": BANK,
        **{f"{name}.md": f"# {name}\n\n({anchor})=\n## Here\n" for name, anchor in LED_TO.items()},
    }
    (folder / "chapters" / "quizzes").mkdir()
    for name, text in files.items():
        (folder / "chapters" / name).write_text(text, encoding="utf-8")
    first, *others = (f"chapters/{name}" for name in PAGES)
    listed = "\n".join(f"  - file: {name}" for name in others)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: {first}\nchapters:\n{listed}\n", encoding="utf-8")
    take_along(folder, *ASIDE)
    return folder


def explorer(name):
    return {"kind": "explorer", "name": name, "state": explorers.load(name).state()}


def notebook(title, payload):
    shown = nbformat.v4.new_output("display_data", {MIME_TYPE: payload, "text/plain": title})
    cells = [nbformat.v4.new_markdown_cell(f"# {title}"), nbformat.v4.new_code_cell("show()", outputs=[shown])]
    return nbformat.writes(normalised(nbformat.v4.new_notebook(cells=cells)))


def shown_by(name, page):
    return {f"explorers/{name}.json", f"embed/{name}.html", f"chapters/{page}.html", "searchindex.js"}


def pages_of(course):
    return {name for name in course.book if name.startswith("chapters/") or name in ("genindex.html", "search.html")}


# Edits of which each changes other files: one build shows what all of them do.
APART = {
    "model": ("vastus/inference/proportion.py", "bounds.low, bounds.high", "bounds.low, 0.99"),
    "table": ("data/evidence/pooled_differences.csv", ",0.44,0.03,", ",0.45,0.03,"),
    "signs": ("data/red_flags.yml", "A throbbing calf, or", "A calf that throbs, or"),
    "bank": ("chapters/quizzes/questions.yml", "many causes", "more than one cause"),
    "source": (
        "references.bib",
        "Bolgla, Lori A. and Earl-Boehm, Jennifer and E",
        "Bolgle, Lori A. and Earl-Boehm, Jennifer and E",
    ),
}


@pytest.fixture(scope="module")
def changed(course):
    """Names of the files of the book that differ after the edits."""
    return course.changed_by(*APART.values())


def exports_of(course):
    return {name for name in course.book if name.startswith("exports/")}


def test_a_model_function_changes_the_explorer_that_computes_with_it(changed):
    assert shown_by("course_of_pfp", "course") <= changed


def test_a_cell_of_a_table_changes_the_explorer_that_reads_it(changed):
    assert shown_by("pooled_differences", "pooled") <= changed


ASKED = {"chapters/questions.html", "chapters/progress.html", "review/questions.json", "key/questions.html"}


def test_a_question_bank_changes_its_page_its_key_and_its_exports(course, changed):
    assert len(exports_of(course)) == 7
    assert exports_of(course) | ASKED <= changed


SIGNS = {"chapters/signs.html", "handout/step-down.html", "searchindex.js"}


def test_a_sign_changes_the_page_that_lists_it_and_the_handout(changed):
    assert SIGNS <= changed


CITED = {"chapters/prose.html", "chapters/references.html", "cards/source-cards.json"}


def test_a_source_changes_the_pages_that_cite_it(changed):
    assert CITED <= changed


def test_such_edits_change_nothing_else(course, changed):
    shown = shown_by("course_of_pfp", "course") | shown_by("pooled_differences", "pooled")
    assert changed == shown | exports_of(course) | ASKED | SIGNS | CITED


def test_a_script_and_a_style_change_every_page_and_no_frames_and_a_comment_makes_nothing_anew(course):
    before = course.kept()
    changed = course.changed_by(
        # no template names them: all that has the pages written again is the name of the folder
        ("vastus/book/static/slides.js", "SWIPE_PX = 60", "SWIPE_PX = 61"),
        ("vastus/book/static/slides.css", "line-height: 1.4;", "line-height: 1.5;"),
        ("vastus/quiz/export/anki.py", "from html import escape\n", "from html import escape  # as text\n"),
    )
    others = {f"embed/{name}.html" for name in (*EXPLORERS, "step_down")} | {"key/questions.html"}
    assert changed == pages_of(course) | others | {"vastus/slides.js", "vastus/slides.css", "_headers"}
    made_anew = {name.partition(".")[0] for name, _ in course.kept() - before}
    assert made_anew == {"embed", "key"}  # pages that name the folder; of exports, frames and posters none


def test_where_nothing_changed_a_build_changes_nothing(course):
    """Once it left the pages without the theme's style, whose files Sphinx puts there only with a page."""
    assert course.changed_by() == set()


def test_prose_changes_its_page(course):
    changed = course.changed_by(("chapters/prose.md", "A claim", "Another claim"))
    assert changed == {"chapters/prose.html", "_sources/chapters/prose.md", "searchindex.js"}


def test_a_title_changes_every_page_that_lists_it(course):
    changed = course.changed_by(("chapters/prose.md", "# Prose", "# Plain prose"))
    assert changed >= pages_of(course)
    assert not any(name.startswith(("explorers/", "embed/", "exports/", "vastus/")) for name in changed)


def test_a_build_from_nothing_gives_the_same_book(course, tmp_path):
    copy = tmp_path / "course"
    shutil.copytree(course.folder, copy, ignore=shutil.ignore_patterns("_build"))
    take_along(copy, *ASIDE)
    assert Course(copy).book == course.book
