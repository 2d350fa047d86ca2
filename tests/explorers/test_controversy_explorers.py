"""The explorers on the VMO controversy: what they draw is what the tables and the models say.

Numbers the chapter tells of other states than the first are held here; nbval sees only the first.
"""

import re

import pytest
from at_state import at
from in_the_book import frames_of

from vastus import data, explorers, references
from vastus.explorer import evidence_map, frames
from vastus.explorers import both_sides, group_overlap, none_of_n, pooled_differences, ratio_evidence, retest_noise

NAMES = (
    "retest_noise",
    "group_overlap",
    "timing_evidence",
    "ratio_evidence",
    "pooled_differences",
    "both_sides",
    "none_of_n",
)

# pooled_differences


def drawn(view):
    """Estimate and limits of every diamond drawn, from the top."""
    found = {}
    for trace in view.figure.data:
        if trace.fill == "toself":
            for corner in range(0, len(trace.x), 6):
                low, estimate, high = trace.x[corner : corner + 3]
                found[trace.y[corner]] = (estimate, low, high)
    return [found[y] for y in sorted(found)]


def test_every_pooled_difference_is_drawn_as_printed_in_the_order_of_the_table():
    printed = data.table("pooled_differences")
    assert drawn(at("pooled_differences")) == list(
        printed[["estimate", "ci_low", "ci_high"]].itertuples(index=False, name=None)
    )


def test_mirroring_turns_only_what_is_lower_and_keeps_the_length_of_every_interval():
    before, after = drawn(at("pooled_differences")), drawn(at("pooled_differences", compare_sizes=True))
    assert after == [
        (estimate, low, high) if estimate > 0 else (-estimate, -high, -low) for estimate, low, high in before
    ]


def test_each_row_says_what_its_sign_means_under_the_muscle_it_speaks_of():
    meaning = {"later": "later", "smaller": "lower", "weaker": "lower", "slower": "lower"}
    for row in data.table("pooled_differences").itertuples():
        (said,) = [meaning[word] for word in row.label.replace(",", "").split() if word in meaning]
        assert said in (row.when_positive if row.estimate > 0 else row.when_negative).split()
        assert len(row.label) <= 23
    assert pooled_differences.ROWS["measured"].tolist() == ["VM"] * 2 + ["knee extensors"] * 4


def test_lateness_is_the_smallest_of_the_pooled_differences_and_the_reflex_the_largest():
    """alsaleh2021: 0.44 (0.03 to 0.85) against −1.12 for the H-reflex."""
    assert at("pooled_differences").headline == "VM 0.44 SD later (0.03 to 0.85)"
    mirrored = at("pooled_differences", compare_sizes=True)
    assert mirrored.headline == "Smallest: VM starts later than VL, 0.44 SD"
    assert "largest its smaller H-reflex (1.12 SD)" in mirrored.reading


def test_every_interval_lies_on_the_axis_which_stands_still():
    low, high = pooled_differences.RANGE_SD
    for compare_sizes in (False, True):
        view = at("pooled_differences", compare_sizes=compare_sizes)
        assert tuple(view.figure.layout.xaxis.range) == (low, high)
        assert all(low < value < high for limits in drawn(view) for value in limits)


# group_overlap


def test_the_scale_begins_at_the_pooled_difference_and_ends_at_the_largest_published_one():
    """alsaleh2021: 0.44 (0.03 to 0.85); briani2016: 4.06 less −14.4 ms, at an assumed spread of 20 ms."""
    difference, *_ = group_overlap.EXPLORER.controls
    assert difference.initial == 0.44
    assert {0.03, 0.44, 0.85} < set(difference.values)
    assert max(difference.values) == pytest.approx((4.06 + 14.4) / 20, abs=0.003)
    table = at("group_overlap", difference_sd=max(difference.values)).table.set_index("quantity")
    assert table.loc["the same where one SD is 20 ms", "value"] == "18.5 ms"


def test_the_assumed_spread_is_close_to_what_the_retest_study_implies():
    """cowan2000reliab: an error of 6.20 ms and an ICC of 0.91 going up."""
    assert group_overlap.ASSUMED_SD_MS == pytest.approx(retest_noise.SPREAD_MS, rel=0.05)


@pytest.mark.parametrize(
    "state, overlap, found, right",
    [({}, "82.6%", 59, 32), ({"prevalence_percent": 7.2}, "82.6%", 59, 10)],
)
def test_the_groups_overlap_and_a_late_test_is_right_as_the_chapter_says(state, overlap, found, right):
    view = at("group_overlap", **state)
    assert view.headline == f"Right for {right} of 100 called late"
    assert f"finds {found} of 100 people with pain and clears {found} of 100 without" in view.reading
    assert view.table.set_index("quantity").loc["overlap", "value"] == overlap
    assert "overlap<br>83%" in [text for trace in view.figure.data for text in trace.text or ()]


