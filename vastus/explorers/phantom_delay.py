"""A delay that is not there: measured delays of VM behind VL when the true one is known.

400 trials a state. The noise of a channel is drawn once for each way to rise, so that states differ by what the reader
sets and not by luck. A true delay moves VM's trials as a whole, which is the same as making them anew, later.

The noise ratios are the reader's, or those of three recordings of real knees, ``real_vasti_snr``. Rest is there the
quietest tenth of a stride, in which a muscle may still be a little active and its neighbours are heard.
"""

from functools import cache, lru_cache, partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references, words
from ..explorer import Choice, Explorer, Steps, View, marks
from ..explorer.palette import ACCENT, NEUTRAL, TEXT, VM
from ..signals import onsets, surface_emg, vasti

TRIALS = 400
VM_SEED, VL_SEED = 1, 2
CRITERION_MS = 10  # the entry rule of the trial bennell2010
RANGE_MS, BIN_MS = (-120, 200), 5
MIDDLES_MS = np.arange(*RANGE_MS, BIN_MS) + BIN_MS / 2

RISES = {
    "step": "at once (a step)",
    "50": "over 50 ms",
    "100": "over 100 ms",
    "200": "over 200 ms",
    "motor units": "motor units recruited over 50 ms",
}
RISE_MS = {"step": 0, "50": 50, "100": 100, "200": 200, "motor units": 50}
BY_HAND = "by hand"
MEASURED = data.table("real_vasti_snr").set_index(["recording", "muscle"])["snr_db"].unstack(sort=False)[["VM", "VL"]]
SNRS_DB = (10, 15, 20, 25, 30)
STUDIES = data.table("onset_timing_studies").drop_duplicates("citekey").set_index("citekey")


def _published(citekey, length):
    study = STUDIES.loc[citekey]
    return {
        "threshold_sd": study["onset_threshold_sd"],
        length: study["onset_window_ms"],
        "low_pass_hz": study["lowpass_hz"],
    }


FIND = {
    "window": partial(onsets.window_mean, **_published("cowan2001", "window_ms")),
    "held": partial(onsets.held, **_published("cowan2001", "hold_ms")),
    "slow window": partial(onsets.window_mean, **_published("brindle2003", "window_ms")),
    "energy": partial(onsets.teager_kaiser, **_published("cowan2001", "hold_ms")),
}


def _measured(recording):
    vm_db, vl_db = MEASURED.loc[recording]
    return f"measured: {recording} (VM {vm_db:.0f}, VL {vl_db:.0f} dB)"


NOISES = {BY_HAND: "as set below", **{recording: _measured(recording) for recording in MEASURED.index}}


def _written(rule, form, citekey=None):
    settings = FIND[rule].keywords
    length_ms = settings.get("window_ms", settings.get("hold_ms"))
    written = form.format(sd=settings["threshold_sd"], ms=length_ms, hz=settings["low_pass_hz"])
    return f"{written} ({references.label(citekey)})" if citekey else written


RULES = {
    "window": _written("window", "mean of {ms:g} ms above {sd:g} SD, {hz:g} Hz low-pass"),
    "held": _written("held", "above {sd:g} SD for {ms:g} ms, {hz:g} Hz low-pass", "cowan2001"),
    "slow window": _written("slow window", "mean of {ms:g} ms above {sd:g} SD, {hz:g} Hz low-pass", "brindle2003"),
    "energy": _written("energy", "Teager-Kaiser energy above {sd:g} SD for {ms:g} ms"),
}


@lru_cache(maxsize=2)
def _channel(muscle, snr_db, rise):
    """Raw trials of one muscle, its true onset at ``vasti.VL_ONSET_MS``."""
    if rise == "motor units":
        rng = np.random.default_rng([VM_SEED if muscle == "VM" else VL_SEED, 1])
        return surface_emg.add_amplifier_noise(_motor_units(muscle), snr_db, vasti.SAMPLING_HZ, rng)
    rng = np.random.default_rng(VM_SEED if muscle == "VM" else VL_SEED)
    return vasti.channel(TRIALS, snr_db, rng, ramp_ms=RISE_MS[rise])


@cache
def found_ms(muscle, snr_db, rise, rule):
    """Onset of each trial, in ms; NaN where the rule found none."""
    return FIND[rule](_channel(muscle, snr_db, rise), vasti.SAMPLING_HZ)


def ratios_db(noise, vm_snr_db, vl_snr_db):
    """Signal-to-noise ratios of VM and VL: those set by hand, or those of a recording."""
    return (vm_snr_db, vl_snr_db) if noise == BY_HAND else tuple(MEASURED.loc[noise])


def delays_ms(noise, vm_snr_db, vl_snr_db, rule, rise, true_delay_ms):
    """VM behind VL in each trial, in ms; NaN where either onset is missed."""
    vm_snr_db, vl_snr_db = ratios_db(noise, vm_snr_db, vl_snr_db)
    return true_delay_ms + found_ms("VM", vm_snr_db, rise, rule) - found_ms("VL", vl_snr_db, rise, rule)


