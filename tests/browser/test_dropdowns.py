"""What is folded away opens for whoever is led into it, and on paper; in a browser, on a small site in the theme."""

import shutil
from pathlib import Path

import pytest
from access import COLOURS, hold_to_axe
from loopback import serve
from sphinx.testing.util import SphinxTestApp

import vastus
from vastus.explorer import palette

STATIC = Path(vastus.__file__).parent / "book" / "static"
CONF = """
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "attrs_inline"]
html_theme = "sphinx_book_theme"
html_show_sphinx = False
html_context = {"default_mode": "auto"}
"""
INDEX = """
# A lesson

A link [to the second part](#the-second-part) and one [into what is within](#within).
{spacer}

:::{{dropdown}} The first part
A tortoise is here.
:::

::::{{dropdown}} The second part
Before it.

(the-second-part)=
A paragraph on zebras.

:::{{dropdown}} A part within
(within)=
A paragraph on llamas.
:::
::::

<form data-quiz="q"><details data-answers><summary>Answer</summary><p>A tortoise, too.</p></details></form>

{spacer}

```{{toctree}}
other
```
"""
OTHER = "# Another lesson\n\nA link [to a part](#the-second-part).\n"
HEAD = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("colours", "course", "dropdowns"))
HEAD += '<link rel="icon" href="data:,">'
HEAD += "".join(f'<script type="module" src="{name}.js"></script>' for name in ("dropdowns", "search-hits")) + "</head>"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dropdowns")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(INDEX.format(spacer="Words.\n\n" * 40))
    (folder / "other.md").write_text(OTHER)
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    for page in app.outdir.glob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace("</head>", HEAD), encoding="utf-8")
    (app.outdir / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    for name in ("course.css", "dropdowns.css", "dropdowns.js", "search-hits.js"):
        shutil.copy(STATIC / name, app.outdir)
    with serve(app.outdir) as address:
        yield address
    app.cleanup()


def open_parts(page):
    """Titles of the dropdowns that are open."""
    return [title.strip() for title in page.locator("details.sd-dropdown[open] > summary").all_inner_texts()]


def in_sight(page, words):
    """Whether a paragraph with these words is within the window."""
    return page.get_by_text(words).evaluate(
        "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )


def test_a_link_from_another_page_opens_what_it_leads_into_and_leaves_the_rest_shut(page, site):
    page.goto(f"{site}/other.html")
    page.get_by_role("link", name="to a part").click()
    page.wait_for_url("**/index.html#the-second-part")
    page.wait_for_load_state("load")
    assert open_parts(page) == ["The second part"]
    page.wait_for_timeout(700)  # the page glides
    assert in_sight(page, "on zebras")


def test_a_link_within_the_page_opens_what_it_leads_into_however_deep_and_again_after_it_was_shut(page, site):
    page.goto(f"{site}/index.html")
    assert open_parts(page) == []
    link = page.get_by_role("link", name="into what is within")
    link.click()
    page.get_by_text("on llamas").wait_for()
    assert open_parts(page) == ["The second part", "A part within"]
    page.locator("summary", has_text="The second part").click()
    assert "The second part" not in open_parts(page)
    link.click()
    page.get_by_text("on llamas").wait_for()


def test_what_was_searched_for_is_shown_and_marked_but_no_answer_of_a_quiz(page, site):
    page.goto(f"{site}/search.html?q=tortoise")
    page.locator("#search-results a").first.click()
    page.wait_for_url("**/index.html*")
    page.get_by_text("A tortoise is here").wait_for()
    assert open_parts(page) == ["The first part"]
    assert not page.get_by_text("A tortoise, too.").is_visible()
    assert page.evaluate("[...CSS.highlights.get('vastus-hit')].map(String)") == ["tortoise"]
    page.wait_for_timeout(700)
    assert in_sight(page, "A tortoise is here")
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.size") == 0
    page.reload()
    assert open_parts(page) == []


def test_what_the_browsers_own_search_finds_is_opened(page, site):
    page.goto(f"{site}/index.html#:~:text=on%20zebras")  # found as by Ctrl+F
    page.get_by_text("on zebras").wait_for()
    assert open_parts(page) == ["The second part"]


def test_on_paper_all_parts_are_open_and_the_answers_are_not_and_after_it_all_is_as_it_was(page, site):
    page.goto(f"{site}/index.html")
    page.locator("summary", has_text="The first part").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert open_parts(page) == ["The first part", "The second part", "A part within"]
    assert not page.get_by_text("A tortoise, too.").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert open_parts(page) == ["The first part"]


def test_without_scripts_all_parts_are_on_paper_too(scriptless, site):
    scriptless.goto(f"{site}/index.html")
    scriptless.emulate_media(media="print")
    boxes = [scriptless.get_by_text(words).bounding_box() for words in ("A tortoise is here", "on zebras", "on llamas")]
    assert all(box and box["height"] > 10 for box in boxes)


@pytest.mark.parametrize("width_px", [320, 1280])
def test_a_dropdown_is_a_row_high_enough_for_a_finger_and_axe_finds_nothing(page, site, width_px):
    page.set_viewport_size({"width": width_px, "height": 800})
    page.goto(f"{site}/index.html#within")
    rows = [row.bounding_box() for row in page.locator("details.sd-dropdown > summary").all()]
    assert len(rows) == 3 and all(row["height"] >= 44 and row["width"] > 200 for row in rows)
    hold_to_axe(page, COLOURS)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")  # colours fade in
    hold_to_axe(page, COLOURS)


def test_the_keyboard_opens_and_shuts_a_dropdown(page, site):
    page.goto(f"{site}/index.html")
    page.locator("summary", has_text="The first part").focus()
    page.keyboard.press("Enter")
    assert open_parts(page) == ["The first part"]
    page.keyboard.press("Enter")
    assert open_parts(page) == []
