"""The diary on its page: week after week as the programme says, kept, taken back, printed, carried with the answers."""

import json
import random
import shutil
from pathlib import Path

import pytest
import sample_quiz
from loopback import serve
from playwright.sync_api import expect
from quiz_page import hold_to_axe_in_both_themes

from vastus import diary, programme
from vastus.programme import Answer
from vastus.quiz import progress

KEY = "vastus.diary.v1"
NO_BREAK = "\N{NO-BREAK SPACE}"
NOW = "2026-11-22T10:00:00"
FINE, SORE, FLARE = Answer(1, False), Answer(1, True), Answer(6, True)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Address of a course with the diary and the page of progress."""
    folder = tmp_path_factory.mktemp("diary")
    sample_quiz.put_files(folder)
    for name in ("diary.css", "diary.js"):
        shutil.copy(Path(diary.__file__).parent / name, folder)
    style, script = ('<link rel="stylesheet" href="diary.css">', '<script type="module" src="diary.js"></script>')
    sample_quiz.put_page(folder, "diary.html", style + diary.html("handout.html", "progress.html"), script)
    banks = [sample_quiz.bank(folder)]
    parts = "".join(progress.part(name, banks, {"sample": "The sample chapter"}, "") for name in progress.NAMES)
    sample_quiz.put_page(folder, "progress.html", parts, '<script type="module" src="progress.js"></script>')
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

    def open_(name="diary", kept=None):
        if kept is not None:
            shared_page.goto(f"{course}/colours.css")  # a page of the same place without scripts
            shared_page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
        shared_page.goto(f"{course}/{name}.html")
        ready = "[data-learner=record][data-ready]" if name == "progress" else "[data-diary][data-ready]"
        shared_page.wait_for_selector(ready)
        return shared_page

    yield open_
    shared_page.evaluate("localStorage.clear()")


def slot(page, name):
    return page.locator(f'[data-diary] [data-slot="{name}"]')


def begin(page, start="low step-down", pain_rule="below_three"):
    page.locator(f'[name=start][value="{start}"]').check()
    page.locator(f'[name=pain_rule][value="{pain_rule}"]').check()
    page.get_by_role("button", name="Begin the diary").click()


def write(page, *answers):
    for answer in answers:
        page.locator(f'[name=pain][value="{answer.pain}"]').check()
        page.locator(f"[name=sorer][value={'yes' if answer.sorer_next_morning else 'no'}]").check()
        slot(page, "write").click()


def rows(page):
    """Plan, answers and verdict of each row, without the day."""
    cells = (
        slot(page, "rows").locator("tr").evaluate_all("rows => rows.map(row => [...row.cells].map(c => c.innerText))")
    )
    return [[text.split("\n")[0].replace(NO_BREAK, " ") for text in row[1:]] for row in cells]


def kept(page):
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return text and json.loads(text)


def a_diary(*answers, start="low step-down", pain_rule="below_three", **more):
    given = [{"pain": each.pain, "sorer": each.sorer_next_morning} for each in answers]
    return {"start": start, "pain_rule": pain_rule, "answers": given, **more}


# The rule


def hold_to_programme(page, start, pain_rule, answers):
    weeks = programme.plan(start, pain_rule, answers)
    shown = rows(page)
    assert len(shown) == programme.WEEKS
    for week, answer, row in zip(weeks, answers, shown, strict=False):
        if week.level:
            sign, words = diary.OUTCOMES[week.verdict]
            assert row[0] == week.level.label
            assert row[1:3] == [str(answer.pain), "yes" if answer.sorer_next_morning else "no"]
            assert row[3] == f"{sign} {words}: {diary.MOVES[week.decided_by]}"
    unanswered = weeks[len(answers)] if len(answers) < programme.WEEKS else None
    if unanswered and unanswered.level:
        assert shown[len(answers)] == [unanswered.level.label, "", "", ""]
        expect(slot(page, "plan")).to_have_text(f"{unanswered.level.label}, 3 sessions")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_answers_the_weeks_are_those_of_the_programme(open_page, seed):
    chance = random.Random(seed)
    start, pain_rule = chance.choice(list(programme.STARTS)), chance.choice(list(programme.PAIN_RULES))
    answers = [Answer(chance.choice((0, 0, 0, 2, 3, 10)), chance.random() < 0.2) for _ in range(programme.WEEKS)]
    page = open_page(kept=json.dumps(a_diary(*answers, start=start, pain_rule=pain_rule)))
    hold_to_programme(page, start, pain_rule, answers)


def test_a_reader_writes_week_after_week_and_the_state_is_carried_on(open_page):
    page = open_page()
    begin(page)
    expect(slot(page, "heading")).to_be_focused()
    expect(slot(page, "heading")).to_have_text("Week 1 of 12")
    answers = [FINE, SORE, FINE, FINE]
    write(page, *answers)
    hold_to_programme(page, "low step-down", "below_three", answers)
    expect(slot(page, "heading")).to_have_text("Week 5 of 12")
    expect(slot(page, "said")).to_contain_text("Week 4: settled.")
    expect(slot(page, "said")).to_contain_text(programme.RULES["rise"].says)
    assert page.locator("[data-diary] [name=pain]:checked").count() == 0, "every week is asked anew"


def test_the_ladder_has_a_mark_a_week_at_its_level_and_a_ring_for_the_next(open_page):
    answers = [FINE, FINE, FLARE, FINE]
    page = open_page(kept=json.dumps(a_diary(*answers)))
    drawn = (
        slot(page, "ladder")
        .locator("i")
        .evaluate_all(
            "all => all.map(({ style, dataset, innerText }) =>"
            " [style.gridRowStart, style.gridColumnStart, dataset.verdict, innerText])"
        )
    )
    weeks = programme.plan("low step-down", "below_three", answers)
    for number, ((row, column, verdict, repetitions), week) in enumerate(zip(drawn, weeks, strict=True), start=1):
        assert int(row) == len(programme.LEVELS) - programme.LEVELS.index(week.level)
        assert int(column) == number + 1
        assert (verdict, int(repetitions)) == (week.verdict or "next", week.level.repetitions)
    rungs = slot(page, "ladder").locator("[data-rung]").all_inner_texts()
    assert rungs == [rung.name for rung in programme.LADDER]


def test_a_third_week_running_past_the_rule_pauses_it_and_asks_no_more(open_page):
    page = open_page()
    begin(page)
    write(page, SORE, SORE, FLARE)
    expect(slot(page, "week")).to_be_hidden()
    expect(slot(page, "said")).to_be_focused()
    expect(slot(page, "said")).to_contain_text("have the knee examined")
    assert rows(page)[3] == ["paused", "", "", ""]


def test_after_twelve_weeks_nothing_more_is_asked(open_page):
    page = open_page(kept=json.dumps(a_diary(*[FINE] * 11)))
    write(page, FINE)
    expect(slot(page, "week")).to_be_hidden()
    expect(slot(page, "said")).to_contain_text("All 12 weeks are written down.")


def test_what_is_not_chosen_is_asked_for(open_page):
    page = open_page()
    begin_button = page.get_by_role("button", name="Begin the diary")
    begin_button.click()
    expect(slot(page, "notice")).to_have_text("Still to choose: Start with.")
    begin(page)
    slot(page, "write").click()
    expect(slot(page, "notice")).to_contain_text("Still to choose: Worst pain")
    page.locator("[name=pain]").first.check()
    slot(page, "write").click()
    expect(slot(page, "notice")).to_contain_text("Still to choose: Sorer")
    assert kept(page)["answers"] == []


# Kept, taken back, started over


def test_it_is_kept_with_its_days_and_is_there_again(open_page):
    page = open_page()
    begin(page, pain_rule="painless")
    write(page, Answer(0, False))
    assert kept(page) == {
        "start": "low step-down",
        "pain_rule": "painless",
        "answers": [{"pain": 0, "sorer": False, "at": page.evaluate("Date.now()")}],
    }
    open_page()
    expect(slot(page, "heading")).to_have_text("Week 2 of 12")
    expect(slot(page, "rows").locator("tr").first).to_contain_text("22 Nov")


def test_weeks_are_taken_back_one_by_one_down_to_the_start(open_page):
    page = open_page()
    begin(page)
    write(page, FINE, FLARE)
    undo = slot(page, "undo")
    undo.click()
    expect(slot(page, "notice")).to_have_text("Week 2 is taken back.")
    hold_to_programme(page, "low step-down", "below_three", [FINE])
    undo.click()
    expect(undo).to_have_text("Undo: choose again")
    undo.click()
    expect(slot(page, "setup")).to_be_visible()
    assert kept(page) is None


def test_starting_over_can_be_undone_until_the_page_is_left(open_page):
    page = open_page()
    begin(page)
    write(page, FINE, FINE)
    before = kept(page)
    again = slot(page, "again")
    again.click()
    assert kept(page) is None
    expect(slot(page, "setup")).to_be_visible()
    expect(again).to_have_text("Undo: bring the diary back")
    again.click()
    assert kept(page) == before
    expect(slot(page, "heading")).to_have_text("Week 3 of 12")


def test_another_tab_writes_and_what_is_being_chosen_here_stays(open_page, course):
    page = open_page()
    begin(page)
    other = page.context.new_page()
    other.goto(f"{course}/diary.html")
    write(other, FINE)
    expect(slot(page, "heading")).to_have_text("Week 2 of 12")
    page.locator('[name=pain][value="4"]').check()
    other.evaluate("localStorage.setItem('vastus.read.v1.sample', '5')")
    page.wait_for_timeout(200)
    expect(page.locator('[name=pain][value="4"]')).to_be_checked()
    other.close()


HOSTILE = {
    "no JSON": "{",
    "a list": "[]",
    "pain of 99": json.dumps({"start": "step-up", "pain_rule": "painless", "answers": [{"pain": 99, "sorer": True}]}),
    "a prototype": '{"start": "__proto__", "pain_rule": "constructor", "answers": []}',
    "a script": '{"start": "<img src=x onerror=alert(1)>", "pain_rule": "painless", "answers": []}',
    "too many weeks": json.dumps(a_diary(*[FINE] * 400)),
    "a date beyond all": json.dumps(
        {"start": "step-up", "pain_rule": "painless", "answers": [{"pain": 0, "sorer": False, "at": 1e300}]}
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_diary_is_set_aside_and_the_reader_is_told(open_page, text):
    page = open_page(kept=text)
    expect(slot(page, "notice")).to_contain_text("It is kept aside and comes back")
    expect(slot(page, "setup")).to_be_visible()
    assert kept(page) is None
    assert page.evaluate(f"localStorage.getItem('vastus.aside.v1.{KEY}').split('\\n')[1]") == text
    begin(page)
    expect(slot(page, "heading")).to_have_text("Week 1 of 12")


def test_answers_after_a_pause_change_nothing(open_page):
    page = open_page(kept=json.dumps(a_diary(SORE, SORE, SORE, FINE, FINE)))
    assert rows(page)[3] == ["paused", "", "", ""]


def test_where_storage_is_forbidden_it_lasts_until_the_page_is_left(context, course):
    context.add_init_script("Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error() }")
    page = context.new_page()
    page.goto(f"{course}/diary.html")
    expect(slot(page, "notice")).to_contain_text("does not let the page keep answers")
    begin(page)
    write(page, FINE)
    expect(slot(page, "heading")).to_have_text("Week 2 of 12")


# With the answers


def saved(page):
    with page.expect_download() as download:
        page.locator('[data-slot="save"]').click()
    return download.value.path().read_text(encoding="utf-8")


def take_in(page, text):
    page.locator('[data-slot="load"]').set_input_files(
        {"name": "answers.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    return page.locator('[data-learner=record] [data-slot="said"]')


def test_it_goes_into_the_file_and_comes_out_of_it(open_page):
    before = a_diary(FINE, SORE)
    page = open_page("progress", kept=json.dumps(before))
    text = saved(page)
    page.locator('[data-slot="clear"]').click()
    assert kept(page) is None
    page.locator('[data-slot="clear"]').click()
    assert kept(page) == before, "deleting everything can be undone, the diary too"
    expect(take_in(page, text)).to_contain_text("Its diary was here already.")
    page.evaluate("localStorage.clear()")
    expect(take_in(page, text)).to_contain_text("Its diary was taken in.")
    assert kept(page) == before


@pytest.mark.parametrize(
    ("own", "other", "said", "left"),
    [
        (a_diary(FINE), a_diary(FINE, SORE), "was taken in", 2),
        (a_diary(FINE, SORE), a_diary(FINE), "was here already", 2),
        (a_diary(SORE), a_diary(FINE, FINE), "is another than yours, which stays", 1),
        (a_diary(FINE), a_diary(FINE, FINE, start="step-up"), "is another than yours, which stays", 1),
    ],
)
def test_of_two_diaries_the_longer_stays_and_a_different_one_takes_nothing_away(open_page, own, other, said, left):
    page = open_page("progress", kept=json.dumps(own))
    archive = {"course": "The VMO Question", "format": 1, "read": {}, "answers": {}, "diary": other}
    expect(take_in(page, json.dumps(archive))).to_contain_text(said)
    assert len(kept(page)["answers"]) == left


def test_a_file_with_a_faulty_diary_is_refused_as_a_whole(open_page):
    page = open_page("progress")
    diary_ = {"start": "step-up", "answers": [{"pain": 11, "sorer": False}]}
    archive = {"course": "The VMO Question", "format": 1, "read": {}, "answers": {}, "diary": diary_}
    said = take_in(page, json.dumps(archive))
    expect(said.locator("li")).to_have_text(
        [
            "diary, pain_rule: found nothing, expected a text",
            'diary, answers: found [{"pain":11,"sorer":false}], expected weeks with pain 0 to 10 and sorer',
        ]
    )
    assert kept(page) is None


# By keyboard, on paper, without scripts, for all


def test_a_keyboard_alone_writes_a_week(open_page):
    page = open_page()
    press = page.keyboard.press
    page.locator("[name=start]").first.focus()
    for key in ("Space", "ArrowDown", "Tab", "Space", "ArrowDown", "Tab", "Enter"):
        press(key)
    assert kept(page) == a_diary()
    expect(slot(page, "heading")).to_be_focused()
    for key in ("Tab", "Space", "ArrowRight", "ArrowRight", "Tab", "Space", "Tab", "Enter"):
        press(key)
    assert [(each["pain"], each["sorer"]) for each in kept(page)["answers"]] == [(2, False)]
    expect(slot(page, "heading")).to_be_focused()
    expect(slot(page, "heading")).to_have_text("Week 2 of 12")


def test_it_is_printed_alone_with_the_weeks_and_the_day_and_without_questions(open_page):
    page = open_page(kept=json.dumps(a_diary(FINE, SORE)))
    page.evaluate("() => { window.print = () => {} }")
    slot(page, "print").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Diary of twelve weeks, The VMO Question, 22 Nov 2026.")).to_be_visible()
    expect(slot(page, "rows").locator("tr")).to_have_count(12)
    expect(slot(page, "rows")).to_be_visible()
    for hidden in ("h1", '[data-slot="week"]', '[data-slot="print"]'):
        expect(page.locator(hidden)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-printed]")).to_have_count(0)


def test_without_a_script_it_says_what_it_is_and_where_the_sheet_is(scriptless, course):
    scriptless.goto(f"{course}/diary.html")
    expect(scriptless.locator("[data-unscripted]")).to_contain_text("asks for two answers a week")
    expect(scriptless.get_by_role("link", name="the handout")).to_be_visible()
    expect(scriptless.locator("[data-scripted]")).to_be_hidden()


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window_or_too_small_to_hit(open_page):
    page = open_page()
    hold_to_axe_in_both_themes(page)
    begin(page)
    write(page, FINE, SORE, FLARE)
    page.locator('[name=pain][value="4"]').check()
    for width in (1000, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = page.locator("[data-diary] :is(button, [data-choice] label)").evaluate_all(
            "all => all.filter(t => t.offsetHeight > 0).map(t => [t.offsetWidth, t.offsetHeight])"
        )
        assert all(wide >= 24 and high >= 44 for wide, high in boxes), boxes
    hold_to_axe_in_both_themes(page)
