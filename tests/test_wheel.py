"""The package alone, as pip installs it: from the wheel, with what it asks for and nothing else, outside any clone."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from course import ROOT
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

from vastus import data, references, your_recording
from vastus.quiz import bank

USE = """
import json, sys
import vastus
from vastus import data, explorers, places, references
from vastus.notebook import explorers as live, quiz
shown = quiz.show("reading-emg")
print(json.dumps({
    "package": vastus.__file__,
    "is_clone": places.is_clone(),
    "reading": live.show("phantom_delay").text,
    "quiz": shown.widget.html.count("<fieldset data-item="),
    "rows": {name: len(data.table(name)) for name in data.names()},
    "sources": len(references.load()),
    "places": {what: str(places.place(what)) for what in places._PLACES},
}))
"""


def asked_for(lines, seen):
    """Names of the distributions that requirements name, and of those that these ask for."""
    for needed in map(Requirement, lines or ()):
        name = re.sub(r"[-_.]+", "-", needed.name).lower()
        if name not in seen and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
            seen.add(name)
            asked_for(importlib.metadata.requires(name), seen)
    return seen


def put_dependencies(wheel, site):
    """Link what the wheel asks for into a new environment: this one has it all, and copying it takes long."""
    (described,) = (entry for entry in zipfile.Path(wheel).iterdir() if entry.name.endswith(".dist-info"))
    for name in asked_for(importlib.metadata.PathDistribution(described).requires, set()):
        installed = importlib.metadata.distribution(name)
        for part in {file.parts[0] for file in installed.files} - {"..", "__pycache__"}:
            if not (site / part).exists():
                (site / part).symlink_to(installed.locate_file(part))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def run(wheel, tmp_path_factory):
    """Runs a command of an environment that has the wheel, in an empty folder."""
    folder = tmp_path_factory.mktemp("alone")
    env = folder / "env"
    venv.create(env, with_pip=False)
    paths = {
        what: Path(sysconfig.get_path(what, "venv", vars={"base": str(env), "platbase": str(env)}))
        for what in ("purelib", "scripts")
    }
    site, bin = paths["purelib"], paths["scripts"]
    python = bin / "python"
    put_dependencies(wheel, site)
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    subprocess.run(install, check=True)
    here = folder / "here"
    here.mkdir()
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    variables |= {"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache"), "PATH": str(bin)}

    def run(program, *arguments):
        command = [bin / program, *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=here, env=variables)

    run.here, run.site, run.folder = here, site, folder
    return run


@pytest.fixture(scope="module")
def found(run):
    """What a notebook finds there."""
    done = run("python", "-c", USE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_explorer_a_quiz_and_every_table_work_from_the_wheel_alone(run, found):
    assert Path(found["package"]).is_relative_to(run.site)
    assert not found["is_clone"]
    assert re.search(r"\d+ of 100", found["reading"])
    assert found["quiz"] == len(bank.load("reading-emg").pick(None))
    assert found["rows"] == {name: len(data.table(name)) for name in data.names()}
    assert found["sources"] == len(references.load())


def test_nothing_is_ever_kept_in_the_installed_package(run, found):
    at = {what: Path(path) for what, path in found["places"].items()}
    assert at.pop("built") == run.folder / "cache" / "vastus"
    assert not at.pop("written").is_absolute()
    assert all(path.exists() and path.is_relative_to(run.site) for path in at.values())


def test_check_finds_as_many_questions_in_the_wheel_as_in_the_clone(run):
    done = run("vastus", "check")
    items = sum(len(loaded.items) for loaded in bank.load_all().values())
    assert f"{items} items in {len(bank.chapters())} chapters" in done.stdout, done.stderr
    assert done.returncode == 0, done.stderr


def test_the_wheel_exports_the_questions_into_the_folder_the_reader_is_in(run):
    done = run("vastus", "export", "gift", "--chapter", "reading-emg")
    assert done.returncode == 0, done.stderr
    questions = [path.read_text(encoding="utf-8") for path in (run.here / "vastus-files" / "export").glob("*.txt")]
    assert any("::emg-" in text for text in questions)


def test_the_wheel_judges_a_recording(run):
    (run.here / "own.csv").write_bytes(your_recording.example_csv())
    done = run("vastus", "analyse", "own.csv")
    assert done.returncode == 0, done.stderr
    assert (run.here / "own-onsets.html").exists()


@pytest.mark.parametrize("command", ["book", "serve", "refresh", "new explorer own"])
def test_what_needs_the_clone_says_so_in_one_line(run, command):
    done = run("vastus", *command.split())
    assert done.returncode == 1
    assert done.stderr == f"vastus {command.split()[0]} needs a clone of the course; this is its package alone\n"


def test_a_command_that_needs_more_packages_names_the_one_that_is_missing_and_how_to_get_it(run):
    done = run("vastus", "film")
    assert done.returncode == 1
    assert done.stderr == "vastus film needs PIL; pip install 'vastus[book]' brings it\n"


def test_the_wheel_carries_no_picture_of_the_pages_and_no_second_folder_of_data(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert not any(name.startswith(("vastus/data/", "data/", "chapters/", "tests/")) for name in names)
    assert not any(name.startswith("vastus/course/") and name.endswith((".png", ".gif", ".svg")) for name in names)
