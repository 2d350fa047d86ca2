"""Where the course shows its explorers: the page that a link to a figure leads to.

Read from the notebooks themselves, before any page is: a link may lead to a page that Sphinx has not read yet.
"""

import functools
import json

from ..notebook.mime import MIME_TYPE
from ..places import place


@functools.cache
def pages():
    """Sphinx's name of the first page that shows each explorer, and the state it opens with, by the explorer's name.

    Returns
    -------
    dict of str to tuple of (str, dict)
    """
    found = {}
    for path in sorted(place("chapters").rglob("*.ipynb")):
        docname = path.relative_to(place("course")).with_suffix("").as_posix()
        for payload in _payloads(json.loads(path.read_text(encoding="utf-8"))):
            if payload["kind"] == "explorer":
                found.setdefault(payload["name"], (docname, payload["state"]))
    return found


def _payloads(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME_TYPE in output.get("data", {}):
                yield output["data"][MIME_TYPE]
