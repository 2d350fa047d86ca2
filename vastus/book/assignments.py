"""``{assignments}``: what a lecturer may assign, chapter by chapter and lesson by lesson, and a text for each to paste.

- A lesson's title, figures, questions, minutes and outcomes are read from its own page, its bank and ``minutes``; what
  it is best taken after, and what to argue about, from ``vastus.teaching``. So the page cannot promise what a lesson
  does not do.
- A text to paste needs the address where the class reads the course. Where ``baseurl`` in ``_config.yml`` says it, the
  build writes it; else ``lecturers.js`` takes it from the page's own address, and without scripts it stands as it is
  from the root of the site.
- Chapters are sections, so that the theme lists them. Their content is put in once all pages are read: PDFs and minutes
  are settings of Sphinx, with which pages are written again and not read again.
"""

from html import escape
from urllib.parse import urljoin

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import contents, spine, teaching
from ..quiz import bank
from ..quiz.export import plain
from ..typeset import prose
from . import answer_keys, embed, exports, kept, minutes, pdfs, rests_on, shown, slides, stale

SIDES = ("One side", "The other")


class Chapter(nodes.General, nodes.Element):
    """Where a chapter's lessons will stand; without a page, what there is of the whole course."""


class Assignments(SphinxDirective):
    """A section for each chapter, with all that can be assigned of it."""

    def run(self):
        sources = [contents.source(page) for page in contents.pages()]
        also = [f"file {teaching.FILE}", f"file {contents.FILE}", "file chapters/quizzes"]
        banks = [bank.FOLDER / f"{chapter}.yml" for chapter in bank.chapters()]
        stale.note(self.env, rests_on.on(__name__, *sources, *banks, also=also))
        sections = [Chapter(page="")]
        for page in contents.chapters():
            stale.note(self.env, exports.links_rest_on(contents.name(page)))
            title = plain.title(contents.name(page))
            section = nodes.section(ids=[f"assign-{contents.name(page)}"])
            section += [nodes.title(title, title), Chapter(page=page)]
            sections.append(section)
        return sections


def _fill(app, doctree, docname):
    for node in list(doctree.findall(Chapter)):
        site = Site("../" * docname.count("/"), app.config.html_baseurl)
        written = site.chapter(node["page"]) if node["page"] else site.whole()
        node.replace_self(nodes.raw("", written, format="html"))


