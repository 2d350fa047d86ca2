"""A lesson shows some of its chapter's questions: one answer wherever a question stands, and none of it ever lost.

``progress_of_november_2026.json`` is a progress file of the edition in which a chapter was one page: every question of
then, answered right.
"""

import json
from pathlib import Path

import pytest
from loopback import serve
from playwright.sync_api import expect
from quiz_page import alive, answer, item, kept, status
from sample_quiz import put_files, put_page

from vastus.quiz.bank import load, load_all
from vastus.quiz.html import form

SAVED = Path(__file__).parents[1] / "quiz" / "progress_of_november_2026.json"
TAKE_IN = """async (text) => {
    const { parseArchive, takeIn } = await import("./archive.js");
    const { browserStore } = await import("./store.js");
    const { archive, wrong } = parseArchive(text);
    return wrong ?? takeIn(browserStore(), archive);
}"""


@pytest.fixture(scope="module")
def lessons(tmp_path_factory):
    """Address of the pages ``chapter`` and ``lesson``, which show some of the same questions of a real chapter."""
    folder = tmp_path_factory.mktemp("lessons")
    put_files(folder)
    bank = load("reading-emg")
    asked = [known.id for known in bank.pick() if known.type == "single"]
    put_page(folder, "chapter.html", form(bank))
    put_page(folder, "lesson.html", form(bank, asked[:1]) + form(bank, asked[1:3]))
    with serve(folder) as address:
        yield address


@pytest.fixture
def open_page(page, lessons):
    def open_(name):
        page.goto(f"{lessons}/{name}.html")
        alive(page)
        return page

    return open_


def test_an_answer_given_in_a_lesson_stands_on_every_page_that_shows_the_question(open_page):
    page = open_page("lesson")
    name = page.locator("fieldset").first.get_attribute("data-item")
    chosen = page.locator("fieldset").first.locator("[data-options] input").first.get_attribute("value")
    answer(page, name, chosen)
    record = kept(page, "reading-emg")[name]
    open_page("chapter")
    expect(item(page, name).locator(f'input[value="{chosen}"]')).to_be_checked()
    expect(status(page, name)).not_to_be_empty()
    right = "1" if record["first"]["result"] == "right" else "0"
    expect(page.locator("[data-progress]")).to_contain_text(
        f"1 of {page.locator('fieldset').count()} answered, {right}"
    )
    assert kept(page, "reading-emg")[name]["first"] == record["first"], "the first try is one wherever it was made"


def test_a_progress_file_of_the_chapters_is_taken_in_and_its_answers_stand_in_the_lessons(open_page):
    page = open_page("lesson")
    text = SAVED.read_text(encoding="utf-8")
    saved = json.loads(text)
    counts = page.evaluate(TAKE_IN, text)
    assert counts == {"added": sum(map(len, saved["answers"].values())), "changed": 0, "known": 0, "unkept": 0}
    open_page("lesson")
    for own in page.locator("fieldset").all():
        expect(own.get_by_role("status")).to_contain_text("✓ Right")
    expect(page.locator("[data-progress]").first).to_have_text("1 of 1 answered, 1 right at the first try")
    expect(page.locator("[data-progress]").last).to_have_text("2 of 2 answered, 2 right at the first try")
    assert page.evaluate("localStorage.getItem('vastus.read.v1.reading-emg')") == str(saved["read"]["reading-emg"])


def test_every_question_of_a_saved_file_still_stands_in_its_chapter():
    banks = load_all()
    for chapter, records in json.loads(SAVED.read_text(encoding="utf-8"))["answers"].items():
        there = {known.id for known in banks[chapter].items if known.pool == "practice"}
        assert records.keys() <= there
