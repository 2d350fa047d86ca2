"""The sources: every entry is legitimate, every label is different, every error says where."""

import dataclasses
import re
from collections import Counter

import pytest

from vastus import references
from vastus.references import ReferencesError

ENTRY = """
@article{{{key},
  author       = {{{author}}},
  title        = {{{title}}},
  year         = {{2002}},
  verification = {{{verification}}},
  metadata     = {{checked}},
}}
"""


@pytest.fixture
def bibliography(tmp_path):
    """Write a bibliography of entries given as keyword arguments of ``ENTRY`` and load it."""

    def write_and_load(*entries):
        path = tmp_path / "references.bib"
        path.write_text("".join(ENTRY.format(**{"title": "A title", "verification": "abstract"} | e) for e in entries))
        return references.load(path)

    return write_and_load


def test_every_entry_of_the_course_is_legitimate():
    sources = references.load()
    assert len(sources) > 200
    for citekey, source in sources.items():
        assert re.fullmatch(r"[a-z0-9_]+", citekey)  # it becomes an anchor as it stands
        assert source.title
        assert re.fullmatch(r"(19|20)\d\d|web page, read 20\d\d", source.year) or citekey in references.NAMELESS
        assert not source.url or re.match(r"https?://[^\s{}]+$", source.url)
        assert source.anchor == f"ref-{citekey}"


def test_no_entry_prints_a_guess_or_a_trace_of_latex():
    for source in references.load().values():
        for text in (source.label, source.title, source.venue, source.remark, *source.authors):
            assert not re.search(r"[{}\\$]", text), source.citekey
        assert "probably" not in source.remark.lower(), source.citekey


def test_every_source_is_cited_by_a_page_a_question_a_table_or_the_code():
    course = references.FILE.parent
    cited = set()
    for folder in ("chapters", "data", "vastus"):
        for path in (course / folder).rglob("*"):
            if path.suffix in (".md", ".ipynb", ".yml", ".csv", ".py") and path.name != "references.py":
                cited |= set(re.findall(r"[a-z0-9_]+", path.read_text(encoding="utf-8")))
    assert set(references.load()) - cited == set()


def test_entries_stand_in_the_order_of_their_keys_and_once_each():
    keys = re.findall(r"^@\w+\{([^,]+),", references.FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert keys == sorted(set(keys))
    assert keys == list(references.load())


def test_no_two_sources_share_a_label():
    assert max(Counter(source.label for source in references.load().values()).values()) == 1


@pytest.mark.parametrize(
    ("citekey", "label"),
    [
        ("cowan2001", "Cowan et al. 2001"),
        ("souzagross1991", "Souza & Gross 1991"),
        ("mcconnell1986", "McConnell 1986"),
        ("osteras2013", "Østerås et al. 2013"),  # one name and "others"
        ("vanderkleij2015", "Van der Kleij et al. 2015"),
        ("smith2009exist", "Smith et al. 2009a"),
        ("smith2009vmo", "Smith et al. 2009b"),
        ("gcare", "NHS Gloucestershire G-care (web page, read 2026)"),
        ("seniam_vm", "SENIAM (web page, read 2026b)"),
        ("cowan2000reliab", "Cowan et al. 2000"),  # from memory
        ("ardstepup", "Bennell et al. 2005"),  # once known by a table on a web page
        ("vmvolume2021", "“Selective atrophy of the vastus …” 2021"),
        ("mpfl_iowa2013", "record PMC3748894, n.d."),
        ("lpcs2024", "record PMID 39720039, 2024"),
    ],
)
def test_a_label_names_authors_and_year_or_what_is_known(citekey, label):
    assert references.label(citekey) == label


def test_every_label_names_somebody_and_a_year_with_few_exceptions():
    sources = references.load()
    nameless = {key for key, source in sources.items() if not source.authors or source.year == "n.d."}
    assert nameless == references.NAMELESS  # an entry completed leaves the list
    assert len(nameless) < len(sources) / 12
    for source in sources.values():
        assert source.label.count("(") == source.label.count(")")
        assert "untitled" not in source.label


NO_NAME = """
@misc{{{key},
  title        = {{A title}},
  verification = {{abstract}},
  metadata     = {{checked}},
{more}}}
"""


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", "no author and no year"),
        ("  year = {2002},\n", "no author"),
        ("  author = {Doe, A.},\n", "no year"),
    ],
)
def test_a_label_without_author_or_year_is_an_error(tmp_path, more, missing):
    path = tmp_path / "references.bib"
    path.write_text(NO_NAME.format(key="k", more=more))
    with pytest.raises(ReferencesError, match=f"entry k: {missing}, so its label would name nothing"):
        references.load(path)


