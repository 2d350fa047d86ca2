"""What a lecturer wants of each lesson that its page does not say: what comes before it, what to argue about.

- ``chapters/teaching.yml`` holds it by lesson; all else that a lecturer is told is read from the lesson itself.
- A question comes with the best that can be said on either side. The sides are arguments, so they cite nothing, and
  they hold no number: what was found stands in the lesson.
"""

import functools
from dataclasses import dataclass

from . import contents, spine, strict_yaml
from .places import place

FILE = "chapters/teaching.yml"
FIELDS = {"after", "ask", "sides"}


@dataclass(frozen=True)
class Plan:
    """Of one lesson: the lessons it is best taken after, as Sphinx names them; the question; its two sides."""

    after: tuple[str, ...]
    ask: str
    sides: tuple[str, str]


@functools.cache
def plans():
    """The `Plan` of each lesson, by Sphinx's name of its page."""
    return {
        f"chapters/{lesson}": Plan(
            tuple(f"chapters/{name}" for name in told["after"]), told["ask"], tuple(told["sides"])
        )
        for lesson, told in strict_yaml.read(place("course") / FILE).items()
    }


def problems():
    """List what is wrong with the file, a sentence each with its place; empty if all is well."""
    told = strict_yaml.read(place("course") / FILE)
    lessons = [contents.name(page) for pages in contents.sections().values() for page in pages]
    wrong = [f"{FILE}: {name}: found no such lesson in {contents.FILE}" for name in told if name not in lessons]
    wrong += [f"{FILE}: {name}: found nothing, expected its plan" for name in lessons if name not in told]
    for number, name in enumerate(lessons):
        wrong += [f"{FILE}: {name}: {problem}" for problem in _wrong(told.get(name), lessons[:number])]
    return wrong


def _wrong(plan, earlier):
    if plan is None:
        return
    if not isinstance(plan, dict) or plan.keys() != FIELDS:
        yield f"found {plan!r}, expected just {', '.join(sorted(FIELDS))}"
        return
    for name in plan["after"]:
        if name not in earlier:
            yield f"after: found {name}, expected a lesson that stands before it in the course"
    if not plan["ask"].endswith("?"):
        yield f"ask: found {plan['ask']!r}, expected a question"
    if len(plan["sides"]) != 2:
        yield f"sides: found {len(plan['sides'])}, expected two"
    for side in plan["sides"]:
        if found := spine.numbers(side):
            yield f"sides: found the number {found[0]} in {side!r}, expected an argument without one"
