"""A learner's own recording: two channels of a file, what is wrong with them, and the onsets of each repetition.

- `read` takes VM and VL from a laboratory's export (`lab_export`). Short holes are bridged, of a recording with long
  ones the longest whole part is used, and each is said in a note. A dead channel is refused, since it would give an
  onset all the same.
- `analyse` band-passes, takes the quietest stretch for rest, finds the repetitions, and has the three rules of the
  course look for the onset of each muscle in each; rest and repetitions may be given instead.
- The rules have the settings of published studies: ``RULES``.

The same steps stand in ``recording.js``, held to these.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import heartbeat, lab_export, onsets, processing

BAND_HZ = (20.0, 450.0)
HIGHEST = 0.45  # of the sampling rate
BRIDGED_MS = 10.0
CLIPPED, CLIPPED_SAMPLES = 0.002, 10  # share and number of samples at the ends of the range of a clipped channel
HUM = 10.0  # power at the mains beside that of the neighbourhood
MAINS_HZ = (50.0, 60.0)
HEART = "both channels hold a sharp, even beat, as of a heart (ECG)"
RESTS_MS = (500.0, 250.0, 100.0)
LOUDER = 2.0  # power of a longer rest beside that of the shortest: 3 dB
BURST_HZ = 6.0
STANDS_OUT = 1.5  # the highest activity beside rest; the envelope of rest alone ripples by less
BURST = 0.3  # of the way from rest to the highest activity
HELD = 0.7  # of the way to a burst's own peak
SHORTEST_MS, MERGED_MS, BEFORE_MS = 80.0, 100.0, 500.0
EARLY_MS = 200.0  # before a burst of both muscles: an onset there was found in rest
TO_UV = {"V": 1e6, "mV": 1e3, "µV": 1.0}
RULES = {
    "3 SD held for 25 ms, 50 Hz": ("held", dict(threshold_sd=3.0, hold_ms=25.0, low_pass_hz=50.0), "cowan2001"),
    "5 SD, mean of 25 ms, 15 Hz": (
        "window_mean",
        dict(threshold_sd=5.0, window_ms=25.0, low_pass_hz=15.0),
        "brindle2003",
    ),
    "Teager-Kaiser, 3 SD held for 25 ms, 50 Hz": (
        "teager_kaiser",
        dict(threshold_sd=3.0, hold_ms=25.0, low_pass_hz=50.0),
        "solnik2008",
    ),
}


class RecordingError(ValueError):
    """The file cannot be used; the message says what was found, what was expected, and where."""


@dataclass(frozen=True)
class Recording:
    """Two channels of a file.

    Attributes
    ----------
    channels : tuple of str
        Names of the columns.
    unit : str
        ``µV``, or empty where the file does not say.
    emg : array of shape (channels, samples)
        In microvolts where the unit is known, or else as in the file; a channel takes the place of a trial.
    sampling_hz : float
    start_s : float
        Time of the first sample in the file.
    notes : tuple of str
        How the file was read and what is wrong with it.
    """

    channels: tuple
    unit: str
    emg: np.ndarray
    sampling_hz: float
    start_s: float
    notes: tuple


@dataclass(frozen=True)
class Analysis:
    """What was found in a recording; all times in ms from its first sample.

    Attributes
    ----------
    banded : array of shape (channels, samples)
    rest_ms : tuple of (float, float)
    events_ms : tuple of (float, float)
        The repetitions: each from before the muscles start until their activity has been held.
    bursts_ms : tuple of float
        When both muscles together stand clear of rest, in each event; NaN where they do not.
    onsets_ms : dict of str to array of shape (channels, events)
        By the name of the rule; NaN where none was found.
    band_hz : tuple of (float, float)
    """

    banded: np.ndarray
    rest_ms: tuple
    events_ms: tuple
    bursts_ms: tuple
    onsets_ms: dict
    band_hz: tuple

    def verdicts(self, rule):
        """``""``, ``"missed"`` or ``"early"`` for each onset of a rule, array of shape (channels, events)."""
        found_ms = self.onsets_ms[rule]
        early = found_ms < np.array(self.bursts_ms) - EARLY_MS
        return np.where(np.isnan(found_ms), "missed", np.where(early, "early", ""))

    def delays_ms(self, rule):
        """VM after VL in each event, shape (events,); NaN where either onset is missed or early."""
        good = (self.verdicts(rule) == "").all(axis=0)
        vm_ms, vl_ms = self.onsets_ms[rule]
        return np.where(good, vm_ms - vl_ms, np.nan)


def read(path, channels=None, sampling_hz=None, time=None, tell=lambda share: None):
    """Read VM and VL from a file.

    Parameters
    ----------
    path : path-like
        A table of numbers as laboratories export it; see `lab_export`.
    channels : sequence of str, optional
        Names of the two columns as in the file; without them those whose names say VM and VL.
    sampling_hz : float, optional
        For a file without times.
    time : str, optional
        Name of the column of times, where none says so itself.
    tell : callable, optional
        Is told how much has been read, from 0 to 1.

    Returns
    -------
    Recording

    Raises
    ------
    RecordingError
        If there is no such file or column, or no table that can be used.
    """
    try:
        export = lab_export.read(Path(path).read_bytes(), sampling_hz, time, tell)
    except FileNotFoundError:
        raise RecordingError(f"{path}: no such file") from None
    except lab_export.ExportError as wrong:
        raise RecordingError(f"{path}: {wrong}") from None
    try:
        return chosen(export, channels)
    except RecordingError as wrong:
        raise RecordingError(f"{path}: {wrong}") from None


def chosen(export, channels=None):
    """Two channels of an export as a recording; arguments and errors as in `read`."""
    names = [column.name for column in export.columns]
    places = [_place(export.columns, muscle) for muscle in ("VM", "VL")]
    if channels is not None:
        for name in channels:
            if name not in names:
                near = difflib.get_close_matches(name, names, cutoff=0.4) or names
                raise RecordingError(f"no column {name!r}; near it: {', '.join(near)}")
        places = [names.index(name) for name in channels]
    elif None in places:
        raise RecordingError(f"no column says VM and VL; say which of these they are: {', '.join(names)}")
    columns = [export.columns[place] for place in places]
    scales = [TO_UV.get(column.unit) for column in columns]
    known = None not in scales
    emg = export.values[places] * (np.array(scales)[:, np.newaxis] if known else 1.0)
    emg, holes = _whole(emg, export.sampling_hz, export.first_row)
    notes = [_units(columns), *holes]
    for column, channel in zip(columns, emg, strict=True):
        if np.ptp(channel) == 0:
            raise RecordingError(f"column {column.name} holds one value throughout; its channel was dead")
        notes += _faults(column.name, channel, export.sampling_hz)
    if beats := heartbeat.per_minute(emg, export.sampling_hz):
        notes.append(f"{HEART} ({beats:.0f} a minute): an onset may be one of its beats")
    return Recording(
        tuple(column.name for column in columns),
        "µV" if known else "",
        emg,
        export.sampling_hz,
        export.start_s,
        (*export.notes, *notes),
    )


def analyse(recording, rest_ms=None, events_ms=None, tell=lambda share: None):
    """Band-pass a recording, find rest and repetitions unless they are given, and the onsets by each rule.

    Parameters
    ----------
    recording : Recording
    rest_ms : tuple of (float, float), optional
    events_ms : sequence of tuple of (float, float), optional
    tell : callable, optional
        Is told how much has been done, from 0 to 1.

    Returns
    -------
    Analysis

    Raises
    ------
    RecordingError
        If the recording is too short for the filters, or nothing in it stands out from rest.
    """
    rate_hz = recording.sampling_hz
    band_hz = (BAND_HZ[0], min(BAND_HZ[1], HIGHEST * rate_hz))
    try:
        banded = processing.band_pass(recording.emg, rate_hz, *band_hz)
    except ValueError as wrong:
        raise RecordingError(f"{recording.emg.shape[1]} samples at {rate_hz:g} Hz: {wrong}") from None
    steps = 2 + len(RULES)
    tell(1 / steps)
    rest_ms = tuple(rest_ms or _rest_ms(banded, rate_hz))
    envelope, line = _both(banded, rate_hz, rest_ms)
    tell(2 / steps)
    events_ms = tuple(events_ms or _events_ms(envelope, line, rate_hz))
    if not events_ms:
        raise RecordingError("nothing stands out from rest; move the window of rest, or choose other channels")
    found = {}
    for done, (name, rule) in enumerate(RULES.items(), 3):
        found[name] = _onsets_ms(banded, rate_hz, rest_ms, events_ms, rule)
        tell(done / steps)
    above = envelope > line["burst"]
    bursts_ms = tuple(_burst_ms(above, rate_hz, event_ms) for event_ms in events_ms)
    return Analysis(banded, rest_ms, events_ms, bursts_ms, found, band_hz)


def quietest_ms(emg, sampling_hz, length_ms):
    """Start and end of the stretch of ``length_ms`` in which the RMS of all channels together is lowest.

    A recording of a movement that repeats has no first second of rest; this finds a baseline for `onsets`.
    Channels count alike: each is divided by its own RMS first.

    Parameters
    ----------
    emg : array of shape (channels, samples)
    sampling_hz, length_ms : float

    Returns
    -------
    tuple of (float, float)
        In ms from the first sample.
    """
    start, end, _ = _quietest(emg, sampling_hz, length_ms)
    return start, end


def _place(columns, muscle):
    return next((at for at, column in enumerate(columns) if column.muscle == muscle), None)


def _units(columns):
    said = [column.unit or "a unit not said" for column in columns]
    return f"VM and VL in {said[0]}" if said[0] == said[1] else f"VM in {said[0]}, VL in {said[1]}"


def _whole(emg, sampling_hz, first_row):
    """The channels without holes, and what became of them."""
    hole = np.isnan(emg).any(axis=0)
    if not hole.any():
        return emg, []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], hole, [False]]).astype(int)))
    runs = edges.reshape(-1, 2)
    longest = processing.samples_in(BRIDGED_MS, sampling_hz)
    inner = (runs[:, 0] > 0) & (runs[:, 1] < hole.size)
    short = (np.diff(runs, axis=1)[:, 0] <= longest) & inner
    notes = []
    if short.any():
        notes.append(f"{short.sum()} short holes bridged, the first at row {first_row + runs[short][0, 0]}")
        known = np.flatnonzero(~hole)
        emg = np.array([np.interp(np.arange(hole.size), known, channel[known]) for channel in emg])
    if not short.all():
        parts = np.concatenate([[0], *runs[~short], [hole.size]]).reshape(-1, 2)
        start, end = parts[np.argmax(np.diff(parts, axis=1)[:, 0])]
        if end - start < 3:
            raise RecordingError("hardly a row in which both channels have a value")
        lost_row = first_row + runs[~short][0, 0]
        notes.append(f"values are missing from row {lost_row} on: the longest whole part is used")
        emg = emg[:, start:end]
    return emg, notes


def _faults(name, channel, sampling_hz):
    """Words for a channel that is clipped or holds mains hum."""
    notes = []
    ends = (channel == channel.max()) | (channel == channel.min())
    if ends.mean() > CLIPPED and ends.sum() >= CLIPPED_SAMPLES:
        notes.append(f"{name} is clipped in {100 * ends.mean():.2g} percent of its samples")
    size = min(channel.size, round(4 * sampling_hz))
    power = np.abs(np.fft.rfft(channel[:size] - channel[:size].mean())) ** 2
    hz = np.fft.rfftfreq(size, 1 / sampling_hz)
    for mains_hz in MAINS_HZ:
        off = np.abs(hz - mains_hz)
        at, near = off <= 0.5, (off > 2) & (off <= 10)
        if mains_hz < sampling_hz / 2 and near.any() and at.any() and power[at].max() > HUM**2 * np.median(power[near]):
            notes.append(f"{name} holds hum of {mains_hz:g} Hz")
    return notes


def _quietest(emg, sampling_hz, length_ms):
    emg = np.asarray(emg, dtype=float)
    length = processing.samples_in(length_ms, sampling_hz)
    if length > emg.shape[-1]:
        raise RecordingError(
            f"length_ms is {length_ms:g}; expected at most {1000 * emg.shape[-1] / sampling_hz:g}, the recording's"
        )
    power = np.mean(emg**2 / np.mean(emg**2, axis=-1, keepdims=True), axis=0)
    total = np.concatenate([[0.0], np.cumsum(power)])
    sums = total[length:] - total[:-length]
    start = int(np.argmin(sums))
    return float(start * 1000 / sampling_hz), float((start + length) * 1000 / sampling_hz), float(sums[start] / length)


def _rest_ms(banded, sampling_hz):
    """The quietest stretch: the longest that is hardly louder than the shortest."""
    duration_ms = 1000 * banded.shape[1] / sampling_hz
    found = [_quietest(banded, sampling_hz, length_ms) for length_ms in RESTS_MS if length_ms <= duration_ms / 2]
    if not found:
        raise RecordingError(f"{duration_ms:.0f} ms long; expected a recording of 200 ms or more")
    start_ms, end_ms, _ = next(one for one in found if one[2] <= LOUDER * found[-1][2])
    return start_ms, end_ms


def _both(banded, sampling_hz, rest_ms):
    """Smooth envelope of both muscles together, each counting alike; its level at rest and where a burst begins."""
    envelopes = processing.linear_envelope(banded, sampling_hz, BURST_HZ)
    envelope = np.mean(envelopes / np.percentile(envelopes, 95, axis=-1, keepdims=True), axis=0)
    first, last = (round(edge_ms * sampling_hz / 1000) for edge_ms in rest_ms)
    quiet = float(envelope[first:last].mean())
    top = float(np.percentile(envelope, 95))
    return envelope, {"rest": quiet, "burst": quiet + BURST * (top - quiet) if top > STANDS_OUT * quiet else np.inf}


def _burst_ms(above, sampling_hz, event_ms):
    """When an event's burst begins: where the envelope is above the line at last for good before its end."""
    start, end = (round(edge_ms * sampling_hz / 1000) for edge_ms in event_ms)
    below = np.flatnonzero(~above[start:end])
    if below.size == above[start:end].size:
        return np.nan
    return (start + (int(below[-1]) + 1 if below.size else 0)) * 1000 / sampling_hz


