"""What a build of the book costs in processor time, and whether the cost grows with the change or with the book.

- The course itself: a build with no change, then after an edit of one chapter's prose, and after an edit of each
  explorer's file. Targets: 4 s; 2 s more; 4 s more.
- A generated book of 10, 50 and 100 chapters with five explorers each: a build from nothing, one with no change, and
  one after the edit of a chapter. What a chapter adds should be the same from 10 to 50 as from 50 to 100, and an edit
  should cost the same in all three. ``python bench/book_build.py 10 50`` measures these two alone.

Everything happens in a copy in a temporary folder. Processor time is that of all processes of a build; it depends less
than the clock on what else the machine is doing.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from itertools import chain, pairwise, repeat
from pathlib import Path

import nbformat

from vastus import explorers
from vastus.notebook.committed import normalised
from vastus.notebook.mime import MIME_TYPE
from vastus.places import place

SIZES = (10, 50, 100)
EXPLORERS_A_CHAPTER = 5
EXPLORER = """
import pandas as pd
import plotly.graph_objects as go

from ..explorer import Explorer, Steps, View


def view(speed):
    figure = go.Figure(go.Scatter(x=list(range(100)), y=[speed * x % 7 for x in range(100)]))
    figure.update_yaxes(range=[0, 7])
    table = pd.DataFrame({{"speed": [speed]}})
    return View(figure, f"At speed {{speed}} it ends at {{speed * 99 % 7}}.", table, "Ends")


EXPLORER = Explorer("{name}", "Number {name}", (Steps("speed", "Speed", (1, 2, 3, 4), 1),), view)
"""
PROSE = "Strength before pain, or pain before strength? " * 40
LAST_PAGES = {  # every page's foot leads to them
    "references": "# References\n\n```{bibliography}\n:all:\n:style: vastus\n```\n",
    "about": "# About\n\n## How to cite\n\nAs you like.\n",
}


def copy_of_the_course(folder, *parts):
    for part in ("vastus", "data", *parts):
        shutil.copytree(place("course") / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("_config.yml", "references.bib", "pyproject.toml"):
        shutil.copy(place("course") / part, folder)
    if (place("built") / "npm").exists():
        shutil.copytree(place("built") / "npm", folder / "_build" / "npm")


def build_s(folder):
    """Processor time of a build of the course in ``folder``, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "vastus", "book", "--output", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def add_line(path, line):
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def measure_course(folder):
    copy_of_the_course(folder, "chapters", "bench", "browsers", "lms")  # pages show files of the last three
    shutil.copy(place("course") / "_toc.yml", folder)
    kept = place("built") / "kept"
    if kept.exists():
        shutil.copytree(kept, folder / "_build" / "kept")
    build_s(folder)
    unchanged_s = build_s(folder)
    print(f"{'no change':<40}{unchanged_s:>6.1f} s")
    edits = [("prose of one chapter", folder / "chapters" / "welcome.md", "\nOne more sentence.")]
    # code: a comment more would be no change
    edits += [(name, folder / "vastus" / "explorers" / f"{name}.py", "ONE_MORE = True") for name in explorers.names()]
    for what, path, line in edits:
        add_line(path, line)
        print(f"{what:<40}{build_s(folder) - unchanged_s:>+6.1f} s", flush=True)


def write_course(folder, explorers, pages):
    """Write a small course that builds by itself.

    Parameters
    ----------
    folder : pathlib.Path
    explorers : dict of str to str
        The source of each explorer, by its name.
    pages : dict of str to list
        The cells of each page, by its name: a str is prose, a dict what an explorer shows.
    """
    copy_of_the_course(folder)
    for path in (folder / "vastus" / "explorers").glob("[!_]*.py"):
        path.unlink()
    for name, source in explorers.items():
        (folder / "vastus" / "explorers" / f"{name}.py").write_text(source, encoding="utf-8")
    chapters = folder / "chapters"
    (chapters / "quizzes").mkdir(parents=True)
    shutil.copytree(place("chapters") / "images", chapters / "images")
    for name, cells in pages.items():
        notebook = nbformat.v4.new_notebook(cells=[_cell(content) for content in cells])
        nbformat.write(normalised(notebook), chapters / f"{name}.ipynb")
    for name, text in LAST_PAGES.items():
        (chapters / f"{name}.md").write_text(text, encoding="utf-8")
    first, *others = [*pages, *LAST_PAGES]
    listed = "".join(f"  - file: chapters/{name}\n" for name in others)
    toc = f"format: jb-book\nroot: chapters/{first}\nchapters:\n{listed}"
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")


def _cell(content):
    if isinstance(content, str):
        return nbformat.v4.new_markdown_cell(content)
    shown = nbformat.v4.new_output("display_data", {MIME_TYPE: content, "text/plain": content["name"]})
    return nbformat.v4.new_code_cell("show()", outputs=[shown])


def write_generated(folder, chapters):
    explorers, pages = {}, {}
    for chapter in range(chapters):
        names = [f"toy_{chapter}_{number}" for number in range(EXPLORERS_A_CHAPTER)]
        explorers |= {name: EXPLORER.format(name=name) for name in names}
        shown = [{"kind": "explorer", "name": name, "state": {"speed": 1}} for name in names]
        pages[f"chapter-{chapter}"] = [f"# Chapter {chapter}\n\n{PROSE}", *chain(*zip(shown, repeat(PROSE)))]
    write_course(folder, explorers, pages)


def measure_generated(folder, chapters):
    """Processor time of a build from nothing, of one with no change and of one after an edit, in seconds."""
    write_generated(folder, chapters)
    first_s, unchanged_s = build_s(folder), build_s(folder)
    path = folder / "chapters" / "chapter-3.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Strength", "Force", 1), encoding="utf-8")
    return first_s, unchanged_s, build_s(folder)


def measure_all_generated(sizes):
    measured = {}
    print(f"\n{'chapters':<10}{'from nothing':>14}{'no change':>12}{'one chapter':>14}   (s)")
    for chapters in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured[chapters] = measure_generated(Path(folder), chapters)
        print("{:<10}{:>14.1f}{:>12.1f}{:>14.1f}".format(chapters, *measured[chapters]), flush=True)
    added_s = [
        (measured[larger][0] - measured[smaller][0]) / (larger - smaller) for smaller, larger in pairwise(measured)
    ]
    for (smaller, larger), each_s in zip(pairwise(measured), added_s, strict=True):
        print(f"from {smaller} to {larger} a chapter adds {each_s:.2f} s: {each_s / added_s[0]:.2f} of the first")
    smallest, largest = min(measured), max(measured)
    ratio = measured[largest][2] / measured[smallest][2]
    print(f"one chapter's edit, {largest} chapters against {smallest}: {ratio:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, help="measure generated books of as many chapters alone")
    given = parser.parse_args()
    if not given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure_course(Path(folder))
    measure_all_generated(given.sizes or SIZES)


if __name__ == "__main__":
    main()
