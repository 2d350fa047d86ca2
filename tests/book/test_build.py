"""The built book: what is in it, and that a second build gives the same."""

import gzip
import json
import re
import shutil

from course import ROOT, run_build, take_along

from vastus import explorers
from vastus.explorer.frames import LARGEST_GZIP_BYTES

TAG = re.compile("<[^>]*>")


def test_every_explorer_is_written_and_small(book):
    written = {path.name.split(".")[0]: path.read_bytes() for path in (book / "explorers").iterdir()}
    assert sorted(written) == explorers.names()
    for name, content in written.items():
        frames = json.loads(content)
        assert frames["name"] == name
        assert all(frames["base"]["table"]["columns"]), f"{name}: a column without a name says nothing to who hears it"
        assert len(gzip.compress(content)) <= LARGEST_GZIP_BYTES


def test_no_page_names_a_third_party_script_or_style(book):
    for page in [*book.glob("*.html"), *book.glob("chapters/**/*.html")]:
        tags = " ".join(TAG.findall(page.read_text(encoding="utf-8")))  # a text may name what other tools ask for
        for mark in ('<script src="http', '<link rel="stylesheet" href="http', "unpkg.com", "cdn.", "cdnjs", "thebe"):
            assert mark not in tags, f"{page.name}: {mark}"
        assert "fontawesome.js" not in tags


def test_our_scripts_stay_out_of_the_folder_whose_scripts_every_page_loads(book):
    static = {path.name for path in (book / "_static").rglob("*.js")}
    ours = {path.name for path in next(book.glob("vastus-*")).glob("*.js")}
    assert {"explorer.js", "quiz.js", "host.js", "plotly.js"} <= ours
    assert not static & ours


def copy_of_the_course(folder):
    """The course in another folder, with what the build before has kept: making it again is tested apart."""
    for part in ("vastus", "chapters", "data", "bench", "lms", "browsers"):  # pages show files of the last three
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("_config.yml", "_toc.yml", "references.bib", "pyproject.toml"):
        shutil.copy(ROOT / part, folder)
    take_along(folder, "kept", "npm", "understood")
    return folder


def html_of(folder):
    return folder / "_build" / "html"


def test_another_build_gives_the_same(book, tmp_path):
    course = copy_of_the_course(tmp_path / "course")
    done = run_build(tmp_path, course)
    assert done.returncode == 0, done.stdout + done.stderr
    second = html_of(tmp_path)
    names = sorted(path.relative_to(book) for path in book.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    ours = [
        name
        for name in names
        if name.suffix == ".html" or name.parts[0] == "explorers" or name.parts[0].startswith("vastus-")
    ]
    assert len(ours) > 10
    assert [name for name in ours if (book / name).read_bytes() != (second / name).read_bytes()] == []


BROKEN = """
from vastus.explorer import Explorer, View
import pandas as pd, plotly.graph_objects as go
def view():
    raise RuntimeError("the leg is missing")
EXPLORER = Explorer("a_broken", "Broken", (), view)
"""


def test_an_explorer_that_raises_fails_the_build_and_is_named(book, tmp_path):
    course = copy_of_the_course(tmp_path / "course")
    (course / "vastus" / "explorers" / "a_broken.py").write_text(BROKEN)
    done = run_build(tmp_path, course)
    assert done.returncode != 0
    assert "a_broken at {}: RuntimeError: the leg is missing" in done.stdout + done.stderr
