"""What an explorer loads may be lost: it is tried twice, said in the figure, and tried again when the reader asks."""

import explorer_page
import pytest
from explorer_page import SPEED, choose, settle
from playwright.sync_api import expect


@pytest.fixture
def lose(context):
    """``lose(what, times)``: the first requests for it fail; gives the list of those that came."""

    def lose_(what, times):
        came = []

        def answer(route):
            came.append(route.request.url)
            if len(came) <= times:
                route.abort()
            else:
                route.fallback()

        context.route(f"**/*{what}", answer)
        return came

    return lose_


@pytest.fixture
def figure(page, toy_site):
    def open_():
        page.goto(toy_site)
        figure = page.locator("figure[data-explorer]")
        figure.scroll_into_view_if_needed()
        return figure

    return open_


@pytest.mark.parametrize("what", ("plotly.js", ".json"))
def test_one_lost_download_is_made_good_without_a_word(figure, page, lose, what, expect_trouble):
    came = lose(what, 1)
    shown = figure()
    shown.and_(page.locator("[data-ready=true]")).wait_for()
    assert len(came) == 2
    assert shown.locator("[data-trouble]").count() == 0
    expect_trouble("net::ERR_FAILED")


@pytest.mark.parametrize("what", ("plotly.js", ".json"))
def test_what_cannot_be_had_is_said_and_tried_again_on_request(figure, page, lose, what, expect_trouble):
    lose(what, 2)
    shown = figure()
    note = shown.locator("[data-trouble]")
    expect(note).to_contain_text("could not be loaded")
    note.get_by_role("button", name="Try again").click()
    shown.and_(page.locator("[data-ready=true]")).wait_for()
    expect(note).to_have_count(0)
    choose(shown, SPEED, 3)
    settle(shown)
    assert shown.locator("[data-headline]").text_content() == "3 steps in all"
    expect_trouble("net::ERR_FAILED")


def test_without_frames_the_controls_rest_and_the_note_says_why(figure, lose, expect_trouble):
    lose(".json", 2)
    shown = figure()
    expect(shown.locator("[data-trouble]")).to_contain_text("so its controls rest")
    assert shown.locator("[data-controls] :is(input, select, button):enabled").count() == 0
    explorer_page.expect_reading(shown, explorer_page.TOY.at(explorer_page.TOY.state()).reading)
    expect_trouble("net::ERR_FAILED")


def test_without_plotly_headline_sentence_and_table_still_follow(figure, lose, expect_trouble):
    lose("plotly.js", 2)
    shown = figure()
    expect(shown.locator("[data-trouble]")).to_contain_text("still follow the controls")
    choose(shown, SPEED, 3)
    settle(shown)
    assert shown.locator("[data-headline]").text_content() == "3 steps in all"
    assert shown.locator("tbody td").all_text_contents() == ["3"]
    explorer_page.expect_reading(shown, explorer_page.TOY.at(explorer_page.TOY.state(speed=3)).reading)
    expect_trouble("net::ERR_FAILED")


def test_a_slider_says_where_it_is_before_anything_has_come_and_the_figure_opens_there(figure, page, context):
    held = []
    context.route("**/*.json", lambda route: held.append(route))
    with page.expect_request("**/*.json"):
        shown = figure()
    choose(shown, SPEED, 3)
    assert shown.locator("[data-value]").text_content() == "3 m"
    assert shown.locator("[name=speed]").get_attribute("aria-valuetext") == "3 m"
    while not held:
        settle(shown)
    held[0].fallback()
    shown.and_(page.locator("[data-ready=true]")).wait_for()
    assert shown.locator("[data-headline]").text_content() == "3 steps in all"
