"""Numbers as a reader reads them."""

import pytest

from vastus import words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.number(-1.5, unit="ms"), "−1.5 ms"),
        (words.number(-0.04, 1), "0.0"),
        (words.number(40, unit="%"), "40%"),
        (words.number(58, unit="°"), "58°"),
        (words.signed(1.5, 1, "ms"), "+1.5 ms"),
        (words.signed(-1.5, 1), "−1.5"),
        (words.signed(0.04, 1, "SD"), "0.0 SD"),
        (words.interval(-2.4, -0.8, 1, "points"), "−2.4 to −0.8 points"),
        (words.estimate(-1.6, -2.4, -0.8, 1), "−1.6 (−2.4 to −0.8)"),
        (words.counted(1, "study", "studies"), "1 study"),
        (words.counted(1200, "trial"), "1,200 trials"),
        (words.percent(0.405), "40%"),
        (words.in_hundred(0.004), "fewer than 1 of 100"),
        (words.in_hundred(0), "0 of 100"),
        (words.in_hundred(0.998), "more than 99 of 100"),
        (words.in_hundred(1), "100 of 100"),
    ],
)
def test_a_number_has_a_true_minus_its_unit_and_no_minus_before_nought(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('He says "so".', "He says “so”."),
        ("It's the reader's", "It’s the reader’s"),
        ("a 'so-called' rule (\"no\")", "a ‘so-called’ rule (“no”)"),
        ("\"It's so,\" he said: 'no'", "“It’s so,” he said: ‘no’"),
        ("“curly” already, isn’t it", "“curly” already, isn’t it"),
    ],
)
def test_quotation_marks_and_apostrophes_are_set_as_a_printer_does(straight, curly):
    assert words.curly(straight) == curly
