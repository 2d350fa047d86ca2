import pytest

from vastus.explorer import Choice, Steps


def choice(*texts, **more):
    return Choice("c", "C", dict(zip("abcdefghij", texts, strict=False)), "a", **more)


@pytest.mark.parametrize(
    ("texts", "kind", "fits_buttons"),
    (
        (("all", "0°", "20°", "30°", "not given"), "radio", True),
        (("no story", "a story with gaps", "a complete chain"), "radio", True),
        (("settled, or there was none", "over", "over, and the one before it too"), "radio", False),
        (("whatever their pain", "at 60 of 100 or more, as many trials ask", "b", "c"), "select", False),
        (("a", "b", "c", "d", "e", "f"), "select", False),
        (("incomprehensibilities", "b", "c"), "radio", False),
    ),
)
def test_few_short_options_stand_in_a_row_few_long_ones_in_a_list_and_others_in_a_select(texts, kind, fits_buttons):
    assert (choice(*texts).kind, choice(*texts).fits_buttons) == (kind, fits_buttons)


def test_choices_of_a_group_are_radio_buttons_whatever_their_words():
    texts = ("two of ten, gone by the morning", "none", "a flare in its second week", "sore on every next morning")
    assert choice(*texts).kind == "select"
    assert choice(*texts, group="What the weeks bring").kind == "radio"


def test_a_slider_shows_no_more_digits_than_it_is_told_and_keeps_the_number_itself():
    slider = Steps("c", "C", (0, 5.32, 7.2), 5.32, "points", digits=1)
    assert [slider.text(value) for value in slider.values] == ["0 points", "5.3 points", "7.2 points"]
    assert slider.initial == 5.32
    assert Steps("c", "C", (0, 5.32), 0).text(5.32) == "5.32"
