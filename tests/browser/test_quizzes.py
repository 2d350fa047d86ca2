"""The quizzes of the course on its published pages: every option of every item answers the reader."""

import json
import re
from html import unescape

import pytest
from course import ROOT
from playwright.sync_api import expect

from vastus import contents
from vastus.book import shown
from vastus.quiz import bank
from vastus.typeset import prose

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters" / "quizzes").glob("*.yml"))
ITEMS = {item.id: item for chapter in CHAPTERS for item in bank.load(chapter).items}


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


def asked(*types, most=None):
    """Runs a test on every page that asks a question of these types, with at most so many of them."""
    pages = {page: [item for item in items if item.type in types][:most] for page, items in ASKED.items()}
    params = [pytest.param(page, items, id=contents.name(page)) for page, items in pages.items() if items]
    return pytest.mark.parametrize(("quiz", "items"), params, indirect=["quiz"])


@pytest.fixture
def quiz(request, page, site):
    """A page with its forms alive."""
    page.set_default_timeout(5000)
    page.goto(f"{site}/{request.param}.html")
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


@asked("single", "true-false")
def test_every_option_has_its_own_feedback_and_the_answer_waits_for_the_second_try(quiz, items):
    for item in items:
        tries = sorted(item.options, key=lambda option: option.correct)
        for number, option in enumerate(tries):
            choose(quiz, item, [option])
            status = check(quiz, item)
            expect(status).to_contain_text(prose(option.feedback))
            expect(status).to_contain_text("✓ Right" if option.correct else "✗ Not right")
            expect(status).to_contain_text(prose(item.hint if number == 0 else item.explanation))
            if number == 0:
                expect(status).not_to_contain_text(prose(item.explanation))


@asked("predict")
def test_every_prediction_is_met_with_the_finding(quiz, items):
    for item in items:
        for option in item.options:
            choose(quiz, item, [option])
            status = check(quiz, item)
            for words in ("You predicted", prose(option.feedback), prose(item.explanation)):
                expect(status).to_contain_text(words)


@asked("case")
def test_every_decision_of_a_case_has_its_consequence(quiz, items):
    for item in items:
        for pick in (0, -1):
            for step in item.steps:
                option = step.options[pick]
                fieldset(quiz, item).locator(f'[data-step="{step.id}"] input[value="{option.id}"]').check()
                status = check(quiz, item)
                for words in (prose(option.feedback), prose(step.reasoning)):
                    expect(status).to_contain_text(words)
                check(quiz, item)  # Next, and at the end: start again


@asked("short")
def test_every_short_answer_knows_its_forms(quiz, items):
    for item in items:
        tries = [(form, item.right) for form in item.accepted]
        tries += [(form, trap.feedback) for trap in item.traps for form in trap.forms]
        for form, feedback in [*tries, ("nobody would say this", item.wrong)]:
            fieldset(quiz, item).get_by_role("textbox").fill(form)
            expect(check(quiz, item)).to_contain_text(prose(feedback))


@asked("match")
def test_every_match_can_be_made(quiz, items):
    for item in items:
        for pair in item.pairs:
            fieldset(quiz, item).locator(f'label[data-pair="{pair.id}"] select').select_option(pair.choice)
        status = check(quiz, item)
        expect(status).to_contain_text("✓ Right")
        for pair in item.pairs:
            expect(status).to_contain_text(prose(pair.feedback))


@asked("order")
def test_every_order_can_be_made(quiz, items):
    for item in items:
        rows = fieldset(quiz, item).locator("[data-order] > li")
        for place, step in enumerate(item.steps):
            shown = rows.evaluate_all("rows => rows.map(row => row.dataset.step)")
            for _ in range(shown.index(step.id) - place):
                rows.and_(quiz.locator(f'[data-step="{step.id}"]')).locator('[data-move="-1"]').click()
        expect(check(quiz, item)).to_contain_text("✓ Right")


@asked("multiple")
def test_wrong_partly_right_and_right_choices_are_told_apart(quiz, items):
    for item in items:
        right = [option for option in item.options if option.correct]
        wrong = [option for option in item.options if not option.correct]
        for chosen, verdict in ((wrong, "✗ Not right"), (right[:1] + wrong[:1], "Partly right"), (right, "✓ Right")):
            choose(quiz, item, chosen)
            status = check(quiz, item)
            expect(status).to_contain_text(verdict)
            for option in chosen:
                expect(status).to_contain_text(prose(option.feedback))


@asked("numeric")
def test_numbers_right_trapped_and_wrong_are_told_apart(quiz, items):
    for item in items:
        tries = [(item.answer, item.right), *((trap.value, trap.feedback) for trap in item.traps)]
        for value, feedback in [*tries, (item.answer * 7 + 1000, item.wrong)]:
            fieldset(quiz, item).get_by_role("textbox").fill(f"{value}".replace(".", ","))
            expect(check(quiz, item)).to_contain_text(prose(feedback))


@asked("single", most=1)
def test_answers_survive_a_reload(quiz, items):
    for item in items:  # what a case keeps is tried in test_quiz_case
        wrong = next(option for option in item.options if not option.correct)
        choose(quiz, item, [wrong])
        expect(check(quiz, item)).to_contain_text(prose(wrong.feedback))
        quiz.reload()
        expect(fieldset(quiz, item).locator(f'[data-options] input[value="{wrong.id}"]')).to_be_checked()
        expect(fieldset(quiz, item).get_by_role("status")).to_contain_text(prose(wrong.feedback))


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


def test_without_a_script_the_page_of_progress_says_so(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chapters/progress.html")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("This page needs JavaScript.")
    expect(page.get_by_role("button", name="Delete everything")).to_have_count(0)
    context.close()
