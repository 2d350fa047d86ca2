"""What a word means, in a real browser, on a page of its own: pointer, finger, keyboard, no script, print, axe."""

import shutil
from pathlib import Path

import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve

import vastus
from vastus.book.glossary import with_meanings
from vastus.explorer import palette

STATIC = Path(vastus.__file__).parent / "book" / "static"
LONG = "The angle at the kneecap between two lines through its middle, of which each is told at some length here."
KNOWN = {"VM": ("VM", "The inner head."), "Q-angle": ("Q-angle", LONG), "p": ("p", "How often chance alone would do.")}
NARROWEST = {"width": 320, "height": 568}


def word(name):
    return (
        f'<a class="reference internal" href="glossary.html#term-{name}">'
        f'<span class="xref std std-term">{name}</span></a>'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a page with words at its left, its right and its lower end, and of a glossary to go to."""
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    for name in ("course.css", "glossary.css", "glossary.js", "beside.js"):
        shutil.copy(STATIC / name, folder)
    styles = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("colours", "course", "glossary"))
    top = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Words</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{styles}'
        "<style>html{font-family:sans-serif;scroll-behavior:auto}*{transition:none!important}"
        "body{margin:16px;background:var(--vastus-surface);color:var(--vastus-text)}a{color:var(--vastus-accent)}"
        ".right{text-align:right}.low{margin-top:900px}</style></head><body><main><h1>Words</h1>"
    )
    body = (
        f"<p>{word('VM')} is a word.</p><p class='right'>Here is the {word('Q-angle')}</p>"
        f"<p class='low'>Last of all comes {word('p')}.</p>"
    )
    end = '</main><script type="module" src="glossary.js"></script></body></html>'
    (folder / "index.html").write_text(top + with_meanings(body, KNOWN) + end, encoding="utf-8")
    entries = "".join(f'<p id="term-{name}">{text}</p>' for name, (_, text) in KNOWN.items())
    (folder / "glossary.html").write_text(f"{top}{entries}</main></body></html>", encoding="utf-8")
    with serve(folder) as address:
        yield f"{address}/index.html"


@pytest.fixture
def words(page, site):
    page.set_default_timeout(5000)
    page.goto(site)
    return page


@pytest.fixture
def phone(finger, site):
    """The page on the narrowest phone, under a finger."""
    finger.set_viewport_size(NARROWEST)
    finger.goto(site)
    return finger


def link(page, name):
    return page.locator(f"a.vastus-term[aria-describedby='means-{name}']")


def meaning(page, name):
    return page.locator(f".vastus-meaning:has(#means-{name})")


def is_open(page, name):
    meaning(page, name).wait_for(state="visible")
    assert page.locator(":popover-open").count() == 1
    return True


def test_under_the_pointer_it_opens_stays_while_the_pointer_is_in_it_and_goes_with_it(words):
    link(words, "VM").hover()
    assert is_open(words, "VM")
    meaning(words, "VM").hover()
    words.wait_for_timeout(500)
    assert is_open(words, "VM")
    words.mouse.move(600, 500)
    meaning(words, "VM").wait_for(state="hidden")


def test_a_pointer_that_goes_on_to_another_word_leaves_one_meaning_open(words):
    link(words, "VM").hover()
    assert is_open(words, "VM")
    link(words, "Q-angle").hover()
    assert is_open(words, "Q-angle")
    assert not meaning(words, "VM").is_visible()


def test_a_click_of_the_mouse_goes_to_the_entry(words):
    link(words, "Q-angle").click()
    words.wait_for_url("**/glossary.html#term-Q-angle")


def test_keyboard_focus_opens_it_esc_closes_it_and_enter_goes_to_the_entry(words):
    words.keyboard.press("Tab")
    assert is_open(words, "VM")
    words.keyboard.press("Escape")
    meaning(words, "VM").wait_for(state="hidden")
    assert link(words, "VM").evaluate("link => link === document.activeElement")
    words.keyboard.press("Tab")
    assert is_open(words, "Q-angle")
    words.keyboard.press("Tab")
    assert is_open(words, "p")
    assert not meaning(words, "Q-angle").is_visible()
    words.keyboard.press("Enter")
    words.wait_for_url("**/glossary.html#term-p")


def test_a_word_is_described_by_its_meaning_before_it_is_shown(words):
    described = words.locator("main").aria_snapshot()
    assert 'link "Q-angle"' in described and LONG not in described
    told = words.context.new_cdp_session(words).send("Accessibility.getFullAXTree")["nodes"]
    descriptions = [node.get("description", {}).get("value") for node in told if node["role"]["value"] == "link"]
    assert LONG in descriptions, "the word itself is said by the link"


def test_a_tap_opens_it_without_leaving_the_page_and_the_link_within_goes_to_the_entry(phone, site):
    link(phone, "Q-angle").tap()
    assert is_open(phone, "Q-angle") and phone.url == site
    phone.touchscreen.tap(160, 500)
    meaning(phone, "Q-angle").wait_for(state="hidden")
    link(phone, "Q-angle").tap()
    link(phone, "Q-angle").tap()
    assert is_open(phone, "Q-angle") and phone.url == site
    meaning(phone, "Q-angle").get_by_role("link").tap()
    phone.wait_for_url("**/glossary.html#term-Q-angle")


@pytest.mark.parametrize("name", KNOWN)
def test_on_the_narrowest_phone_it_stays_within_the_window_and_beside_its_word(phone, name):
    link(phone, name).tap()
    assert is_open(phone, name)
    box, beside = meaning(phone, name).bounding_box(), link(phone, name).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= NARROWEST["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= NARROWEST["height"]
    below, above = box["y"] - (beside["y"] + beside["height"]), beside["y"] - (box["y"] + box["height"])
    assert 0 <= max(below, above) <= 10
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.mouse.wheel(0, -40)
    phone.wait_for_timeout(200)
    moved = meaning(phone, name).bounding_box()["y"] - box["y"]
    assert moved == pytest.approx(link(phone, name).bounding_box()["y"] - beside["y"], abs=1)


def test_axe_finds_nothing_with_a_meaning_open_or_shut(words):
    hold_to_axe(words, WCAG)
    words.keyboard.press("Tab")
    assert is_open(words, "VM")
    hold_to_axe(words, WCAG)
    words.evaluate("document.documentElement.dataset.theme = 'dark'")
    hold_to_axe(words, COLOURS)


def test_without_scripts_a_word_is_a_link_to_its_entry_and_no_meaning_is_in_the_way(scriptless, site):
    scriptless.goto(site)
    assert not any(popover.is_visible() for popover in scriptless.locator(".vastus-meaning").all())
    link(scriptless, "VM").click()
    scriptless.wait_for_url("**/glossary.html#term-VM")


def test_print_shows_no_meaning_over_the_text(words):
    words.keyboard.press("Tab")
    assert is_open(words, "VM")
    words.emulate_media(media="print")
    assert not meaning(words, "VM").is_visible()
