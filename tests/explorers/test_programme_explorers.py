"""The explorers of the programme: what they draw is what the rule decides."""

import itertools

import pytest
from at_state import at

from vastus import programme
from vastus.explorers import next_week
from vastus.explorers import programme as twelve_weeks


def answered(*months):
    return [answer for month in months for answer in twelve_weeks.MONTHS[month][1]]


def test_the_drawn_ladder_and_load_are_those_of_the_plan():
    for months in itertools.product(twelve_weeks.MONTHS, repeat=3):
        state = dict(zip(("month_1", "month_2", "month_3"), months, strict=True), start="step-up")
        ladder, load = at("programme", **state).plain["panels"]
        weeks = programme.plan("step-up", "below_three", answered(*months))
        active = [week for week in weeks if week.level]
        path, *verdicts = ladder["data"][: 1 + len(programme.VERDICTS)]
        assert path["y"][: len(active)] == [twelve_weeks.row(week.level) for week in active]
        assert set(path["y"][len(active) :]) <= {path["y"][len(active) - 1]}
        for verdict, trace in zip(twelve_weeks.VERDICTS, verdicts, strict=True):
            shown = [x for x, y in zip(trace["x"], trace["y"], strict=True) if y >= 0]
            assert shown == [week.number for week in active if week.verdict == verdict]
        assert load["data"][0]["y"] == [week.weekly_load for week in weeks]


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
    ladder = view.plain["panels"][0]["data"]
    rows = {trace["y"][0]: trace["text"] for trace in ladder if trace["mode"] == "text"}
    pain, sorer = (rows[twelve_weeks.ANSWERS[name]] for name in ("pain", "sorer"))
    assert (pain[:3], sorer[:3]) == (["2"] * 3, ["●"] * 3)
    assert pain[3:] == sorer[3:] == [" "] * 9
    assert view.headline == "Paused from week 4"


def test_a_walk_through_the_single_weeks_is_the_plan():
    """The page can answer weekly: state by state it goes where the twelve weeks go."""
    answers = answered("settles", "flares", "stays_sore")
    weeks = programme.plan("low step-down", "painless", answers)
    shown, over = "low step-down, 5 cm, 3 × 6", 0
    for week, answer in zip(weeks, answers, strict=True):
        if not week.level:
            assert shown == "paused"
            break
        assert shown == week.level.label
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
    table = at("next_week", week_before="settled").table.set_index("about")
    assert table.loc["rule", "what"] == programme.RULES["rise"].says
    assert table.loc["this course's choice", "what"] == programme.RULES["rise"].chosen


def test_the_single_week_opens_where_its_text_asks_and_the_headline_answers():
    """Both answers are fine after a week over the limit: rise, stay or fall?"""
    assert at("next_week").headline == "Stay: low step-down, 3 × 8"
    assert at("next_week", week_before="settled").headline == "Rise: low step-down, 3 × 10"
    assert at("next_week", sorer=True).headline == "Fall: step-up, 3 × 8"
    assert at("next_week", sorer=True, week_before="two").headline == "Pause: have the knee examined"


@pytest.mark.parametrize("week_before", next_week.BEFORE)
@pytest.mark.parametrize("rung", next_week.RUNGS)
def test_all_three_outcomes_are_drawn_and_the_one_the_answers_lead_to_is_marked(week_before, rung):
    state = programme.State(
        programme.LEVELS.index(programme.Level(next_week.RUNGS[rung], 8)), next_week.WEEKS_OVER[week_before]
    )
    wanted = []
    for verdict in programme.VERDICTS:
        after, _ = programme.next_week(state, verdict)
        wanted.append(twelve_weeks.AWAY if after.paused else twelve_weeks.row(programme.LEVELS[after.level]))
    for pain_over, sorer in itertools.product((False, True), repeat=2):
        view = at("next_week", rung=rung, week_before=week_before, pain_over=pain_over, sorer=sorer)
        data = view.plain["panels"][0]["data"]
        assert data[4]["y"] == wanted and data[5]["y"] == [wanted[pain_over + sorer]]
        assert [text == "pause" for text in data[7]["text"]] == [y == twelve_weeks.AWAY for y in wanted]
