"""What a sound bank may still lack before readers get it, one sentence a weakness, each with its place.

- Every scored item has a hint for the second try, and every outcome enough items to speak of mastery.
- A picture is told in words, and so is each part of it that can be the answer.
- Somebody who knows nothing of knees but much of tests must not do better than chance: the longest option is not
  the right one, the right one has no favourite place, and no option speaks of the others.
- Chance is counted from the number of options of each item. What lies more than ``FAR_SD`` standard deviations of
  the binomial spread away from it is reported, so a small bank is judged mildly.
"""

import math
import re

from vastus.knee.anatomy import drawing

ITEMS_PER_OUTCOME = 3
FAR_SD = 2
OF_THE_OTHERS = re.compile(
    r"\b(all|none|both|neither) of (the above|the others|these|them)\b|\b[AB] and [BC]\b", re.IGNORECASE
)


def weaknesses(bank):
    """List what readers would miss in a bank, or could turn to account.

    Parameters
    ----------
    bank : vastus.quiz.bank.Bank

    Returns
    -------
    list of str
        Empty if all is well.
    """
    checks = (_missing_hints, _pictures_without_words, _thin_outcomes, _options_on_options, _favourites)
    return [weakness for check in checks for weakness in check(bank)]


def _missing_hints(bank):
    for item in bank.items:
        if item.scored and item.type != "case" and not item.hint:
            yield f"item {item.id}, hint: found nothing, expected a hint for the second try"


def _pictures_without_words(bank):
    for item in bank.items:
        if item.type == "label":
            offered, _ = drawing.offered(item.answer)
            words = {
                "title": drawing.anatomy().title,
                **{f"place of {part.id}": part.place for part in offered.values()},
            }
            for name, text in words.items():
                if not text.strip():
                    yield f"item {item.id}, drawing {item.drawing}, {name}: found nothing, expected words for it"


def _thin_outcomes(bank):
    for outcome in bank.outcomes:
        count = sum(item.outcome == outcome.id and item.scored and item.pool == "practice" for item in bank.items)
        if count < ITEMS_PER_OUTCOME:
            yield f"outcome {outcome.id}: found {count} scored items, expected {ITEMS_PER_OUTCOME} or more"


def _options_on_options(bank):
    for where, _, options in _choices(bank):
        for option in options:
            if OF_THE_OTHERS.search(option.text):
                yield f"{where}, option {option.id}, text: found {option.text!r}, expected an option that stands alone"


def _favourites(bank):
    questions = [(kind, options) for _, kind, options in _choices(bank)]
    chances = [sum(option.correct for option in options) / len(options) for _, options in questions]
    longest = sum(max(options, key=lambda option: len(option.text)).correct for _, options in questions)
    expected, far = _by_chance(chances)
    if longest > far:
        yield (
            f"options: found the longest right in {longest} of {len(questions)} items, "
            f"expected about {expected:.0f}, as by chance, and at most {far:.0f}"
        )
    singles = [options for kind, options in questions if kind == "single"]
    for position in range(max(map(len, singles), default=0)):
        within = [options for options in singles if position < len(options)]
        expected, far = _by_chance([1 / len(options) for options in within])
        found = sum(options[position].correct for options in within)
        if abs(found - expected) > far - expected:
            yield (
                f"options: found the right one at place {position + 1} in {found} of {len(within)} single items, "
                f"expected about {expected:.0f}, and between {2 * expected - far:.0f} and {far:.0f}"
            )


def _choices(bank):
    """Place, kind and options of each question with options of its own; true and false are the same everywhere."""
    for item in bank.items:
        if item.type in ("single", "multiple"):
            yield f"item {item.id}", item.type, item.options
        elif item.type == "case":
            for step in item.steps:
                yield f"item {item.id}, step {step.id}", "single", step.options


def _by_chance(chances):
    """Expected count, and the count that lies ``FAR_SD`` above it."""
    expected = sum(chances)
    return expected, expected + FAR_SD * math.sqrt(sum(chance * (1 - chance) for chance in chances))
