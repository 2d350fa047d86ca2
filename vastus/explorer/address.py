"""The address of a state: ``?phantom_delay.vm_snr_db=10&phantom_delay.rise=100#phantom_delay``.

- A control is named after its explorer, so that several figures of a page have their place in one address.
- An address names what differs from the explorer's own first state, whatever state a page opens with: it means the
  same on every page, and stays as it is when a page changes its mind. The first state itself names its first control.
- Values are written as the view knows them: a number, a key, ``true`` or ``false``.
- ``address.js`` reads and writes the same.
"""

import json
from urllib.parse import parse_qsl, urlencode

from .view import ExplorerError


def query(explorer, state):
    """The part of an address that stands for a state, without the question mark."""
    first = explorer.state()
    named = {name: value for name, value in state.items() if value != first[name]}
    named = named or dict(list(state.items())[:1])
    return urlencode({f"{explorer.name}.{name}": _written(value) for name, value in named.items()})


def read(explorer, asked):
    """The state that ``vm_snr_db=10&rise=100`` asks of an explorer, names without the explorer's.

    Raises
    ------
    ExplorerError
        For a name or a value the controls do not have; those there are are listed.
    """
    given = dict(parse_qsl(asked, keep_blank_values=True))
    written = {control.name: {_written(value): value for value in control.values} for control in explorer.controls}
    for name, value in given.items():
        if name in written and value not in written[name]:
            raise ExplorerError(f"{explorer.name}: {name} cannot be {value!r}; it is one of {', '.join(written[name])}")
    return explorer.state(**{name: written.get(name, {}).get(value) for name, value in given.items()})


def _written(value):
    if isinstance(value, str):
        return value
    # as JavaScript writes it: true, not True; 1, not 1.0
    return json.dumps(int(value) if not isinstance(value, bool) and value == int(value) else value)
