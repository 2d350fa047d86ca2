"""The page of the reader's own progress: what it draws, asks again, saves, takes in and deletes, in a small course."""

import json

import pytest
import sample_quiz
from loopback import serve
from playwright.sync_api import expect
from quiz_page import alive, answer, check, fill, hold_to_axe_in_both_themes, kept, status
from until import until

from vastus.quiz import progress
from vastus.quiz.html import form

TITLES = {"sample": "The sample chapter", "second": "A second chapter"}
NOW = "2026-11-22T10:00:00"
DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Address of a course with two chapters and the page of progress."""
    folder = tmp_path_factory.mktemp("course")
    sample_quiz.put_files(folder)
    banks = [sample_quiz.bank(folder), sample_quiz.second_bank(folder)]
    for bank in banks:
        filler = '<p style="height: 3000px">Long.</p>' if bank.chapter == "second" else ""
        sample_quiz.put_page(folder, f"{bank.chapter}.html", form(bank) + filler)
    style = '<link rel="stylesheet" href="progress.css">'
    (folder / "questions.json").write_bytes(progress.questions(banks))
    written = (progress.part(name, banks, TITLES, "questions.json") for name in progress.NAMES)
    parts = "".join(f"<h2>{name}</h2>{part}" for name, part in zip(progress.NAMES, written, strict=True))
    script = '<script type="module" src="progress.js"></script>'
    sample_quiz.put_page(folder, "progress.html", style + parts, script)
    with serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def standing_still(shared_page):
    shared_page.clock.set_fixed_time(NOW)


@pytest.fixture
def open_page(shared_page, standing_still, course):
    """Opens a page of the course in the module's one tab, at a time that stands still."""
    shared_page.set_default_timeout(5000)
    shared_page.set_viewport_size({"width": 1000, "height": 800})

    def open_(name="progress"):
        shared_page.goto(f"{course}/{name}.html")
        if name == "progress":
            shared_page.wait_for_selector("[data-learner=record][data-ready]")
        else:
            alive(shared_page)
        return shared_page

    yield open_
    shared_page.evaluate("localStorage.clear()")


def tried(now, result, days, confidence=None, given=("x",), level=0):
    """A record of a first try some days ago."""
    first = {"answer": given if isinstance(given, str) else list(given), "result": result, "at": now - days * DAY_MS}
    if confidence:
        first["confidence"] = confidence
    return {"first": first, "review": {"level": level, "at": now - days * DAY_MS}}


def learn(page):
    """What a reader may have kept after a few days."""
    now = page.evaluate("Date.now()")
    records = {
        "sample.cause": tried(now, "right", 5, "certain", level=1),
        "sample.parts": tried(now, "partly", 4, "certain"),
        "sample.bound": tried(now, "right", 1, given="17.2"),
        "sample.delay": tried(now, "right", 0, "fairly", level=1),
        "sample.hostile": tried(now, "right", 2, level=1),
        "sample.kneecap": {"first": {"answer": "x", "result": "wrong", "confidence": "certain"}},
        "sample.guess": {"first": {"answer": ["early"], "result": "predicted", "at": now}},
        "second.second-cause": tried(now, "right", 3, "certain", level=2),
    }
    for name, record in records.items():
        page.evaluate(
            "([name, text]) => localStorage.setItem(`vastus.quiz.v2.${name}`, text)", [name, json.dumps(record)]
        )


def part(page, name):
    return page.locator(f'[data-learner="{name}"]')


def slot(page, of, name):
    return part(page, of).locator(f'[data-slot="{name}"]')


def outcome(page, chapter, name):
    return part(page, "mastery").locator(f'[data-chapter="{chapter}"][data-outcome="{name}"]')


def rows(page, of):
    return (
        part(page, of)
        .locator("tbody tr")
        .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    )


# What it says


def test_a_reader_who_has_answered_nothing_is_told_so(open_page):
    page = open_page()
    expect(slot(page, "due", "count")).to_have_text("You have not answered any question yet, so none can come back.")
    expect(slot(page, "due", "start")).to_be_hidden()
    expect(outcome(page, "sample", "known")).to_contain_text("none of 5 answered")
    expect(slot(page, "calibration", "reading")).to_have_text("You have not called any answer certain yet.")
    expect(slot(page, "calibration", "sure-but-wrong")).to_have_text("None so far.")
    assert rows(page, "read") == [
        ["The sample chapter", "not yet", "0 of 9", "0"],
        ["A second chapter", "not yet", "0 of 3", "0"],
    ]


