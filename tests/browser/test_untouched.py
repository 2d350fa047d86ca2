"""A page that nobody touches asks for what its text names, and nothing else: the budgets count that."""

from pathlib import PurePosixPath
from urllib.parse import urlparse

import pytest
from asked_for import files
from explorer_page import touch


@pytest.mark.parametrize("width_px", [390, 1280])
def test_a_lesson_asks_for_nothing_more_until_it_is_touched(page, site, book, width_px):
    """The theme scrolls its menu, and a browser reports a pointer that rests where the page comes up.

    Both once passed for a reader's hand, and plotly.js came.
    """
    lesson = "chapters/knee-anatomy/sideways-pull.html"
    asked = set()
    page.on("request", lambda request: asked.add(PurePosixPath(urlparse(request.url).path).name))
    page.set_viewport_size({"width": width_px, "height": 664})
    page.goto(f"{site}/{lesson}")
    page.evaluate("dispatchEvent(new PointerEvent('pointermove', { movementX: 0, movementY: 0 }))")
    page.wait_for_load_state("networkidle")
    allowed = {path.name for path in files(book / lesson)} | {"favicon.svg", "serif-italic.woff2"}
    assert asked <= allowed
    touch(page)
    page.locator("#patella_pull").and_(page.locator("[data-ready=true]")).wait_for()
    assert "plotly.js" in asked


def test_a_hand_that_is_quicker_than_the_scripts_counts(page, site):
    """Who moved a control before the scripts had come once had to move it again."""
    held = []
    page.route("**/explorer.js", lambda route: held.append(route))
    page.set_viewport_size({"width": 1280, "height": 4000})  # so that nothing scrolls
    page.goto(f"{site}/chapters/knee-anatomy/sideways-pull.html", wait_until="commit")
    figure = page.locator("#patella_pull")
    figure.locator("input[type=range]").first.press("ArrowRight")
    held[0].continue_()
    figure.and_(page.locator("[data-ready=true]")).wait_for()
