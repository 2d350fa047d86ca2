"""Old addresses of a chapter's page: the page once never loaded the script that goes on to the lesson."""

import pytest


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("#anatomy-nerve", "one-muscle-or-two.html#anatomy-nerve"),
        ("#the-drawing", "one-muscle-or-two.html#anatomy-drawing"),
        ("?patella_pull.vmo=false#patella_pull", "sideways-pull.html?patella_pull.vmo=false#patella_pull"),
    ],
)
def test_an_address_of_the_chapter_goes_on_to_the_lesson_that_holds_it_now(page, site, old, now):
    page.goto(f"{site}/chapters/knee-anatomy.html{old}")
    page.wait_for_url(f"{site}/chapters/knee-anatomy/{now}")
