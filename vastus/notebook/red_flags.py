"""The list of signs in Jupyter: Markdown, since a kernel's notebook shows a directive as an empty box."""

from .. import red_flags
from .mime import MIME_TYPE


class Shown:
    """The list in a cell's output; the book reads the JSON and writes its own list in that place."""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            MIME_TYPE: {"kind": "red flags"},
            "text/markdown": red_flags.markdown(),
            "text/plain": f"The list of signs: {len(red_flags.load().lines)} lines.",
        }


def show():
    """Show the list in a notebook, and tell the book to put its own there."""
    return Shown()
