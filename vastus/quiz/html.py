"""A bank as an HTML form that reads without JavaScript and lives with it.

- Each item holds its question, and a ``<details>`` with the answer, every option's reason and the sources; a hint
  stands in a ``<details>`` of its own.
- ``quiz.js`` takes what it says from there: each text is in the page once, and both readers get the same.
- The form has no id at all, so it may stand on a page twice; labels enclose their inputs instead of pointing at them.
- What settles a question stands in its details as a link, written by the host: only a host knows where its pages are.
- Buttons are hidden in the source, because without JavaScript they would do nothing.
- A new type of item needs a writer in ``_WRITERS`` here and an entry in ``kinds`` in ``kinds.js``.
"""

from html import escape

from vastus.knee.anatomy import drawing
from vastus.quiz.bank import find
from vastus.typeset import prose

REFERENCES = "references.html#ref-{citekey}"
MIXED = "mixed"

_HOW = {
    "multiple": "Choose every answer that fits.",
    "short": "A word or two. Capitals, hyphens and punctuation do not matter.",
    "match": "Choose a partner for each line; one may serve twice, or not at all.",
    "order": "Put the lines in order with the arrow buttons.",
    "predict": "A prediction: it is not scored.",
    "label": "Tap a part or its number, or walk through the parts with the arrow keys.",
    "case": "A case: each decision has its consequence, and the story goes on.",
}
_BUTTONS = {"predict": "Show the answer", "case": "Decide"}
_SUMMARIES = {"case": "The whole case"}
_SURENESS = (("guess", "Guess"), ("fairly", "Fairly sure"), ("certain", "Certain"))


def form(bank, item_ids=None, reference_href=REFERENCES, settled=None):
    """Write questions of one chapter as a form.

    Parameters
    ----------
    bank : vastus.quiz.bank.Bank
    item_ids : sequence of str, optional
        Which items, in which order. Without it: all but the predictions.
    reference_href : str or None
        Where a source is found on this site. None links to the work itself, for hosts with no references page.
    settled : callable, optional
        Takes what settles a question, as its bank has it, and gives HTML that leads there. Without it none is written.

    Returns
    -------
    str
        HTML, the same for the same bank. All text of the bank is escaped.

    Raises
    ------
    vastus.quiz.bank.BankError
        An item is unknown or asked for twice.
    """
    return _form(bank.chapter, [(bank.chapter, item) for item in bank.pick(item_ids)], reference_href, settled)


def mixed_form(banks, item_ids, reference_href=REFERENCES, settled=None):
    """Write questions of several chapters as one form, in the order asked for.

    Parameters, returns, errors: as ``form``; ``banks`` are the banks the items may come from.
    """
    return _form(MIXED, find(banks, item_ids), reference_href, settled)


def fieldset(chapter, item, reference_href=REFERENCES, settled=None):
    """Write one question as it stands in a form; parameters as in ``form``."""
    inputs, answers = _case(item, reference_href) if item.type == "case" else _WRITERS[item.type](item)
    leads = f"\n<p data-settled>{settled(item.answered_by)}</p>" if settled and item.answered_by else ""
    how = f" <small>{_HOW[item.type]}</small>" if item.type in _HOW else ""
    return f"""\
<fieldset data-item="{escape(item.id)}" data-type="{item.type}" data-chapter="{escape(chapter)}"\
 data-outcome="{escape(item.outcome)}">
<legend><span data-stem>{_prose(item.stem)}</span>{how}</legend>
{inputs}
{_controls(item)}
<details data-answers>
<summary>{_SUMMARIES.get(item.type, "Answer and explanation")}</summary>
{answers}
<p data-explanation>{_prose(item.explanation)}</p>{_sources(item.sources, reference_href)}{leads}
</details>
</fieldset>"""


def foot(several):
    """Write what stands below the questions; ``several`` says whether more than one is scored, and worth printing."""
    prints = """
<button type="button" data-print="questions" hidden>Print the questions</button>
<button type="button" data-print="key" hidden>Print with the answers</button>"""
    return f"""\
<div data-foot>
<p data-progress></p>{prints if several else ""}
<button type="button" data-clear hidden>Clear my answers</button>
<p data-notice aria-live="polite"></p>
</div>"""


