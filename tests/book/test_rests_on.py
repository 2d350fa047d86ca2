"""What things rest on: nothing that an explorer imports or reads is missed, and nothing is counted that is not read."""

import json
import os
import subprocess
import sys
import time

import pytest

from vastus import explorers
from vastus.book import rests_on
from vastus.book.rests_on import COURSE, PACKAGE
from vastus.quiz import bank

# One explorer after another in one process: what the first has read, the others get without opening a file.
LOOK_ON = """
import json, sys
from pathlib import Path
from vastus.book import rests_on
from vastus import explorers

opened = set()
sys.addaudithook(lambda event, given: event == "open" and isinstance(given[0], str) and opened.add(given[0]))
told = {}
known = set(sys.modules)
for name in explorers.names():
    explorer = explorers.load(name)
    explorer.at(explorer.state())
    imported = sorted(module for module in set(sys.modules) - known if module.startswith("vastus."))
    known = set(sys.modules)
    told[name] = imported, list(rests_on.on(f"vastus.explorers.{name}", "vastus.explorer.frames"))
read = {Path(path).resolve() for path in opened if not path.endswith((".py", ".pyc"))}
print(json.dumps([told, sorted(str(path.relative_to(rests_on.COURSE)) for path in read if path.is_file() and
    path.is_relative_to(rests_on.COURSE) and path.relative_to(rests_on.COURSE).parts[0] not in (".venv", "_build"))]))
"""


@pytest.fixture(scope="module")
def looked_on():
    """For each explorer the modules it was the first to import, and what it rests on; and all files they opened."""
    done = subprocess.run([sys.executable, "-c", LOOK_ON], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_all_that_an_explorer_imports_is_among_what_it_rests_on(looked_on):
    told, _ = looked_on
    for name, (imported, things) in told.items():
        files = [f"file {'/'.join(module.split('.'))}" for module in imported if module != "vastus.table_check"]
        assert all({f"{file}.py", f"{file}/__init__.py"} & set(things) for file in files), (name, imported)


def test_every_file_that_is_read_is_among_what_somebody_rests_on(looked_on):
    told, opened = looked_on
    things = {thing for _, found in told.values() for thing in found}
    tables = {
        rests_on.data.file(name).relative_to(COURSE).as_posix(): f"table {name}" for name in rests_on.data.names()
    }
    assert len(opened) > 15
    for path in opened:
        if path == "references.bib":
            assert any(thing.startswith("source ") for thing in things)
        elif path not in ("data/datapackage.json", "pyproject.toml"):  # these count with the tables and the libraries
            assert {f"file {path}", tables.get(path)} & things, path


def test_explorers_rest_on_their_own_tables_and_sources_alone(looked_on):
    told, _ = looked_on
    _, pooled = told["pooled_differences"]
    assert [thing for thing in pooled if thing.startswith("table")] == ["table pooled_differences"]
    assert "source alsaleh2021" in pooled and "file references.bib" not in pooled
    assert "file vastus/inference/proportion.py" not in pooled
    for name in explorers.names():
        _, things = told[name]
        assert not any(thing.startswith(("file vastus/book/e", "file vastus/quiz")) for thing in things)


def test_a_bank_leads_to_the_function_that_computes_an_answer():
    assert PACKAGE / "inference" / "retest.py" in rests_on.closure([bank.FOLDER / "vmo-controversy.yml"])


def test_code_leads_to_the_files_it_names_and_scripts_to_those_they_import():
    found = rests_on.closure(["vastus.quiz.export.scorm12"])
    assert {PACKAGE / "quiz" / name for name in ("schema.json", "quiz.css", "quiz.js", "store.js")} <= found
    assert PACKAGE / "quiz" / "progress.js" not in found


def test_another_content_has_another_fingerprint_and_a_file_that_is_gone_has_one_too(tmp_path, monkeypatch):
    monkeypatch.setattr(rests_on, "COURSE", tmp_path)
    path = tmp_path / "a.txt"
    seen = set()
    for content in ("one", "two"):
        path.write_text(content)
        os.utime(path, (0, 0))  # the date tells nothing
        seen.add(rests_on.fingerprint.__wrapped__("file a.txt"))
    path.unlink()
    seen.add(rests_on.fingerprint.__wrapped__("file a.txt"))
    assert len(seen) == 3


def test_a_comment_leaves_code_the_same_and_a_value_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(rests_on, "COURSE", tmp_path)
    monkeypatch.setattr(rests_on, "UNDERSTOOD", tmp_path / "understood")
    path = tmp_path / "a.py"
    seen = []
    for code in ("X = 1\n", "# one\n\nX = (  # two\n    1\n)\n", "X = 2\n", "X = 1\n"):
        path.write_text(code)
        os.utime(path, (0, 0))
        seen.append(rests_on.fingerprint.__wrapped__("file a.py"))
    assert seen[0] == seen[1] == seen[3] != seen[2]


def test_a_file_saved_while_the_process_runs_holds_nowhere_else(tmp_path, monkeypatch):
    monkeypatch.setattr(rests_on, "COURSE", tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("one")
    os.utime(path, (time.time() + 5, time.time() + 5))
    first, second = (rests_on.fingerprint.__wrapped__("file a.txt") for _ in range(2))
    assert first != second
