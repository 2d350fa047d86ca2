"""The references page, proven on a tiny book: labels, anchors, how far each source was read."""

import re
from html import unescape

import pytest
from sphinx.testing.util import SphinxTestApp

from vastus import references

CONF = """
import sys
sys.path.insert(0, {here!r})
extensions = ["myst_parser", "sphinxcontrib.bibtex", "local_bibliography"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "vastus"
bibtex_reference_style = "vastus"
"""

# The rest of vastus.book wants a whole Jupyter Book around it.
EXTENSION = "from vastus.book.bibliography import setup\n"

INDEX = """
# A chapter

Parenthetical {cite}`cowan2001`.
Two at once {cite}`souzagross1991,vmvlangle2017`.
In the text {cite:t}`cowan2001` found it, and {cite:t}`rrt_brazil` too.

```{toctree}
references
```
"""

REFERENCES = """
# References

```{bibliography}
:all:
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a book of two pages on the real ``references.bib``; gives the HTML of both and the warnings."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF.format(here=str(folder)))
    (folder / "local_bibliography.py").write_text(EXTENSION)
    (folder / "index.md").write_text(INDEX)
    (folder / "references.md").write_text(REFERENCES)
    (folder / "references.bib").write_bytes(references.FILE.read_bytes())
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    pages = {name: (app.outdir / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "references")}
    yield pages, app.warning.getvalue()
    app.cleanup()


@pytest.fixture(scope="module")
def entries(site):
    """The entries of the references page in order: citekey, label, and the text as a reader sees it."""
    found = re.findall(r'<div class="citation" id="ref-([^"]+)"[^>]*>(.*?)</div>', site[0]["references"], re.DOTALL)
    return {citekey: " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split()) for citekey, html in found}


def links(page):
    found = re.findall(r'<a class="reference internal" href="(references\.html#ref-[^"]+)"[^>]*>(.*?)</a>', page)
    return [(href, unescape(re.sub(r"<[^>]+>", "", text))) for href, text in found]


def test_the_book_builds_without_a_warning(site):
    assert site[1] == ""


def test_every_source_stands_on_the_page_under_its_permanent_anchor(site, entries):
    assert set(entries) == set(references.load())
    assert site[0]["references"].count('id="ref-rrt_brazil"') == 1  # docutils alone makes it ref-rrt-brazil


def test_every_entry_begins_with_the_label_used_in_the_text(entries):
    for citekey, text in entries.items():
        assert text.startswith(f"[{references.label(citekey)}]")


def test_entries_are_sorted_by_label(entries):
    order = list(entries)
    assert order.index("almeida2016") < order.index("cowan2001") < order.index("souzagross1991")
    # A quotation mark does not send a title to the end.
    assert order.index("schwieren2017") < order.index("vmvolume2021") < order.index("seniam_vl")


def test_a_citation_shows_the_label_in_parentheses_and_links_to_the_entry(site):
    page = site[0]["index"]
    assert ("references.html#ref-cowan2001", "Cowan et al. 2001") in links(page)
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert "Parenthetical (Cowan et al. 2001)." in text
    assert "In the text Cowan et al. 2001 found it" in text


def test_a_source_without_authors_is_cited_by_its_title(site):
    label = references.label("vmvlangle2017")
    text = unescape(re.sub(r"<[^>]+>", "", site[0]["index"]))
    assert label.startswith("“Vastus medialis and lateralis")
    assert f"Two at once (Souza & Gross 1991; {label})." in text
    assert ("references.html#ref-rrt_brazil", references.label("rrt_brazil")) in links(site[0]["index"])


def test_every_entry_says_how_far_it_was_read(entries):
    says = {
        "full text": "Read: full text of the page or table cited.",
        "abstract": "Read: abstract only.",
        "secondary": "Known only through another source.",
        "unseen": "Not read.",
    }
    for citekey, source in references.load().items():
        assert says[source.verification] in entries[citekey]
        assert ("Details of this record not confirmed." in entries[citekey]) == (source.metadata != "checked")
        assert source.remark in entries[citekey]


def test_an_entry_prints_author_year_title_venue_and_link(site, entries):
    assert entries["boling2006squat"].startswith("[Boling et al. 2006b] Boling M")
    assert "(2006)." in entries["boling2006squat"]
    assert "Journal of Sport Rehabilitation 15(3):195–205." in entries["boling2006squat"]
    assert 'href="https://doi.org/10.1097/00002060-200111000-00003"' in site[0]["references"]


def test_an_entry_without_authors_begins_with_its_title(entries):
    assert "] Selective atrophy of the vastus medialis: does it exist in women with" in entries["vmvolume2021"]
    assert "(2021). American Journal of Sports Medicine." in entries["vmvolume2021"]


def test_what_comes_from_memory_carries_a_dagger_and_says_so(entries):
    assert "Firbas W (1989†). The extensor" in entries["weinstabl1989"]
    assert "Vanneuville G† (1995†). Anatomical basis" in entries["galtier_vm"]
    for citekey, source in references.load().items():
        assert entries[citekey].count("†") == (len(source.recalled) + 1 if source.recalled else 0), citekey
        assert ("† From memory; the record was not seen." in entries[citekey]) == bool(source.recalled)


def test_the_page_explains_the_dagger_and_undated_pages():
    page = (references.FILE.parent / "chapters/references.md").read_text(encoding="utf-8")
    assert "A dagger (†) behind authors or year means that they come from memory." in page
    assert '"web page, read 2026"' in page


def test_an_undated_page_says_when_it_was_read(entries):
    assert "] SENIAM (web page, read 2026). Recommendations" in entries["seniam_vm"]


def test_a_long_list_of_authors_is_cut_after_six(entries):
    assert len(references.get("aclrmeta2022").authors) == 7
    assert "Cottmeyer DF, et al. (2022)." in entries["aclrmeta2022"]
