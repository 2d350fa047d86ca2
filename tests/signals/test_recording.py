"""A learner's own file: what is read, and how each fault is named; and a real recording where one is at hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from spectrum import median_frequency_hz

from vastus import data
from vastus.signals import onsets, processing, recording
from vastus.signals.recording import RecordingError

WALKING = Path(__file__).parents[3] / "shared" / "recordings" / "treadmill_walking_vm_vl.csv"
CHANNELS = ("VM_uV", "VL_uV")


@pytest.fixture
def written(tmp_path):
    """Write a recording of 500 samples at 1000 Hz, changed by ``edit``, and return its path."""

    def write(edit=lambda frame: frame, **options):
        noise = np.random.default_rng(1).standard_normal((2, 500)).round(3)
        frame = pd.DataFrame({"time_s": np.arange(500) / 1000 + 0.014, "VM_uV": noise[0], "VL_uV": noise[1]})
        path = tmp_path / "own.csv"
        edit(frame.astype(object)).to_csv(path, index=False, **options)
        return path

    return write


def changed(row, column, value):
    def edit(frame):
        frame.loc[row - 2, column] = value
        return frame

    return edit


def test_a_recording_is_read_with_its_sampling_rate(written):
    own = recording.read(written(), CHANNELS)
    assert (own.sampling_hz, own.start_s, own.emg.shape) == (1000, 0.014, (2, 500))
    assert own.emg[1, :3] == pytest.approx(pd.read_csv(written())["VL_uV"][:3])


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordingError, match=r"gone\.csv: no such file"):
        recording.read(tmp_path / "gone.csv", CHANNELS)


def test_an_empty_file_is_named(tmp_path):
    (tmp_path / "empty.csv").touch()
    with pytest.raises(RecordingError, match=r"empty\.csv: not a table of comma-separated values"):
        recording.read(tmp_path / "empty.csv", CHANNELS)


def test_a_wrong_column_lists_the_near_ones(written):
    with pytest.raises(RecordingError, match=r"own\.csv: no column 'VM_mV'; near it: VM_uV"):
        recording.read(written(), ("VM_mV", "VL_uV"))


def test_a_semicolon_file_shows_the_header_that_was_found(written):
    with pytest.raises(RecordingError, match="no column 'time_s'; near it: time_s;VM_uV;VL_uV"):
        recording.read(written(sep=";"), CHANNELS)


@pytest.mark.parametrize("value, found", [("loose", "'loose'"), (None, "an empty cell"), ("inf", "'inf'")])
def test_a_cell_that_is_no_number_is_named_with_its_row_and_column(written, value, found):
    with pytest.raises(RecordingError, match=f"own.csv, row 30, column VL_uV: found {found}, expected a number$"):
        recording.read(written(changed(30, "VL_uV", value)), CHANNELS)


def test_a_gap_in_time_is_named_with_its_row_and_step(written):
    def edit(frame):
        return frame.drop(index=range(100, 150))

    with pytest.raises(RecordingError, match="row 102, column time_s: found a step of 51 ms, expected 1 ms"):
        recording.read(written(edit), CHANNELS)


def test_times_that_run_backwards_are_refused(written):
    with pytest.raises(RecordingError, match="rising and evenly spaced"):
        recording.read(written(lambda frame: frame[::-1]), CHANNELS)


def test_the_quietest_stretch_is_found_with_loud_and_soft_channels_alike():
    emg = np.random.default_rng(2).standard_normal((2, 3000)) * np.array([[100.0], [1.0]])
    emg[:, 1200:1500] *= 0.1
    emg[0, 2000:2400] *= 0.1  # quiet in the loud channel only
    assert recording.quietest_ms(emg, 1000, 250) == pytest.approx((1225, 1475), abs=30)


def test_a_quiet_stretch_longer_than_the_recording_is_refused():
    with pytest.raises(RecordingError, match="length_ms is 600; expected at most 500"):
        recording.quietest_ms(np.ones((1, 500)), 1000, 600)


@pytest.mark.skipif(not WALKING.exists(), reason=f"no recording at {WALKING}")
def test_a_real_recording_runs_through_the_whole_chain():
    own = recording.read(WALKING, CHANNELS)
    assert (own.sampling_hz, own.emg.shape) == (1000, (2, 7618))
    clean = processing.notch(processing.band_pass(own.emg, own.sampling_hz), own.sampling_hz)
    median_hz = median_frequency_hz(clean, own.sampling_hz)
    assert np.all((60 < median_hz) & (median_hz < 120))
    baseline_ms = recording.quietest_ms(clean, own.sampling_hz, 200)
    envelope = processing.linear_envelope(clean, own.sampling_hz, 20)
    for rule in (onsets.window_mean, onsets.held, onsets.teager_kaiser):
        found_ms = rule(clean, own.sampling_hz, baseline_ms=baseline_ms)
        assert not np.isnan(found_ms).any()
        assert np.all((found_ms >= baseline_ms[1]) & (found_ms < baseline_ms[1] + 1200))  # within a stride
        assert abs(found_ms[0] - found_ms[1]) < 100
        for channel, start in zip(envelope, found_ms.astype(int), strict=True):
            rest = channel[int(baseline_ms[0]) : int(baseline_ms[1])]
            assert channel[start : start + 200].mean() > 3 * rest.mean()
    normalised = processing.normalise(envelope, envelope.max(axis=-1, keepdims=True))
    assert normalised.max(axis=-1).tolist() == [100, 100]


@pytest.mark.skipif(not WALKING.exists(), reason=f"no recording at {WALKING}")
def test_the_walking_recording_has_the_noise_ratios_of_the_table():
    """Strides of equal length from the recording's own period, not from the touchdowns behind the table."""
    own = recording.read(WALKING, CHANNELS)
    banded = processing.band_pass(own.emg, own.sampling_hz, 20, 450)
    smooth = processing.linear_envelope(banded[1], own.sampling_hz, 10)
    swing = smooth - smooth.mean()
    stride = 600 + np.argmax(np.correlate(swing, swing, "full")[swing.size - 1 :][600:1500])
    tenth, strides = stride // 10, swing.size // stride
    table = data.table("real_vasti_snr").query("recording == 'walking'").set_index("muscle")["snr_db"]
    for muscle, channel in zip(("VM", "VL"), banded, strict=True):
        power = np.mean(channel[: strides * stride].reshape(strides, stride) ** 2, axis=0)
        tenths = [np.roll(power, -start)[:tenth].mean() for start in range(stride)]
        assert 10 * np.log10(max(tenths) / min(tenths)) == pytest.approx(table[muscle], abs=0.5)
