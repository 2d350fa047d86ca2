"""What holds for every format: the same bytes, nothing dropped in silence, reserved items kept from students."""

import dataclasses
import json
import os
import subprocess
import sys

import pytest
from every_type import BANK, CHAPTER, SIGNS, every_type

from vastus import __version__, cli
from vastus.quiz import bank
from vastus.quiz.bank import BankError, joined
from vastus.quiz.check import SCHEMA
from vastus.quiz.export import FORMATS, Exported, cartridge, export, named, plain, types_left_out

TYPES = SCHEMA["$defs"]["item"]["properties"]["type"]["enum"]
ONE_MORE_PROCESS = """
import hashlib, json, pathlib, sys
from every_type import every_type
from vastus.quiz.export import FORMATS, export
bank = every_type(pathlib.Path(sys.argv[1]))
files = {n: c for form in FORMATS.values() for n, c in export(bank, form).files.items()}
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in files.items()}))
"""


def test_the_sample_bank_has_every_type():
    assert sorted(set(TYPES)) == sorted(
        {line.split()[-1] for line in BANK.splitlines() if line.startswith("    type:")}
    )


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_every_item_is_carried_or_left_out_with_a_reason(bank, form):
    exported = export(bank, form)
    left = {item.item: item.reason for item in exported.left_out}
    assert all(left.values())
    assert {*left, *(item.id for item in exported.items)} == {item.id for item in bank.items}
    content = b"".join(exported.files.values()).decode("utf-8", "replace")
    for item in bank.items:
        assert (item.stem.split(SIGNS)[0].rstrip(": ") in content) == (item.id not in left), item.id


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_a_format_says_of_every_type_what_becomes_of_it(form):
    assert sorted([*form.module.CARRIED, *types_left_out(form)]) == sorted(TYPES)


def test_the_same_bank_gives_the_same_bytes_in_another_process(tmp_path):
    def digests(seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", ONE_MORE_PROCESS, str(tmp_path)]
        return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)

    assert digests("1") == digests("2")


def test_every_file_says_of_which_version_of_the_course_it_is_and_under_which_licence(bank):
    files = {name: content for form in FORMATS.values() for name, content in export(bank, form).files.items()}
    files[cartridge.FILE] = cartridge.write([cartridge.Module(bank, bank.items[:1], {})])
    for name, content in files.items():
        text = content.decode("utf-8", "replace")
        assert "From The VMO Question" in text and f"version {__version__}" in text and "CC BY 4.0." in text, name
        assert "cite the study itself" in text or name.endswith(".anki.txt"), name


@pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
def test_a_changed_bank_gives_other_bytes(bank, form):
    first, *others = bank.items
    changed = dataclasses.replace(bank, items=(dataclasses.replace(first, explanation="Another reason."), *others))
    assert export(bank, form).files != export(changed, form).files


@pytest.mark.parametrize("pools", [("practice",), ("practice", "reserved"), ("reserved",)])
def test_a_students_format_never_holds_a_reserved_item(bank, pools):
    for form in FORMATS.values():
        if form.for_students:
            exported = export(bank, form, pools)
            assert "kept" in {item.item for item in exported.left_out}
            assert not any(b"secret" in content for content in exported.files.values())


def test_a_wrong_name_names_the_near_ones():
    with pytest.raises(
        ValueError, match="found no format 'gitf', expected one of: moodle, qti, qti21, brightspace, gift, scorm, anki"
    ):
        named("gitf")


def test_hyphens_and_spaces_are_written_every_way_and_each_spelling_once():
    assert plain.spellings(("Co-op work", "co-op-work")) == (
        "Co-op work",
        "Co op work",
        "Coop work",
        "Co-op-work",
        "Coopwork",
    )


def test_accepted_words_may_end_a_sentence_or_a_question_and_stand_in_quotation_marks(bank):
    (naming,) = plain.questions([item for item in bank.items if item.id == "word"])
    form = next(item for item in bank.items if item.id == "word").accepted[0]
    assert {form, f"{form}.", f"{form}?", f'"{form}"', f"“{form}”"} <= set(naming.accepted)
    asked = plain.spellings(("Compared with what?",), (("", "."), ("", "?"), ("“", "”")))
    assert {"Compared with what?", "Compared with what.", "“Compared with what”"} <= set(asked)
    assert len(asked) == len({spelling.casefold() for spelling in asked})


