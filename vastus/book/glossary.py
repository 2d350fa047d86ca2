"""Words of the glossary: at its first use on a page a word is a link to its entry and says there what it means.

- The glossary is a page with Sphinx's own ``glossary``; a chapter writes ``{term}`MPFL``` or ``{term}`torn <tear>```.
  Sphinx warns of a word that is not there, and a warning fails the build.
- What the words of a page mean is written at its end, once each, in popovers: nothing has to be asked for. The text is
  the entry's without its citations, which the link in the popover leads to. ``glossary.js`` shows it.
- The link is described by the meaning, shown or not, so that a screen reader says it. Without scripts it is a link.
"""

import re
from html import escape

from docutils import nodes
from sphinx import addnodes

from . import rests_on, stale

PAGE = "chapters/glossary"
LINK = re.compile(
    r'<a class="reference internal" href="(?P<href>[^"#]+#term-(?P<word>[^"]+))">'
    r'<span class="xref std std-term">(?P<shown>.*?)</span></a>'
)


def meanings(doctree):
    """What the words of a glossary mean: headword and plain text of the entry, by the end of its anchor ``term-…``."""
    found = {}
    for item in (item for page in doctree.findall(addnodes.glossary) for item in page.findall(_is_entry)):
        text = _plain(next(part for part in item.children if isinstance(part, nodes.definition)))
        heads = [part for part in item.children if isinstance(part, nodes.term)]
        found |= {head["ids"][0].removeprefix("term-"): (head.astext(), text) for head in heads}
    return found


def _is_entry(node):
    return isinstance(node, nodes.definition_list_item)


def _plain(definition):
    definition = definition.deepcopy()
    for citation in [ref for ref in definition.findall(addnodes.pending_xref) if ref["refdomain"] == "cite"]:
        citation.parent.remove(citation)
    return re.sub(r" (?=[.,;:])", "", " ".join(definition.astext().split()))


def with_meanings(body, known):
    """A page's HTML whose words of the glossary are described by what they mean, with the popovers at its end."""
    hrefs = {found["word"]: found["href"] for found in LINK.finditer(body)}
    linked = LINK.sub(r'<a class="vastus-term" href="\g<href>" aria-describedby="means-\g<word>">\g<shown></a>', body)
    return linked + "".join(_popover(word, *known[word], href) for word, href in hrefs.items())


def _popover(word, head, text, href):
    return (
        f'<div popover class="vastus-meaning"><p><b>{escape(head)}</b> '
        f'<span id="means-{word}">{escape(text)}</span></p>'
        f'<a href="{href}">In the glossary</a></div>\n'
    )


def _note_words(app, doctree):
    if any(ref["reftype"] == "term" for ref in doctree.findall(addnodes.pending_xref)):
        stale.note(app.env, rests_on.on(__name__, also=[f"file {PAGE}.md"]))


def _put_meanings(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    if LINK.search(body):
        context["body"] = with_meanings(body, meanings(app.env.get_doctree(PAGE)))


def setup(app):
    app.connect("doctree-read", _note_words)
    app.connect("html-page-context", _put_meanings)
