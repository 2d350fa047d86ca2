"""The parts of the page ``progress``, which ``progress.js`` fills from what the reader's browser keeps.

- A part is a stretch of the page under a heading of its own; the page's own text says what it shows and by which rules.
- All parts are hidden in the source: without a script there is nothing to show.
- Of each practice question the words stand in a ``<template>``, for what is known of it. Whole they are in a file of
  their own, which is fetched when a review starts. Reserved ones are in neither.
"""

import json
from html import escape

import vastus
from vastus.quiz.html import REFERENCES, fieldset
from vastus.typeset import prose

NAMES = ("grid", "due", "mastery", "calibration", "read", "record")


def part(name, banks, titles, questions_href, lessons=None):
    """Write one part.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    banks : sequence of vastus.quiz.bank.Bank
        In the order of the course.
    titles : mapping of chapter to its title
    questions_href : str
        Where the file of `questions` is.
    lessons : mapping of chapter to its lessons, optional
        Each with its name, as ``chapter/lesson``, and its title. Without it no chapter has any.

    Returns
    -------
    str
        HTML, the same for the same banks. All text is escaped.
    """
    lessons = lessons or {}
    inner = {
        "grid": lambda: _grid(banks, titles, lessons),
        "due": lambda: _due(banks, questions_href),
        "mastery": lambda: _mastery(banks, titles),
        "calibration": _calibration,
        "read": lambda: _read(banks, titles, lessons),
        "record": _record,
    }[name]()
    version = f' data-version="{escape(vastus.__version__)}"' if name == "record" else ""
    return f'<div class="vastus-progress" data-learner="{name}"{version} hidden>\n{inner}\n</div>'


def _grid(banks, titles, lessons):
    rows = "\n".join(
        f'<li data-chapter="{escape(bank.chapter)}" data-pages="{_pages(bank.chapter, lessons)}">'
        f'<a href="{escape(bank.chapter)}.html">{escape(titles[bank.chapter])}</a> <span data-slot></span>'
        f"<ol>{''.join(_cell(bank, outcome) for outcome in bank.outcomes)}</ol></li>"
        for bank in banks
    )
    return f"""\
<ul data-grid>
{rows}
</ul>"""


def _pages(chapter, lessons):
    return " ".join(escape(name) for name, _ in lessons.get(chapter, ()))


def _cell(bank, outcome):
    text = escape(prose(outcome.text))
    return (
        f'<li><a href="#{_outcome_id(bank, outcome)}" data-outcome="{escape(outcome.id)}" title="{text}">'
        f'<span data-slot></span> <span class="visually-hidden">{text}</span></a></li>'
    )


def _practised(banks):
    return [(bank.chapter, item) for bank in banks for item in bank.items if item.pool == "practice"]


def questions(banks, reference_href=REFERENCES, settled=None):
    """Write the file of practice questions: the HTML of each by ``chapter item``, as JSON.

    Parameters
    ----------
    banks : sequence of vastus.quiz.bank.Bank
    reference_href : str
        Where a source is found, with ``{citekey}``.
    settled : callable, optional
        As for `vastus.quiz.html.form`.

    Returns
    -------
    bytes
    """
    written = {
        f"{chapter} {item.id}": fieldset(chapter, item, reference_href, settled) for chapter, item in _practised(banks)
    }
    return json.dumps(written, ensure_ascii=False, indent=0).encode()


def _due(banks, questions_href):
    templates = "\n".join(
        f'<p data-item="{escape(item.id)}" data-type="{item.type}" data-chapter="{escape(chapter)}"'
        f' data-outcome="{escape(item.outcome)}">{escape(prose(item.stem))}</p>'
        for chapter, item in _practised(banks)
    )
    return f"""\
<p data-slot="count"></p>
<button type="button" data-slot="start"></button>
<div data-slot="session" data-questions="{escape(questions_href)}"></div>
<template>
{templates}
</template>"""


def _mastery(banks, titles):
    chapters = "\n".join(
        f"<h3>{escape(titles[bank.chapter])}</h3>\n<ul data-outcomes>\n{_outcomes(bank)}\n</ul>" for bank in banks
    )
    columns = ("Outcome", "Answered", "Right first", "Mastered")
    return f"""\
{chapters}
<details class="vastus-data">
<summary>The numbers as a table</summary>
{_table("Mastery by outcome", columns, '<tbody data-slot="rows"></tbody>')}
</details>"""


def _outcomes(bank):
    return "\n".join(
        f'<li id="{_outcome_id(bank, outcome)}" data-chapter="{escape(bank.chapter)}"'
        f' data-outcome="{escape(outcome.id)}">'
        f"<span data-name>{escape(prose(outcome.text))}</span> <span data-slot></span></li>"
        for outcome in bank.outcomes
    )


def _outcome_id(bank, outcome):
    return f"outcome-{escape(bank.chapter)}-{escape(outcome.id)}"


def _calibration():
    columns = ("You said", "Answers", "Right", "Share", "Picture")
    return f"""\
<p data-slot="reading"></p>
{_table("How sure, and how right", columns, '<tbody data-slot="rows"></tbody>')}
<h3>Sure but wrong</h3>
<ul data-slot="sure-but-wrong"></ul>"""


def _read(banks, titles, lessons):
    rows = "\n".join(
        f'<tr data-chapter="{escape(bank.chapter)}"><th scope="row"><a href="{escape(bank.chapter)}.html">'
        f"{escape(titles[bank.chapter])}</a></th><td></td><td></td><td></td></tr>"
        + "".join(map(_lesson, lessons.get(bank.chapter, ())))
        for bank in banks
    )
    columns = ("Chapter", "Read", "Answered", "Right first")
    return _table("Read and answered", columns, f"<tbody>\n{rows}\n</tbody>")


def _lesson(lesson):
    name, title = map(escape, lesson)
    return (
        f'\n<tr data-page="{name}"><th scope="row"><a href="{name}.html">{title}</a></th>'
        "<td></td><td></td><td></td></tr>"
    )


def _record():
    return """\
<p data-slot="said" role="status"></p>
<p><label>Your name on the printed record and in the file, if you like (kept nowhere else)
<input type="text" data-slot="name" autocomplete="off"></label></p>
<p data-actions>
<button type="button" data-slot="print">Print a record</button>
<button type="button" data-slot="save">Save as a file</button>
<label>Take in a file <input type="file" accept="application/json,.json" data-slot="load"></label>
<button type="button" data-slot="clear">Delete everything</button>
</p>
<div data-slot="sheet" hidden></div>"""


def _table(caption, columns, body):
    heads = "".join(f'<th scope="col">{name}</th>' for name in columns)
    return f"""\
<div class="vastus-table" role="region" aria-label="{caption}" tabindex="0">
<table>
<caption>{caption}</caption>
<thead><tr>{heads}</tr></thead>
{body}
</table>
</div>"""
