"""``key/CHAPTER.html``: a chapter's public questions in the order of its lessons, each with its answer and its reasons.

- The questions are those that pages show, so a reserved one has no way in. They are written as every other system gets
  them (`vastus.quiz.export.plain`): of each case a question a step.
- Beside the pages and not among them: neither the search nor the sidebar leads a student here.
"""

from html import escape
from pathlib import Path

from .. import contents, spine
from ..quiz.export import plain
from ..typeset import prose
from . import assets, kept, rests_on, shown

FOLDER = "key"
NOTE = (
    "These are the public questions, whose reasons every student can open on the pages. For marks that count, write "
    "questions of your own."
)


def address(chapter):
    """Where the key of a chapter is, from the root of the book."""
    return f"{FOLDER}/{contents.name(chapter)}.html"


def html(chapter, base):
    """The key of a chapter.

    Parameters
    ----------
    chapter : str
        Its page, as Sphinx names it.
    base : str
        Address of the folder of styles.
    """
    title = plain.title(contents.name(chapter))
    pages = [*contents.sections()[chapter], chapter]
    parts = "\n".join(filter(None, map(_page, pages)))
    styles = "\n".join(
        f'<link rel="stylesheet" href="{base}/{name}">' for name in ("fonts.css", "colours.css", "key.css")
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="vastus-key">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Answer key: {_set(title)} | The VMO Question</title>
<link rel="icon" href="../_static/favicon.svg">
{styles}
</head>
<body>
<main>
<h1>Answer key: {_set(title)}</h1>
<p>{NOTE} <a href="../chapters/systems.html#systems-make">How</a>.
<a href="../chapters/for-lecturers.html#assign-{contents.name(chapter)}">Back to what can be assigned</a>.</p>
{parts}
</main>
</body>
</html>
"""


def _page(page):
    asked = [item for payload in shown.on(page) if payload["kind"] == "quiz" for _, item in shown.asked(payload)]
    if not asked:
        return ""
    items = "\n".join(f"<li>{part}</li>" for item in asked for part in _parts(item))
    title = spine.lines(contents.source(page))[0].text
    return f'<section>\n<h2><a href="../{page}.html">{_set(title)}</a></h2>\n<ol>\n{items}\n</ol>\n</section>'


def _parts(item):
    """A question as HTML; a case gives one for each step, of which only the first tells the story so far."""
    if item.type == "predict":
        options = [(False, option.text, option.feedback) for option in item.options]
        yield _part((f"A guess: {item.stem}",), options, (item.explanation,))
        return
    for number, question in enumerate(plain.questions([item])):
        stem = question.stem[-2:] if number else question.stem
        yield _part(stem, _ANSWERS[type(question)](question), question.explanation)


def _part(stem, answers, explanation):
    lines = "".join(_answer(*answer) for answer in sorted(answers, key=lambda answer: not answer[0]))
    return f"<div data-stem>{_paragraphs(stem)}</div><ul>{lines}</ul>{_paragraphs(explanation)}"


def _answer(right, text, why):
    opening = "<li data-right><strong>Right:</strong>" if right else "<li>"
    return f"{opening} <q>{_set(text)}</q>{f' <small>{_set(why)}</small>' if why else ''}</li>"


def _choosing(question):
    return [(answer.correct, answer.text, answer.feedback) for answer in question.answers]


def _judging(question):
    return [
        (True, "True" if question.answer else "False", question.right),
        (False, "False" if question.answer else "True", question.wrong),
    ]


def _calculating(question):
    margin = f", give or take {question.tolerance:g}" if question.tolerance else ""
    traps = [(False, f"{trap.value:g}", trap.feedback) for trap in question.traps]
    return [(True, f"{question.answer:g}{margin}", question.right), *traps]


def _naming(question):
    traps = [(False, trap.forms[0], trap.feedback) for trap in question.traps]
    return [(True, question.accepted[0], question.right), *traps]


def _pairing(question):
    return [(True, f"{text}: {answer}", "") for text, answer in zip(question.texts, question.answers, strict=True)]


_ANSWERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
}


def _paragraphs(texts):
    return "".join(f"<p>{_set(text)}</p>" for text in texts)


def _set(text):
    return escape(prose(text))


def _write(app, error):
    if error or app.builder.format != "html":
        return
    base = f"../{assets.folder()}"
    made = {}
    for chapter in contents.chapters():
        digest = rests_on.digest(str((chapter, base)))
        (made[f"{contents.name(chapter)}.html"],) = kept.made(f"key.{digest}", _made, chapter, base).files
    assets.sync(Path(app.outdir) / FOLDER, made)


def _made(chapter, base):
    made = html(chapter, base)
    sources = map(contents.source, (chapter, *contents.sections()[chapter]))
    things = rests_on.on_banks(shown.banks(), "vastus.book.answer_keys", *sources)
    return {"key.html": made.encode()}, things


def setup(app):
    app.connect("build-finished", _write)
