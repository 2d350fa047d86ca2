"""A question is read again when what settles it changes: named by the check, until somebody has read both."""

from types import SimpleNamespace

import pytest

from vastus import reviewed, settled, states
from vastus.quiz.bank import load_all

TEXTS = {
    "the-noise": "Noise makes\nonsets late.",
    "the-filter": "A filter smooths.",
    "a_figure?noise_db=10": "Late by 30 ms.",
}


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    texts = dict(TEXTS)
    monkeypatch.setattr(settled, "text", texts.get)
    monkeypatch.setattr(reviewed, "place", lambda what: tmp_path / "reviewed.txt")
    return texts


def banks(texts=TEXTS):
    items = [SimpleNamespace(id=f"about-{place}", answered_by=name) for place, name in enumerate(texts)]
    return [SimpleNamespace(chapter="sample", items=items)]


def test_a_question_that_was_never_read_with_what_settles_it_is_named_with_the_way_out():
    assert reviewed.problems(banks()) == [
        f"sample.yml: item about-{place}, answered_by: what settles it ({name}) was never read with the question; "
        f"read both, mend, then: vastus check --reviewed about-{place}"
        for place, name in enumerate(TEXTS)
    ]
    reviewed.write(banks())
    assert reviewed.problems(banks()) == []


@pytest.mark.parametrize("changed", TEXTS)
def test_a_changed_text_and_a_changed_state_flag_their_questions_and_no_other(course, changed):
    reviewed.write(banks())
    course[changed] += " Or not."
    (problem,) = reviewed.problems(banks())
    number = list(TEXTS).index(changed)
    assert problem.startswith(f"sample.yml: item about-{number}, answered_by: what settles it ({changed}) has changed")
    reviewed.write(banks(), [f"about-{number}"])
    assert reviewed.problems(banks()) == []


def test_line_breaks_of_a_source_change_nothing(course):
    reviewed.write(banks())
    course["the-noise"] = "Noise makes onsets\n\nlate."
    assert reviewed.problems(banks()) == []


def test_only_the_questions_named_are_noted_and_what_is_gone_is_dropped(course, tmp_path):
    reviewed.write(banks())
    course["the-noise"], course["the-filter"] = "Other.", "Other."
    reviewed.write(banks(), ["about-1"])
    assert [problem.split(",")[0] for problem in reviewed.problems(banks())] == ["sample.yml: item about-0"]
    reviewed.write(banks({"the-noise": ""}))
    assert (tmp_path / "reviewed.txt").read_text().split()[::2] == ["about-0"]


def test_an_unknown_question_is_answered_with_near_ones():
    with pytest.raises(ValueError, match="found no item 'about-9', expected one of: about-2"):
        reviewed.write(banks(), ["about-9"])


def test_a_figures_state_is_settled_by_what_it_says_in_that_state():
    quiet, loud = (states.said("phantom_delay", f"vm_snr_db={ratio}") for ratio in (30, 10))
    assert quiet != loud and "VM at 10" in loud


def test_every_question_of_the_course_has_been_read_with_what_settles_it(monkeypatch):
    monkeypatch.undo()
    assert reviewed.problems(load_all().values()) == []
