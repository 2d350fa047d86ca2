"""Lessons as a reader meets them: on a phone, by keyboard, by an old link, and coming back another day."""

import functools
import re

from bs4 import BeautifulSoup
from explorer_page import touch
from playwright.sync_api import expect
from quiz_page import alive
from until import until

from vastus import contents
from vastus.book import addresses

PHONE = {"width": 390, "height": 664}
SCREENS = 2  # of a phone, within which the landing page offers all chapters
LESSONS = [lesson for lessons in contents.sections().values() for lesson in lessons]
KINDS = {  # of old addresses: a claim, a source and a word are not among them, since their pages have no lessons
    "a question": re.compile(r"question-.+"),
    "an explorer": re.compile(r"[a-z]+(_[a-z]+)+"),
    "a sign": re.compile(r"sign-.+"),
    "a label or a heading": re.compile(r"[a-z0-9-]+"),
}


@functools.cache
def html_of(path):
    return path.read_text(encoding="utf-8")


def moved(book):
    """Every old address that leads on, with the page and id that it leads to."""
    for chapter in contents.chapters():
        for anchor, now in re.findall(r'<span id="([^"]+)" data-now="([^"]+)"', html_of(book / f"{chapter}.html")):
            yield chapter, anchor, now


def kind(anchor):
    return next(name for name, pattern in KINDS.items() if pattern.fullmatch(anchor))


