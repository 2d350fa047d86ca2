"""``embed/NAME.html``: one explorer, or the movement, by itself, for a frame in an LMS, a blog or a slide.

- Figure, controls, sentence, data, and a link to the page of the course it comes from; nothing else.
- Works with storage blocked and in a sandbox; follows the reader's light or dark; tells its height to the page around
  it by ``postMessage`` (``embed.js``), so that the frame can fit.
- Opens in the state of its address, as the course's own pages do.
"""

from html import escape
from pathlib import Path

from .. import explorers, settled
from ..quiz.export.plain import title
from . import assets, kept, posters, rests_on, shown

FOLDER = "embed"
STYLES = ("colours.css", "heights.css", "course.css", "explorer.css")
MOVEMENT = "step_down"
MOVEMENT_STYLES = ("colours.css", "course.css", "explorer.css", "anatomy.css", "person.css", "movement.css")
MOVEMENT_ANCHOR = "protocol-phases"


def page(name, docname, state, base):
    """The page of one explorer.

    Parameters
    ----------
    name : str
    docname : str or None
        Sphinx's name of the page of the course that shows it.
    state : dict
        The state it opens with; what is not named is as the explorer has it.
    base : str
        Address of the folder of scripts and styles.
    """
    from .explorer_html import figure_html  # only where a page is made: it brings NumPy and plotly

    explorer = explorers.load(name)
    frames_file = assets.frames_of(name).files[0]
    drawn = posters.svgs(posters.of(name, state), name, 0)
    shown_figure = figure_html(explorer, explorer.state(**state), frames_file, "../", 0, drawn)
    asleep = f'<script defer src="{base}/asleep.js"></script>'
    return _document(explorer.title, base, STYLES, "explorer.js", shown_figure, _source(docname, name), asleep)


def movement_page(docname, base):
    """The page of the movement; parameters as for `page`."""
    from ..movement import figure

    source = _source(docname, MOVEMENT_ANCHOR)
    return _document(figure.TITLE, base, MOVEMENT_STYLES, "movement.js", figure.html(), source)


def frame_code(address, title):
    """The code of a frame that shows such a page, as ``share.js`` writes it too."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="760" loading="lazy" '
        'allow="fullscreen"></iframe>'
    )


def _document(name, base, styles, script, shown_figure, source, more=""):
    styles = "\n".join(f'<link rel="stylesheet" href="{base}/{style}">' for style in styles)
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="vastus-embed">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(name)} | The VMO Question</title>
<link rel="icon" href="../_static/favicon.svg">
{styles}
<script type="module" src="{base}/embed.js"></script>
<script type="module" src="{base}/{script}"></script>
{more}
</head>
<body>
<main>
{shown_figure}
{source}
</main>
</body>
</html>
"""


def _source(docname, anchor):
    if docname is None:
        return ""
    return (
        f'<p class="vastus-source">From <a href="../{docname}.html#{anchor}" target="_blank" rel="noopener">'
        f"{escape(title(docname.removeprefix('chapters/')))}</a> in the open course "
        "<cite>The VMO Question</cite>, where its sources and what the model leaves out are told. "
        "Education, not medical advice.</p>"
    )


def _write(app, error):
    if error or app.builder.format != "html":
        return
    pages = {}
    for name in explorers.names():
        given = name, *shown.pages().get(name, (None, {})), f"../{assets.folder()}"
        (pages[f"{name}.html"],) = kept.made(f"embed.{rests_on.digest(str(given))}", _made, *given).files
    told = settled.parts().get(MOVEMENT_ANCHOR)  # a course of fewer pages may not have it
    given = told.page if told else None, f"../{assets.folder()}"
    made = kept.made(f"embed.{rests_on.digest(str(given))}", _made_movement, *given)
    (pages[f"{MOVEMENT}.html"],) = made.files
    assets.sync(Path(app.outdir) / FOLDER, pages)


def _made(name, docname, state, base):
    made = page(name, docname, state, base)
    things = rests_on.on("vastus.book.explorer_html", "vastus.book.embed", also=_title_of(docname))
    things |= assets.frames_of(name).rests_on | posters.of(name, state).rests_on
    return {f"{name}.html": made.encode()}, things


def _made_movement(docname, base):
    things = rests_on.on("vastus.movement.figure", "vastus.book.embed", also=_title_of(docname))
    return {f"{MOVEMENT}.html": movement_page(docname, base).encode()}, things


def _title_of(docname):
    return [f"title {docname.removeprefix('chapters/')}"] if docname else []


def setup(app):
    app.connect("build-finished", _write)
