"""The chapter on the exercise and its lessons say what the tables, the models and the programme say in numbers."""

import json
import re

import pytest
from course import ROOT

from vastus import explorers, programme, quiz, spine
from vastus.knee import step_down
from vastus.movement import compiled

MONTHS = ("month_1", "month_2", "month_3")
PAGE = (ROOT / "chapters" / "exercise-protocol.ipynb").read_text(encoding="utf-8")
LESSONS = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "chapters" / "exercise-protocol").glob("*.ipynb")
}
LIST = "(#protocol-red-flags)"


def test_the_signs_come_before_whatever_else_the_page_is_used_for():
    first = min(PAGE.index(f"({name})=") for name in ("protocol-outcomes", "protocol-lessons", "protocol-diary"))
    assert PAGE.index("(protocol-red-flags)=") < PAGE.index("red_flags.show()") < first


def test_whoever_does_the_exercise_is_sent_to_the_signs_before_the_first_step():
    for text, step in (
        (PAGE, "**Stand** on a low step"),
        (PAGE, "diary.show()"),
        (LESSONS["step-down-form"], "movement.show()"),
        (LESSONS["dose-and-pain-rule"], "Begin with 3 sets"),
    ):
        assert text.index(LIST) < text.index(step), step
    assert LIST in LESSONS["wedge-and-load"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("exercise-protocol", "**Stop** if the knee gives way, locks or swells"),
        ("exercise-protocol", "stop the plan at once, whatever stands here"),
        ("exercise-protocol", "no trial has tested this exercise alone"),
        ("exercise-protocol", "education, not medical advice"),
        ("exercise-protocol/step-down-form", "A low step that cannot move"),
        ("exercise-protocol/step-down-form", "A handrail or a wall within reach"),
        ("exercise-protocol/step-down-form", "A loose book on a stair can slide"),
        ("exercise-protocol/wedge-and-load", "Nobody has to reach the last rung"),
        ("exercise-protocol/dose-and-pain-rule", "Giving-way, locking, new swelling, or pain that rises"),
        ("exercise-protocol/dose-and-pain-rule", "a third week running: pause, and have the knee examined"),
        ("exercise-protocol/what-to-expect", "No difference, or an itching skin: leave it off"),
        ("exercise-protocol/what-to-expect", "Ask the red-flag questions aloud"),
    ],
)
def test_what_protects_somebody_who_does_the_exercise_is_not_folded(page, words):
    open_text = " ".join(line.text for line in spine.spine(ROOT / "chapters" / f"{page}.ipynb"))
    assert words.replace("*", "") in open_text


def test_the_pelvis_saves_the_bend_that_the_lesson_says():
    deepest_deg = {name: tenths / 10 for name, tenths in json.loads(compiled.encoded())["forms"].items()}
    saved = [round(deepest_deg[f"{cm} good"] - deepest_deg[f"{cm} pelvis"]) for cm in compiled.HEIGHTS_CM]
    words = "saves {} degrees on a step of 5 cm, {} on one of 10 cm, {} on one of 15 cm and {} on one of 20 cm"
    assert words.format(*saved) in LESSONS["step-down-form"]


def test_the_plan_without_pain_is_paused_when_the_lesson_says():
    weeks = programme.plan("low step-down", "painless", [programme.Answer(2, False)] * programme.WEEKS)
    assert next(week.number for week in weeks if not week.level) == 4
    assert "paused from week 4" in LESSONS["dose-and-pain-rule"]


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
    assert f"{slope:.1f} and {weight:.1f} body weights in the model (at 70 kg)" in LESSONS["wedge-and-load"]


def test_the_ladder_of_the_chapter_is_that_of_the_programme():
    rows = re.findall(r"\| \d \| \*\*(.+?)\*\*,.*?(\d+) cm", LESSONS["wedge-and-load"])
    assert rows == [(rung.name.capitalize(), f"{rung.step_height_cm:g}") for rung in programme.LADDER]
