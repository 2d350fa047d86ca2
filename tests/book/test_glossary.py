"""The glossary: what its page holds, that a page links a word where it first uses it, what the build makes of it."""

import gzip
import re

import nbformat
import pytest
from course import ROOT
from sphinx.testing.util import SphinxTestApp

CHAPTERS = ROOT / "chapters"
PAGES = sorted(
    path
    for path in CHAPTERS.rglob("*")
    if path.suffix in {".md", ".ipynb"} and path.stem not in {"glossary", "references"}
)
GLOSSARY = (CHAPTERS / "glossary.md").read_text(encoding="utf-8").partition("```{glossary}\n")[2].partition("```")[0]
ENTRIES = [entry.split("\n  ") for entry in GLOSSARY.strip().split("\n\n")]  # heads, then a line for each sentence
HEADS = [entry[0].split("\n") for entry in ENTRIES]
PROMISED = """
blinding, case-control study, cohort, credible interval, cross-talk, eccentric, EMG, envelope, groove, Hedges g,
heterogeneity, ICC, iliotibial band, interval, lever, moment, MPFL, normalisation, odds ratio, onset, p,
performance bias, PFP, placebo, pre-post comparison, prospective study, Q-angle, regression to the mean, retinaculum,
SEM, signal-to-noise ratio, significant, surrogate, trochlea, VL, VM, VML, VMO
"""
# words that mean one thing wherever they stand, so that a machine can find their first use
UNMISTAKABLE = {
    "credible interval", "cross-talk", "EMG", "Hedges g", "heterogeneity", "iliotibial band", "MPFL", "odds ratio",
    "onset", "performance bias", "PFP", "placebo", "Q-angle", "regression to the mean", "signal-to-noise ratio",
    "VL", "VM", "VML", "VMO",
}  # fmt: skip
TERM = re.compile(r"\{term\}`(?P<shown>[^`<]+?)(?: <(?P<head>[^`>]+)>)?`")
LARGEST_GZIP_BYTES = 3_000

CONF = """
import sys
sys.path.insert(0, {here!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "local_glossary"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "vastus"
"""
# The rest of vastus.book wants a whole Jupyter Book around it.
PARTS = """
from vastus.book import bibliography, glossary
def setup(app):
    bibliography.setup(app)
    glossary.setup(app)
"""
INDEX = """
# A chapter

The {term}`lever` is long, the {term}`lever` is <short>, and {term}`Onsets <onset>` differ.
An {term}`unheard word` is not there.

```{toctree}
chapters/glossary
chapters/references
```
"""
SMALL_GLOSSARY = """
# Glossary

```{glossary}
lever
arm
  A distance & no more {cite:p}`cowan2001`.
  With a *longer* {term}`arm` more {cite:p}`cowan2001`, of course.

onset
  A point in time.
```
"""


def prose(path):
    """The running prose of a page, in one text: without headings, tables, code, links, citations and quotations."""
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    else:
        text = path.read_text(encoding="utf-8")
    text = re.sub(r"^```(?!\{admonition).*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(#|\||:|`|\([\w-]+\)=|    ).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\{cite:?\w*\}`[^`]*`|\[[^\]]*\]\([^)]*\)|<[a-z/][^>]*>(?!`)|\"[^\"\n]*\"", "", text)


def head(found):
    """The headword a link leads to, as the glossary writes it."""
    known = {word.casefold(): word for words in HEADS for word in words}
    return known[(found["head"] or found["shown"]).casefold()]


def test_the_glossary_holds_what_was_promised_and_is_sorted():
    words = [word for words in HEADS for word in words]
    assert {word.strip() for word in PROMISED.replace("\n", " ").split(",")} <= set(words)
    assert len(words) == len(set(words))
    firsts = [words[0].casefold() for words in HEADS]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_an_entry_is_short_and_says_what_it_means_in_whole_sentences(entry):
    sentences = entry[1:]
    assert 1 <= len(sentences) <= 2
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)
    assert len(" ".join(sentences).split()) <= 45


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_links_a_word_once_and_where_it_first_uses_it(path):
    text = prose(path).replace("The VMO Question", "")  # the name of the course
    linked = [head(found) for found in TERM.finditer(text)]
    assert len(linked) == len(set(linked)), sorted(word for word in linked if linked.count(word) > 1)
    for word in UNMISTAKABLE:
        first = re.search(rf"(?<![\w:-])(?:{word}|{word.capitalize()})s?(?![\w:-])", text)
        if first:
            line = text[text.rfind("\n", 0, first.start()) + 1 : text.find("\n", first.end())]
            assert any(found.start() < first.start() < found.end() for found in TERM.finditer(text)), f"{word}: {line}"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A book of three pages: the HTML of its first, and the warnings."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "chapters").mkdir()
    (folder / "conf.py").write_text(CONF.format(here=str(folder)))
    (folder / "local_glossary.py").write_text(PARTS)
    (folder / "index.md").write_text(INDEX)
    (folder / "chapters" / "glossary.md").write_text(SMALL_GLOSSARY)
    (folder / "chapters" / "references.md").write_text("# References\n\n```{bibliography}\n:all:\n```\n")
    (folder / "references.bib").write_bytes((ROOT / "references.bib").read_bytes())
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    yield (app.outdir / "index.html").read_text(encoding="utf-8"), app.warning.getvalue()
    app.cleanup()


def test_a_word_that_is_not_in_the_glossary_is_a_warning_which_fails_the_build_of_the_course(small):
    assert "term not in glossary: 'unheard word'" in small[1]
    assert len(small[1].strip().splitlines()) == 1


def test_a_word_is_a_link_to_its_entry_described_by_a_popover_that_stands_there_once(small):
    link = '<a class="vastus-term" href="chapters/glossary.html#term-{0}" aria-describedby="means-{0}">{1}</a>'
    assert small[0].count(link.format("lever", "lever")) == 2
    assert small[0].count(link.format("onset", "Onsets")) == 1
    assert re.findall(r'<div popover class="vastus-meaning"><p><b>[^<]*</b> <span id="([\w-]+)">', small[0]) == [
        "means-lever",
        "means-onset",
    ]


def test_a_meaning_is_the_plain_text_of_its_entry_without_citations(small):
    assert (
        '<b>lever</b> <span id="means-lever">A distance &amp; no more. With a longer arm more, of course.</span>'
        in small[0]
    )


def test_every_page_of_the_book_describes_its_words_loads_what_shows_them_and_grows_little(book):
    with_words = 0
    for page in sorted(book.glob("chapters/**/*.html")):
        html = page.read_text(encoding="utf-8")
        assert "std-term" not in html, page.name
        described = re.findall(
            r'<a class="vastus-term" href="(?:\.\./)?glossary\.html#(term-[^"]+)" aria-describedby="([^"]+)">', html
        )
        assert sorted({meaning for _, meaning in described}) == sorted(re.findall(r'<span id="(means-[^"]+)">', html))
        if described:
            with_words += 1
            assert "/glossary.js" in html and "/every-page.css" in html, page.name
            plain = re.sub(r'<div popover class="vastus-meaning">.*?</div>\n|<a class="vastus-term"[^>]*>', "", html)
            assert len(gzip.compress(html.encode())) - len(gzip.compress(plain.encode())) < LARGEST_GZIP_BYTES
    assert with_words >= 8
    assert ".vastus-meaning" in next(book.glob("vastus-*/every-page.css")).read_text(encoding="utf-8")
