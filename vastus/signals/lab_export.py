"""Read the table in a laboratory's export: comma, semicolon or tab, point or comma, with or without a preamble.

The same rules stand in ``lab_export.js``, over the same files (``tests/lab_exports.py``):

- **Characters**: UTF-8 with or without its mark, UTF-16, or else Latin-1.
- **Table**: the separator and the decimal sign with which most of the lines are rows of numbers of one length. The
  first such row begins the data; the last line of words as long before it names the columns, with a line of units
  between them if there is one. What stands before is preamble, what stands after the numbers is left out.
- **Names on lines of their own**: AcqKnowledge writes ``2 channels``, then a line with the name and one with the unit
  of each, then perhaps ``ms CH1 CH2`` and how many samples each holds (biopac.com, text files).
- **Columns**: ``VM [mV]``, ``VL_uV`` and ``EMG VM (µV)`` say muscle and unit in their names.
- **Times**: the column that says so, or a first column that rises where no rate is said; in seconds unless it says
  otherwise. A rate below ``SLOWEST_HZ`` means that seconds were milliseconds. Stamps are often rounded: an even grid is
  fitted, and they are even if none lies farther from it than rounding explains.
- **Without times**: the rate in the preamble (``Sampling rate: 1000``, ``0.5 msec/sample``), or the one given.

Readers that exist were tried over the same files. emgio 0.6.0 finds numbers and rate of 17 of the 42 good ones; it
takes milliseconds for 1 Hz, a gap for a slower rate, and ``Vastus medialis`` for the times. pyemgpipeline 1.0.0 reads
no files. Neither runs on the page.

Delsys exports repeat the column ``X[s]`` before each channel; all but the first are left out. OpenSignals writes its
rate into a line of JSON (support.pluxbiosignals.com), which is a preamble like any other.
"""

import re
from dataclasses import dataclass
from io import StringIO

import numpy as np
import pandas as pd

SLOWEST_HZ = 50.0
SAMPLED_LINES = 400
ROWS_AT_ONCE = 200_000
TABLE_FROM, TABLE_TO = 0.2, 0.95  # of the whole reading: the table, between finding its lines and judging its times
JITTER = 0.01  # of a sampling interval, besides rounding
GAP = 1.5  # sampling intervals
LEAST_STEP_S, MOST_STEP_S = 1e-9, 100.0  # what is beyond is no time of a recording
SEPARATORS = {"tabs": "\t", "semicolons": ";", "commas": ",", "spaces": None}
MISSING = {"", "nan", "na", "n/a", "null", "-", "none"}
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
UNITS = {
    "s": "s",
    "sec": "s",
    "seconds": "s",
    "ms": "ms",
    "msec": "ms",
    "min": "min",
    "v": "V",
    "volts": "V",
    "mv": "mV",
    "uv": "µV",
    "µv": "µV",
    "μv": "µV",
}
TO_S = {"s": 1.0, "ms": 1e-3, "min": 60.0}
OTHER_UNITS = {"", "-", "deg", "°", "%", "n", "nm", "g", "hz"}
IN_BRACKETS = re.compile(r"^(.*?)[\s_]*[\[(]\s*([^\])]*?)\s*[\])]\s*$")
AT_THE_END = re.compile(r"^(.*?)[\s_,]+(uv|µv|μv|mv|v|s|sec|ms|msec)$", re.IGNORECASE)
TIME = re.compile(r"^(time|times|t|x|zeit|temps|tiempo|tempo|tid|tijd|timestamp)$", re.IGNORECASE)
COUNTER = re.compile(r"^(nseq|sample|samples|index|frame|#)$", re.IGNORECASE)
MUSCLES = {
    "VM": re.compile(r"(^|\s)(vmo?|vast\w*\s?med\w*)(\s|\d|$)", re.IGNORECASE),
    "VL": re.compile(r"(^|\s)(vlo?|vast\w*\s?lat\w*)(\s|\d|$)", re.IGNORECASE),
}
CHANNELS = re.compile(r"\s*([0-9]+)\s+channels?\s*", re.IGNORECASE)
NUMBERED = re.compile(r"CH[0-9]+", re.IGNORECASE)
SAID_RATE = r"sampl\w*[ _](?:rate|freq\w*)[^0-9\n]{0,20}?([0-9]+(?:[.,][0-9]+)?)\s*"
RATES = (
    (re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:msec|ms)\s*/\s*sample", re.IGNORECASE), lambda value: 1000 / value),
    (re.compile(SAID_RATE + "khz", re.IGNORECASE), lambda value: 1000 * value),
    (re.compile(SAID_RATE, re.IGNORECASE), lambda value: value),
)


