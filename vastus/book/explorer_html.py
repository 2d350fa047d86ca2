"""The figure element of an explorer: complete and readable before any script runs.

The controls, the headline, the reading, the table and the height of the drawing stand in the HTML. ``explorer.js``
draws, and moves what is here. DOM names are fixed, since readers' scripts and tests rely on them:
``figure[data-explorer]``, inputs named after the controls, ``[data-headline]``, one ``output[data-reading]``, a
``<details>`` with the table, ``data-ready="true"`` once drawn. Heights are named by attributes, which the style sheet
knows, since a strict page allows no style in its HTML.

- The stage (what is seen) and the controls share a box: on a phone the stage stays in sight as long as there are
  controls to work, and no longer.
- Its poster stands in the place of each panel until a script draws it (`posters`).
- The reading stands twice: the sentence that is seen follows the hand, and the ``<output>``, for a screen reader, waits
  until the hand rests.
- Room is kept for what comes and goes: the lines of the longest headline, and the reason why a control rests.
"""

from html import escape

from ..explorer import frames
from ..explorer.table import table_html
from . import heights
from .controls_html import controls_html

HEADLINE_CHARACTERS = 25  # that a line holds on the narrowest phone


def figure_html(explorer, state, frames_file, root, serial, drawn=None):
    """The ``<figure>`` of ``explorer`` at ``state``.

    Parameters
    ----------
    explorer : vastus.explorer.Explorer
    state : dict
        The state shown first.
    frames_file : pathlib.Path
        Its compiled frames, which the page has under the same name.
    root : str
        Relative path from the page to the book's root, such as ``../``.
    serial : int
        Tells two figures on one page apart; the same in every build.
    drawn : list of str, optional
        The poster of each panel (`posters.svgs`).
    """
    compiled = frames.read(frames_file.read_bytes())
    view = frames.frame(compiled, state)
    panels = view["panels"]
    reading_id = f"reading-{explorer.name}-{serial}"
    places = [
        _panel(panel, number, explorer.title, reading_id, drawn[number] if drawn else "")
        for number, panel in enumerate(panels)
    ]
    longest = max(map(len, frames.texts(compiled, "headline")))
    room = f'data-lines="{2 if longest > HEADLINE_CHARACTERS else 1}"' if longest else "hidden"
    return f"""
<figure class="vastus-explorer" id="{explorer.name}" data-explorer="{explorer.name}"
  data-frames="{root}explorers/{frames_file.name}" data-embed="{root}embed/{explorer.name}.html">
<figcaption>{escape(explorer.title)}</figcaption>
<div class="vastus-work">
<div class="vastus-stage" data-stage data-panels="{len(panels)}">
{_tabs(panels)}
{"".join(places)}
<p class="vastus-headline" data-headline {room}>{escape(view["headline"])}</p>
</div>
<noscript><p class="vastus-note">The controls rest, because this browser runs no JavaScript.
{_HOLDS}</p></noscript>
<p class="vastus-note" data-asleep hidden>The controls rest, because this page is opened as a file, or one of its
scripts could not be loaded. {_HOLDS}</p>
<form class="vastus-controls" data-controls autocomplete="off" aria-label="Controls: {escape(explorer.title)}">
{controls_html(explorer, compiled, state, serial)}
</form>
</div>
<p class="vastus-note" data-notice></p>
<p class="vastus-reading" data-sentence aria-hidden="true">{escape(view["reading"])}</p>
<output class="vastus-voice" data-reading id="{reading_id}">{escape(view["reading"])}</output>
<details class="vastus-data"><summary>The data behind the picture</summary>
<div class="vastus-table" role="region" tabindex="0" aria-label="Data: {escape(explorer.title)}">
{table_html(view["table"])}</div>
</details>
{_SHARE}
</figure>
"""


_HOLDS = "Picture, sentence and table hold for the state shown."

# A script fills the fields in and shows this; a page without scripts has an address of its own to copy.
_SHARE = """<details class="vastus-share" data-share hidden><summary>Share, or show in class</summary>
<p><button type="button" data-whole hidden><span>Fill the screen</span><span hidden>Leave full screen</span></button>
</p>
<p><button type="button" data-copy="link">Copy link to this state</button>
<input type="text" data-copied="link" aria-label="Link" readonly hidden></p>
<p><button type="button" data-copy="embed">Copy code to embed it</button>
<textarea data-copied="embed" aria-label="Code of a frame" rows="3" readonly hidden></textarea></p>
<p role="status"></p></details>"""


def _tabs(panels):
    """Buttons that bring a panel forward, where there are several; seen on a phone alone."""
    if len(panels) == 1:
        return ""
    buttons = "".join(
        f'<button type="button" data-tab="{number}" aria-pressed="{"false" if number else "true"}">'
        f"{escape(panel['title'])}</button>"
        for number, panel in enumerate(panels)
    )
    return f'<div class="vastus-tabs" role="group" aria-label="Which part to show">{buttons}</div>'


def _panel(panel, number, title, reading_id, poster):
    front = "" if number else " data-front"
    heading = f'<p class="vastus-panel-title">{escape(panel["title"])}</p>' if panel["title"] else ""
    label = f"{title}: {panel['title']}" if panel["title"] else title
    return (
        f'<div class="vastus-panel" data-panel="{number}"{front}>{heading}'
        f'<div class="vastus-plot" data-plot role="img" aria-label="{escape(label)}" aria-describedby="{reading_id}" '
        f"{heights.attributes(panel['layout'])}>{poster}</div></div>"
    )
