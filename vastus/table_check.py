"""What is wrong with an evidence table, each finding a line that names file, row, column, found and expected.

- Frictionless checks cells; the header is compared here, because one missing column would otherwise be reported
  as a fault of every column after it. Keys of sources are checked by `KnownSources`, a Frictionless check.
- ``vastus.data`` comes here when it reads a table, and not before: Frictionless takes a third of a second to import.
"""

import csv
import difflib
from itertools import pairwise

import frictionless
from frictionless import errors

from vastus import references

REFERENCES_MARK = "vastus:references"
EXPECTED_TYPE = {"integer": "an integer", "number": "a number", "string": "text"}


def findings(descriptor, folder):
    """List what is wrong with a table.

    Parameters
    ----------
    descriptor : dict
        The entry of the table in ``datapackage.json``.
    folder : pathlib.Path
        Folder of ``datapackage.json``.

    Returns
    -------
    list of str
        One line a finding; empty if all is well.
    """
    path = folder / descriptor["path"]
    if not path.is_file():
        return [f"{path}: no such file, expected the table {descriptor['name']!r}"]
    fields = {field["name"]: field for field in descriptor["schema"]["fields"]}
    lines, header = _lines_and_header(path)
    file = f"{folder.name}/{descriptor['path']}"
    found = [f"{file}, row 1, column {finding}" for finding in _header_findings(header, fields)]
    # "partial" matches columns by name and says nothing about those that lack or exceed: that is done above.
    schema = {**descriptor["schema"], "fieldsMatch": "partial"}
    resource = frictionless.Resource.from_descriptor({**descriptor, "schema": schema}, basepath=str(folder))
    report = resource.validate(frictionless.Checklist(checks=[KnownSources()]), limit_errors=1_000_000)
    uneven = set()  # rows with too few or too many cells: what stands where is anybody's guess
    for error in report.tasks[0].errors:
        if isinstance(error, errors.MissingCellError | errors.ExtraCellError) and error.row_number not in uneven:
            uneven.add(error.row_number)
            row = lines[error.row_number - 1]
            found.append(f"{file}, row {row}: found {len(error.cells)} cells, expected {len(header)}")
    for error in report.tasks[0].errors:
        if isinstance(error, errors.LabelError):
            continue  # said above, by name
        if not isinstance(error, errors.RowError):
            found.append(f"{file}: {error.message}")
        elif error.row_number not in uneven:
            column = getattr(error, "field_name", "")
            where = f"{file}, row {lines[error.row_number - 1]}" + (f", column {column}" if column else "")
            found.append(f"{where}: {_found_and_expected(error, fields.get(column))}")
    return found


def _header_findings(header, fields):
    for column in fields:
        if column not in header:
            yield f"{column}: not found, expected in the header"
    for column in dict.fromkeys(header):
        if column not in fields:
            near = ", ".join(difflib.get_close_matches(column, fields)) or "none"
            yield f"{column}: found, expected no such column; near it: {near}"
        if header.count(column) > 1:
            yield f"{column}: found {header.count(column)} times, expected once"


def _lines_and_header(path):
    """Give the line on which each row begins, as an editor counts, and the cells of the first row.

    A cell may hold line breaks, so the two counts can differ.
    """
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        ends = [0, reader.line_num, *(reader.line_num for _ in reader)]
    return [end + 1 for end, _ in pairwise(ends)], header


def _found_and_expected(error, field):
    match error:
        case errors.BlankRowError():
            return "found an empty row, expected none"
        case errors.TypeError():
            expected = EXPECTED_TYPE[field["type"]]
        case errors.UniqueError():
            expected = "a value that stands in no other row"
        case errors.ConstraintError():
            expected = _expected(error.cell, field["constraints"])
        case _:
            expected = error.note
    return f"found {error.cell!r}, expected {expected}"


def _expected(cell, constraints):
    if not cell:
        return "a value"
    if "enum" in constraints:
        return f"one of {', '.join(constraints['enum'])}"
    if "maximum" in constraints:
        return f"{constraints['minimum']} to {constraints['maximum']}"
    return f"{constraints['minimum']} or more"


class UnknownSource(errors.CellError):
    type = "unknown-source"
    title = "Unknown source"
    description = "The cell names a source that references.bib does not have."
    template = "{note}"


class KnownSources(frictionless.Check):
    """Check that every key in a column marked as references is an entry of ``references.bib``.

    Several keys in one cell are separated by semicolons.
    """

    type = "known-sources"
    Errors = [UnknownSource]

    def validate_row(self, row):
        known = references.load()
        for field in self.resource.schema.fields:
            if not field.custom.get(REFERENCES_MARK):
                continue
            for key in filter(None, (key.strip() for key in (row[field.name] or "").split(";"))):
                if key not in known:
                    near = ", ".join(difflib.get_close_matches(key, known)) or "none"
                    error = UnknownSource.from_row(
                        row, note=f"a key of references.bib; near it: {near}", field_name=field.name
                    )
                    error.cell = key
                    yield error
