"""Progress files, as ``archive.js`` writes them, read for a class: what is sound is a `Student`, all else is set aside.

- A file is broken (no JSON, or a record of another shape), foreign (not this course's), of another edition (another
  ``format``), a copy of another file, or older than another file of the same student.
- What is asked of a record is what ``record.js`` asks of it; a test holds the two together.
- A student is known by the name in the file, where one was given when it was saved, else by the file's name.
"""

import json
from dataclasses import dataclass
from pathlib import Path

COURSE = "The VMO Question"
FORMAT = 1
RESULTS = ("right", "partly", "wrong", "trap", "predicted")
SURENESS = ("guess", "fairly", "certain")
WAITS = 4
LATEST_MS = 8.64e15  # a date of JavaScript can be no later
LARGEST_BYTES = 5_000_000  # a file with every question answered has some 60 kB


@dataclass(frozen=True)
class FirstTry:
    """A student's first try at a question: the answer as the form has it, its result, and how sure it was given."""

    answer: str | tuple[str, ...]
    result: str
    trap: str
    confidence: str


@dataclass(frozen=True)
class Student:
    """What a progress file tells: first tries by chapter and item, and pages read to their end, by name."""

    name: str
    file: str
    saved: str
    firsts: dict[str, dict[str, FirstTry]]
    read: frozenset[str]


@dataclass(frozen=True)
class SetAside:
    """A file that does not count, and why."""

    file: str
    why: str

    def __str__(self):
        return f"{self.file}: {self.why}"


def students(paths, chapters, progress=lambda done, of: None):
    """Read progress files.

    Parameters
    ----------
    paths : sequence of pathlib.Path
    chapters : collection of str
        Whose answers count. A form that mixes chapters keeps first tries under its questions' chapters too.
    progress : callable
        Is told after each file how many of how many are read.

    Returns
    -------
    tuple of (list of Student, list of SetAside)
        Students by name; files set aside in the order of ``paths``.
    """
    read, aside = {}, {}
    for done, path in enumerate(paths, start=1):
        try:
            read[path] = _student(path, chapters)
        except ValueError as error:
            aside[path] = str(error)
        progress(done, len(paths))
    _set_copies_aside(read, aside)
    _set_older_aside(read, aside)
    counted = sorted((read[path] for path in read.keys() - aside.keys()), key=lambda student: student.name.casefold())
    return counted, [SetAside(path.name, aside[path]) for path in paths if path in aside]


def _set_copies_aside(read, aside):
    first_with = {}
    for path, student in read.items():
        told = json.dumps([sorted(student.read), student.firsts], default=vars, sort_keys=True)
        if any(student.firsts.values()) and told in first_with:
            aside[path] = f"doubled: the same answers as in {first_with[told].name}"
        first_with.setdefault(told, path)


def _set_older_aside(read, aside):
    newest = {}
    for path, student in read.items():
        if path in aside:
            continue
        other = newest.get(student.name)
        if other is None:
            newest[student.name] = path
            continue
        older, newer = sorted((other, path), key=lambda file: read[file].saved)
        aside[older] = f"older: {newer.name} is a later file of {student.name}"
        newest[student.name] = newer


def _student(path, chapters):
    found = _parsed(path)
    if not isinstance(found, dict) or found.get("course") != COURSE:
        raise ValueError(f"foreign: not a progress file of {COURSE}")
    if found.get("format") != FORMAT:
        edition = found.get("format")
        raise ValueError(f"of another edition: found format {edition!r}, expected {FORMAT}; save it anew in this one")
    if wrong := problems(found):
        raise ValueError(f"broken: {wrong[0]}" + (f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""))
    firsts = {
        chapter: {
            item: FirstTry(
                tuple(first["answer"]) if isinstance(first["answer"], list) else first["answer"],
                first["result"],
                first.get("trap", ""),
                first.get("confidence", ""),
            )
            for item, record in found["answers"].get(chapter, {}).items()
            if (first := record.get("first"))
        }
        for chapter in chapters
    }
    name = " ".join(found.get("name", "").split()) or path.stem
    return Student(name, path.name, found.get("saved", ""), firsts, frozenset(found["read"]))


