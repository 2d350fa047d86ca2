"""What is wrong with a bank as it came from its file, one sentence a problem, each with its place.

- ``schema.json`` says which fields there are; its errors are put into an author's words here.
- ``_CHECKS`` says, a function a type, what a schema cannot: how many options are right, which numbers overlap.
- All problems of a file come together, so an author mends them in one go.
"""

import difflib
import importlib
import json
import math
import re
from collections import Counter
from pathlib import Path

from vastus import red_flags
from vastus.json_schema import Draft202012Validator
from vastus.knee.anatomy import drawing

SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))


def problems(raw, path, references):
    """List what is wrong with a parsed bank.

    Parameters
    ----------
    raw : object
        What YAML made of the file.
    path : pathlib.Path
        Where it came from; its stem is the chapter.
    references : container of citekeys

    Returns
    -------
    list of str
        Empty if all is well.
    """
    # The later checks lean on the shape the schema proves.
    return _schema_problems(raw, path.name) or _other_problems(raw, path, references)


# What the schema says


def _schema_problems(raw, file_name):
    errors = Draft202012Validator(SCHEMA).iter_errors(raw)
    found_problems = {}
    for error in sorted(errors, key=lambda error: [str(step).zfill(4) for step in error.absolute_path]):
        for field, found, expected in _explain(error):
            where = _where(raw, [*error.absolute_path, *field])
            found_problems[f"{file_name}: {where}found {found}, expected {expected}"] = True
    return list(found_problems)


def _explain(error):
    """Field below the error's own path, what was found there, what was expected."""
    if error.validator == "required":
        for name in error.validator_value:
            if name not in error.instance:
                yield [name], "nothing", _description(error.schema["properties"].get(name, {}), name)
    elif error.validator == "additionalProperties":
        for name in error.instance:
            if name not in error.schema["properties"]:
                yield [name], "a field not known here", "only " + ", ".join(error.schema["properties"])
    else:
        yield [], _shown(error.instance), error.schema.get("description", error.message)


def _description(schema, name):
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    # The fields every type has are required in one place of the schema and described in another.
    return schema.get("description", f"the field {name}")


def _shown(value):
    if isinstance(value, dict):
        return "a mapping with " + (", ".join(map(str, value)) or "nothing in it")
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if value is None:
        return "nothing"
    return repr(value)


def _where(raw, steps):
    """``items, 3, options, 0, text`` as an author would say it: item vmo-smith-found, option most-do, text."""
    words, here, steps = [], raw, list(steps)
    while steps:
        step = steps.pop(0)
        here = here.get(step) if isinstance(here, dict) else here[step]
        if isinstance(here, list) and steps and isinstance(steps[0], int):
            number = steps.pop(0)
            here = here[number]
            name = here.get("id") if isinstance(here, dict) else None
            words.append(f"{step.removesuffix('s')} {name if isinstance(name, str) else f'number {number + 1}'}")
        else:
            words.append(str(step))
    return f"{', '.join(words)}: " if words else ""


# What no schema can say


def _other_problems(raw, path, references):
    reported = []

    def report(where, found, expected):
        reported.append(f"{path.name}: {where}: found {found}, expected {expected}")

    if raw["chapter"] != path.stem:
        report("chapter", repr(raw["chapter"]), f"{path.stem!r}, the name of the file")

    def report_citekeys(where, citekeys):
        for citekey in citekeys:
            if citekey not in references:
                report(f"{where}, citekeys", repr(citekey), f"a citekey of the course: {near(citekey, references)}")

    outcomes = [outcome["id"] for outcome in raw["outcomes"]]
    for name in twice(outcomes):
        report(f"outcome {name}, id", "it twice", "an id used once")
    for name in twice(item["id"] for item in raw["items"]):
        report(f"item {name}, id", "it twice", "an id used once")
    for item in raw["items"]:
        where = f"item {item['id']}"
        if item["outcome"] not in outcomes:
            expected = f"a declared outcome: {near(item['outcome'], outcomes)}"
            report(f"{where}, outcome", repr(item["outcome"]), expected)
        steps = item["steps"] if item["type"] == "case" else []
        for place, part in [(where, item), *((f"{where}, step {step['id']}", step) for step in steps)]:
            report_citekeys(place, part["citekeys"])
            for sign in part.get("signs", []):
                signs = [line.id for line in red_flags.load().lines]
                if sign not in signs:
                    report(f"{place}, signs", repr(sign), f"a line of the list of signs: {near(sign, signs)}")
        for field, found, expected in _CHECKS[item["type"]](item):
            report(f"{where}, {field}", found, expected)
    return reported


def _check_ids(kind, things):
    for name in twice(thing["id"] for thing in things):
        yield f"{kind} {name}, id", "it twice", "an id used once in the item"


def _check_options(item):
    yield from _check_ids("option", item["options"])


def _check_single(item):
    yield from _check_options(item)
    right = sum(option.get("correct", False) for option in item["options"])
    if right != 1:
        yield "options", f"{right} of them correct", "exactly one correct"


