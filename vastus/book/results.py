"""Results of slow functions (`vastus.slow`), kept from build to build while the code they come from is the same.

An explorer is computed anew once its own file has changed, and mostly what changed there is a word or a colour: what it
asks of the slow functions is as before.
"""

import io
import json

import numpy as np

from .. import slow
from . import kept, rests_on


def kept_for(name, compute):
    """What ``compute()`` gives, with the results that are kept for an explorer of that name; new ones are kept."""
    before = recall(name)
    slow.asked.clear()
    computed = compute()
    results = {call: slow.known[call] for call in sorted(slow.asked)}
    if results.keys() != before.keys():
        kept.begun(f"results.{name}", _written, results).result()
    return computed


def recall(name):
    """Have the results that are kept for an explorer of that name known again, and give them."""
    product = kept.find(f"results.{name}")
    recalled = _read(product) if product else {}
    slow.known.update(recalled)
    return recalled


def _read(product):
    calls = json.loads((product.folder / "calls.json").read_text(encoding="utf-8"))
    with np.load(product.folder / "results.npz") as arrays:
        return {call: arrays[f"arr_{number}"] for number, call in enumerate(calls)}


def _written(results):
    arrays = io.BytesIO()
    np.savez(arrays, *results.values())
    files = {"calls.json": json.dumps([*results], indent=0).encode(), "results.npz": arrays.getvalue()}
    return files, rests_on.on(*sorted({*map(slow.module_of, results)}), also=["file vastus/book/results.py"])
