"""A bank as an HTML form that reads without JavaScript and lives with it.

- Each item holds its question, and a ``<details>`` with the answer, every option's reason and the sources.
- ``quiz.js`` takes what it says from that ``<details>``: each text is in the page once, and both readers get the same.
- The form has no id at all, so it may stand on a page twice; labels enclose their inputs instead of pointing at them.
- Buttons are hidden in the source, because without JavaScript they would do nothing.
- A new type of item needs an entry in ``_WRITERS`` here and in ``kinds`` in ``quiz.js``.
"""

from html import escape

from vastus.knee.anatomy import drawing

_HINTS = {
    "multiple": "Choose every answer that fits.",
    "predict": "A prediction: it is not scored.",
    "label": "Tap a part or its number, or walk through the parts with the arrow keys.",
}
_BUTTONS = {"predict": "Show the answer"}


def form(bank, item_ids=None, reference_href="references.html#ref-{citekey}"):
    """Write questions as a form.

    Parameters
    ----------
    bank : vastus.quiz.bank.Bank
    item_ids : sequence of str, optional
        Which items, in which order. Without it: all but the predictions.
    reference_href : str or None
        Where a source is found on this site. None links to the work itself, for hosts with no references page.

    Returns
    -------
    str
        HTML, the same for the same bank. All text of the bank is escaped.

    Raises
    ------
    vastus.quiz.bank.BankError
        An item is unknown or asked for twice.
    """
    items = "\n".join(_fieldset(item, reference_href) for item in bank.pick(item_ids))
    # method="dialog" outside a dialog sends nothing, so Enter reloads no page even before the script is here.
    return f"""\
<form data-quiz="{escape(bank.chapter)}" method="dialog" autocomplete="off">
{items}
<div data-foot>
<p data-progress></p>
<button type="button" data-clear hidden>Clear my answers</button>
<p data-notice aria-live="polite"></p>
</div>
</form>"""


def _fieldset(item, reference_href):
    inputs, answers = _WRITERS[item.type](item)
    hint = f" <small>{_HINTS[item.type]}</small>" if item.type in _HINTS else ""
    return f"""\
<fieldset data-item="{escape(item.id)}" data-type="{item.type}">
<legend><span data-stem>{escape(item.stem)}</span>{hint}</legend>
{inputs}
<button type="button" data-check hidden>{_BUTTONS.get(item.type, "Check")}</button>
<div role="status"></div>
<details>
<summary>Answer and explanation</summary>
{answers}
<p data-explanation>{escape(item.explanation)}</p>{_sources(item, reference_href)}
</details>
</fieldset>"""


def _sources(item, reference_href):
    if not item.sources:
        return ""
    works = []
    for source in item.sources:
        label = escape(source.label)
        if reference_href is not None:
            label = f'<a href="{escape(reference_href.format(citekey=source.citekey))}">{label}</a>'
        elif source.url:
            # A new tab: the notebook with its unsaved work stays.
            label = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{label}</a>'
        works.append(label)
    return f"\n<p data-sources>{'Source' if len(works) == 1 else 'Sources'}: {'; '.join(works)}</p>"


def _choice(item):
    kind = "checkbox" if item.type == "multiple" else "radio"
    rows, answers = [], []
    for option in item.options:
        text = escape(option.text)
        rows.append(
            f'<label><input type="{kind}" name="{escape(item.id)}" value="{escape(option.id)}">'
            f" <span>{text}</span></label>"
        )
        if item.type == "predict":
            verdict, mark = "If you predicted", ""
        else:
            verdict = "Right" if option.correct else "Wrong"
            mark = f' data-correct="{str(option.correct).lower()}"'
        answers.append(
            f'<li data-option="{escape(option.id)}"{mark}>'
            f"<strong>{verdict}:</strong> <q>{text}</q> <span data-feedback>{escape(option.feedback)}</span></li>"
        )
    return _lines("<div data-options>", rows, "</div>"), _lines("<ul>", answers, "</ul>")


def _numeric(item):
    # Some telephones' decimal keypads have no minus sign.
    keypad = "decimal" if min(item.answer, *(trap.value for trap in item.traps), 0) >= 0 else "text"
    unit = escape(item.unit)
    row = (
        f'<label data-number>Your answer <input type="text" inputmode="{keypad}" name="{escape(item.id)}" size="8">'
        f"{f' <span data-unit>{unit}</span>' if unit else ''}</label>"
    )
    margin = f", give or take {_with_unit(item.tolerance, unit)}" if item.tolerance else ""
    answers = [
        f'<li data-answer="{item.answer}" data-tolerance="{item.tolerance}"><strong>Right:</strong> '
        f"{_with_unit(item.answer, unit)}{margin}. <span data-feedback>{escape(item.right)}</span></li>"
    ]
    answers += [
        f'<li data-trap="{escape(trap.id)}" data-value="{trap.value}" data-tolerance="{trap.tolerance}">'
        f"<strong>Wrong:</strong> {_with_unit(trap.value, unit)}. "
        f"<span data-feedback>{escape(trap.feedback)}</span></li>"
        for trap in item.traps
    ]
    answers.append(
        f"<li data-other><strong>Any other number:</strong> <span data-feedback>{escape(item.wrong)}</span></li>"
    )
    return row, _lines("<ul>", answers, "</ul>")


def _label(item):
    parts, lifted = drawing.offered(item.answer)
    # A place instead of a name: whoever hears the parts read out has to find one, too.
    rows = [
        f'<label><input type="radio" name="{escape(item.id)}" value="{part.id}" data-name="{escape(part.name)}">'
        f" <span>{part.number}: {escape(part.place)}</span></label>"
        for part in parts.values()
    ]
    answers = [_named(parts[item.answer], True, item.right)]
    answers += [_named(parts[trap.part], False, trap.feedback) for trap in item.traps]
    answers.append(
        f"<li data-other><strong>Any other part:</strong> <span data-feedback>{escape(item.wrong)}</span></li>"
    )
    stage = f'<div class="vastus-stage" data-numbers>\n{drawing.svg(lifted=lifted, names=False)}\n</div>'
    return _lines(f"{stage}\n<div data-options data-places>", rows, "</div>"), _lines("<ul>", answers, "</ul>")


def _named(part, correct, feedback):
    return (
        f'<li data-option="{part.id}" data-correct="{str(correct).lower()}">'
        f"<strong>{'Right' if correct else 'Wrong'}:</strong> {part.number}, <q>{escape(part.name)}</q>. "
        f"<span data-feedback>{escape(feedback)}</span></li>"
    )


def _with_unit(number, unit):
    # The number as the author wrote it; a minus sign reads better than a hyphen.
    number = str(number).replace("-", "\N{MINUS SIGN}")
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _lines(opening, rows, closing):
    return "\n".join([opening, *rows, closing])


_WRITERS = {"single": _choice, "multiple": _choice, "predict": _choice, "numeric": _numeric, "label": _label}
