"""The course's own letters: a serif to read and a sans for headings and whatever is pressed, of one family.

- Source Serif 4 and Source Sans 3 come from npm's fontsource, variable and Latin. Of them the book serves what it
  writes: the letters of Western Europe, weights 400 to 700, the serif's italic in its one weight. Three files, below
  `LARGEST_BYTES` in all; bold italic is made by the browser.
- What is changed bears names of its own, as the SIL licence asks of changed fonts whose name is reserved: here they
  are ``Vastus Serif`` and ``Vastus Sans``. The licence is served beside them.
- Until they are there the device's own letters stand in, drawn as wide as these, so that lines break alike.
- Without npm, or without fontTools and brotli, the device's letters stay; the build says so.
"""

import functools
import importlib.util
import io

from sphinx.util import logging

from . import kept, npm, rests_on

PACKAGES = {
    "serif": ("@fontsource-variable/source-serif-4", "5.3.1"),
    "sans": ("@fontsource-variable/source-sans-3", "5.3.0"),
}
# file served, of which family, its file in the package, the weights kept
CUTS = {
    "serif.woff2": ("serif", "source-serif-4-latin-wght-normal.woff2", (400, 700)),
    "serif-italic.woff2": ("serif", "source-serif-4-latin-wght-italic.woff2", 400),
    "sans.woff2": ("sans", "source-sans-3-latin-wght-normal.woff2", (400, 700)),
}
LARGEST_BYTES = 80_000
LETTERS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ıŒœ‑–—‘’“”•…′−€\u2009\u202f")}
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
NAMES = {"serif": "Vastus Serif", "sans": "Vastus Sans"}
# What stands in: the device's fonts (or, in the case of Georgia and Arial, those of the same widths) against ours, by
# the mean advance of an English text: 0.472 em of the serif, 0.4138 of the sans.
STAND_INS = {
    "serif": (0.472, 1.036, 0.335, {"Georgia": 0.441, "Noto Serif": 0.4743}),
    "sans": (0.4138, 1.024, 0.400, {"Arial": 0.4441, "Roboto": 0.4438}),
}
DEVICE = {"serif": "Georgia, serif", "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'}
logger = logging.getLogger(__name__)


@functools.cache
def files():
    """Bytes of the fonts, their licence and ``fonts.css``, by name; of the last alone where no fonts can be had."""
    made = _cut()
    css = stylesheet(own=made is not None).encode()
    return {"fonts.css": css} if made is None else {**made, "fonts.css": css}


def first():
    """Names of the fonts that every page shows at once, so that a browser asks for them before it meets the style."""
    return [name for name in ("serif.woff2", "sans.woff2") if name in files()]


def stylesheet(own=True):
    """CSS with a custom property ``--vastus-serif`` and ``--vastus-sans`` each, and the faces they name."""
    faces, stacks = [], []
    for family, name in NAMES.items():
        names = []
        if own:
            names = [name, *(f"{device} as {name}" for device in STAND_INS[family][3])]
            faces += [_own_face(file) for file, (of, *_) in CUTS.items() if of == family]
            faces += [_stand_in(family, device) for device in STAND_INS[family][3]]
        stack = ", ".join([*(f'"{name}"' for name in names), DEVICE[family]])
        stacks.append(f"  --vastus-{family}: {stack};\n")
    return "".join(faces) + ":root {\n" + "".join(stacks) + "}\n"


def _own_face(file):
    family, _, weights = CUTS[file]
    weight = f"{weights[0]} {weights[1]}" if isinstance(weights, tuple) else str(weights)
    style = "italic" if "italic" in file else "normal"
    return (
        f'@font-face {{ font-family: "{NAMES[family]}"; font-style: {style}; font-weight: {weight}; '
        f'font-display: swap; src: url("{file}") format("woff2"); }}\n'
    )


def _stand_in(family, device):
    width, ascent, descent, devices = STAND_INS[family]
    scale = width / devices[device]
    return (
        f'@font-face {{ font-family: "{device} as {NAMES[family]}"; src: local("{device}"); '
        f"size-adjust: {scale:.1%}; ascent-override: {ascent / scale:.1%}; descent-override: {descent / scale:.1%}; "
        "line-gap-override: 0%; }\n"
    )


def _cut():
    missing = [module for module in ("fontTools", "brotli") if importlib.util.find_spec(module) is None]
    product = None if missing else kept.find("fonts")
    if product is None:
        folders = {} if missing else {family: npm.package(*wanted) for family, wanted in PACKAGES.items()}
        if missing or None in folders.values():
            why = f"no {' and no '.join(missing)}" if missing else "none from npm"
            logger.info("no fonts of the course's own (%s): the device's letters stay", why)
            return None
        product = kept.made("fonts", _make, folders)
    return {path.name: path.read_bytes() for path in product.files}


def _make(folders):
    licence = "\n\n".join((folder / "LICENSE").read_text(encoding="utf-8") for folder in folders.values())
    fonts = {
        name: _subset(folders[of] / "files" / file, weights, NAMES[of]) for name, (of, file, weights) in CUTS.items()
    }
    return {**fonts, "fonts-licence.txt": licence.encode()}, rests_on.on("vastus.book.fonts")


def _subset(path, weights, name):
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(_saved(font, None), {"wght": weights})
    for record in font["name"].names:
        if record.nameID in (1, 3, 4):
            record.string = name
        elif record.nameID == 6:
            record.string = name.replace(" ", "")
    return _saved(font, "woff2", as_bytes=True)


def _saved(font, flavor, as_bytes=False):
    from fontTools.ttLib import TTFont

    font.flavor = flavor
    written = io.BytesIO()
    font.save(written)
    written.seek(0)
    return written.getvalue() if as_bytes else TTFont(written, recalcTimestamp=False)
