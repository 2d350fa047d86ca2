"""The report on a recording: the page's, for the command line and the notebook.

The sentence for a section on methods and the numbers are those of ``recording-report.js``, word for word; the page that
`html` writes stands alone, without a script, and prints on one sheet.
"""

import csv
import io
from dataclasses import dataclass
from functools import partial
from html import escape

import numpy as np

from .. import __version__, words
from ..signals import onsets, phantom_meter, processing, recording

ENVELOPE_HZ = 6.0
COLUMNS, ROW = 640, 90
MUSCLES = ("VM", "VL")
SEED = 1
RULE_WORDS = {
    "held": "stayed {threshold_sd:g} SD above rest for {hold_ms:g} ms after a {low_pass_hz:g} Hz low-pass",
    "window_mean": (
        "had a mean over {window_ms:g} ms of {threshold_sd:g} SD above rest after a {low_pass_hz:g} Hz low-pass"
    ),
    "teager_kaiser": (
        "had a Teager-Kaiser energy that stayed {threshold_sd:g} SD above rest for {hold_ms:g} ms after a "
        "{low_pass_hz:g} Hz low-pass"
    ),
}
STYLE = """
body { max-width: 44rem; margin: 1rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1c2430 }
table { border-collapse: collapse } th, td { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif } .vm { fill: #b3400f } .vl { fill: #1f66b0 }
.rest { fill: #667; fill-opacity: .25 } .event { fill: #0f766e; fill-opacity: .1 }
@page { margin: 14mm } @media print { body { font-size: 11pt } }
"""


@dataclass(frozen=True)
class Meter:
    """What the phantom meter says of one rule.

    Attributes
    ----------
    rule : str
    delay_ms : float
        The median found in the recording.
    share : float
        Of trials of muscles that start together, with a delay at least as far on that side.
    trials : int
    """

    rule: str
    delay_ms: float
    share: float
    trials: int


def measured(own, found, tell=lambda share: None):
    """What each channel says of its noise and rise: `phantom_meter.Measured`, or the words of why not.

    ``tell`` is told how much has been done, from 0 to 1.
    """
    quiet = _window(own, found.rest_ms)
    answers = []
    for done, channel in enumerate(found.banded, 1):
        events = [channel[_window(own, event_ms)] for event_ms in found.events_ms]
        try:
            answers.append(phantom_meter.measured(events, channel[quiet], own.sampling_hz, found.band_hz))
        except phantom_meter.NotMeasured as refused:
            answers.append(str(refused))
        tell(done / len(found.banded))
    return answers


def meter(found, channels, rule, equal_noise=False, at_once=False):
    """How often muscles that start together would look as late; None where the rule found no delay.

    Parameters
    ----------
    found : recording.Analysis
    channels : list of phantom_meter.Measured
        Of VM and VL.
    rule : str
        One of `recording.RULES`.
    equal_noise, at_once : bool
        Give both channels the noise of the noisier, or have both muscles start in an instant.
    """
    delays_ms = found.delays_ms(rule)
    if np.isnan(delays_ms).all():
        return None
    delay_ms = float(np.nanmedian(delays_ms))
    noisier_db = min(channel.snr_db for channel in channels)
    vm, vl = (
        (noisier_db if equal_noise else channel.snr_db, 0.0 if at_once else channel.ramp_ms) for channel in channels
    )
    name, settings, _ = recording.RULES[rule]
    find = partial(getattr(onsets, name), **settings)
    simulated_ms = phantom_meter.simulated(vm, vl, find, np.random.default_rng(SEED))
    return Meter(rule, delay_ms, phantom_meter.share_beyond(simulated_ms, delay_ms), simulated_ms.size)


def meter_sentence(answer):
    """``A delay of VM of 17 ms or more appears in 61 of 100 trials of muscles that start together.``"""
    which = "delay" if answer.delay_ms >= 0 else "lead"
    far = words.number(abs(answer.delay_ms), 1, "ms")
    return (
        f"A {which} of VM of {far} or more appears in {round(100 * answer.share)} of 100 trials of muscles that start "
        "together."
    )


def measured_sentence(channels):
    """What the meter rests on, channel by channel."""
    said = []
    for muscle, one in zip(MUSCLES, channels, strict=True):
        if isinstance(one, str):
            said.append(f"{muscle}: cannot be measured, {one}.")
        else:
            interval = f"{one.ramp_low_ms:.0f} to {one.ramp_high_ms:.0f}"
            said.append(
                f"{muscle}: {one.snr_db:.1f} dB of signal to noise, rises over {one.ramp_ms:.0f} ms ({interval})."
            )
    return " ".join(said)


def methods_sentence(own, found):
    """A sentence fit for a section on methods."""
    each = "; or ".join(RULE_WORDS[name].format(**settings) for name, settings, _ in recording.RULES.values())
    low_hz, high_hz = found.band_hz
    start_ms, end_ms = found.rest_ms
    return (
        f"Signals sampled at {own.sampling_hz:.10g} Hz were band-passed from {low_hz:.0f} to {high_hz:.0f} Hz "
        f"(Butterworth, order {processing.ORDER} in each direction, zero lag) and rectified. Rest was the stretch from "
        f"{start_ms:.0f} to {end_ms:.0f} ms. In each of {len(found.events_ms)} repetitions the onset of a muscle was "
        f"the first sample from which the signal {each} (The VMO Question, version {__version__})."
    )


