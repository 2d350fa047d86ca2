"""What laboratories export is read, or refused with its place; see `lab_exports` for the files."""

import lab_exports
import numpy as np
import pytest

from vastus.signals import lab_export


@pytest.mark.parametrize("name", lab_exports.FILES)
def test_a_file_is_read_as_it_was_meant_or_refused_with_its_place(name):
    _, given_hz, expected = lab_exports.FILES[name]
    if isinstance(expected, str):
        with pytest.raises(lab_export.ExportError) as refused:
            lab_export.read(lab_exports.content(name), given_hz)
        assert expected in str(refused.value)
        return
    found = lab_export.read(lab_exports.content(name), given_hz)
    seen = {
        "sampling_hz": pytest.approx(found.sampling_hz, abs=0.002),
        "muscles": [column.muscle for column in found.columns],
        "units": [column.unit for column in found.columns],
        "samples": found.values.shape[1],
        "start_s": found.start_s,
        "missing": int(np.isnan(found.values).sum()),
    }
    note = expected.get("note")
    assert {key: seen[key] for key in expected if key != "note"} == {k: v for k, v in expected.items() if k != "note"}
    assert note is None or note in found.notes
    if seen["samples"] == lab_exports.SAMPLES and not seen["missing"]:
        assert (
            found.values[-1].tolist() == lab_exports.VL.tolist() or found.values[-1].tolist() == lab_exports.VM.tolist()
        )


def test_reading_tells_how_far_it_is(monkeypatch):
    monkeypatch.setattr(lab_export, "ROWS_AT_ONCE", 100)
    for name in ("plain", "every cell in quotes"):
        told = []
        lab_export.read(lab_exports.content(name), tell=told.append)
        assert len(told) >= 7 and told == sorted(told) and told[-1] == 1, name


def test_a_column_of_times_can_be_named():
    odd = lab_exports.table(lab_exports.times(), lab_exports.VM, lab_exports.VL, head=("clock", "VM", "VL"))
    found = lab_export.read(odd.encode(), time="clock")
    assert found.sampling_hz == 1000 and [column.name for column in found.columns] == ["VM", "VL"]
    with pytest.raises(lab_export.ExportError, match="no column 'time' for the times; there are clock, VM, VL"):
        lab_export.read(odd.encode(), time="time")
