"""Addresses of sections that moved: in a small course of one chapter and one lesson, and all of those of the course."""

import re

import pytest
from sphinx.testing.util import SphinxTestApp

from vastus import contents, places, spine
from vastus.book import addresses, minutes, shown

CONF = """
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "local_addresses"]
bibtex_bibfiles = []
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
"""
# The rest of vastus.book wants a whole Jupyter Book around it.
PARTS = """
from vastus.book import addresses, lessons
def setup(app):
    addresses.setup(app)
    lessons.setup(app)
"""
CHAPTER = """
(one)=
# One

The question.

```{lessons}
```

```{toctree}
one/first
```
"""
LESSON = """
# First

:::{dropdown} Deep
(folded-label)=
A paragraph.
:::

<figure id="an_explorer"></figure>
"""
OTHER = "# Other\n\n(gone-elsewhere)=\nA paragraph.\n"
TOC = """
root: chapters/other
chapters:
  - file: chapters/one
    sections:
      - file: chapters/one/first
"""
OLD = "chapters/one#one\nchapters/one#folded-label\nchapters/one#an_explorer\nchapters/one#from-a-heading\n"
FILES = {
    "_toc.yml": TOC,
    "conf.py": CONF,
    "local_addresses.py": PARTS,
    "index.md": "# Index\n\n```{toctree}\nchapters/one\nchapters/other\n```\n",
    "chapters/one.md": CHAPTER,
    "chapters/one/first.md": LESSON,
    "chapters/other.md": OTHER,
    "chapters/addresses.txt": f"{OLD}chapters/one#gone-elsewhere\n",
    "chapters/moved.yml": "chapters/one:\n  from-a-heading: folded-label\n",
}
CACHED = (contents.sections, addresses.promised, addresses.told, minutes.of, shown._shown, spine.lines)


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Builds the small course with some files changed; gives the chapter's HTML and what the build warned of."""
    monkeypatch.setattr(places, "_COURSE", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    def built(**changed):
        for name, text in (FILES | changed).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        for function in CACHED:
            function.cache_clear()
        app = SphinxTestApp(srcdir=tmp_path, freshenv=True)
        try:
            app.build(force_all=True)
            page = (tmp_path / "_build/html/chapters/one.html").read_text(encoding="utf-8")
            return page, app.warning.getvalue()
        finally:
            app.cleanup()
            for function in CACHED:
                function.cache_clear()

    return built


def test_an_id_that_moved_stands_at_the_link_to_the_lesson_that_has_it_now(build):
    page, warned = build()
    assert warned == ""
    line = re.search(r'<li data-lesson="one/first"[^>]*>(.*?)</li>', page, re.DOTALL)[1]
    assert re.findall(r'<span id="([^"]+)" data-now="([^"]+)"></span>', line) == [
        ("folded-label", "folded-label"),
        ("an_explorer", "an_explorer"),
        ("from-a-heading", "folded-label"),
    ]
    assert 'href="one/first.html"' in line
    assert page.count('id="one"') == 1  # it still stands on its page, so nothing leads on


def test_an_id_that_moved_to_a_page_of_no_lesson_leads_on_from_the_end_of_its_own(build):
    page, _ = build()
    nav = page.partition('<nav class="vastus-moved"')[2].partition("</nav>")[0]
    mark = '<span id="gone-elsewhere" data-now="gone-elsewhere"></span>'
    assert f'<li>{mark}<a href="other.html">Other</a></li>' in nav


def test_the_id_of_a_heading_that_was_renamed_stands_at_its_new_name(build):
    page, warned = build(**{"chapters/moved.yml": "chapters/one:\n  from-a-heading: one\n"})
    assert warned == ""
    assert re.search(r'<span id="from-a-heading"></span><(span|section)[^>]* id="one"', page)


def test_a_build_in_which_an_address_leads_nowhere_warns_of_it_and_says_where_to_tell(build):
    _, warned = build(**{"chapters/moved.yml": "chapters/one:\n"})
    assert "chapters/one#from-a-heading: nothing on the page" in warned
    assert "expected in chapters/moved.yml, under chapters/one, the label" in warned


def test_every_address_of_the_course_stands_on_its_page_and_leads_to_a_place_that_is_there(book):
    pages = {}

    def ids(page):
        if page not in pages:
            html = (book / f"{page}.html").read_text(encoding="utf-8")
            now = dict(re.findall(r'<span id="([^"]+)" data-now="([^"]+)">', html))
            pages[page] = html, {*addresses.ID.findall(html)}, now
        return pages[page]

    for page, anchors in addresses.promised().items():
        html, here, now = ids(page)
        assert {*anchors} <= here, page
        for anchor in now:
            place = html.partition(f'<span id="{anchor}" data-now')[2].partition("</li>")[0]
            href = re.search(r'<a href="([^"#]+)', place)[1]
            lesson = (book / page).parent.joinpath(href).resolve().relative_to(book.resolve()).with_suffix("")
            assert now[anchor] in ids(lesson.as_posix())[1], f"{page}#{anchor} leads to {lesson}"


def test_the_list_of_addresses_is_sorted_and_names_pages_that_are_there():
    lines = (places.place("course") / addresses.LIST).read_text(encoding="utf-8").split()
    assert lines == sorted({*lines})
    assert addresses.promised().keys() <= {*contents.pages()}
    for page, moved in addresses.told().items():
        assert {*(moved or {})} <= {*addresses.promised()[page]}, f"{page}: an id that never stood there"
