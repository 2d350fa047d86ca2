"""The explorers on pragmatism and mechanism: what they draw is what the tables and the models say.

Numbers the chapter tells of other states than the first are held here; nbval sees only the first.
"""

import numpy as np
import pandas as pd
import pytest
from at_state import at
from in_the_book import frames_of

from vastus import data
from vastus.explorer import frames
from vastus.explorers import (
    clinic_without_controls,
    mechanism_and_trial,
    placebo_figures,
    surrogate,
    where_each_failed,
)

ONE_LINE_OF_A_PHONE = 33  # characters of a headline
NAMES = ("clinic_without_controls", "mechanism_and_trial", "placebo_figures", "surrogate", "where_each_failed")
CASES = data.table("debate_cases").set_index("id")


def told(view):
    """What the table says of each quantity."""
    table = view.table.set_index("quantity")
    return table[table.columns[0]]


# clinic_without_controls


BY_WEEK, BY_COMPARISON = clinic_without_controls.BY_WEEK, clinic_without_controls.BY_COMPARISON


def mean_pain(view):
    """The heavy line: what the clinic's patients report from the visit on."""
    (line,) = [line.y for line in view.figure[BY_WEEK].data if line.line.width == 3]
    return line


def labels_of_parts(view):
    """Words beside the parts at the follow-up, and their heights, from the top."""
    labels = next(trace for trace in view.figure[BY_WEEK].data if trace.mode == "text")
    return [(text.strip(), y) for text, y in zip(labels.text, labels.y, strict=True) if text.strip()]


def test_a_treatment_that_does_nothing_looks_good_in_the_clinic_and_not_in_the_trial():
    view = at("clinic_without_controls", people=500)
    assert told(view)["Clinic, before–after, 500 people"] == "23.5 (21.8 to 25.2)"
    assert told(view)["Trial against placebo, 500 people"] == "2.6 (−0.6 to 5.7)"
    assert view.headline == "Clinic 23.5 points, trial 2.6"


def test_the_parts_drawn_in_a_row_add_up_and_the_line_ends_where_they_say():
    view = at("clinic_without_controls", treatment=10)
    bars = {bar.name: list(bar.x) for bar in view.figure[BY_COMPARISON].data if bar.type == "bar"}
    rows = dict(zip(clinic_without_controls.ROWS, zip(*bars.values(), strict=True), strict=True))
    assert sum(rows["placebo"]) == 10
    assert sum(rows["untreated"]) == pytest.approx(15.32)
    line = mean_pain(view)
    assert line[0] - line[-1] == pytest.approx(sum(rows["clinic"]))


def test_the_bands_between_the_visit_and_the_line_are_the_parts():
    view = at("clinic_without_controls", treatment=10)
    bands = [trace for trace in view.figure[BY_WEEK].data if trace.fill == "toself"]
    weeks = len(clinic_without_controls.SINCE_WEEKS)
    heights = [band.y[weeks - 1] - band.y[weeks] for band in bands]
    assert heights == pytest.approx([12.15, 6.21, 5.32, 10], abs=0.01)
    assert [text for text, _ in labels_of_parts(view)] == [
        "regression 12.1",
        "by itself 6.2",
        "expectation 5.3",
        "treatment 10.0",
    ]


def test_no_two_labels_of_parts_are_drawn_over_each_other():
    for state in clinic_without_controls.EXPLORER.states():
        if state["people"] == 80:  # how many are drawn does not move a part
            heights = [y for _, y in labels_of_parts(clinic_without_controls.view(**state))]
            assert all(np.diff(heights) <= -clinic_without_controls.LINE_POINTS), state


def test_every_interval_of_the_clinic_lies_on_its_axis():
    low, high = clinic_without_controls.POINTS
    for state in clinic_without_controls.EXPLORER.states():
        drawn = clinic_without_controls.view(**state).figure[BY_COMPARISON].data
        (intervals,) = [trace.x for trace in drawn if trace.type == "scatter" and trace.mode == "lines"]
        assert all(low < x < high for x in intervals if x is not None), state


