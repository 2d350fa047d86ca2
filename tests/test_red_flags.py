"""The list of signs: every fact is told, no line is played down, and a reader with a sign lands in the right box."""

import nbformat
import pytest
import yaml
from course import ROOT

from vastus import data, handout, red_flags
from vastus.notebook.mime import MIME_TYPE

CHAPTERS = ROOT / "chapters"

# A reader, the words of the list that fit this person, and where the first line that has them all must stand.
READERS = [
    ("limps at 13, pain in the knee, no injury", ["10 to 16", "knee", "limp"], "emergency", "slipped-hip"),
    ("limps at 12, pain in the thigh alone", ["10 to 16", "thigh", "limp"], "emergency", "slipped-hip"),
    ("is 15, and one foot turns out", ["10 to 16", "a foot that turns out"], "emergency", "slipped-hip"),
    (
        "is 14 with a sore knee; the hip will not turn in",
        ["10 to 16", "knee", "not turn in"],
        "emergency",
        "slipped-hip",
    ),
    ("has a replaced knee that is hot, no fever", ["hot", "without fever", "replaced joint"], "emergency", "hot-joint"),
    ("had an injection into the joint, knee hot", ["hot", "injection into the joint"], "emergency", "hot-joint"),
    ("injects drugs, knee hot and painful", ["hot", "painful", "injected into a vein"], "emergency", "hot-joint"),
    ("shivers with a painful knee", ["shivering", "painful knee"], "emergency", "hot-joint"),
    ("takes steroids, knee swelled overnight", ["swells suddenly", "steroids"], "emergency", "low-immunity"),
    ("has a throbbing calf after weeks in a boot", ["calf", "throbs", "boot"], "emergency", "clot"),
    ("is short of breath", ["trouble breathing"], "emergency", "clot"),
    ("has a foot that went cold and pale this morning", ["suddenly cold", "pale"], "emergency", "cold-foot"),
    ("has a foot that went numb at once", ["suddenly", "numb"], "emergency", "cold-foot"),
    ("cannot stand on the leg since a fall", ["cannot put weight"], "emergency", "no-weight"),
    ("sees the kneecap at the side of the knee", ["kneecap stands out of place"], "emergency", "no-weight"),
    ("takes a blood thinner, fell, the knee swells", ["injury", "swells", "blood thinner"], "emergency", "bad-injury"),
    ("twisted the knee, which is now huge", ["injury", "badly swollen"], "emergency", "bad-injury"),
    ("cannot lift the straight leg off the bed", ["cannot lift the leg", "straight"], "emergency", "straight-leg"),
    ("has a knee that swelled an hour after a tackle", ["within two hours", "injury"], "today", "quick-swelling"),
    ("has one swollen leg that does not hurt", ["one leg is swollen", "without pain"], "today", "swollen-leg"),
    ("takes a blood thinner, knee swells, no fall", ["blood thinner", "without an injury"], "today", "blood-thinner"),
    ("has a replaced knee, a little warmer for weeks", ["was replaced", "warm", "mildly"], "today", "replaced-joint"),
    ("has a child of 5 who has limped for three days", ["child", "limps", "48 hours"], "today", "limping-child"),
    ("has a child of 8 whose hip hurts when turned", ["child", "turning the hip hurts"], "today", "child-hip"),
    ("has a numbness that creeps up", ["numbness", "grows"], "today", "growing-numbness"),
    ("has a knee that is stuck", ["locked"], "days", "locked"),
    ("had a kneecap out, which went back", ["came out for the first time"], "days", "locked"),
    ("has pain that never stops", ["never stops", "at night"], "days", "constant-pain"),
    ("had cancer, now pain at night", ["have had cancer", "at night"], "days", "earlier-cancer"),
    ("feels a lump", ["a lump"], "days", "local-swelling"),
    ("has a child with bone pain at night", ["child", "bone at night"], "days", "child-night-pain"),
    ("runs, groin hurts on running", ["running hurts", "groin"], "days", "runner-groin"),
    ("runs, front of the thigh hurts", ["running hurts", "front of the thigh"], "days", "runner-groin"),
    ("is stiff in both hands and knees for an hour", ["several joints", "30 minutes"], "review", "morning-stiffness"),
    ("has had cramp on walking for months", ["cramps when you walk"], "review", "walking-cramp"),
    ("is 52 with years of pain behind the kneecap", ["40 or older", "behind the kneecap"], "review", "past-forty"),
]