def _check_multiple(item):
    yield from _check_options(item)
    right = sum(option.get("correct", False) for option in item["options"])
    if right == 0 or right == len(item["options"]):
        yield "options", f"{right} of {len(item['options'])} correct", "at least one correct and one wrong"


def _check_numeric(item):
    traps = item.get("traps", [])
    yield from _check_ids("trap", traps)
    places = [("answer", item["answer"], item["tolerance"])]
    places += [(f"trap {trap['id']}", trap["value"], trap["tolerance"]) for trap in traps]
    for field, value, tolerance in places:
        if not (math.isfinite(value) and math.isfinite(tolerance)):
            yield field, f"{value} and tolerance {tolerance}", "finite numbers"
    for number, (field, value, tolerance) in enumerate(places):
        for other, other_value, other_tolerance in places[:number]:
            # A number typed on the border would belong to both, so touching is overlapping.
            if abs(value - other_value) <= tolerance + other_tolerance:
                yield (
                    field,
                    f"{value} ± {tolerance}, which overlaps the {other} at {other_value} ± {other_tolerance}",
                    "numbers apart from each other",
                )
    if "script" in item:
        yield from _check_script(item)


def _check_script(item):
    """Compute the answer anew, so that it follows the code when the code changes."""
    module_name, _, function_name = item["script"]["function"].rpartition(".")
    try:
        value = float(getattr(importlib.import_module(module_name), function_name)(**item["script"]["arguments"]))
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        yield "script", f"{type(error).__name__}: {error}", "a function of the course that gives a number"
        return
    if not abs(value - item["answer"]) <= item["tolerance"]:
        yield "answer", item["answer"], f"{value:g} within {item['tolerance']}, as {function_name} computes it"


def _check_short(item):
    traps = item.get("traps", [])
    yield from _check_ids("trap", traps)
    places = [("accepted", form) for form in item["accepted"]]
    places += [(f"trap {trap['id']}, forms", form) for trap in traps for form in trap["forms"]]
    seen = {}
    for field, form in places:
        if not plain(form):
            yield field, repr(form), "a form with letters or digits"
        elif plain(form) in seen:
            yield field, f"{form!r}, which is read as {seen[plain(form)]!r}", "forms apart from each other"
        seen.setdefault(plain(form), form)


def _check_match(item):
    yield from _check_ids("choice", item["choices"])
    yield from _check_ids("pair", item["pairs"])
    choices = [choice["id"] for choice in item["choices"]]
    for pair in item["pairs"]:
        if pair["choice"] not in choices:
            yield (
                f"pair {pair['id']}, choice",
                repr(pair["choice"]),
                f"a choice of the item: {near(pair['choice'], choices)}",
            )


def _check_order(item):
    yield from _check_ids("step", item["steps"])


def _check_case(item):
    yield from _check_ids("step", item["steps"])
    for step in item["steps"]:
        for field, found, expected in _check_single(step):
            yield f"step {step['id']}, {field}", found, expected


def _check_nothing(item):
    return ()


def _check_label(item):
    traps = [trap["part"] for trap in item.get("traps", [])]
    for name in twice([item["answer"], *traps]):
        yield f"trap {name}, part", "it twice", "a part used once in the item, as the answer or as a trap"
    parts = drawing.anatomy().parts
    if item["answer"] not in parts:
        yield "answer", repr(item["answer"]), f"a part of the drawing: {near(item['answer'], parts)}"
        return
    # What lies under the rectus femoris can be pointed at only where the answer lies there too.
    in_sight, _ = drawing.offered(item["answer"])
    for name in traps:
        if name not in in_sight:
            yield f"trap {name}, part", repr(name), f"a part in sight in this drawing: {near(name, in_sight)}"


_CHECKS = {
    "single": _check_single,
    "multiple": _check_multiple,
    "true-false": _check_nothing,
    "numeric": _check_numeric,
    "short": _check_short,
    "match": _check_match,
    "order": _check_order,
    "label": _check_label,
    "predict": _check_options,
    "case": _check_case,
}


# Left out wherever they stand: spaces, hyphens and dashes, quotation marks and apostrophes.
_LEFT_OUT = re.compile("[\\s\u00ad\u2010-\u2015\"'`´\u2018-\u201f«»‹›-]+")
_AT_THE_EDGES = ".,;:!?…¿¡()[]{}*"


def plain(form):
    """A typed form as it is compared, the same as ``plain`` of ``kinds.js``.

    Case, spaces, hyphens and quotation marks do not count, nor does punctuation at either end.
    """
    return _LEFT_OUT.sub("", form.casefold()).strip(_AT_THE_EDGES)


def twice(names):
    """Names that come more than once, in their order."""
    return [name for name, count in Counter(names).items() if count > 1]


def near(name, names):
    """What to say was expected where a name is unknown: the near ones, or else some of those there are."""
    names = sorted(names)
    close = difflib.get_close_matches(str(name), names, n=3, cutoff=0.5) or names
    return "one of: " + ", ".join(close[:12]) if close else "any, but there is none"
