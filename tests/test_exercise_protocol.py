"""The chapter on the exercise: its words say what the tables, the models and the programme say in numbers."""

import re

import pytest
from course import ROOT

from vastus import explorers, programme, quiz
from vastus.knee import step_down

MONTHS = ("month_1", "month_2", "month_3")
CHAPTER = (ROOT / "chapters" / "exercise-protocol.ipynb").read_text(encoding="utf-8")


def test_the_signs_come_before_everything_else():
    first = min(CHAPTER.index(f"({name})=") for name in ("protocol-outcomes", "protocol-predict", "protocol-set-up"))
    assert CHAPTER.index("(protocol-red-flags)=") < CHAPTER.index("red_flags.show()") < first


@pytest.mark.parametrize(
    ("name", "state", "said"),
    [
        ("step_down_load", {}, ["18 cm", "101 N m", "71 degrees", "4.8 body weights"]),
        ("step_down_load", {"slope_deg": 25}, ["26 cm", "146 N m", "44 percent", "86 degrees", "23 percent"]),
        ("step_down_load", {"person": "stiff"}, ["67 N m"]),
        ("step_down_load", {"person": "stiff", "slope_deg": 15}, ["130 N m"]),
        ("step_down_load", {"step_height_cm": 10}, ["91 N m"]),
        ("step_down_load", {"step_height_cm": 10, "person": "lean"}, ["59 N m"]),
        ("step_down_load", {"step_height_cm": 5}, ["40 degrees", "2.1 body weights"]),
        ("step_down_load", {"step_height_cm": 20}, ["101 N m", "5.2 body weights"]),
        ("step_down_emg", {"slope_deg": 0}, ["VM averages 31 µV", "VL 34 µV", "ratio of 0.90"]),
        ("step_down_emg", {}, ["VM averages 48 µV", "VL 53 µV", "55 percent more each", "VM:VL 0.90", "0.87 to 0.94"]),
        ("step_down_emg", {"follows": "board"}, ["12 percent more each"]),
        ("programme", {}, ["week 12 the higher step, 15 cm", "goes down once"]),
        ("programme", dict.fromkeys(MONTHS, "twinges"), ["week 12 the high step, 20 cm, 3 × 10"]),
        ("programme", dict.fromkeys(MONTHS, "twinges") | {"pain_rule": "painless"}, ["from week 4 it is paused"]),
        ("next_week", {"week_before": "one"}, ["next week the low step-down, 5 cm, 3 × 8"]),
    ],
)
def test_the_numbers_in_the_text_are_those_of_the_explorers(name, state, said):
    explorer = explorers.load(name)
    view = explorer.at(explorer.state(**state))
    shown = "\n".join([view.headline, view.reading, *view.table.astype(str).to_numpy().ravel()])
    assert [words for words in said if words not in shown] == []


def test_the_item_on_a_week_past_the_limit_asks_what_the_programme_does():
    item = next(item for item in quiz.load("exercise-protocol").items if item.id == "protocol-four-of-ten")
    pains = [0, 0, 0, 0, 4, 2, 2]
    weeks = programme.plan("step-up", "below_three", [programme.Answer(pain, False) for pain in pains])
    told = [f"{week.level.rung.name}, 3 sets of {week.level.repetitions}" for week in weeks]
    assert told[4] in item.stem
    right = next(option for option in item.options if option.correct)
    assert told[7] == right.text.lower()


def test_the_forces_said_of_the_last_rung_are_those_of_the_model():
    slope, weight = (
        step_down.joint_force_bw(step_down.posture(step_down.knee_flexion_at_touch_deg(height_m, **setup), **setup))
        for height_m, setup in (
            (0.10, {"slope_deg": programme.SLOPE_DEG}),
            (0.15, {"backpack_kg": programme.WEIGHT_KG}),
        )
    )
    assert f"{slope:.1f} and {weight:.1f} body weights in the model (at 70 kg)" in CHAPTER


def test_the_ladder_of_the_chapter_is_that_of_the_programme():
    rows = re.findall(r"\| \d \| \*\*(.+?)\*\*,.*?(\d+) cm", CHAPTER)
    assert rows == [(rung.name.capitalize(), f"{rung.step_height_cm:g}") for rung in programme.LADDER]