def _form(name, items, reference_href, settled):
    fieldsets = "\n".join(fieldset(chapter, item, reference_href, settled) for chapter, item in items)
    # method="dialog" outside a dialog sends nothing, so Enter reloads no page even before the script is here.
    return f"""\
<form data-quiz="{escape(name)}" method="dialog" autocomplete="off">
{fieldsets}
{foot(sum(item.scored for _, item in items) > 1)}
</form>"""


def _controls(item):
    check = f'<button type="button" data-check hidden>{_BUTTONS.get(item.type, "Check")}</button>'
    status = '<div role="status"></div>'
    if item.type == "case":
        # What follows from a choice is read before the way on.
        return f"{status}\n{check}"
    if item.type == "predict":
        return f"{check}\n{status}"
    sureness = "".join(
        f'<label><input type="radio" name="{escape(item.id)}-sure" value="{value}"> {words}</label>'
        for value, words in _SURENESS
    )
    hint = (
        f"\n<details data-hint>\n<summary>Hint</summary>\n<p>{_prose(item.hint)}</p>\n</details>" if item.hint else ""
    )
    return f"""\
<div data-confidence role="radiogroup" aria-label="How sure are you? You need not say." hidden>
<span aria-hidden="true">How sure are you? (You need not say.)</span>{sureness}
</div>
{check}
<button type="button" data-show hidden>Show the answer</button>
{status}{hint}"""


def _sources(sources, reference_href):
    if not sources:
        return ""
    works = []
    for source in sources:
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
    return _options(item.id, kind, item.options), _answers(item.options, predicted=item.type == "predict")


def _options(name, kind, options):
    rows = [
        f'<label><input type="{kind}" name="{escape(name)}" value="{escape(option.id)}">'
        f" <span>{_prose(option.text)}</span></label>"
        for option in options
    ]
    return _lines("<div data-options>", rows, "</div>")


def _answers(options, predicted=False):
    rows = []
    for option in options:
        if predicted:
            verdict, mark = "If you predicted", ""
        else:
            verdict = "Right" if option.correct else "Wrong"
            mark = f' data-correct="{str(option.correct).lower()}"'
        rows.append(
            f'<li data-option="{escape(option.id)}"{mark}><strong>{verdict}:</strong> '
            f"<q>{_prose(option.text)}</q> {_feedback(option.feedback)}</li>"
        )
    return _lines("<ul>", rows, "</ul>")


def _numeric(item):
    # Some telephones' decimal keypads have no minus sign.
    keypad = "decimal" if min(item.answer, *(trap.value for trap in item.traps), 0) >= 0 else "text"
    unit = escape(item.unit)
    row = (
        f'<label data-number>Your answer <input type="text" inputmode="{keypad}" name="{escape(item.id)}" size="8">'
        f"{f' <span data-unit>{unit}</span>' if unit else ''}</label>"
    )
    margin = f", give or take {_with_unit(item.tolerance, unit)}" if item.tolerance else ""
    right = (
        f'<li data-answer="{item.answer}" data-tolerance="{item.tolerance}"><strong>Right:</strong> '
        f"<span data-wanted>{_with_unit(item.answer, unit)}{margin}</span>. {_feedback(item.right)}</li>"
    )
    traps = [
        f'<li data-trap="{escape(trap.id)}" data-value="{trap.value}" data-tolerance="{trap.tolerance}">'
        f"<strong>Wrong:</strong> {_with_unit(trap.value, unit)}. {_feedback(trap.feedback)}</li>"
        for trap in item.traps
    ]
    other = f"<li data-other><strong>Any other number:</strong> {_feedback(item.wrong)}</li>"
    return row, _lines("<ul>", [right, *traps, other], "</ul>")


def _short(item):
    row = (
        f'<label data-short>Your answer <input type="text" name="{escape(item.id)}" size="24" '
        'autocapitalize="off" spellcheck="false"></label>'
    )
    answers = [
        f"<li data-answer><strong>Right:</strong> {_forms(item.accepted, wanted=True)}. {_feedback(item.right)}</li>"
    ]
    answers += [
        f'<li data-trap="{escape(trap.id)}"><strong>Wrong:</strong> {_forms(trap.forms)}. '
        f"{_feedback(trap.feedback)}</li>"
        for trap in item.traps
    ]
    answers.append(f"<li data-other><strong>Anything else:</strong> {_feedback(item.wrong)}</li>")
    return row, _lines("<ul>", answers, "</ul>")


