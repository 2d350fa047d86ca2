"""The page reads frames as Python does: one view for every state of every explorer, number by number."""

import array
import functools
import hashlib
import itertools
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from vastus import explorers
from vastus.book import assets
from vastus.explorer import frames

DIGESTS = Path(__file__).with_name("every_state.mjs")


@pytest.fixture(scope="module")
def files(book):
    return {path.name.split(".")[0]: path for path in (book / "explorers").glob("*.json")}


@pytest.fixture(scope="module")
def on_the_page(files, tmp_path_factory):
    """Explorer → what frames.js shows in each of its states, going from one to the next, as digests."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    script = tmp_path_factory.mktemp("node") / "frames.mjs"  # the name says to any version of node that it is a module
    script.write_bytes(assets.files()["frames.js"])
    done = subprocess.run([node, DIGESTS, script, *files.values()], capture_output=True, check=True)
    return json.loads(done.stdout)


def digest(view):
    hashed = hashlib.md5(usedforsecurity=False)
    _feed(hashed, view)
    return hashed.hexdigest()


def _feed(hashed, value):
    """As ``feed`` in every_state.mjs."""
    if isinstance(value, list) and value and all(type(item) in (int, float) for item in value):
        hashed.update(b"#")
        hashed.update(array.array("d", value).tobytes())
    elif type(value) in (int, float):
        hashed.update(b"#")
        hashed.update(array.array("d", [value]).tobytes())
    elif isinstance(value, list):
        hashed.update(f"[{len(value)}".encode())
        for item in value:
            _feed(hashed, item)
    elif isinstance(value, dict):
        for key in sorted(value):
            hashed.update(f"{{{key}".encode())
            _feed(hashed, value[key])
    else:
        hashed.update(_written(value))


@functools.cache
def _written(value):
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", explorers.names())
def test_every_state_is_the_same_on_the_page_as_in_python(name, files, on_the_page):
    compiled = frames.read(files[name].read_bytes())
    names = [control["name"] for control in compiled["controls"]]
    combinations = itertools.product(*(control["values"] for control in compiled["controls"]))
    views = zip(*(leaf["at"] for leaf in compiled["varying"]), strict=True)
    digests = {}  # one for each view: many combinations show the same
    in_python = []
    for values, view in zip(combinations, views, strict=True):
        if view not in digests:
            digests[view] = digest(frames.frame(compiled, dict(zip(names, values, strict=True))))
        in_python.append(digests[view])
    differing = [
        index for index, pair in enumerate(zip(in_python, on_the_page[name], strict=True)) if len(set(pair)) > 1
    ]
    assert differing == []
