"""A view of an explorer by name, in its first state but for the changes given."""

from vastus import explorers


def at(name, **state):
    explorer = explorers.load(name)
    return explorer.at(explorer.state(**state))
