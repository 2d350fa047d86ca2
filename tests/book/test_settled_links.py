"""Where a wrong answer leads: resolved for the page that shows the question, which rests on the place it leads to."""

from types import SimpleNamespace

import pytest

from vastus import settled
from vastus.book import settled_links, shown


@pytest.fixture(autouse=True)
def course(monkeypatch):
    parts = {"the-noise": settled.Part("chapters/emg/noise", "Noise & signal", "")}
    monkeypatch.setattr(settled, "parts", lambda: parts)
    monkeypatch.setattr(shown, "pages", lambda: {"step_down_load": ("chapters/exercise", {})})
    monkeypatch.setattr(shown, "figures", lambda: (("chapters/exercise", "step_down_load", {}),))


def link(answered_by, page):
    env = SimpleNamespace(docname=page)
    return settled_links.resolved(f"<p>{settled_links.named(answered_by)}</p>", env)


@pytest.mark.parametrize(
    ("page", "href"),
    [
        ("chapters/emg/noise", "#the-noise"),
        ("chapters/emg", "../chapters/emg/noise.html#the-noise"),
        ("chapters/emg/rules", "../../chapters/emg/noise.html#the-noise"),
    ],
)
def test_a_part_is_led_to_by_its_title_on_this_page_or_on_its_own(page, href):
    assert link("the-noise", page) == f'<p>Read again: <a href="{href}">Noise &amp; signal</a></p>'


def test_a_figure_is_led_to_already_set():
    address = "step_down_load.slope_deg=25#step_down_load"
    own = link("step_down_load?slope_deg=25", "chapters/exercise")
    assert f'See it in the figure: <a data-set="step_down_load" href="?{address}">' in own
    other = link("step_down_load?slope_deg=25", "chapters/emg")
    assert f'<a data-set="step_down_load" href="../chapters/exercise.html?{address}">' in other


def test_a_page_rests_on_the_place_and_title_of_the_part_it_leads_to(monkeypatch):
    env = SimpleNamespace(docname="chapters/emg")
    settled_links.resolved(settled_links.named("the-noise"), env)
    assert "label the-noise" in env.vastus_rests_on["chapters/emg"]
