"""One trial, one onset rule: where the rule puts the start of the muscle, and where it was.

The smoothed signal is drawn in the unit the rules think in: standard deviations above the mean of rest.
What becomes of many trials under the same setting is read from the table ``onset_rule_errors``.
"""

from functools import cache

import numpy as np
import pandas as pd

from .. import data, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, NEUTRAL_SOFT, TEXT, VM
from ..signals import activation, onsets, processing, thinning, vasti

TRIALS = 3
SEED = 4
LENGTH_MS = 25  # of the window, and of the time a threshold must be exceeded
SHOWN_MS = (-620, 580)  # from the true onset
STRETCHES = 160
HIGHEST_SD = 15  # drawn; a muscle in full activity is far above
SMOOTHED_SD, RAW_UV = (-5.5, 17.5), (-430, 420)  # of the axes, with room for words above and below the curve
ERRORS = data.table("onset_rule_errors").query(f"window_ms == {LENGTH_MS}")

RULES = {
    "window mean": f"mean of the next {LENGTH_MS} ms above the line",
    "held": f"above the line for {LENGTH_MS} ms",
    "energy": f"Teager-Kaiser above it for {LENGTH_MS} ms",
}
FIND = {"window mean": onsets.window_mean, "held": onsets.held, "energy": onsets.teager_kaiser}
TIME_MS = activation.time_ms(vasti.DURATION_MS, vasti.SAMPLING_HZ) - vasti.VL_ONSET_MS
SHOWN = (TIME_MS >= SHOWN_MS[0]) & (TIME_MS <= SHOWN_MS[1])


@cache
def trials(snr_db):
    """Raw trials in microvolts; the same noise at every noise ratio."""
    return vasti.channel(TRIALS, snr_db, np.random.default_rng(SEED), ramp_ms=100)


@cache
def found_ms(snr_db, rule, threshold_sd, low_pass_hz):
    """Onset of each trial, counted from the true one; NaN where the rule found none."""
    return FIND[rule](trials(snr_db), vasti.SAMPLING_HZ, threshold_sd, LENGTH_MS, low_pass_hz) - vasti.VL_ONSET_MS


@cache
def _thin_raw(snr_db, trial):
    return _thin(trials(snr_db)[trial])


@cache
def _thin_smooth(snr_db, of_energy, low_pass_hz):
    """Envelopes of the trials in SD above the mean of rest, thinned for the screen."""
    envelope = onsets.energy_envelope if of_energy else processing.linear_envelope
    smooth = envelope(trials(snr_db), vasti.SAMPLING_HZ, low_pass_hz)
    mean, sd = onsets.rest(smooth, vasti.SAMPLING_HZ)
    return [_thin(np.clip(trial, -4, HIGHEST_SD)) for trial in (smooth - mean) / sd]


def _thin(samples):
    return thinning.min_max(TIME_MS[SHOWN], samples[SHOWN], STRETCHES)


def view(snr_db, rule, threshold_sd, low_pass_hz, trial):
    error_ms = found_ms(snr_db, rule, threshold_sd, low_pass_hz)[trial - 1]
    found = None if np.isnan(error_ms) else float(error_ms)
    smooth = _thin_smooth(snr_db, rule == "energy", low_pass_hz)[trial - 1]
    line = [
        marks.rule(threshold_sd, SHOWN_MS, NEUTRAL, across=True, dash="dot"),
        marks.words([SHOWN_MS[1]], [threshold_sd], ["line"], cliponaxis=False),
    ]
    figures = {
        "Smoothed": _panel(
            [marks.line(*smooth, VM), *line],
            found,
            SMOOTHED_SD,
            300,
            title="SD above rest",
            tickvals=[0, 5, 10, HIGHEST_SD],
            ticktext=["0", "5", "10", f"{HIGHEST_SD}+"],
        ),
        "Raw": _panel(
            [marks.line(*_thin_raw(snr_db, trial - 1), VM, width=1)], found, RAW_UV, 210, title="µV", tickvals=[0, 200]
        ),
    }
    many = ERRORS[
        (ERRORS["rule"] == rule)
        & (ERRORS["threshold_sd"] == threshold_sd)
        & (ERRORS["low_pass_hz"] == low_pass_hz)
        & (ERRORS["snr_db"] == snr_db)
    ].iloc[0]
    table = pd.DataFrame(
        [
            (
                "this trial: found minus true onset",
                "no onset found" if found is None else words.signed(error_ms, 1, "ms"),
            ),
            ("this trial is", _verdict(error_ms)),
            ("1000 trials: false alarms", words.number(many["false_alarm_percent"], 1, "%")),
            ("1000 trials: missed", words.number(many["missed_percent"], 1, "%")),
            ("1000 trials: median error of the rest", _or_none(many["median_error_ms"])),
            ("1000 trials: spread (SD) of the rest", _or_none(many["sd_ms"])),
        ],
        columns=["quantity", "value"],
    )
    reading = _reading(snr_db, rule, threshold_sd, low_pass_hz, trial, error_ms)
    return View(figures, reading, table, _headline(error_ms))