def _events_ms(envelope, line, sampling_hz):
    """The repetitions: bursts of both muscles together, each with what comes before it."""
    to_ms, quiet = 1000 / sampling_hz, line["rest"]
    above = np.concatenate([[False], envelope > line["burst"], [False]]).astype(int)
    edges = np.flatnonzero(np.diff(above)).reshape(-1, 2)
    bursts = []
    for start, end in edges.tolist():
        if bursts and (start - bursts[-1][1]) * to_ms < MERGED_MS:
            bursts[-1][1] = end
        else:
            bursts.append([start, end])
    events = []
    for number, (start, end) in enumerate(bursts):
        if (end - start) * to_ms < SHORTEST_MS or start == 0:
            continue
        before = bursts[number - 1][1] if number else 0
        begin = max(before, start - round(BEFORE_MS / to_ms))
        peak = envelope[start:end].max()
        held = start + int(np.flatnonzero(envelope[start:end] >= quiet + HELD * (peak - quiet))[-1]) + 1
        events.append((begin * to_ms, held * to_ms))
    return events


def _onsets_ms(banded, sampling_hz, rest_ms, events_ms, rule):
    """Onsets by one rule, shape (channels, events): rest is learnt from the window of rest, once for all."""
    name, settings, _ = rule
    low_pass_hz = settings["low_pass_hz"]
    if name == "teager_kaiser":
        smooth = onsets.energy_envelope(banded, sampling_hz, low_pass_hz)
    else:
        smooth = processing.linear_envelope(banded, sampling_hz, low_pass_hz)
    find = onsets.first_window_mean if name == "window_mean" else onsets.first_held
    lengths = {key: value for key, value in settings.items() if key != "low_pass_hz"}
    first, last = (round(edge_ms * sampling_hz / 1000) for edge_ms in rest_ms)
    baseline_ms = (0.0, (last - first) * 1000 / sampling_hz)
    found = []
    for start_ms, end_ms in events_ms:
        start, end = (round(edge_ms * sampling_hz / 1000) for edge_ms in (start_ms, end_ms))
        joined = np.concatenate([smooth[:, first:last], smooth[:, start:end]], axis=-1)
        try:
            found_ms = find(joined, sampling_hz, baseline_ms=baseline_ms, **lengths)
        except ValueError:
            found_ms = np.full(len(banded), np.nan)  # shorter than the rule's own window
        found.append(found_ms - baseline_ms[1] + start * 1000 / sampling_hz)
    return np.array(found).T
