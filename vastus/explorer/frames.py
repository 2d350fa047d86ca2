"""The frame compiler: every state of an explorer in one small JSON file.

- All states are computed; each view is a tree of leaves (scalars and arrays).
- Leaves that never change stay in ``base``. Those that vary point, for each setting of the controls, into ``pool``,
  where each distinct value stands once. Settings that differ in idle controls only are computed once.
- A long array of numbers is kept as whole steps of 1/500 of its range: half a step is less than a pixel. Evenly spaced
  arrays are kept as start, stop and count.
- Whole numbers stand in letters (``letters.py``): those steps, and in the file where the leaves point.
- A table is kept as the first one of its explorer with the cells that differ, a sentence as the first with the words
  that differ: what all say stands once.
- Course colours are replaced by their roles, so that the page can draw light and dark.
- Each leaf that varies says what the page must draw anew when it changes (see ``redraw``).
- ``frame`` decodes one state exactly as ``frames.js`` does.
- A control names the panel that comes forward on a phone while it is worked: the one it changes, or the one it says.
- A control that would change nothing says when that is so, and why (`rest`).

All states must have the same shape (same traces, shapes and annotations); otherwise a path would mean different
things in different states.
"""

import copy
import gzip
import hashlib
import itertools
import json

import numpy as np

from . import axes, letters, rest
from .figure import check
from .palette import token
from .redraw import kind
from .view import ExplorerError, hold_parts

LONG = 40  # numbers; shorter arrays are kept exactly
STEPS_IN_RANGE = 500
LARGEST_GZIP_BYTES = 100_000


def compile_frames(explorer):
    """All states of ``explorer`` as one JSON-ready dict.

    Raises
    ------
    ExplorerError
        A state that raises, shows a number that is not finite, has an empty reading, or has another shape than
        the first state; a first state that plotly does not take as it is written; axes that move though the
        explorer does not say so.
    """
    states = list(explorer.states())
    views = [explorer.at(state) for state in states]
    base = copy.deepcopy(views[0].plain)
    _check(explorer, states[0], base)
    rows = [view.leaves for view in views]
    hold_parts(explorer, states, rows)
    number = {tuple(state.values()): view for view, state in enumerate(states)}
    shown = [number[tuple(explorer.settled(state).values())] for state in explorer.combinations()]
    settings = [len(control.values) for control in explorer.controls]
    pool, places, varying = [], {}, []
    for path in rows[0]:
        column = [row[path] for row in rows]
        if all(leaf is column[0] for leaf in column):  # one object in all states, such as what the template says
            _put(base, path, _coded(column[0]))
            continue
        coded = [_coded(leaf) for leaf in column]
        keys = [json.dumps(value) for value in coded]
        if len(set(keys)) == 1:
            _put(base, path, coded[0])
            continue
        for key, value in zip(keys, coded, strict=True):
            if key not in places:
                places[key] = len(pool)
                pool.append(value)
        _put(base, path, None)
        varying.append({"path": list(path), "at": [places[keys[view]] for view in shown]})
    for leaf in varying:
        leaf["kind"] = kind(leaf["path"], [pool[number] for number in set(leaf["at"])], base)
    panels = _panels(explorer, base, varying)
    reasons = rest.reasons(explorer, _numbered(varying, settings))
    axes.check(explorer, {"base": base, "varying": varying})
    return {
        "name": explorer.name,
        "title": explorer.title,
        "controls": [
            {
                "name": control.name,
                "values": list(control.values),
                "first": control.values.index(control.initial),
                "panel": panel,
                "rests": rests,
                "resets": _resets(explorer, control),
            }
            for control, panel, rests in zip(explorer.controls, panels, reasons, strict=True)
        ],
        "base": base,
        "pool": pool,
        "varying": varying,
    }


def _check(explorer, state, view):
    for panel in view["panels"]:
        try:
            check(panel)
        except ValueError as error:
            raise ExplorerError(f"{explorer.name} at {state}: {error}") from error


def _numbered(varying, settings):
    """A number for each setting of the controls, the same for two that show the same view."""
    if not varying:
        return np.zeros(settings, dtype=int)
    places = np.array([leaf["at"] for leaf in varying]).reshape(len(varying), -1)
    return np.unique(places, axis=1, return_inverse=True)[1].reshape(settings)


def _resets(explorer, control):
    """Numbers of the controls that go back to their first value when ``control`` moves."""
    names = [other.name for other in explorer.controls]
    resets = getattr(control, "resets", ())
    if unknown := set(resets) - set(names):
        raise ExplorerError(f"{explorer.name}: {control.name} resets {sorted(unknown)}; there are {', '.join(names)}")
    return [names.index(name) for name in resets]


def _panels(explorer, view, varying):
    """For each control the number of its panel: the one it names, or else the first that it changes."""
    titles = [panel["title"] for panel in view["panels"]]
    shape = [len(control.values) for control in explorer.controls]
    for axis, control in enumerate(explorer.controls):
        if control.panel and control.panel not in titles:
            raise ExplorerError(f"{explorer.name}: {control.name} shows panel {control.panel!r}; there are {titles}")
        changed = {
            leaf["path"][1]
            for leaf in varying
            if leaf["path"][0] == "panels" and np.ptp(np.reshape(leaf["at"], shape), axis=axis).any()
        }
        yield titles.index(control.panel) if control.panel else min(changed, default=0)