def _forms(forms, wanted=False):
    """Forms that are read alike; of those wanted the first is the one to tell."""
    quoted = [f"<q>{escape(form)}</q>" for form in forms]
    return " or ".join([f"<span data-wanted>{quoted[0]}</span>", *quoted[1:]] if wanted else quoted)


def _prose(text):
    """A text of the bank as a printer sets it."""
    return escape(prose(text))


def _feedback(text):
    return f"<span data-feedback>{_prose(text)}</span>"


def _match(item):
    texts = {choice.id: _prose(choice.text) for choice in item.choices}
    options = "".join(f'<option value="{escape(name)}">{text}</option>' for name, text in texts.items())
    rows = [
        f'<label data-pair="{escape(pair.id)}"><span>{_prose(pair.text)}</span> '
        f'<select name="{escape(item.id)}-{escape(pair.id)}"><option value="">Choose…</option>{options}</select>'
        "</label>"
        for pair in item.pairs
    ]
    # A closed select prints nothing of what there is to choose from.
    choices = _lines("<ul data-choices>", [f"<li>{text}</li>" for text in texts.values()], "</ul>")
    answers = [
        f'<li data-pair="{escape(pair.id)}" data-choice="{escape(pair.choice)}"><strong>{_prose(pair.text)}:</strong> '
        f"<q>{texts[pair.choice]}</q>. {_feedback(pair.feedback)}</li>"
        for pair in item.pairs
    ]
    return _lines("<div data-pairs>", rows, f"</div>\n{choices}"), _lines("<ul>", answers, "</ul>")


def _order(item):
    rows = []
    for step in item.shown:
        text = _prose(step.text)
        moves = "".join(
            f'<button type="button" data-move="{by}" aria-label="Move {way}: {text}" hidden>'
            f'<span aria-hidden="true">{arrow}</span></button>'
            for by, way, arrow in ((-1, "up", "↑"), (1, "down", "↓"))
        )
        rows.append(f'<li data-step="{escape(step.id)}"><span>{text}</span>{moves}</li>')
    answers = [
        f'<li data-step="{escape(step.id)}"><q>{_prose(step.text)}</q> {_feedback(step.feedback)}</li>'
        for step in item.steps
    ]
    inputs = _lines("<ol data-order>", rows, '</ol>\n<p data-moved aria-live="polite"></p>')
    return inputs, _lines("<ol>", answers, "</ol>")


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
    answers.append(f"<li data-other><strong>Any other part:</strong> {_feedback(item.wrong)}</li>")
    stage = f'<div class="vastus-plate" data-numbers>\n{drawing.svg(lifted=lifted, names=False)}\n</div>'
    return _lines(f"{stage}\n<div data-options data-places>", rows, "</div>"), _lines("<ul>", answers, "</ul>")


def _named(part, correct, feedback):
    return (
        f'<li data-option="{part.id}" data-correct="{str(correct).lower()}">'
        f"<strong>{'Right' if correct else 'Wrong'}:</strong> {part.number}, <q>{escape(part.name)}</q>. "
        f"{_feedback(feedback)}</li>"
    )


def _case(item, reference_href):
    steps, told = [], []
    for number, step in enumerate(item.steps, start=1):
        known = f"<p data-history>{_prose(step.history)}</p>\n<p data-question>{_prose(step.question)}</p>\n"
        steps.append(
            f'<div data-step="{escape(step.id)}"{"" if number == 1 else " hidden"}>\n'
            f"<p data-place>Decision {number} of {len(item.steps)}</p>\n{known}"
            f"{_options(f'{item.id}-{step.id}', 'radio', step.options)}\n<div data-consequence></div>\n</div>"
        )
        told.append(
            f'<div data-told="{escape(step.id)}">\n{known}{_answers(step.options)}\n'
            f"<p data-reasoning>{_prose(step.reasoning)}</p>{_sources(step.sources, reference_href)}\n</div>"
        )
    return "\n".join(steps), "\n".join(told)


def _with_unit(number, unit):
    # The number as the author wrote it; a minus sign reads better than a hyphen.
    number = str(number).replace("-", "\N{MINUS SIGN}")
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _lines(opening, rows, closing):
    return "\n".join([opening, *rows, closing])


_WRITERS = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _choice,
    "predict": _choice,
    "numeric": _numeric,
    "short": _short,
    "match": _match,
    "order": _order,
    "label": _label,
}
