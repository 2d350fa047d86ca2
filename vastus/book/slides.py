"""``slides/CHAPTER/LESSON.html``: a lesson to show in class, with its picture alive.

- Its question, its picture, the guess, what to argue about and the card come from its own page, its bank and
  ``vastus.teaching``; nothing is written for slides alone.
- Without scripts, and on paper, they are one page to scroll. ``slides.js`` shows one at a time.
- reveal.js, the library that most slides are made with, keeps all but its first slide from readers without scripts, and
  lays slides out by scaling them, which takes a figure's hand off its sliders; a hundred lines of our own do without.
- The figure is the one of the embeds. Links under it are the lesson's own "Try it", less the text around them.
"""

import re
from html import escape
from pathlib import Path

from .. import contents, spine, teaching
from ..typeset import prose
from . import assets, kept, posters, rests_on, shown

FOLDER = "slides"
ROOT = "../../"
STYLES = ("fonts.css", "colours.css", "heights.css", "course.css")
TRY = re.compile(r"^## Try it\n(?P<part>.*?)(?=^## |^\([\w-]+\)=$|^:{3,}|\Z)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\d+\.\s+(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\(#(?P<name>[a-z][a-z_-]*)\?(?P<asked>[^)]+)\)")
PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"


def address(page):
    """Where the slides of a lesson are, from the root of the book."""
    return f"{FOLDER}/{contents.name(page)}.html"


def html(page, base):
    """The slides of a lesson.

    Parameters
    ----------
    page : str
        As Sphinx names it.
    base : str
        Address of the folder of scripts and styles.
    """
    source = contents.source(page)
    title = spine.lines(source)[0].text
    figure, styles, scripts = _figure(page)
    linked = "\n".join(f'<link rel="stylesheet" href="{base}/{style}">' for style in (*STYLES, *styles, "slides.css"))
    run = "\n".join(f'<script type="module" src="{base}/{script}"></script>' for script in ("slides.js", *scripts))
    question = " ".join(line.text for line in spine.question(source))
    claim, *rest = (line.text for line in spine.inside(source, "takeaway"))
    parts = {
        "question": f"<h1>{_set(title)}</h1>\n<p>{_set(question)}</p>",
        "picture": figure + _tries(page),
        "guess": _guess(page),
        "argue": f"<h2>To argue</h2>\n<p data-claim>{_set(teaching.plans()[page].ask)}</p>",
        "card": f"<h2>To take away</h2>\n<p data-claim>{_set(claim)}</p>\n<p>{_set(' '.join(rest))}</p>",
    }
    slides = "\n".join(
        f'<section data-slide id="{name}" tabindex="-1">\n{part}\n</section>' for name, part in parts.items() if part
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="vastus-slides">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_set(title)} | Slides, The VMO Question</title>
<link rel="icon" href="{ROOT}_static/favicon.svg">
{linked}
{run}
</head>
<body>
<main>
{slides}
</main>
<footer>
<nav aria-label="Slides" data-bar hidden>
<button type="button" data-go="-1" aria-label="Previous slide">←</button>
<span data-at role="status"></span>
<button type="button" data-go="1" aria-label="Next slide">→</button>
<button type="button" data-whole>Full screen</button>
<button type="button" data-theme-of aria-label="Light or dark">◐</button>
</nav>
<p><a href="{ROOT}{page}.html">The lesson</a>, in the open course <cite>The VMO Question</cite>. Education, not medical
advice.</p>
</footer>
</body>
</html>
"""


def _figure(page):
    """The lesson's first figure: its HTML, the styles and the scripts that it needs."""
    from .. import explorers, references
    from ..knee import drawings
    from ..movement import figure
    from .explorer_html import figure_html

    payload = _payload(page)
    match payload:
        case {"kind": "explorer", "name": name, "state": state}:
            explorer, frames = explorers.load(name), assets.frames_of(name).files[0]
            drawn = posters.svgs(posters.of(name, state), name, 0)
            made = figure_html(explorer, explorer.state(**state), frames, ROOT, 0, drawn)
            return made, ("explorer.css",), ("explorer.js",)
        case {"kind": "drawing", "name": name}:
            href = f"{ROOT}chapters/references.html#ref-{{citekey}}"
            made = drawings.figure(name, references.load(), href, f"{ROOT}chapters/knee-anatomy.html#{{anchor}}")
            made = re.sub(r"<figure ", f'<figure id="{name}" ', made, count=1)
            own = ("views.js",) if name == drawings.VIEWS else ("anatomy.js",)
            return made, ("anatomy.css", "views.css", "person.css"), (*own, "drawing-links.js")
        case {"kind": "movement", "name": name}:
            return figure.html(name), ("explorer.css", "anatomy.css", "person.css", "movement.css"), ("movement.js",)


