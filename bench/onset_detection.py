"""Onset detection over 10,000 trials: ours on whole arrays against a loop over biosppy and neurokit2.

``make bench`` or ``python bench/onset_detection.py [trials]`` prints the table; 10,000 trials take about a minute. All
columns of a row get the same trials in the same run, turn and turn about, 500 at a time. Seconds are processor time, so
that other work on the machine does not count. Every column does the whole work from the raw trial: filter, threshold
from rest, onset. The others are called trial by trial, as they ask to be, each with its own library's filter:

- biosppy's ``hodges_bui_onset_detector`` wants a filtered signal and rectifies it itself, so it gets a band-pass where
  ours rectifies and low-passes;
- neurokit2 has no rule with a threshold of mean + k SD, so its filter and its event finder are joined;
- biosppy's ``solnik_onset_detector`` has no low-pass after the energy, so it is spared that.
"""

import sys
import time
import warnings

import numpy as np

from vastus.signals import onsets, processing, vasti

TRIALS = 10_000
AT_ONCE = 500
HZ = vasti.SAMPLING_HZ
REST = slice(0, 1000)
WINDOW = 50  # samples, 25 ms
THRESHOLD_SD = 3.0

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # both libraries warn on import, about themselves
    import neurokit2
    from biosppy.signals import emg as biosppy
    from biosppy.signals.tools import filter_signal


def rest(values):
    return {"mean": values[REST].mean(), "std_dev": values[REST].std()}


def biosppy_band_pass(trial, *band_hz):
    return filter_signal(trial, "butter", "bandpass", order=4, frequency=band_hz, sampling_rate=HZ)["signal"]


def biosppy_window_mean(trials):
    found = []
    for trial in trials:
        clean = biosppy_band_pass(trial, 20, 450)
        still = rest(np.abs(clean))
        found.append(biosppy.hodges_bui_onset_detector(clean, still, HZ, size=WINDOW, threshold=THRESHOLD_SD)["onsets"])
    return found


def neurokit2_held(trials):
    found = []
    for trial in trials:
        smooth = neurokit2.signal_filter(np.abs(trial), HZ, highcut=50, method="butterworth", order=4)
        still = rest(smooth)
        threshold = still["mean"] + THRESHOLD_SD * still["std_dev"]
        found.append(neurokit2.events_find(smooth[REST.stop :], threshold, duration_min=WINDOW)["onset"])
    return found


def biosppy_energy(trials):
    found = []
    for trial in trials:
        clean = biosppy_band_pass(trial, 30, 300)
        still = rest(np.abs(processing.teager_kaiser(clean)))
        found.append(biosppy.solnik_onset_detector(clean, still, HZ, THRESHOLD_SD, WINDOW)["onsets"])
    return found


ROWS = (
    ("window mean", onsets.window_mean, "biosppy, hodges_bui", biosppy_window_mean),
    ("held", onsets.held, "neurokit2, events_find", neurokit2_held),
    ("energy", onsets.teager_kaiser, "biosppy, solnik", biosppy_energy),
)


def seconds(work, *arguments):
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def main(count):
    spent = np.zeros((len(ROWS), 2))
    for done in range(0, count, AT_ONCE):
        trials = vasti.channel(min(AT_ONCE, count - done), 20, np.random.default_rng(done))
        for row, (_, rule, _, loop) in enumerate(ROWS):
            spent[row] += seconds(rule, trials, HZ), seconds(loop, trials)
    print(f"{count} trials of {trials.shape[1]} samples, processor time")
    print(f"{'rule':<12} {'ours':>8}   {'loop over':<24} {'theirs':>8}   {'ratio':>6}")
    for (name, _, library, _), (mine, theirs) in zip(ROWS, spent, strict=True):
        print(f"{name:<12} {mine:>6.2f} s   {library:<24} {theirs:>6.2f} s   {theirs / mine:>5.1f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS)