@pytest.mark.parametrize("difference_sd, right", [(0.03, 51), (0.44, 59), (0.85, 66), (0.925, 68)])
def test_the_best_cut_gets_right_what_the_chapter_says(difference_sd, right):
    table = at("group_overlap", difference_sd=difference_sd).table.set_index("quantity")
    assert round(float(table.loc["both, at the best single cut (midway)", "value"].rstrip("%"))) == right


def test_curves_and_cut_stay_on_an_axis_that_stands_still():
    fewest = min(group_overlap.PUBLISHED_PREVALENCES)
    figure = at("group_overlap", prevalence_percent=fewest).figure
    assert tuple(figure.layout.yaxis.range) == (0, group_overlap.TOP)
    assert max(max(line.y) for line in figure.data) <= group_overlap.TOP


# retest_noise


@pytest.mark.parametrize(
    "state, said",
    [
        ({}, "5 of 100 tests say late"),
        ({"true_delay_ms": 6}, "26 of 100 tests say late"),
        ({"true_delay_ms": 15}, "79 of 100 tests say late"),
        ({"true_delay_ms": 10}, "50 of 100 tests say late"),
        ({"sem_ms": 11.3}, "19 of 100 tests say late"),
        ({"true_delay_ms": 30}, "More than 99 of 100 tests say late"),
    ],
)
def test_one_test_calls_as_many_knees_delayed_as_the_chapter_says(state, said):
    assert at("retest_noise", **state).headline == said


def test_on_the_criterion_a_second_test_contradicts_the_first_half_the_time():
    assert "contradicts the first in 50 of 100 pairs" in at("retest_noise", true_delay_ms=10).reading


def test_the_highest_curve_stays_on_an_axis_that_stands_still():
    _, error, _ = retest_noise.EXPLORER.controls
    figure = at("retest_noise", sem_ms=min(error.values)).figure
    assert tuple(figure.layout.yaxis.range) == (0, retest_noise.TOP)
    assert max(max(trace.y) for trace in figure.data) <= retest_noise.TOP


@pytest.mark.parametrize("true_delay_ms, left", [(0, True), (10, True), (12, False)])
def test_the_line_of_the_criterion_does_not_cross_the_name_of_the_true_delay(true_delay_ms, left):
    figure = at("retest_noise", true_delay_ms=true_delay_ms, criterion_ms=10).figure
    (place,) = (trace.textposition for trace in figure.data if "true delay" in "".join(trace.text or ()))
    assert place == ("middle left" if left else "middle right")


def test_every_error_says_whether_it_was_published_computed_or_chosen():
    _, error, _ = retest_noise.EXPLORER.controls
    where = {
        value: at("retest_noise", sem_ms=value).table.set_index("quantity")["where it comes from"].iloc[2]
        for value in error.values
    }
    assert [value for value, words in where.items() if words.startswith("published")] == [5.9, 6.2]
    assert [value for value, words in where.items() if words.startswith("computed")] == [11.3]


def test_three_studies_of_reliability_stand_beside_each_other():
    """cowan2000reliab 0.91, motealleh2011 0.70 or more, pazzinatto2015 in no measure."""
    rows = at("retest_noise").table.iloc[-3:]
    assert "ICC 0.91 up" in rows["value"].iloc[0]
    assert "ICC 0.70 or more" in rows["value"].iloc[1]
    assert "not consistent in any measure" in rows["value"].iloc[2]
    assert rows["where it comes from"].tolist() == [references.label(key) for key in retest_noise.RELIABILITY]


# the two maps


def test_the_timing_map_keeps_the_study_of_faster_reflexes_out_of_the_late_column():
    """waryasz2008 tabulates witvrouw2000: both reflexes faster, difference of the two p = 0.26."""
    table = at("timing_evidence", findings="prospective").table.set_index("source")
    assert table.loc[references.label("witvrouw2000"), "placed under"] == "no difference"


@pytest.mark.parametrize(
    "state, said",
    [({}, "10 towards VMO, 7 no change"), ({"what_changed": "knee depth"}, "4 towards VMO, 1 no change")],
)
def test_the_ratio_map_counts_what_the_chapter_counts(state, said):
    assert said in at("ratio_evidence", **state).reading


def test_another_finding_says_what_it_is():
    table = at("timing_evidence").table
    kinds = table[~table["placed under"].isin(["VMO later", "no difference"])]["placed under"].value_counts()
    assert kinds.to_dict() == {
        "treatment changed it": 4,
        "something else was timed": 3,
        "some people late, some not": 1,
    }