def test_the_command_line_names_every_format_in_its_group():
    lecturers, students = cli.EXPORT_HELP.split("formats for students")
    for form in FORMATS.values():
        line = f"  {form.name:12} {form.module.TITLE}\n"
        assert (line in students, line in lecturers) == (form.for_students, not form.for_students)


def run(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["vastus", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return end.value.code


@pytest.fixture
def at_home(bank, monkeypatch, tmp_path):
    """The command with the sample bank for the course's own."""
    monkeypatch.setattr("vastus.quiz.bank.chapters", lambda: [CHAPTER])
    monkeypatch.setattr("vastus.quiz.bank.load", lambda chapter: bank)
    return tmp_path / "out"


def test_the_command_writes_every_format_and_tells_what_was_left_out(bank, at_home, monkeypatch, capsys):
    assert run(monkeypatch, "export", "--output", at_home) == 0
    written = {path.name for path in at_home.iterdir()}
    exported = [export(bank, form) for form in FORMATS.values()]
    assert written == {"left-out.txt", cartridge.FILE, *(name for made in exported for name in made.files)}
    lines = (at_home / "left-out.txt").read_text(encoding="utf-8").splitlines()
    of_cartridge = [line for line in lines if line.startswith("cartridge: ")]
    assert [line for line in lines if line not in of_cartridge] == [
        str(item) for made in exported for item in made.left_out
    ]
    assert "cartridge: every-type: row (order): a cartridge holds no order" in of_cartridge
    assert of_cartridge[-1] == "cartridge: links to the pages: say where the course is with --site"
    assert "gift: every-type: find (label): the format holds no pictures" in lines
    said = capsys.readouterr().out
    assert all(line in said for line in lines)


def test_the_command_takes_chosen_formats_and_one_pool(at_home, monkeypatch):
    assert run(monkeypatch, "export", "gift", "--pool", "practice", "--output", at_home) == 0
    assert {path.name for path in at_home.iterdir()} == {"left-out.txt", "every-type.gift.txt"}
    assert "kept (single): in the pool reserved" in (at_home / "left-out.txt").read_text(encoding="utf-8")
    assert "secret" not in (at_home / "every-type.gift.txt").read_text(encoding="utf-8")


OWN = """\
chapter: every-type
outcomes: [{id: known, level: remember, text: Another text.}, {id: own, level: apply, text: My own.}]
items:
  - id: mine
    type: true-false
    outcome: own
    stem: A private statement.
    hint: Think.
    answer: true
    feedback: {right: Yes., wrong: No.}
    explanation: So.
    citekeys: []
"""


def test_a_bank_of_a_lecturers_own_is_reserved_and_in_no_file_for_students(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "every-type.yml").write_text(OWN, encoding="utf-8")
    (folder / "another.yml").write_text(OWN.replace("every-type", "another").replace("mine", "mine-too"), "utf-8")
    whole = joined([every_type(tmp_path)], folder)
    assert [(bank.chapter, [item.pool for item in bank.items if "mine" in item.id]) for bank in whole] == [
        ("every-type", ["reserved"]),
        ("another", ["reserved"]),
    ]
    assert {outcome.id: outcome.text for outcome in whole[0].outcomes}["known"].startswith("Know it")
    for form in FORMATS.values():
        content = b"".join(content for bank in whole for content in export(bank, form).files.values())
        assert (b"A private statement." in content) is not form.for_students


def test_an_own_item_with_the_id_of_another_is_refused_and_so_is_a_folder_without_a_bank(tmp_path):
    with pytest.raises(BankError, match="found no bank in"):
        joined([every_type(tmp_path)], tmp_path / "none")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.yml").write_text(OWN.replace("every-type", "mine").replace("id: mine", "id: said"), "utf-8")
    with pytest.raises(BankError, match="item said, id: found also in the chapter every-type"):
        joined([every_type(tmp_path)], folder)


def test_the_command_says_what_is_wrong_with_a_name(monkeypatch, capsys, tmp_path):
    assert run(monkeypatch, "export", "nix", "--output", tmp_path / "none") == 1
    assert "expected one of: moodle, qti, qti21, brightspace, gift, scorm, anki" in capsys.readouterr().err
    assert run(monkeypatch, "export", "gift", "--chapter", "nix", "--output", tmp_path / "none") == 1
    assert f"expected one of: {', '.join(bank.chapters())}" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_nothing_to_write_is_no_file(bank):
    only_predictions = dataclasses.replace(bank, items=tuple(item for item in bank.items if not item.scored))
    exported = export(only_predictions, FORMATS["moodle"])
    assert isinstance(exported, Exported) and not exported.files and len(exported.left_out) == 1
