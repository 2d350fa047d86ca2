"""Whole numbers in letters."""

import json

from vastus.explorer import letters


def test_what_is_written_is_read_again_and_json_need_escape_none_of_it():
    wholes = [*range(-600, 600, 7), 0, 45, 0, -45, 1, 46, 0, -46, 500, 0, 0]
    text = letters.written(wholes)
    assert letters.read(text) == wholes
    assert json.dumps(text) == f'"{text}"'


def test_a_small_change_is_one_letter():
    assert len(letters.written([3, -42, 3, 3, 48])) == 5