@pytest.mark.parametrize("name, control", [("timing_evidence", "findings"), ("ratio_evidence", "what_changed")])
def test_every_choice_of_a_map_has_as_many_findings_as_it_says(name, control):
    explorer = explorers.load(name)
    (choice,) = (found for found in explorer.controls if found.name == control)
    for value in choice.values:
        (count,) = re.findall(r"\d+", choice.text(value))
        assert len(at(name, **{control: value}).table) == int(count) > 0


def test_what_one_review_pooled_stands_over_the_findings_a_column_to_the_standard_deviation():
    """alsaleh2021: 0.44 (0.03 to 0.85)."""
    (diamond,) = (trace for trace in at("timing_evidence").figure.data if trace.fill == "toself" and None in trace.x)
    _, neither, later, _ = evidence_map.PLACES
    sd = [(x - neither) / (later - neither) for x in diamond.x[:3]]
    assert sd == pytest.approx([0.03, 0.44, 0.85])


def test_the_rule_stands_beside_the_three_studies_whose_rule_is_known():
    view = at("timing_evidence", show_rule=True)
    said = [text for trace in view.figure.data for text in trace.text or () if " SD, " in text]
    assert sorted(said) == ["3 SD, 50 Hz", "3 SD, 50 Hz", "5 SD, 15 Hz"]
    assert "known for 5 of 30 findings, from 3 studies" in view.reading


def test_contradiction_has_one_sign_and_names_who_contradicts():
    view = at("ratio_evidence", mark_conflicts=True)
    said = [text for trace in view.figure.data for text in trace.text or () if "≠" in text]
    assert {"≠ Miao", "≠ Boling", "≠ itself"} < set(said)
    assert len(said) == ratio_evidence.FINDINGS.query("conflict != ''").groupby(["group", "study"]).ngroups


# all


@pytest.mark.parametrize("name", NAMES)
def test_a_result_and_a_sentence_are_short_and_a_step_only_moves_marks_or_changes_words(name, book):
    compiled = frames_of(book, name)
    assert all(0 < len(text) <= 45 for text in frames.texts(compiled, "headline"))
    assert all(len(text.split()) <= 40 for text in frames.texts(compiled, "reading"))
    changed = {leaf["path"][-1] for leaf in compiled["varying"] if leaf["path"][0] == "panels"}
    assert changed <= {"x", "y", "text"}


# both_sides


@pytest.mark.parametrize("question", both_sides.QUESTIONS)
def test_every_claim_of_both_sides_stands_once_at_its_verdict(question):
    claims = data.table("seed-claims").set_index("id")
    view = at("both_sides", question=question)
    asked = both_sides.QUESTIONS[question]
    rows = list(both_sides.VERDICTS)
    for side, trace in zip(asked.sides, (mark for mark in view.figure.data if mark.mode == "markers"), strict=True):
        held = both_sides.ARGUMENT.positions[side].claims
        drawn_at = [rows[int(y // both_sides.ROW_PX)] for y in trace.y if y > 0]
        assert drawn_at == [claims.loc[claim, "verdict"] for claim in held]
        assert len({(x, y) for x, y in zip(trace.x, trace.y, strict=True) if y > 0}) == len(held)


def test_the_sceptics_are_supported_on_training_and_not_on_existence():
    supported = {q: at("both_sides", question=q).table.query("verdict == 'Supported'") for q in both_sides.QUESTIONS}
    assert supported["there"].empty
    assert at("both_sides", question="by-itself").headline == "4 of 9 claims supported"
    assert set(supported["by-itself"]["side"]) == {"No exercise singles the VMO out."}


# none_of_n


@pytest.mark.parametrize("limbs", none_of_n.LIMBS)
def test_the_limbs_that_may_have_it_after_none_were_seen_are_those_of_the_closed_form(limbs):
    least, possible, hardly = (
        sum(place >= 0 for place in trace.x)
        for trace in at("none_of_n", limbs=limbs).figure.data
        if trace.mode == "markers" and len(trace.x) == 100
    )
    assert (least, possible) == (0, round(100 * (1 - 0.025 ** (1 / limbs))))
    assert least + possible + hardly == 100


def test_nought_of_twenty_leaves_seventeen_and_no_fewer_than_368_limbs_leave_less_than_one():
    assert at("none_of_n").headline == "0 to 17 of 100 limbs"
    assert at("none_of_n", limbs=115, found="all").headline == "97 to 100 of 100 limbs"
    assert [n for n in (367, 368) if 1 - 0.025 ** (1 / n) < 0.01] == [none_of_n.ENOUGH]
