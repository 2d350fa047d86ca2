"""What a thing of the book rests on: as long as all of it is the same, making the thing again would change nothing.

- Files are followed without being run, from a few roots. Code leads to what it imports, anywhere in it, and to the
  files it names; a script leads to the scripts it imports, a question bank to the functions that compute its answers.
- Tables and sources are known by name: ``vastus.asked`` remembers which of the modules asked for which. So a changed
  cell, or a new entry of the bibliography, touches only what shows it.
- Each stands with a fingerprint of its content, never its date. One exception is on the safe side: a file saved while
  this process was running has a fingerprint that holds nowhere else, since what was read of it may be older.
- Code is the same when Python understands the same: comments and lines count for nothing. Reading a file so takes long,
  and so does reading the bibliography: what came of it is kept by the file's bytes, and a build with no change only
  looks it up.
"""

import ast
import functools
import hashlib
import importlib.metadata
import json
import os
import re
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from .. import asked, chromium, data, references, settled
from ..places import place
from ..quiz import bank
from ..quiz.export import plain

COURSE = place("course")
PACKAGE = COURSE / "vastus"
# Not followed: a check says whether a table is sound, not what it holds; and what keeps account changes no page.
ASIDE = {PACKAGE / name for name in ("table_check.py", "book/kept.py", "book/rests_on.py", "book/stale.py")}
ALWAYS = {"libraries", "file vastus/book/rests_on.py"}  # what was followed by other rules is not trusted
STARTED = time.time()
UNDERSTOOD = place("built") / "understood"
FILE_NAME = re.compile(r"[\w.-]+\.\w+")


def on(*roots, also=()):
    """Name what something rests on.

    Parameters
    ----------
    *roots : str or pathlib.Path
        Modules by their names (``"vastus.quiz.html"``) and files of the course; what they lead to counts too.
    also : iterable of str
        What is not found by following: ``table red_flags``, ``source souza1991``, ``title knee-anatomy``,
        ``label emg-phantom``, ``file chapters/quizzes`` (a folder stands for the names in it),
        ``frames retest_noise``, ``browser``.

    Returns
    -------
    dict of str to str
        Each thing with its fingerprint, in order. The tables and sources asked for so far are among them, so this is
        called after the thing was made.
    """
    files = closure(roots)
    modules = {".".join(path.relative_to(COURSE).with_suffix("").parts) for path in files if path.suffix == ".py"}
    asking = modules | {module.removesuffix(".__init__") for module in modules}
    things = {f"file {path.relative_to(COURSE).as_posix()}" for path in files} | asked.by(asking)
    return {thing: fingerprint(thing) for thing in sorted(things | ALWAYS | {*also})}


def on_banks(banks, *roots, also=()):
    """Name what something rests on that shows questions of ``banks``: as `on`, with their files and their sources."""
    items = [item for loaded in banks for item in loaded.items]
    steps = [step for item in items for step in getattr(item, "steps", ()) if hasattr(step, "sources")]
    sources = {f"source {source.citekey}" for asked_about in [*items, *steps] for source in asked_about.sources}
    files = [bank.FOLDER / f"{loaded.chapter}.yml" for loaded in banks]
    return on(*roots, *files, also={*sources, *also})


def holds(noted):
    """Whether all that was noted of something is still the same."""
    return all(fingerprint(thing) == was for thing, was in noted.items())


@functools.cache
def fingerprint(thing):
    """A digest of the present state of one thing, named as in `on`."""
    kind, _, name = thing.partition(" ")
    try:
        return _FINGERPRINTS[kind](name)
    except (OSError, KeyError, ValueError) as gone:
        return f"{type(gone).__name__}: {gone}"


def _of_file(name):
    path = COURSE / name
    if path.stat().st_mtime >= STARTED:
        return f"saved while process {time.time_ns()} was running"
    if path.is_dir():
        return digest(" ".join(sorted(entry.name for entry in path.glob("*.*"))))
    content = path.read_bytes()
    return _of_code(content) if path.suffix == ".py" else digest(content)


def _of_code(content):
    return _understood(content)["same"]


def _understood(content):
    """What Python understands of a file: a digest of it, and the modules, texts and places that it names."""
    return _looked_up(content, lambda: _read_as_code(content))


def _looked_up(key, work_out):
    """What ``work_out()`` gave for the bytes ``key`` before, from `UNDERSTOOD`, or gives now."""
    noted = UNDERSTOOD / digest(sys.version.encode() + Path(__file__).read_bytes() + key)
    try:
        return json.loads(noted.read_bytes())
    except FileNotFoundError:
        found = work_out()
    UNDERSTOOD.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=UNDERSTOOD, delete=False, encoding="utf-8") as writing:  # whole, or not
        json.dump(found, writing)
    os.replace(writing.name, noted)
    return found


