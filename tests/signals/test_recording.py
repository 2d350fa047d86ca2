"""A learner's own file: what is read, and how each fault is named; and a real recording where one is at hand."""

import dataclasses
from pathlib import Path

import neurokit2
import numpy as np
import pandas as pd
import pytest
from spectrum import median_frequency_hz

from vastus import data
from vastus.signals import lab_export, onsets, processing, recording, step_down, vasti
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


def test_a_wrong_column_lists_the_near_ones(written):
    with pytest.raises(RecordingError, match=r"own\.csv: no column 'VM_mV'; near it: VM_uV"):
        recording.read(written(), ("VM_mV", "VL_uV"))


def test_what_the_reader_of_exports_refuses_is_refused_with_the_name_of_the_file(written):
    with pytest.raises(RecordingError, match="own.csv: row 30, column 3: found 'loose', expected a number$"):
        recording.read(written(changed(30, "VL_uV", "loose")), CHANNELS)


def test_muscles_are_found_by_the_names_of_their_columns(written):
    def edit(frame):
        return frame.rename(columns={"VM_uV": "Vastus medialis [mV]", "VL_uV": "EMG VL (mV)"})

    own = recording.read(written(edit))
    assert own.channels == ("Vastus medialis [mV]", "EMG VL (mV)") and own.unit == "µV"
    assert own.emg[0, 0] == pytest.approx(1000 * recording.read(written()).emg[0, 0])


def test_columns_without_a_muscle_are_listed(written):
    with pytest.raises(RecordingError, match="no column says VM and VL; say which of these they are: left_uV, VL_uV"):
        recording.read(written(lambda frame: frame.rename(columns={"VM_uV": "left_uV"})))


def test_short_holes_are_bridged_and_long_ones_cut_off(written):
    def edit(frame):
        frame.loc[20:24, "VM_uV"] = np.nan
        frame.loc[400:450, "VL_uV"] = np.nan
        return frame

    own = recording.read(written(edit))
    assert own.emg.shape == (2, 400)
    before, after = own.emg[0, [19, 25]]
    assert own.emg[0, 22] == pytest.approx((before + after) / 2)
    assert own.notes[-2:] == (
        "1 short holes bridged, the first at row 22",
        "values are missing from row 402 on: the longest whole part is used",
    )


def test_a_dead_channel_is_refused(written):
    with pytest.raises(RecordingError, match="column VL_uV holds one value throughout; its channel was dead"):
        recording.read(written(lambda frame: frame.assign(VL_uV=1.5)))


def test_a_clipped_channel_and_hum_are_said(written):
    def edit(frame):
        time_s = np.arange(500) / 1000
        hum = 5 * np.sin(2 * np.pi * 50 * time_s)
        return frame.assign(VM_uV=frame.VM_uV.astype(float).clip(-1, 1), VL_uV=frame.VL_uV.astype(float) + hum)

    notes = recording.read(written(edit)).notes
    assert any(note.startswith("VM_uV is clipped in ") and note.endswith(" percent of its samples") for note in notes)
    assert "VL_uV holds hum of 50 Hz" in notes


STEP_DOWNS_HZ = step_down.SAMPLING_HZ


def step_downs(seed, added_uv=0.0):
    """A made recording of six step-downs, as `lab_export` reads one, with something added to both channels."""
    made = step_down.record(6, 15, 25, np.random.default_rng(seed))
    emg = np.array([made.vm_uv.ravel(), made.vl_uv.ravel()]) + added_uv
    columns = (lab_export.Column("VM", "µV", "VM"), lab_export.Column("VL", "µV", "VL"))
    return lab_export.Export(columns, emg, STEP_DOWNS_HZ, 0.0, (), 2)


def heart_rates(notes):
    return [int(note.split("(")[-1].split()[0]) for note in notes if note.startswith(recording.HEART)]


@pytest.mark.parametrize("rate", [55, 100])
def test_a_heart_in_the_trace_is_said_with_its_rate_and_the_onsets_are_still_found(rate):
    seconds = round(6 * step_down.DURATION_MS / 1000)
    beats = neurokit2.ecg_simulate(
        duration=seconds, sampling_rate=round(STEP_DOWNS_HZ), heart_rate=rate, random_state=rate
    )
    ecg = 100 * (beats - np.median(beats)) / beats.max()
    own = recording.chosen(step_downs(1, np.array([[1.0], [-0.8]]) * ecg))
    assert heart_rates(own.notes) == [pytest.approx(rate, abs=6)]
    assert len(recording.analyse(own).events_ms) >= 6


