"""The quizzes of the course on its published pages: every option of every item answers the reader."""

import json
import re
from html import unescape

import pytest
from course import ROOT
from playwright.sync_api import expect
from quiz_page import alive

from vastus import contents
from vastus.book import shown
from vastus.quiz import bank
from vastus.typeset import prose

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters" / "quizzes").glob("*.yml"))
ITEMS = {item.id: item for chapter in CHAPTERS for item in bank.load(chapter).items}
CHAPTER_OF = {item.id: chapter for chapter in CHAPTERS for item in bank.load(chapter).items}


def _asked():
    """The questions of each page, in order: those that no page before it asks."""
    found, seen = {}, set()
    for page in contents.pages():
        quizzes = [payload for payload in shown.on(page) if payload["kind"] == "quiz"]
        ids = dict.fromkeys(item for payload in quizzes for item in shown.items(payload) if item not in seen)
        found[page] = [ITEMS[item] for item in ids]
        seen.update(ids)
    return found


ASKED = _asked()
PAGES = [page for page, items in ASKED.items() if items]
CHOICES = [(page, item.id) for page, items in ASKED.items() for item in items if item.type == "single"]
ONE_OF_A_CHAPTER = {CHAPTER_OF[item]: (page, item) for page, item in reversed(CHOICES)}.values()

# As a hand would do it, each with what is then said; a control that cannot be seen ends it.
ANSWER = """
(tries) => tries.map(([name, answer]) => {
  const item = document.querySelector(`fieldset[data-item="${name}"]`);
  const seen = (control) => {
    if (!control.checkVisibility({ visibilityProperty: true })) throw new Error(`${name}: a control is out of sight`);
    return control;
  };
  const tell = (control, value) => {
    seen(control).value = value;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const check = () => seen(item.querySelector("button[data-check]")).click();
  const choose = (inputs, chosen) => {
    for (const input of inputs) if (input.checked !== chosen.includes(input.value)) {
      if (input.type === "checkbox" || !input.checked) seen(input).click();
    }
  };
  if (answer.options) choose(item.querySelectorAll("[data-options] input"), answer.options);
  if (answer.decided) choose(item.querySelectorAll(`[data-step="${answer.decided[0]}"] input`), answer.decided[1]);
  if (answer.text) tell(item.querySelector("input[type=text], input:not([type])"), answer.text);
  for (const [pair, choice] of Object.entries(answer.pairs ?? {})) {
    tell(item.querySelector(`label[data-pair="${pair}"] select`), choice);
  }
  (answer.steps ?? []).forEach((step, place) => {
    const rows = () => [...item.querySelectorAll("[data-order] > li")];
    const at = () => rows().findIndex((row) => row.dataset.step === step);
    for (let from = at(); from > place; from--) seen(rows()[at()].querySelector('[data-move="-1"]')).click();
  });
  check();
  const said = item.querySelector("[role=status]").textContent;
  if (answer.decided) check();  // Next, and at the end: start again
  return said;
})
"""


def tries_of(item):
    """Answers to an item in turn, each with what it must be met with and what must not be said yet."""
    match item.type:
        case "single" | "true-false":
            for number, option in enumerate(sorted(item.options, key=lambda option: option.correct)):
                verdict = "✓ Right" if option.correct else "✗ Not right"
                with_it, yet = (item.hint, [item.explanation]) if number == 0 else (item.explanation, [])
                yield {"options": [option.id]}, [verdict, option.feedback, with_it], yet
        case "multiple":
            right = [option for option in item.options if option.correct]
            wrong = [option for option in item.options if not option.correct]
            for chosen, verdict in (
                (wrong, "✗ Not right"),
                (right[:1] + wrong[:1], "Partly right"),
                (right, "✓ Right"),
            ):
                feedback = [option.feedback for option in chosen]
                yield {"options": [option.id for option in chosen]}, [verdict, *feedback], []
        case "predict":
            for option in item.options:
                yield {"options": [option.id]}, ["You predicted", option.feedback, item.explanation], []
        case "case":
            for pick in (0, -1):
                for step in item.steps:
                    option = step.options[pick]
                    yield {"decided": [step.id, [option.id]]}, [option.feedback, step.reasoning], []
        case "short":
            tries = [(form, item.right) for form in item.accepted]
            tries += [(form, trap.feedback) for trap in item.traps for form in trap.forms]
            for form, feedback in [*tries, ("nobody would say this", item.wrong)]:
                yield {"text": form}, [feedback], []
        case "numeric":
            tries = [(item.answer, item.right), *((trap.value, trap.feedback) for trap in item.traps)]
            for value, feedback in [*tries, (item.answer * 7 + 1000, item.wrong)]:
                yield {"text": f"{value}".replace(".", ",")}, [feedback], []
        case "match":
            pairs = {pair.id: pair.choice for pair in item.pairs}
            yield {"pairs": pairs}, ["✓ Right", *(pair.feedback for pair in item.pairs)], []
        case "order":
            yield {"steps": [step.id for step in item.steps]}, ["✓ Right"], []
        case "label":
            pass  # tried in test_quiz_label
        case unknown:
            raise ValueError(unknown)


