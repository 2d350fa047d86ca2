"""Citations in the text as small numbers, and the references page: every source with how far it was read.

- ``Style`` is a pybtex formatting style, ``vastus``: author, year, title, venue, link, and how far we read it; what
  was taken from memory carries a dagger.
- ``SourceLabels`` gives each entry the label of `vastus.references`, and ``ByLabel`` sorts by it.
- ``name_anchors`` gives the entries their permanent anchors. The ``bibtex_cite_id`` setting cannot: docutils
  would turn the underscore of ``ref-rrt_brazil`` into a hyphen.
- ``Numbers`` writes citations as medicine does. Sources are counted from 1 on each page, in the order in which they
  are first cited; the number is a link to the entry and is named after the source. ``{cite:p}`` shows the number
  alone, ``{cite:t}`` the label before it. A list at the end of the page, folded, says which number is which source.
- It does so itself: the reference styles of sphinxcontrib-bibtex know one citation at a time, and no page.
"""

import unicodedata

import pybtex.plugin
from docutils import nodes
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from vastus.references import HOW_FAR_READ, closed, read_entries

SHORTEST_RANGE = 3  # numbers in a row, shown as "2–4"
LIST_ID = "sources-of-this-page"
logger = logging.getLogger(__name__)


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
        if source.authors:
            sentences = [f"{source.authors_shown} ({source.year_shown}).", closed(source.title)]
        else:
            sentences = [f"{source.title} ({source.year_shown})."]
        if source.venue:
            sentences.append(Text(Tag("em", source.venue), "."))
        if source.url:
            sentences.append(HRef(source.url, source.url.removeprefix("https://doi.org/")))
        sentences += [HOW_FAR_READ[source.verification], *source.warnings]
        return FormattedEntry(entry.key, Text(" ").join(sentences), label)


class number(nodes.Inline, nodes.TextElement):
    """The number of a source: a link, with ``refuri``, ``citekey`` and ``label``."""


class page_sources(nodes.General, nodes.Element):
    """What is folded away at the end of a page: its sources by their numbers."""


class Numbers(SphinxPostTransform):
    """Citations of a page as numbers, and the list of what they stand for."""

    default_priority = 5  # before Sphinx has the domain resolve them

    def run(self):
        domain = self.env.get_domain("cite")
        known = {citation.key: citation for citation in domain.citations}
        sources = read_entries(citation.entry for citation in domain.citations)
        numbers = {}
        for ref in [ref for ref in self.document.findall(addnodes.pending_xref) if ref["refdomain"] == "cite"]:
            citekeys = [target.key for target in parse_citation_targets(ref["reftarget"])]
            for citekey in [citekey for citekey in citekeys if citekey not in known]:
                logger.warning("could not find bibtex key %r", citekey, location=ref)
            citekeys = [citekey for citekey in citekeys if citekey in known]
            for citekey in citekeys:
                numbers.setdefault(citekey, len(numbers) + 1)
            links = {
                numbers[citekey]: self._number(numbers[citekey], sources[citekey], known[citekey])
                for citekey in citekeys
            }
            if ref["reftype"] == "t":
                shown = nodes.inline()
                for link in links.values():
                    shown += [nodes.Text("; " if len(shown) else ""), nodes.Text(link["label"]), _raised([link])]
                ref.replace_self(shown)
            else:
                shown = _raised([links[at] for at in sorted(links)])
                ref.replace_self(shown)
                _close_up(shown)
        if numbers:
            self.document.children[-1].append(self._sources([(sources[key], known[key]) for key in numbers]))

    def _number(self, at, source, citation):
        return number(
            "",
            str(at),
            refuri=self._address(citation),
            citekey=source.citekey,
            label=source.label,
        )

    def _address(self, citation):
        page = self.app.builder.get_relative_uri(self.env.docname, citation.bibliography_key.docname)
        return f"{page}#{citation.citation_id}"

    def _sources(self, cited):
        listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        for source, citation in cited:
            said = nodes.paragraph()
            said += nodes.reference("", source.label, refuri=self._address(citation), internal=True)
            said += nodes.Text(f". {closed(source.title)} ")
            if source.venue:
                said += [nodes.emphasis("", source.venue), nodes.Text(".")]
            listed += nodes.list_item("", said)
        return page_sources("", listed, count=len(cited))