def view(noise, vm_snr_db, vl_snr_db, rule, rise, true_delay_ms):
    measured_ms = delays_ms(noise, vm_snr_db, vl_snr_db, rule, rise, true_delay_ms)
    vm_snr_db, vl_snr_db = ratios_db(noise, vm_snr_db, vl_snr_db)
    missed = int(np.isnan(measured_ms).sum())
    measured_ms = measured_ms[~np.isnan(measured_ms)]
    median_ms = float(np.median(measured_ms))
    low_ms, high_ms = np.percentile(measured_ms, [25, 75])
    share = np.mean(measured_ms > CRITERION_MS)
    in_picture = np.clip(measured_ms, MIDDLES_MS[0], MIDDLES_MS[-1])
    # a bar takes in its upper edge, so that exactly 10 ms is within 10 ms
    bars = np.bincount(np.ceil((in_picture - RANGE_MS[0]) / BIN_MS).astype(int) - 1, minlength=MIDDLES_MS.size)
    bars = np.round(100 * bars / measured_ms.size, 1)
    outside = np.mean((measured_ms < RANGE_MS[0]) | (measured_ms > RANGE_MS[1]))
    beyond = MIDDLES_MS > CRITERION_MS
    top = 1.15 * bars.max()
    bar = dict(width=BIN_MS, hover="%{x} ms: %{y} in 100")
    figure = go.Figure(
        [
            marks.bars(MIDDLES_MS[~beyond], bars[~beyond], NEUTRAL, name="to 10 ms", **bar),
            marks.bars(MIDDLES_MS[beyond], bars[beyond], VM, hatched=True, name="over 10 ms", **bar),
            marks.rule(true_delay_ms, (0, top), ACCENT, width=3, name="true delay"),
            marks.rule(median_ms, (0, top), TEXT, dash="dash", name="median"),
        ],
        go.Layout(
            xaxis=dict(title="measured delay of VM (ms)", range=RANGE_MS, dtick=50),
            yaxis=dict(title="trials in 100", range=[0, top]),
            bargap=0.08,
            barmode="overlay",
            legend=dict(x=-0.1, entrywidth=82),
        ),
    )
    reading = (
        f"Noise ratio {vm_snr_db:.3g} dB in VM and {vl_snr_db:.3g} dB in VL{_against(noise)}, activity rising "
        f"{_rising(rise)}, true delay {words.number(true_delay_ms)} ms: the median measured delay is "
        f"{words.number(median_ms, 1, 'ms')}, and "
        f"{100 * share:.0f} of 100 trials put VM more than {CRITERION_MS} ms behind VL."
    )
    vm, vl = (
        onsets.judge(found_ms(muscle, snr_db, rise, rule), vasti.VL_ONSET_MS)
        for muscle, snr_db in (("VM", vm_snr_db), ("VL", vl_snr_db))
    )
    table = pd.DataFrame(
        [
            ("true delay", words.number(true_delay_ms, 0, "ms")),
            ("median measured delay", words.number(median_ms, 1, "ms")),
            ("middle half of the trials", words.interval(low_ms, high_ms, 1, "ms")),
            (f"VM more than {CRITERION_MS} ms behind VL", words.percent(share, 1)),
            (f"VL more than {CRITERION_MS} ms behind VM", words.percent(np.mean(measured_ms < -CRITERION_MS), 1)),
            ("outside the picture, shown in its end bars", words.percent(outside, 1)),
            ("trials", f"{TRIALS}"),
            ("trials left out, an onset was missed", f"{missed}"),
            ("trials with a false alarm, VM / VL", f"{vm.false_alarm.sum()} / {vl.false_alarm.sum()}"),
            ("median error of the onset, VM / VL", f"{_error(vm)} / {_error(vl)} ms"),
            ("onset rule", RULES[rule]),
        ],
        columns=["quantity", "value"],
    )
    return View(figure, reading, table)


@cache
def _motor_units(muscle):
    """The motor-unit signal of one muscle without an amplifier's noise: the same whatever the noise ratio."""
    rng = np.random.default_rng([VM_SEED if muscle == "VM" else VL_SEED, 0])
    return vasti.motor_unit_channel(TRIALS, rng, ramp_ms=RISE_MS["motor units"])


def _against(noise):
    return "" if noise == BY_HAND else f" (measured, {noise}, against the quietest tenth of a stride)"


def _rising(rise):
    return "as motor units are recruited over 50 ms" if rise == "motor units" else RISES[rise]


def _error(verdict):
    return words.signed(np.median(verdict.error_ms[verdict.hit]), 1)


EXPLORER = Explorer(
    name="phantom_delay",
    title="Measured delays of VM behind VL, the true delay known",
    controls=(
        Choice("noise", "Signal-to-noise ratios", NOISES, BY_HAND),
        Steps("vm_snr_db", "Signal-to-noise ratio of VM, unless measured", SNRS_DB, 20, "dB"),
        Steps("vl_snr_db", "Signal-to-noise ratio of VL, unless measured", SNRS_DB, 20, "dB"),
        Choice("rise", "How activity rises", RISES, "step"),
        Steps("true_delay_ms", "True delay of VM", (-10, 0, 10), 0, "ms"),
        Choice("rule", "Onset rule", RULES, "window"),
    ),
    view=view,
    idle=lambda noise, **others: () if noise == BY_HAND else ("vm_snr_db", "vl_snr_db"),
)