@pytest.mark.parametrize(
    "state, said",
    [
        ({}, {"pain at the visit, mean": "74.3", "improvement in all": "23.7", "expectation": "5.3"}),
        ({"expectation": 0, "eased_percent": 0}, {"improvement in all": "12.1", "eased by itself": "0.0"}),
        ({"entry": "75"}, {"regression to the mean": "17.9"}),
        ({"entry": "any"}, {"regression to the mean": "0.0"}),
        ({"treatment": 10}, {"Trial against placebo, 80 people": "5.4 (−2.2 to 12.9)"}),
        ({"treatment": 10, "people": 500}, {"Trial against placebo, 500 people": "12.6 (9.4 to 15.7)"}),
    ],
)
def test_the_clinic_and_the_trial_see_what_the_chapter_says(state, said):
    found = told(at("clinic_without_controls", **state))
    assert {quantity: found[quantity] for quantity in said} == said


def test_a_working_treatment_adds_its_ten_points_to_what_the_clinic_sees():
    assert at("clinic_without_controls").headline.startswith("Clinic 22.9 points")
    assert at("clinic_without_controls", treatment=10).headline.startswith("Clinic 32.9 points")


def test_what_eases_by_itself_is_at_most_a_fifth_and_called_an_assumption():
    """No course of PFP without any care was read; shares of treated people stood here once, as if it were one."""
    for state in clinic_without_controls.EXPLORER.states():
        assert state["eased_percent"] <= 20
    eased = at("clinic_without_controls").table.set_index("quantity").loc["of it, eases by itself in 12 weeks"]
    assert list(eased) == ["10%", "assumed"]


def test_expectation_stands_as_in_the_table():
    placebo = data.table("contextual_effects").set_index("id").loc["X7"]
    assert set(clinic_without_controls.EXPECTATION_SOURCES) == {0, -placebo["value"], -placebo["ci_low"]}


def test_the_published_share_of_a_placebo_group_can_be_reached_beside_a_small_placebo_effect():
    """ezzatvar2024: 46% (41 to 52%) of the change under exercise; saueressig2024: 5.32 points against nothing."""
    table = at("clinic_without_controls", treatment=20, eased_percent=0).table.set_index("quantity")
    (share, source) = table.loc["share of it that a placebo group sees too"]
    assert 41 <= float(share.rstrip("%")) <= 52
    assert "46% (41 to 52%)" in source
    assert table.loc["expectation"].iloc[0] == "5.3"


def test_mean_pain_stays_on_its_scale():
    for state in clinic_without_controls.EXPLORER.states():
        if state["people"] == 80:  # how many are drawn does not move the mean
            line = mean_pain(clinic_without_controls.view(**state))
            assert 0 <= min(line) and max(line) <= 100, state


# placebo_figures


@pytest.mark.parametrize(
    "state, headline",
    [
        ({}, "Placebo’s share: 47%"),
        ({"quote": "placebo"}, "Placebo over nothing: 5 points"),
        ({"quote": "imitation"}, "Against placebo: 16 points"),
        ({"quote": "untreated"}, "Against nothing: 21 points"),
        ({"quote": "before"}, "Before–after: 30 points"),
        ({"hope": 0}, "Placebo’s share: 36%"),
        ({"by_itself": 0}, "Placebo’s share: 24%"),
        ({"exercise": 0}, "Placebo’s share: 100%"),
        ({"by_itself": 0, "hope": 0, "exercise": 0}, "Placebo’s share: nothing to share"),
    ],
)
def test_one_trial_gives_the_figures_that_the_chapter_says(state, headline):
    assert at("placebo_figures", **state).headline == headline


def test_the_parts_of_a_group_add_up_to_its_fall_and_the_quoted_piece_lies_between_two_of_them():
    for state in placebo_figures.EXPLORER.states():
        drawn = placebo_figures.view(**state)
        bars = [trace for trace in drawn.figure.data if trace.type == "bar"]
        falls = [sum(parts) for parts in zip(*(bar.x for bar in bars), strict=True)]
        assert [f"{fall:g}" for fall in falls] == list(drawn.table["points, or as said"][:3])
        lines = [trace for trace in drawn.figure.data if trace.type == "scatter" and trace.mode == "lines"]
        (piece,) = [line.x[:2] for line in lines if line.line.width == 9]
        assert set(piece) <= {0, *falls}
        assert max(falls) < drawn.figure.layout.xaxis.range[1]


