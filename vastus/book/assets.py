"""What the pages load, all of it served from the book itself.

- Our scripts and styles go to ``vastus-<fingerprint>/``: one fingerprint over all of them, so that a page never
  meets half of a new version, and relative imports between modules keep working.
- They stay out of ``_static``, whose scripts Jupyter Book puts on every page.
- plotly.js "basic" comes from npm in the version plotly.py carries, and is kept in ``_build/npm``; so do the fonts
  (``fonts``). Without npm the full bundle inside plotly.py serves: three times the bytes, the same pictures.
- plotly.js writes its style into the page, which the page's policy forbids; so it is taken out of it, into a file.
- Every explorer of the course is compiled first of all, shown or not: one that cannot be shown fails the build.
- An explorer's frames are kept (``kept``), so a build computes again only those that rest on what has changed, and of
  what takes long only what is new (``results``).
"""

import concurrent.futures
import functools
import hashlib
import re
import shutil
from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version
from sphinx.util import logging
from sphinx.util.display import status_iterator

import vastus

from .. import explorers
from . import fonts, icons, kept, lean, npm, rests_on

PACKAGE = Path(vastus.__file__).parent
WEB_FOLDERS = (
    "book/static",
    "diary",
    "knee",
    "knee/anatomy",
    "knee/views",
    "movement",
    "quiz",
    "signals",
    "your_recording",
)  # a script or style lies with what it serves
PLOTLY_RULES = re.compile(r'{"X,X div":.*?};', re.DOTALL)
PLOTLY_RULE = re.compile(r"""(?P<a>["'])(?P<selector>X.*?)(?P=a):(?P<b>["'])(?P<style>.*?)(?P=b)(?=[,}])""", re.DOTALL)
NOT_SHOWN = re.compile("modebar|cloud|data-title")  # the buttons of plotly.js, which no figure of ours has
# one file for every page of the course: a browser asks for few files at a time, and draws nothing before it has them
EVERY_PAGE = (
    "fonts.css",
    "icons.css",
    "colours.css",
    "heights.css",
    "course.css",
    "quiz.css",
    "anatomy.css",
    "person.css",
    "lessons.css",
    "glossary.css",
    "dropdowns.css",
    "citations.css",
)
FEW = 4  # explorers, which one process compiles as cheaply as two
logger = logging.getLogger(__name__)


@functools.cache
def files():
    """Name and bytes of our scripts and styles, the movement's numbers, fonts, and plotly.js."""
    sources = [source for folder in WEB_FOLDERS for source in (PACKAGE / folder).iterdir()]
    found = {source.name: source.read_bytes() for source in sorted(sources) if source.suffix in {".js", ".css"}}
    computed = [kept.made("styles", _styles), kept.made("movement", _movement)]
    written = {path.name: path.read_bytes() for product in computed for path in product.files}
    plotly_js = _plotly_js()
    every = {**found, **written, **fonts.files(), "icons.css": icons.stylesheet().encode()}
    every |= {"every-page.css": b"\n".join(every[name] for name in EVERY_PAGE), "plotly.css": plotly_css(plotly_js)}
    return {name: lean.lean(name, content) for name, content in every.items()} | {"plotly.js": plotly_js}


def _styles():
    from ..explorer import palette
    from . import heights

    styles = {"colours.css": palette.stylesheet().encode(), "heights.css": heights.stylesheet().encode()}
    return styles, rests_on.on("vastus.explorer.palette", "vastus.book.heights", also=["file vastus/book/assets.py"])


def _movement():
    from ..movement import compiled

    return {"movement.json": compiled.encoded()}, rests_on.on("vastus.movement.compiled")


@functools.cache
def folder():
    """``vastus-<fingerprint>``, the folder of ``files()`` in the built book."""
    digest = hashlib.sha256()
    for name, content in sorted(files().items()):
        digest.update(name.encode() + b"\0" + content)
    return f"vastus-{digest.hexdigest()[:12]}"


@functools.cache  # asked for by whatever shows it
def frames_of(name):
    """The `kept.Product` of an explorer: one file, its frames."""
    return kept.made(f"frames.{name}", _frames, name)


def compiled(name):
    """The frames of an explorer, as `frames.compile_frames` gives them."""
    from ..explorer import frames

    return frames.read(frames_of(name).files[0].read_bytes())


def _frames(name):
    from ..explorer import frames
    from . import results

    file_name, content = results.kept_for(name, lambda: frames.encode(explorers.load(name)))
    return {file_name: content}, rests_on.on(f"vastus.explorers.{name}", "vastus.explorer.frames")


def _plotly_js():
    basic = npm.package("plotly.js-basic-dist-min", get_plotlyjs_version())
    if basic:
        return (basic / "plotly-basic.min.js").read_bytes()
    logger.info("no plotly.js basic from npm: using the full bundle inside plotly.py (three times the bytes)")
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


def plotly_css(plotly_js):
    """The style that plotly.js brings, for the drawings alone; an error where another version keeps it elsewhere."""
    rules = PLOTLY_RULES.search(plotly_js.decode())
    if not rules:
        raise ValueError('expected the style of plotly.js after {"X,X div": and found no such place')
    # it puts each rule before the last
    shown = [rule for rule in PLOTLY_RULE.finditer(rules[0]) if not NOT_SHOWN.search(rule["selector"])][::-1]
    return "".join(
        f"{rule['selector'].replace('X', '.js-plotly-plot .plotly')} {{ {rule['style']} }}\n" for rule in shown
    ).encode()


def _compile_explorers(app):
    missing = [name for name in explorers.names() if not kept.find(f"frames.{name}")]
    for _ in status_iterator(_compiled_in_turn(missing), "computing explorers... ", "darkgreen", len(missing)):
        pass


def _compiled_in_turn(names):
    """Names of explorers, each when it is compiled: a few by one process, since what they import costs as much."""
    if len(names) <= FEW:
        for name in names:
            frames_of(name)
            yield name
        return
    tasks = {kept.begun(f"frames.{name}", _frames, name): name for name in names}
    for task in concurrent.futures.as_completed(tasks):
        task.result()
        yield tasks[task]


def _write(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    sync(out / "explorers", {path.name: path for name in explorers.names() for path in frames_of(name).files})
    for old in out.glob("vastus-*"):
        if old.name != folder():
            shutil.rmtree(old)
    sync(out / folder(), files())
    kept.drop_old()


def sync(target, files):
    """Make a folder of the book hold just these files.

    Parameters
    ----------
    target : pathlib.Path
    files : dict of str to bytes or pathlib.Path
        Content, or a file to copy, by name. What is there already is not written again.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        if old.name not in files:
            old.unlink()
    for name, source in files.items():
        content = source if isinstance(source, bytes) else source.read_bytes()
        if not (target / name).exists() or (target / name).read_bytes() != content:
            (target / name).write_bytes(content)


def setup(app):
    app.add_config_value("vastus_assets", folder(), "html")  # another name makes every page be written again
    app.connect("builder-inited", _compile_explorers)
    app.connect("build-finished", _write)
