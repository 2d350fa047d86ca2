"""The list of signs in the book: the same lines wherever a page asks for it, whole without a script."""

import re
from html import unescape

import nbformat
import pytest
from sphinx.testing.util import SphinxTestApp

from vastus import handout, red_flags, references
from vastus.notebook.mime import MIME_TYPE

FLAGS = red_flags.load()

CONF = """
import sys
sys.path.insert(0, {here!r})
extensions = ["myst_nb", "sphinxcontrib.bibtex", "local_red_flags"]
bibtex_bibfiles = ["references.bib"]
nb_execution_mode = "off"
source_suffix = {{".md": "myst-nb", ".ipynb": "myst-nb"}}
"""
INDEX = """
# A page

```{red-flags}
```

```{toctree}
cell
output
references
```
"""


def boxes(html):
    """The lines of each box of a page by its title: the name of a line and what is written in it."""
    found = re.findall(
        r'<p class="admonition-title">([^<]+)</p>(.*?)(?=<p class="admonition-title">|</main>|\Z)', html, re.S
    )
    return {title: dict(re.findall(r'<li id="sign-([^"]+)">(.*?)</li>', body, re.S)) for title, body in found}


def plain(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def hold_the_whole_list(html):
    found = boxes(html)
    for group in FLAGS.groups:
        assert list(found[group.heading]) == [line.id for line in group.lines]
        for line in group.lines:
            written = found[group.heading][line.id]
            assert plain(written).replace("’", "'").startswith(f"{line.sign}. {line.says} {line.because}")
            for citekey in line.citekeys:
                assert f'#ref-{citekey}"' in written
    assert FLAGS.stop in plain(html)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The HTML of three small pages: Markdown, a Markdown cell of a notebook, and the output of a cell."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF.format(here=str(folder)))
    (folder / "local_red_flags.py").write_text(
        "from vastus.book import bibliography, red_flags\n"
        "def setup(app):\n    bibliography.setup(app)\n    red_flags.setup(app)\n"
    )
    (folder / "references.bib").write_bytes(references.FILE.read_bytes())
    (folder / "index.md").write_text(INDEX)
    (folder / "references.md").write_text("# References\n\n```{bibliography}\n:all:\n:style: vastus\n```\n")
    v4 = nbformat.v4
    cell = v4.new_notebook(cells=[v4.new_markdown_cell("# A cell\n\n```{red-flags}\n```")])
    shown = v4.new_output(
        "execute_result", {MIME_TYPE: {"kind": "red flags"}, "text/plain": "The list."}, execution_count=1
    )
    output = v4.new_notebook(
        cells=[v4.new_markdown_cell("# An output"), v4.new_code_cell("red_flags.show()", outputs=[shown])]
    )
    for name, notebook in (("cell", cell), ("output", output)):
        nbformat.write(notebook, folder / f"{name}.ipynb")
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    yield {name: (app.outdir / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "cell", "output")}
    app.cleanup()


@pytest.mark.parametrize("page", ["index", "cell", "output"])
def test_the_list_stands_whole_in_markdown_in_a_cell_and_in_an_output(site, page):
    hold_the_whole_list(site[page])


@pytest.mark.parametrize("chapter", ["welcome", "exercise-protocol", "cases"])
def test_every_chapter_with_the_list_has_every_line_in_its_box_with_its_sources(book, chapter):
    hold_the_whole_list((book / "chapters" / f"{chapter}.html").read_text(encoding="utf-8"))


def test_the_handout_of_the_book_has_every_line(book):
    page = (book / "handout" / f"{handout.NAME}.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="sign-([^"]+)">', page) == [line.id for line in FLAGS.lines]
