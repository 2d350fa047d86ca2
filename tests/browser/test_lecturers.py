"""A lecturer's Monday: a text to paste, slides that present, a figure on the whole screen."""

from access import WCAG, hold_to_axe
from playwright.sync_api import expect

LESSON = "reading-emg/phantom-delay"


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_a_text_is_copied_with_the_address_where_the_class_reads_it_and_nothing_is_clipped(page, site):
    page.goto(f"{site}/chapters/for-lecturers.html#assign-{LESSON.replace('/', '-')}")
    plan = page.locator(f"#assign-{LESSON.replace('/', '-')}")
    expect(plan).to_have_attribute("open", "")  # the link to a lesson in the list opens it
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    plan.get_by_role("button", name="Copy this text").click()
    expect(plan.get_by_role("status").first).to_have_text("Copied.")
    first, *others = page.evaluate("copied").split("\n\n")
    assert first.endswith(f": {site}/chapters/{LESSON}.html") and len(others) == 3
    code = plan.locator("textarea").first.input_value()
    assert f'src="{site}/embed/phantom_delay.html"' in code and 'allow="fullscreen"' in code
    hold_to_axe(page, WCAG)
    page.evaluate("document.querySelectorAll('.bd-article details').forEach((details) => { details.open = true; })")
    for width_px in (390, 1200):
        page.set_viewport_size({"width": width_px, "height": 800})
        assert sideways(page) <= 0, width_px
        clipped = page.evaluate(
            """() => [...document.querySelectorAll('.bd-article :is(summary, li, a, p, textarea, table)')]
                 .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth)
                 .map((part) => part.textContent)"""
        )
        assert clipped == [], width_px


def test_slides_go_on_by_key_and_button_come_back_after_a_reload_and_leave_a_slider_its_arrows(page, site):
    page.goto(f"{site}/slides/{LESSON}.html")
    at = page.locator("[data-now]")
    expect(at).to_have_id("question")
    page.keyboard.press("ArrowRight")
    expect(at).to_have_id("picture")
    page.locator("figure[data-ready=true]").wait_for()
    slider = page.locator("input[name=vm_snr_db]")
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).not_to_have_value(before)
    expect(at).to_have_id("picture")
    page.wait_for_url("**#phantom_delay")
    page.reload()
    expect(at).to_have_id("picture")  # the address names the figure, which is on this slide
    page.keyboard.press("PageDown")  # of a clicker
    expect(at).to_have_id("guess")
    hold_to_axe(page, WCAG)
    page.get_by_role("button", name="Next slide").click()
    expect(at).to_have_id("argue")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Next slide")).to_be_disabled()
    expect(page.locator("[data-at]")).to_have_text("5 of 5")


def test_slides_are_one_page_to_scroll_without_scripts(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/slides/{LESSON}.html")
    for name in ("question", "picture", "guess", "argue", "card"):
        assert page.locator(f"#{name}").is_visible(), name
    assert not page.locator("[data-bar]").is_visible()
    page.close()


def test_a_figure_fills_the_screen_in_larger_letters_also_in_a_frame(page, site):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{site}/chapters/about.html")
    page.evaluate(
        """(address) => {
          const frame = document.createElement('iframe');
          Object.assign(frame, { src: address, width: 800, height: 900, allow: 'fullscreen', id: 'lms' });
          document.querySelector('.bd-article').prepend(frame);
        }""",
        f"{site}/embed/phantom_delay.html",
    )
    frame = page.frame_locator("#lms")
    frame.locator("figcaption").click()  # a figure comes alive once somebody is there
    frame.locator("[data-ready=true]").wait_for()
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    inside = page.frame(url="**/embed/phantom_delay.html*")
    small = inside.evaluate(size)
    frame.locator("[data-share] summary").click()
    frame.get_by_role("button", name="Fill the screen").click()
    # the policy of a page of the book forbids to compile words, as wait_for_function does
    frame.locator("figure[data-explorer=phantom_delay]:fullscreen").wait_for()
    assert inside.evaluate(size) > small * 1.2
    frame.get_by_role("button", name="Leave full screen").click()
    expect(frame.locator(":fullscreen")).to_have_count(0)