def test_the_two_published_placebo_figures_stand_in_the_table_with_their_sources():
    share, against_nothing = at("placebo_figures").table.iloc[-2:].itertuples(index=False, name=None)
    assert share[1:] == ("46% (41 to 52%)", "Ezzatvar et al. 2024")
    assert against_nothing[1:] == ("5.3 (3.4 to 7.2) points", "Saueressig et al. 2024")


# mechanism_and_trial


def trial_share(**state):
    return float(told(at("mechanism_and_trial", **state))["share of the trial in the result"].rstrip("%"))


def test_a_large_trial_outweighs_a_story_and_a_small_one_does_not():
    shares = [trial_share(people=people, story="complete") for people in (20, 60, 180, 600)]
    assert shares == sorted(shares)
    assert shares[0] < 50 < shares[-1]


def test_size_does_not_buy_away_what_is_unknown_of_a_bias():
    belief = mechanism_and_trial.BIASES["everybody"][1]
    low, high = mechanism_and_trial.evidence(10, 600, mechanism_and_trial.PAIN_SD, belief).interval()
    assert high - low > 2 * 1.95 * belief.sd


@pytest.mark.parametrize(
    "state, trial, both, headline",
    [
        (
            {"story": "complete", "people": 20, "difference": 15, "bias": "everybody"},
            "4.9 (−16.7 to 26.5)",
            "8.8 (−1.5 to 19.2)",
            "8.8 points; the trial counts 23%",
        ),
        (
            {"story": "complete", "people": 600, "difference": 0, "bias": "none"},
            "0.0 (−3.5 to 3.5)",
            "0.8 (−2.5 to 4.2)",
            "0.8 points; the trial counts 92%",
        ),
        (
            {"story": "none", "people": 600, "difference": 0, "bias": "none"},
            "0.0 (−3.5 to 3.5)",
            "0.0 (−3.4 to 3.4)",
            "0.0 points; the trial counts 92%",
        ),
        (
            {"story": "complete", "people": 600, "difference": 15, "bias": "everybody"},
            "4.9 (−5.5 to 15.4)",
            "7.2 (−0.7 to 15.0)",
            "7.2 points; the trial counts 56%",
        ),
        (
            {"story": "complete", "people": 600, "difference": 15, "bias": "none"},
            "15.0 (11.5 to 18.5)",
            "14.6 (11.2 to 18.0)",
            "14.6 points; the trial counts 92%",
        ),
        (
            {"people": 600, "difference": 10, "bias": "everybody"},
            "−0.1 (−10.5 to 10.4)",
            "1.2 (−7.5 to 9.9)",
            "1.2 points; the trial counts 69%",
        ),
    ],
)
def test_a_story_and_a_trial_leave_what_the_chapter_says(state, trial, both, headline):
    view = at("mechanism_and_trial", **state)
    assert told(view)["trial alone"] == trial
    assert told(view)["both together"] == both
    assert view.headline == headline


def test_the_bias_of_assessors_is_the_published_one_in_the_spread_of_the_outcome():
    bias = mechanism_and_trial.ASSESSORS_KNEW
    assert bias.mean == pytest.approx(0.23 * 21.9)  # hrobjartsson2013, moseley2002
    assert bias.interval() == pytest.approx((0.06 * 21.9, 0.40 * 21.9), abs=0.01)


def test_every_curve_has_the_shape_of_its_belief_and_stands_over_its_mean_and_interval():
    view = at("mechanism_and_trial", difference=5, bias="none", story="complete")
    lines = [trace for trace in view.figure.data if trace.mode == "lines"]
    curves, intervals = lines[::2], lines[1::2]
    marks = [trace for trace in view.figure.data if trace.mode == "markers"]
    found = mechanism_and_trial.evidence(5, 60, mechanism_and_trial.PAIN_SD, mechanism_and_trial.BIASES["none"][1])
    means = [10, found.mean, mechanism_and_trial.update(mechanism_and_trial.STORIES["complete"][1], found).mean]
    for curve, interval, mark, mean in zip(curves, intervals, marks, means, strict=True):
        height = mark.y[0] - curve.y  # the axis runs downwards
        area = np.trapezoid(height, curve.x)
        assert mark.x[0] == pytest.approx(mean)
        assert np.trapezoid(curve.x * height, curve.x) / area == pytest.approx(mean, abs=0.05)
        inside = (curve.x >= interval.x[0]) & (curve.x <= interval.x[1])
        assert np.trapezoid(np.where(inside, height, 0), curve.x) / area == pytest.approx(0.95, abs=0.02)


