"""The card of a source, in a real browser, on a page of its own: finger, pointer, keyboard, no script, no file, axe."""

import shutil
from pathlib import Path

import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve

import vastus
from vastus import source_cards
from vastus.explorer import palette

STATIC = Path(vastus.__file__).parent / "book" / "static"
NAMES = {"cowan2001": "Cowan et al. 2001", "karst1995": "Karst & Willett 1995", "welling2020": "Welling et al. 2020"}
PHONE = {"width": 320, "height": 568}


def number(at, citekey, classes=""):
    return (
        f'<a aria-label="{NAMES[citekey].replace("&", "&amp;")}" class="{classes}vastus-cite__number" '
        f'data-source="{citekey}" href="references.html#ref-{citekey}">{at}</a>'
    )


def cite(*numbers):
    return f'<sup class="vastus-cite">{"".join(numbers)}</sup>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a page with one number, two and a range of three, and of a page of references."""
    folder = tmp_path_factory.mktemp("cards")
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    (folder / "cards").mkdir()
    (folder / "cards" / "source-cards.json").write_bytes(source_cards.encoded())
    for name in ("course.css", "citations.css", "source-cards.js", "beside.js"):
        shutil.copy(STATIC / name, folder)
    styles = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("colours", "course", "citations"))
    top = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sources</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{styles}'
        "<style>html{font-family:sans-serif;scroll-behavior:auto}*{transition:none!important}p{line-height:1.65}"
        "body{margin:16px;background:var(--vastus-surface);color:var(--vastus-text)}a{color:var(--vastus-accent)}"
        ".low{margin-top:460px}</style></head><body><main><h1>Sources</h1>"
    )
    ends = number(1, "cowan2001"), number(3, "welling2020")
    between = number(2, "karst1995", "vastus-cite__between ")
    body = (
        f"<p>It was late.{cite(number(1, 'cowan2001'))} It was not, say others, who looked at the same thing."
        f"{cite(ends[0], ',', ends[1])}</p><p class='low'>All of them have a say here."
        f"{cite(ends[0], between, '–', ends[1])}"
        " <a href='#'>An ordinary link</a>.</p><p class='low'>The end.</p>"
    )
    end = '</main><script type="module" src="source-cards.js"></script></body></html>'
    (folder / "index.html").write_text(top + body + end, encoding="utf-8")
    entries = "".join(f'<p id="ref-{citekey}">{name}</p>' for citekey, name in NAMES.items())
    (folder / "references.html").write_text(f"{top}{entries}</main></body></html>", encoding="utf-8")
    with serve(folder) as address:
        yield f"{address}/index.html"


@pytest.fixture
def text(page, site):
    page.set_default_timeout(5000)
    page.goto(site)
    page.wait_for_load_state("load")
    return page


@pytest.fixture
def phone(finger, site):
    """The page on the narrowest phone, under a finger."""
    finger.set_viewport_size(PHONE)
    finger.goto(site)
    return finger


def card(page):
    return page.get_by_role("dialog")


def numbers(page):
    return page.locator("a.vastus-cite__number")


def test_a_click_opens_the_card_with_what_is_known_and_says_what_is_not(text):
    numbers(text).first.click()
    card(text).wait_for(state="visible")
    told = card(text).inner_text()
    assert "Cowan et al. 2001" in told and "Delayed onset of electromyographic activity" in told
    assert "33 with pain, 33 without" in told and "Case-control study" in told and "Abstract only." in told
    text.keyboard.press("Escape")
    numbers(text).nth(2).click()
    card(text).filter(has_text="Welling").wait_for(state="visible")
    assert "Not stated in what we read" in card(text).inner_text()


def test_the_cards_are_asked_for_at_the_first_tap_and_only_then(text):
    asked = []
    text.on("request", lambda request: asked.append(request.url))
    text.wait_for_timeout(300)
    assert asked == []
    for at in (0, 2):
        numbers(text).nth(at).click()
        card(text).wait_for(state="visible")
        text.keyboard.press("Escape")
    assert [url.rpartition("/")[2] for url in asked] == ["source-cards.json"]


