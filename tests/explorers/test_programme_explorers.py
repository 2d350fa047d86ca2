"""The explorers of the programme: what they draw is what the rule decides."""

import itertools

import pytest
from at_state import at

from vastus import programme
from vastus.explorer.view import plain
from vastus.explorers import next_week
from vastus.explorers import programme as twelve_weeks


def answered(*months):
    return [answer for month in months for answer in twelve_weeks.MONTHS[month][1]]


def test_the_drawn_ladder_and_load_are_those_of_the_plan():
    for months in itertools.product(twelve_weeks.MONTHS, repeat=3):
        state = dict(zip(("month_1", "month_2", "month_3"), months, strict=True), start="step-up")
        figure = plain(at("programme", **state))["panels"][0]
        weeks = programme.plan("step-up", "below_three", answered(*months))
        line, bars = figure["data"][0], figure["data"][-1]
        assert line["y"] == [twelve_weeks.row(week.level) for week in weeks if week.level]
        assert bars["y"] == [week.weekly_load for week in weeks]


def test_rows_keep_the_order_of_the_levels():
    rows = [twelve_weeks.row(level) for level in programme.LEVELS]
    assert rows == sorted(set(rows))


def test_the_same_weeks_at_two_of_ten_climb_under_one_rule_and_pause_under_the_other():
    months = dict(month_1="twinges", month_2="twinges", month_3="twinges")
    assert "week 12 the high step, 20 cm, 3 × 10" in at("programme", pain_rule="below_three", **months).reading
    assert "from week 4 it is paused" in at("programme", pain_rule="painless", **months).reading


def test_at_the_foot_of_the_ladder_there_is_no_way_down_to_be_told_of():
    reading = at("programme", start="step-up", month_1="stays_sore").reading
    assert "the plan never goes down, and from week 4 it is paused" in reading


def test_answers_of_a_pause_are_not_drawn():
    view = at("programme", month_1="stays_sore")
    assert list(view.table["plan"][3:]) == ["paused"] * 9
    assert list(view.table["pain (0 to 10)"][3:]) == [""] * 9


def test_a_walk_through_the_single_weeks_is_the_plan():
    """The page can answer weekly: state by state it goes where the twelve weeks go."""
    answers = answered("settles", "flares", "stays_sore")
    weeks = programme.plan("low step-down", "painless", answers)
    shown, over = "low step-down, 5 cm, 3 × 6", 0
    for week, answer in zip(weeks, answers, strict=True):
        if not week.level:
            assert shown == "paused"
            break
        assert shown == twelve_weeks.dose(week.level)
        pain_over = answer.pain > programme.PAIN_RULES["painless"].most_pain
        table = at(
            "next_week",
            rung=week.level.rung.name,
            repetitions=week.level.repetitions,
            week_before=list(next_week.BEFORE)[over],
            pain_over=pain_over,
            sorer=answer.sorer_next_morning,
        ).table
        shown = table["what"][1].split(";")[0]
        over = over + 1 if pain_over or answer.sorer_next_morning else 0
    else:
        pytest.fail("expected a pause, for which the months were chosen")


def test_the_shown_rule_says_what_is_chosen_by_this_course():
    table = at("next_week").table.set_index("")
    assert table.loc["rule", "what"] == programme.RULES["rise"].says
    assert table.loc["this course's choice", "what"] == programme.RULES["rise"].chosen
