"""The controls of an explorer as native inputs, named after them.

- A slider, with a button before it where it plays; a checkbox; a select; or radio buttons, which stand in a row, in a
  list, or, where several choices form a group, as columns of one table.
- A control that can come to rest keeps room for the longest reason, and its inputs are described by it.
"""

import json
import math
from html import escape
from itertools import groupby

from ..explorer import rest

REASON_CHARACTERS = 40  # that a line holds on the narrowest phone


def controls_html(explorer, compiled, state, serial):
    """All controls of ``explorer`` at ``state``; ``serial`` tells two figures on one page apart."""
    reasons = ([reason["why"] for reason in control["rests"]] for control in compiled["controls"])
    described = zip(explorer.controls, reasons, rest.why(compiled, state), strict=True)
    pieces = []
    for group, members in groupby(described, lambda member: _group(member[0])):
        members = list(members)
        made = [_control(control, state[control.name], whys, why, serial) for control, whys, why in members]
        pieces.append(_table(group, members[0][0].options, made) if group else "".join(map(_framed, made)))
    return "\n".join(pieces)


def _group(control):
    return getattr(control, "group", "")


def _framed(made):
    inputs, reason = made
    return f'<div class="vastus-control">{inputs}{reason}</div>'


def _table(group, options, made):
    rows = "".join(f"<span>{escape(words)}</span>" for words in options.values())
    columns = "".join(inputs for inputs, _ in made)
    reasons = "".join(reason for _, reason in made)
    return (
        f'<div class="vastus-control" data-look="table" role="group" aria-label="{escape(group)}">'
        f'<div class="vastus-table-of-choices" data-rows="{len(options)}">'
        f'<div class="vastus-rows" aria-hidden="true"><span>{escape(group)}</span>{rows}</div>{columns}</div>'
        f"{reasons}</div>"
    )


def _control(control, value, whys, why, serial):
    """Inputs, and the lines for the reason why they rest: ``why`` now, empty where they do not, of all ``whys``."""
    own_id = f"{control.name}-{serial}"
    draw = {"steps": _slider, "toggle": _checkbox, "radio": _radio, "select": _select}[control.kind]
    if not whys:
        return draw(control, value, own_id, f'name="{control.name}"'), ""
    attributes = f'name="{control.name}" aria-describedby="why-{own_id}" aria-disabled="{str(bool(why)).lower()}"'
    whose = f"<b>{escape(control.label)}:</b> " if _group(control) else ""
    lines = math.ceil(max(map(len, whys)) / REASON_CHARACTERS)
    reason = (
        f'<p class="vastus-why" id="why-{own_id}" data-lines="{lines}"{"" if why else " data-idle"}>{whose}'
        f'<span data-why="{control.name}">{escape(why)}</span></p>'
    )
    return draw(control, value, own_id, attributes), reason


def _slider(control, value, own_id, attributes):
    label, text = escape(control.label), escape(control.text(value))
    texts = escape(json.dumps([control.text(option) for option in control.values], ensure_ascii=False))
    play = (
        f'<button type="button" class="vastus-play" data-play="{control.name}" aria-label="Play: {label}" disabled>'
        "</button>"
    )
    return (
        f'<div class="vastus-head"><label for="{own_id}">{label}</label> '
        f'<span class="vastus-value" data-value aria-hidden="true">{text}</span></div>'
        f'<div class="vastus-slide">{play if control.plays else ""}'
        f'<input type="range" id="{own_id}" {attributes} min="0" max="{len(control.values) - 1}" step="1" '
        f'value="{control.values.index(value)}" aria-valuetext="{text}" data-texts="{texts}"></div>'
    )


def _checkbox(control, value, own_id, attributes):
    checked = " checked" if value else ""
    return (
        f'<label class="vastus-option"><input type="checkbox" {attributes}{checked}> '
        f"<span>{escape(control.label)}</span></label>"
    )


def _radio(control, value, own_id, attributes):
    look = "column" if control.group else "row" if control.fits_buttons else "list"
    options = "".join(
        f'<label class="vastus-option"><input type="radio" {attributes} value="{escape(option)}"'
        f"{' checked' if option == value else ''}> <span>{escape(control.text(option))}</span></label>"
        for option in control.values
    )
    return (
        f'<div class="vastus-radios" role="radiogroup" aria-labelledby="label-{own_id}" data-look="{look}">'
        f'<span class="vastus-label" id="label-{own_id}">{escape(control.label)}</span>'
        f'<div class="vastus-options">{options}</div></div>'
    )


def _select(control, value, own_id, attributes):
    options = "".join(
        f'<option value="{escape(option)}"{" selected" if option == value else ""}>'
        f"{escape(control.text(option))}</option>"
        for option in control.values
    )
    return (
        f'<label class="vastus-label" for="{own_id}">{escape(control.label)}</label> '
        f'<select id="{own_id}" {attributes}>{options}</select>'
    )