class Site:
    """The page for lecturers as it is written: ``root`` leads from it to the book's root, ``base`` is where that is."""

    def __init__(self, root, base):
        self.root, self.base = root, base

    def whole(self):
        """HTML of what there is of the whole course."""
        files = self._pdfs(contents.pages()[0])
        return f'<p class="vastus-links"><span>The whole course</span> {" ".join(files)}</p>' if files else ""

    def chapter(self, page):
        """HTML of a chapter: what goes for all of it, then its lessons."""
        name = contents.name(page)
        lessons = contents.sections()[page]
        count = f"{len(lessons)} lessons, " if lessons else ""
        links = [
            f'<a href="{self.root}{page}.html">The chapter’s page</a>',
            f'<a href="{self.root}{answer_keys.address(page)}">Answer key</a>',
            *self._pdfs(page),
        ]
        outcomes = "".join(f"<li>{_outcome(outcome)}</li>" for outcome in shown.bank_of(name).outcomes)
        files = "".join(f"<li>{link}</li>" for link in exports.links(name, self.root))
        plans = "".join(f"<li>{self._lesson(lesson)}</li>" for lesson in lessons)
        return f"""\
<p class="vastus-links"><span>{count}{minutes.of_chapter(page)} minutes</span> {" ".join(links)}</p>
<ul class="vastus-assignments">{plans}</ul>
<details class="vastus-more"><summary>Outcomes of the chapter, with their level</summary><ul>{outcomes}</ul></details>
<details class="vastus-more"><summary>All its questions as a file for your system</summary>
<ul class="vastus-downloads">{files}</ul></details>"""

    def _lesson(self, page):
        plan = teaching.plans()[page]
        after = " · ".join(map(title, plan.after))
        links = [
            f'<a href="{self.root}{page}.html">Open the lesson</a>',
            f'<a href="{self.root}{slides.address(page)}">Slides</a>',
            *self._pdfs(page),
        ]
        text = "".join(f"<p>{line}</p>" for line in self.text(page))
        sides = "".join(
            f"<li><strong>{name}.</strong> {escape(prose(side))}</li>"
            for name, side in zip(SIDES, plan.sides, strict=True)
        )
        outcomes = "".join(f"<li>{_outcome(outcome)}</li>" for outcome in outcomes_of(page))
        best_after = f'<span class="vastus-after">best after: {escape(after)}</span>' if after else ""
        return f"""\
<details class="vastus-assignment" id="assign-{contents.name(page).replace("/", "-")}">
<summary><span class="vastus-assigned">{escape(title(page))}</span>{best_after}
<span class="vastus-length">{minutes.short(page)}</span></summary>
<p class="vastus-links">{" ".join(links)}</p>
<div class="vastus-text">{text}</div>
<p><button type="button" data-copies hidden>Copy this text</button> <span role="status"></span></p>
<p class="vastus-heading-line">To argue: {escape(prose(plan.ask))}</p>
<ul>{sides}</ul>
<p class="vastus-heading-line">What it practises</p>
<ul>{outcomes}</ul>
{self._frames(page)}
</details>"""

    def text(self, page):
        """The text to paste, in paragraphs of HTML: what to read, move, answer and bring."""
        length = minutes.of(page)
        yield (
            f"Read “{escape(title(page))}” (about {length} minutes, on a phone or a computer, no account): "
            f"{self._address(page)}"
        )
        moves = [figure_title(payload) for payload in figures(page)]
        if moves:
            names = " and ".join(f"“{escape(prose(name))}”" for name in dict.fromkeys(moves))
            then = ", then try what stands under “Try it”" if spine.under(contents.source(page), "Try it") else ""
            yield f"Move {names}: make your guess first{then}."
        count = sum(shown.questions(payload) for payload in shown.on(page))
        yield f"Answer its {count} questions. A wrong answer leads you to what settles it."
        yield (
            "Bring your answer to this, in three sentences, and one thing that would change your mind: "
            f"{escape(prose(teaching.plans()[page].ask))}"
        )

    def _address(self, page):
        if self.base:
            return escape(urljoin(f"{self.base.rstrip('/')}/", f"{page}.html"))
        return f'<a href="{self.root}{page}.html" data-address>{page}.html</a>'

    def _pdfs(self, page):
        return [f'<a href="{self.root}{href}">{escape(label)}</a>' for label, href in pdfs.links(page)]

    def _frames(self, page):
        """The code of a frame for each explorer of a lesson, and for the movement."""
        found = {}
        for payload in figures(page):
            if payload["kind"] != "drawing":  # which has no page of its own
                name = payload["name"] if payload["kind"] == "explorer" else embed.MOVEMENT
                found[f"{embed.FOLDER}/{name}.html"] = prose(figure_title(payload))
        if not found:
            return ""
        frames = "".join(self._frame(href, name) for href, name in found.items())
        return f"<details><summary>Its pictures in a page of yours</summary>{frames}</details>"

    def _frame(self, href, name):
        address = urljoin(f"{self.base.rstrip('/')}/", href) if self.base else href
        known = "" if self.base else f' data-frame="{self.root}{href}" data-title="{escape(name)}"'
        code = escape(embed.frame_code(address, name))
        return f"""\
<p><a href="{self.root}{href}">{escape(name)}</a></p>
<textarea{known} aria-label="Code of a frame: {escape(name)}" rows="3" readonly>{code}</textarea>
<p><button type="button" data-copies hidden>Copy this code</button> <span role="status"></span></p>"""


def title(page):
    """The title of a page, as its source has it."""
    return spine.lines(contents.source(page))[0].text


def figures(page):
    """What a lesson shows that can be moved: the payloads of its explorers, drawings and movements, in order."""
    return [payload for payload in shown.on(page) if payload["kind"] in ("explorer", "drawing", "movement")]


def figure_title(payload):
    """What a figure is called in its caption."""
    kind, name = payload["kind"], payload["name"]
    product = kept.made(f"titled.{kind}.{name}", _titled, kind, name)
    return product.files[0].read_text(encoding="utf-8")


def _titled(kind, name):
    from .. import explorers, references
    from ..knee import drawings
    from ..movement import figure

    match kind:
        case "explorer":
            found, roots = explorers.load(name).title, (f"vastus.explorers.{name}",)
        case "drawing":
            found, roots = drawings.title(name, references.load()), ("vastus.knee.drawings", references.FILE)
        case "movement":
            found, roots = figure.TITLE, ("vastus.movement.figure",)
    return {"title.txt": found.encode()}, rests_on.on(*roots, also=["file vastus/book/assignments.py"])


def outcomes_of(page):
    """The outcomes that a lesson's questions ask for, in the order of their bank."""
    loaded = shown.bank_of(contents.name(contents.chapter_of(page)))
    here = {item for payload in shown.on(page) if payload["kind"] == "quiz" for item in shown.items(payload)}
    asked = {item.outcome for item in loaded.items if item.id in here}
    return [outcome for outcome in loaded.outcomes if outcome.id in asked]


def _outcome(outcome):
    return f"<strong>{outcome.level}</strong> {escape(prose(outcome.text))}"


def setup(app):
    app.add_node(Chapter)
    app.add_directive("assignments", Assignments)
    app.connect("doctree-resolved", _fill)