def _raised(links):
    """Numbers side by side; of three or more in a row the first and the last are in sight."""
    raised = nodes.superscript(classes=["vastus-cite"])
    numbers = [int(link.astext()) for link in links]
    row = [at - place for place, at in enumerate(numbers)]  # the same for all numbers of a row
    for place, link in enumerate(links):
        in_row = row.count(row[place])
        is_first, is_last = place == 0 or row[place - 1] != row[place], row[place] not in row[place + 1 :]
        if in_row >= SHORTEST_RANGE and not is_first and not is_last:
            link["classes"].append("vastus-cite__between")
        elif place:
            raised += nodes.Text("–" if in_row >= SHORTEST_RANGE and not is_first else ",")
        raised += link
    return raised


def _close_up(shown):
    """Set a number close to what it stands by: no space before it, and a full stop or a comma goes first.

    Nodes are replaced by their place: a text equals every other of the same letters, such as an earlier full stop.
    """
    parent = shown.parent
    at = parent.index(shown)
    after = parent[at + 1] if at + 1 < len(parent) else None
    stop = ""
    if isinstance(after, nodes.Text) and after.astext().startswith((".", ",")):
        stop = after.astext()[0]
        parent[at + 1] = nodes.Text(after.astext()[1:])
    before = parent[at - 1] if at else None
    if isinstance(before, nodes.Text):
        parent[at - 1] = nodes.Text(before.astext().rstrip() + stop)
    elif stop:
        parent.insert(at, nodes.Text(stop))


def is_number(text):
    """Whether a text node is part of what a citation shows as a number."""
    parents = (text.parent, text.parent.parent)
    return any("vastus-cite" in parent.get("classes", []) for parent in parents if isinstance(parent, nodes.Element))


def _visit_number(visitor, node):
    classes = " ".join(["vastus-cite__number", *node["classes"]])
    attributes = {"href": node["refuri"], "aria-label": node["label"], "data-source": node["citekey"]}
    visitor.body.append(visitor.starttag(node, "a", "", CLASS=classes, **attributes))


def _depart_number(visitor, node):
    visitor.body.append("</a>")


def _visit_sources(visitor, node):
    visitor.body.append(
        f'<details class="vastus-sources" id="{LIST_ID}">'
        f'<summary class="vastus-sources__title">Sources of this page ({node["count"]})</summary>\n'
    )


def _depart_sources(visitor, node):
    visitor.body.append("</details>\n")


def name_anchors(app, doctree):
    """Give the entries of this page's bibliographies the anchors of `vastus.references.Reference`."""
    bibliographies = app.env.get_domain("cite").bibliographies
    for place, bibliography in bibliographies.items():
        if place.docname == app.env.docname:
            for citekey, node in bibliography.citation_nodes.items():
                node["ids"] = [f"ref-{citekey}"]


def setup(app):
    """Make the style known to pybtex under the name ``vastus``, and citations numbers."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", "vastus", Style, force=True)
    for backend in ("docutils", "plaintext"):
        # asked for once a citation: a plugin not registered is looked for among all packages, for 45 ms each time
        found = pybtex.plugin.find_plugin("pybtex.backends", backend)
        pybtex.plugin.register_plugin("pybtex.backends", backend, found, force=True)
    app.connect("doctree-read", name_anchors)
    app.add_node(number, html=(_visit_number, _depart_number))
    app.add_node(page_sources, html=(_visit_sources, _depart_sources))
    app.add_post_transform(Numbers)


def _sortable(label):
    letters = unicodedata.normalize("NFD", label.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()
