"""A case in a real browser: step after step, resumed wherever the reader left it, nothing told ahead."""

import pytest
from playwright.sync_api import expect
from quiz_page import answer, check, choose, item, kept, progress, reload, status, untimed


@pytest.fixture
def case(open_quiz):
    return item(open_quiz(), "runner")


def button(case):
    return case.locator("[data-check]")


def test_a_choice_has_its_consequence_and_the_story_goes_on_after_it(case):
    page = case.page
    expect(case.get_by_text("She has read that her VMO is weak.").first).to_be_hidden()
    said = answer(page, "runner", "scan")
    expect(said).to_contain_text("✗ Not right.The scan shows a normal knee")
    expect(said).to_contain_text("The scan shows a normal knee and costs three weeks.")
    expect(said).to_contain_text("Fears shape what she will dare to do.")
    expect(said.get_by_role("link", name="First 2001")).to_be_visible()
    expect(case.get_by_text("She has read that her VMO is weak.").first).to_be_hidden()
    expect(button(case)).to_have_text("Next")
    check(page, "runner")
    expect(said).to_be_empty()
    expect(case.locator("[data-step=ask] [data-consequence]")).to_contain_text("costs three weeks")
    expect(case.locator("[data-step=load]")).to_contain_text("Decision 2 of 2")
    said = answer(page, "runner", "steps")
    expect(said).to_contain_text("After six weeks she runs again.")
    expect(said).to_contain_text("The end of the case: 1 of 2 decisions right.")
    expect(said).to_contain_text("The person first, then the load.")
    expect(progress(page)).to_have_text("1 of 9 answered, 0 right at the first try")
    assert untimed(kept(page)["runner"]["first"]) == {"answer": ["ask:scan", "load:steps"], "result": "partly"}


@pytest.mark.parametrize(
    ("chosen", "result"), [(("listen", "steps"), "right"), (("scan", "rest"), "wrong"), (("listen", "rest"), "partly")]
)
def test_a_case_is_right_where_every_decision_is(chosen, result, case):
    page = case.page
    page.evaluate("document.addEventListener('vastus:answer', e => (window.heard ??= []).push(e.detail))")
    first, second = chosen
    answer(page, "runner", first)
    check(page, "runner")
    assert page.evaluate("window.heard") is None, "a case is one answer, given at its end"
    answer(page, "runner", second)
    (heard,) = page.evaluate("window.heard")
    assert (heard["type"], heard["result"], heard["first"]) == ("case", result, True)
    assert heard["answer"] == [f"ask:{first}", f"load:{second}"]


def test_a_decision_taken_stays_and_the_details_wait_for_the_end(case):
    page = case.page
    answer(page, "runner", "scan")
    expect(case.locator('[value="listen"]')).to_be_disabled()
    expect(case.locator("[data-answers]")).to_be_hidden()
    check(page, "runner")
    expect(case.locator("[data-answers]")).to_be_hidden()
    answer(page, "runner", "rest")
    expect(case.locator("[data-answers]")).to_be_visible()
    case.locator("summary").click()
    expect(case.locator("[data-answers]")).to_contain_text("She says she fears for her cartilage.")


def test_a_reader_coming_back_finds_every_step_as_it_was(case):
    page = case.page

    def seen():
        return case.inner_text(), [box.is_checked() for box in case.get_by_role("radio").all()]

    choose(page, "runner", "scan")
    steps = (
        lambda: None,  # chosen
        lambda: check(page, "runner"),  # decided
        lambda: check(page, "runner"),  # the next opened
        lambda: choose(page, "runner", "steps"),
        lambda: check(page, "runner"),  # over
    )
    for number, step in enumerate(steps):
        step()
        before = seen()
        reload(page)
        assert seen() == before, number
    assert "The end of the case" in before[0]


def test_started_again_the_case_is_blank_and_the_first_try_stays(case):
    page = case.page
    for option in ("scan", "rest"):
        answer(page, "runner", option)
        check(page, "runner")
    expect(case.locator("[data-step=load]")).to_be_hidden()
    expect(case.locator(":checked")).to_have_count(0)
    expect(case.locator("[data-answers]")).to_be_hidden()
    for option in ("listen", "steps"):
        answer(page, "runner", option)
        if option == "listen":
            check(page, "runner")
    record = kept(page)["runner"]
    assert (record["first"]["result"], record["checked"]["result"]) == ("wrong", "right")
    expect(progress(page)).to_have_text("1 of 9 answered, 0 right at the first try")


def test_a_double_click_decides_once(case):
    choose(case.page, "runner", "scan")
    button(case).dblclick()
    expect(button(case)).to_have_text("Next")
    expect(status(case.page, "runner")).to_contain_text("costs three weeks")


def test_the_keyboard_leads_through_the_case(case):
    page = case.page
    press = page.keyboard.press
    case.get_by_role("radio").first.focus()
    press("ArrowDown")
    expect(case.locator('[value="listen"]')).to_be_checked()
    expect(status(page, "runner")).to_be_empty()
    press("Tab")
    expect(button(case)).to_be_focused()
    press("Enter")
    expect(status(page, "runner")).to_contain_text("✓ Right.")
    expect(button(case)).to_be_focused()
    press("Enter")
    expect(case.locator("[data-step=load] [data-place]")).to_be_focused()
    press("Tab")
    press("Space")
    expect(case.locator('[value="steps"]')).to_be_checked()
    press("Tab")
    press("Enter")
    expect(status(page, "runner")).to_contain_text("2 of 2 decisions right.")
    expect(button(case)).to_be_focused()


def test_a_case_that_has_changed_since_is_shown_as_far_as_it_fits(case):
    page = case.page
    stored = '{"answer": ["ask:listen", "gone:option"], "decided": 2}'
    page.evaluate("text => localStorage.setItem('vastus.quiz.v2.sample.runner', text)", stored)
    reload(page)
    expect(status(page, "runner")).to_contain_text("She says she fears for her cartilage.")
    expect(button(case)).to_have_text("Next")
    check(page, "runner")
    expect(case.locator("[data-step=load]")).to_be_visible()
