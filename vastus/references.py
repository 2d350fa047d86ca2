"""The sources of the course, read from ``references.bib``.

- pybtex parses the file; LaTeX accents and braces become plain Unicode here, once, for everybody.
- Every entry must say how far it was read (``verification``) and whether its record was confirmed (``metadata``).
- The label is what a reader sees in the text: *Cowan et al. 2001*. It is worked out from all entries together,
  since two works with the same label are told apart by a letter, given in the order of their citekeys.
- ``read_entries`` takes parsed entries, so the Sphinx style makes its labels here too and both always agree.
"""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from pybtex.database import parse_file
from pybtex.richtext import Text

from vastus.places import place

FILE = place("bibliography")

VERIFICATIONS = ("full text", "abstract", "secondary", "unseen")
METADATA = ("checked", "partly", "unchecked")
UNCONFIRMED_TITLE = "[Title not confirmed]"
TITLE_WORDS = 5


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
        ``n.d.`` if not known.
    venue : str
        Journal with volume and pages, book with publisher, or web site. Empty if not known.
    verification : str
        How far the source was read, one of `VERIFICATIONS`.
    metadata : str
        Whether a record confirms these details, one of `METADATA`.
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
    remark: str
    url: str

    @property
    def anchor(self):
        """Identifier of the entry on the references page."""
        return f"ref-{self.citekey}"


@lru_cache
def load(path=FILE):
    """Read the sources.

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
        If there is no such file, or an entry does not say how far it was read.
    """
    if not path.is_file():
        raise ReferencesError(f"{path} not found; vastus reads its sources from a clone of the repository")
    return read_entries(parse_file(path, bib_format="bibtex").entries.values())


def get(citekey):
    """Return the `Reference` of a citekey; a wrong one raises `ReferencesError` listing those near it."""
    references = load()
    if citekey not in references:
        near = difflib.get_close_matches(citekey, references, n=5)
        raise ReferencesError(f"no entry {citekey!r} in {FILE.name}; near it: {', '.join(near) or 'none'}")
    return references[citekey]


def label(citekey):
    """Return the short label of a citekey, e.g. ``Cowan et al. 2001``."""
    return get(citekey).label


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
    same_label = defaultdict(list)
    for key in sorted(entries):
        same_label[_plain_label(entries[key])].append(key)
    labels = {}
    for plain, keys in same_label.items():
        hyphen = "-" if plain.endswith(".") else ""  # "n.d.-a", but "2007a"
        for letter, key in zip(ascii_lowercase, keys):
            labels[key] = plain if len(keys) == 1 else plain + hyphen + letter
    return {key: _reference(entry, labels[key]) for key, entry in entries.items()}


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
        remark=_text(entry, "remark"),
        url=_url(entry),
    )


def _text(entry, field):
    return str(Text.from_latex(entry.fields.get(field, "")))


def _persons(entry):
    return entry.persons.get("author", [])


def _is_others(person):
    return str(person) == "others"


def _family(person):
    return " ".join(str(part) for part in person.rich_prelast_names + person.rich_last_names)


def _name(person):
    if _is_others(person):
        return "et al."
    given = " ".join(str(part) for part in person.rich_first_names + person.rich_middle_names)
    initials = "".join(re.findall(r"\b\w", given.replace("'", "")))
    return f"{_family(person)} {initials}".strip()


def _year(entry):
    return entry.fields.get("year", "n.d.")


def _plain_label(entry):
    persons, year = _persons(entry), _year(entry)
    if len(persons) > 2 or any(map(_is_others, persons)):
        return f"{_family(persons[0])} et al. {year}"
    if persons:
        return f"{' & '.join(map(_family, persons))} {year}"
    title = _text(entry, "title")
    if not title.startswith(UNCONFIRMED_TITLE):
        return f"“{_first_words(title)}” {year}"
    # The words after the mark are a description, no title: name the journal where it is known.
    description = title.removeprefix(UNCONFIRMED_TITLE).strip()
    journal = re.split(r",| \d", _venue(entry))[0]
    return f"untitled record, {journal or _first_words(description[0].lower() + description[1:])}, {year}"


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


def _one_of(entry, field, allowed):
    found = entry.fields.get(field, "")
    if found not in allowed:
        raise ReferencesError(f"entry {entry.key}: {field} is {found!r}, expected one of {', '.join(allowed)}")
    return found
