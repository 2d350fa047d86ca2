"""The figure element of an explorer: complete and readable before any script runs.

The controls, the headline, the reading, the table and the height of the drawing stand in the HTML. ``explorer.js`` draws, and
moves what is here; it adds no words of its own. DOM names are fixed, since readers' scripts and tests rely on them:
``figure[data-explorer]``, inputs named after the controls, ``[data-headline]``, one ``output[data-reading]``, a
``<details>`` with the table, ``data-ready="true"`` once drawn. Heights are named by attributes, which the style sheet
knows, since a strict page allows no style in its HTML.
"""

import json
from html import escape

from ..explorer.table import table_html
from ..explorer.view import plain
from . import assets, heights


def figure_html(explorer, state, root, serial):
    """The ``<figure>`` of ``explorer`` at ``state``.

    Parameters
    ----------
    explorer : vastus.explorer.Explorer
    state : dict
        The state shown first.
    root : str
        Relative path from the page to the book's root, such as ``../``.
    serial : int
        Tells two figures on one page apart; the same in every build.
    """
    view = plain(explorer.at(state))
    panels = view["panels"]
    reading_id = f"reading-{explorer.name}-{serial}"
    controls = "\n".join(
        _control(control, state[control.name], f"{control.name}-{serial}") for control in explorer.controls
    )
    return f"""
<figure class="vastus-explorer" id="{explorer.name}" data-explorer="{explorer.name}"
  data-frames="{root}explorers/{assets.frames_of(explorer.name)[0]}" data-embed="{root}embed/{explorer.name}.html">
<figcaption>{escape(explorer.title)}</figcaption>
<div class="vastus-stage" data-stage>
{_tabs(panels)}
{"".join(_panel(panel, number, explorer.title, reading_id) for number, panel in enumerate(panels))}
<p class="vastus-headline" data-headline>{escape(view["headline"])}</p>
</div>
<form class="vastus-controls" data-controls autocomplete="off" aria-label="Controls: {escape(explorer.title)}">
{controls}
</form>
<noscript><p class="vastus-note">The controls need JavaScript. The sentence and the table below hold for the state
shown here.</p></noscript>
<p class="vastus-note" role="status" data-notice></p>
<output class="vastus-reading" data-reading id="{reading_id}">{escape(view["reading"])}</output>
<details class="vastus-data"><summary>The data behind the picture</summary>
<div class="vastus-table" role="region" tabindex="0" aria-label="Data: {escape(explorer.title)}">
{table_html(view["table"])}</div>
</details>
{_SHARE}
</figure>
"""


# A script fills the fields in and shows this; a page without scripts has an address of its own to copy.
_SHARE = """<details class="vastus-share" data-share hidden><summary>Share</summary>
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
        f'<button type="button" data-tab="{number}" aria-pressed="{str(number == 0).lower()}">{escape(panel["title"])}</button>'
        for number, panel in enumerate(panels)
    )
    return f'<div class="vastus-tabs" role="group" aria-label="Which part to show">{buttons}</div>'


def _panel(panel, number, title, reading_id):
    layout = panel["layout"]
    height_px = heights.rounded(layout.get("height", layout["template"]["layout"]["height"]))
    front = "" if number else " data-front"
    heading = f'<p class="vastus-panel-title">{escape(panel["title"])}</p>' if panel["title"] else ""
    label = f"{title}: {panel['title']}" if panel["title"] else title
    return (
        f'<div class="vastus-panel" data-panel="{number}"{front}>{heading}<div class="vastus-plot" data-plot role="img" '
        f'aria-label="{escape(label)}" aria-describedby="{reading_id}" data-height="{height_px}"></div></div>'
    )


def _control(control, value, input_id):
    label = escape(control.label)
    if control.kind == "steps":
        texts = escape(json.dumps([control.text(option) for option in control.values], ensure_ascii=False))
        index = control.values.index(value)
        return (
            f'<div class="vastus-control"><label for="{input_id}">{label}</label> '
            f'<span class="vastus-value" data-value aria-hidden="true">{escape(control.text(value))}</span>'
            f'<input type="range" id="{input_id}" name="{control.name}" min="0" max="{len(control.values) - 1}" '
            f'step="1" value="{index}" aria-valuetext="{escape(control.text(value))}" data-texts="{texts}"></div>'
        )
    if control.kind == "toggle":
        checked = " checked" if value else ""
        return (
            f'<div class="vastus-control"><label class="vastus-option">'
            f'<input type="checkbox" name="{control.name}"{checked}> {label}</label></div>'
        )
    if control.kind == "radio":
        options = "".join(
            f'<label class="vastus-option"><input type="radio" name="{control.name}" value="{escape(option)}"'
            f"{' checked' if option == value else ''}> {escape(control.text(option))}</label>"
            for option in control.values
        )
        return f'<fieldset class="vastus-control"><legend>{label}</legend>{options}</fieldset>'
    options = "".join(
        f'<option value="{escape(option)}"{" selected" if option == value else ""}>'
        f"{escape(control.text(option))}</option>"
        for option in control.values
    )
    return (
        f'<div class="vastus-control"><label for="{input_id}">{label}</label> '
        f'<select id="{input_id}" name="{control.name}">{options}</select></div>'
    )
