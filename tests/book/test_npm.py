"""Packages of npm: whole, or not there at all."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from vastus.book import npm

# As npm does: a package's folder is there long before the last of its files.
SLOW = """#!/bin/sh
package="$3/node_modules/letters"
mkdir -p "$package"
sleep 1
{end}
echo free > "$package/LICENSE"
"""


@pytest.fixture
def slow_npm(tmp_path, monkeypatch):
    def put(end=""):
        program = tmp_path / "programs" / "npm"
        program.parent.mkdir(exist_ok=True)
        program.write_text(SLOW.format(end=end))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=":")
        monkeypatch.setattr(npm, "place", lambda what: tmp_path)

    return put


def test_two_builds_at_one_time_both_have_the_whole_package(slow_npm):
    """A build on a machine with nothing kept found the folder that another was still filling, and no licence in it."""
    slow_npm()

    def licence(wait_s):
        time.sleep(wait_s)
        return (npm.package("letters", "1.0") / "LICENSE").read_text()

    with ThreadPoolExecutor() as builds:
        assert list(builds.map(licence, (0, 0.5))) == ["free\n"] * 2


def test_what_npm_could_not_fetch_to_its_end_is_fetched_again(slow_npm):
    slow_npm(end="exit 1")
    assert npm.package("letters", "1.0") is None
    slow_npm()
    assert (npm.package("letters", "1.0") / "LICENSE").exists()
