"""The table of trials says what the tests do, and the page shows it whole."""

from course import ROOT
from lxml import etree

from vastus.quiz.export import FORMATS, tried

PINS = ("tests/requirements.txt", "tests/fetched.py", "Dockerfile")


def test_a_trial_that_is_repeated_names_tests_that_are_there_and_the_version_they_are_pinned_to():
    pinned = "".join((ROOT / name).read_text(encoding="utf-8") for name in PINS)
    again = [trial for trial in tried.trials() if trial.again]
    for trial in again:
        assert (ROOT / trial.again).is_file(), trial
        assert any(f"{trial.package}{sign}{trial.version}" in pinned for sign in ("==", "@")), trial
    assert {trial.format for trial in again} >= {*FORMATS} - {"brightspace"}


def test_the_page_shows_every_trial_with_what_came_of_it(book):
    page = (book / "chapters" / "systems.html").read_text(encoding="utf-8").replace("'", "’")
    words = " ".join("".join(etree.HTML(page).itertext()).split())
    for trial in tried.trials():
        assert f"{trial.named}: {trial.outcome}.".replace("'", "’") in words, trial