def said(text):
    return " ".join(prose(text).split())


@pytest.fixture(scope="module", params=PAGES, ids=contents.name)
def quiz(request, shared_page, site):
    """A page with its forms alive, and its questions."""
    shared_page.goto(f"{site}/{request.param}.html")
    alive(shared_page)
    return shared_page, ASKED[request.param]


def test_every_practice_question_is_asked_somewhere_and_no_reserved_one_anywhere(book):
    assert {item.id for items in ASKED.values() for item in items} == {
        item.id for item in ITEMS.values() if item.pool == "practice"
    }
    for page, items in ASKED.items():
        text = (book / f"{page}.html").read_text(encoding="utf-8")
        on_it = set(re.findall(r'<fieldset[^>]* data-item="([^"]+)"', text))
        assert {item.id for item in items} <= on_it, page
        if page != "chapters/progress":
            assert all(ITEMS[name].pool == "practice" for name in on_it), page


def test_every_answer_is_met_with_its_own_words_and_the_explanation_waits_for_the_second_try(quiz):
    page, items = quiz
    tries = [(item, *one) for item in items for one in tries_of(item)]
    met = page.evaluate(ANSWER, [[item.id, answer] for item, answer, _, _ in tries])
    for (item, answer, expected, too_early), words in zip(tries, met, strict=True):
        words = " ".join(words.split())
        about = (item.id, answer, words)
        assert all(said(one) in words for one in expected), about
        assert not any(said(one) in words for one in too_early), about


@pytest.mark.parametrize(("quiz", "name"), ONE_OF_A_CHAPTER, indirect=["quiz"])
def test_an_answer_survives_a_reload(quiz, name):
    page, _ = quiz
    wrong = next(option for option in ITEMS[name].options if not option.correct)
    page.evaluate(ANSWER, [[name, {"options": [wrong.id]}]])
    page.reload()
    alive(page)
    own = page.locator(f'fieldset[data-item="{name}"]')
    expect(own.locator(f'[data-options] input[value="{wrong.id}"]')).to_be_checked()
    expect(own.get_by_role("status")).to_contain_text(prose(wrong.feedback))


def test_every_source_of_an_answer_leads_to_its_entry_and_every_question_to_what_settles_it(book):
    listed = (book / "chapters" / "references.html").resolve()
    references = listed.read_text(encoding="utf-8")
    for page, items in ASKED.items():
        text = (book / f"{page}.html").read_text(encoding="utf-8")
        for sources in re.findall("<p data-sources>.*?</p>", text):
            for href in re.findall('href="([^"]+)"', sources):
                path, anchor = href.split("#")
                assert ((book / page).parent / path).resolve() == listed, (page, href)
                assert f'id="{anchor}"' in references, (page, href)
        for item in items:
            (own,) = re.findall(rf'<fieldset[^>]* data-item="{item.id}".*?</fieldset>', text, re.DOTALL)[:1]
            (lead,) = re.findall('<p data-settled>.*?<a [^>]*href="([^"]+)"', own)
            path, anchor = unescape(lead).partition("?")[0].partition("#")[0], lead.rpartition("#")[2]
            target = (book / page).parent / path if path else book / f"{page}.html"
            assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page, item.id, lead)


def test_the_page_of_progress_has_every_practice_item_of_the_chapters_in_the_book_and_no_other(book):
    page = (book / "chapters" / "progress.html").read_text(encoding="utf-8")
    (named,) = re.findall('data-questions="([^"]+)"', page)
    found = json.loads((book / "chapters" / named).read_text(encoding="utf-8"))
    words = re.findall('<p data-item="([^"]+)" data-type="[a-z-]+" data-chapter="([^"]+)"', page)
    assert sorted(found) == sorted(f"{chapter} {item}" for item, chapter in words)
    banks = [bank.load(chapter) for chapter in CHAPTERS if (book / "chapters" / f"{chapter}.html").exists()]
    assert sorted(found) == sorted(
        f"{own.chapter} {item.id}" for own in banks for item in own.items if item.pool == "practice"
    )


def test_without_a_script_the_page_of_progress_says_so(scriptless, site):
    scriptless.goto(f"{site}/chapters/progress.html")
    expect(scriptless.locator("noscript p")).to_be_visible()
    expect(scriptless.locator("noscript p")).to_contain_text("This page needs JavaScript.")
    expect(scriptless.get_by_role("button", name="Delete everything")).to_have_count(0)
