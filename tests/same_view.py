"""Compare two plain views, leaf by leaf, within what the frames' coding may lose."""

import numpy as np
import pytest

from vastus.explorer.figure import leaves
from vastus.explorer.frames import LONG, STEPS_IN_RANGE
from vastus.explorer.palette import token


def differences(expected, found):
    """Paths at which ``found`` is not ``expected``; leaves only ``found`` has (added by a host) do not count."""
    have = dict(leaves(found))
    wrong = []
    for path, value in leaves(expected):
        if path not in have:
            wrong.append(f"{path}: missing")
        elif value != have[path] and not _same(_tokens(value), _tokens(have[path])):
            wrong.append(f"{path}: expected {str(value)[:80]}, found {str(have[path])[:80]}")
    return wrong


def _tokens(leaf):
    return [_tokens(value) for value in leaf] if isinstance(leaf, list) else token(leaf)


def _same(expected, found):
    if isinstance(expected, list) and len(expected) >= LONG and all(isinstance(v, int | float) for v in expected):
        half_step = np.ptp(expected) / STEPS_IN_RANGE / 2
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and np.allclose(found, expected, rtol=0, atol=half_step * 1.001 + 1e-12)
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(_same, expected, found))
    if isinstance(expected, float):
        return found == pytest.approx(expected, rel=1e-12)
    return found == expected
