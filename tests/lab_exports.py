"""Some fifty files as laboratories write them, made here from one signal, each with what a reader must find in it."""

import numpy as np

SAMPLES = 600
RNG = np.random.default_rng(17)
VM, VL = RNG.standard_normal((2, SAMPLES)).round(3)
ANGLE = np.linspace(5, 60, SAMPLES).round(2)


def times(rate_hz=1000.0, decimals=4, start=0.0, samples=SAMPLES):
    return [f"{start + at / rate_hz:.{decimals}f}" for at in range(samples)]


def table(*columns, head=("time_s", "VM_uV", "VL_uV"), separator=",", point=".", end="\n", tail="", front=""):
    """Text of a table; a head of None leaves it out."""
    rows = [separator.join(str(cell).replace(".", point) for cell in row) for row in zip(*columns, strict=True)]
    return front + end.join([*([separator.join(head)] if head else []), *rows]) + end + tail


def with_cell(row, column, cell):
    """The plain file with one cell changed; the head is row 1."""
    columns = [times(), [*map(str, VM)], [*map(str, VL)]]
    columns[column][row - 2] = cell
    return table(*columns)


def without_rows(first, last):
    """The plain file with a stretch of its samples left out."""
    return table(*(list(column[:first]) + list(column[last:]) for column in (times(), VM, VL)))


RATE = {"sampling_hz": 1000.0, "muscles": ["VM", "VL"], "units": ["µV", "µV"], "samples": SAMPLES}
MS_STAMPS = [str(at) for at in range(SAMPLES)]
JITTERED = [f"{at / 1000 + jitter:.5f}" for at, jitter in enumerate(RNG.uniform(-2e-4, 2e-4, SAMPLES))]
OPENSIGNALS = (
    "# OpenSignals Text File Format\n"
    '# {"00:00:00:00:00:00": {"sensor": ["EMG", "EMG"], "column": ["nSeq", "DI", "CH1", "CH2"], "sampling rate": 1000, '
    '"resolution": [16, 16]}}\n'
    "# EndOfHeader\n"
)
DELSYS = "Label: trial 3\nSystem: made for a test\nChannels: 2\n\n"
BIOPAC = "made for a test\n0.5 msec/sample\n2 channels\nVM\nmV\nVL\nVolts\n"

