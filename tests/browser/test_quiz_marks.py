"""After a check: marks where the answer stands, each reason once, and the way to what settles the question."""

import pytest
from playwright.sync_api import expect
from quiz_page import alive, answer, arrange, check, choose, fill, item, match, reload, status


def row(page, name, value):
    return item(page, name).locator("label").filter(has=page.locator(f'input[value="{value}"]'))


def marks(page, name):
    """The signs of a question in the order they stand in, each with what a screen reader hears."""
    return item(page, name).locator("[data-judged]:visible").all_text_contents()


WRONG, RIGHT, ANSWER = "✗, your answer, not right", "✓, your answer, right", "✓, the right answer"


def test_the_option_chosen_is_marked_in_place_and_the_right_one_once_it_is_shown(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    assert marks(page, "cause") == [WRONG]
    expect(row(page, "cause", "mechanism").locator("[data-judged=wrong]")).to_be_visible()
    item(page, "cause").get_by_role("button", name="Show the answer").click()
    assert marks(page, "cause") == [ANSWER, WRONG]
    expect(row(page, "cause", "equal").locator("[data-judged=answer]")).to_be_visible()
    choose(page, "cause", "nothing")
    assert marks(page, "cause") == [ANSWER], "a verdict is of the answer that was checked"


def test_a_screen_reader_hears_the_mark_as_part_of_the_option(open_quiz):
    page = open_quiz()
    answer(page, "delay", "true")
    expect(item(page, "delay").get_by_role("radio", name="True , your answer, not right")).to_be_checked()


def test_of_several_options_each_chosen_one_is_marked_and_each_missed_one_once_it_is_shown(open_quiz):
    page = open_quiz()
    answer(page, "parts", "onset", "force")
    assert marks(page, "parts") == [RIGHT, WRONG]
    item(page, "parts").get_by_role("button", name="Show the answer").click()
    assert marks(page, "parts") == [RIGHT, WRONG, ANSWER]


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("bound", "12.2", "17.2\N{NO-BREAK SPACE}ms, give or take 0.2\N{NO-BREAK SPACE}ms"),
        ("kneecap", "tibia", "patella"),
    ],
)
def test_what_should_have_been_typed_stands_by_the_field_once_it_is_shown(name, wrong, told, open_quiz):
    page = open_quiz()
    fill(page, name, wrong)
    check(page, name)
    assert marks(page, name) == [WRONG]
    item(page, name).get_by_role("button", name="Show the answer").click()
    assert marks(page, name) == [WRONG, f"{ANSWER}: {told}"]


def test_lines_and_steps_are_marked_each_and_told_where_they_belong_once_it_is_shown(open_quiz):
    page = open_quiz()
    match(page, "when", "size", "size")
    check(page, "partners")
    assert marks(page, "partners") == [RIGHT, WRONG, RIGHT]
    item(page, "partners").get_by_role("button", name="Show the answer").click()
    assert marks(page, "partners") == [RIGHT, WRONG, f"{ANSWER}: How strongly it is driven", RIGHT]
    arrange(page, "filter", "smooth", "rectify", "threshold")
    check(page, "chain")
    assert marks(page, "chain") == [RIGHT, WRONG, WRONG, RIGHT]
    item(page, "chain").get_by_role("button", name="Show the answer").click()
    assert f"{ANSWER}: place 3" in " ".join(marks(page, "chain"))


def test_every_decision_of_a_case_is_marked_when_it_is_taken(open_quiz):
    page = open_quiz()
    answer(page, "runner", "scan")
    assert marks(page, "runner") == [WRONG, ANSWER]
    check(page, "runner")
    assert marks(page, "runner") == [WRONG, ANSWER]
    answer(page, "runner", "steps")
    assert marks(page, "runner") == [WRONG, ANSWER, RIGHT]


def test_marks_come_back_with_the_answer(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    reload(page)
    assert marks(page, "cause") == [WRONG]


TOLD = {
    "cause": (["mechanism", "nothing"], ["Timing was not measured.", "Equal is not the same", "why they work"]),
    "delay": (["true", "false"], ["The groups overlap.", "A mean is not a member.", "overlap in their members"]),
    "parts": (["force", "colour"], ["Strength is another question.", "Else noise passes", "by themselves"]),
}


@pytest.mark.parametrize("name", TOLD)
def test_each_reason_stands_once_wherever_it_stands(name, open_quiz):
    page = open_quiz()
    tries, reasons = TOLD[name]
    for chosen in tries:
        answer(page, name, chosen)
    item(page, name).locator("[data-answers]").evaluate("details => { details.open = true }")
    said = item(page, name).inner_text()
    assert [said.count(reason) for reason in reasons] == [1] * len(reasons)


def test_a_wrong_answer_leads_to_what_settles_the_question_and_a_right_one_does_not(open_quiz):
    page = open_quiz("settled")
    link = status(page, "cause").get_by_role("link", name="Two programmes")
    answer(page, "cause", "equal")
    expect(link).to_have_count(0)
    page.evaluate("localStorage.clear()")
    page.reload()
    alive(page)
    answer(page, "cause", "mechanism")
    expect(link).to_have_attribute("href", "#two-programmes")
    choose(page, "cause", "nothing")
    expect(link).to_be_visible()
    check(page, "cause")
    expect(item(page, "cause").locator("[data-settled]:visible")).to_have_count(1)


def test_a_case_with_a_wrong_decision_ends_with_the_way_to_what_settles_it(open_quiz):
    page = open_quiz("settled")
    answer(page, "runner", "scan")
    check(page, "runner")
    answer(page, "runner", "steps")
    expect(status(page, "runner").get_by_role("link", name="Two programmes")).to_be_visible()


def test_without_a_script_the_way_to_what_settles_a_question_stands_with_its_answer(scriptless, quiz_site):
    scriptless.goto(f"{quiz_site}/bare.html")
    item(scriptless, "cause").locator("[data-answers] summary").click()
    expect(item(scriptless, "cause").get_by_role("link", name="Two programmes")).to_be_visible()
