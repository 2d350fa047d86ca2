"""The page for the class in a browser; and the reader of progress files beside the course's own."""

import copy
import json
from pathlib import Path

import pytest
from access import COLOURS, WCAG, hold_to_axe
from sample_quiz import bank

from vastus.gradebook import page as class_page
from vastus.gradebook import saved, settling, statistics
from vastus.gradebook.saved import FirstTry, Student

FIGURE = "phantom_delay?vm_snr_db=10"
NOVEMBER = Path(__file__).parents[1] / "quiz" / "progress_of_november_2026.json"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    banks = {"sample": bank(folder)}
    certain = FirstTry(("nothing",), "wrong", "", "certain")
    students = [Student(f"S{n}", "", "", {"sample": {"cause": certain}}, frozenset()) for n in range(6)]
    counted = statistics.questions(banks, students)
    figure = settling.html([FIGURE], "http://localhost/course")[FIGURE]
    text = class_page.html(banks, counted, 6, 1, "0.1.0", lambda places: dict.fromkeys(places, figure))
    assert figure in text
    (folder / "class.html").write_text(text, encoding="utf-8")
    return folder / "class.html"


def test_axe_finds_nothing_and_nothing_is_asked_for_or_wider_than_a_phone(page, written):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(written.as_uri())
    for scheme, rules in (("light", WCAG), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        hold_to_axe(page, rules)
    assert asked == [written.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.scripts.length") == 0


def changed(path, value):
    """The saved file, cut to one answer, with something put in a place."""
    whole = copy.deepcopy(ONE_ANSWER)
    here = whole
    *ahead, last = path
    for step in ahead:
        here = here[step]
    here[last] = value
    return whole


RECORD = ("answers", "reading-emg", "emg-eighty-percent")
ONE_ANSWER = json.loads(NOVEMBER.read_text(encoding="utf-8"))
ONE_ANSWER["answers"] = {RECORD[1]: {RECORD[2]: ONE_ANSWER["answers"][RECORD[1]][RECORD[2]]}}
VALUES = [None, True, -1, 0, 2.5, 5, 9, "", "right", "certain", [], ["a"], [1], {}]
PLACES = [
    ("name",),
    ("read",),
    ("read", "reading-emg"),
    ("answers",),
    ("answers", "reading-emg"),
    RECORD,
    *((*RECORD, name) for name in ("answer", "confidence", "checked", "opened", "decided", "first", "review")),
    *((*RECORD, "first", name) for name in ("answer", "result", "trap", "confidence", "at")),
    *((*RECORD, "review", name) for name in ("level", "at")),
]


def test_a_file_is_sound_for_a_lecturer_where_the_course_would_take_it_in_and_nowhere_else(open_quiz):
    files = [changed(path, value) for path in PLACES for value in VALUES]
    sound = open_quiz().evaluate(
        "async texts => { const { parseArchive } = await import('./archive.js');"
        " return texts.map(text => parseArchive(text).wrong === undefined) }",
        [json.dumps(file) for file in files],
    )
    own = [not saved.problems(file) for file in files]
    places = [(path, value) for path in PLACES for value in VALUES]
    assert [place for place, a, b in zip(places, sound, own, strict=True) if a is not b] == []
    assert True in own and False in own