def test_every_interval_of_a_belief_lies_on_the_axis():
    low, high = mechanism_and_trial.EFFECTS
    for state in mechanism_and_trial.EXPLORER.states():
        for line in mechanism_and_trial.view(**state).figure.data:
            if line.mode == "lines" and line.line.width == 5:
                assert low < line.x[0] < line.x[1] < high, state


# where_each_failed


@pytest.mark.parametrize("row", CASES.dropna(subset="effect").index)
def test_a_published_effect_stands_in_the_table_as_published(row):
    case = CASES.loc[row]
    table = at("where_each_failed", verdicts=True).table
    found = table[table["outcome"] == case["row_label"]].iloc[0]
    assert found["interval"] == "as published"
    for number in (case["effect"], case["ci_low"], case["ci_high"]):
        assert f"{number:g}".replace("-", "−") in found["effect (95% interval)"]


def test_all_cases_stand_in_one_of_two_columns_and_all_rows_in_the_table():
    assert set(where_each_failed.CASES) == set(CASES["case_group"])
    assert (CASES.groupby("case_group")["promise"].nunique() == 1).all()
    assert len(at("where_each_failed").table) == len(CASES)


def test_every_row_of_the_coding_gives_its_reason_in_one_sentence():
    for reason in CASES["coding_reason"]:
        assert reason[0].isupper() and reason.endswith(".")


@pytest.mark.parametrize("row", CASES.index)
def test_the_direction_coded_is_the_one_its_numbers_give(row):
    case = CASES.loc[row]
    estimate, _ = where_each_failed._difference(next(CASES.loc[[row]].reset_index().itertuples()))
    if estimate is None:
        assert case["direction"] in ("no_difference", "better", "left_open", "not_compared")
        return
    none = 0 if pd.isna(case["active_events"]) else 1
    if estimate.low <= none <= estimate.high:
        assert case["direction"] in ("no_difference", "left_open")
    else:
        higher = "worse" if case["better_when"] == "lower" else "better"
        assert case["direction"] == (higher if estimate.low > none else {"worse": "better", "better": "worse"}[higher])


def test_treatments_that_ended_alike_with_nobody_untreated_are_not_counted_as_failures():
    """Three programmes with advice in common, and hip exercise against orthoses, once stood among the failures."""
    assert list(CASES.index[CASES["direction"] == "left_open"]) == ["C15", "C18", "C16"]
    reading = at("where_each_failed", case="hip strength", guess="better").reading
    assert "50% of people with the treatment, 48% with foot orthoses" in reading  # matthews2020


THE_CASE, ALL = where_each_failed.THE_CASE, where_each_failed.ALL
LINE_END = where_each_failed.LINE_END


def marks_of(view):
    """Places across of the marks in the panel of the case, by kind; those that wait outside are left out."""
    drawn = [trace.x for trace in view.figure[THE_CASE].data if trace.mode == "markers"]
    return {
        kind: [x for x in xs if x != where_each_failed.AWAY]
        for kind, xs in zip(where_each_failed.MARKS, drawn, strict=True)
    }


def words_of(view, panel):
    return [text for trace in view.figure[panel].data if trace.mode == "text" for text in trace.text if text.strip()]


@pytest.mark.parametrize("case", where_each_failed.CASES)
def test_nothing_of_a_result_shows_before_the_guess(case):
    view = at("where_each_failed", case=case)
    assert not any(marks_of(view).values())
    assert words_of(view, ALL).count("?") == len(where_each_failed.CASES)
    said = " ".join([view.headline, view.reading, *words_of(view, THE_CASE)])
    for row in CASES[CASES["case_group"] == case].reset_index().itertuples():
        for result in (where_each_failed._told_groups(row), where_each_failed._effect(row), row.coding_reason):
            assert result not in said or not any(character.isdigit() for character in result)


