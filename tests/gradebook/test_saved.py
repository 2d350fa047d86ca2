"""Progress files of a class: what is sound is counted once, and everything else is named with the reason."""

import json
from pathlib import Path

import pytest

from vastus.gradebook import saved

CHAPTERS = ("emg", "vmo")
NOVEMBER = Path(__file__).parents[1] / "quiz" / "progress_of_november_2026.json"


def progress_file(name="", at="2026-11-27T18:00:00.000Z", answers=None, **other):
    first = {"answer": ["a"], "result": "right", "confidence": "certain", "at": 5}
    record = {"answer": ["a"], "checked": first, "first": first, "opened": True, "review": {"level": 1, "at": 5}}
    whole = {
        "course": "The VMO Question",
        "format": 1,
        "version": "0.1.0",
        "saved": at,
        "read": {"emg": 5, "emg/noise": 6},
        "answers": {"emg": {"noise-late": record}} if answers is None else answers,
    }
    return whole | ({"name": name} if name else {}) | other


@pytest.fixture
def read(tmp_path):
    """Writes files and reads them: the students, and the files set aside with their reasons."""

    def read_(**files):
        for name, content in files.items():
            text = content if isinstance(content, (str, bytes)) else json.dumps(content)
            (tmp_path / f"{name}.json").write_bytes(text if isinstance(text, bytes) else text.encode())
        students, aside = saved.students([tmp_path / f"{name}.json" for name in files], CHAPTERS)
        return students, {file.file.removesuffix(".json"): file.why for file in aside}

    return read_


def test_a_student_is_known_by_the_name_in_the_file_or_else_by_the_files_name(read):
    other = progress_file(answers={})
    students, aside = read(essay=progress_file("  Ada \n Example "), smith_42=other)
    assert [student.name for student in students] == ["Ada Example", "smith_42"]
    assert aside == {}
    assert students[0].firsts == {
        "emg": {"noise-late": saved.FirstTry(("a",), "right", "", "certain")},
        "vmo": {},
    }
    assert students[0].read == {"emg", "emg/noise"}


BAD_TRY = {"answer": 5, "result": "right"}
ASIDE = {
    "no JSON": ("{", "broken: no JSON"),
    "a list": ([], "foreign: not a progress file of The VMO Question"),
    "another course's": ({"course": "Another"}, "foreign"),
    "bytes": (b"\xff\xfe\x00", "broken: cannot be read"),
    "nested beyond reason": ("[" * 100_000, "broken: no JSON"),
    "of an edition to come": (progress_file(format=2), "of another edition: found format 2, expected 1"),
    "without answers": ({"course": "The VMO Question", "format": 1, "read": {}}, "broken: answers: found null"),
    "a record of another shape": (
        progress_file(answers={"emg": {"noise-late": {"first": BAD_TRY}}}),
        "broken: answers, emg, noise-late, first, answer: found 5, expected a text or a list of texts",
    ),
}


@pytest.mark.parametrize("what", ASIDE)
def test_what_cannot_be_counted_is_set_aside_with_the_reason_and_costs_no_other_file(what, read):
    content, why = ASIDE[what]
    students, aside = read(bad=content, good=progress_file("Ada"))
    assert [student.name for student in students] == ["Ada"]
    assert list(aside) == ["bad"] and aside["bad"].startswith(why)


def test_a_file_too_large_to_be_one_is_not_read(read, monkeypatch):
    monkeypatch.setattr(saved, "LARGEST_BYTES", 50)
    assert read(bad=progress_file())[1]["bad"].startswith("broken: larger than")


def test_of_two_files_of_one_student_the_later_counts_whatever_their_order(read):
    early, late = progress_file("Ada", "2026-11-01T08:00:00.000Z", answers={}), progress_file("Ada")
    for files in ({"first": early, "second": late}, {"first": late, "second": early}):
        students, aside = read(**files)
        assert len(students[0].firsts["emg"]) == 1 and len(students) == 1
        (why,) = aside.values()
        assert why.startswith("older: ") and why.endswith("is a later file of Ada")


def test_the_same_answers_under_two_names_count_once_and_are_named(read):
    students, aside = read(ada=progress_file("Ada"), ben=progress_file("Ben"))
    assert [student.name for student in students] == ["Ada"]
    assert aside == {"ben": "doubled: the same answers as in ada.json"}


def test_files_without_any_answer_are_no_copies_of_each_other(read):
    students, aside = read(ada=progress_file("Ada", answers={}), ben=progress_file("Ben", answers={}))
    assert len(students) == 2 and aside == {}


def test_a_file_of_the_chapters_before_the_lessons_is_read_whole():
    text = json.loads(NOVEMBER.read_text(encoding="utf-8"))
    (student,), aside = saved.students([NOVEMBER], text["answers"])
    assert aside == []
    assert {chapter: set(own) for chapter, own in student.firsts.items()} == {
        chapter: set(records) for chapter, records in text["answers"].items()
    }


def test_progress_is_told_after_each_file(tmp_path):
    paths = [tmp_path / f"{number}.json" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(json.dumps(progress_file(f"S{number}", read={str(number): 1})))
    told = []
    saved.students(paths, CHAPTERS, lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_folder_and_a_pattern_stand_for_their_files_and_a_name_without_any_is_an_error(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("")
    both = [tmp_path / "a.json", tmp_path / "b.json"]
    assert saved.files([tmp_path]) == saved.files([tmp_path / "*.json"]) == both
    assert saved.files([tmp_path / "b.json", tmp_path]) == [both[1], both[0]], "each once"
    with pytest.raises(FileNotFoundError, match="found no file .*c.json, expected progress files"):
        saved.files([tmp_path / "c.json"])
