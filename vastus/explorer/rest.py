"""Controls that rest: where all values of a control show the same view, the page lets it rest and says why.

- A reason is the fewest values of other controls that make it so; together the reasons cover every such state.
- A resting control cannot be moved, so the compiler makes sure that every view can still be reached from every state.
"""

import itertools

import numpy as np

from .view import ExplorerError


def reasons(explorer, views):
    """Why each control rests, and when.

    Parameters
    ----------
    explorer : vastus.explorer.Explorer
    views : array of int
        The number of the view of each combination, one axis a control: equal numbers show the same.

    Returns
    -------
    list of list of dict
        For each control its reasons: ``at``, the pairs of control and position that must hold, and ``why``, in words.

    Raises
    ------
    ExplorerError
        Where a view could no longer be reached, with the state it could not be reached from.
    """
    rests = [_broadcast(np.ptp(views, axis=axis) == 0, axis, views.shape) for axis in range(views.ndim)]
    _check_reach(explorer, views, rests)
    return [
        [{"at": [list(pair) for pair in pairs], "why": _words(explorer, pairs)} for pairs in _fewest(rests[axis], axis)]
        for axis in range(views.ndim)
    ]


def why(compiled, state):
    """For each control of compiled frames why it rests at ``state``, or an empty text; as ``controls.js`` finds it."""
    positions = [control["values"].index(state[control["name"]]) for control in compiled["controls"]]
    for control in compiled["controls"]:
        whys = (reason["why"] for reason in control["rests"] if all(positions[axis] == at for axis, at in reason["at"]))
        yield next(whys, "")


def _broadcast(by_others, axis, shape):
    return np.broadcast_to(np.expand_dims(by_others, axis), shape)


def _fewest(rests, own):
    """The fewest pairs of control and position that imply ``rests``, then the next fewest, until all is covered."""
    others = [axis for axis in range(rests.ndim) if axis != own]
    covered = np.zeros_like(rests)
    for count in range(1, len(others) + 1):
        for axes in itertools.combinations(others, count):
            always = rests.all(axis=tuple(axis for axis in range(rests.ndim) if axis not in axes))
            for positions in zip(*np.nonzero(always), strict=True):
                pairs = [(axis, int(position)) for axis, position in zip(axes, positions, strict=True)]
                there = tuple(dict(pairs).get(axis, slice(None)) for axis in range(rests.ndim))
                if not covered[there].all():
                    covered[there] = True
                    yield pairs


def _words(explorer, pairs):
    controls = explorer.controls
    values = (f"“{controls[axis].label}” is {_said(controls[axis], position)}" for axis, position in pairs)
    return f"No effect while {' and '.join(values)}."


def _said(control, position):
    text = control.text(control.values[position])
    return text if control.kind in ("steps", "toggle") else f"“{text}”"


def _check_reach(explorer, views, rests):
    """From every state, moving controls that do not rest must lead to every view."""
    group = np.arange(views.size).reshape(views.shape)
    while True:
        joined = group
        for axis in range(views.ndim):
            joined = np.where(rests[axis], joined, np.min(joined, axis=axis, keepdims=True))
        if (joined == group).all():
            break
        group = joined
    states = list(explorer.combinations())
    for number in np.unique(group):
        lost = np.setdiff1d(views, views[group == number])
        if lost.size:
            start, end = states[int(number)], states[int(np.flatnonzero(views == lost[0])[0])]
            raise ExplorerError(
                f"{explorer.name} at {start}: the controls that change something here do not lead to {end}; "
                "let one of the resting controls change the view, or leave it out"
            )