@pytest.mark.parametrize(("reader", "words", "urgency", "line_id"), READERS, ids=[reader for reader, *_ in READERS])
def test_a_reader_with_a_sign_lands_in_the_right_box(reader, words, urgency, line_id):
    flags = red_flags.load()
    first = next(line for line in flags.lines if all(word in line.says.lower() for word in words))
    assert (first.id, flags.group_of(first.id).urgency) == (line_id, urgency)


def test_there_is_a_reader_for_every_line():
    assert {line_id for *_, line_id in READERS} == {line.id for line in red_flags.load().lines}


def test_every_line_has_a_reason_and_the_sources_of_its_facts():
    table = data.table("red_flags").set_index("id")
    for line in red_flags.load().lines:
        assert line.because
        assert set(line.citekeys) == set(table.loc[list(line.facts), "citekey"])


def test_nobody_is_asked_to_feel_for_a_pulse():
    assert "pulse" not in red_flags.markdown().lower()


@pytest.mark.parametrize("chapter", ["exercise-protocol", "cases"])
def test_a_notebook_shows_the_list_as_it_is(chapter):
    notebook = nbformat.read(CHAPTERS / f"{chapter}.ipynb", as_version=4)
    (shown,) = [cell for cell in notebook.cells if cell.source == "red_flags.show()"]
    output = shown.outputs[0].data
    assert output["text/markdown"] == red_flags.markdown()
    assert output[MIME_TYPE] == {"kind": "red flags"}


def test_no_page_has_a_list_of_its_own():
    assert "```{red-flags}" in (CHAPTERS / "welcome.md").read_text(encoding="utf-8")
    for page in [*CHAPTERS.rglob("*.md"), *CHAPTERS.rglob("*.ipynb"), handout.FOLDER / "page.html"]:
        assert "Emergency care now\\n:class:" not in page.read_text(encoding="utf-8"), page.name


def edited(tmp_path, edit):
    """``red_flags.yml`` after an edit of its parsed form, by urgency, in a folder of its own."""
    read = yaml.safe_load(red_flags.FILE.read_text(encoding="utf-8"))
    edit({group["urgency"]: group["lines"] for group in read["groups"]})
    path = tmp_path / "red_flags.yml"
    path.write_text(yaml.safe_dump(read), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda lines: lines["review"].pop(), "fact F14 of the table: found in no line"),
        (lambda lines: lines["today"][0]["facts"].append("F99"), "line quick-swelling: found the fact 'F99'"),
        (lambda lines: lines["days"].append(lines["days"][0]), "line locked: found 2 times, expected once"),
        (
            lambda lines: lines["today"].append(lines["emergency"].pop()),
            "line slipped-hip: found under 'today', expected under 'emergency'",
        ),
        (
            lambda lines: lines["emergency"].append(lines["review"].pop()),
            "line past-forty: found under 'emergency', expected under 'review'",
        ),
    ],
)
def test_a_list_that_loses_plays_down_or_inflates_a_sign_is_refused(tmp_path, edit, message):
    with pytest.raises(red_flags.RedFlagsError, match=message):
        red_flags.load(edited(tmp_path, edit))


def test_a_wrong_name_of_a_line_lists_those_near_it():
    with pytest.raises(red_flags.RedFlagsError, match="found no line 'cold-feet'; near it: cold-foot"):
        red_flags.load().line("cold-feet")
