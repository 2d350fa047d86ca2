"""What the parts that look through the written pages read off each: kept by a page's bytes, so only new pages are read.

It lies beside Sphinx's own account of an output, and holds what the pages there are have now. So a build costs by the
pages it writes, not by those there are.
"""

import pickle
from pathlib import Path

from . import rests_on


def read_off(app, read, paths):
    """What ``read`` gives for each page.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    read : callable
        A function at the top level of a module. Of a page's address in the book and its HTML, and of nothing else, it
        makes something that can be pickled.
    paths : iterable of pathlib.Path
        Pages below the folder of the output.

    Returns
    -------
    dict of str to object
        By the pages' addresses, in their order.
    """
    kept = Path(app.doctreedir) / f"{read.__module__}.{read.__name__}.pickle"
    by = str(rests_on.on(read.__module__)).encode()
    before = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    found, now = {}, {}
    for path in paths:
        address, content = path.relative_to(app.outdir).as_posix(), path.read_bytes()
        key = rests_on.digest(b"\0".join((by, address.encode(), content)))
        now[key] = found[address] = before[key] if key in before else read(address, content.decode())
    if now.keys() != before.keys():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(now))
    return found
