"""The sources of the course, read from ``references.bib``.

- pybtex parses the file; LaTeX accents and braces become plain Unicode here, once, for everybody.
- Every entry must say how far it was read (``verification``) and whether its record was confirmed (``metadata``).
- The label is what a reader sees in the text: *Cowan et al. 2001*, or *SENIAM (web page, read 2026a)* for a page
  without a date. It is worked out from all entries together, since two works with the same label are told apart by
  a letter, given in the order of their citekeys. An entry without author or year has no name to go by and is an
  error, unless it stands in ``NAMELESS``.
- What was taken from memory, because no record we saw shows it, says so (``recalled``).
- ``read_entries`` takes parsed entries, so the Sphinx style makes its labels here too and both always agree.
"""

import difflib
import hashlib
import html
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

from pybtex.database import parse_file
from pybtex.richtext import Text

from vastus import asked
from vastus.places import place

FILE = place("bibliography")

VERIFICATIONS = ("full text", "abstract", "secondary", "unseen")
METADATA = ("checked", "partly", "unchecked")
HOW_FAR_READ = {
    "full text": "Read: full text of the page or table cited.",
    "abstract": "Read: abstract only.",
    "secondary": "Known only through another source.",
    "unseen": "Not read.",
}
RECALLABLE = ("author", "year")
RECALLED = "†"
AUTHORS_SHOWN = 6
UNCONFIRMED_TITLE = "[Title not confirmed]"
TITLE_WORDS = 5
OF_LATEX = re.compile(r"[\\{}%$~^_#&`]|--|''|\s\s|[^\S ]|^\s|\s$")  # a text without any of it is plain already
# Sources whose record could not be found: whatever names one of them here belongs into its entry, and its key out.
NAMELESS = {
    # no author was seen: the label gives the first words of the title
    "dissociation2025",
    "jospt_steps13",
    "labels2026",
    "pacificthesis1992",
    "quadheads106",
    "quadrupture1988",
    "rrt_brazil",
    "shortfoot2024",
    "skill2025",
    "vmcadaver2012",
    "vmtorque2009",
    "vmvlangle2017",
    "vmvolume2021",
    # neither author nor title was seen: the label gives the number of the record
    "borotikar_contact",
    "ctkorea",
    "dkvsquat",
    "lpcs2024",
    "mpfl_iowa2013",
    "pfjreview",
    "pnf_emg",
}


class ReferencesError(ValueError):
    """An entry of ``references.bib`` is wrong, or is not there."""


@dataclass(frozen=True)
class Reference:
    """One source.

    Attributes
    ----------
    citekey : str
        Key in ``references.bib``; permanent.
    label : str
        Short form for the text, different for every source: ``Souza & Gross 1991``.
    title : str
        Begins with ``[Title not confirmed]`` where the words are ours.
    authors : tuple of str
        Family name and initials; ``et al.`` at the end where the list is cut short. Empty if not known.
    year : str
        ``web page, read 2026`` for a page without a date; ``n.d.`` if not known.
    venue : str
        Journal with volume and pages, book with publisher, or web site. Empty if not known.
    verification : str
        How far the source was read, one of `VERIFICATIONS`.
    metadata : str
        Whether a record confirms these details, one of `METADATA`.
    recalled : tuple of str
        Which of `RECALLABLE` was taken from memory, since no record we saw shows it.
    remark : str
        A warning to its reader, or empty.
    url : str
        DOI first, then the address in the entry, then PubMed Central or PubMed. Empty if there is none.
    """

    citekey: str
    label: str
    title: str
    authors: tuple[str, ...]
    year: str
    venue: str
    verification: str
    metadata: str
    recalled: tuple[str, ...]
    remark: str
    url: str

    @property
    def authors_shown(self):
        """The authors in a line, the first six of many; with a dagger if they come from memory."""
        shown = self.authors if len(self.authors) <= AUTHORS_SHOWN else (*self.authors[:AUTHORS_SHOWN], "et al.")
        return ", ".join(shown) + RECALLED * ("author" in self.recalled)

    @property
    def year_shown(self):
        """The year, with a dagger if it comes from memory."""
        return self.year + RECALLED * ("year" in self.recalled)

    @property
    def warnings(self):
        """What a reader has to know of the record, in sentences."""
        said = ["Details of this record not confirmed."] if self.metadata != "checked" else []
        said += [f"{RECALLED} From memory; the record was not seen."] if self.recalled else []
        return said + ([closed(f"Note: {self.remark}")] if self.remark else [])

    @property
    def anchor(self):
        """Identifier of the entry on the references page."""
        return f"ref-{self.citekey}"


