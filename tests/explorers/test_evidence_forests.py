"""Effects and course: what is drawn is what the tables print, turned and completed only as they say."""

import numpy as np
import pytest
from at_state import at

from vastus import data, explorers
from vastus.explorers import course_of_pfp, treatment_effects

# treatment_effects


@pytest.mark.parametrize("scale", treatment_effects.SCALES)
def test_every_drawn_interval_is_the_printed_one_turned_so_that_right_is_better(scale):
    printed = data.table("trial_effects_exercise_pfp").query("scale == @scale and drawn == 'yes'")
    rows = treatment_effects.on(scale)
    assert list(rows["id"]) == list(printed["id"])
    for row, (_, source) in zip(rows.itertuples(), printed.iterrows(), strict=True):
        expected = [source["ci_low"], source["estimate"], source["ci_high"]]
        if source["better"] == "lower":
            expected = [-value for value in reversed(expected)]
        assert [row.low, row.middle, row.high] == expected
        assert row.low < row.middle < row.high


def drawn_ends(**state):
    """Ends of the drawn intervals, as shares of the axis; what waits out of sight is left out."""
    ends = at("treatment_effects", **state).plain["panels"][0]["data"][3]["x"]
    return [pair for pair in zip(ends[::3], ends[1::3], strict=True) if pair[0] >= 0]


@pytest.mark.parametrize("scale", treatment_effects.SCALES)
def test_the_lines_are_as_long_as_the_intervals_on_one_axis(scale):
    """Wide intervals look wide: one straight line takes every printed end to its place."""
    rows = treatment_effects.on(scale)
    ends, printed = np.array(drawn_ends(scale=scale)), rows[["low", "high"]].to_numpy()
    assert np.polyval(np.polyfit(printed.ravel(), ends.ravel(), 1), printed) == pytest.approx(ends)
    assert ends.min() >= 0.04 - 1e-9 and ends.max() == pytest.approx(0.96)


def test_the_widest_interval_is_another_one_on_a_logarithmic_axis():
    straight, log = (at("treatment_effects", logarithmic=logarithmic).reading for logarithmic in (False, True))
    assert "“All of these + orthosis”, runs from 7.3 to 236.9, a factor of 32" in straight
    assert "“Exercise”, runs from 2.4 to 83.5, a factor of 35" in log
    for logarithmic, label in ((False, "All of these + orthosis"), (True, "Exercise")):
        lengths = np.ptp(drawn_ends(logarithmic=logarithmic), axis=1)
        assert treatment_effects.on("odds ratio")["label"][lengths.argmax()] == label


@pytest.mark.parametrize("scale", treatment_effects.SCALES)
def test_ticks_stand_where_their_numbers_say(scale):
    data = at("treatment_effects", scale=scale).plain["panels"][0]["data"]
    at_ticks, texts = data[8]["x"], data[8]["text"]
    shown = [(x, float(text.replace("−", "-"))) for x, text in zip(at_ticks, texts, strict=True) if text.strip()]
    rows = treatment_effects.on(scale)
    low, low_x = rows["low"].min(), min(drawn_ends(scale=scale))[0]
    high, high_x = rows["high"].max(), max(end for _, end in drawn_ends(scale=scale))
    for x, value in shown:
        assert x == pytest.approx(low_x + (value - low) * (high_x - low_x) / (high - low))
    assert len(shown) >= 3


def test_a_benefit_lies_to_the_right_whatever_the_sign_in_print():
    """The authors name the side their estimates favour; a row for neither side may lie anywhere."""
    drawn = treatment_effects.DRAWN
    favoured = drawn[drawn["favours"].str.contains("strengthening|education|exercise$|combined|orthoses", regex=True)]
    assert len(favoured) == 11
    for scale in favoured["scale"].unique():
        rows = treatment_effects.on(scale).merge(favoured[["id"]], on="id")
        assert (rows["low"] > treatment_effects.SCALES[scale].none).all()


def test_what_cannot_be_drawn_is_left_out_with_its_reason():
    table = data.table("trial_effects_exercise_pfp").set_index("id")
    alone = table.index[table["scale"] == "other"]  # a scale of one row, or no number
    assert set(table.index[table["drawn"] == "no"]) == {"E14", "E24", "E27", *alone}
    for key in ("E24", "E27"):
        middle = (table.loc[key, "ci_low"] + table.loc[key, "ci_high"]) / 2
        assert middle * table.loc[key, "estimate"] < 0  # the sign of one of them must be wrong
    assert (table["label"].str.len() <= 29).all()
    assert table["coding_reason"].str.endswith(".").all()


def test_the_margin_is_that_of_the_equivalence_trial_and_its_interval_lies_inside():
    assert treatment_effects.MARGIN == 8
    (trial,) = treatment_effects.on("points of 100").query("id == 'E13'").itertuples()
    assert -8 < trial.low < trial.high < 8


def test_every_scale_offered_says_how_many_estimates_it_has():
    scale, _ = explorers.load("treatment_effects").controls
    for name, text in scale.options.items():
        assert text.endswith(f"({len(at('treatment_effects', scale=name).table)})")


