"""What settles a question, for the page of a class: the figure in the state that does it, or the text itself.

- A figure is drawn as the posters of the pages are (`vastus.book.posters`), all that are missing in one start of a
  Chromium, and kept. Where there is none, its sentence stands alone.
- Where it is known where the class reads the course, a link leads there, and the figure opens in the page, alive.
"""

from html import escape

from .. import explorers, settled, spine, states
from ..book import assets, posters, shown
from ..explorer import address, frames
from ..typeset import prose

FRAME_HEIGHT_PX = 760


def html(places, site=""):
    """What settles questions, as HTML.

    Parameters
    ----------
    places : iterable of str
        What their banks say, ``answered_by``.
    site : str
        Where the class reads the course.

    Returns
    -------
    dict of str to str
        By place; each holds no script, and asks for nothing but a frame of ``site`` that is opened.
    """
    places = list(dict.fromkeys(places))
    wanted = {place: _state(place) for place in places if "?" in place and place.partition("?")[0] in explorers.names()}
    posters.keep(wanted.values())
    return {
        place: _link(place, site) + (_figure(place, *wanted[place], number, site) if place in wanted else _text(place))
        for number, place in enumerate(places)
    }


def _state(place):
    name, _, asked = place.partition("?")
    return name, address.read(explorers.load(name), asked)


def _link(place, site):
    return f"<p>What settles it: {settled.link(place, site, lambda name: shown.page_of(name, seen_from=None))}</p>"


def _figure(place, name, state, serial, site):
    view = frames.frame(assets.compiled(name), state)
    svgs = posters.svgs(posters.of(name, state), name, serial, sizes=("wide",))
    panels = "".join(
        f'<div class="panel"><p>{escape(panel["title"])}</p>{svg}</div>'
        for panel, svg in zip(view["panels"], svgs, strict=False)  # none is drawn where there is no Chromium
    )
    drawn = f'<div class="panels" aria-hidden="true">{panels}</div>\n' if panels else ""
    told = f"<figcaption><strong>{escape(view['headline'])}</strong> {escape(view['reading'])}</figcaption>"
    return f"\n<figure>\n{drawn}{told}\n</figure>{_frame(name, place, site)}"


def _frame(name, place, site):
    if not site:
        return ""
    _, query, title = states.resolved(name, place.partition("?")[2])
    source = escape(f"{site.rstrip('/')}/embed/{name}.html?{query}")
    return (
        f"\n<details><summary>Move it here</summary>\n"
        f'<iframe src="{source}" title="{escape(title)}" height="{FRAME_HEIGHT_PX}" loading="lazy"></iframe></details>'
    )


def _text(place):
    lines = "".join(f"<p>{escape(prose(line))}</p>" for line in spine.prose(settled.text(place)))
    return f"\n<details><summary>Read it here</summary>\n{lines}</details>" if lines else ""
