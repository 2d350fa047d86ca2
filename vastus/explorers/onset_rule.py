"""One trial, one onset rule: where the rule puts the start of the muscle, and where it was.

The lower panel is drawn in the unit the rules think in: standard deviations above the mean of rest.
What becomes of many trials under the same setting is read from the table ``onset_rule_errors``.
"""

from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, words
from ..explorer import Choice, Explorer, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, NEUTRAL_SOFT, TEXT, VM
from ..signals import activation, onsets, processing, thinning, vasti

TRIALS = 3
SEED = 4
LENGTH_MS = 25  # of the window, and of the time a threshold must be exceeded
SHOWN_MS = (-700, 300)  # from the true onset
STRETCHES = 135
HIGHEST_SD = 15  # of the lower panel; a muscle in full activity is far above
LOWER, UPPER = (-3, HIGHEST_SD), (-320, 320)
ERRORS = data.table("onset_rule_errors").query(f"window_ms == {LENGTH_MS}")

RULES = {
    "window mean": f"mean of the next {LENGTH_MS} ms above the threshold",
    "held": f"above the threshold for {LENGTH_MS} ms",
    "energy": f"Teager-Kaiser energy above it for {LENGTH_MS} ms",
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
    return [_thin(np.clip(trial, -HIGHEST_SD, HIGHEST_SD + 1)) for trial in (smooth - mean) / sd]


def _thin(samples):
    return thinning.min_max(TIME_MS[SHOWN], samples[SHOWN], STRETCHES)


def view(snr_db, rule, threshold_sd, low_pass_hz, trial):
    error_ms = found_ms(snr_db, rule, threshold_sd, low_pass_hz)[trial - 1]
    found = [] if np.isnan(error_ms) else [float(error_ms)]
    raw_ms, raw_uv = _thin_raw(snr_db, trial - 1)
    smooth_ms, smooth_sd = _thin_smooth(snr_db, rule == "energy", low_pass_hz)[trial - 1]
    figure = go.Figure(
        [
            marks.line(raw_ms, raw_uv, VM, width=1, yaxis="y2"),
            marks.line(smooth_ms, smooth_sd, VM, name="smoothed"),
            marks.rule(threshold_sd, SHOWN_MS, NEUTRAL, across=True, dash="dot", name="threshold"),
            *_moment([0.0], "true", ACCENT, width=3),
            *_moment(found, "found", TEXT, dash="dash"),
        ],
        go.Layout(
            height=460,
            xaxis=dict(title="time from true onset (ms)", range=SHOWN_MS, dtick=200, anchor="y"),
            yaxis=dict(title="SD above rest", range=LOWER, domain=[0, 0.58]),
            yaxis2=dict(
                title="raw (µV)", range=UPPER, domain=[0.66, 1], tickvals=[-200, 0, 200], gridcolor=NEUTRAL_SOFT
            ),
            legend=dict(x=-0.1, entrywidth=70),
            shapes=[
                marks.box(
                    (SHOWN_MS[0], onsets.BASELINE_MS[1] - vasti.VL_ONSET_MS),
                    (0, 1),
                    NEUTRAL_SOFT,
                    paper="y",
                    layer="below",
                )
            ],
            annotations=[marks.note("rest", SHOWN_MS[0] + 8, 1, size=13, paper="y")],
        ),
    )
    many = ERRORS[
        (ERRORS["rule"] == rule)
        & (ERRORS["threshold_sd"] == threshold_sd)
        & (ERRORS["low_pass_hz"] == low_pass_hz)
        & (ERRORS["snr_db"] == snr_db)
    ].iloc[0]
    table = pd.DataFrame(
        [
            ("this trial: found minus true onset", "no onset found" if not found else words.signed(error_ms, 1, "ms")),
            ("this trial is", _verdict(error_ms)),
            ("1000 trials: false alarms", words.number(many["false_alarm_percent"], 1, "%")),
            ("1000 trials: missed", words.number(many["missed_percent"], 1, "%")),
            ("1000 trials: median error of the rest", _or_none(many["median_error_ms"])),
            ("1000 trials: spread (SD) of the rest", _or_none(many["sd_ms"])),
        ],
        columns=["quantity", "value"],
    )
    return View(figure, _reading(snr_db, rule, threshold_sd, low_pass_hz, trial, error_ms), table)


def _moment(at_ms, name, colour, **style):
    """A line at a time through the lower and the upper panel; no time, no line."""
    for axis, ends, named in (("y", LOWER, name), ("y2", UPPER, None)):
        x, y = at_ms * 2, ends[: 2 * len(at_ms)]
        yield marks.line(x, y, colour, name=named, hover=f"{name} at %{{x:.1f}} ms", yaxis=axis, **style)


def _verdict(error_ms):
    verdict = onsets.judge(error_ms, 0.0)
    return "missed" if verdict.missed else "a false alarm" if verdict.false_alarm else "a hit"


def _or_none(error_ms):
    return "none left" if pd.isna(error_ms) else words.number(error_ms, 1, "ms")


def _reading(snr_db, rule, threshold_sd, low_pass_hz, trial, error_ms):
    setting = f"Trial {trial} at {snr_db} dB, {threshold_sd} SD, {low_pass_hz} Hz low-pass, {RULES[rule]}:"
    if np.isnan(error_ms):
        return f"{setting} the rule finds no onset in this trial."
    if _verdict(error_ms) == "a false alarm":
        return f"{setting} the rule fires {-error_ms:.1f} ms before the true onset, a false alarm."
    if error_ms == 0:
        return f"{setting} the onset found is the true one, error 0 ms."
    return (
        f"{setting} the onset found lies {abs(error_ms):.1f} ms {'after' if error_ms > 0 else 'before'} the true one."
    )


EXPLORER = Explorer(
    name="onset_rule",
    title="One trial and an onset rule",
    controls=(
        Steps("snr_db", "Signal-to-noise ratio", (6, 10, 20, 30), 10, "dB"),
        Choice("rule", "Rule", RULES, "window mean"),
        Steps("threshold_sd", "Threshold above rest", (1, 2, 3, 5), 3, "SD"),
        Steps("low_pass_hz", "Low-pass after rectifying", (10, 50, 500), 50, "Hz"),
        Steps("trial", "Trial", tuple(range(1, TRIALS + 1)), 1),
    ),
    view=view,
)
