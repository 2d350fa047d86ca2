"""Views of an explorer by name."""

from vastus import explorers


def at(name, **state):
    """The view in the first state but for the changes given."""
    explorer = explorers.load(name)
    return explorer.at(explorer.state(**state))