@pytest.mark.parametrize("case", where_each_failed.CASES)
def test_the_table_tells_a_case_after_its_guess_and_no_other(case):
    """It once told all nine verdicts under every guess."""
    whole = at("where_each_failed", verdicts=True).table
    told = whole["case"] == where_each_failed.CASES[case]
    for guess, known in (("none", whole["case"] == ""), ("better", told)):
        table = at("where_each_failed", case=case, guess=guess).table
        assert table[known].equals(whole[known])
        assert set(table.loc[~known, "found"]) == {"guess first"}
        assert (table.loc[~known, where_each_failed.RESULTS] == "").all(axis=None)


def test_a_guess_shows_the_verdict_of_its_case_alone_and_the_switch_those_of_all():
    guessed = words_of(at("where_each_failed", case="heart drugs", guess="better"), ALL)
    assert "××× worse" in guessed and guessed.count("?") == len(where_each_failed.CASES) - 1
    everything = words_of(at("where_each_failed", verdicts=True), ALL)
    assert "?" not in everything and "○○◆ mixed" in everything and "△△ left open" in everything


@pytest.mark.parametrize(
    "case, headline",
    [
        ("heart drugs", "Worse with it in 3 of 3"),
        ("meniscus surgery", "No difference shown in 3 of 3"),
        ("vertebroplasty", "No difference shown in 2 of 3"),
        ("hip strength", "Left open in 2 of 2"),
        ("kneecap programme", "Nothing compared in 1 of 1"),
    ],
)
def test_the_headline_is_the_commonest_finding_whatever_the_guess(case, headline):
    for guess in ("worse", "no_difference", "better"):
        assert at("where_each_failed", case=case, guess=guess).headline == headline


@pytest.mark.parametrize("case", where_each_failed.CASES)
@pytest.mark.parametrize("show", where_each_failed.SHOW)
def test_every_number_of_a_case_is_drawn_and_lies_on_its_line(case, show):
    view = at("where_each_failed", case=case, show=show, guess="better")
    drawn = marks_of(view)
    assert all(-LINE_END <= x <= LINE_END for xs in drawn.values() for x in xs)
    rows = list(CASES[CASES["case_group"] == case].itertuples())
    if show == "difference" and case not in where_each_failed.IN_WORDS:
        kinds, numbers = ("published", "own calculation"), [where_each_failed._difference(row)[0] for row in rows]
    else:
        kinds, numbers = ("treated",), [where_each_failed._groups(row) for row in rows]
    assert sum(len(drawn[kind]) for kind in kinds) == sum(bool(number) for number in numbers)


def test_an_interval_is_drawn_to_the_scale_of_its_row():
    """sihvonen2013: −1.6 (−7.2 to 4.0) Lysholm points, on a line from −10 to 10."""
    view = at("where_each_failed", case="meniscus surgery", show="difference", guess="better")
    (limits,) = [line for line in view.figure[THE_CASE].data if line.mode == "lines" and line.line.width == 3]
    assert limits.x[:2] == pytest.approx([-0.72 * LINE_END, 0.4 * LINE_END])
    assert marks_of(view)["published"][0] == pytest.approx(-0.16 * LINE_END)


def test_a_relative_risk_is_drawn_on_a_log_scale_and_a_harm_to_the_left():
    """cast1989: 2.5 (1.6 to 4.5), on a line from 10 to 0.1."""
    view = at("where_each_failed", case="heart drugs", show="difference", guess="better")
    assert marks_of(view)["published"][0] == pytest.approx(-np.log10(2.5) * LINE_END)
    left, right = ([text for text in column.text if text.strip()] for column in view.figure[THE_CASE].data[9:11])
    assert left == ["10"] * 3 and right == ["0.1"] * 3


# surrogate


def test_people_look_the_same_whatever_makes_their_correlation():
    from_elsewhere = surrogate._people(surrogate.Paths(0.8, 0, 0.3, 0).correlation)
    from_a_link = surrogate._people(surrogate.Paths(0.8, 0.3, 0, 0).correlation)
    assert np.array_equal(from_elsewhere, from_a_link)


def test_the_people_drawn_show_the_correlation_that_is_set():
    """Sixty people drawn as they come showed 0.11 where 0.3 was set."""
    for correlation in (0, 0.3, 0.9):
        marker, outcome = surrogate._people(correlation)
        for group in (0, 1):
            assert np.corrcoef(marker[group], outcome[group])[0, 1] == pytest.approx(correlation)
            assert outcome[group].std() == pytest.approx(1)


PEOPLE, RESULT = "The people", "Promise and result"


