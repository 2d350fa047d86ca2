"""A document for paper: built pages one after the other in one long page, made ready to be printed.

- What works only on a screen goes: controls, buttons, hints, popovers, posters for a phone. Dropdowns become sections
  with a heading, so that they stand among the bookmarks; lessons stand one level below their chapter.
- The answers to the questions stand apart, at the end, page by page; a question and its answer link each other.
- An id is unique in the long page: it bears its page's number. A link leads to its place in the document. Where that is
  not there it leads to the site, if its address is known, and else it is words.
- ``print.css`` is what the pages themselves are printed with; here is added what only a document has: the paper, a
  title, contents, and how to cite.
- Pages are read once (`Pages`), and then put together for every document.
"""

import posixpath
import re
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup

from .. import __version__, contents, references
from . import about

TITLE = "The VMO Question"
SUBTITLE = "An open course on the knee"
REFERENCES = "chapters/references"
DEEPEST = 6
ON_THE_SCREEN_ALONE = ", ".join(
    [
        "a.headerlink",
        "button",
        "script",
        "noscript",
        ".vastus-meaning",
        ".vastus-controls",
        ".vastus-data",
        ".vastus-share",
        ".vastus-notice",
        ".vastus-keep",
        ".vastus-voice",
        ".vastus-tabs",
        "figure details table",
        "figure > [data-stage]:has(~ [data-posters])",
        "[data-asleep]",
        "[data-notice]",
        "[data-now]",
        "[data-tick]",
        "[data-hint]",
        "[data-foot]",
        "[data-confidence]",
        "[data-moved]",
        'form [role="status"]',
        '[data-poster="phone"]:not(:only-child)',
        ".sd-summary-state-marker",
    ]
)
# attributes that hold one id or several
HOLD_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
URL_OF_ID = re.compile(r"url\((['\"]?)#([^'\")]+)\1\)")
PAGE_OF = re.compile(r'<span data-page-of="([^"]+)"></span>')
ADDRESS = re.compile(r' (?:data-)?href="page:([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """The answer to a question of a page: the id of both, what it is called, and its HTML."""

    question: str
    called: str
    html: str


@dataclass(frozen=True)
class Page:
    """A page made ready: its title, its HTML by how far its headings are moved down, its answers, ids and styles.

    Of a chapter, what comes after the list of its lessons is apart: on paper it comes after the lessons.
    """

    name: str
    title: str
    lang: str
    html: tuple
    closing: str
    answers: tuple
    ids: frozenset
    sources: dict
    styles: tuple


class Pages:
    """The pages of a built book, read when first asked for.

    Parameters
    ----------
    html : pathlib.Path
        The folder of the built book.
    """

    def __init__(self, html):
        self._html = html
        self._read = {}

    def __getitem__(self, name):
        if name not in self._read:
            self._read[name] = _page(self._html, name)
        return self._read[name]


def document(pages, names, paper, site=""):
    """Write a document as one page.

    Parameters
    ----------
    pages : Pages
    names : sequence of str
        Its pages in reading order.
    paper : str
        A paper as CSS knows it, such as ``A4``.
    site : str
        Address of the root of the published course, or empty.

    Returns
    -------
    str
        HTML whose styles and pictures are files of the built book.
    """
    shown = [pages[name] for name in names]
    title = shown[0].title
    whole = names[0] == next(iter(contents.sections()))
    parts = [_cover(shown)] if whole else []
    closing = ""
    for page in shown:
        is_lesson = bool(contents.chapter_of(page.name))
        if not is_lesson:
            parts.append(closing)
            closing = page.closing
        parts.append(_section(page, int(is_lesson and len(shown) > 1)))
    body = "\n".join([*parts, closing, _answers(shown), _colophon(site)])
    styles = dict.fromkeys(style for page in shown for style in page.styles)
    links = "\n".join(f'<link rel="stylesheet" href="{escape(style)}">' for style in styles)
    return f"""<!DOCTYPE html>
<html lang="{shown[0].lang}" data-theme="light" data-mode="light">
<head>
<meta charset="utf-8">
<title>{escape(title if whole else f"{title} – {TITLE}")}</title>
{links}
<style>{_paper(paper, title)}</style>
</head>
<body>
<div class="bd-container"><div class="bd-container__inner bd-page-width"><main class="bd-main"><div class="bd-content">
<div class="bd-article-container"><article class="bd-article vastus-document" data-pages="{len(shown)}">
{_addressed(body, {page.name: page for page in shown}, site)}
</article></div>
</div></main></div></div>
</body>
</html>
"""


def _paper(paper, title):
    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    foot = f"{TITLE} {__version__}" + ("" if title == TITLE else f" · {title}")
    return f"@page {{ size: {paper}; @bottom-left {{ content: {quoted(foot)}; }} }}"


def _section(page, deeper):
    return f'<div class="vastus-document-page" data-depth="{deeper}">\n{page.html[deeper]}\n</div>'


def _cover(pages):
    """Title and contents of the whole course."""
    shown = [(page.name, int(bool(contents.chapter_of(page.name))), page.title) for page in pages[1:]]
    entries = [
        f'<li data-depth="{depth}"><a href="page:{name}">{escape(title)}</a> {_page_of(_number(name))}</li>'
        for name, depth, title in shown
    ]
    entries.append(f'<li data-depth="0"><a href="#answers">Answers</a> {_page_of("answers")}</li>')
    return (
        f'<div class="vastus-cover"><p class="vastus-cover-title">{TITLE}</p>\n'
        f"<p>{SUBTITLE}. Version {__version__}.</p></div>\n"
        f'<nav class="vastus-document-contents"><h1>Contents</h1>\n<ol>{"".join(entries)}</ol></nav>\n'
    )


def _page_of(place):
    return f'<span data-page-of="{place}"></span>'


def with_page_numbers(page, numbers):
    """A document whose contents say on which page each part begins.

    Parameters
    ----------
    page : str
        As `document` writes it.
    numbers : dict of str to int
        The page of each id, as it was printed without them: they change no line.
    """
    return PAGE_OF.sub(lambda place: f"{place[0][: -len('</span>')]}{numbers[place[1]]}</span>", page)


def _answers(pages):
    written = []
    for page in pages:
        if page.answers:
            heading = f"<h2>{escape(page.title)}</h2>\n" if len(pages) > 1 else ""
            written.append(heading + "\n".join(answer.html for answer in page.answers))
    level = 1 if len(pages) > 1 else 2
    return (
        f'<section class="vastus-answers" id="answers">\n<h{level}>Answers</h{level}>\n{"".join(written)}\n</section>'
        if written
        else ""
    )


def _colophon(site):
    where = f' It is read at <a href="{escape(site)}">{escape(site)}</a>, where the figures move.' if site else ""
    return f'<p class="vastus-credit">{about.CREDIT}{where}</p>'


# Links


def _addressed(body, pages, site):
    """Give every link its place in the document, or on the site."""

    def found(match):
        href = _href(match[1].replace("&amp;", "&"), pages, site)
        return f' href="{escape(href)}"' if href else ""

    return ADDRESS.sub(found, body)


def _href(address, pages, site):
    page, anchor = urldefrag(address)
    name, _, query = page.partition("?")
    from_page, _, name = name.rpartition("|")
    if query and site:
        return f"{site}/{name}.html?{query}#{anchor}"
    if name == REFERENCES and name not in pages and anchor in pages[from_page].sources:
        name, anchor = from_page, pages[from_page].sources[anchor]
    if name in pages:
        if not anchor:
            return f"#{_number(name)}"
        # a text that has moved left its id with the chapter
        moved = [lesson for lesson in contents.sections().get(name, ()) if lesson in pages]
        for place in (name, *moved):
            if anchor in pages[place].ids:
                return f"#{_number(place)}-{anchor}"
        return f"#{_number(name)}"
    if site:
        return f"{site}/{name}.html" + (f"#{anchor}" if anchor else "")
    return ""


def _number(name):
    """What the ids of a page begin with."""
    return f"p{contents.pages().index(name)}"


# Reading a page


def _page(html, name):
    path = html / f"{name}.html"
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    article = soup.select_one("article.bd-article")
    for node in article.select(ON_THE_SCREEN_ALONE):
        node.decompose()
    _open(article)
    sources = _name_sources(article)
    ids = frozenset(node["id"] for node in article.select("[id]"))
    _mark(article, name)
    _lead(article, html, path, name, ids)
    answers = tuple(_part_from_answers(article, name))
    title = article.find("h1").get_text().strip()
    article.find("h1")["id"] = _number(name)
    styles = tuple(
        _file(html, path, link["href"])
        for link in soup.select('link[rel="stylesheet"]')
        if not urlsplit(link["href"]).scheme
    )
    closing = _closing(article)
    written = [article.decode_contents()]
    _move_headings(article)
    written.append(article.decode_contents())
    return Page(name, title, soup.html["lang"], tuple(written), closing, answers, ids, sources, styles)


def _closing(article):
    """Take out of a chapter's page what comes after the part with its lessons; gives that as HTML."""
    lessons = article.select_one("section section:has(> .vastus-lessons)")
    after = [node.extract() for node in lessons.find_next_siblings()] if lessons else []
    return f'<div class="vastus-document-page">{"".join(map(str, after))}</div>' if after else ""


def _open(article):
    """Turn what folds into sections with a heading, and take the folds off all else but answers."""
    for fold in article.select("details:not([data-answers])"):
        summary = fold.find("summary", recursive=False)
        if {"sd-dropdown", "vastus-sources"} & {*fold.get("class", ())}:
            depth = 1 + len([section for section in fold.find_parents(["section", "details"])])
            words = summary.get_text().strip()
            summary.name, summary.attrs = f"h{min(depth, DEEPEST)}", {"class": "vastus-unfolded-title"}
            summary.string = words
            fold.name = "section"
            fold["class"] = [*fold["class"], "vastus-unfolded"]
        else:
            summary.decompose()
            fold.name = "div"
    for line in article.find_all("p"):
        if [node.name or node.strip() for node in line.children if node.name or node.strip()] == ["strong"]:
            line["class"] = [*line.get("class", ()), "vastus-bold-line"]
    for step in article.select("[data-step][hidden]"):
        del step["hidden"]


def _name_sources(article):
    """Have the sources listed at the end of a page lead to the works themselves, and give each an id.

    Returns
    -------
    dict of str to str
        These ids, by the anchors of the sources on the page of references.
    """
    works = {source.anchor: source.url for source in references.load().values()}
    named = {}
    for entry in article.select(".vastus-sources li"):
        link = entry.find("a")
        anchor = urldefrag(link["href"]).fragment
        named[anchor] = entry["id"] = f"here-{anchor}"
        if works[anchor]:
            link["href"] = works[anchor]
    return named


def _mark(article, name):
    """Put the page's number before all its ids."""
    number = _number(name)
    for node in article.find_all(True):
        if "id" in node.attrs:
            node["id"] = f"{number}-{node['id']}"
        for attribute in HOLD_IDS:
            if attribute in node.attrs:
                node[attribute] = " ".join(f"{number}-{part}" for part in _words(node[attribute]))
        for attribute, value in node.attrs.items():
            if isinstance(value, str) and "url(" in value:
                node[attribute] = URL_OF_ID.sub(rf"url(#{number}-\2)", value)
        if node.name == "use":
            node["href"] = f"#{number}-{node.attrs.pop('xlink:href', node.get('href')).removeprefix('#')}"


def _words(value):
    return value if isinstance(value, list) else value.split()


def _lead(article, html, path, name, ids):
    """Name the page that each link leads to, and the file of each picture."""
    here = posixpath.dirname(name)
    for link in article.find_all("a", href=True):
        href = link["href"]
        if urlsplit(href).scheme or link.find_parent("svg"):
            continue
        address, anchor = urldefrag(href)
        file, _, query = address.partition("?")
        target = posixpath.normpath(posixpath.join(here, unquote(file)))[: -len(".html")] if file else name
        link["href"] = f"page:{name}|{target}" + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
        if file and not file.endswith(".html"):
            del link["href"]
        link.attrs.pop("aria-describedby", None)
    for picture in article.find_all("img", src=True):
        picture["src"] = _file(html, path, picture["src"])


def _file(html, path, href):
    """Address of a file of the book that a page names."""
    return (path.parent / unquote(urlsplit(href).path)).resolve().as_uri()


def _part_from_answers(article, name):
    """Take the answers out of the questions, and number both."""
    for number, item in enumerate(article.select("fieldset[data-item]"), start=1):
        details = item.find("details", attrs={"data-answers": True})
        called = f"Question {number}"
        item["id"] = question = f"{_number(name)}-question-{item['data-item']}"
        answer = f"{question}-answer"
        item.legend["data-asked"] = called + (", before you read on" if item["data-type"] == "predict" else "")
        details.find("summary").decompose()
        stem = item.select_one("[data-stem]").decode_contents()
        html = (
            f'<div class="vastus-answer" id="{answer}" data-type="{item["data-type"]}">\n'
            f'<p class="vastus-answer-stem"><a href="#{question}">{called}</a> {stem}</p>\n'
            f"{details.decode_contents()}\n</div>"
        )
        details.name, details.attrs = "p", {"class": "vastus-to-answer"}
        details.clear()
        details.append(BeautifulSoup(f'<a href="#{answer}">Answer</a>', "html.parser"))
        yield Answer(question, called, html)


def _move_headings(article):
    for heading in article.find_all(re.compile(r"^h[1-6]$")):
        heading.name = f"h{min(int(heading.name[1]) + 1, DEEPEST)}"
