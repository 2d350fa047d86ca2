"""The quiz's script for hosts that take one file: ``quiz.js`` with the modules it imports written into it.

- The page imports the modules as they are. anywidget takes one ES module, so here they are joined, without a build.
- A module's imports go first, then its own text without ``import`` and ``export``; the entry keeps its exports.
- All then share one scope, so no two modules may give a name at their top level twice; a browser refuses that file.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
STYLE = FOLDER / "quiz.css"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(async )?function |const |let |class )", re.MULTILINE)


def files(entry="quiz.js"):
    """Names and texts of a module and all it imports, each before what imports it.

    Returns
    -------
    dict of str to str
        In this order; the entry is the last.
    """
    text = (FOLDER / entry).read_text(encoding="utf-8")
    found = {}
    for name in _IMPORT.findall(text):
        found |= files(name)
    return {**found, entry: text}


def one_file(entry="quiz.js"):
    """One ES module with the exports of ``entry``, the same for the same files."""
    parts = []
    for name, text in files(entry).items():
        text = _IMPORT.sub("", text)
        parts.append(text if name == entry else _EXPORT.sub("", text))
    return "\n".join(parts)
