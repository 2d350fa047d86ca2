"""``embed/NAME.html``: one explorer by itself, for a frame in an LMS, a blog or a slide.

- Figure, controls, sentence, data, and a link to the page of the course it comes from; nothing else.
- Works with storage blocked and in a sandbox; follows the reader's light or dark; tells its height to the page around it
  by ``postMessage`` (``embed.js``), so that the frame can fit.
- Opens in the state of its address, as the course's own pages do.
"""

from html import escape
from pathlib import Path

from .. import explorers
from ..quiz.export.plain import title
from . import assets, shown
from .explorer_html import figure_html

FOLDER = "embed"
STYLES = ("colours.css", "heights.css", "course.css", "explorer.css")


def page(name):
    """The page of one explorer."""
    explorer = explorers.load(name)
    docname, state = shown.pages().get(name, (None, explorer.state()))
    base = f"../{assets.folder()}"
    styles = "\n".join(f'<link rel="stylesheet" href="{base}/{style}">' for style in STYLES)
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="vastus-embed">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(explorer.title)} | The VMO Question</title>
<link rel="icon" href="../_static/favicon.svg">
{styles}
<script type="module" src="{base}/embed.js"></script>
<script type="module" src="{base}/explorer.js"></script>
</head>
<body>
<main>
{figure_html(explorer, explorer.state(**state), "../", 0)}
{_source(docname, name)}
</main>
</body>
</html>
"""


def _source(docname, name):
    if docname is None:
        return ""
    return (
        f'<p class="vastus-source">From <a href="../{docname}.html#{name}" target="_blank" rel="noopener">'
        f"{escape(title(docname.removeprefix('chapters/')))}</a>, a chapter of the open course <cite>The VMO Question</cite>, where its sources "
        "and what the model leaves out are told. Education, not medical advice.</p>"
    )


def _write(app, error):
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.html"):
        old.unlink()
    for name in explorers.names():
        (folder / f"{name}.html").write_text(page(name), encoding="utf-8")


def setup(app):
    app.connect("build-finished", _write)