def test_a_listed_exception_is_no_error(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(NO_NAME.format(key=min(references.NAMELESS), more=""))
    assert references.load(path)[min(references.NAMELESS)].label == "“A title” n.d."


def test_an_undated_page_says_when_it_was_read_and_letters_stand_within_the_brackets(tmp_path):
    path = tmp_path / "references.bib"
    more = "  author = {{Some Office}},\n  read = {2026},\n"
    path.write_text(NO_NAME.format(key="first", more=more) + NO_NAME.format(key="second", more=more))
    labels = [source.label for source in references.load(path).values()]
    assert labels == ["Some Office (web page, read 2026a)", "Some Office (web page, read 2026b)"]


def test_what_was_taken_from_memory_is_marked_and_only_that():
    assert references.get("weinstabl1989").recalled == ("year",)
    assert references.get("galtier_vm").recalled == ("author", "year")
    for source in references.load().values():
        assert not source.recalled or source.metadata != "checked", source.citekey


def test_only_authors_and_year_may_come_from_memory(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(NO_NAME.format(key="k", more="  author = {Doe, A.},\n  year = {2002},\n  recalled = {title},\n"))
    with pytest.raises(ReferencesError, match="entry k: recalled is 'title', expected of author, year"):
        references.load(path)


def test_letters_follow_the_keys_and_not_the_order_of_the_file(bibliography):
    sources = bibliography({"key": "zeta", "author": "Doe, A."}, {"key": "alpha", "author": "Doe, B."})
    assert sources["alpha"].label == "Doe 2002a"
    assert sources["zeta"].label == "Doe 2002b"


def test_latex_accents_become_letters(bibliography):
    source = bibliography({"key": "k", "author": r"Hortob{\'a}gyi, Tibor", "title": r"{EMG} of {\c{c}}a"})["k"]
    assert source.authors == ("Hortobágyi T",)
    assert source.title == "EMG of ça"


def test_initials_keep_every_given_name_and_a_short_list_says_so():
    assert references.get("vanderkleij2015").authors[0] == "Van der Kleij FM"
    assert references.get("osteras2013").authors == ("Østerås B", "et al.")


def test_a_doi_is_the_address_before_any_other():
    assert references.get("almeida2016").url == "https://pmc.ncbi.nlm.nih.gov/articles/PMC4812005/"
    assert references.get("kaya2010").url == "https://doi.org/10.1177/1941738110379214"


def test_a_wrong_citekey_lists_the_near_ones():
    with pytest.raises(ReferencesError, match="no entry 'cowan2011' in references.bib; near it: cowan2001"):
        references.label("cowan2011")


def test_an_entry_that_does_not_say_how_far_it_was_read_is_named(bibliography):
    message = "entry k: verification is 'skimmed', expected one of full text, abstract, secondary, unseen"
    with pytest.raises(ReferencesError, match=message):
        bibliography({"key": "k", "author": "Doe, A.", "verification": "skimmed"})


def test_a_missing_bibliography_is_named(tmp_path):
    with pytest.raises(ReferencesError, match="nowhere.bib not found"):
        references.load(tmp_path / "nowhere.bib")


def test_a_text_is_cited_with_links_to_the_page_or_to_the_work():
    known = {"a2010": dataclasses.replace(references.load()["vergara_vm"], label="A & B 2010", citekey="a2010")}
    there = references.cited("x < y {a2010}", known, "#ref-{citekey}")
    assert there == 'x &lt; y (<a href="#ref-a2010">A &amp; B 2010</a>)'
    known["a2010"] = dataclasses.replace(known["a2010"], url="https://a.example/?x&y")
    there = references.cited("{a2010}", known)
    assert there.startswith('(<a href="https://a.example/?x&amp;y" target="_blank" rel="noopener">')
    without = {"a2010": dataclasses.replace(known["a2010"], url="")}
    assert references.cited("{a2010}", without) == "(A &amp; B 2010)"
