"""In a frame of another site, as a learning system embeds it, where the browser refuses to store anything.

Sites are told apart by name, so this machine is two of them: ``localhost`` frames what lies at ``127.0.0.1``. Of
Debian's two Chromiums only one refuses by itself, so all are made to.
"""

from explorer_page import touch
from loopback import serve
from playwright.sync_api import expect
from test_storage_guard import BLOCKED, try_menu_search_and_theme

LESSON = "chapters/vmo-controversy/one-late-knee.html"
OUTSIDE = """<!doctype html><html lang="en"><title>Another site</title><link rel="icon" href="data:,">
<style>iframe {{ width: 390px; height: 664px }}</style>
<iframe src="{0}/{1}"></iframe> <iframe src="{0}/embed/retest_noise.html"></iframe>"""
NAMES = "() => [location.hostname, new URL(location.ancestorOrigins[0]).hostname]"


def test_a_lesson_with_menu_figure_and_quiz_works_and_so_does_a_figure_alone(page, context, site, tmp_path):
    context.add_init_script(BLOCKED)
    (tmp_path / "index.html").write_text(OUTSIDE.format(site, LESSON), encoding="utf-8")
    with serve(tmp_path) as other:
        page.set_viewport_size({"width": 900, "height": 700})
        page.goto(other.replace("127.0.0.1", "localhost"))
        assert page.frames[1].evaluate(NAMES) == ["127.0.0.1", "localhost"]
        lesson, alone = (page.frame_locator(f"iframe >> nth={number}") for number in (0, 1))
        for frame in (lesson, alone):
            figure = frame.locator("figure[data-explorer=retest_noise]")
            figure.locator("[data-reading]").scroll_into_view_if_needed()
            touch(page.frames[1])
            figure.and_(frame.locator("[data-ready=true]")).wait_for()
            before = figure.locator("[data-headline]").inner_text()
            figure.locator("[name=criterion_ms]").fill("0")
            expect(figure.locator("[data-headline]")).not_to_have_text(before)
        question = lesson.locator("fieldset[data-item]:visible").first
        question.locator("[data-options] input").first.check()
        question.locator("[data-check]").click()
        expect(question.get_by_role("status")).not_to_be_empty()
        try_menu_search_and_theme(page, lesson)
