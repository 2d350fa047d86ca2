"""Posters: every figure as its page opens, drawn by plotly.js itself while the book is built.

- A poster stands in the figure's place before any script runs, and where none ever does: in print, in a file, with
  JavaScript off. It is SVG in the page (`vastus.explorer.poster`), for a wide screen and for a phone; the style sheet
  shows the one that fits. 1 to 6 kB gzip each, so that none needs a file of its own.
- All that are missing are drawn in one start of a Chromium (``posters.js``), before the pages are read, and kept
  (``kept``) while the frames stay the same, whatever they were computed from. Where other frames open with the same
  picture, as after an edit of a sentence, what was drawn of it serves. Without a Chromium the build says so, and the
  place of a figure stays empty until its script draws it.
- ``posters/NAME.png`` shows an explorer to those who link to it, as the first page opens that has it.
"""

import base64
import html
import io
import json
import re
import tempfile
from pathlib import Path

from sphinx.util import logging

from .. import chromium, explorers
from . import assets, kept, rests_on, shown

FOLDER = "posters"
COLOURS = 64  # of the picture beside a link
SCRIPT = "posters.js"
SECONDS = 300
# Sizes in pixels, smaller than most places: letters that grow with a drawing can be read, those that shrink cannot.
WIDE = 640
HALF = 310  # of two panels side by side
PHONE = 360
PHONE_HEIGHT = 370  # there is room for on a phone of 390 x 664
PHONE_HEIGHT_WITH_TABS = 310
LOOK = {  # of the picture that stands beside a link, in its pixels; a box is left, top, width, height
    "size": (1200, 630),
    "boxes": [("@surface", 0, 0, 1200, 630), ("@vl", 0, 0, 600, 14), ("@vm", 600, 0, 600, 14)],
    "words": [
        {"font": "600 40px Charter, Georgia, serif", "colour": "@text", "at": (56, 110), "width": 340, "line": 50},
        {
            "text": "The VMO Question",
            "font": "26px system-ui, sans-serif",
            "colour": "@muted",
            "at": (56, 574),
            "width": 340,
            "line": 32,
        },
    ],
    "picture": (430, 50, 720, 550),
}
logger = logging.getLogger(__name__)


def of(name, state):
    """The `kept.Product` of a figure: its posters as JSON and its picture for links; without files if none was drawn.

    Parameters
    ----------
    name : str
        Of the explorer.
    state : dict
        The state that the figure opens with; what is not named is as the explorer has it.
    """
    return kept.made(_product(name, state), _alone, name, state)


def keep(figures):
    """Have the posters of figures that are missing drawn, in one start of a Chromium; each is a name and a state."""
    wanted = {_product(name, state): (name, state) for name, state in figures}
    missing = {product: figure for product, figure in wanted.items() if not kept.find(product)}
    if not missing:
        return
    logger.info("posters of %d figures", len(missing))
    try:
        kept.make_together(_made, missing)
    except (chromium.NotFound, chromium.Failed) as gone:
        logger.info("figures have no posters: %s", gone)
        kept.make_together(_not_drawn, missing)


def svgs(product, name, serial, sizes=("wide", "phone")):
    """The SVG elements of each panel of a figure, in ``sizes``; ``serial`` tells two figures on one page apart.

    Returns
    -------
    list of str
        Empty where none were drawn.
    """
    from ..explorer.poster import SERIAL

    if not product.files:
        return []
    panels = json.loads((product.folder / "panels.json").read_text(encoding="utf-8"))
    return [
        "".join(
            f'<svg class="vastus-poster" data-poster="{size}" viewBox="0 0 {width} {height}" '
            f'preserveAspectRatio="xMinYMin" aria-hidden="true">'
            f"{inside.replace(SERIAL, f'{name}-{serial}-{number}-{size}-')}</svg>"
            for size, ((width, height), inside) in panel.items()
            if size in sizes
        )
        for number, panel in enumerate(panels)
    ]


def preview(name):
    """The file with the picture for links to an explorer, or None if none was drawn."""
    _, state = shown.pages().get(name, (None, {}))
    return next((file for file in of(name, state).files if file.suffix == ".png"), None)