def test_the_landing_page_offers_all_chapters_within_two_screens_of_a_phone(page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/chapters/welcome.html")
    cards = page.locator(".vastus-chapters > li")
    assert cards.count() == len(contents.chapters())
    last = cards.last.bounding_box()
    assert last["y"] + last["height"] <= SCREENS * PHONE["height"]
    assert page.locator("a[data-start]").bounding_box()["y"] < PHONE["height"]
    signs = page.locator("details:has(#red-flags) > summary")
    assert signs.bounding_box()["y"] < SCREENS * PHONE["height"] and signs.bounding_box()["height"] >= 44


def test_old_addresses_of_every_kind_lead_on_to_the_page_that_has_the_section_now(page, site, book):
    by_kind = {}
    for old in moved(book):
        by_kind.setdefault(kind(old[1]), []).append(old)
    assert by_kind.keys() == KINDS.keys() - {"a sign"}  # those stand where they stood
    for found in by_kind.values():
        for chapter, anchor, now in (found[0], found[-1]):
            page.goto("about:blank")
            page.goto(f"{site}/{chapter}.html#{anchor}")
            page.wait_for_url(
                re.compile(rf"/chapters/(?!{contents.name(chapter)}\.html)[a-z0-9/-]+\.html#{re.escape(now)}$")
            )
            expect(page.locator(f'[id="{now}"]')).to_be_in_viewport()


def test_each_old_address_stands_at_a_link_to_a_page_that_has_the_section_now(book):
    """The script follows that link, whatever the address."""
    for chapter in contents.chapters():
        for span in BeautifulSoup(html_of(book / f"{chapter}.html"), "html.parser").select("[data-now]"):
            leads_to = span.find_parent("li").find("a", href=True)["href"].partition("#")[0]
            target = book / "chapters" / leads_to
            assert f'id="{span["data-now"]}"' in html_of(target), (chapter, span["id"], leads_to)


def test_an_old_address_of_a_figures_state_arrives_in_that_state(page, site):
    page.goto(f"{site}/chapters/vmo-controversy.html?retest_noise.criterion_ms=5#retest_noise")
    page.wait_for_url("**/chapters/vmo-controversy/*.html?retest_noise.criterion_ms=5#retest_noise")
    figure = page.locator("figure#retest_noise")
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    assert figure.locator("[name=criterion_ms]").get_attribute("aria-valuetext").startswith("5")


def test_without_scripts_an_old_address_lands_at_the_link_to_its_lesson(scriptless, site, book):
    page = scriptless
    page.set_viewport_size(PHONE)
    chapter, anchor, _ = next(moved(book))
    page.goto(f"{site}/{chapter}.html#{anchor}")
    link = page.locator(f'li:has(> [id="{anchor}"]) > a')
    expect(link).to_be_in_viewport()
    link.click()
    assert f"/{chapter}/" in page.url


def test_a_lesson_is_half_ticked_on_the_way_and_ticked_at_its_end(page, site):
    lesson = LESSONS[0]
    name = contents.name(lesson)
    page.goto(f"{site}/{lesson}.html")
    own = page.locator(f'nav a[data-lesson="{name}"] [data-tick]')
    expect(own).to_have_text("")
    half_way(page)
    page.reload()
    expect(own).to_have_text("◐, begun")
    until(page, AT_THE_END, name)
    page.reload()
    expect(own).to_have_text("✓, read")
    page.goto(f"{site}/{contents.chapter_of(lesson)}.html")
    expect(page.locator(f'li[data-lesson="{name}"] [data-tick]')).to_have_text("✓, read")
    expect(page.locator("li[data-lesson] [data-tick]").nth(1)).to_have_text("")
    page.goto(f"{site}/chapters/welcome.html")
    expect(page.locator(".vastus-chapters [data-read]").first).to_have_text(re.compile(r"^1 of \d read$"))


AT_THE_END = """name => {
  scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  return localStorage.getItem(`vastus.read.v1.${name}`);
}"""


def half_way(page):
    """Scroll to the middle of a page and rest there; gives the id of the section that was in sight."""
    sections = page.locator("article section[id] section[id]").evaluate_all("all => all.map(({ id }) => id)")
    anchor = sections[len(sections) // 2]
    return until(
        page,
        """([anchor, sections]) => {
          document.getElementById(anchor).scrollIntoView({ behavior: "instant" });
          const all = Object.values(localStorage).join();
          return sections.slice(1).find((one) => all.includes(`"anchor":"${one}"`));
        }""",
        [anchor, sections],
    )


def test_who_left_a_lesson_half_way_is_led_back_to_the_section_they_saw_last(page, site):
    page.goto(f"{site}/chapters/welcome.html")
    start = page.locator("a[data-start]")
    expect(start).to_have_text("Start lesson 1")
    first = start.evaluate("link => link.href")
    assert first == f"{site}/{LESSONS[0]}.html"
    page.goto(f"{site}/{LESSONS[1]}.html")
    title = page.locator("article h1").inner_text().strip("#\n ")
    anchor = half_way(page)
    page.goto(f"{site}/chapters/welcome.html")
    expect(start).to_have_text(f"Continue where you left {title}")
    start.click()
    page.wait_for_url(f"**/{LESSONS[1]}.html#{anchor}")
    until(page, AT_THE_END, contents.name(LESSONS[1]))
    page.goto(f"{site}/chapters/welcome.html")
    expect(start).to_have_text(re.compile("^Go on "))
    assert start.evaluate("link => link.href") == f"{site}/{LESSONS[2]}.html"


def test_where_the_browser_keeps_nothing_there_are_no_ticks_and_no_errors(page, site):
    refusing = "{ configurable: true, get() { throw new DOMException('blocked', 'SecurityError') } }"
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {refusing})")
    page.goto(f"{site}/{LESSONS[0]}.html")
    alive(page)
    assert {*page.locator("[data-tick]").all_inner_texts()} == {""}
    page.goto(f"{site}/chapters/welcome.html")
    expect(page.locator("a[data-start]")).to_have_text("Start lesson 1")


def test_a_whole_lesson_is_done_by_keyboard_on_a_phone(page, site):
    page.set_viewport_size(PHONE)
    lesson = "chapters/vmo-controversy/one-late-knee"
    page.goto(f"{site}/{lesson}.html")
    alive(page)
    touch(page)
    figure = page.locator("article figure[data-explorer]").first
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    before = figure.locator("[data-sentence]").inner_text()
    done = {"tried": False, "opened": 0, "answered": 0}
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["set"]:
            page.keyboard.press("Enter")
            until(
                page,
                "([name, before]) => document.querySelector(`#${name} [data-sentence]`).textContent !== before"
                " || document.activeElement.dataset.set !== name",
                [at["set"], before],
            )
            done["tried"] = done["tried"] or figure.locator("[data-sentence]").inner_text() != before
        elif at["option"]:
            page.keyboard.press("Space")
        elif at["text"]:
            page.keyboard.type("5")
        elif at["pager"]:
            page.keyboard.press("Enter")
        elif at["check"]:
            page.keyboard.press("Enter")
            done["answered"] += 1
        elif at["dropdown"]:
            page.keyboard.press("Enter")
            done["opened"] += 1
        elif at["next"]:
            break
    questions = page.locator("form[data-quiz] fieldset[data-item]").count()
    assert done["tried"] and done["opened"] >= 2 and done["answered"] == questions, done
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LESSONS[LESSONS.index(lesson) + 1]}.html")


FOCUSED = """() => {
  const at = document.activeElement;
  const inside = (selector) => Boolean(at.closest(selector));
  return {
    set: inside("article") && at.dataset.set,
    option: at.matches("[data-options] input:is([type=radio], [type=checkbox]):not(:checked)"),
    text: at.matches("form[data-quiz] fieldset input:is([type=text], [type=number], :not([type]))") && !at.value,
    pager: at.matches("[data-pager] button:last-child"),
    check: at.matches("button[data-check]"),
    dropdown: at.matches("article details.sd-dropdown:not([open]) > summary"),
    next: inside(".vastus-onwards"),
  };
}"""


def test_every_promised_address_of_a_chapter_is_of_a_known_kind():
    assert all(kind(anchor) for chapter in contents.chapters() for anchor in addresses.promised()[chapter])
