"""What a sound bank may still lack before readers get it, one sentence a weakness, each with its place.

- Every scored item has a hint for the second try, and every outcome enough items to speak of mastery.
- Every item names what settles it, where a wrong answer leads. A lecturer's own bank need not know the course so well.
- A picture is told in words, and so is each part of it that can be the answer.
- Somebody who knows nothing of knees but much of tests must not do better than chance: the longest option is not
  the right one, the right one has no favourite place, and no option speaks of the others.
- Chance is counted from the number of options of each item. What lies more than ``FAR_SD`` standard deviations of
  the binomial spread away from it is reported, so a small bank is judged mildly.
- No line of a match is left over for the last choice.
- `imbalances` looks at all banks together, where chance has less room: how many options of a multiple item are right,
  how many statements are true, and where the right option stands. It allows ``NEAR_SD``, and one item in any case.
"""

import math
import re
from collections import Counter

from vastus.knee.anatomy import drawing

ITEMS_PER_OUTCOME = 3
FAR_SD, NEAR_SD = 2, 1
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
    checks = (
        _missing_hints,
        _unsettled,
        _pictures_without_words,
        _thin_outcomes,
        _options_on_options,
        _leftovers,
        _favourites,
    )
    return [weakness for check in checks for weakness in check(bank)]


def imbalances(banks):
    """List what a reader of all banks could learn about their keys without learning anything else.

    Parameters
    ----------
    banks : iterable of vastus.quiz.bank.Bank

    Returns
    -------
    list of str
        Empty if all is well.
    """
    items = [item for bank in banks for item in bank.items]
    questions = [(kind, options) for bank in banks for _, kind, options in _choices(bank)]
    checks = (_counts_of_right(items), _truths(items), _places(questions, NEAR_SD, 1))
    return [imbalance for check in checks for imbalance in check]


def _missing_hints(bank):
    for item in bank.items:
        if item.scored and item.type != "case" and not item.hint:
            yield f"item {item.id}, hint: found nothing, expected a hint for the second try"


def _unsettled(bank):
    for item in bank.items:
        if not item.answered_by:
            yield f"item {item.id}, answered_by: found nothing, expected the label or figure state that settles it"


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
    expected, far = _by_chance(chances, FAR_SD)
    if longest > far:
        yield (
            f"options: found the longest right in {longest} of {len(questions)} items, "
            f"expected about {expected:.0f}, as by chance, and at most {math.floor(far)}"
        )
    yield from _places(questions, FAR_SD)


def _places(questions, sd, least=0):
    """Where the right option stands among those of single items and of the steps of cases."""
    singles = [options for kind, options in questions if kind == "single"]
    for position in range(max(map(len, singles), default=0)):
        within = [options for options in singles if position < len(options)]
        expected, far = _by_chance([1 / len(options) for options in within], sd, least)
        found = sum(options[position].correct for options in within)
        if abs(found - expected) > far - expected:
            yield (
                f"options: found the right one at place {position + 1} in {found} of {len(within)} single items, "
                f"expected about {expected:.0f}, and {_between(expected, far)}"
            )


def _leftovers(bank):
    for item in bank.items:
        if item.type == "match" and sorted(pair.choice for pair in item.pairs) == sorted(c.id for c in item.choices):
            yield (
                f"item {item.id}, pairs: found each choice right for one line, so that the last line is left over, "
                "expected a choice that fits several lines or none"
            )


def _counts_of_right(items):
    counts = Counter(
        (sum(option.correct for option in item.options), len(item.options)) for item in items if item.type == "multiple"
    )
    for (right, options), found in counts.most_common(1):
        _, far = _by_chance([1 / 2] * counts.total(), NEAR_SD, 1)
        if found > far:
            yield (
                f"multiple items: found {right} right of {options} in {found} of {counts.total()}, "
                f"expected the same numbers in at most {math.floor(far)}, so that the number gives nothing away"
            )


def _truths(items):
    true = [option.correct for item in items if item.type == "true-false" for option in item.options[:1]]
    expected, far = _by_chance([1 / 2] * len(true), NEAR_SD, 1)
    if abs(sum(true) - expected) > far - expected:
        yield (
            f"true-false items: found {sum(true)} of {len(true)} true, expected about {expected:.0f}, "
            f"and {_between(expected, far)}"
        )


def _choices(bank):
    """Place, kind and options of each question with options of its own; true and false are the same everywhere."""
    for item in bank.items:
        if item.type in ("single", "multiple"):
            yield f"item {item.id}", item.type, item.options
        elif item.type == "case":
            for step in item.steps:
                yield f"item {item.id}, step {step.id}", "single", step.options


def _between(expected, far):
    return f"between {math.ceil(2 * expected - far)} and {math.floor(far)}"


def _by_chance(chances, sd, least=0):
    """Expected count, and the count that lies ``sd`` standard deviations above it, or ``least`` if that is more."""
    expected = sum(chances)
    return expected, expected + max(sd * math.sqrt(sum(chance * (1 - chance) for chance in chances)), least)
