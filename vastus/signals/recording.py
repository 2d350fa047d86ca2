"""A learner's own recording: a CSV file with a column of times and a column for each muscle.

The file is checked before anything is computed, since a gap or a text in a column would give an onset all the same.
Times must be in seconds and evenly spaced; the sampling rate is worked out from them.
"""

import difflib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import processing

UNEVEN = 0.01  # of a sampling interval


class RecordingError(ValueError):
    """The file cannot be used; the message says what was found, what was expected, and where."""


@dataclass(frozen=True)
class Recording:
    """A recording as it was read.

    Attributes
    ----------
    channels : tuple of str
        Names of the columns.
    emg : array of shape (channels, samples)
        In the unit of the file, so a channel takes the place of a trial.
    sampling_hz : float
    start_s : float
        Time of the first sample in the file.
    """

    channels: tuple
    emg: np.ndarray
    sampling_hz: float
    start_s: float


def read(path, channels, time="time_s"):
    """Read a recording from a CSV file.

    Parameters
    ----------
    path : path-like
        Comma-separated, with one header line.
    channels : sequence of str
        Columns to read, e.g. ``("VM_uV", "VL_uV")``.
    time : str
        Column of times in seconds.

    Returns
    -------
    Recording

    Raises
    ------
    RecordingError
        If there is no such file or column, a cell is no finite number, or the times are not evenly spaced.
    """
    try:
        frame = pd.read_csv(path)
    except FileNotFoundError:
        raise RecordingError(f"{path}: no such file") from None
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError) as error:
        raise RecordingError(f"{path}: not a table of comma-separated values: {error}") from None
    for column in (time, *channels):
        if column not in frame:
            near = difflib.get_close_matches(column, map(str, frame), cutoff=0.4) or map(str, frame)
            raise RecordingError(f"{path}: no column {column!r}; near it: {', '.join(near)}")
    table = np.column_stack([_numbers(path, frame[column]) for column in (time, *channels)])
    times_s, emg = table[:, 0], np.ascontiguousarray(table[:, 1:].T)
    sampling_hz = _sampling_hz(path, time, times_s)
    return Recording(tuple(channels), emg, sampling_hz, float(times_s[0]))


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
    emg = np.asarray(emg, dtype=float)
    length = processing.samples_in(length_ms, sampling_hz)
    if length > emg.shape[-1]:
        raise RecordingError(
            f"length_ms is {length_ms:g}; expected at most {1000 * emg.shape[-1] / sampling_hz:g}, the recording's"
        )
    power = np.mean(emg**2 / np.mean(emg**2, axis=-1, keepdims=True), axis=0)
    total = np.concatenate([[0.0], np.cumsum(power)])
    start = int(np.argmin(total[length:] - total[:-length]))
    return float(start * 1000 / sampling_hz), float((start + length) * 1000 / sampling_hz)


def _numbers(path, column):
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    wrong = np.flatnonzero(~np.isfinite(numbers))
    if wrong.size:
        found = column.iloc[wrong[0]]
        cell = "an empty cell" if pd.isna(found) else f"'{found}'"
        more = f" (and {wrong.size - 1} more)" if wrong.size > 1 else ""
        raise RecordingError(f"{path}, row {wrong[0] + 2}, column {column.name}: found {cell}, expected a number{more}")
    return numbers


def _sampling_hz(path, time, times_s):
    if times_s.size < 2:
        raise RecordingError(f"{path}: {times_s.size} samples; expected at least 2")
    interval_s = (times_s[-1] - times_s[0]) / (times_s.size - 1)
    steps_s = np.diff(times_s)
    off = np.flatnonzero(~(np.abs(steps_s - interval_s) <= UNEVEN * interval_s))
    if off.size:
        usual_s = np.median(steps_s)
        row = int(np.argmax(np.abs(steps_s - usual_s)))
        raise RecordingError(
            f"{path}, row {row + 3}, column {time}: found a step of {1000 * steps_s[row]:g} ms, expected "
            f"{1000 * usual_s:g} ms as between most rows; times must be in seconds, rising and evenly spaced"
        )
    return round(1 / interval_s, 6)
