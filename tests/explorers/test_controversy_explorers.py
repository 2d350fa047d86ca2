"""The explorers on the VMO controversy: what they draw is what the tables and the models say.

Numbers the chapter tells of other states than the first are held here; nbval sees only the first.
"""

import pytest
from at_state import at

from vastus import data, references
from vastus.explorers import group_overlap, pooled_differences, retest_noise

# pooled_differences


def drawn(view):
    """Estimate and limits of every marker drawn, by the place of its row."""
    found = {}
    for line, marks in zip(view.figure.data[1::2], view.figure.data[2::2], strict=False):
        if marks.mode != "markers":
            break
        for number, (x, y) in enumerate(zip(marks.x, marks.y, strict=True)):
            found[int(y)] = (x, *line.x[3 * number : 3 * number + 2])
    return found


def test_every_pooled_difference_is_drawn_as_printed_in_the_order_of_the_table():
    printed = data.table("pooled_differences")
    marks = drawn(at("pooled_differences"))
    assert [marks[place] for place in range(len(printed))] == list(
        printed[["estimate", "ci_low", "ci_high"]].itertuples(index=False, name=None)
    )


def test_mirroring_turns_only_what_is_lower_and_keeps_the_length_of_every_interval():
    before, after = drawn(at("pooled_differences")), drawn(at("pooled_differences", compare_sizes=True))
    for place, (estimate, low, high) in before.items():
        assert after[place] == ((estimate, low, high) if estimate > 0 else (-estimate, -high, -low))


def test_each_row_says_what_its_sign_means():
    for row in data.table("pooled_differences").itertuples():
        assert row.label.startswith("Later: " if row.estimate > 0 else "Lower: ")
        assert len(row.label) <= 29
        assert {"later", "lower"} & set((row.when_positive if row.estimate > 0 else row.when_negative).split())


def test_lateness_is_the_smallest_of_the_pooled_differences_and_the_reflex_the_largest():
    """alsaleh2021: 0.44 (0.03 to 0.85) against −1.12 for the H-reflex."""
    reading = at("pooled_differences", compare_sizes=True).reading
    assert "smallest of 6 differences is “Later: VM after VL” (0.44 SD)" in reading
    assert "largest “Lower: H-reflex of VM” (1.12 SD)" in reading
    assert "interval of “Later: VM after VL” comes nearest to nought (0.03)" in reading


def test_every_interval_lies_on_the_axis_which_stands_still():
    low, high = pooled_differences.RANGE_SD
    for compare_sizes in (False, True):
        view = at("pooled_differences", compare_sizes=compare_sizes)
        assert tuple(view.figure.layout.xaxis.range) == (low, high)
        assert all(low < value < high for limits in drawn(view).values() for value in limits)


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
    "state, said",
    [
        ({}, ["overlap by 83 percent", "finds 59 of 100", "clears 59 of 100", "right 32 times"]),
        ({"prevalence_percent": 7.2}, ["right 10 times"]),
    ],
)
def test_the_groups_overlap_as_the_chapter_says(state, said):
    reading = at("group_overlap", **state).reading
    for words in said:
        assert words in reading


@pytest.mark.parametrize("difference_sd, right", [(0.03, 51), (0.44, 59), (0.85, 66), (0.925, 68)])
def test_the_best_cut_gets_right_what_the_chapter_says(difference_sd, right):
    table = at("group_overlap", difference_sd=difference_sd).table.set_index("quantity")
    assert round(float(table.loc["both, at the best single cut (midway)", "value"].rstrip("%"))) == right


def test_curves_and_cut_stay_on_an_axis_that_stands_still():
    for state in group_overlap.EXPLORER.states():
        figure = group_overlap.EXPLORER.at(state).figure
        assert tuple(figure.layout.yaxis.range) == (0, group_overlap.TOP)
        assert max(max(line.y) for line in figure.data) < group_overlap.TOP


# retest_noise


@pytest.mark.parametrize(
    "state, said",
    [
        ({}, "in 5 of 100 tests"),
        ({"true_delay_ms": 6}, "in 26 of 100 tests"),
        ({"true_delay_ms": 15}, "in 79 of 100 tests"),
        ({"true_delay_ms": 10}, "in 50 of 100 tests; two tests of it disagree in 50 of 100 pairs"),
        ({"sem_ms": 11.3}, "in 19 of 100 tests"),
    ],
)
def test_one_test_calls_as_many_knees_delayed_as_the_chapter_says(state, said):
    assert said in at("retest_noise", **state).reading


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
    table = at("timing_evidence", design="prospective", task="reflex").table
    assert table["placed under"].tolist() == ["no difference"]


@pytest.mark.parametrize(
    "state, said",
    [({}, "10 towards VMO, 7 no change"), ({"what_changed": "knee depth"}, "4 towards VMO, 1 no change")],
)
def test_the_ratio_map_counts_what_the_chapter_counts(state, said):
    assert said in at("ratio_evidence", **state).reading