def test_by_keyboard_it_opens_takes_the_focus_closes_with_esc_and_gives_it_back(text):
    numbers(text).first.focus()
    text.keyboard.press("Enter")
    card(text).wait_for(state="visible")
    assert text.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    text.keyboard.press("Escape")
    card(text).wait_for(state="hidden")
    assert numbers(text).first.evaluate("number => number === document.activeElement")


def test_tab_past_the_end_of_the_card_closes_it_and_goes_on_in_the_text(text):
    numbers(text).first.focus()
    text.keyboard.press("Enter")
    card(text).wait_for(state="visible")
    for _ in range(6):
        if not card(text).is_visible():
            break
        text.keyboard.press("Tab")
    assert not card(text).is_visible()
    assert numbers(text).nth(1).evaluate("number => number === document.activeElement")


def test_numbers_that_stand_together_share_a_card_even_the_one_that_a_range_hides(text):
    numbers(text).nth(3).click()
    card(text).filter(has_text="Cowan").wait_for(state="visible")
    text.get_by_role("button", name="Karst & Willett 1995").click()
    assert "24 knees a group" in card(text).inner_text()
    assert text.evaluate("document.activeElement.textContent") == "2"
    text.keyboard.press("Escape")
    card(text).wait_for(state="hidden")


def test_a_number_is_called_by_its_source_and_one_within_a_range_shows_once_the_keyboard_comes_to_it(text):
    assert text.locator("main").aria_snapshot().count('link "Cowan et al. 2001"') == 3
    hidden = text.locator(".vastus-cite__between")
    assert hidden.bounding_box()["width"] <= 1
    hidden.focus()
    assert hidden.bounding_box()["width"] > 4


def test_where_the_cards_cannot_be_had_a_number_leads_to_its_entry(text, expect_trouble):
    text.route("**/source-cards.json", lambda route: route.fulfill(status=404))
    numbers(text).first.click()
    text.wait_for_url("**/references.html#ref-cowan2001")
    expect_trouble("404")


def test_a_click_that_asks_for_another_tab_gets_it(text):
    with text.context.expect_page() as opened:
        numbers(text).first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/references.html#ref-cowan2001")
    assert not card(text).is_visible()


def test_without_scripts_a_number_is_a_link_to_its_entry(scriptless, site):
    scriptless.goto(site)
    numbers(scriptless).first.click()
    scriptless.wait_for_url("**/references.html#ref-cowan2001")


def test_a_number_takes_a_finger_24_px_around_its_middle(phone):
    for at in (0, 1, 2, 3, 5):
        numbers(phone).nth(at).scroll_into_view_if_needed()
        missed = (
            numbers(phone)
            .nth(at)
            .evaluate(
                """(number) => {
              const { left, right, top, bottom } = number.getBoundingClientRect();
              const [x, y] = [(left + right) / 2, (top + bottom) / 2];
              const around = [[0, 0], [-11.5, 0], [11.5, 0], [0, -11.5], [0, 11.5]];
              return around.filter(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) !== number);
            }"""
            )
        )
        # between two numbers each has its half
        assert missed == [] or (at in (1, 2, 3, 5) and len(missed) <= 1), (at, missed)


@pytest.mark.parametrize("at", [0, 5])
def test_on_the_narrowest_phone_the_card_lies_within_the_window_and_leaves_its_number_in_sight(phone, at):
    numbers(phone).nth(at).tap()
    card(phone).wait_for(state="visible")
    box, beside = card(phone).bounding_box(), numbers(phone).nth(at).bounding_box()
    assert box["x"] >= 0 and box["width"] <= PHONE["width"] and box["y"] + box["height"] <= PHONE["height"] + 1
    assert 0 <= beside["y"] and beside["y"] + beside["height"] <= box["y"]
    assert all(button.bounding_box()["height"] >= 44 for button in card(phone).get_by_role("button").all())
    assert all(link.bounding_box()["height"] >= 44 for link in card(phone).get_by_role("link").all())
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.touchscreen.tap(160, 5)
    card(phone).wait_for(state="hidden")


def test_axe_finds_nothing_with_the_card_open_or_shut(text):
    hold_to_axe(text, WCAG)
    numbers(text).nth(1).click()
    card(text).wait_for(state="visible")
    hold_to_axe(text, WCAG)
    text.evaluate("document.documentElement.dataset.theme = 'dark'")
    hold_to_axe(text, COLOURS)
