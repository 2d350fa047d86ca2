"""Views of an explorer by name, and the state from which each of its controls can be tried."""

from vastus import explorers

# On flat ground there is no wedge whose share could be chosen.
_STARTS = {"step_down_emg": {"slope_deg": 25}}


def at(name, **state):
    """The view in the first state but for the changes given."""
    explorer = explorers.load(name)
    return explorer.at(explorer.state(**state))


def start(explorer):
    """The first state, or the one nearest to it in which every control has something to change."""
    return explorer.state(**_STARTS.get(explorer.name, {}))
