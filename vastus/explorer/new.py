"""A new explorer and its test, from the working template beside this module.

The template is an explorer like any other, held by its own test, so what an author starts from works. Only its name is
written anew.
"""

import difflib
import keyword
import re
from pathlib import Path

from .view import ExplorerError

TEMPLATE = "template"
HERE = Path(__file__).parent


def write(name, course):
    """Write a new explorer into a clone of the course.

    Parameters
    ----------
    name : str
        Small letters, digits and underscores: pages and notebooks know the explorer by it for good.
    course : pathlib.Path
        The clone.

    Returns
    -------
    list of pathlib.Path
        The explorer, and its test.

    Raises
    ------
    ExplorerError
        If the name cannot be one, or is taken; nothing is written then.
    """
    module = course / "vastus" / "explorers" / f"{name}.py"
    test = course / "tests" / "explorers" / f"test_{name}.py"
    if wrong := _wrong(name, [module, test]):
        raise ExplorerError(wrong)
    text = (HERE / f"{TEMPLATE}.py").read_text(encoding="utf-8")
    module.write_text(text.replace(f'name="{TEMPLATE}"', f'name="{name}"'), encoding="utf-8")
    text = (HERE / f"{TEMPLATE}_test.py").read_text(encoding="utf-8")
    text = text.replace(f"vastus.explorer.{TEMPLATE}", f"vastus.explorers.{name}").replace(f"`{TEMPLATE}`", f"`{name}`")
    test.write_text(text, encoding="utf-8")
    return [module, test]


def _wrong(name, files):
    """What is wrong with a name, or nothing."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        near = re.sub(r"\W+|_+", "_", name.lower()).strip("_0123456789")
        return (
            f"found the name {name!r}, expected small letters, digits and underscores, the first a letter"
            f"{f', such as {near}' if near else ''}"
        )
    if keyword.iskeyword(name):
        return f"found the name {name!r}, which is a word of Python's own; expected another"
    there = [path for path in files if path.exists()]
    if there:
        taken = sorted(path.stem for path in files[0].parent.glob("[!_]*.py"))
        near = difflib.get_close_matches(name, taken, n=5, cutoff=0.3)
        return f"the name {name!r} is taken: {there[0]} is there already; near it: {', '.join(near)}"
    return ""