def people_drawn(view):
    """Untreated and treated people, and the marks of the promise and of what was found."""
    return [trace for trace in view.figure[PEOPLE].data if trace.mode == "markers"]


@pytest.mark.parametrize(
    "state, promised, found, headline",
    [
        ({}, 0.24, 0, "Promised +0.24, found 0 SD"),  # a marker that improves, and nothing comes of it
        ({"other_paths": -0.4}, 0.24, -0.4, "Promised +0.24, found −0.4 SD"),  # as fine a marker, and harm
        ({"link": 0.6, "shared": 0}, 0.48, 0.48, "Promised +0.48, found +0.48 SD"),  # one that tells the truth
    ],
)
def test_what_the_marker_promises_and_a_trial_finds_is_what_the_chapter_says(state, promised, found, headline):
    view = at("surrogate", **state)
    *_, promise, result = people_drawn(view)
    assert (promise.x[0], promise.y[0]) == pytest.approx((0.8, promised))
    assert (result.x[0], result.y[0]) == pytest.approx((0.8, found))
    assert view.headline == headline
    assert f"end {'less well' if found < 0 else 'better' if found else 'no better'}" in view.reading


def test_what_the_paths_add_leads_from_nothing_to_what_is_found():
    view = at("surrogate", link=0.6, other_paths=-0.2)
    _, passed_on, added, found = [trace.x[:2] for trace in view.figure[RESULT].data if trace.mode == "lines"]
    assert passed_on == pytest.approx((0, 0.48))
    assert added == pytest.approx((0.48, 0.28))
    assert found == pytest.approx((0, 0.28))


def test_the_treated_are_the_untreated_moved_along_and_up():
    still = people_drawn(at("surrogate", marker_effect=0.4))
    moved = people_drawn(at("surrogate", marker_effect=1.2, other_paths=0.4))
    assert moved[1].x - still[1].x == pytest.approx(np.full(surrogate.PEOPLE, 0.8))
    assert moved[1].y - still[1].y == pytest.approx(np.full(surrogate.PEOPLE, 0.4))
    assert np.array_equal(moved[0].y, still[0].y)


def test_every_person_and_every_bar_is_in_the_picture():
    for state in surrogate.EXPLORER.states():
        figure = surrogate.EXPLORER.at(state).figure
        for points in people_drawn(surrogate.EXPLORER.at(state)):
            assert min(points.x) > surrogate.SHOWN_SD[0] and max(points.x) < surrogate.SHOWN_SD[1], state
            assert min(points.y) > surrogate.SHOWN_SD[0] and max(points.y) < surrogate.SHOWN_SD[1], state
        low, high = figure[RESULT].layout.xaxis.range
        ends = [x for bar in figure[RESULT].data if bar.mode == "lines" for x in bar.x[:2]]
        assert low < min(ends) and max(ends) < high, state


def test_the_anchors_stand_as_published():
    timing, mediated = at("surrogate").table.iloc[-2:].itertuples(index=False)
    assert timing.value == "pain was not an outcome"  # bennell2010
    assert "60 people without current pain" in timing.quantity
    assert mediated.value == "−0.13 (−0.49 to 0.23) squats"  # holdenmediation
    assert "218 people" in mediated.quantity


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_has_room_for_every_axis_title(name):
    for panel in at(name).plain["panels"]:
        axes = [axis for key, axis in panel["layout"].items() if key[1:].startswith("axis")]
        assert all(len(axis["title"]["text"]) < 30 for axis in axes if "title" in axis)


@pytest.mark.parametrize("name", NAMES)
def test_headline_and_reading_are_short_in_every_state(name, book):
    compiled = frames_of(book, name)
    assert all(0 < len(text) <= ONE_LINE_OF_A_PHONE for text in frames.texts(compiled, "headline"))
    assert all(len(text.split()) <= 40 for text in frames.texts(compiled, "reading"))


@pytest.mark.parametrize("name", NAMES)
def test_a_step_changes_places_and_words_alone(name, book):
    """Which the page redraws in one frame."""
    for leaf in frames_of(book, name)["varying"]:
        if leaf["path"][0] == "panels":
            assert leaf["path"][2] == "data" and leaf["path"][4] in ("x", "y", "text", "hovertext"), leaf["path"]
