"""How wrong the onset rules are, on trials whose true onset is known: ``data/signals/onset_rule_errors.csv``.

``python -m vastus.signals.onset_study`` writes the file anew, the same byte for byte; it takes about a minute.

- 1000 trials at each signal-to-noise ratio, all rising over 100 ms; the same trials for every rule.
- Rest is learnt from the first 500 ms, the search begins there, and the muscle starts at 1500 ms. So a rule has a
  second in which it can fire on nothing; the longer that is, the more false alarms.
- More than 100 ms early counts as a false alarm. Bias and spread are those of the remaining trials.
"""

from itertools import product

import numpy as np
import pandas as pd

from .. import data
from . import activation, onsets, surface_emg

TRIALS = 1000
SAMPLING_HZ = 2000.0
ONSET_MS, RAMP_MS, DURATION_MS = 1500, 100, 2100
SNRS_DB = (6, 10, 20, 30)
THRESHOLDS_SD = (1, 2, 3, 5)
LOW_PASSES_HZ = (10, 50, 500)
WINDOWS_MS = (20, 25, 50, 100)
HOLD_MS = 25
RULES = {
    "window mean": (onsets.window_mean, "window_ms", WINDOWS_MS, "hodgesbui1996"),
    "held": (onsets.held, "hold_ms", (HOLD_MS,), "cowan2001"),
    "energy": (onsets.teager_kaiser, "hold_ms", (HOLD_MS,), "solnik2008"),
}
FILE = data.FOLDER / "signals" / "onset_rule_errors.csv"


def rows(rules=tuple(RULES), snrs_db=SNRS_DB, thresholds_sd=THRESHOLDS_SD, low_passes_hz=LOW_PASSES_HZ):
    """Rows of the table, all of them or those asked for, as a data frame."""
    active = activation.ramp(ONSET_MS, RAMP_MS, DURATION_MS, SAMPLING_HZ)
    found = []
    for snr_db in snrs_db:
        trials = surface_emg.record(active, TRIALS, snr_db, SAMPLING_HZ, np.random.default_rng(snr_db))
        for rule in rules:
            find, length, lengths_ms, citekey = RULES[rule]
            for threshold_sd, low_pass_hz, length_ms in product(thresholds_sd, low_passes_hz, lengths_ms):
                found_ms = find(trials, SAMPLING_HZ, threshold_sd, low_pass_hz=low_pass_hz, **{length: length_ms})
                verdict = onsets.judge(found_ms, ONSET_MS)
                found.append(
                    {
                        "rule": rule,
                        "low_pass_hz": low_pass_hz,
                        "window_ms": length_ms,
                        "threshold_sd": threshold_sd,
                        "snr_db": snr_db,
                        **_summary(verdict),
                        "citekey": citekey,
                    }
                )
    frame = pd.DataFrame(found)
    return frame.sort_values(list(frame)[:5], ascending=[False, True, True, True, True], ignore_index=True)


def text(rows):
    """The table as it stands in the file."""
    return rows.to_csv(index=False, lineterminator="\n")


def _summary(verdict):
    error_ms = verdict.error_ms[verdict.hit]
    some = error_ms.size > 1
    return {
        "false_alarm_percent": round(100 * verdict.false_alarm.mean(), 1),
        "missed_percent": round(100 * verdict.missed.mean(), 1),
        "bias_ms": round(error_ms.mean(), 1) if some else None,
        "median_error_ms": round(float(np.median(error_ms)), 1) if some else None,
        "sd_ms": round(error_ms.std(ddof=1), 1) if some else None,
    }


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(rows()), encoding="utf-8")
    print(f"wrote {FILE}")
