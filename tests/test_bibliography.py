"""Citations and the references page, proven on a tiny book: numbers, labels, anchors, how far each source was read."""

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
"""

# The rest of vastus.book wants a whole Jupyter Book around it.
EXTENSION = "from vastus.book.bibliography import setup\n"

INDEX = """
# A chapter

Parenthetical {cite:p}`souzagross1991`.
Again {cite}`souzagross1991`, with one without authors {cite}`vmvlangle2017`; and both (so {cite:p}`souzagross1991`).
In the text {cite:t}`cowan2001` found it, and {cite:t}`rrt_brazil` too.
Four at once {cite:p}`cowan2001, souzagross1991,rrt_brazil,vmvlangle2017`.
Apart {cite:p}`rrt_brazil,souzagross1991`!
Two, then three in a row {cite:p}`almeida2016,boling2006squat,cowan2001,souzagross1991,vmvlangle2017`.

A **thing**.
Another thing of it {cite:p}`cowan2001`.

```{toctree}
second
references
```
"""

SECOND = """
# Another chapter

Here the first is another {cite:p}`rrt_brazil`.
"""

REFERENCES = """
# References

```{bibliography}
:all:
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a book of three pages on the real ``references.bib``; gives the HTML of each and the warnings."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF.format(here=str(folder)))
    (folder / "local_bibliography.py").write_text(EXTENSION)
    (folder / "index.md").write_text(INDEX)
    (folder / "second.md").write_text(SECOND)
    (folder / "references.md").write_text(REFERENCES)
    (folder / "references.bib").write_bytes(references.FILE.read_bytes())
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    pages = {
        name: (app.outdir / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "second", "references")
    }
    yield pages, app.warning.getvalue()
    app.cleanup()


@pytest.fixture(scope="module")
def entries(site):
    """The entries of the references page in order: citekey, label, and the text as a reader sees it."""
    found = re.findall(r'<div class="citation" id="ref-([^"]+)"[^>]*>(.*?)</div>', site[0]["references"], re.DOTALL)
    return {citekey: " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split()) for citekey, html in found}


def words(html):
    """What a reader without a style sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def numbers(page):
    """The numbers of a page in order: what is shown, the accessible name, the address."""
    links = re.findall(r'<a aria-label="([^"]+)" class="[^"]*vastus-cite__number"[^>]* href="([^"]+)">(\d+)</a>', page)
    return [(shown, unescape(name), href) for name, href, shown in links]


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


def test_sources_are_counted_on_each_page_in_the_order_in_which_they_are_first_cited(site):
    shown = {}
    for at, name, _ in numbers(site[0]["index"]):
        assert shown.setdefault(name, at) == at
    of = {citekey: shown[references.label(citekey)] for citekey in ("souzagross1991", "vmvlangle2017", "cowan2001")}
    assert of == {"souzagross1991": "1", "vmvlangle2017": "2", "cowan2001": "3"}
    assert shown[references.label("rrt_brazil")] == "4"
    assert [at for at, _, _ in numbers(site[0]["second"])] == ["1"]


def test_a_number_is_a_link_to_the_entry_and_is_named_after_the_source(site):
    assert numbers(site[0]["index"])[0] == ("1", "Souza & Gross 1991", "references.html#ref-souzagross1991")
    assert numbers(site[0]["second"]) == [("1", references.label("rrt_brazil"), "references.html#ref-rrt_brazil")]


def test_a_number_stands_close_to_its_word_behind_a_full_stop_or_a_comma(site):
    text = words(site[0]["index"])
    assert "Parenthetical.1 Again,1 with one without authors2; and both (so1)." in text


def test_a_full_stop_is_taken_from_behind_the_number_and_not_from_an_earlier_sentence(site):
    """A text node equals every other of the same letters, so the first full stop of the paragraph was taken."""
    assert "A thing. Another thing of it.3" in words(site[0]["index"])
    assert "Another thing of it.3." not in words(site[0]["index"])


def test_several_numbers_stand_in_their_order_and_three_in_a_row_are_a_range(site):
    page = site[0]["index"]
    outside = re.sub(r"<a [^>]*vastus-cite__between [^>]*>\d+</a>", "", page)
    assert "Four at once.1–4 Apart1,4! Two, then three in a row.1–3,5,6" in words(outside)
    assert len(numbers(page)) == len(numbers(outside)) + 3  # what lies between is there to be read out


def test_a_citation_in_the_text_is_the_label_with_its_number(site):
    text = words(site[0]["index"])
    assert f"In the text Cowan et al. 20013 found it, and {references.label('rrt_brazil')}4 too." in text


def test_a_page_ends_with_its_sources_by_their_numbers_and_one_without_citations_has_no_list(site):
    page = site[0]["index"]
    assert "<summary" in page and "Sources of this page (6)" in words(page)
    folded = page.partition('<details class="vastus-sources"')[2].partition("</details>")[0]
    first, second, *_ = re.findall(r"<li>(.*?)</li>", folded, re.DOTALL)
    assert 'href="references.html#ref-souzagross1991"' in first and "Souza & Gross 1991. " in words(first)
    assert references.get("souzagross1991").title in words(first)
    assert 'href="references.html#ref-vmvlangle2017"' in second
    assert "vastus-sources" not in site[0]["references"]


def test_a_source_that_is_not_there_is_warned_of(tmp_path):
    (tmp_path / "conf.py").write_text(CONF.format(here=str(tmp_path)))
    (tmp_path / "local_bibliography.py").write_text(EXTENSION)
    (tmp_path / "index.md").write_text("# A chapter\n\nNobody says so {cite:p}`nobody1900`.\n\n" + REFERENCES[1:])
    (tmp_path / "references.bib").write_bytes(references.FILE.read_bytes())
    app = SphinxTestApp(srcdir=tmp_path, buildername="html")
    app.build()
    assert "nobody1900" in app.warning.getvalue()
    app.cleanup()


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
