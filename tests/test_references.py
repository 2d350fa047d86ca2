"""The sources: every entry is legitimate, every label is different, every error says where."""

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
        assert source.year == "n.d." or 1900 < int(source.year) < 2100
        assert not source.url or re.match(r"https?://[^\s{}]+$", source.url)
        assert source.anchor == f"ref-{citekey}"


def test_no_entry_prints_a_guess_or_a_trace_of_latex():
    for source in references.load().values():
        for text in (source.label, source.title, source.venue, source.remark, *source.authors):
            assert not re.search(r"[{}\\$]", text), source.citekey
        assert "probably" not in source.remark.lower(), source.citekey


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
        ("giles2015", "Giles et al. 2015"),  # one name and "others"
        ("vanderkleij2015", "Van der Kleij et al. 2015"),
        ("smith2009exist", "Smith et al. 2009a"),
        ("smith2009vmo", "Smith et al. 2009b"),
        ("seniam_vm", "SENIAM n.d.-b"),
        ("cowan2002tape", "“Therapeutic patellar taping changes the …” 2002"),
        ("vmovlratio1995", "untitled record, Journal of Sport Rehabilitation, n.d."),
        ("lpcs2024", "untitled record, selective against general strengthening of …, 2024"),
    ],
)
def test_a_label_names_authors_and_year_or_what_is_known(citekey, label):
    assert references.label(citekey) == label


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
    assert references.get("giles2015").authors == ("Giles LS", "et al.")


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