def test_the_button_that_is_hidden_starts_no_review_of_nothing(open_page):
    page = open_page()
    slot(page, "due", "start").dispatch_event("click")
    page.evaluate("fetch('questions.json').then(answer => answer.text())")  # as a review would, and after it
    expect(slot(page, "due", "session")).to_be_empty()


def test_mastery_calibration_and_what_was_read_are_drawn_from_the_first_tries(open_page):
    page = open_page()
    learn(page)
    open_page()
    known = outcome(page, "sample", "known")
    expect(known).to_contain_text("✓ 4 of 5 right at the first try, mastered")
    shares = known.locator("[data-bar]").evaluate("bar => [bar.style.getPropertyValue('--share'), bar.offsetWidth]")
    assert shares[0] == "0.8" and shares[1] > 60
    expect(outcome(page, "sample", "other")).to_contain_text("0 of 1 right at the first try, 2 more answers needed")
    part(page, "mastery").locator("summary").click()
    assert rows(page, "mastery") == [
        ["Know it.", "5 of 5", "4 (80%)", "yes"],
        ["Know the rest.", "1 of 4", "0 (0%)", "no"],
        ["Know it.", "1 of 3", "1 (100%)", "no"],
        ["Know the rest.", "0 of 0", "–", "no"],
    ]
    assert [row[:4] for row in rows(page, "calibration")] == [
        ["A guess", "0", "0", "–"],
        ["Fairly sure", "1", "1", "100%"],
        ["Certain", "4", "2", "50%"],
    ]
    expect(slot(page, "calibration", "reading")).to_have_text("Of 4 answers you were certain of, 2 were right.")
    wrong = slot(page, "calibration", "sure-but-wrong").locator("li").all_inner_texts()
    assert wrong == [
        "Which of these would a test of timing need? (The sample chapter, 18 Nov 2026)",
        "What is the kneecap called in anatomy? (The sample chapter)",
    ]
    assert rows(page, "read")[0] == ["The sample chapter", "not yet", "6 of 9", "4"]


def test_the_grid_has_a_cell_an_outcome_which_leads_to_its_words(open_page):
    page = open_page()
    learn(page)
    open_page()
    cells = part(page, "grid").locator('[data-chapter="sample"] [data-outcome]')
    assert [" ".join(text.split()) for text in cells.all_text_contents()] == [
        "✓ 4/5 right at the first try, mastered: Know it.",
        "○ 0/1 right at the first try: Know the rest.",
    ]
    cells.first.press("Enter")
    assert page.evaluate("location.hash") == "#outcome-sample-known"
    expect(outcome(page, "sample", "known")).to_be_in_viewport()


def test_lessons_have_rows_of_their_own_among_what_was_read(tmp_path):
    lessons = {"sample": [("sample/first", "A first lesson")]}
    html = progress.part("read", [sample_quiz.bank(tmp_path)], TITLES, "", lessons)
    assert '<tr data-page="sample/first"><th scope="row"><a href="sample/first.html">A first lesson</a></th>' in html


def test_a_chapter_is_read_when_its_end_has_been_in_sight(open_page):
    page = open_page("second")
    page.wait_for_timeout(200)
    assert page.evaluate("localStorage.getItem('vastus.read.v1.second')") is None
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, "localStorage.getItem('vastus.read.v1.second')")
    open_page()
    assert rows(page, "read")[1] == ["A second chapter", "✓ 22 Nov 2026", "0 of 3", "0"]


def test_an_answer_in_another_tab_is_drawn_at_once(open_page, course):
    page = open_page()
    other = page.context.new_page()
    other.goto(f"{course}/second.html")
    alive(other)
    answer(other, "second-cause", "equal")
    expect(outcome(page, "second", "known")).to_contain_text("1 of 1 right at the first try, 2 more answers needed")
    other.close()


# Reviews