def draw(figures):
    """Have plotly.js draw figures, all in one start of a Chromium.

    Parameters
    ----------
    figures : list of dict
        Each with its ``title`` and its ``panels``: data and layout, colours as roles, and ``sizes`` to draw.

    Returns
    -------
    list of dict
        For each figure ``panels``, the SVG layers by size, and ``preview``, a PNG as a data address.

    Raises
    ------
    vastus.chromium.NotFound, vastus.chromium.Failed
        If there is no Chromium, or it did not do it.
    vastus.explorer.ExplorerError
        If plotly.js could not.
    """
    from ..explorer import ExplorerError, palette

    wanted = json.dumps(palette.light({"figures": figures, "look": LOOK})).replace("<", "\\u003c")
    scripts = {"plotly.js": assets.files()["plotly.js"], SCRIPT: Path(__file__).with_name(SCRIPT).read_bytes()}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in scripts.items():
            (Path(folder) / name).write_bytes(content)
        page = Path(folder) / "posters.html"
        page.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><script type="application/json" id="wanted">{wanted}</script><body>'
            + "".join(f'<script src="{name}"></script>' for name in scripts),
            encoding="utf-8",
        )
        done = chromium.run(page, "--dump-dom", seconds=SECONDS)
    found = re.search(r'<pre id="drawn">(.*?)</pre>', done.stdout, re.DOTALL)
    if not found:
        raise chromium.Failed(f"{chromium.path()} drew nothing; it said: {done.stderr.strip()[-500:]}")
    drawn = json.loads(html.unescape(found[1]))
    if "error" in drawn:
        raise ExplorerError(f"a poster could not be drawn: {drawn['error']}")
    return drawn["figures"]


def _product(name, state):
    return f"poster.{name}.{rests_on.digest(json.dumps(state))}"


def _figure(name, state):
    """What is drawn of an explorer in a state, from its frames."""
    from ..explorer import frames
    from . import heights

    compiled = assets.compiled(name)
    panels = frames.frame(compiled, frames.opening(compiled, state))["panels"]
    room = PHONE_HEIGHT if len(panels) == 1 else PHONE_HEIGHT_WITH_TABS
    for number, panel in enumerate(panels):
        del panel["layout"]["template"]["data"]  # nobody moves its lines: plotly.js may leave out points that none sees
        height, keeps = heights.height(panel["layout"])
        whole_row = len(panels) == 1 or (len(panels) % 2 and number == 0)  # explorer.css says the same
        panel["sizes"] = {
            "wide": (WIDE if whole_row else HALF, height),
            "phone": (PHONE, height if keeps else min(height, room)),
        }
    return {"title": compiled["title"], "panels": panels}


def _alone(name, state):
    try:
        (made,) = _made([(name, state)])
    except (chromium.NotFound, chromium.Failed):
        (made,) = _not_drawn([(name, state)])
    return made


def _made(figures):
    """The files of each figure's product, and what they rest on."""
    drawn = _drawn([name for name, _ in figures], [_figure(*figure) for figure in figures])
    return [
        ({file.name: file.read_bytes() for file in product.files}, _rests_on(name))
        for (name, _), product in zip(figures, drawn, strict=True)
    ]


def _not_drawn(figures):
    # so that it is tried again with a browser that may do better
    return [({}, _rests_on(name) | {"browser": "none"}) for name, _ in figures]


def _rests_on(name):
    return rests_on.on("vastus.book.posters", also=["browser", f"frames {name}"])


def _drawn(names, figures):
    """The `kept.Product` of what each figure looks like, whatever frames it is from: drawn where none is there."""
    products = [f"drawn.{rests_on.digest(json.dumps(figure))}" for figure in figures]
    found = {product: kept.find(product) for product in products}
    missing = {
        product: (name, figure)
        for product, name, figure in zip(products, names, figures, strict=True)
        if not found[product]
    }
    if missing:
        drawn = draw([figure for _, figure in missing.values()])
        for (product, (name, figure)), one in zip(missing.items(), drawn, strict=True):
            found[product] = kept.made(product, _as_drawn, name, [panel["sizes"] for panel in figure["panels"]], one)
    return [found[product] for product in products]


def _as_drawn(name, sizes, drawn):
    from ..explorer import ExplorerError, poster

    try:
        panels = [
            {size: (pixels[size], poster.poster(layers)) for size, layers in done.items()}
            for pixels, done in zip(sizes, drawn["panels"], strict=True)
        ]
    except ExplorerError as error:
        raise ExplorerError(f"{name}: {error}") from error
    files = {
        "panels.json": json.dumps(panels, ensure_ascii=False).encode(),
        "preview.png": _small(base64.b64decode(drawn["preview"].partition(",")[2])),
    }
    return files, rests_on.on("vastus.book.posters", also=["browser"])


def _small(png):
    """A picture in the few colours it needs: a quarter of the bytes."""
    from PIL import Image

    written = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_missing(app):
    figures = [(name, state) for _, name, state in shown.figures()]
    keep([*figures, *((name, {}) for name in explorers.names() if name not in shown.pages())])


def _write(app, error):
    if error or app.builder.format != "html":
        return
    # a link is shown with a picture where the course has an address: without one nobody asks for it
    names = explorers.names() if app.config.html_baseurl else []
    pictures = {f"{name}.png": preview(name) for name in names}
    assets.sync(Path(app.outdir) / FOLDER, {name: file for name, file in pictures.items() if file})


def setup(app):
    app.connect("builder-inited", _draw_missing)
    app.connect("build-finished", _write)
