"""How the pages are set: the course's letters, lines of a length to read, figures in the device's own sans."""

import pytest

LESSON = "chapters/vmo-controversy/does-it-exist.html"


@pytest.fixture(params=[390, 1280])
def lesson(request, page, site):
    page.set_viewport_size({"width": request.param, "height": 800})
    page.goto(f"{site}/{LESSON}")
    page.evaluate("document.fonts.ready")
    return page


def family(locator):
    return locator.first.evaluate("node => getComputedStyle(node).fontFamily")


def test_the_text_is_set_in_the_serif_headings_and_questions_in_the_sans(lesson):
    loaded = lesson.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    )
    assert {"Vastus Serif", "Vastus Sans"} <= {name.strip('"') for name in loaded}
    assert family(lesson.locator(".bd-article section > p")).startswith('"Vastus Serif"')
    for sans in ("h1", "form[data-quiz] legend", "details.sd-dropdown > summary", ".bd-sidebar-primary a"):
        assert family(lesson.locator(sans)).startswith('"Vastus Sans"'), sans


def test_figures_keep_the_sans_of_the_device(lesson):
    assert family(lesson.locator("figure svg text")).startswith("system-ui")


def test_a_line_of_text_holds_no_more_than_80_characters(lesson):
    longest = lesson.evaluate(
        """() => {
          let longest = 0;
          for (const paragraph of document.querySelectorAll(".bd-article section > p")) {
            const lines = Math.round(paragraph.offsetHeight / parseFloat(getComputedStyle(paragraph).lineHeight));
            if (lines >= 3) longest = Math.max(longest, paragraph.textContent.trim().length / (lines - 0.5));
          }
          return longest;
        }"""
    )
    assert 25 < longest < 80
