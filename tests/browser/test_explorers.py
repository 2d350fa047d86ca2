"""Explorers on the published page: drawn, moved, and held to what Python computes."""

import json
import random

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from explorer_page import choose, go_to, settle, wake
from same_view import differences

from vastus import explorers
from vastus.book import shown


@pytest.fixture(scope="module", params=explorers.names())
def explorer(request):
    return explorers.load(request.param)


@pytest.fixture(scope="module")
def drawn_figure(shared_page, site, explorer):
    """The explorer's figure on a page of its own, drawn."""
    shared_page.emulate_media(color_scheme="light")
    shared_page.goto(f"{site}/embed/{explorer.name}.html")
    return wake(shared_page, explorer.name)


@pytest.fixture
def figure(drawn_figure, explorer):
    """The drawn figure in the state from which every control can be tried."""
    go_to(drawn_figure, explorer, explorer.state())
    return drawn_figure


def drawn(figure):
    """Data and layout of each panel as plotly.js has them, less what it works out for itself."""
    as_text = "plots => JSON.stringify(plots.map(({ data, layout }) => ({ data, layout })))"  # number by number is slow
    plots = json.loads(figure.locator("[data-plot]").evaluate_all(as_text))
    return [{"data": plot["data"], "layout": asked_for(plot["layout"])} for plot in plots]


def digest(figure):
    """A number for what the panels show: to see whether it is another costs less than to hand it over."""
    return figure.locator("[data-plot]").evaluate_all(
        """plots => {
            const text = JSON.stringify(plots.map(({ data, layout }) => ({ data, layout })));
            let sum = 0;
            for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
            return sum;
        }"""
    )


def asked_for(layout):
    """The layout less its height, which the style sheet gives, and less what plotly.js works out from the width."""
    layout = {name: part for name, part in layout.items() if name != "height"}
    fixed = any("scaleanchor" in part for part in layout.values() if isinstance(part, dict))
    axes = {name: part for name, part in layout.items() if fixed and name[1:].startswith("axis")}
    return {**layout, **{name: {k: v for k, v in axis.items() if k != "domain"} for name, axis in axes.items()}}


def test_sampled_states_show_what_python_computes(figure, explorer):
    states = list(explorer.states())
    for state in (states[-1], random.Random(0).choice(states)):  # all are tried in test_frames_js
        go_to(figure, explorer, state)
        view = explorer.at(state).plain
        for panel, plot in zip(view["panels"], drawn(figure), strict=True):
            expected = {"data": panel["data"], "layout": asked_for(panel["layout"])}
            assert differences(expected, plot) == [], state
        assert figure.locator("[data-headline]").inner_text() == view["headline"]
        assert figure.locator("[data-sentence]").text_content() == view["reading"]
        assert figure.locator("thead th").all_text_contents() == view["table"]["columns"]
        cells = [cell for row in view["table"]["rows"] for cell in row]
        assert figure.locator("tbody td").all_text_contents() == cells


def test_the_keyboard_alone_reaches_and_moves_every_control(figure, explorer, shared_page):
    for control in explorer.controls:
        first = figure.locator(f"[name={control.name}]").first
        group = figure.locator(f"[name={control.name}]:checked") if control.kind == "radio" else first
        group.focus()
        shared_page.keyboard.press("Shift+Tab")
        shared_page.keyboard.press("Tab")
        assert shared_page.evaluate("document.activeElement.name") == control.name
        before = digest(figure)
        shared_page.keyboard.press("Space" if control.kind == "toggle" else "ArrowDown")
        settle(figure)
        if digest(figure) == before:  # it stood at its first value
            shared_page.keyboard.press("ArrowUp")
            settle(figure)
        assert digest(figure) != before, control.name
        choose(figure, control, explorer.state()[control.name])
        settle(figure)


def test_a_slider_says_its_value_with_its_unit(figure, explorer):
    for control in (control for control in explorer.controls if control.kind == "steps"):
        choose(figure, control, control.values[-1])
        slider = figure.locator(f"[name={control.name}]")
        assert slider.get_attribute("aria-valuetext") == control.text(control.values[-1])
        assert figure.locator("[data-value]").filter(has_text=control.text(control.values[-1])).count()


# a role of the palette has its dark value in one place, and posters are drawn of roles alone: a few stand for all
@pytest.mark.parametrize("explorer", ["clinic_without_controls", "patella_pull", "signal_chain"], indirect=True)
def test_dark_pages_draw_in_the_dark_colours(figure, shared_page):
    def in_theme(theme):
        """A number for the panels, each drawn when the reader has come to it: what is far from the window waits."""
        shared_page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for plot in figure.locator("[data-plot]").all():
            plot.scroll_into_view_if_needed()
            settle(figure)
        return digest(figure)

    before, light = in_theme("light"), drawn(figure)
    in_theme("dark")
    dark = drawn(figure)
    assert in_theme("light") == before
    for in_dark, in_light in zip(dark, light, strict=True):
        font, other = (plot["layout"]["template"]["layout"]["font"] for plot in (in_dark, in_light))
        assert font["color"] != other["color"]
        assert [trace.get("x") for trace in in_dark["data"]] == [trace.get("x") for trace in in_light["data"]]


def test_enter_in_a_control_leaves_the_page_where_it_is(figure, shared_page):
    shared_page.evaluate("window.stayed = true")
    figure.locator("[data-controls] :is(input, select)").first.press("Enter")
    settle(figure)
    assert shared_page.evaluate("window.stayed")


def test_the_page_holds_the_reading_and_the_table_before_any_script(book, explorer):
    docname, state = shown.pages()[explorer.name]  # a lesson may open it in a state of its own
    html = (book / f"{docname}.html").read_text(encoding="utf-8")
    figures = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("figure"))
    figure = figures.select_one(f"figure[data-explorer={explorer.name}]")
    view = explorer.at(explorer.state(**state)).plain
    assert figure.select_one("[data-sentence]").text == view["reading"]
    assert figure.select_one("output[data-reading]").text == view["reading"]
    cells = [[cell.text for cell in row.select("td")] for row in figure.select(".vastus-data tbody tr")]
    assert cells == [[*row] for row in view["table"]["rows"]]
