"""The evidence tables: the real ones hold, and a broken copy says exactly where it is broken."""

import csv
import json
import shutil

import pandas as pd
import pytest

from vastus import data, references
from vastus.data import DataError

TABLE = "onset_timing_studies"


@pytest.fixture
def folder(tmp_path):
    """A copy of the data folder, free to break."""
    return shutil.copytree(data.FOLDER, tmp_path / "data")


@pytest.fixture
def edit(folder):
    """Change cells of the timing table by (line, column); gives the error of reading it."""

    def change(cells=(), header=None, lines=None):
        path = folder / "evidence" / f"{TABLE}.csv"
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        for (line, column), value in dict(cells).items():
            rows[line - 1][rows[0].index(column)] = value
        if header:
            header(rows)
        for line, row in (lines or {}).items():
            rows[line - 1] = row
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        with pytest.raises(DataError) as caught:
            data.table(TABLE, folder)
        return str(caught.value).splitlines()

    return change


FILE = f"data/evidence/{TABLE}.csv"


@pytest.mark.parametrize("name", data.names())
def test_every_table_of_the_course_holds(name):
    frame = data.table(name)
    assert len(frame) > 0
    assert list(frame) == [field["name"] for field in data.description(name)["schema"]["fields"]]


@pytest.mark.parametrize("name", data.names())
def test_every_key_of_a_source_resolves(name):
    frame = data.table(name)
    (column,) = {"citekey", "citekeys"} & set(frame)
    keys = {key.strip() for cell in frame[column] for key in cell.split(";")} - {""}
    assert keys
    assert keys <= set(references.load())


@pytest.mark.parametrize("name", data.names())
def test_every_column_is_explained(name):
    descriptor = data.description(name)
    assert descriptor["title"]
    assert descriptor["description"]
    for field in descriptor["schema"]["fields"]:
        assert len(field["description"].split()) > 1, field["name"]
    marked = {field["name"] for field in descriptor["schema"]["fields"] if field.get("vastus:references")}
    assert len(marked & {"citekey", "citekeys"}) == 1


def test_every_table_in_a_folder_of_data_is_described():
    described = {data.description(name)["path"] for name in data.names()}
    there = {path.relative_to(data.FOLDER).as_posix() for path in data.FOLDER.glob("*/*")}
    assert described == there


def test_the_description_is_a_valid_frictionless_package():
    from frictionless import Package

    assert Package.validate_descriptor(data.FOLDER / "datapackage.json").valid


@pytest.mark.parametrize("name", ["onset_timing_studies", "vmo_vl_ratio_exercises"])
def test_every_coded_row_gives_its_reason_in_one_sentence(name):
    for reason in data.table(name)["direction_reason"]:
        assert reason[0].isupper()
        assert reason.endswith(".")


def test_people_of_a_timing_study_are_both_groups_together():
    frame = data.table(TABLE).dropna(subset=["n_pfp", "n_control"])
    assert (frame["people"] == frame["n_pfp"] + frame["n_control"]).all()


def test_columns_have_the_declared_types():
    frame = data.table(TABLE)
    assert frame["n_pfp"].dtype == "Int64"
    assert frame["p_value"].dtype == "float64"
    assert frame["p_value"].isna().any()
    assert (frame["p_text"] == "").any()
    assert frame.loc[frame["citekey"] == "briani2016", "pfp_vm_minus_vl_ms"].tolist() == [4.06, -2.48]


def test_a_word_pandas_takes_for_missing_stays_a_word():
    assert "none" in set(data.table("debate_cases")["comparator_text"])


def test_a_table_is_a_copy_its_reader_may_change():
    frame = data.table(TABLE)
    frame["citekey"] = "spoilt"
    assert data.table(TABLE)["citekey"][0] == "cowan2001"


def test_a_wrong_name_lists_the_near_ones():
    with pytest.raises(DataError, match="no table 'onset_timing'; near it: onset_timing_studies"):
        data.table("onset_timing")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"datapackage\.json not found, expected the description of all tables"):
        data.names(tmp_path)


def test_a_missing_file_is_named(folder):
    (folder / "evidence" / f"{TABLE}.csv").unlink()
    with pytest.raises(DataError, match=f"{TABLE}.csv: no such file"):
        data.table(TABLE, folder)


def test_a_missing_column_names_file_and_column(edit):
    def drop_people(rows):
        place = rows[0].index("people")
        for row in rows:
            del row[place]

    assert edit(header=drop_people) == [f"{FILE}, row 1, column people: not found, expected in the header"]