def closed(sentence):
    """A sentence with a full stop at its end, if it has no sign there."""
    return sentence if sentence.endswith((".", "?", "!")) else sentence + "."


@cache
def load(path=FILE):
    """Read the sources. Who shows one takes it from `get` or `label`, where it is noted that it was asked for.

    Parameters
    ----------
    path : pathlib.Path
        A BibTeX file.

    Returns
    -------
    dict of str to Reference
        By citekey, in the order of the file.

    Raises
    ------
    ReferencesError
        If there is no such file, an entry does not say how far it was read, or has no author or no year.
    """
    if not path.is_file():
        raise ReferencesError(f"{path} not found, expected the bibliography")
    return read_entries(parse_file(path, bib_format="bibtex").entries.values())


def get(citekey):
    """Return the `Reference` of a citekey; a wrong one raises `ReferencesError` listing those near it."""
    asked.note(f"source {citekey}")
    references = load()
    if citekey not in references:
        near = difflib.get_close_matches(citekey, references, n=5)
        raise ReferencesError(f"no entry {citekey!r} in {FILE.name}; near it: {', '.join(near) or 'none'}")
    return references[citekey]


def label(citekey):
    """Return the short label of a citekey, e.g. ``Cowan et al. 2001``."""
    return get(citekey).label


def link(reference, href=None):
    """HTML of a link to a source: to its place on this site, else to the work itself, else its label alone.

    Parameters
    ----------
    reference : Reference
    href : str, optional
        Where a source is found on this site, with ``{citekey}``.
    """
    label = html.escape(reference.label)
    if href is not None:
        return f'<a href="{html.escape(href.format(citekey=reference.citekey))}">{label}</a>'
    if reference.url:
        return f'<a href="{html.escape(reference.url)}" target="_blank" rel="noopener">{label}</a>'
    return label


def cited(text, known, href=None):
    """A text in HTML, with a `link` in brackets in the place of each ``{citekey}``; ``known`` as `load` gives it."""
    return re.sub(r"\{(\w+)\}", lambda found: f"({link(known[found[1]], href)})", html.escape(text))


def plainly_cited(markdown):
    """Markdown of the book with its citations as programs other than the book can show them.

    ``{cite:p}`a,b``` becomes names with links in brackets, ``{cite:t}`a``` the same without.
    """

    def written(found):
        links = "; ".join(_markdown_link(get(citekey.strip())) for citekey in found["keys"].split(","))
        return links if found["kind"] == "t" else f"({links})"

    return re.sub(r"\{cite(?::(?P<kind>[pt]))?\}`(?P<keys>[^`]+)`", written, markdown)


def _markdown_link(reference):
    return f"[{reference.label}]({reference.url})" if reference.url else reference.label


def fingerprints():
    """Return for each source a digest of all that is known of it, its label among it."""
    return {citekey: hashlib.sha256(repr(source).encode()).hexdigest() for citekey, source in load().items()}


def read_entries(entries):
    """Turn parsed entries into references.

    Parameters
    ----------
    entries : iterable of pybtex.database.Entry
        All entries that stand on one references page: labels are made different among them.

    Returns
    -------
    dict of str to Reference
    """
    entries = {entry.key: entry for entry in entries}
    for entry in entries.values():
        _require_a_name(entry)
    same_label = defaultdict(list)
    for key in sorted(entries):
        same_label[_label(entries[key])].append(key)
    labels = {}
    for keys in same_label.values():
        letters = ascii_lowercase if len(keys) > 1 else ("",)
        labels |= {key: _label(entries[key], letter) for letter, key in zip(letters, keys, strict=False)}
    return {key: _reference(entry, labels[key]) for key, entry in entries.items()}


