"""Prose as a printer sets it."""

import pytest

from vastus import typeset


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("it fell by -1.6 (-2.4 to -0.8)", "it fell by −1.6 (−2.4 to −0.8)"),
        ("-3 points", "−3 points"),
        ("a 10-week course, pages 15-20, COVID-19", "a 10-week course, pages 15-20, COVID-19"),
        ('It\'s "so" by -2', "It’s “so” by −2"),
    ],
)
def test_a_minus_is_a_minus_and_a_hyphen_stays(typed, set_):
    assert typeset.prose(typed) == set_