def test_an_extra_column_names_file_and_column_and_the_near_ones(edit):
    def add(rows):
        for row in rows:
            row.append("1")
        rows[0][-1] = "peoples"

    assert edit(header=add) == [f"{FILE}, row 1, column peoples: found, expected no such column; near it: people"]


def test_a_renamed_column_is_both_missing_and_extra_and_spoils_no_other(edit):
    def rename(rows):
        rows[0][rows[0].index("phase")] = "phases"

    assert [finding.split(": ")[0] for finding in edit(header=rename)] == [
        f"{FILE}, row 1, column phase",
        f"{FILE}, row 1, column phases",
    ]


def test_a_column_that_stands_twice_is_named(edit):
    def double(rows):
        rows[0][rows[0].index("phase")] = "task"

    assert f"{FILE}, row 1, column task: found 2 times, expected once" in edit(header=double)


def test_a_number_that_is_none_names_row_and_column(edit):
    assert edit({(4, "n_pfp"): "fourteen"}) == [f"{FILE}, row 4, column n_pfp: found 'fourteen', expected an integer"]
    assert edit({(4, "n_pfp"): "14", (5, "sampling_hz"): "1 kHz"}) == [
        f"{FILE}, row 5, column sampling_hz: found '1 kHz', expected a number"
    ]


def test_a_number_out_of_its_range_says_the_range(edit):
    assert edit({(4, "n_pfp"): "-14", (2, "p_value"): "5"}) == [
        f"{FILE}, row 2, column p_value: found '5', expected 0 to 1",
        f"{FILE}, row 4, column n_pfp: found '-14', expected 0 or more",
    ]


def test_an_unknown_value_of_a_closed_set_lists_the_set(edit):
    assert edit({(3, "task_group"): "stair"}) == [
        f"{FILE}, row 3, column task_group: found 'stair', expected one of stairs, reflex, other"
    ]


def test_an_unknown_source_lists_the_near_ones(edit):
    (finding,) = edit({(2, "citekey"): "cowan2011"})
    assert finding.startswith(f"{FILE}, row 2, column citekey: found 'cowan2011', expected a key of references.bib")
    assert "cowan2001" in finding


def test_one_unknown_source_among_several_is_named_alone(folder):
    path = folder / "evidence" / "debate_cases.csv"
    path.write_text(path.read_text().replace("ajnrtable; muijs2011", "ajnrtable; muijs2010", 1))
    with pytest.raises(DataError, match="column citekeys: found 'muijs2010', expected a key") as caught:
        data.table("debate_cases", folder)
    assert "ajnrtable" not in str(caught.value)


def test_an_empty_cell_that_must_be_filled_is_named(edit):
    assert edit({(2, "locator"): ""}) == [f"{FILE}, row 2, column locator: found '', expected a value"]


def test_an_identifier_that_stands_twice_is_named(folder):
    path = folder / "evidence" / "red_flags.csv"
    path.write_text(path.read_text().replace("\nF2,", "\nF1,", 1))
    with pytest.raises(DataError, match="row 3, column id: found 'F1', expected a value that stands in no other row"):
        data.table("red_flags", folder)


def test_a_row_too_short_or_too_long_is_one_finding(edit):
    rows = list(csv.reader((data.FOLDER / "evidence" / f"{TABLE}.csv").open(newline="", encoding="utf-8")))
    assert edit(lines={2: rows[1][:3], 3: [*rows[2], "more"]}) == [
        f"{FILE}, row 2: found 3 cells, expected {len(rows[0])}",
        f"{FILE}, row 3: found {len(rows[0]) + 1} cells, expected {len(rows[0])}",
    ]


def test_an_empty_row_is_named(edit):
    assert edit(lines={5: []}) == [f"{FILE}, row 5: found an empty row, expected none"]


def test_rows_are_counted_as_an_editor_counts_lines(edit):
    findings = edit({(2, "remark"): "two\nlines", (3, "n_pfp"): "x"})
    assert findings == [f"{FILE}, row 4, column n_pfp: found 'x', expected an integer"]


def test_all_findings_are_listed_at_once(edit):
    findings = edit({(2, "citekey"): "nobody", (3, "n_pfp"): "x", (9, "task_group"): "hops", (9, "people"): ""})
    assert len(findings) == 3


def test_a_table_described_later_is_found_without_a_change_of_code(folder):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text())
    pd.DataFrame({"time_s": [0.0, 0.1]}).to_csv(folder / "signal.csv", index=False)
    fields = [{"name": "time_s", "type": "number"}]
    package["resources"].append({"name": "signal", "path": "signal.csv", "schema": {"fields": fields}})
    path.write_text(json.dumps(package))
    assert data.table("signal", folder)["time_s"].tolist() == [0.0, 0.1]
