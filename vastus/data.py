"""The evidence tables by name, checked whenever they are read.

- ``data/datapackage.json`` (Frictionless Data Package) describes every table: columns, types, closed sets of
  values, and which columns hold keys of ``references.bib`` (``"vastus:references": true``).
- ``table(name)`` checks the file against that description first (``table_check``). What is wrong is collected and
  raised as one `DataError`, so a contributor sees every slip at once.
- Only then pandas reads the file, with the types of the description.
- Who asks for a table is noted in ``asked``.
"""

import difflib
import hashlib
import importlib
import json
from datetime import datetime
from functools import lru_cache

from vastus import asked
from vastus.places import place

FOLDER = place("tables")

PANDAS_TYPE = {"integer": "Int64", "number": "float64", "string": "str"}


class DataError(ValueError):
    """A table is not what its description says, or is not there."""


def names(folder=FOLDER):
    """Return the names of all tables, in the order of ``datapackage.json``."""
    return list(_descriptors(folder))


def table(name, folder=FOLDER):
    """Return a table as a data frame.

    Parameters
    ----------
    name : str
        Name of the table, e.g. ``"onset_timing_studies"``.
    folder : pathlib.Path
        Folder with ``datapackage.json``.

    Returns
    -------
    pandas.DataFrame
        A copy, free to change. Columns declared ``number`` are float64 and ``integer`` Int64, both with missing
        values where the source does not give the figure; an empty cell of text is an empty string.

    Raises
    ------
    DataError
        If there is no such table, or it breaks its description; the message lists all findings.
    """
    asked.note(f"table {name}")
    return _read(name, folder).copy()


def description(name, folder=FOLDER):
    """Return the entry of a table in ``datapackage.json``: title, description, and every column with its meaning."""
    asked.note(f"table {name}")
    return _descriptor(name, folder)


def file(name, folder=FOLDER):
    """Return the path of a table's file."""
    return folder / _descriptor(name, folder)["path"]


def fingerprint(name, folder=FOLDER):
    """Return a digest of a table and its description: another one as soon as a cell or a word is another."""
    described = json.dumps(_descriptor(name, folder)).encode()
    return hashlib.sha256(described + file(name, folder).read_bytes()).hexdigest()


def gathered(folder=FOLDER):
    """Return the day on which the evidence was gathered, a `datetime.date`: ``created`` of ``datapackage.json``."""
    asked.note("file data/datapackage.json")
    return datetime.fromisoformat(_package(folder)["created"]).date()


def _descriptor(name, folder):
    descriptors = _descriptors(folder)
    if name not in descriptors:
        near = difflib.get_close_matches(name, descriptors, n=5, cutoff=0.4)
        raise DataError(f"no table {name!r}; near it: {', '.join(near or descriptors)}")
    return descriptors[name]


def _descriptors(folder):
    return {resource["name"]: resource for resource in _package(folder)["resources"]}


@lru_cache
def _package(folder):
    path = folder / "datapackage.json"
    if not path.is_file():
        raise DataError(f"{path} not found, expected the description of all tables")
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache
def _read(name, folder):
    importlib.import_module("vastus.json_schema")  # before Frictionless has jsonschema import all it can find
    import pandas as pd

    from vastus import table_check

    descriptor = _descriptor(name, folder)
    if findings := table_check.findings(descriptor, folder):
        raise DataError("\n".join(findings))
    types = {field["name"]: field["type"] for field in descriptor["schema"]["fields"]}
    return pd.read_csv(
        file(name, folder),
        dtype={column: PANDAS_TYPE[kind] for column, kind in types.items()},
        # Only an empty cell is missing: pandas would also take words such as "NA" or "None" for that.
        keep_default_na=False,
        na_values={column: [""] for column, kind in types.items() if kind != "string"},
        encoding="utf-8",
    )
