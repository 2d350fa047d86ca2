"""Every state has an address: it opens there, follows the hand, and can be shared and embedded."""

import pytest
from loopback import Shared, serve
from playwright.sync_api import expect
from until import until

PAGE = "chapters/vmo-controversy/one-late-knee.html"
WHOLE = """
(figure) => ["[data-front]", "[data-headline]"].every((part) => {
  const { top, bottom } = figure.querySelector(part).getBoundingClientRect();
  return top >= document.querySelector(".bd-header-article").getBoundingClientRect().bottom && bottom <= innerHeight;
})
"""
STATE = "retest_noise.true_delay_ms=8&retest_noise.criterion_ms=15"


def figure_of(page):
    figure = page.locator("#retest_noise")
    figure.and_(page.locator("[data-ready=true]")).wait_for()
    return figure


def value_of(figure, name):
    return figure.locator(f"[name={name}]").get_attribute("aria-valuetext")


@pytest.fixture
def figure(page, site):
    page.goto(f"{site}/{PAGE}?{STATE}#retest_noise")
    return figure_of(page)


def test_an_address_opens_the_page_at_the_figure_in_that_state(figure):
    expect(figure).to_be_in_viewport()
    assert value_of(figure, "true_delay_ms") == "8 ms" and value_of(figure, "criterion_ms") == "15 ms"
    expect(figure.locator("[data-reading]")).to_contain_text("8 ms")
    expect(figure.locator("[data-notice]")).to_be_empty()


def test_a_name_or_value_there_is_not_falls_back_and_says_so(page, site):
    page.goto(f"{site}/{PAGE}?retest_noise.true_delay_ms=9&retest_noise.nose=1&{STATE}#retest_noise")
    notice = figure_of(page).locator("[data-notice]")
    expect(notice).to_contain_text("true_delay_ms takes 0, 2, 4 …, not “9”")
    expect(notice).to_contain_text("“nose” is no control of this figure")
    assert value_of(figure_of(page), "criterion_ms") == "15 ms"


def test_the_address_follows_the_controls_without_filling_the_history_and_a_reload_keeps_the_state(figure, page):
    before = page.evaluate("history.length")
    for position in range(5):
        figure.locator("[name=criterion_ms]").fill(str(position))
    page.wait_for_url(
        lambda url: "criterion_ms=20" in url and "true_delay_ms=8" in url and url.endswith("#retest_noise")
    )
    assert page.evaluate("history.length") == before
    page.reload()
    assert value_of(figure_of(page), "criterion_ms") == "20 ms"


def test_a_link_of_the_text_sets_the_figure_in_sight(figure, page):
    page.evaluate(
        """() => document.querySelector('.bd-article h1').insertAdjacentHTML('afterend',
             '<p><a data-set="retest_noise" href="?retest_noise.true_delay_ms=30#retest_noise">thirty</a></p>')"""
    )
    page.get_by_role("link", name="thirty").click()
    expect(figure).to_be_in_viewport()
    expect(figure.locator("[name=true_delay_ms]")).to_have_attribute("aria-valuetext", "30 ms")
    assert value_of(figure, "criterion_ms") == "10 ms"  # what the address does not name is at its first value
    page.wait_for_url("**retest_noise.true_delay_ms=30#retest_noise")


def test_on_a_phone_a_link_below_the_figure_brings_its_whole_stage_in_sight(page, site):
    """It brought the foot of the figure, and the header cut off the upper half of the picture."""
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(f"{site}/chapters/reading-emg/phantom-delay.html")
    page.get_by_role("link", name="Make the VM’s channel noisier").click()
    figure = page.locator("#phantom_delay").and_(page.locator("[data-ready=true]"))
    expect(figure.locator("[data-headline]")).to_have_text("Measured 29.5 ms, truth 0 ms")
    until(page, WHOLE, figure.element_handle())  # it scrolls smoothly


def test_a_button_leads_back_to_the_link_that_set_a_figure_out_of_its_sight(page, site):
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(f"{site}/chapters/reading-emg/phantom-delay.html")
    link = page.get_by_role("link", name="Make the VM’s channel noisier")
    link.click()
    back = page.get_by_role("button", name="Back to the text")
    expect(link).not_to_be_in_viewport()
    back.click()
    expect(link).to_be_in_viewport()
    expect(link).to_be_focused()
    expect(back).to_have_count(0)


def test_the_link_and_the_code_of_a_frame_are_copied_or_stand_to_be_copied(figure, page):
    figure.locator("[data-share] summary").click()
    figure.locator("[data-copy=link]").click()
    expect(figure.locator("[data-share] [role=status]")).not_to_be_empty()
    link = figure.locator("[data-copied=link]").input_value()
    page.goto(link)
    assert value_of(figure_of(page), "criterion_ms") == "15 ms"


def test_an_embedded_figure_works_in_a_sandbox_and_tells_its_height(page, book, tmp_path):
    (tmp_path / "index.html").write_text("<title>LMS</title><link rel=icon href=data:,>", encoding="utf-8")
    with serve(book, Shared) as course, serve(tmp_path) as lms:
        page.goto(lms)
        page.evaluate(
            """address => {
              addEventListener('message', ({ data }) => { window.told = data });
              const frame = document.createElement('iframe');
              Object.assign(frame, { width: 390, height: 900, src: address });
              frame.sandbox = 'allow-scripts';
              document.body.append(frame);
            }""",
            f"{course}/embed/retest_noise.html?{STATE}",
        )
        frame = page.frame_locator("iframe")
        frame.locator("[data-ready=true]").wait_for()
        assert frame.locator("[name=criterion_ms]").get_attribute("aria-valuetext") == "15 ms"
        frame.locator("[name=criterion_ms]").fill("0")
        expect(frame.locator("[name=criterion_ms]")).to_have_attribute("aria-valuetext", "5 ms")
        told = page.evaluate("window.told")
        assert told["vastus"] == "retest_noise" and 400 < told["height"] < 1500
        expect(frame.get_by_role("link", name="Can one test call a knee late?")).to_have_attribute(
            "href", f"../{PAGE}#retest_noise"
        )
        assert frame.locator("figure").count() == 1 and frame.locator(".bd-sidebar").count() == 0


def test_a_question_has_an_id_to_link_to(page, site):
    page.goto(f"{site}/{PAGE}#question-vmo-change-bound")
    expect(page.locator("[data-item=vmo-change-bound]").first).to_be_in_viewport()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(part => part.id)")
    assert len(ids) == len(set(ids))


def test_inputs_of_an_embedded_figure_are_dark_where_the_reader_likes_it_dark(page, site):
    """Unchecked radios were white on dark ground, and looked like the chosen ones."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/embed/programme.html")
    scheme = page.locator("[name=month_1]").first.evaluate("input => getComputedStyle(input).colorScheme")
    assert scheme == "dark"
