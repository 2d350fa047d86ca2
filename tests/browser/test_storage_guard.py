"""Menu, search and theme switch where the browser refuses to store anything: the theme's script died of it."""

import pytest
from loopback import Shared, serve

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
BLOCKED = """Object.defineProperty(window, 'localStorage', {
  configurable: true, get() { throw new DOMException('blocked', 'SecurityError') } })"""
PHONE = {"width": 390, "height": 664}


def theme(frame):
    return frame.locator("html").get_attribute("data-mode")


def try_menu_search_and_theme(page, frame):
    """Open and close the menu, open the search, and go through light, dark and automatic."""
    sidebar = frame.locator(".bd-sidebar-primary")
    frame.locator("button.primary-toggle").first.click()
    sidebar.get_by_role("link", name="References").wait_for()
    page.keyboard.press("Escape")
    seen = [theme(frame)]
    for _ in range(3):
        frame.locator("button.theme-switch-button").first.click()
        seen.append(theme(frame))
    assert set(seen) == {"auto", "light", "dark"}
    frame.locator("button.search-button__button:visible").first.click()
    frame.get_by_role("searchbox").wait_for()


@pytest.mark.parametrize("refusal", [FULL, BLOCKED], ids=["full", "blocked"])
def test_where_nothing_can_be_stored_menu_search_and_theme_work(page, context, site, refusal):
    context.add_init_script(refusal)
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/chapters/references.html")
    try_menu_search_and_theme(page, page)


def test_a_full_store_still_refuses_what_is_not_the_themes(page, context, site):
    context.add_init_script(FULL)
    page.goto(f"{site}/chapters/references.html")
    refused = page.evaluate("() => { try { localStorage.setItem('mine', '1') } catch (error) { return error.name } }")
    assert refused == "QuotaExceededError"


def test_in_a_sandboxed_frame_menu_search_and_theme_work(page, book, tmp_path):
    (tmp_path / "index.html").write_text("<title>LMS</title><link rel=icon href=data:,>", encoding="utf-8")
    with serve(book, Shared) as course, serve(tmp_path) as lms:
        page.goto(lms)
        page.set_viewport_size({"width": 430, "height": 700})
        page.evaluate(
            """address => {
              const frame = document.createElement('iframe');
              Object.assign(frame, { width: 390, height: 664, src: address });
              frame.sandbox = 'allow-scripts';
              document.body.append(frame);
            }""",
            f"{course}/chapters/references.html",
        )
        frame = page.frame_locator("iframe")
        frame.locator(".bd-article h1").wait_for()
        try_menu_search_and_theme(page, frame)
