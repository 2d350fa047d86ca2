"""The report on a recording, from the command line and in a notebook; the page's is in ``browser``."""

import io
import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import ipywidgets
import numpy as np
import pytest

from vastus import cli, your_recording
from vastus.notebook import recording as live
from vastus.signals import lab_export, phantom_meter, recording
from vastus.your_recording import report

SCRIPT = Path(your_recording.__file__).with_name("recording-report.js")


@pytest.fixture(scope="module")
def own():
    return recording.chosen(lab_export.read(your_recording.example_csv()))


@pytest.fixture(scope="module")
def found(own):
    return recording.analyse(own)


@pytest.fixture(scope="module")
def channels(own, found):
    return report.measured(own, found)


def test_the_example_holds_no_delay_and_shows_one(found, channels):
    for rule in recording.RULES:
        assert np.nanmedian(found.delays_ms(rule)) > 20
    assert channels[0].snr_db == pytest.approx(your_recording.VM_SNR_DB, abs=1)
    assert channels[1].snr_db == pytest.approx(your_recording.VL_SNR_DB, abs=1)


def test_the_meter_shows_which_of_the_two_did_it(found, channels):
    rule = next(iter(recording.RULES))
    plain, equal, sudden = (
        report.meter(found, channels, rule, **how).share for how in ({}, {"equal_noise": True}, {"at_once": True})
    )
    assert plain > 0.3 > 0.1 > equal >= sudden


def test_sentence_and_numbers_are_those_of_the_page_word_for_word(own, found, channels, tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    shutil.copy(SCRIPT, tmp_path / "report.mjs")

    def plain(array):
        return [[None if np.isnan(value) else value for value in row] for row in np.atleast_2d(array)]

    given = {
        "channels": own.channels,
        "samplingHz": own.sampling_hz,
        "bandHz": found.band_hz,
        "restMs": found.rest_ms,
        "eventsMs": found.events_ms,
        "notes": own.notes,
        "rules": [
            {
                "name": rule,
                "onsetsMs": plain(found.onsets_ms[rule]),
                "verdicts": found.verdicts(rule).tolist(),
                "delaysMs": plain(found.delays_ms(rule))[0],
            }
            for rule in recording.RULES
        ],
        "measured": [
            {"snrDb": one.snr_db, "rampMs": one.ramp_ms, "lowMs": one.ramp_low_ms, "highMs": one.ramp_high_ms}
            for one in channels
        ],
    }
    (tmp_path / "call.mjs").write_text(
        """import { methodsSentence, numbers } from "./report.mjs";
        import { readFileSync } from "node:fs";
        const [given, version] = JSON.parse(readFileSync(0, "utf8"));
        for (const rule of given.rules) {
          rule.onsetsMs = rule.onsetsMs.map((row) => row.map((ms) => ms ?? NaN));
          rule.delaysMs = rule.delaysMs.map((ms) => ms ?? NaN);
        }
        console.log(JSON.stringify([methodsSentence(given, version), numbers(given, null, version)]));"""
    )
    asked = json.dumps([given, report.__version__])
    done = subprocess.run([node, tmp_path / "call.mjs"], input=asked, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [report.methods_sentence(own, found), report.numbers(own, found, channels)]


def run(*words):
    return subprocess.run([sys.executable, "-m", "vastus", "analyse", *map(str, words)], capture_output=True, text=True)


def test_the_command_line_writes_a_page_and_the_numbers_and_leaves_the_file_alone(tmp_path):
    file = tmp_path / "own.csv"
    file.write_bytes(your_recording.example_csv())
    done = run(file, "--output", tmp_path / "report")
    assert done.returncode == 0, done.stderr
    assert "appears in" in done.stdout and "1000 Hz from the times" in done.stdout
    page = (tmp_path / "report" / "own-onsets.html").read_text(encoding="utf-8")
    assert "muscles that start together" in page and "<script" not in page and "http" not in page
    assert (tmp_path / "report" / "own-onsets.csv").read_text(encoding="utf-8").startswith("The VMO Question,version")
    assert file.read_bytes() == your_recording.example_csv()


def test_the_command_line_refuses_a_bad_file_in_one_line(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader,\n")
    done = run(file)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"{file}: no row of numbers found")


def test_a_long_file_shows_how_far_it_is_on_a_terminal_and_can_be_left(tmp_path, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    file = tmp_path / "own.csv"
    file.write_bytes(your_recording.example_csv())
    told = cli._shown_as_it_goes("computing")
    monkeypatch.setattr(cli, "_shown_as_it_goes", partial(cli._shown_as_it_goes, patience_s=0))
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    told(0.5)  # short work shows nothing
    assert not terminal.getvalue()
    assert cli.analyse(file, tmp_path, None, None) == 0
    lines = terminal.getvalue().split("\n")
    assert [line.split("\r")[-1] for line in lines] == [
        "reading the file: 100%",
        "computing: 100%",
        "measuring noise and rise: 100%",
        "",
    ]
    assert "computing:  40%" in lines[1]

    def leave(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(recording, "analyse", leave)
    assert cli.analyse(file, tmp_path / "left", None, None) == 130
    assert "cancelled: no report was written" in terminal.getvalue() and not (tmp_path / "left").exists()


@pytest.fixture
def explored(tmp_path):
    file = tmp_path / "own.csv"
    file.write_bytes(your_recording.example_csv())
    return live.explore(file)


def test_in_a_notebook_rest_and_repetitions_can_be_moved_and_the_onsets_follow(explored):
    assert isinstance(explored, ipywidgets.VBox)
    before = explored.onsets.value
    explored.number.value = 3
    assert explored.event.value == pytest.approx(explored.found.events_ms[2])
    assert explored.onsets.value != before
    before = explored.onsets.value
    start_ms, end_ms = explored.rest.value
    explored.rest.value = start_ms, end_ms + 300
    assert explored.found.rest_ms == (start_ms, end_ms + 300) and explored.onsets.value != before


def test_in_a_notebook_a_long_file_shows_a_bar_while_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "own.csv"
    file.write_bytes(your_recording.example_csv())
    bars, after = [], []

    def display(bar, display_id):
        bars.append(bar)
        return SimpleNamespace(update=lambda shown: after.append(shown.data))

    monkeypatch.setattr(live, "display", display)
    live.explore(file)
    assert not bars  # a short one does not
    monkeypatch.setattr(live, "PATIENCE_S", 0)
    live.explore(file)
    assert [bar.value for bar in bars] == [1] and after == [""]


def test_in_a_notebook_the_meter_counts_on_request(explored):
    assert not explored.share.value
    explored.simulate.click()
    assert "of 100 trials of muscles that start together" in explored.share.value


def test_a_recording_that_cannot_be_measured_says_so_in_the_report(own, found, monkeypatch):
    def refuse(*given):
        raise phantom_meter.NotMeasured("rest of 40 ms; expected 100 ms or more of a live channel")

    monkeypatch.setattr(phantom_meter, "measured", refuse)
    refused = report.measured(own, found)
    assert "VM: cannot be measured, rest of 40 ms" in report.measured_sentence(refused)
    assert "cannot be measured" in report.html(own, found, refused, [], "own.csv")