def _payload(page):
    return next(payload for payload in shown.on(page) if payload["kind"] in ("explorer", "drawing", "movement"))


def _tries(page):
    """The lesson's own things to try, with links that set the figure; empty where it has none for this figure."""
    name = _payload(page)["name"]
    found = TRY.search(_markdown(page))
    steps = [_step(step, name) for step in STEP.findall(found["part"])] if found else []
    lines = "\n".join(f"<li>{step}</li>" for step in steps)
    return f'\n<ol aria-label="Try it">\n{lines}\n</ol>' if steps else ""


def _markdown(page):
    return "\n".join(spine.cells(contents.source(page)))


def _step(markdown, figure):
    """A thing to try as HTML: links to the slide's figure set it; others are words."""
    from .. import states

    links = []

    def kept_apart(link):
        if link["name"] != figure:
            return link["words"]
        wrong, query, _ = states.resolved(link["name"], link["asked"])
        if wrong:
            raise ValueError(f"{link[0]}: {wrong}")
        href = escape(f"?{query}#{link['name']}")
        links.append(f'<a data-set="{link["name"]}" href="{href}">{_set(spine.plain(link["words"]))}</a>')
        return PLACE

    text = _set(spine.plain(LINK.sub(kept_apart, markdown)))
    for link in links:
        text = text.replace(PLACE, link, 1)
    return text


def _guess(page):
    """The lesson's first prediction, for a show of hands; its answer is folded."""
    asked = [
        item
        for payload in shown.on(page)
        if payload["kind"] == "quiz"
        for _, item in shown.asked(payload)
        if item.type == "predict"
    ]
    if not asked:
        return ""
    options = "\n".join(f"<li>{_set(option.text)}</li>" for option in asked[0].options)
    return f"""\
<h2>Your guess: hands up</h2>
<p>{_set(asked[0].stem)}</p>
<ol data-options>
{options}
</ol>
<details><summary>What came out</summary><p>{_set(asked[0].explanation)}</p></details>"""


def _set(text):
    return escape(prose(text))


def _write(app, error):
    if error or app.builder.format != "html":
        return
    base = f"{ROOT}{assets.folder()}"
    for chapter in contents.chapters():
        made = {}
        for page in contents.sections()[chapter]:
            (made[f"{page.rpartition('/')[2]}.html"],) = kept.made(
                f"slides.{rests_on.digest(str((page, base)))}", _made, page, base
            ).files
        assets.sync(Path(app.outdir) / FOLDER / contents.name(chapter), made)


def _made(page, base):
    made = html(page, base)
    chapter = contents.name(contents.chapter_of(page))
    payload = _payload(page)
    things = rests_on.on_banks(
        [shown.bank_of(chapter)],
        "vastus.book.slides",
        contents.source(page),
        also=[f"file {teaching.FILE}"],
    )
    if payload["kind"] == "explorer":
        things |= assets.frames_of(payload["name"]).rests_on
        things |= posters.of(payload["name"], payload["state"]).rests_on
        things |= rests_on.on("vastus.book.explorer_html")
    else:
        things |= rests_on.on("vastus.knee.drawings", "vastus.movement.figure")
    return {"slides.html": made.encode()}, things


def setup(app):
    app.connect("build-finished", _write)