def test_the_headline_counts_the_intervals_without_no_difference():
    assert at("treatment_effects", scale="pain of 10").headline == "2 of 3 clear of “no difference”"


def test_an_effect_through_a_mechanism_is_read_with_how_its_trial_ended():
    assert "48 of 100 better with foot orthoses" in at("treatment_effects", scale="squats").reading


# course_of_pfp


def test_shares_are_the_printed_ones_or_what_is_left_of_a_hundred():
    table = data.table("natural_history_pfp").set_index("id")
    drawn = course_of_pfp.ROWS.set_index("id")
    assert set(table.index) - set(drawn.index) == {"N4", "N10", "N11", "N17"}
    assert drawn.loc["N5", ["low", "share", "high"]].tolist() == [50.8, 55.9, 60.9]
    assert drawn.loc["N14", ["low", "share", "high"]].tolist() == [12, 19, 27]
    assert drawn.loc["N15", "share"] == pytest.approx(100 * 13 / 18)
    for key, row in drawn.iterrows():
        printed = table.loc[key, "value_percent"]
        if key != "N15":
            assert row["share"] == (printed if row["share_drawn"] == "as printed" else 100 - printed)


def test_bounds_computed_here_come_out_as_the_printed_ones_where_both_can_be_had():
    """rathleff2016 prints 55.9 percent (50.8 to 60.9) of 504 and 12.8 (8.4 to 17.2) of 252."""
    for key, within in (("N5", 0.9), ("N6", 1.0)):
        row = course_of_pfp.ROWS.set_index("id").loc[key]
        count = round(row["share"] * row["denominator"] / 100)
        low, high = course_of_pfp.proportion.exact_bounds(count, row["denominator"])
        assert [100 * low, 100 * high] == pytest.approx([row["low"], row["high"]], abs=within)


def test_thirty_four_of_sixty_has_wide_bounds_and_an_unknown_number_of_answers_none():
    drawn = course_of_pfp.ROWS.set_index("id")
    assert drawn.loc["N3", ["low", "high"]].round().tolist() == [43, 69]
    assert drawn.loc[["N7", "N8", "N9", "N12", "N16"], "low"].isna().all()
    assert list(drawn.index[drawn["bounds"] == "computed here"]) == ["N1", "N2", "N3", "N15"]


def test_the_risk_against_peers_agrees_with_the_two_shares():
    """4.51 (3.15 to 6.45) stands in the table of prognosis; the shares give nearly the same."""
    drawn, factor = course_of_pfp.ROWS.set_index("id")["share"], course_of_pfp.FACTORS.loc["P6"]
    assert factor["ci_low"] < drawn["N5"] / drawn["N6"] < factor["ci_high"]
    assert "4.51 (3.15 to 6.45) times theirs" in at("course_of_pfp", show_peers=True).reading
    assert "times theirs" not in at("course_of_pfp").reading


def shown(trace):
    """What of a trace is on the axis of shares: the rest waits below it."""
    return [y for y in trace["y"] if y is not None and 0 <= y <= 100]


def test_only_shares_of_the_same_people_are_joined():
    """The 60 who answered after 5 to 8 years are not the 310 of the first year."""
    data = at("course_of_pfp").plain["panels"][0]["data"]
    joined = [shown(trace) for trace in data if trace.get("line", {}).get("dash") == "dot"]
    assert [line for line in joined if line] == [[55, 40], [14, 23, 19]]


@pytest.mark.parametrize("show_bounds", [False, True])
def test_no_line_passes_through_a_number(show_bounds):
    """Numbers stand beside their mark where no joining line leaves it, and never on an interval."""
    data = at("course_of_pfp", show_bounds=show_bounds, show_peers=True).plain["panels"][0]["data"]
    for bars, joining, _, numbers, _ in zip(*(data[1 + part :: 5] for part in range(5)), strict=True):
        line = dict(zip(joining["x"], joining["y"], strict=True))
        ends = sorted(line)
        for x, y, side in zip(numbers["x"], numbers["y"], numbers["textposition"], strict=True):
            if side == "middle right":
                assert x not in ends[:-1]
            elif side == "middle left":
                assert x not in ends[1:]
            else:
                here = [top for at_x, top in zip(bars["x"], bars["y"], strict=True) if at_x == x and top > 0]
                assert side != "top center" or y >= max([*here, line.get(x, 0)])


def test_a_count_alone_fades_the_others_and_every_count_says_how_many_shares_it_has():
    counted, *_ = explorers.load("course_of_pfp").controls
    for name, text in counted.options.items():
        view = at("course_of_pfp", counted_as=name)
        assert text.endswith(f"({len(view.table)})")
        marks = [trace for trace in view.plain["panels"][0]["data"] if trace["mode"] == "markers"]
        assert len(shown(marks[0])) == 12 and sum(len(shown(trace)) for trace in marks[1:]) == len(view.table)


def test_the_headline_follows_what_is_counted():
    assert at("course_of_pfp").headline == "14% to 94%, by what is counted"
    assert at("course_of_pfp", counted_as="unfavourable recovery").headline == "40%: unfavourable recovery, 12 months"
    assert at("course_of_pfp", show_peers=True).headline == "56% in pain, against 13% of peers"
