"""A page for the class: what it was sure and wrong about, and every question with its counts. It names nobody.

One HTML file with its style in it: it needs no script, and asks for nothing else but a figure of the published course
that somebody opens in it, so it may be shown from a stick.
"""

from html import escape as escaped
from pathlib import Path

from ..explorer import palette
from ..typeset import prose
from .statistics import FEW, options

STYLE = Path(__file__).with_name("page.css")
SURE_AND_WRONG = 10


def html(banks, counted, students, set_aside, version, settles):
    """Write the page.

    Parameters
    ----------
    banks : mapping of chapter to vastus.quiz.bank.Bank
    counted : sequence of vastus.gradebook.statistics.Question
    students, set_aside : int
        How many files count, and how many do not.
    version : str
        Of the course.
    settles : callable
        Takes what settles questions, as their banks have it; gives by each HTML that shows it (`settling.html`).

    Returns
    -------
    str
        The same for the same answers.
    """
    aside = f"{_files(set_aside)} set aside, and named where this page was made." if set_aside else ""
    return f"""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The class: The VMO Question</title>
<link rel="icon" href="data:,">
<style>
{_colours()}{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<main>
<h1>What the class knew</h1>
<p>First tries of {_many(students, "student")} at the questions of The VMO Question, version {escape(version)}.
{aside}</p>
<p class="notice">Practice, not proof: students save these files themselves and can edit them.</p>
<h2>Sure and wrong</h2>
{_sure_and_wrong(counted, settles)}
<h2>By outcome</h2>
{_by_outcome(banks, counted)}
<h2>Every question</h2>
{_every(counted)}
<h2>What the numbers mean</h2>
<p>The share right is of first tries; a high one is an easy question.
Discrimination runs from −1 to 1.
It is the correlation of a right first try with the share right at all other questions.
Near 0, students who know the rest miss the question as often as the others do; below 0, look at its wording first.
Both say little of a small class, and nothing is given for fewer than {FEW} first tries.</p>
</main>
</body>
</html>
"""


def _colours():
    """The course's colours, those of a dark screen by the reader's own setting: this page has no switch."""
    dark = "".join(f"--vastus-{role}: {dark}; " for role, (_, dark) in palette.ROLES.items())
    return f"{palette.stylesheet()}@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n"


def escape(text):
    """A text of a bank, set and escaped."""
    return escaped(prose(text))


def _many(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _files(number):
    return f"{_many(number, 'file')} {'was' if number == 1 else 'were'}"


def _sure_and_wrong(counted, settles):
    missed = [question for question in counted if question.certain_wrong]
    if not missed:
        return "<p>Nobody was certain of a wrong answer.</p>"
    missed.sort(key=lambda question: (-question.certain_wrong, question.right / question.answered))
    worst = missed[:SURE_AND_WRONG]
    settled = settles([question.item.answered_by for question in worst if question.item.answered_by])
    return "\n".join(_missed(question, settled) for question in worst)


def _missed(question, settled):
    item = question.item
    wrong = f"{question.certain_wrong} of {question.certain} who were certain were wrong"
    return f"""\
<section>
<h3>{escape(item.stem)}</h3>
<p class="about">{wrong}; {question.right} of {question.answered} right at the first try.</p>
{_answers(question)}
{settled.get(item.answered_by, "")}
</section>"""


def _answers(question):
    rows = []
    for name, (words, right) in options(question.item).items():
        number = question.answers.get(name, 0)
        sign = '<span class="right" role="img" aria-label="right">✓</span>' if right else "<span></span>"
        bar = f'<meter min="0" max="{question.answered}" value="{number}" aria-hidden="true"></meter>'
        rows.append(f'<li>{sign}<span>{escape(words)}</span>{bar}<span class="numbers">{number}</span></li>')
    return '<ul class="answers">\n' + "\n".join(rows) + "\n</ul>"


def _by_outcome(banks, counted):
    rows = []
    for chapter, bank in banks.items():
        for outcome in bank.outcomes:
            own = [
                one for one in counted if one.item.scored and (one.chapter, one.item.outcome) == (chapter, outcome.id)
            ]
            answered, right = sum(one.answered for one in own), sum(one.right for one in own)
            share = f"{right / answered:.0%}" if answered else "–"
            rows.append((outcome.text, len(own), answered, share))
    return _table("Outcomes", ("Outcome", "Questions", "First tries", "Right"), rows)


def _every(counted):
    rows = [
        (
            f"<details><summary>{escape(one.item.stem)}</summary>\n{_answers(one)}</details>",
            one.answered,
            f"{one.right}" if one.item.scored else "–",
            "–" if one.difficulty is None else f"{one.difficulty:.0%}",
            "–" if one.discrimination is None else f"{one.discrimination:.2f}".replace("-", "−"),
            one.certain_wrong,
        )
        for one in counted
    ]
    columns = ("Question", "First tries", "Right", "Share right", "Discrimination", "Certain and wrong")
    return _table("Questions; each opens on its answers and how many chose them", columns, rows, heads_are_html=True)


def _table(caption, columns, rows, heads_are_html=False):
    head = "".join(
        f'<th scope="col"{"" if not place else " class=number"}>{name}</th>' for place, name in enumerate(columns)
    )
    body = "\n".join(
        f'<tr><th scope="row">{first if heads_are_html else escape(first)}</th>'
        + "".join(f'<td class="number">{cell}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return f"""\
<div class="scroll" role="region" aria-label="{caption.partition(";")[0]}" tabindex="0">
<table>
<caption>{caption}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>"""
