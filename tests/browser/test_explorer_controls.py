"""The controls of an explorer: what rests and why, tables of choices, what plays."""

import pytest
from access import BOTH, COLOURS
from axe_playwright_python.sync_playwright import Axe
from explorer_page import BOUNDS, FIRST, PHONES, SECOND, SHOW, SPEED, choose, inputs, rests, settle, texts_of, wake
from playwright.sync_api import expect

from vastus.explorer.palette import ROLES


def headline(figure):
    return figure.locator("[data-headline]").text_content()


def sentence(figure):
    return figure.locator("[data-sentence]").text_content()


def test_a_control_that_would_change_nothing_rests_and_says_why(toy):
    assert rests(toy, BOUNDS)
    why = "No effect while “Show” is “groups”."
    expect(toy.get_by_text(why)).to_be_visible()
    expect(toy.get_by_role("checkbox", name="Bounds")).to_have_accessible_description(why)
    choose(toy, SHOW, "people")
    expect(toy.get_by_text(why)).to_have_count(0)
    assert not rests(toy, BOUNDS)
    expect(toy.get_by_role("checkbox", name="Bounds")).to_have_accessible_description("")


def test_a_resting_control_keeps_its_place_in_the_tab_order_and_cannot_be_moved(toy, page):
    before = sentence(toy)
    inputs(toy, SHOW).first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "bounds"
    page.keyboard.press("Space")
    settle(toy)
    expect(inputs(toy, BOUNDS)).not_to_be_checked()
    assert sentence(toy) == before
    choose(toy, SHOW, "people")
    choose(toy, BOUNDS, True)
    settle(toy)
    assert "bounded" in sentence(toy)


def test_words_come_and_go_in_the_drawing(toy):
    """plotly.js draws no text where it has drawn an empty one: words that a state had not stayed away in the next."""
    words = toy.locator(".textpoint").filter(has_text="fast")
    for speed, count in ((3, 1), (2, 0), (3, 1)):
        choose(toy, SPEED, speed)
        settle(toy)
        expect(words).to_have_count(count)


def test_a_control_that_moves_puts_back_those_it_resets_and_an_address_sets_both(toy, page, toy_site):
    choose(toy, SECOND, "down")
    choose(toy, SPEED, 2)
    settle(toy)
    assert "second down" in sentence(toy)
    choose(toy, SHOW, "people")
    settle(toy)
    assert "of people, first up and second up" in sentence(toy)
    page.goto(f"{toy_site}/?toy.show=people&toy.second=down")
    wake(page, "toy")
    assert "of people, first up and second down" in sentence(toy)


def test_choices_of_a_group_are_columns_of_one_table_with_their_words_once(toy, page):
    page.set_viewport_size(PHONES[1])
    table = toy.get_by_role("group", name="Month by month")
    expect(table.get_by_role("radiogroup", name="First month").get_by_role("radio")).to_have_count(2)
    table.get_by_role("radiogroup", name="Second month").get_by_role("radio", name="goes down").check()
    settle(toy)
    assert "first up and second down" in sentence(toy)
    rows = [
        [inputs(toy, control).nth(row).evaluate("input => input.closest('label').getBoundingClientRect().toJSON()")
         for control in (FIRST, SECOND)]
        for row in range(2)
    ]  # fmt: skip
    words = table.locator(".vastus-rows span").nth(2).bounding_box()
    assert rows[1][0]["top"] == rows[1][1]["top"] >= rows[0][0]["bottom"]
    assert rows[1][0]["top"] <= words["y"] and words["y"] + words["height"] <= rows[1][0]["bottom"]
    assert all(cell["width"] >= 44 and cell["height"] >= 44 for row in rows for cell in row)


def test_everything_to_press_is_44_px_high_on_a_phone(toy, page):
    targets = toy.locator("label.vastus-option, input[type=range], select, button, summary")
    for viewport in PHONES:
        page.set_viewport_size(viewport)
        heights = targets.evaluate_all("targets => targets.map((target) => target.getBoundingClientRect().height)")
        assert len(heights) > 8 and min(heights) >= 44


def test_play_runs_once_through_the_values_from_where_the_slider_stands_and_stops(toy, page):
    play = toy.get_by_role("button", name="Play: Speed")
    choose(toy, SPEED, 2)
    assert "playing" not in toy.evaluate("figure => Object.keys(figure.dataset)"), "it starts nothing by itself"
    play.click()
    settle(toy)
    assert headline(toy) == "3 steps in all"
    expect(toy.get_by_role("button", name="Pause: Speed")).to_have_count(0)
    seen = texts_of(toy, "[data-headline]")
    play.click()  # from the last value it begins again
    expect(toy).not_to_have_attribute("data-playing", "speed")
    page.wait_for_timeout(1000)
    assert seen() == ["1 steps in all", "2 steps in all", "3 steps in all"]


@pytest.mark.parametrize("pause", ("button", "space", "hand"))
def test_the_button_the_space_bar_and_a_hand_on_a_control_pause(toy, page, pause):
    toy.get_by_role("button", name="Play: Speed").click()
    if pause == "button":
        toy.get_by_role("button", name="Pause: Speed").press(" ")
    elif pause == "space":
        inputs(toy, BOUNDS).focus()
        page.keyboard.press(" ")
    else:
        toy.locator("[data-controls]").dispatch_event("pointerdown")
    page.wait_for_timeout(1000)
    assert headline(toy) == "2 steps in all"
    expect(toy.get_by_role("button", name="Play: Speed")).to_be_visible()


def test_with_less_motion_a_press_goes_one_value_further(toy, page):
    page.emulate_media(reduced_motion="reduce")
    play = toy.get_by_role("button", name="Play: Speed")
    for steps in (2, 3, 1):
        play.click()
        page.wait_for_timeout(1000)
        assert headline(toy) == f"{steps} steps in all"


def test_axe_finds_nothing_where_controls_rest_and_where_they_do_not(toy, page):
    for shown in ("groups", "people"):
        choose(toy, SHOW, shown)
        settle(toy)
        for width_px, scheme, rules in ((320, "light", BOTH), (1280, "dark", COLOURS)):
            page.set_viewport_size({"width": width_px, "height": 700})
            page.evaluate("theme => document.documentElement.dataset.theme = theme", scheme)
            page.evaluate("colour => document.body.style.background = colour", ROLES["surface"][scheme == "dark"])
            found = Axe().run(page, context="figure", options=rules)
            assert found.violations_count == 0, found.generate_report()
