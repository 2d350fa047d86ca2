"""The command as a learner meets it: by its name or through Python, and with a name it does not know."""

import subprocess
import sys

import vastus
from vastus import cli
from vastus.places import place


def vastus_command(*arguments):
    return subprocess.run([sys.executable, "-m", "vastus", *arguments], capture_output=True, text=True)


def test_the_version_is_told():
    assert vastus_command("--version").stdout == f"vastus {vastus.__version__}\n"


def test_a_command_that_is_not_there_lists_those_that_are():
    said = vastus_command("nix").stderr
    for command in (
        "book",
        "serve",
        "refresh",
        "check",
        "handout",
        "film",
        "export",
        "gradebook",
        "new",
        "import-jupyterquiz",
    ):
        assert command in said


def test_a_notebook_that_is_not_there_lists_those_that_are():
    done = vastus_command("refresh", "nix.ipynb")
    assert done.returncode == 1
    assert "found no notebook nix.ipynb" in done.stderr
    for path in place("chapters").rglob("*.ipynb"):
        assert f"{path.relative_to(place('chapters'))}\n" in done.stderr


def test_a_format_that_is_not_there_lists_those_that_are_the_cartridge_among_them(tmp_path, capsys):
    assert cli.export(["nix"], [], tmp_path, "both", "", None) == 1
    expected = "moodle, qti, qti21, brightspace, gift, scorm, anki, cartridge"
    assert f"found no format 'nix', expected one of: {expected}" in capsys.readouterr().err