def _require_a_name(entry):
    missing = [what for what, found in (("author", _persons(entry)), ("year", _has_year(entry))) if not found]
    if missing and entry.key not in NAMELESS:
        raise ReferencesError(
            f"entry {entry.key}: no {' and no '.join(missing)}, so its label would name nothing; "
            "expected both, with read = {year} for the year in which an undated page on the web was read"
        )


def _reference(entry, label):
    return Reference(
        citekey=entry.key,
        label=label,
        title=_text(entry, "title"),
        authors=tuple(_name(person) for person in _persons(entry)),
        year=_year(entry),
        venue=_venue(entry),
        verification=_one_of(entry, "verification", VERIFICATIONS),
        metadata=_one_of(entry, "metadata", METADATA),
        recalled=_recalled(entry),
        remark=_text(entry, "remark"),
        url=_url(entry),
    )


def _text(entry, field):
    return _plain(entry.fields.get(field, ""))


@cache  # slow, and Sphinx has the whole bibliography written three times
def _plain(latex):
    return str(Text.from_latex(latex)) if OF_LATEX.search(latex) else latex


def _persons(entry):
    return entry.persons.get("author", [])


def _is_others(person):
    return str(person) == "others"


def _family(person):
    return " ".join(map(_plain, person.prelast_names + person.last_names))


def _name(person):
    if _is_others(person):
        return "et al."
    given = " ".join(map(_plain, person.first_names + person.middle_names))
    initials = "".join(re.findall(r"\b\w", given.replace("'", "")))
    return f"{_family(person)} {initials}".strip()


def _has_year(entry):
    return "year" in entry.fields or "read" in entry.fields


def _year(entry):
    if "year" not in entry.fields and "read" in entry.fields:
        return f"web page, read {entry.fields['read']}"
    return entry.fields.get("year", "n.d.")


def _label(entry, letter=""):
    """The label of an entry, with the letter that tells it from others of the same names and year."""
    year = _year(entry)
    if not _has_year(entry):
        letter = letter and f"-{letter}"  # "n.d.-a", but "2007a"
    elif "year" not in entry.fields:
        return f"{_names(entry)} ({year}{letter})"
    return f"{_names(entry)} {year}{letter}"


def _names(entry):
    persons = _persons(entry)
    if len(persons) > 2 or any(map(_is_others, persons)):
        return f"{_family(persons[0])} et al."
    if persons:
        return " & ".join(map(_family, persons))
    title = _text(entry, "title")
    if not title.startswith(UNCONFIRMED_TITLE):
        return f"“{_first_words(title)}”"
    # The words after the mark are a description, no title.
    number = entry.fields.get("pmcid") or f"PMID {entry.fields['pmid']}"
    return f"record {number},"


def _first_words(title):
    words = title.split()
    return title if len(words) <= TITLE_WORDS else " ".join(words[:TITLE_WORDS]).rstrip(",:;") + " …"


def _venue(entry):
    journal, volume, number, pages = (_text(entry, field) for field in ("journal", "volume", "number", "pages"))
    if journal:
        issue = f"({number})" if number else ""
        return f"{journal} {volume}{issue}".strip() + (f":{pages}" if pages else "")
    parts = (_text(entry, field) for field in ("booktitle", "series", "publisher", "howpublished"))
    return ", ".join(part for part in parts if part)


def _url(entry):
    fields = entry.fields
    if "doi" in fields:
        return f"https://doi.org/{fields['doi']}"
    if "url" in fields:
        return fields["url"]
    if "pmcid" in fields:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{fields['pmcid']}/"
    if "pmid" in fields:
        return f"https://pubmed.ncbi.nlm.nih.gov/{fields['pmid']}/"
    return ""


def _recalled(entry):
    found = tuple(what.strip() for what in entry.fields.get("recalled", "").split(",") if what)
    if not set(found) <= set(RECALLABLE):
        raise ReferencesError(
            f"entry {entry.key}: recalled is {', '.join(found)!r}, expected of {', '.join(RECALLABLE)}"
        )
    return found


def _one_of(entry, field, allowed):
    found = entry.fields.get(field, "")
    if found not in allowed:
        raise ReferencesError(f"entry {entry.key}: {field} is {found!r}, expected one of {', '.join(allowed)}")
    return found