def _panel(curves, found, between, height, **axis):
    """Curves against time, the true onset with its word below, the one found with its word above; none, no line."""
    low, high = between
    near, far = (low + (high - low) * share for share in (0.07, 0.93))
    rest_ms = SHOWN_MS[0], onsets.BASELINE_MS[1] - vasti.VL_ONSET_MS
    return Figure(
        [
            *curves,
            marks.rule(0, (near, far), ACCENT, width=3),
            marks.words([0], [near], ["true"], ACCENT, place="bottom center", bold=True),
            marks.rule(found, (near, far), TEXT, dash="dash"),
            marks.words([found], [far], ["found"], place="top center", bold=True, cliponaxis=False),
        ],
        dict(
            height=height,
            xaxis=dict(title="time from true onset (ms)", range=SHOWN_MS, dtick=200),
            yaxis=dict(range=between, **axis),
            margin=dict(r=36),
            shapes=[marks.box(rest_ms, (0, 1), NEUTRAL_SOFT, paper="y", layer="below")],
            annotations=[marks.note("rest", sum(rest_ms) / 2, 1, anchor="center top", paper="y")],
        ),
    )


def _verdict(error_ms):
    verdict = onsets.judge(error_ms, 0.0)
    return "missed" if verdict.missed else "a false alarm" if verdict.false_alarm else "a hit"


def _or_none(error_ms):
    return "none left" if pd.isna(error_ms) else words.number(error_ms, 1, "ms")


def _headline(error_ms):
    if np.isnan(error_ms):
        return "No onset found"
    if error_ms == 0:
        return "Found at the true onset"
    early = f"{abs(error_ms):.1f} ms {'late' if error_ms > 0 else 'early'}"
    return f"False alarm, {early}" if _verdict(error_ms) == "a false alarm" else f"Found {early}"


def _reading(snr_db, rule, threshold_sd, low_pass_hz, trial, error_ms):
    setting = f"Trial {trial} at {snr_db} dB, line at {threshold_sd} SD, {low_pass_hz} Hz low-pass, {RULES[rule]}:"
    if np.isnan(error_ms):
        return f"{setting} the rule finds no onset."
    if error_ms == 0:
        return f"{setting} the onset found is the true one."
    alarm = ", a false alarm" if _verdict(error_ms) == "a false alarm" else ""
    side = "after" if error_ms > 0 else "before"
    return f"{setting} the onset found lies {abs(error_ms):.1f} ms {side} the true one{alarm}."


EXPLORER = Explorer(
    name="onset_rule",
    title="One trial and an onset rule",
    controls=(
        Steps("snr_db", "Signal-to-noise ratio", (6, 10, 20, 30), 10, "dB", panel="Smoothed"),
        Choice("rule", "Rule", RULES, "window mean"),
        Steps("threshold_sd", "Line above rest", (1, 2, 3, 5), 3, "SD"),
        Steps("low_pass_hz", "Low-pass after rectifying", (10, 50, 500), 50, "Hz"),
        Steps("trial", "Trial", tuple(range(1, TRIALS + 1)), 1, panel="Smoothed"),
    ),
    view=view,
)