# name: text or bytes, the rate that is given, what must be found or the words of the error
FILES = {
    "plain": (table(times(), VM, VL), None, RATE),
    "semicolons and decimal commas": (table(times(), VM, VL, separator=";", point=","), None, RATE),
    "tabs": (table(times(), VM, VL, separator="\t"), None, RATE),
    "tabs and decimal commas": (table(times(), VM, VL, separator="\t", point=","), None, RATE),
    "semicolons and points": (table(times(), VM, VL, separator=";"), None, RATE),
    "spaces": (table(times(), VM, VL, separator="  "), None, RATE),
    "windows line ends": (table(times(), VM, VL, end="\r\n"), None, RATE),
    "old line ends": (table(times(), VM, VL, end="\r"), None, RATE),
    "a mark at the start": (("\ufeff" + table(times(), VM, VL)).encode(), None, RATE),
    "utf-16 with a mark": (table(times(), VM, VL).encode("utf-16"), None, RATE),
    "utf-16 without": (table(times(), VM, VL).encode("utf-16-le"), None, RATE),
    "latin-1": (table(times(), VM, VL, head=("Zeit (s)", "VM (µV)", "VL (µV)")).encode("latin-1"), None, RATE),
    "utf-8 micro": (table(times(), VM, VL, head=("Zeit (s)", "VM (µV)", "VL (μV)")), None, RATE),
    "brackets": (
        table(times(), VM, VL, head=("Time [s]", "VM [mV]", "VL [mV]")),
        None,
        {**RATE, "units": ["mV", "mV"]},
    ),
    "words around the muscle": (table(times(), VM, VL, head=("time (s)", "EMG VM (µV)", "EMG VL (µV)")), None, RATE),
    "names in full": (
        table(times(), VM, VL, head=("t", "Vastus medialis [V]", "Vastus lateralis [V]")),
        None,
        {**RATE, "units": ["V", "V"]},
    ),
    "quotes and stray spaces": (
        table(times(), VM, VL, head=('"time_s"', ' "VM_uV" ', '"VL_uV" '), separator=", "),
        None,
        RATE,
    ),
    "every cell in quotes": (
        table(*([f'"{cell}"' for cell in column] for column in (times(), VM, VL))),
        None,
        RATE,
    ),
    "a row of units": (
        table(times(), VM, VL, head=("Time", "VM", "VL"), front="").replace("Time,VM,VL\n", "Time,VM,VL\ns,uV,uV\n"),
        None,
        RATE,
    ),
    "milliseconds that say so": (table(MS_STAMPS, VM, VL, head=("time_ms", "VM_uV", "VL_uV")), None, RATE),
    "milliseconds that do not": (
        table(MS_STAMPS, VM, VL, head=("time", "VM_uV", "VL_uV")),
        None,
        {**RATE, "note": "a step of 1 in the times would be 1 Hz in seconds: taken as ms. Is that so?"},
    ),
    "1925.926 Hz at four decimals": (
        table(times(1925.926, samples=10 * SAMPLES), np.tile(VM, 10), np.tile(VL, 10)),
        None,
        {**RATE, "sampling_hz": 1925.926, "samples": 10 * SAMPLES},
    ),
    "1000 Hz at two decimals": (table(times(1000, 2), VM, VL), None, RATE),
    "a late start": (table(times(start=17.5), VM, VL), None, {**RATE, "start_s": 17.5}),
    "no times, the rate is given": (table(VM, VL, head=("VM", "VL")), 1000.0, {**RATE, "units": ["", ""]}),
    "no names": (table(times(), VM, VL, head=None), None, {**RATE, "muscles": ["", ""], "units": ["", ""]}),
    "a preamble with the rate": (
        table(VM, VL, head=("VM", "VL"), front="Subject: 0\nSampling frequency: 1 kHz\n\n"),
        None,
        {**RATE, "units": ["", ""]},
    ),
    "delsys": (
        table(times(), VM, times(), VL, head=("X[s]", "VM: EMG 1[V]", "X[s]", "VL: EMG 2[V]"), front=DELSYS),
        None,
        {**RATE, "units": ["V", "V"]},
    ),
    "delsys with commas": (
        table(
            times(),
            VM,
            times(),
            VL,
            head=("X[s]", "VM: EMG 1[V]", "X[s]", "VL: EMG 2[V]"),
            front=DELSYS,
            separator=";",
            point=",",
        ),
        None,
        {**RATE, "units": ["V", "V"]},
    ),  # fmt: skip
    "noraxon": (
        table(times(), ANGLE, VM, VL, head=("time,s", "Knee,deg", "RT VMO,uV", "RT VLO,uV"), separator="\t"),
        None,
        {**RATE, "muscles": ["", "VM", "VL"], "units": ["", "µV", "µV"]},
    ),
    "biopac": (
        table(VM, VL, head=None, separator="\t", front=BIOPAC),
        None,
        {**RATE, "sampling_hz": 2000.0, "units": ["mV", "V"]},
    ),
    "biopac with its numbered head": (
        table(VM, VL, head=None, separator="\t", front=f"{BIOPAC}CH1\tCH2\n{SAMPLES}\t{SAMPLES}\n"),
        None,
        {**RATE, "sampling_hz": 2000.0, "units": ["mV", "V"]},
    ),
    "biopac with times": (
        table(times(2, 1), VM, VL, head=None, front=f"{BIOPAC}ms,CH1,CH2\n,{SAMPLES},{SAMPLES}\n"),
        None,
        {**RATE, "sampling_hz": 2000.0, "units": ["mV", "V"]},
    ),
    "biopac in minutes": (
        table(times(120_000, 8), VM, VL, head=None, front=f"{BIOPAC}min,CH1,CH2\n{SAMPLES} {SAMPLES}\n"),
        None,
        {**RATE, "sampling_hz": 2000.0, "units": ["mV", "V"]},
    ),
    "biopac with a channel more": (
        table(
            ANGLE,
            VM,
            VL,
            head=None,
            separator="\t",
            front=BIOPAC.replace("2 ch", "3 ch").replace("VM", "Knee\ndeg\nVM"),
        ),
        None,
        {**RATE, "sampling_hz": 2000.0, "muscles": ["", "VM", "VL"], "units": ["", "mV", "V"]},
    ),
    "opensignals": (
        table([at % 16 for at in range(SAMPLES)], [0] * SAMPLES, VM, VL, head=None, separator="\t", front=OPENSIGNALS),
        None,
        {**RATE, "muscles": [""] * 4, "units": [""] * 4},
    ),
    "a column more, empty": (table(times(), VM, VL, [""] * SAMPLES, head=("time_s", "VM_uV", "VL_uV", "")), None, RATE),
    "words at the end": (
        table(times(), VM, VL, tail="\nend of file\n"),
        None,
        {**RATE, "note": f"words after row {SAMPLES + 1} left out"},
    ),
    "a gap": (
        without_rows(200, 260),
        None,
        {**RATE, "samples": 340, "note": "a gap in the times, the first after row 201: the longest part is used"},
    ),
    "jitter": (
        table(JITTERED, VM, VL),
        None,
        {"muscles": ["VM", "VL"], "samples": SAMPLES, "note": "times are uneven by up to 0.2 ms: taken as even"},
    ),
    "missing values": (with_cell(50, 1, "NaN"), None, {**RATE, "missing": 1}),
    "empty": ("", None, "the file is empty"),
    "head only": ("time_s,VM_uV,VL_uV\n", None, "no row of numbers found"),
    "one column": (table(VM, head=("VM",)), 1000.0, {**RATE, "muscles": ["VM"], "units": [""]}),
    "times alone": (table(times(), head=("time_s",)), None, "one column only"),
    "text in the middle": (with_cell(300, 2, "pause"), None, "row 300, column 3: found 'pause', expected a number"),
    "a row too short": (
        table(times(), VM, VL).replace(f"{times()[8]},{VM[8]},{VL[8]}\n", f"{times()[8]},{VM[8]}\n"),
        None,
        "row 10: 2 values, expected 3 as in most rows",
    ),
    "no times and no rate": (table(VM, VL, head=("VM", "VL")), None, "say the rate, in Hz"),
    "times that go back": (with_cell(40, 0, "0.001"), None, "row 40, column time_s: times go back"),
    "no table": ("Dear reader,\nthis is a letter.\n", None, "no row of numbers found"),
}


def content(name):
    """The bytes of a file."""
    written = FILES[name][0]
    return written if isinstance(written, bytes) else written.encode()
