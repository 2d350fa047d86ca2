"""The quizzes of the course on its published pages: every option of every item answers the reader."""

import gzip
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
        box = fieldset(quiz, item).locator(f'[data-options] input[value="{option.id}"]')
        if item.type == "multiple":
            box.set_checked(option in options)
        elif option in options:
            box.check()


def test_every_item_of_the_bank_stands_on_its_page_once_and_none_that_is_reserved(quiz, chapter):
    for item in chapter.items:
        expect(fieldset(quiz, item)).to_have_count(1 if item.pool == "practice" else 0)


def practised(chapter, *types):
    return [item for item in chapter.items if item.type in types and item.pool == "practice"]


def test_every_option_has_its_own_feedback_and_the_answer_waits_for_the_second_try(quiz, chapter):
    for item in practised(chapter, "single", "true-false"):
        tries = sorted(item.options, key=lambda option: option.correct)
        for number, option in enumerate(tries):
            choose(quiz, item, [option])
            status = check(quiz, item)
            expect(status).to_contain_text(option.feedback)
            expect(status).to_contain_text("✓ Right" if option.correct else "✗ Not right")
            expect(status).to_contain_text(item.hint if number == 0 else item.explanation)
            if number == 0:
                expect(status).not_to_contain_text(item.explanation)


def test_every_prediction_is_met_with_the_finding(quiz, chapter):
    for item in practised(chapter, "predict"):
        for option in item.options:
            choose(quiz, item, [option])
            status = check(quiz, item)
            for words in ("You predicted", option.feedback, item.explanation):
                expect(status).to_contain_text(words)


def test_every_decision_of_a_case_has_its_consequence(quiz, chapter):
    for item in practised(chapter, "case"):
        for pick in (0, -1):
            for step in item.steps:
                option = step.options[pick]
                fieldset(quiz, item).locator(f'[data-step="{step.id}"] input[value="{option.id}"]').check()
                status = check(quiz, item)
                for words in (option.feedback, step.reasoning):
                    expect(status).to_contain_text(words)
                check(quiz, item)  # Next, and at the end: start again


def test_every_short_answer_knows_its_forms(quiz, chapter):
    for item in practised(chapter, "short"):
        tries = [(form, item.right) for form in item.accepted]
        tries += [(form, trap.feedback) for trap in item.traps for form in trap.forms]
        for form, feedback in [*tries, ("nobody would say this", item.wrong)]:
            fieldset(quiz, item).get_by_role("textbox").fill(form)
            expect(check(quiz, item)).to_contain_text(feedback)


def test_every_match_can_be_made(quiz, chapter):
    for item in practised(chapter, "match"):
        for pair in item.pairs:
            fieldset(quiz, item).locator(f'label[data-pair="{pair.id}"] select').select_option(pair.choice)
        status = check(quiz, item)
        expect(status).to_contain_text("✓ Right")
        for pair in item.pairs:
            expect(status).to_contain_text(pair.feedback)


def test_every_order_can_be_made(quiz, chapter):
    for item in practised(chapter, "order"):
        rows = fieldset(quiz, item).locator("[data-order] > li")
        for place, step in enumerate(item.steps):
            shown = rows.evaluate_all("rows => rows.map(row => row.dataset.step)")
            for _ in range(shown.index(step.id) - place):
                rows.and_(quiz.locator(f'[data-step="{step.id}"]')).locator('[data-move="-1"]').click()
        expect(check(quiz, item)).to_contain_text("✓ Right")


def test_wrong_partly_right_and_right_choices_are_told_apart(quiz, chapter):
    for item in practised(chapter, "multiple"):
        right = [option for option in item.options if option.correct]
        wrong = [option for option in item.options if not option.correct]
        for chosen, verdict in ((wrong, "✗ Not right"), (right[:1] + wrong[:1], "Partly right"), (right, "✓ Right")):
            choose(quiz, item, chosen)
            status = check(quiz, item)
            expect(status).to_contain_text(verdict)
            for option in chosen:
                expect(status).to_contain_text(option.feedback)


def test_numbers_right_trapped_and_wrong_are_told_apart(quiz, chapter):
    for item in practised(chapter, "numeric"):
        tries = [(item.answer, item.right), *((trap.value, trap.feedback) for trap in item.traps)]
        for value, feedback in [*tries, (item.answer * 7 + 1000, item.wrong)]:
            fieldset(quiz, item).get_by_role("textbox").fill(f"{value}".replace(".", ","))
            expect(check(quiz, item)).to_contain_text(feedback)


def test_answers_survive_a_reload(quiz, chapter):
    for item in practised(chapter, "single")[:1]:  # what a case keeps is tried in test_quiz_case
        wrong = next(option for option in item.options if not option.correct)
        choose(quiz, item, [wrong])
        expect(check(quiz, item)).to_contain_text(wrong.feedback)
        quiz.reload()
        expect(fieldset(quiz, item).locator(f'[data-options] input[value="{wrong.id}"]')).to_be_checked()
        expect(fieldset(quiz, item).get_by_role("status")).to_contain_text(wrong.feedback)


def test_every_source_of_an_answer_leads_to_its_entry(quiz, chapter, book):
    references = (book / "chapters" / "references.html").read_text(encoding="utf-8")
    hrefs = quiz.eval_on_selector_all(
        "form[data-quiz] a[href]", "links => links.map(link => link.getAttribute('href'))"
    )
    assert hrefs
    for href in hrefs:
        anchor = re.fullmatch(r"\.\./chapters/references\.html#(ref-.+)", href)
        assert anchor and f'id="{anchor[1]}"' in references, href


def test_the_page_of_progress_has_every_practice_item_of_the_chapters_in_the_book_and_no_other(page, site, book):
    page.goto(f"{site}/chapters/progress.html")
    page.wait_for_selector("[data-learner=record][data-ready]")
    found = page.evaluate(
        "[...document.querySelector('[data-learner=due] template').content.querySelectorAll('fieldset')]"
        ".map(item => `${item.dataset.chapter} ${item.dataset.item}`)"
    )
    banks = [bank.load(chapter) for chapter in CHAPTERS if (book / "chapters" / f"{chapter}.html").exists()]
    assert sorted(found) == sorted(
        f"{own.chapter} {item.id}" for own in banks for item in own.items if item.pool == "practice"
    )
    assert len(gzip.compress((book / "chapters" / "progress.html").read_bytes())) < 500_000


def test_without_a_script_the_page_of_progress_says_so(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chapters/progress.html")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("This page needs JavaScript.")
    expect(page.get_by_role("button", name="Delete everything")).to_have_count(0)
    context.close()