def numbers(own, found, channels):
    """The numbers as CSV."""
    rows = [
        ["The VMO Question", f"version {__version__}"],
        ["channels", *own.channels],
        ["sampling_hz", f"{own.sampling_hz:.10g}"],
        ["band_hz", *(f"{edge:.10g}" for edge in found.band_hz)],
        ["filter_order_each_way", processing.ORDER],
        ["rest_ms", *(f"{edge:.10g}" for edge in found.rest_ms)],
        *(["read", note] for note in own.notes),
        [],
        ["rule", "repetition", "from_ms", "to_ms", "vm_ms", "vl_ms", "delay_ms", "vm_verdict", "vl_verdict"],
    ]
    for rule in recording.RULES:
        columns = zip(
            found.events_ms, found.onsets_ms[rule].T, found.delays_ms(rule), found.verdicts(rule).T, strict=True
        )
        for number, (event_ms, onsets_ms, delay_ms, verdicts) in enumerate(columns, 1):
            rows.append([rule, number, *map(_plain, (*event_ms, *onsets_ms, delay_ms)), *verdicts])
    rows += [[], ["channel", "snr_db", "rise_ms", "rise_from_ms", "rise_to_ms", "not measured because"]]
    for name, one in zip(own.channels, channels, strict=True):
        if isinstance(one, str):
            rows.append([name, "", "", "", "", one])
        else:
            rises = (f"{ms:.10g}" for ms in (one.ramp_ms, one.ramp_low_ms, one.ramp_high_ms))
            rows.append([name, _plain(one.snr_db), *rises, ""])
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def onset_rows(found, event=None):
    """For each rule its name and, in words, the onsets and the delay in one event and the median delay of all."""
    rows = []
    for rule in recording.RULES:
        delays_ms = found.delays_ms(rule)
        good = int((~np.isnan(delays_ms)).sum())
        middle = f"{_ms(np.nanmedian(delays_ms), 1)} ({good} of {delays_ms.size})" if good else "–"
        cells = []
        if event is not None:
            for onset_ms, verdict in zip(found.onsets_ms[rule][:, event], found.verdicts(rule)[:, event], strict=True):
                cells.append("missed" if verdict == "missed" else _ms(onset_ms, 0) + (", too early" if verdict else ""))
            cells.append("–" if np.isnan(delays_ms[event]) else _ms(delays_ms[event], 1))
        rows.append([rule, *cells, middle])
    return rows


def html(own, found, channels, meters, name):
    """The report as a page that stands alone and prints on one sheet.

    Parameters
    ----------
    own : recording.Recording
    found : recording.Analysis
    channels : list
        From `measured`.
    meters : list of Meter
    name : str
        Of the file.
    """
    notes = "".join(f"<li>{escape(note)}</li>" for note in own.notes)
    rows = table(["Rule", "Median delay of VM"], onset_rows(found))
    said = "".join(f"<li>{escape(one.rule)}: {escape(meter_sentence(one))}</li>" for one in meters)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(name)}: onsets of VM and VL</title><style>{STYLE}</style></head><body>
<h1>{escape(name)}</h1>
<ul>{notes}</ul>
{_overview(own, found)}
<p>Envelopes of VM and VL. Grey: the window of rest. Green: the {len(found.events_ms)} repetitions.</p>
{rows}
<h2>The phantom meter</h2>
<p>{escape(measured_sentence(channels))}</p>
<ul>{said}</ul>
<p>One file is one session of one person. Rest is not silence: a muscle that idles counts as noise here. A delay that a
phantom could make may still be real.</p>
<h2>For a section on methods</h2>
<p>{escape(methods_sentence(own, found))}</p>
</body></html>
"""


def _overview(own, found):
    envelopes = processing.linear_envelope(found.banded, own.sampling_hz, ENVELOPE_HZ)
    duration_ms = 1000 * envelopes.shape[1] / own.sampling_hz
    windows = [("rest", found.rest_ms), *(("event", event_ms) for event_ms in found.events_ms)]
    parts = [
        f'<rect class="{kind}" x="{COLUMNS * start / duration_ms:.1f}" y="0" '
        f'width="{COLUMNS * (end - start) / duration_ms:.1f}" height="{2 * ROW}"/>'
        for kind, (start, end) in windows
    ]
    for row, (muscle, envelope) in enumerate(zip(MUSCLES, envelopes, strict=True)):
        foot = ROW * (row + 1) - 4
        highest = [part.max() for part in np.array_split(envelope, COLUMNS)]
        heights = (foot - (ROW - 10) * value / max(highest) for value in highest)
        outline = " ".join(f"{at},{y:.1f}" for at, y in enumerate(heights))
        parts.append(f'<polygon class="{muscle.lower()}" points="0,{foot} {outline} {COLUMNS},{foot}"/>')
        parts.append(f'<text x="4" y="{ROW * row + 14}">{muscle}</text>')
    words_of_it = f"Envelopes of VM and VL over {duration_ms / 1000:.1f} s, {len(found.events_ms)} repetitions"
    return f'<svg viewBox="0 0 {COLUMNS} {2 * ROW}" role="img" aria-label="{words_of_it}">{"".join(parts)}</svg>'


def table(heads, rows):
    """An HTML table."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _window(own, window_ms):
    return slice(*(round(edge_ms * own.sampling_hz / 1000) for edge_ms in window_ms))


def _ms(value, decimals):
    return words.number(float(value), decimals, "ms")


def _plain(value):
    return "" if np.isnan(value) else f"{value:.1f}"