def test_what_is_due_is_asked_blank_across_chapters_and_then_waits_longer(open_page):
    page = open_page()
    learn(page)
    open_page()
    expect(slot(page, "due", "count")).to_have_text("4 questions are due.")
    start = slot(page, "due", "start")
    expect(start).to_have_text("Review 4 questions")
    start.focus()
    page.keyboard.press("Enter")
    expect(page.locator("form legend").first).to_be_focused()
    asked = page.locator("form fieldset").evaluate_all("all => all.map(f => f.dataset.item)")
    assert asked == ["kneecap", "parts", "cause", "bound"], "what has no date first, then what is due longest"
    expect(page.locator("form :checked")).to_have_count(0)
    answer(page, "cause", "equal")
    answer(page, "parts", "force")
    fill(page, "kneecap", "patella")
    check(page, "kneecap")
    expect(status(page, "cause")).to_contain_text("✓ Right.")
    expect(page.locator("form [data-progress]")).to_have_text("3 of 4 answered, 2 right at the first try")
    now = page.evaluate("Date.now()")
    reviews = {name: record["review"] for name, record in kept(page).items() if "review" in record}
    assert reviews["cause"] == {"level": 2, "at": now}
    assert reviews["parts"] == {"level": 0, "at": now}
    assert reviews["kneecap"] == {"level": 1, "at": now}
    assert kept(page)["kneecap"]["first"]["result"] == "wrong", "the first try stays the first"
    page.get_by_role("button", name="End this session").click()
    expect(start).to_be_focused()
    expect(start).to_have_text("Review 1 question")
    assert kept(page, "review") == {}


def test_when_nothing_is_due_the_next_day_is_named_and_one_may_practise_all_the_same(open_page):
    page = open_page("sample")
    answer(page, "cause", "equal")
    answer(page, "delay", "true")
    open_page()
    expect(slot(page, "due", "count")).to_have_text(
        "Nothing is due. The next question comes back on Monday 23 November."
    )
    slot(page, "due", "start").get_by_text("Practise 2 questions all the same").click()
    before = kept(page)["cause"]["review"]
    answer(page, "cause", "equal")
    assert kept(page)["cause"]["review"] == before


def test_a_reserved_question_is_nowhere_on_the_page(tmp_path, monkeypatch):
    reserved = sample_quiz.BANK.replace("id: delay\n", "id: delay\n    pool: reserved\n")
    monkeypatch.setattr(sample_quiz, "BANK", reserved)
    banks = [sample_quiz.bank(tmp_path)]
    for written in (progress.part("due", banks, TITLES, ""), progress.questions(banks).decode().replace("\\", "")):
        assert 'data-item="cause"' in written and 'data-item="delay"' not in written


def test_where_the_questions_cannot_be_had_a_review_says_so_and_can_be_started_again(open_page):
    page = open_page()
    learn(page)
    open_page()
    page.route("**/questions.json", lambda route: route.fulfill(body="cut off"), times=1)
    slot(page, "due", "start").click()
    expect(slot(page, "due", "count")).to_contain_text("could not be loaded")
    slot(page, "due", "start").click()
    expect(page.locator("form legend").first).to_be_focused()


# File, record, deletion


def saved(page):
    with page.expect_download() as download:
        slot(page, "record", "save").click()
    assert download.value.suggested_filename == "vmo-question-2026-11-22.json"
    return download.value.path().read_text(encoding="utf-8")


def take_in(page, text, name="answers.json"):
    slot(page, "record", "load").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )
    return slot(page, "record", "said")


def everything(page):
    return {key: json.loads(text) for key, text in page.evaluate("Object.entries(localStorage)")}


def test_what_is_saved_deleted_and_taken_in_again_is_the_same(open_page):
    page = open_page()
    learn(page)
    page.evaluate("localStorage.setItem('vastus.read.v1.sample', '1795000000000')")
    open_page()
    before = everything(page)
    text = saved(page)
    assert json.loads(text)["version"] == "0.1.0"
    button = slot(page, "record", "clear")
    button.click()
    assert everything(page) == {}
    expect(slot(page, "record", "said")).to_contain_text("is deleted")
    expect(slot(page, "due", "count")).to_contain_text("not answered any question yet")
    button.click()
    assert everything(page) == before
    expect(button).to_have_text("Delete everything")
    button.click()
    expect(take_in(page, text)).to_have_text(
        "From answers.json: 8 answers added, 0 brought together with yours, 0 already here."
    )
    assert everything(page) == before
    expect(take_in(page, text)).to_contain_text("0 answers added, 0 brought together with yours, 8 already here.")
    expect(outcome(page, "sample", "known")).to_contain_text("mastered")


def test_the_file_bears_a_name_where_one_was_given_and_the_browser_keeps_none(open_page):
    page = open_page()
    learn(page)
    open_page()
    assert "name" not in json.loads(saved(page))
    slot(page, "record", "name").fill(" Ada Example ")
    text = saved(page)
    assert json.loads(text)["name"] == "Ada Example"
    assert "Ada" not in json.dumps(everything(page))
    expect(take_in(page, text)).to_contain_text("0 answers added")
    assert "Ada" not in json.dumps(everything(page))


