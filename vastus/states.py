"""The state of a figure that the text or a question names: ``phantom_delay?vm_snr_db=10&rise=100``.

A figure is an explorer or a drawing. Both are read here alike, so that a link of the text and what settles a question
mean the same and are refused for the same reasons.
"""

from urllib.parse import parse_qsl, urlencode

from . import explorers


def resolved(name, asked):
    """What is wrong with a state, or else its address and the title of its figure.

    Parameters
    ----------
    name : str
        Of an explorer, or of a drawing of `vastus.knee.drawings`.
    asked : str
        What follows the question mark.

    Returns
    -------
    tuple of (str, str, str)
        What is wrong, empty if nothing is; the part of an address after its question mark; the title.
    """
    from .knee import drawings

    return _drawing(name, asked) if name in drawings.NAMES else _explorer(name, asked)


def said(name, asked):
    """What a figure says in a state: an explorer's headline and reading; a drawing's words, which no state changes."""
    from .knee import drawings

    if name in drawings.NAMES:
        return drawings.text(name)
    from .explorer import address

    explorer = explorers.load(name)
    view = explorer.at(address.read(explorer, asked))
    return f"{view.headline}\n{view.reading}"


def _explorer(name, asked):
    from .explorer import ExplorerError, address  # brings pandas and plotly, which a drawing does not need

    try:
        explorer = explorers.load(name)
        return "", address.query(explorer, address.read(explorer, asked)), explorer.title
    except ExplorerError as error:
        return str(error), "", ""


def _drawing(name, asked):
    from . import references
    from .knee import drawings

    inputs = drawings.inputs(name, references.load())
    given = dict(parse_qsl(asked, keep_blank_values=True))
    wrong = [
        f"{name}: {key} cannot be {value!r}; it is one of {', '.join(inputs[key])}"
        if key in inputs
        else f"{name}: no input {key!r}; there are {', '.join(inputs)}"
        for key, value in given.items()
        if value not in inputs.get(key, ())
    ]
    query = urlencode({f"{name}.{key}": value for key, value in given.items()})
    return "; ".join(wrong), query, drawings.title(name, references.load())
