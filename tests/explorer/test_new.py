"""A new explorer, made as the page “Make your own explorer” says, in a copy of the course."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from course import ROOT

from vastus.explorer import ExplorerError, new

PAGE = (ROOT / "chapters" / "make-your-own.md").read_text(encoding="utf-8")
USE = """
from vastus import explorers
from vastus.explorer import frames
explorer = explorers.load("mean_of_tests")
name, content = frames.encode(explorer)
print(name, len(content), len(list(explorer.states())))
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of what an author works in."""
    folder = tmp_path_factory.mktemp("clone")
    for part in ("vastus", "tests", "data", "chapters/quizzes"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_config.yml", "_toc.yml", "references.bib", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def run(course, *arguments):
    """A command as the page gives it, in the copy."""
    env = {**os.environ, "PYTHONPATH": str(course)}
    return subprocess.run([sys.executable, *arguments], cwd=course, env=env, capture_output=True, text=True)


def as_on_the_page(start):
    """The arguments of the command of the page that starts so."""
    (line,) = re.findall(rf"^{start}.*$", PAGE, re.MULTILINE)
    return line.split()[1:]


@pytest.fixture(scope="module")
def made(course):
    return run(course, "-m", *("vastus", *as_on_the_page("vastus new")))


def test_the_command_of_the_page_writes_an_explorer_and_its_test(course, made):
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(
        "the explorer is in vastus/explorers/mean_of_tests.py, its test in tests/explorers/test_mean_of_tests.py\n"
    )
    written = (course / "vastus" / "explorers" / "mean_of_tests.py").read_text(encoding="utf-8")
    assert 'name="mean_of_tests"' in written


def test_the_new_explorer_compiles_for_the_page(course, made):
    done = run(course, "-c", USE)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"mean_of_tests\.\w+\.json \d+ 15", done.stdout.strip())


def test_the_new_test_passes_and_fails_once_the_model_is_broken_as_the_page_says(course, made):
    test = as_on_the_page("python -m pytest")
    assert "4 passed" in run(course, *test, "-q", "-p", "no:cacheprovider").stdout
    module = course / "vastus" / "explorers" / "mean_of_tests.py"
    text = module.read_text(encoding="utf-8")
    assert "write `tests` in the place of `np.sqrt(tests)`" in PAGE
    module.write_text(text.replace("np.sqrt(tests)", "tests"), encoding="utf-8")
    said = run(course, *test, "-q", "-p", "no:cacheprovider").stdout
    module.write_text(text, encoding="utf-8")
    assert "1 failed, 3 passed" in said


def test_ruff_has_nothing_to_say_of_what_is_written(course, made):
    files = ["vastus/explorers/mean_of_tests.py", "tests/explorers/test_mean_of_tests.py"]
    for check in (["check", "--quiet"], ["format", "--check", "--quiet"]):
        done = run(course, "-m", "ruff", *check, *files)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Mean of tests", "expected small letters, digits and underscores, the first a letter, such as mean_of_tests"),
        ("2tests", "such as tests"),
        ("../away", "expected small letters"),
        ("lambda", "a word of Python's own"),
        ("retest_noise", "is taken"),
        ("normalisation", "near it: normalisation"),
    ],
)
def test_a_wrong_or_taken_name_is_refused_in_words_and_nothing_is_written(name, said):
    before = {path: path.stat().st_mtime_ns for path in (ROOT / "vastus" / "explorers").iterdir()}
    with pytest.raises(ExplorerError, match=re.escape(said)):
        new.write(name, ROOT)
    assert before == {path: path.stat().st_mtime_ns for path in (ROOT / "vastus" / "explorers").iterdir()}
