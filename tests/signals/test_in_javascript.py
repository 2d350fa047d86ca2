"""The arithmetic of the page is that of `vastus.signals`: the same numbers within a millionth, the same samples."""

import json
import shutil
import subprocess
from functools import partial
from itertools import product
from pathlib import Path

import lab_exports
import neurokit2
import numpy as np
import pytest
from any_input import drawn
from hypothesis import strategies as st

from vastus.signals import lab_export, onsets, phantom_meter, processing, recording, vasti

CALLS = Path(__file__).with_name("calls.mjs")
RATES_HZ = (1000.0, 1925.926, 2000.0)
RULES = {
    "windowMean": (onsets.window_mean, {"window_ms": (25, 50)}),
    "held": (onsets.held, {"hold_ms": (25, 50)}),
    "teagerKaiser": (onsets.teager_kaiser, {"hold_ms": (25,)}),
}


def in_javascript(folder, calls):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    asked = json.dumps(calls, default=lambda channel: {"$channel": channel.tolist()})
    done = subprocess.run([node, CALLS, folder], input=asked.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    """The scripts in a folder in which any version of node takes them for modules."""
    folder = tmp_path_factory.mktemp("signals")
    for script in Path(processing.__file__).parent.glob("*.js"):
        shutil.copy(script, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def channel(seed):
    rng = np.random.default_rng(seed)
    return 0.1 * rng.standard_normal(3000).cumsum() + rng.standard_normal(3000)


def test_every_filter_gives_the_same_numbers(scripts):
    calls, expected = [], []

    def both(name, function, *values):
        calls.append(["processing.js", name, values])
        expected.append(function(*values))

    for seed, rate_hz in enumerate(RATES_HZ):
        emg = channel(seed)
        for order in (1, 2, 3, 4, 5):
            for low_pass_hz in (2, 6, 50, 400):
                both("lowPass", processing.low_pass, emg, rate_hz, low_pass_hz, order)
            for low_hz, high_hz in ((20, 450), (30, 300), (1, 490)):
                both("bandPass", processing.band_pass, emg, rate_hz, low_hz, high_hz, order)
        for mains_hz in (50, 60):
            both("notch", processing.notch, emg, rate_hz, mains_hz)
        both("linearEnvelope", processing.linear_envelope, emg, rate_hz)
        both("teagerKaiser", processing.teager_kaiser, emg)
    for call, numbers, found in zip(calls, expected, in_javascript(scripts, calls), strict=True):
        assert found == pytest.approx(numbers.tolist(), rel=1e-6, abs=1e-6), (call[1], call[2][1:])


def test_every_rule_finds_the_same_sample(scripts):
    calls, expected = [], []
    for snr_db, threshold_sd, low_pass_hz in product((3, 10, 30), (1, 3, 5), (15, 50)):
        trials = vasti.record(3, snr_db, snr_db, np.random.default_rng(snr_db)).vm_uv
        for name, (rule, lengths) in RULES.items():
            for (length, values), order in product(lengths.items(), (2, 4)):
                for length_ms in values:
                    given = {
                        "threshold_sd": threshold_sd,
                        "low_pass_hz": low_pass_hz,
                        length: length_ms,
                        "order": order,
                    }
                    found_ms = rule(trials, vasti.SAMPLING_HZ, baseline_ms=(100, 800), **given)
                    camel = {_camel(key): value for key, value in given.items()} | {"baselineMs": [100, 800]}
                    calls += [["onsets.js", name, [trial, vasti.SAMPLING_HZ, camel]] for trial in trials]
                    expected += [None if np.isnan(ms) else ms for ms in found_ms]
    assert None in expected
    assert in_javascript(scripts, calls) == expected


def test_the_meter_measures_the_same(scripts):
    calls, expected = [], []
    for snr_db, ramp_ms, repetitions in ((10, 0, 6), (20, 100, 12), (30, 300, 3), (10, 200, 1)):
        made = vasti.channel(repetitions, snr_db, np.random.default_rng(ramp_ms), ramp_ms=ramp_ms)
        emg = processing.band_pass(made, vasti.SAMPLING_HZ)
        events, rest = emg[:, 1000:], emg[:, 100:900].ravel()
        calls.append(["phantom_meter.js", "measured", [list(events), rest, vasti.SAMPLING_HZ]])
        try:
            found = phantom_meter.measured(events, rest, vasti.SAMPLING_HZ)
            numbers = found.snr_db, found.ramp_ms, found.ramp_low_ms, found.ramp_high_ms
            expected.append(dict(zip(("snrDb", "rampMs", "lowMs", "highMs"), numbers, strict=True)))
        except phantom_meter.NotMeasured as refused:
            expected.append({"threw": str(refused)})
    assert "threw" in expected[-1]
    for found, numbers in zip(in_javascript(scripts, calls), expected, strict=True):
        assert found == (numbers if "threw" in numbers else pytest.approx(numbers, rel=1e-6))


def test_the_shares_of_both_generators_agree_within_3_in_100(scripts):
    vm, vl = (10, 100), (20, 100)
    trials = 3000  # two draws of them differ by 1.3 in 100 at most, one standard error
    rule = {"thresholdSd": 3, "holdMs": 25, "lowPassHz": 50}
    in_words = [{"snrDb": snr_db, "rampMs": ramp_ms} for snr_db, ramp_ms in (vm, vl)]
    (scripts / "shares.js").write_text(
        """import { held } from "./onsets.js";
        import { simulated, shareBeyond } from "./phantom_meter.js";
        export function shares(vm, vl, rule, trials, delaysMs) {
          const found = [...simulated(vm, vl, (one, hz) => held(one, hz, rule), { seed: 5, trials })];
          return delaysMs.map((delayMs) => shareBeyond(found, delayMs));
        }"""
    )
    delays_ms = [-10, 10, 30]
    (found,) = in_javascript(scripts, [["shares.js", "shares", [*in_words, rule, trials, delays_ms]]])
    python_ms = phantom_meter.simulated(vm, vl, onsets.held, np.random.default_rng(6), trials)
    expected = [phantom_meter.share_beyond(python_ms, delay_ms) for delay_ms in delays_ms]
    assert found == pytest.approx(expected, abs=0.03)


def test_every_export_is_read_alike_or_refused_in_the_same_words(scripts):
    expected, calls = [], []
    for name, (_, given_hz, _) in lab_exports.FILES.items():
        content = lab_exports.content(name)
        calls.append(["lab_export.js", "read", [{"$bytes": list(content)}, given_hz]])
        try:
            read = lab_export.read(content, given_hz)
        except lab_export.ExportError as refused:
            expected.append({"threw": str(refused)})
            continue
        expected.append(
            {
                "columns": [vars(column) for column in read.columns],
                "values": [
                    [None if np.isnan(value) else value for value in channel] for channel in read.values.tolist()
                ],
                "samplingHz": pytest.approx(read.sampling_hz, abs=0.002),
                "startS": read.start_s,
                "notes": list(read.notes),
                "firstRow": read.first_row,
            }
        )
    for name, found, wanted in zip(lab_exports.FILES, in_javascript(scripts, calls), expected, strict=True):
        assert found == wanted, name


NUMBERS = st.one_of(
    st.floats(-1e3, 1e3).map(lambda value: f"{value:.3f}"),
    st.sampled_from(
        ["0", "-0", "1e3", "1e-320", "1e999", "nan", "", "٣", "1.5.2", "0,5", "12abc", "-", "+7", ".5", "9."]
    ),
)
NAMES = st.sampled_from(["time", "VM [mV]", "VL_uV", "<img src=x onerror=alert(1)>", '"VM', "", "VM\0", "[s]", "x"])
PREAMBLES = st.sampled_from(
    [
        "",
        "Sampling rate: 1000",
        "0 msec/sample",
        "sample rate 0 Hz",
        "sampling freq: 1e999",
        '{"sampling rate": [1000]}',
        "½",
    ]
)


@st.composite
def exports(draw):
    """The bytes of a file that may be a table: rising times or none, cells that are no numbers, cut, in any coding."""
    width = draw(st.integers(1, 4))
    sign = draw(st.sampled_from([",", ";", "\t", " "]))
    step = draw(st.sampled_from([None, 0.001, 1, 0.3, 0]))
    lines = [draw(PREAMBLES), sign.join(draw(st.lists(NAMES, min_size=width, max_size=width)))]
    odd = draw(st.booleans())
    for row in range(draw(st.integers(0, 12))):
        cells = [f"{0.25 * row + column}" for column in range(width)]
        if odd:
            cells = draw(st.lists(NUMBERS, min_size=1, max_size=width + 1))
        if step is not None:
            cells[0] = f"{row * step:g}"
        lines.append(sign.join(cells))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    coding = draw(st.sampled_from(["utf-8", "utf-16", "utf-16-le", "latin-1", "utf-8-sig"]))
    content = end.join(lines).encode(coding, errors="replace")
    return content[: draw(st.sampled_from([len(content), len(content), len(content) // 2, max(0, len(content) - 1)]))]


def test_whatever_a_file_holds_it_is_read_alike_or_refused_in_the_same_words(scripts):
    contents = drawn(exports() | st.binary(max_size=60), 300)
    found = in_javascript(
        scripts, [["lab_export.js", "read", [{"$bytes": list(content)}, None]] for content in contents]
    )
    read = 0
    for content, in_script in zip(contents, found, strict=True):
        try:
            export = lab_export.read(content)
        except lab_export.ExportError as refused:
            assert in_script == {"threw": str(refused)}, content
            continue
        read += 1
        assert export.sampling_hz > 0 and np.isfinite(export.sampling_hz), content
        assert not np.isinf(export.values).any(), content
        assert "threw" not in in_script, (content, in_script)
        assert in_script["samplingHz"] == pytest.approx(export.sampling_hz, rel=1e-6), content
        assert in_script["columns"] == [vars(column) for column in export.columns], content
        values = [[None if np.isnan(value) else value for value in channel] for channel in export.values.tolist()]
        assert in_script["values"] == values, content
    assert read > 30


@pytest.mark.parametrize("rate_hz", [1000.0, 1925.926, 2000.0])
def test_a_recording_is_analysed_alike(scripts, rate_hz):
    made = vasti.record(5, 12, 25, np.random.default_rng(round(rate_hz)), ramp_ms=80, true_delay_ms=15)
    beats = neurokit2.ecg_simulate(duration=20, sampling_rate=round(rate_hz), heart_rate=80, random_state=1)
    emg = np.array([made.vm_uv.ravel(), made.vl_uv.ravel()]) + 300 * beats[: made.vm_uv.size]
    emg[0, 300:304], emg[1, 15_000:] = np.nan, np.nan
    columns = (lab_export.Column("VM_mV", "mV", "VM"), lab_export.Column("VL_mV", "mV", "VL"))
    exported = lab_export.Export(columns, emg, rate_hz, 0.0, ("made",), 2)
    own = recording.chosen(exported)
    found = recording.analyse(own)
    (scripts / "analysed.js").write_text(
        """import { analyse, chosen, delays, RULES, verdicts } from "./recording.js";
        export function analysed(exported) {
          const own = chosen(exported);
          const { eventsMs, restMs, burstsMs, onsetsMs, bandHz, banded } = analyse(own);
          const rules = Object.keys(RULES);
          const of = (what) => rules.map((rule) => what({ onsetsMs, burstsMs }, rule));
          const sums = banded.map((one) => one.reduce((sum, value) => sum + Math.abs(value), 0));
          const found = { eventsMs, restMs, burstsMs, bandHz, onsetsMs, delays: of(delays), verdicts: of(verdicts) };
          return { ...found, notes: own.notes, sums };
        }"""
    )
    given = {
        "columns": [vars(column) for column in columns],
        "values": [{"$channel": [None if np.isnan(value) else value for value in channel]} for channel in emg.tolist()],
        "samplingHz": rate_hz,
        "startS": 0,
        "notes": ["made"],
        "firstRow": 2,
    }
    (result,) = in_javascript(scripts, [["analysed.js", "analysed", [given]]])
    plain = partial(np.vectorize(lambda value: None if np.isnan(value) else value, otypes=[object]))
    assert any(note.startswith(recording.HEART) for note in own.notes)
    assert result["notes"] == list(own.notes)
    assert [tuple(event) for event in result["eventsMs"]] == [pytest.approx(event) for event in found.events_ms]
    assert result["restMs"] == pytest.approx(found.rest_ms) and result["bandHz"] == pytest.approx(found.band_hz)
    assert result["burstsMs"] == pytest.approx(found.bursts_ms)
    for rule, delays_ms, verdicts in zip(recording.RULES, result["delays"], result["verdicts"], strict=True):
        assert verdicts == found.verdicts(rule).tolist()
        assert result["onsetsMs"][rule] == [pytest.approx(row) for row in plain(found.onsets_ms[rule]).tolist()]
        assert delays_ms == pytest.approx(plain(found.delays_ms(rule)).tolist())
    assert result["sums"] == pytest.approx(np.abs(found.banded).sum(axis=-1).tolist(), rel=1e-6)


def _camel(name):
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
