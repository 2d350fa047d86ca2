"""Links of the text that set a figure: an address that works by itself, checked when the book is built."""

import pytest
from sphinx.testing.util import SphinxTestApp

from vastus.book import shown

# Without suffixes of its own the app would add to Sphinx's default, which the next app of the process then gets.
CONF = """
extensions = ["myst_parser", "vastus.book.set_links"]
source_suffix = {".md": "markdown"}
"""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """The HTML of a page at the place of the step-down's own, and of another page; and what the build warned of."""
    monkeypatch.setattr(shown, "pages", lambda: {"step_down_load": ("chapters/exercise-protocol", {})})
    monkeypatch.setattr(shown, "figures", lambda: (("chapters/exercise-protocol", "step_down_load", {}),))

    def build_(text):
        (tmp_path / "chapters").mkdir()
        (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
        (tmp_path / "index.md").write_text(f"# Other\n\n{text}\n", encoding="utf-8")
        (tmp_path / "chapters" / "exercise-protocol.md").write_text(f"# Own\n\n{text}\n", encoding="utf-8")
        app = SphinxTestApp("html", srcdir=tmp_path)
        app.build()
        app.cleanup()
        pages = [
            (app.outdir / f"{name}.html").read_text(encoding="utf-8")
            for name in ("chapters/exercise-protocol", "index")
        ]
        return pages, app.warning.getvalue()

    return build_


def test_a_link_is_the_address_of_its_state_on_this_page_or_on_the_figures_own(build):
    (own, other), _ = build("Now [set the *wedge* to 25 degrees](#step_down_load?slope_deg=25).")
    address = "step_down_load.slope_deg=25#step_down_load"
    words = "set the <em>wedge</em> to 25 degrees</a>"
    assert f'<a data-set="step_down_load" href="?{address}">{words}' in own
    assert f'<a data-set="step_down_load" href="chapters/exercise-protocol.html?{address}">{words}' in other


def test_a_link_stays_on_its_page_where_a_second_page_shows_the_figure_too(build, monkeypatch):
    both = tuple((page, "step_down_load", {}) for page in ("chapters/exercise-protocol", "index"))
    monkeypatch.setattr(shown, "figures", lambda: both)
    (_, second), _ = build("Now [set the wedge to 25 degrees](#step_down_load?slope_deg=25).")
    assert 'href="?step_down_load.slope_deg=25#step_down_load"' in second


def test_a_link_to_a_drawing_names_its_inputs(build, monkeypatch):
    monkeypatch.setattr(shown, "drawn", lambda: (("chapters/exercise-protocol", "knee-views"),))
    (own, other), _ = build("Now [bend it](#knee-views?flexion=90&unloaded=true).")
    address = "knee-views.flexion=90&amp;knee-views.unloaded=true#knee-views"
    assert f'<a data-set="knee-views" href="?{address}">bend it</a>' in own
    assert f'<a data-set="knee-views" href="chapters/exercise-protocol.html?{address}">bend it</a>' in other


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#knee-views?flexion=91", "flexion cannot be '91'; it is one of 0"),
        ("#knee-views?bend=90", "no input 'bend'; there are flexion"),
        ("#step_down_lode?slope_deg=25", "no explorer 'step_down_lode'; near it: step_down_load"),
        ("#step_down_load?slope=25", "no control 'slope'; there are slope_deg"),
        ("#step_down_load?slope_deg=24", "slope_deg cannot be '24'; it is one of 0"),
        ("#retest_noise?true_delay_ms=2", "no page shows retest_noise"),
    ],
)
def test_a_wrong_link_is_told_with_its_place(build, link, said):
    _, warnings = build(f"[words]({link})")
    assert f"exercise-protocol.md:3: WARNING: link {link}: " in warnings
    assert said in warnings
