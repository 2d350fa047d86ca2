"""The references page: every source with how far it was read.

- ``Style`` is a pybtex formatting style, ``vastus``: author, year, title, venue, link, and how far we read it; what
  was taken from memory carries a dagger.
- ``SourceLabels`` gives each entry the label of `vastus.references`, and ``ByLabel`` sorts by it.
- ``LabelInText`` is the sphinxcontrib-bibtex reference style ``vastus``: the text shows the same label,
  ``{cite}`` in parentheses and ``{cite:t}`` without, for entries with and without authors.
- ``name_anchors`` gives the entries their permanent anchors. The ``bibtex_cite_id`` setting cannot: docutils
  would turn the underscore of ``ref-rrt_brazil`` into a hyphen.
"""

import unicodedata
from dataclasses import dataclass, field

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.basic_label import BasicLabelTextualReferenceStyle
from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle
from sphinxcontrib.bibtex.style.template import entry_label, join2, post_text, pre_text, reference

from vastus.references import read_entries

RECALLED = "†"
HOW_FAR_READ = {
    "full text": "Read: full text of the page or table cited.",
    "abstract": "Read: abstract only.",
    "secondary": "Known only through another source.",
    "unseen": "Not read.",
}
AUTHORS_SHOWN = 6


class SourceLabels(BaseLabelStyle):
    """Labels as everywhere else in the course."""

    def format_labels(self, sorted_entries):
        return [source.label for source in read_entries(sorted_entries).values()]


class ByLabel(BaseSortingStyle):
    """Order of a reader looking a label up: without regard to case, accents and quotation marks."""

    def sort(self, entries):
        sources = read_entries(entries)
        return sorted(entries, key=lambda entry: _sortable(sources[entry.key].label))


class Style(BaseStyle):
    """One entry of the references page, the same for every type of source."""

    default_label_style = SourceLabels
    default_sorting_style = ByLabel

    def format_entry(self, label, entry, bib_data=None):
        source = read_entries([entry])[entry.key]
        year = _marked(source.year, "year" in source.recalled)
        if source.authors:
            authors = _marked(_authors(source.authors), "author" in source.recalled)
            sentences = [f"{authors} ({year}).", _closed(source.title)]
        else:
            sentences = [f"{source.title} ({year})."]
        if source.venue:
            sentences.append(Text(Tag("em", source.venue), "."))
        if source.url:
            sentences.append(HRef(source.url, source.url.removeprefix("https://doi.org/")))
        sentences.append(HOW_FAR_READ[source.verification])
        if source.metadata != "checked":
            sentences.append("Details of this record not confirmed.")
        if source.recalled:
            sentences.append(f"{RECALLED} From memory; the record was not seen.")
        if source.remark:
            sentences.append(_closed(f"Note: {source.remark}"))
        return FormattedEntry(entry.key, Text(" ").join(sentences), label)


@dataclass
class LabelAlone(BasicLabelTextualReferenceStyle):
    """Textual citation: the label names the authors already."""

    def inner(self, role_name):
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[pre_text, reference[entry_label], post_text]


@dataclass
class LabelInText(LabelReferenceStyle):
    """Citation by label; several are parted by semicolons, since a label may hold a comma."""

    bracket_parenthetical: BracketStyle = field(default_factory=lambda: BracketStyle("(", ")", sep="; "))

    def __post_init__(self):
        super().__post_init__()
        textual = LabelAlone(bracket=BracketStyle(sep="; "))
        self.role_style.update((role_name, textual) for role_name in textual.role_names())


def name_anchors(app, doctree):
    """Give the entries of this page's bibliographies the anchors of `vastus.references.Reference`."""
    bibliographies = app.env.get_domain("cite").bibliographies
    for place, bibliography in bibliographies.items():
        if place.docname == app.env.docname:
            for citekey, node in bibliography.citation_nodes.items():
                node["ids"] = [f"ref-{citekey}"]


def setup(app):
    """Make both styles known to pybtex and sphinxcontrib-bibtex under the name ``vastus``."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", "vastus", Style, force=True)
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "vastus", LabelInText, force=True
    )
    for backend in ("docutils", "plaintext"):
        # asked for once a citation: a plugin not registered is looked for among all packages, for 45 ms each time
        found = pybtex.plugin.find_plugin("pybtex.backends", backend)
        pybtex.plugin.register_plugin("pybtex.backends", backend, found, force=True)
    app.connect("doctree-read", name_anchors)


def _authors(authors):
    shown = authors if len(authors) <= AUTHORS_SHOWN else (*authors[:AUTHORS_SHOWN], "et al.")
    return ", ".join(shown)


def _marked(text, recalled):
    return text + RECALLED if recalled else text


def _closed(sentence):
    return sentence if sentence.endswith((".", "?", "!")) else sentence + "."


def _sortable(label):
    letters = unicodedata.normalize("NFD", label.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()