def frame(compiled, state):
    """The plain view of one state, decoded from compiled frames; colours are roles (``@vm``)."""
    index = 0
    for control in compiled["controls"]:
        index = index * len(control["values"]) + control["values"].index(state[control["name"]])
    pool = compiled["pool"]
    view = _expanded(compiled["base"], pool)
    for leaf in compiled["varying"]:
        _put(view, leaf["path"], _expanded(pool[leaf["at"][index]], pool))
    return view


def opening(compiled, state):
    """A state in which not every control is set, with the others as the explorer opens."""
    return {control["name"]: control["values"][control["first"]] for control in compiled["controls"]} | state


def texts(compiled, part):
    """All that the ``headline`` or the ``reading`` of an explorer says in its states."""
    pool = compiled["pool"]
    places = {place for leaf in compiled["varying"] if leaf["path"] == [part] for place in leaf["at"]}
    return sorted({_expanded(pool[place], pool) for place in places} or {compiled["base"][part]})


def encode(explorer):
    """File name and bytes of an explorer's frames; too many bytes are an error.

    Returns
    -------
    tuple of (str, bytes)
        ``<name>.<fingerprint>.json`` and its UTF-8 content, the same for the same explorer.
    """
    compiled = compile_frames(explorer)
    _keep_labels_once(compiled)
    content = written(compiled)
    size = len(gzip.compress(content, mtime=0))
    if size > LARGEST_GZIP_BYTES:
        raise ExplorerError(
            f"{explorer.name}: {size} bytes gzip for {len(list(explorer.states()))} states; "
            f"expected {LARGEST_GZIP_BYTES} or less (fewer states, or fewer points a trace)"
        )
    return f"{explorer.name}.{hashlib.sha256(content).hexdigest()[:12]}.json", content


def written(compiled):
    """Compiled frames as the bytes of their file."""
    varying = [{**leaf, "at": letters.written(leaf["at"])} for leaf in compiled["varying"]]
    packed = {**compiled, "varying": varying}
    return json.dumps(packed, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def read(content):
    """Compiled frames of the bytes of their file."""
    packed = json.loads(content)
    return {**packed, "varying": [{**leaf, "at": letters.read(leaf["at"])} for leaf in packed["varying"]]}


def _coded(leaf):
    """A leaf as it is stored: colours as roles, long arrays of numbers in coded form."""
    if isinstance(leaf, str):
        return token(leaf)
    if not isinstance(leaf, list):
        return leaf
    numbers = len(leaf) >= LONG and all(isinstance(value, int | float) for value in leaf)
    if not numbers:
        return [_coded(value) for value in leaf]
    array = np.asarray(leaf, dtype=float)
    low, span = float(array.min()), float(np.ptp(array))
    if np.allclose(array, np.linspace(array[0], array[-1], array.size), rtol=0, atol=span * 1e-9):
        return {"$count": array.size, "from": float(array[0]), "to": float(array[-1])}
    low, step = (float(f"{number:.7g}") for number in (low, span / STEPS_IN_RANGE))  # no more digits than can be seen
    whole = np.rint((array - low) / step).astype(int)
    return {"$steps": letters.written(whole.tolist()), "low": low, "step": step}


def _keep_labels_once(compiled):
    """Replace, in place, tables and sentences that vary by what differs from the first, where that is shorter."""
    pool = compiled["pool"]
    for leaf in compiled["varying"]:
        first, *others = dict.fromkeys(leaf["at"])
        if leaf["path"][0] not in ("table", "reading") or isinstance(pool[first], dict):
            continue
        base = _rows(pool[first])
        for other in others:
            rows = _rows(pool[other])
            if [*map(len, rows)] == [*map(len, base)]:
                coded = {"$like": [first, *_differing(rows, base)]}
                pool[other] = min(pool[other], coded, key=lambda value: len(json.dumps(value, ensure_ascii=False)))


def _rows(value):
    """A table as it is, a sentence as a row of words; nothing of anything else."""
    if isinstance(value, str):
        return [value.split(" ")]
    return value if isinstance(value, list) and all(isinstance(row, list) for row in value) else []


def _differing(rows, base):
    """Number and content of each cell that is not as in ``base``, one after the other; counted row by row."""
    cells = enumerate(zip(itertools.chain(*rows), itertools.chain(*base), strict=True))
    return [part for number, (cell, before) in cells if cell != before for part in (number, cell)]


def _expanded(tree, pool):
    """Coded arrays and tables back to lists, anywhere in a tree."""
    if isinstance(tree, dict):
        if "$steps" in tree:
            return [tree["low"] + tree["step"] * whole for whole in letters.read(tree["$steps"])]
        if "$count" in tree:
            return np.linspace(tree["from"], tree["to"], tree["$count"]).tolist()
        if "$like" in tree:
            first, *parts = tree["$like"]
            rows = _rows(pool[first])
            other = dict(zip(parts[::2], parts[1::2], strict=True))
            number = itertools.count()
            rows = [[other.get(next(number), cell) for cell in row] for row in rows]
            return " ".join(rows[0]) if isinstance(pool[first], str) else rows
        return {key: _expanded(value, pool) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_expanded(value, pool) for value in tree]
    return tree


def _put(tree, path, value):
    for key in path[:-1]:
        tree = tree[key]
    tree[path[-1]] = value