def _read_as_code(content):
    tree = ast.parse(content)
    modules, texts, places = set(), set(), set()
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                modules |= {(0, alias.name) for alias in node.names}
            case ast.ImportFrom():
                above = [node.module] if node.module else []
                modules |= {(node.level, ".".join([*above, alias.name])) for alias in node.names}
            case ast.Constant(value=str(text)):
                texts.add(text.rpartition("/")[2])
            case ast.Call(func=ast.Name(id="place"), args=[ast.Constant(value=str(what))]):
                places.add(what)
    texts = [text for text in texts if FILE_NAME.fullmatch(text)]
    return {"same": digest(ast.dump(tree)), "modules": sorted(modules), "texts": sorted(texts), "places": [*places]}


def _of_table(name):
    return digest(_of_file(data.file(name).relative_to(COURSE)) + data.fingerprint(name))


def _of_source(name):
    return _sources()[name]


@functools.cache
def _sources():
    """The fingerprint of every source."""
    file = references.FILE
    if file.stat().st_mtime >= STARTED:
        return references.fingerprints()
    read_by = fingerprint("file vastus/references.py") + fingerprint("libraries")
    return _looked_up(read_by.encode() + file.read_bytes(), references.fingerprints)


def _of_label(name):
    part = settled.parts()[name]
    return digest(f"{part.page} {part.title}")


def _of_libraries(_):
    """Python, and the packages the course names in ``pyproject.toml`` for all but its tests."""
    project = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["book"]]
    names = sorted(re.match(r"[\w.-]+", line)[0] for line in needed)
    return digest(sys.version + " ".join(f"{name} {importlib.metadata.version(name)}" for name in names))


def _of_frames(name):
    from . import assets  # which asks here in turn what the frames themselves rest on

    (file,) = assets.frames_of(name).files
    return digest(file.read_bytes())


def _of_browser(_):
    try:
        return chromium.path()
    except chromium.NotFound:
        return "none"


_FINGERPRINTS = {
    "file": _of_file,
    "table": _of_table,
    "source": _of_source,
    "title": plain.title,
    "label": _of_label,
    "libraries": _of_libraries,
    "frames": _of_frames,
    "browser": _of_browser,
}


def digest(content):
    """The first characters of a hash of text or bytes."""
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()[:16]


# Following files


def closure(roots):
    """All files that modules and files lead to, themselves among them."""
    ahead = [root for name in roots for root in (_modules(name) if isinstance(name, str) else [name])]
    found = set()
    while ahead:
        path = ahead.pop()
        if path not in found and path not in ASIDE:
            found.add(path)
            ahead += _code_leads_to(path) if path.suffix == ".py" else _text_leads_to(path)
    # Python runs a package's own file before any of its modules; what else that file imports need not matter to them.
    packages = {folder / "__init__.py" for path in found for folder in path.parents if PACKAGE in folder.parents}
    return found | {path for path in packages if path.is_file()}


@functools.cache
def _code_leads_to(path):
    package = path.relative_to(COURSE).parts[:-1]
    understood = _understood(path.read_bytes())
    found = set()
    for level, name in understood["modules"]:
        above = package[: len(package) + 1 - level] if level else ()
        found |= {*_modules(".".join([*above, name]))}
    for text in understood["texts"]:
        found |= _named(text)
    places = map(place, understood["places"])
    return found | {file for file in places if file.is_file() and file != references.FILE}


@functools.cache
def _text_leads_to(path):
    text = path.read_text(encoding="utf-8")
    named = {file for name in set(re.findall(r"[\w-]+\.\w+", text)) for file in _named(name)}
    return named | {file for name in set(re.findall(r"\bvastus(?:\.\w+)+", text)) for file in _modules(name)}


def _modules(name):
    """The file of a module; of a name in a module, the file of that module; nothing outside the package."""
    parts = name.split(".")
    if parts[0] != "vastus":
        return []
    path = COURSE.joinpath(*parts)
    for file in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
        if file.is_file():
            return [file]
    return _modules(".".join(parts[:-1]))


def _named(name):
    return _files_by_name().get(name, set())


@functools.cache
def _files_by_name():
    """The files of the package that are no code, by their names."""
    found = {}
    for path in PACKAGE.rglob("*.*"):
        if path.suffix not in {".py", ".pyc"}:
            found.setdefault(path.name, set()).add(path)
    return found