def test_two_browsers_are_brought_together_and_the_older_first_try_stays_the_first(open_page):
    page = open_page()
    learn(page)
    open_page()
    text = saved(page)
    page.evaluate("localStorage.clear()")
    open_page("sample")
    answer(page, "cause", "mechanism")
    answer(page, "runner", "listen")
    open_page()
    expect(take_in(page, text)).to_contain_text("7 answers added, 1 brought together with yours, 0 already here.")
    records = kept(page)
    assert records["cause"]["first"]["result"] == "right", "five days older"
    assert records["cause"]["checked"]["answer"] == ["mechanism"] and records["cause"]["review"]["level"] == 0
    assert records["runner"]["decided"] == 1, "what only this browser had is still there"


def test_a_file_with_a_fault_is_refused_as_a_whole(open_page):
    page = open_page()
    learn(page)
    before = everything(page)
    text = json.dumps(
        {
            "course": "The VMO Question",
            "format": 1,
            "read": {},
            "answers": {
                "sample": {"chain": {"answer": ["filter"]}, "cause": {"answer": 1}, "bound": {"opened": "yes"}}
            },
        }
    )
    said = take_in(page, text, "torn.json")
    expect(said).to_contain_text("Nothing was taken from torn.json:")
    expect(said.locator("li")).to_have_text(
        [
            "answers, sample, cause, answer: found 1, expected a text or a list of texts",
            'answers, sample, bound, opened: found "yes", expected true',
        ]
    )
    assert everything(page) == before


def test_a_file_that_a_full_browser_cannot_keep_is_said_not_to_be_kept(open_page):
    page = open_page()
    learn(page)
    open_page()
    text = saved(page)
    page.evaluate("localStorage.clear()")
    open_page()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    expect(take_in(page, text)).to_contain_text(
        "8 answers added, 0 brought together with yours, 0 already here."
        " The browser has no room to keep 8 of them: they last until you leave the page."
    )
    assert everything(page) == {}
    expect(outcome(page, "sample", "known")).to_contain_text("mastered")


def test_answers_of_another_version_are_counted_and_come_back_after_everything_was_deleted(open_page):
    page = open_page()
    later = {f"vastus.quiz.v2.sample.later-{number}": '{"answer": {"drawn": [1, 2]}}' for number in range(20)}
    page.evaluate("texts => Object.assign(localStorage, texts)", later)
    open_page()
    expect(slot(page, "record", "said")).to_contain_text("20 saved answers were written by another version")
    before = everything_as_text(page)
    button = slot(page, "record", "clear")
    button.click()
    assert everything_as_text(page) == {}
    button.click()
    assert everything_as_text(page) == before


def everything_as_text(page):
    return dict(page.evaluate("Object.entries(localStorage)"))


def test_the_record_is_printed_alone_with_date_name_and_version(open_page):
    page = open_page()
    learn(page)
    open_page()
    page.evaluate("() => { window.print = () => {} }")
    slot(page, "record", "name").fill("A. Student")
    slot(page, "record", "print").click()
    page.emulate_media(media="print")
    sheet = slot(page, "record", "sheet")
    expect(sheet).to_contain_text("A. Student, 22 Nov 2026, The VMO Question, version 0.1.0.")
    assert sheet.locator("caption").all_inner_texts() == [
        "Read and answered",
        "Mastery by outcome",
        "How sure, and how right",
    ]
    expect(sheet.get_by_role("row", name="Know it. 5 of 5 4 (80%) yes")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_be_hidden()
    assert "A. Student" not in json.dumps(everything(page))


def test_where_storage_is_forbidden_the_page_says_so(context, course):
    context.add_init_script("Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error() }")
    page = context.new_page()
    page.goto(f"{course}/progress.html")
    expect(slot(page, "record", "said")).to_contain_text("does not let the page keep answers")


def test_without_a_script_nothing_empty_is_shown(scriptless, course):
    scriptless.goto(f"{course}/progress.html")
    for name in progress.NAMES:
        expect(part(scriptless, name)).to_be_hidden()


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(open_page):
    page = open_page()
    learn(page)
    open_page()
    slot(page, "due", "start").click()
    part(page, "mastery").locator("summary").click()
    for width in (1000, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    hold_to_axe_in_both_themes(page)
    small = page.locator(".vastus-progress :is(button, input[type=text], input[type=file], summary)").evaluate_all(
        "all => all.filter(t => t.offsetHeight > 0 && Math.min(t.offsetHeight, t.offsetWidth) < 24)"
        ".map(t => t.outerHTML)"
    )
    assert small == []
