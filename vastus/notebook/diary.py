"""The diary in Jupyter: a pointer to the page, whose reader's browser keeps it, and the same rule in Python."""

from .. import diary
from .mime import MIME_TYPE

TEXT = """**A diary of twelve weeks** stands in this place on the published page, where the reader's browser keeps it.
Here the same rule is `vastus.programme.plan`, from a start, a pain rule and the answers so far:

```python
from vastus.programme import Answer, plan

for week in plan("low step-down", "below_three", [Answer(2, False), Answer(4, True)]):
    print(week.number, week.level.label, week.verdict, week.decided_by)
```
"""


class Shown:
    """The pointer in a cell's output; the book reads the JSON and puts the diary in that place."""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {MIME_TYPE: {"kind": "diary"}, "text/markdown": TEXT, "text/plain": diary.SHOWN}


def show():
    """Point to the diary in a notebook, and tell the book to put it there."""
    return Shown()
