"""An evidence map: each finding in the row of its study and under its direction, whatever is chosen."""

import pandas as pd
import pytest

from vastus.explorer import evidence_map

COLUMNS = ("earlier", "neither", "later", "another")
GROUPS = {"stairs": "Stairs", "tap": "Tap"}
ROWS = [  # group, study, column, people
    ("tap", "Old & New 1991", 2, 40),
    ("stairs", "Late et al. 2009", 2, 60),
    ("stairs", "Both et al. 2014", 1, 30),
    ("stairs", "Both et al. 2014", 2, 30),
    ("stairs", "None et al. 2003", 1, None),
    ("tap", "“A title without an …” n.d.", 3, 90),
]


def findings(chosen=lambda row: True):
    table = pd.DataFrame(ROWS, columns=["group", "study", "column", "people"])
    return table.assign(hover=table["study"], chosen=[chosen(row) for row in table.itertuples()])


def drawn(chosen=lambda row: True):
    """The figure, and the heights of its rows and headings by their words."""
    figure = evidence_map.draw(findings(chosen), COLUMNS, GROUPS, {("tap", "Old & New 1991"): "peak"})
    texts = [trace for trace in figure.data if trace.mode == "text"]
    return figure, {text: y for trace in texts[:2] for text, y in zip(trace.text, trace.y, strict=True)}


def marks(figure):
    """The findings of each column; the marks that come last are the legend of sizes."""
    return [trace for trace in figure.data if trace.mode == "markers"][:-1]


def test_rows_stand_in_their_groups_from_one_direction_to_the_other():
    _, heights = drawn()
    order = ["Stairs", "None 2003", "Both 2014", "Late 2009", "Tap", "Old 1991", "“Title wi…” n.d."]
    assert sorted(order, key=heights.get) == order


def test_every_finding_is_a_mark_in_the_row_of_its_study_under_its_direction():
    figure, heights = drawn()
    for column, trace in enumerate(marks(figure)):
        assert set(trace.x) <= {evidence_map.PLACES[column]}
        expected = [row for row in ROWS if row[2] == column]
        assert [heights[evidence_map.short(row[1])] for row in expected] == list(trace.y)


def test_two_findings_of_a_study_in_one_direction_stand_beside_each_other():
    table = pd.concat([findings(), findings().iloc[[1]]], ignore_index=True)
    *_, late, _ = marks(evidence_map.draw(table, COLUMNS, GROUPS, {}))
    twice = [x for x, about in zip(late.x, late.hovertext, strict=True) if about == "Late et al. 2009"]
    assert sum(twice) / 2 == pytest.approx(evidence_map.PLACES[2]) and len(set(twice)) == 2


def test_the_area_of_a_mark_grows_with_the_people_and_an_unknown_number_is_still_seen():
    figure, _ = drawn()
    size = {
        about: size for trace in marks(figure) for about, size in zip(trace.hovertext, trace.marker.size, strict=True)
    }
    assert (size["“A title without an …” n.d."] / size["Both et al. 2014"]) ** 2 == pytest.approx(90 / 30, rel=0.03)
    assert size["None et al. 2003"] >= 6


def test_an_unknown_number_of_people_is_a_ring_and_the_legend_says_so():
    figure, _ = drawn()
    symbols = {
        about: symbol
        for trace in marks(figure)
        for about, symbol in zip(trace.hovertext, trace.marker.symbol, strict=True)
    }
    assert [about for about, symbol in symbols.items() if symbol == "circle-open"] == ["None et al. 2003"]
    assert "not given" in [text for trace in figure.data for text in trace.text or ()]


def test_every_column_says_how_many_of_the_chosen_findings_it_holds():
    for chosen, counts in (
        (lambda row: True, ["0", "2", "3", "1"]),
        (lambda row: row.group == "tap", ["0", "0", "1", "1"]),
    ):
        figure, _ = drawn(chosen)
        assert counts in [list(trace.text) for trace in figure.data if trace.mode == "text"]


def test_what_is_chosen_closes_up_at_the_top_and_the_rest_goes_below_with_its_heading():
    _, heights = drawn(lambda row: row.group == "tap")
    order = ["Tap", "Old 1991", "“Title wi…” n.d.", "Set aside", "Stairs", "None 2003", "Both 2014", "Late 2009"]
    assert sorted(order, key=heights.get) == order
    assert heights["“Title wi…” n.d."] - heights["Old 1991"] == evidence_map.ROW_PX


def test_a_filter_across_groups_keeps_one_heading_a_group():
    _, heights = drawn(lambda row: row.study.startswith(("Late", "Old")))
    order = ["Stairs", "Late 2009", "Tap", "Old 1991", "Set aside", "None 2003", "Both 2014", "“Title wi…” n.d."]
    assert sorted(order, key=heights.get) == order


def test_nothing_is_set_aside_where_everything_is_chosen():
    figure, heights = drawn()
    top, bottom = figure.layout.yaxis.range[::-1]
    assert not top <= heights["Set aside"] <= bottom


@pytest.mark.parametrize(
    "label, short",
    [
        ("Cowan et al. 2002a", "Cowan 2002a"),
        ("Karst & Willett 1995", "Karst 1995"),
        ("Van Tiggelen et al. 2009", "Van Tiggelen 2009"),
        ("“Electromyographic activity of the vastus …” 1992", "“Electrom…” 1992"),
        ("“A title without an …” n.d.", "“Title wi…” n.d."),
        ("record PMC8752958, n.d.", "Unnamed n.d."),
    ],
)
def test_a_label_is_cut_to_what_fits_beside_the_marks(label, short):
    assert evidence_map.short(label) == short
