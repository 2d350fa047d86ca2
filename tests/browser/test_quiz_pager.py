"""On a phone a quiz shows one question at a time; in a wide window, on paper and without scripts it shows all."""

import pytest
from playwright.sync_api import expect
from quiz_page import answer, check, choose, fill, item, reload, status

PHONE = {"width": 390, "height": 664}


@pytest.fixture
def phone(open_quiz):
    def opened(name="index"):
        page = open_quiz(name)
        page.set_viewport_size(PHONE)
        reload(page)
        return page

    return opened


def shown(page):
    return page.locator("fieldset:visible").evaluate_all("items => items.map(item => item.dataset.item)")


def go(page, words):
    page.get_by_role("group", name="Questions").get_by_role("button", name=words).click()


def test_one_question_stands_at_a_time_and_the_buttons_lead_through_all_kinds(phone):
    page = phone()
    seen = shown(page)
    names = page.locator("fieldset").evaluate_all("items => items.map(item => item.dataset.item)")
    nav = page.get_by_role("group", name="Questions")
    expect(nav).to_contain_text("1 of 9")
    expect(nav.get_by_role("button", name="Back")).to_be_hidden()
    for number in range(2, 10):
        go(page, "Next")
        expect(nav).to_contain_text(f"{number} of 9")
        seen += shown(page)
    assert seen == names
    expect(nav.get_by_role("button", name="Next")).to_be_hidden()
    go(page, "Back")
    assert shown(page) == [names[-2]]


def test_the_question_that_comes_has_the_focus_and_lies_in_sight(phone):
    page = phone()
    answer(page, "cause", "mechanism")
    go(page, "Next")
    legend = item(page, "parts").locator("legend")
    expect(legend).to_be_focused()
    expect(legend).to_be_in_viewport()
    assert legend.evaluate("legend => getComputedStyle(legend, '::before').content") == '"Question 2 of 9"'
    page.keyboard.press("Tab")
    expect(item(page, "parts").get_by_role("checkbox").first).to_be_focused()


def test_what_was_answered_stays_when_the_reader_leaves_a_question_and_comes_back(phone):
    page = phone()
    answer(page, "cause", "mechanism")
    go(page, "Next")
    choose(page, "parts", "force")
    go(page, "Next")
    fill(page, "bound", "12")
    go(page, "Back")
    go(page, "Back")
    expect(status(page, "cause")).to_contain_text("Timing was not measured.")
    go(page, "Next")
    expect(item(page, "parts").locator("input[value=force]")).to_be_checked()
    go(page, "Next")
    expect(item(page, "bound").get_by_role("textbox")).to_have_value("12")


def test_a_case_is_gone_through_within_its_place(phone):
    page = phone()
    for _ in range(7):
        go(page, "Next")
    assert shown(page) == ["runner"]
    answer(page, "runner", "listen")
    check(page, "runner")
    answer(page, "runner", "steps")
    expect(status(page, "runner")).to_contain_text("2 of 2 decisions right")
    assert shown(page) == ["runner"]


def test_a_reader_coming_back_meets_the_first_question_not_checked(phone):
    page = phone()
    answer(page, "cause", "mechanism")
    reload(page)
    assert shown(page) == ["parts"]


def test_a_link_to_a_question_brings_it_forward(phone, quiz_site):
    page = phone()
    page.evaluate("""() => {
        for (const item of document.querySelectorAll("fieldset")) item.id = `question-${item.dataset.item}`;
        location.hash = "question-kneecap";
    }""")
    expect(item(page, "kneecap")).to_be_in_viewport()
    assert shown(page) == ["kneecap"]


def test_a_wide_window_shows_all_and_so_does_paper(phone):
    page = phone()
    assert len(shown(page)) == 1
    page.emulate_media(media="print")
    assert len(shown(page)) == 9
    expect(page.locator("[data-pager]")).to_be_hidden()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 641, "height": 800})
    assert len(shown(page)) == 9
    expect(page.locator("[data-pager]")).to_be_hidden()


def test_a_form_of_one_question_has_no_pager(phone):
    page = phone("other")
    expect(page.locator("[data-pager]")).to_have_count(0)


def test_without_a_script_all_questions_stand_on_a_phone(scriptless, quiz_site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(f"{quiz_site}/bare.html")
    assert shown(scriptless) == ["cause", "parts", "runner"]


def test_buttons_are_large_enough_for_a_thumb(phone):
    page = phone()
    go(page, "Next")
    for button in page.locator("[data-pager] button").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
