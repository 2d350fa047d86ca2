"""Axes that stand still: their range is the same in every state, so that the data are seen to move.

An axis without a range of its own follows its data. `fixed` says whether an axis has one, `moving` which axes of a
compiled explorer move all the same, `check` refuses an explorer that moves its axes without saying so.
"""

from .view import ExplorerError

SCALE = ("range", "autorange", "type", "domain")  # what says where a value stands on an axis


def check(explorer, compiled):
    """Refuse axes that move unless the explorer says that they must.

    Parameters
    ----------
    explorer : Explorer
    compiled : dict
        Its frames: ``base`` and ``varying``.

    Raises
    ------
    ExplorerError
    """
    found = moving(compiled)
    if found and not explorer.moving_axes:
        raise ExplorerError(
            f"{explorer.name}: {'; '.join(found)}; expected one range for all states (or moving_axes=True)"
        )


def moving(compiled):
    """The axes that are not the same in every state, each as words with the reason."""
    found = {}
    for leaf in compiled["varying"]:
        match leaf["path"]:
            case ["panels", panel, "layout", str(axis), str(part), *_] if axis[1:].startswith("axis") and part in SCALE:
                found[panel, axis] = f"its {part} changes"
            case ["panels", panel, "data", number, str(part), *_] if part in ("x", "y", "error_x", "error_y"):
                drawn = compiled["base"]["panels"][panel]
                axis = axis_of(drawn["data"][number], part[-1])
                if not fixed(drawn["layout"], axis):
                    found.setdefault((panel, axis), f"no range is given and {part} of trace {number} changes")
    return [f"{axis} of panel {panel}: {reason}" for (panel, axis), reason in sorted(found.items())]


def axis_of(trace, letter):
    """Name in the layout of the axis that a trace's ``x`` or ``y`` stands on: ``xaxis2``."""
    return f"{letter}axis{trace.get(f'{letter}axis', letter)[1:]}"


def fixed(layout, axis):
    """Whether an axis has a whole range of its own; one that changes from state to state is empty in the base."""
    axis = layout.get(axis, {})
    return "range" in axis and None not in (axis["range"] or ()) and not axis.get("autorange")
