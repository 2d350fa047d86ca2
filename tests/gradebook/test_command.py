"""The command: a class handed in as files, and what a lecturer finds in the folder."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

NOVEMBER = Path(__file__).parents[1] / "quiz" / "progress_of_november_2026.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory, book):
    """The folder made of 500 files and one that is foreign, and what the command said.

    It draws a figure of the course, whose frames are kept once the book is built.
    """
    folder = tmp_path_factory.mktemp("class")
    whole = json.loads(NOVEMBER.read_text(encoding="utf-8"))
    certain = whole["answers"]["reading-emg"]["emg-one-ingredient"]["first"]
    wrong = {**certain, "result": "wrong", "answer": [], "confidence": "certain"}
    for number in range(500):
        own = copy.deepcopy(whole) | {"name": f"Student Number {number:03}"}
        own["answers"]["reading-emg"]["emg-one-ingredient"]["first"] = wrong if number % 3 else certain
        own["read"] = {"emg": number}
        own["answers"]["cases"] = {} if number % 2 else own["answers"]["cases"]
        own["answers"]["vmo-controversy"].pop(list(own["answers"]["vmo-controversy"])[number % 20])
        own["answers"]["knee-anatomy"].pop(list(own["answers"]["knee-anatomy"])[number % 19])
        (folder / f"{number}.json").write_text(json.dumps(own), encoding="utf-8")
    (folder / "other.json").write_text("{}", encoding="utf-8")
    command = [sys.executable, "-m", "vastus", "gradebook", str(folder), "--output", str(folder / "made")]
    command += ["--site", "https://course.example/"]
    return folder / "made", subprocess.run(command, capture_output=True, text=True)


def test_a_class_of_500_is_counted_with_progress_and_every_file_set_aside_is_named(made):
    folder, done = made
    assert done.returncode == 0, done.stderr
    assert "read 250 of 501 files" in done.stderr
    aside = (folder / "set-aside.txt").read_text(encoding="utf-8").splitlines()
    assert "other.json: foreign: not a progress file of The VMO Question" in aside
    students = {line.split(",")[0] for line in (folder / "gradebook.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert len(students) + len(aside) == 501
    assert "practice, not proof" in done.stdout
    assert all(line in done.stdout for line in aside)


def test_the_page_for_the_class_begins_with_what_it_was_sure_and_wrong_about_and_leads_to_the_answer(made):
    text = (made[0] / "class.html").read_text(encoding="utf-8")
    first = text[text.index("<h3>") : text.index("</section>")]
    assert "who were certain were wrong" in first and "What settles it: " in first
    assert 'href="https://course.example/chapters/reading-emg/' in first, "the figure, set to show it"
    assert "phantom_delay.vm_snr_db=10" in first and "the median delay is" in first
    assert '<svg class="vastus-poster"' in first, "the figure itself, in that state"
    assert '<iframe src="https://course.example/embed/phantom_delay.html?phantom_delay.vm_snr_db=10' in first
    assert "Practice, not proof" in text


def test_nobody_is_named_on_the_page_or_in_the_statistics(made):
    for name in ("class.html", "item-statistics.json"):
        assert "Student Number" not in (made[0] / name).read_text(encoding="utf-8")
    assert "Student Number 001" in (made[0] / "gradebook.csv").read_text(encoding="utf-8")


def test_a_name_that_leads_to_no_file_is_told_and_nothing_is_written(tmp_path):
    command = [sys.executable, "-m", "vastus", "gradebook", "nix.json", "--output", str(tmp_path / "made")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and "found no file nix.json" in done.stderr
    assert not (tmp_path / "made").exists()