class ExportError(ValueError):
    """The file holds no table of numbers that can be used; the message says where and what was expected."""


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    name : str
        As in the file.
    unit : str
        ``s``, ``ms``, ``min``, ``V``, ``mV`` or ``µV``; empty if the file does not say or says another.
    muscle : str
        ``VM``, ``VL`` or empty.
    """

    name: str
    unit: str
    muscle: str


@dataclass(frozen=True)
class Export:
    """What was read of a file.

    Attributes
    ----------
    columns : tuple of Column
        The channels: all columns but times and counters.
    values : array of shape (channels, samples)
        As in the file; NaN where a value is missing.
    sampling_hz, start_s : float
    notes : tuple of str
        How the file was read, for the reader to judge.
    first_row : int
        Line of the file that holds the first sample.
    """

    columns: tuple
    values: np.ndarray
    sampling_hz: float
    start_s: float
    notes: tuple
    first_row: int


def read(content, sampling_hz=None, time=None, tell=lambda share: None):
    """Read an export.

    Parameters
    ----------
    content : bytes
    sampling_hz : float, optional
        For a file without times and without a rate of its own.
    time : str, optional
        Name of the column of times, where none says so itself.
    tell : callable, optional
        Is told how much has been read, from 0 to 1.

    Returns
    -------
    Export

    Raises
    ------
    ExportError
    """
    text, encoding = _decoded(content)
    lines = re.split(r"\r\n|\r|\n", text)
    tell(TABLE_FROM)
    separator, decimal, width = _layout(lines)
    first, last = _span(lines, separator, decimal, width)
    header, units, preamble = _names(lines[:first], separator, width)
    first += _is_count_of_samples(lines, first, last, separator)
    table = _numbers(lines, first, last, separator, decimal, width, tell)
    filled = [at for at in range(table.shape[1]) if header[at] or not np.isnan(table[:, at]).all()]
    columns = [_column(header[at] or f"column {at + 1}", units[at]) for at in filled]
    table = table[:, filled]
    notes = [f"{encoding}, {separator}, decimal {'point' if decimal == '.' else 'comma'}"]
    if last < len(lines) and any(line.strip() for line in lines[last:]):
        notes.append(f"words after row {last} left out")
    found_hz = _rate("\n".join(preamble))
    times = _time_columns(columns, table, time, not found_hz)
    if times:
        stamps = table[:, times[0]]
        decimals = _decimals(lines[first : first + SAMPLED_LINES], separator, decimal, filled[times[0]])
        kept, sampling_hz, start_s, said = _grid(stamps, columns[times[0]], decimals, first)
        table = table[kept]
        first += kept.start
        notes += said
    else:
        sampling_hz, start_s = sampling_hz or found_hz, 0.0
        if not sampling_hz:
            raise ExportError("no column of times and no sampling rate in the file; say the rate, in Hz")
        notes.append(f"{sampling_hz:g} Hz {'from the preamble' if sampling_hz == found_hz else 'as said'}")
    tell(1.0)
    counters = [at for at, column in enumerate(columns) if COUNTER.match(column.name)]
    channels = [at for at in range(len(columns)) if at not in times and at not in counters]
    if not channels:
        raise ExportError("one column only; expected one for VM and one for VL")
    return Export(
        tuple(columns[at] for at in channels),
        np.ascontiguousarray(table[:, channels].T),
        sampling_hz,
        start_s,
        tuple(notes),
        first + 1,
    )


def _decoded(content):
    if not content.strip():
        raise ExportError("the file is empty; expected a table with a column for VM and one for VL")
    head = content[:2000]
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", errors="replace"), "UTF-8 with a mark"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    for odd, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[odd::2].count(0) > 0.4 * len(head) / 2:
            return content.decode(encoding, errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Latin-1"


def _fields(line, separator):
    """The fields of a line, without quotes and the spaces around them."""
    sign = SEPARATORS[separator]
    if sign and '"' in line:
        parts = [
            quoted or plain for quoted, plain in re.findall(rf'"([^"]*)"\s*(?:{sign}|$)|([^{sign}]*)(?:{sign}|$)', line)
        ]
        if not line.rstrip().endswith(sign):
            parts = parts[:-1]  # the expression also matches the empty end
    else:
        parts = line.split(sign) if sign else line.split()
    return [part.strip().strip("'\"").strip() for part in parts]


def _is_number(field, decimal):
    return bool(NUMBER.fullmatch(field.replace(",", ".") if decimal == "," and "." not in field else field))


def _is_row(fields, decimal, width=None):
    """Whether fields are numbers, at least one of them, or missing; and as many as they should be."""
    if width is not None and len(fields) != width:
        return False
    numbers = [_is_number(field, decimal) for field in fields]
    return any(numbers) and all(
        number or field.lower() in MISSING for number, field in zip(numbers, fields, strict=True)
    )


def _layout(lines):
    """Separator, decimal sign and number of columns that make most of the lines rows of numbers."""
    filled = [line for line in lines if line.strip()]
    step = max(1, len(filled) // SAMPLED_LINES)
    sample = filled[::step]
    best = (0, 0), None
    for separator in SEPARATORS:
        for decimal in ".,":
            if (separator, decimal) == ("commas", ","):
                continue
            widths = [len(fields) for line in sample if _is_row(fields := _fields(line, separator), decimal)]
            if not widths:
                continue
            width = max(sorted(set(widths)), key=widths.count)
            found = (widths.count(width), width), (separator, decimal, width)
            best = max(best, found, key=lambda one: one[0])
    if best[1] is None:
        raise ExportError("no row of numbers found; expected a table with a column for VM and one for VL")
    return best[1]


def _span(lines, separator, decimal, width):
    """Index of the first row of numbers, and the one after the last."""

    def is_row(line):
        return _is_row(_fields(line, separator), decimal, width)

    first = next(
        (at for at, line in enumerate(lines) if is_row(line) and all(map(is_row, lines[at + 1 : at + 2]))), None
    )
    if first is None:
        raise ExportError("no two rows of numbers stand together; expected a table with a column for VM and one for VL")
    last = next(at for at in range(len(lines), 0, -1) if is_row(lines[at - 1]))
    return first, max(first + 1, last)


def _names(before, separator, width):
    """Names and units of the columns, and the lines before them."""
    if one_by_one := _names_one_by_one(before, separator, width):
        return one_by_one
    filled = [at for at, line in enumerate(before) if line.strip()]
    rows = [(at, fields) for at in reversed(filled) if len(fields := _fields(before[at], separator)) >= width]
    rows = [(at, fields[:width]) for at, fields in rows if not any(fields[width:])]
    units = [""] * width
    if rows and filled and rows[0][0] == filled[-1]:
        nearest = [field.strip("[]()").lower() for field in rows[0][1]]
        if len(rows) > 1 and any(nearest) and all(unit in UNITS or unit in OTHER_UNITS for unit in nearest):
            units = [UNITS.get(unit, "") for unit in nearest]
            rows = rows[1:]
        return rows[0][1], units, before[: rows[0][0]]
    return [""] * width, units, before


def _names_one_by_one(before, separator, width):
    """As `_names`, for a file that gives each name and each unit a line; None if it does not."""
    for at, line in enumerate(before):
        said = CHANNELS.fullmatch(line)
        if said and (count := int(said[1])) in (width, width - 1) and len(before) >= at + 1 + 2 * count:
            pairs = [line.strip() for line in before[at + 1 : at + 1 + 2 * count]]
            names, units = pairs[::2], [UNITS.get(unit.lower(), "") for unit in pairs[1::2]]
            if count == width:
                return names, units, before[: at + 1]
            heads = [_fields(line, separator) for line in before[at + 1 + 2 * count :]]
            scale = next((head[0].lower() for head in heads if any(map(NUMBERED.fullmatch, head))), "")
            return ["time", *names], [UNITS.get(scale, ""), *units], before[: at + 1]
    return None


def _is_count_of_samples(lines, first, last, separator):
    """Whether the first row of numbers says, below ``CH1 CH2``, how many samples each channel holds."""
    if not first or not any(map(NUMBERED.fullmatch, _fields(lines[first - 1], separator))):
        return False
    counts = [float(field) for field in _fields(lines[first], separator) if re.fullmatch("[0-9]+", field)]
    rows = sum(1 for line in lines[first + 1 : last] if line.strip())
    return bool(counts) and abs(max(counts) - rows) <= 1 + 0.01 * rows


def _label_and_unit(name):
    found = IN_BRACKETS.match(name) or AT_THE_END.match(name)
    return (found[1], UNITS.get(found[2].lower(), "")) if found else (name, "")


def _column(name, unit):
    label, said = _label_and_unit(name)
    words = re.sub(r"[_\-.:/]+", " ", label)
    muscle = next((muscle for muscle, named in MUSCLES.items() if named.search(words)), "")
    return Column(name, unit or said, muscle)


def _numbers(lines, first, last, separator, decimal, width, tell):
    """The rows as an array of shape (rows, columns); NaN where a value is missing."""
    rows = [line for line in lines[first:last] if line.strip()]
    sign = SEPARATORS[separator]
    table = np.empty((len(rows), width))
    try:
        uneven = any((row.count(sign) if sign else len(row.split()) - 1) != width - 1 for row in rows)
        if '"' in rows[0] or uneven:
            raise ValueError("to be read with care")
        for start in range(0, len(rows), ROWS_AT_ONCE):
            part = rows[start : start + ROWS_AT_ONCE]
            frame = pd.read_csv(
                StringIO("\n".join(part)),
                sep=sign or r"\s+",
                decimal=decimal,
                header=None,
                names=range(width + 1),
                na_values=sorted(MISSING | {word.upper() for word in MISSING}),
                dtype=float,
                skipinitialspace=True,
            )
            values = frame.to_numpy()
            if len(values) != len(part) or not np.isnan(values[:, width]).all() or np.isinf(values).any():
                raise ValueError("to be read with care")
            table[start : start + len(part)] = values[:, :width]
            _tell_of_table(tell, start + len(part), len(rows))
    except ValueError:
        return _slowly(lines, first, last, separator, decimal, width, tell)
    return table


def _slowly(lines, first, last, separator, decimal, width, tell):
    """As `_numbers`, field by field, and the first fault with its place."""
    table = np.empty((last - first, width))
    filled = 0
    for number, line in enumerate(lines[first:last], first + 1):
        if not line.strip():
            continue
        fields = _fields(line, separator)
        if len(fields) != width:
            raise ExportError(f"row {number}: {len(fields)} values, expected {width} as in most rows")
        for column, field in enumerate(fields, 1):
            if field.lower() not in MISSING and not (
                _is_number(field, decimal) and np.isfinite(_value(field, decimal))
            ):
                raise ExportError(f"row {number}, column {column}: found '{field[:40]}', expected a number")
        table[filled] = [_value(field, decimal) for field in fields]
        filled += 1
        if filled % ROWS_AT_ONCE == 0:
            _tell_of_table(tell, number - first, last - first)
    return table[:filled]


def _tell_of_table(tell, done, of):
    tell(TABLE_FROM + (TABLE_TO - TABLE_FROM) * done / of)


def _value(field, decimal):
    return np.nan if field.lower() in MISSING else float(field.replace(",", ".") if decimal == "," else field)


def _time_columns(columns, table, wanted, guess):
    """Columns of times, the one to use first: those that say so, or, to guess, one that rises and counts nothing."""
    names = [column.name for column in columns]
    if wanted is not None:
        if wanted not in names:
            raise ExportError(f"no column {wanted!r} for the times; there are {', '.join(names)}")
        return [names.index(wanted)]
    named = [
        at
        for at, column in enumerate(columns)
        if not column.muscle and (column.unit in TO_S or TIME.match(_label_and_unit(column.name)[0]))
    ]
    if named or not guess:
        return named
    first = table[:, 0]
    rises = len(columns) > 2 and not columns[0].muscle and not COUNTER.match(columns[0].name)
    steps = np.diff(first)
    if rises and len(first) > 2 and np.all(steps > 0) and not np.all(steps == 1):
        return [0]
    return []


def _decimals(lines, separator, decimal, column):
    """How many decimals the stamps were rounded to."""
    fields = [fields[column] for line in lines if len(fields := _fields(line, separator)) > column]
    if any("e" in field.lower() for field in fields):
        return 15
    return max((len(field.rpartition(decimal)[2]) for field in fields if decimal in field), default=0)


def _grid(stamps, column, decimals, first):
    """The rows to keep, the sampling rate, the first time in s, and what to say of it."""
    if np.isnan(stamps).any():
        row = first + 1 + int(np.argmax(np.isnan(stamps)))
        raise ExportError(f"row {row}, column {column.name}: no time; expected a number")
    if stamps.size < 3:
        raise ExportError(f"{stamps.size} rows of numbers; expected a recording")
    steps = np.diff(stamps)
    usual = float(np.median(steps)) or float(steps.mean())  # stamps rounded to more than a step mostly stand still
    if np.any(steps < 0) or usual <= 0:
        row = first + 2 + int(np.argmin(steps))
        raise ExportError(f"row {row}, column {column.name}: times go back or stand still; expected them to rise")
    notes, kept = [], slice(0, stamps.size)
    rounding = 10.0**-decimals
    gaps = np.flatnonzero(steps > np.maximum(GAP * usual, usual + 1.01 * rounding))
    if gaps.size:
        edges = np.concatenate([[0], gaps + 1, [stamps.size]])
        longest = int(np.argmax(np.diff(edges)))
        kept = slice(int(edges[longest]), int(edges[longest + 1]))
        many = f"{gaps.size} gaps" if gaps.size > 1 else "a gap"
        notes.append(f"{many} in the times, the first after row {first + 1 + int(gaps[0])}: the longest part is used")
    stamps = stamps[kept]
    if stamps.size < 3:
        raise ExportError("gaps between nearly all times; expected an even recording")
    step, farthest = _fitted(stamps)
    to_s = TO_S.get(column.unit, 1.0)
    if to_s == 1 and 1 / step < SLOWEST_HZ:
        notes.append(
            f"a step of {usual:g} in the times would be {1 / step:.3g} Hz in seconds: taken as ms. Is that so?"
        )
        to_s = TO_S["ms"]
    if not MOST_STEP_S >= step * to_s > LEAST_STEP_S:
        raise ExportError(f"a step of {usual:g} in the times; expected that of a recording")
    whole_hz = round(1 / (step * to_s))
    explained = whole_hz and _farthest(stamps, 1 / (whole_hz * to_s)) <= max(1e-6 * step, 0.51 * rounding)
    sampling_hz = float(whole_hz) if explained else round(1 / (step * to_s), 3)
    if farthest > max(JITTER * step, 0.51 * rounding):
        notes.append(f"times are uneven by up to {1000 * farthest * to_s:.2g} ms: taken as even")
    notes.append(f"{sampling_hz:g} Hz from the times{'' if gaps.size else ', no gap'}")
    return kept, sampling_hz, float(stamps[0] * to_s), notes


def _fitted(stamps):
    """The step of the even grid that fits best, and how far the farthest stamp lies from it."""
    count = np.arange(stamps.size) - (stamps.size - 1) / 2
    step = float(np.sum(count * (stamps - stamps.mean())) / np.sum(count**2))
    return step, _farthest(stamps, step)


def _farthest(stamps, step):
    off = stamps - step * np.arange(stamps.size)
    return float(off.max() - off.min()) / 2


def _rate(preamble):
    for named, to_hz in RATES:
        if (found := named.search(preamble)) and (value := float(found[1].replace(",", "."))):
            return to_hz(value)
    return None