def _parsed(path):
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ValueError(f"broken: larger than {LARGEST_BYTES // 1_000_000} MB")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"broken: cannot be read ({error})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"broken: no JSON ({error})") from error


# What archive.js and record.js ask


def problems(found):
    """List what is wrong with a parsed file of this course and format, a sentence each."""
    wrong = []

    def demand(fits, where, value, expected):
        if not fits:
            wrong.append(f"{where}: found {json.dumps(value)[:60]}, expected {expected}")
        return fits

    demand(_is_text(found.get("name", "")), "name", found.get("name"), "a text")
    demand(_is_text(found.get("saved", "")), "saved", found.get("saved"), "a text")
    if demand(isinstance(found.get("read"), dict), "read", found.get("read"), "pages with times"):
        for page, at in found["read"].items():
            demand(_is_date(at), f"read, {page}", at, "milliseconds since 1970")
    if demand(isinstance(found.get("answers"), dict), "answers", found.get("answers"), "chapters with answers"):
        for quiz, items in found["answers"].items():
            if demand(isinstance(items, dict), f"answers, {quiz}", items, "questions with records"):
                for item, record in items.items():
                    _demand_shape(demand, record, f"answers, {quiz}, {item}", _RECORD)
    return wrong


def _demand_shape(demand, record, where, shape):
    if not demand(isinstance(record, dict), where, record, "an object"):
        return
    for name, (rule, expected, required) in shape.items():
        value = record.get(name)
        if isinstance(rule, dict):
            if name in record:
                _demand_shape(demand, value, f"{where}, {name}", rule)
        elif name in record or required:
            demand(rule(value), f"{where}, {name}", value, expected)


def _is_text(value):
    return isinstance(value, str)


def _is_count(value):
    # JavaScript knows one kind of number: 5.0 is 5 there.
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and not isinstance(value, bool) and value >= 0


def _is_date(value):
    return _is_count(value) and value <= LATEST_MS


def _is_answer(value):
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


_TIME = (_is_date, "milliseconds since 1970", False)
_TRY = {
    "answer": (_is_answer, "a text or a list of texts", True),
    "result": (lambda value: value in RESULTS, f"one of {', '.join(RESULTS)}", True),
    "trap": (_is_text, "a text", False),
    "confidence": (lambda value: value in SURENESS, f"one of {', '.join(SURENESS)}", False),
    "at": _TIME,
}
_REVIEW = {
    "level": (lambda value: _is_count(value) and value < WAITS, f"0 to {WAITS - 1}", True),
    "at": (_is_date, "milliseconds since 1970", True),
}
_RECORD = {
    "answer": (_is_answer, "a text or a list of texts", False),
    "confidence": (lambda value: value in SURENESS, f"one of {', '.join(SURENESS)}", False),
    "checked": (_TRY, "", False),
    "opened": (lambda value: value is True, "true", False),
    "decided": (_is_count, "a whole number", False),
    "first": (_TRY, "", False),
    "review": (_REVIEW, "", False),
}


def files(given):
    """Paths of what was given on the command line: files, patterns a shell left as they were, folders with files.

    Raises
    ------
    FileNotFoundError
        For what leads to no file.
    """
    found = {}
    for name in map(Path, given):
        if name.is_dir():
            here = sorted(name.rglob("*.json"))
        elif name.is_file():
            here = [name]
        else:
            here = sorted(name.parent.glob(name.name)) if name.parent.is_dir() else []
        if not here:
            raise FileNotFoundError(f"found no file {name}, expected progress files, or a folder with some")
        found |= dict.fromkeys(here)
    return list(found)
