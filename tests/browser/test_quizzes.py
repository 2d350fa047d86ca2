"""The quizzes of the course on its published pages: every option of every item answers the reader."""

import re

import pytest
from course import ROOT
from playwright.sync_api import expect

from vastus.quiz import bank

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters" / "quizzes").glob("*.yml"))


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    return bank.load(request.param)


@pytest.fixture
def quiz(page, site, chapter):
    """The chapter's page with its forms alive."""
    page.set_default_timeout(5000)
    page.goto(f"{site}/chapters/{chapter.chapter}.html")
    for form in page.locator("form[data-quiz]").all():
        expect(form).to_have_attribute("data-ready", "true")
    return page


def fieldset(quiz, item):
    return quiz.locator(f'fieldset[data-item="{item.id}"]')


def check(quiz, item):
    fieldset(quiz, item).locator("button[data-check]").click()
    return fieldset(quiz, item).get_by_role("status")


def choose(quiz, item, options):
    for option in item.options:
        box = fieldset(quiz, item).locator(f'input[value="{option.id}"]')
        if item.type == "multiple":
            box.set_checked(option in options)
        elif option in options:
            box.check()


def test_every_item_of_the_bank_stands_on_its_page_once(quiz, chapter):
    for item in chapter.items:
        expect(fieldset(quiz, item)).to_have_count(1)


def test_every_option_has_its_own_feedback(quiz, chapter):
    for item in (item for item in chapter.items if item.type in ("single", "predict")):
        for option in item.options:
            choose(quiz, item, [option])
            status = check(quiz, item)
            expect(status).to_contain_text(option.feedback)
            expect(status).to_contain_text(item.explanation)
            verdict = "You predicted" if item.type == "predict" else "✓ Right" if option.correct else "✗ Not right"
            expect(status).to_contain_text(verdict)


def test_wrong_partly_right_and_right_choices_are_told_apart(quiz, chapter):
    for item in (item for item in chapter.items if item.type == "multiple"):
        right = [option for option in item.options if option.correct]
        wrong = [option for option in item.options if not option.correct]
        for chosen, verdict in ((wrong, "✗ Not right"), (right[:1] + wrong[:1], "Partly right"), (right, "✓ Right")):
            choose(quiz, item, chosen)
            status = check(quiz, item)
            expect(status).to_contain_text(verdict)
            for option in chosen:
                expect(status).to_contain_text(option.feedback)


def test_numbers_right_trapped_and_wrong_are_told_apart(quiz, chapter):
    for item in (item for item in chapter.items if item.type == "numeric"):
        tries = [(item.answer, item.right), *((trap.value, trap.feedback) for trap in item.traps)]
        for value, feedback in [*tries, (item.answer * 7 + 1000, item.wrong)]:
            fieldset(quiz, item).get_by_role("textbox").fill(f"{value}".replace(".", ","))
            expect(check(quiz, item)).to_contain_text(feedback)


def test_answers_survive_a_reload(quiz, chapter):
    item = next(item for item in chapter.items if item.type == "single")
    wrong = next(option for option in item.options if not option.correct)
    choose(quiz, item, [wrong])
    expect(check(quiz, item)).to_contain_text(wrong.feedback)
    quiz.reload()
    expect(fieldset(quiz, item).locator(f'input[value="{wrong.id}"]')).to_be_checked()
    expect(fieldset(quiz, item).get_by_role("status")).to_contain_text(wrong.feedback)


def test_every_source_of_an_answer_leads_to_its_entry(quiz, chapter, book):
    references = (book / "chapters" / "references.html").read_text(encoding="utf-8")
    hrefs = quiz.eval_on_selector_all("form[data-quiz] a[href]", "links => links.map(link => link.getAttribute('href'))")
    assert hrefs
    for href in hrefs:
        anchor = re.fullmatch(r"\.\./chapters/references\.html#(ref-.+)", href)
        assert anchor and f'id="{anchor[1]}"' in references, href
