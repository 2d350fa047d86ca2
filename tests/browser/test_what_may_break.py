"""What may break on the way to a reader: files cut short or of another figure, scripts that hang or are missing."""

import json
import re

import explorer_page
import pytest
from explorer_page import SPEED, TOY, choose, settle, wake
from playwright.sync_api import expect
from quiz_page import alive, item, kept
from quiz_page import choose as choose_option

from vastus.book import assets
from vastus.explorer import frames
from vastus.quiz import script

LOST = "net::ERR_FAILED"


@pytest.fixture
def serve_instead(context):
    """Serve something in place of a file, until the next is named; gives nothing back for None."""

    def replace(pattern, body):
        context.unroute_all()
        if body is not None:
            context.route(pattern, lambda route: route.fulfill(body=body))

    return replace


def test_whatever_comes_instead_of_the_frames_the_controls_rest_and_the_figure_says_so(page, toy_site, serve_instead):
    compiled = json.loads(frames.written(frames.compile_frames(TOY)))

    def changed(**parts):
        return json.dumps({**compiled, **parts})

    whole = json.dumps(compiled)
    instead = {
        "cut": whole[: len(whole) // 2],
        "a page of the host": "<!doctype html><title>Sign in</title>",
        "nothing": "",
        "null": "null",
        "a list": "[]",
        "another figure's": changed(name="other"),
        "of other controls": changed(controls=compiled["controls"][1:]),
        "of fewer values": changed(controls=[{**compiled["controls"][0], "values": [1]}, *compiled["controls"][1:]]),
        "of fewer states": changed(varying=[{**leaf, "at": leaf["at"][:-1]} for leaf in compiled["varying"]]),
        "of a pool that is shorter": changed(pool=compiled["pool"][:-1]),
        "of a newer version": changed(pool=[{"$wavelet": [1, 2]}, *compiled["pool"][1:]]),
    }
    serve_instead("**/*.json", instead["cut"])
    page.goto(toy_site)
    figure = page.locator("figure[data-explorer]")
    figure.scroll_into_view_if_needed()
    again = figure.get_by_role("button", name="Try again")
    for what, body in instead.items():
        expect(figure.locator("[data-trouble]"), what).to_contain_text("so its controls rest")
        serve_instead("**/*.json", body)
        again.click()
        expect(figure.locator("[data-trouble]"), what).to_contain_text("so its controls rest")
        assert figure.locator("[data-controls] :is(input, select, button):enabled").count() == 0, what
        assert figure.locator("[data-sentence]").text_content() == TOY.at(TOY.state()).reading
    serve_instead("**/*.json", None)
    again.click()
    wake(page, TOY.name)


def test_where_plotly_comes_cut_or_never_the_words_follow_and_the_reader_is_told_what_can_be_told(
    page, context, toy_site, serve_instead
):
    hanging = []
    context.route("**/plotly.js", lambda route: hanging.append(route))
    page.goto(toy_site)
    figure = page.locator("figure[data-explorer]")
    figure.scroll_into_view_if_needed()
    choose(figure, SPEED, 3)
    expect(figure.locator("[data-headline]")).to_have_text("3 steps in all")
    explorer_page.expect_reading(figure, TOY.at(TOY.state(speed=3)).reading)
    page.wait_for_timeout(100)  # the script has been asked for by now
    hanging[0].continue_()
    wake(page, TOY.name)  # late is not lost
    for cut in ("window.Plotly", ""):
        serve_instead("**/plotly.js", cut)
        page.goto(toy_site)
        figure.scroll_into_view_if_needed()
        expect(figure.locator("[data-trouble]")).to_contain_text("The drawing could not be loaded")


def test_whichever_script_of_an_explorer_is_missing_the_figure_says_that_its_controls_rest(
    page, context, toy_site, expect_trouble
):
    for name in first_and_last(imported(assets.files(), "explorer.js")):
        context.unroute_all()
        context.route(f"**/{name}", lambda route: route.abort())
        page.goto(toy_site)
        expect(page.locator("[data-asleep]"), name).to_be_visible()
        assert page.locator("[data-controls] :is(input, select, button):enabled").count() == 0, name
        assert page.locator("[data-sentence]").inner_text() == TOY.at(TOY.state()).reading
    expect_trouble(LOST)


def first_and_last(scripts):
    """Modules that import one another run all or none, so that these two stand for those between."""
    return [scripts[0], scripts[-1]]


def imported(files, entry, found=None):
    """A script and all it imports, by name."""
    found = {} if found is None else found
    if entry not in found:
        found[entry] = None
        for name in re.findall(r'(?:from|import) "\./([\w-]+\.js)"', files[entry].decode()):
            imported(files, name, found)
    return [*found]


def test_whichever_script_of_a_quiz_is_missing_the_questions_stand_with_their_answers(
    page, context, quiz_site, expect_trouble
):
    for name in first_and_last(list(script.files("host.js"))):
        context.unroute_all()
        context.route(f"**/{name}", lambda route: route.abort())
        page.goto(f"{quiz_site}/index.html")
        question = page.locator("fieldset[data-item=cause]")
        expect(question.locator("legend")).to_be_visible()
        assert page.locator("button[data-check]:visible").count() == 0, f"{name}: a button that does nothing"
        question.locator("[data-answers] > summary").click()
        expect(question.locator("[data-explanation]")).to_be_visible()
    expect_trouble(LOST)


def test_back_and_forward_find_figure_and_question_as_they_were_left(page, toy_site, quiz_site):
    page.goto(toy_site)
    choose(wake(page, TOY.name), SPEED, 3)
    page.wait_for_url("**/*speed=3*")
    page.goto(f"{quiz_site}/index.html")
    alive(page)
    choose_option(page, "cause", "equal")
    page.go_back()
    figure = wake(page, TOY.name)
    settle(figure)
    assert figure.locator("[name=speed]").input_value() == "2"
    expect(figure.locator("[data-headline]")).to_have_text("3 steps in all")
    page.go_forward()
    alive(page)
    expect(item(page, "cause").locator('[data-options] input[value="equal"]')).to_be_checked()
    assert kept(page)["cause"] == {"answer": ["equal"]}
    page.evaluate("localStorage.clear()")


def test_hostile_addresses_are_words(page, toy_site, quiz_site, site):
    hostile = "%3Cimg%20src=x%20onerror=%22window.hacked=1%22%3E"
    for address in (
        f"{toy_site}/index.html?toy.speed={hostile}&toy.{hostile}=1&toy.__proto__=1&toy.constructor=2#%E0%A4%A",
        f"{quiz_site}/index.html?{hostile}#%E0%A4%A",
        f"{site}/chapters/knee-anatomy.html?{hostile}#%E0%A4%A",
        f"{site}/chapters/thread-fact-check.html?verdict={hostile}&kind=__proto__&role=#{hostile}",
        f"{site}/search.html?q={hostile}",
    ):
        page.goto(address)
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None, address
        assert page.locator("img[src=x]").count() == 0, address