def test_repetitions_hum_and_rest_are_taken_for_no_heart():
    for seed in range(8):
        rng = np.random.default_rng(seed)
        hum = 30 * np.sin(2 * np.pi * 50 * np.arange(6 * 8000) / STEP_DOWNS_HZ)
        once_a_second = vasti.record(20, 20, 25, rng, ramp_ms=50)
        bursts = np.array([once_a_second.vm_uv[:, 1000:3000].ravel(), once_a_second.vl_uv[:, 1000:3000].ravel()])
        exports = [step_downs(seed), step_downs(seed, hum)]
        exports += [dataclasses.replace(exports[0], values=one) for one in (bursts, rng.standard_normal((2, 40_000)))]
        assert [heart_rates(recording.chosen(export).notes) for export in exports] == [[]] * 4, seed


def test_the_quietest_stretch_is_found_with_loud_and_soft_channels_alike():
    emg = np.random.default_rng(2).standard_normal((2, 3000)) * np.array([[100.0], [1.0]])
    emg[:, 1200:1500] *= 0.1
    emg[0, 2000:2400] *= 0.1  # quiet in the loud channel only
    assert recording.quietest_ms(emg, 1000, 250) == pytest.approx((1225, 1475), abs=30)


def test_a_quiet_stretch_longer_than_the_recording_is_refused():
    with pytest.raises(RecordingError, match="length_ms is 600; expected at most 500"):
        recording.quietest_ms(np.ones((1, 500)), 1000, 600)


REPETITIONS, DELAY_MS = 8, 30.0


@pytest.fixture(scope="module")
def repeated():
    """Repetitions of a made movement, VM 30 ms behind VL, as one recording."""
    made = vasti.record(REPETITIONS, 25, 25, np.random.default_rng(8), ramp_ms=50, true_delay_ms=DELAY_MS)
    emg = np.array([made.vm_uv.ravel(), made.vl_uv.ravel()])
    return recording.Recording(CHANNELS, "µV", emg, made.sampling_hz, 0.0, ())


def test_rest_and_every_repetition_are_found_and_the_delay_comes_back(repeated):
    found = recording.analyse(repeated)
    starts_ms = vasti.VL_ONSET_MS + vasti.DURATION_MS * np.arange(REPETITIONS)
    assert [event[0] < start < event[1] for event, start in zip(found.events_ms, starts_ms, strict=True)]
    assert (found.rest_ms[0] % vasti.DURATION_MS) < vasti.VL_ONSET_MS and found.rest_ms[1] - found.rest_ms[0] == 500
    for rule in recording.RULES:
        assert (found.verdicts(rule) == "").all()
        assert np.median(found.delays_ms(rule)) == pytest.approx(DELAY_MS, abs=10)


def test_an_onset_in_rest_is_early_and_one_that_is_not_there_is_missed(repeated):
    emg = repeated.emg.copy()
    spike = round(repeated.sampling_hz * 0.65)
    emg[0, spike : spike + 200] *= 20  # long before the first repetition
    emg[1, : round(repeated.sampling_hz * 1.6)] *= 0.02  # VL sleeps through it
    found = recording.analyse(dataclasses.replace(repeated, emg=emg), rest_ms=(1700, 2200), events_ms=[(400, 1600)])
    rule = next(iter(recording.RULES))
    assert found.verdicts(rule).tolist() == [["early"], ["missed"]]
    assert np.isnan(found.delays_ms(rule)).all()


def test_a_recording_in_which_nothing_happens_is_refused():
    rest = processing.band_pass(np.random.default_rng(3).standard_normal((2, 8000)), 2000)
    with pytest.raises(RecordingError, match="nothing stands out from rest"):
        recording.analyse(recording.Recording(CHANNELS, "", rest, 2000, 0.0, ()))


@pytest.mark.skipif(not WALKING.exists(), reason=f"no recording at {WALKING}")
def test_a_real_recording_runs_through_the_whole_chain():
    own = recording.read(WALKING, CHANNELS)
    assert (own.sampling_hz, own.emg.shape) == (1000, (2, 7618)) and not heart_rates(own.notes)
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
