"""A delay that is not there: measured delays of VM behind VL when the true one is known.

400 trials a state, of which every eighth by size is drawn: a dot is two trials in a hundred. `signals.phantom` makes
them and finds their onsets.

The noise ratios are the reader's, or those of three recordings of real knees, ``real_vasti_snr``. Rest is there the
quietest tenth of a stride, in which a muscle may still be a little active and its neighbours are heard.
"""

import numpy as np
import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, TEXT, VM, VM_SOFT
from ..signals import onsets, phantom, vasti
from ..signals.phantom import RECRUITED_MS, TRIALS

DOTS = 50
CRITERION_MS = 10  # the entry rule of the trial bennell2010
EDGE_MS, RANGE_MS = 150, (-156, 156)
HEIGHTS = np.arange(DOTS) * (np.sqrt(5) - 1) / 2 % 1  # dots that follow in size lie far apart (golden ratio)
BY_HAND = "by hand"
MEASURED = data.table("real_vasti_snr").set_index(["recording", "muscle"])["snr_db"].unstack(sort=False)[["VM", "VL"]]
NOISES = {
    BY_HAND: "as set below",
    **{
        recording: f"measured: {recording} (VM {ratio_db['VM']:.0f}, VL {ratio_db['VL']:.0f} dB)"
        for recording, ratio_db in MEASURED.iterrows()
    },
}
SNRS_DB = (10, 15, 20, 25, 30)


def _published(citekey):
    study = data.table("onset_timing_studies").drop_duplicates("citekey").set_index("citekey").loc[citekey]
    return tuple(map(float, study[["onset_threshold_sd", "onset_window_ms", "lowpass_hz"]]))


PUBLISHED = {"held": "cowan2001", "slow window": "brindle2003"}
SETTINGS = {  # threshold in SD, window or time above it in ms, low-pass in Hz
    "window": _published("cowan2001"),
    "held": _published("cowan2001"),
    "slow window": _published("brindle2003"),
    "energy": _published("cowan2001"),
}
RULES = {
    "window": "{:g} SD, mean of {:g} ms, {:g} Hz low-pass",
    "held": "{:g} SD for {:g} ms, {:g} Hz low-pass",
    "slow window": "{:g} SD, mean of {:g} ms, {:g} Hz low-pass",
    "energy": "Teager-Kaiser, {:g} SD for {:g} ms, {:g} Hz",
}
RULES = {rule: form.format(*SETTINGS[rule]) for rule, form in RULES.items()}


def for_phantom(rules):
    """Rules by their names, as the functions of `signals.phantom` take them: the last word is the kind."""
    return tuple((rule.rpartition(" ")[2], *SETTINGS[rule]) for rule in rules)


def found_ms(muscle, snr_db, rise, motor_units):
    """Onset of each trial in ms, by the name of the rule; NaN where the rule found none."""
    found = phantom.found_ms(muscle, snr_db, rise, motor_units, for_phantom(SETTINGS))
    return dict(zip(SETTINGS, found, strict=True))


def ratios_db(noise, vm_snr_db, vl_snr_db):
    """Signal-to-noise ratios of VM and VL: those set by hand, or those of a recording."""
    return (vm_snr_db, vl_snr_db) if noise == BY_HAND else tuple(map(float, MEASURED.loc[noise]))


def onsets_ms(noise, vm_snr_db, vl_snr_db, rise, motor_units, rule):
    """Onsets found in VM, before any true delay, and in VL."""
    ratios = zip(phantom.SEEDS, ratios_db(noise, vm_snr_db, vl_snr_db), strict=True)
    return tuple(found_ms(muscle, snr_db, rise, motor_units)[rule] for muscle, snr_db in ratios)


def view(noise, vm_snr_db, vl_snr_db, rise, motor_units, true_delay_ms, rule):
    vm_ms, vl_ms = onsets_ms(noise, vm_snr_db, vl_snr_db, rise, motor_units, rule)
    measured_ms = true_delay_ms + vm_ms - vl_ms
    missed = int(np.isnan(measured_ms).sum())
    measured_ms = np.sort(measured_ms[~np.isnan(measured_ms)])
    low_ms, median_ms, high_ms = np.percentile(measured_ms, [25, 50, 75])
    late, early = np.mean(measured_ms > CRITERION_MS), np.mean(measured_ms < -CRITERION_MS)
    drawn_ms = measured_ms[(2 * np.arange(DOTS) + 1) * measured_ms.size // (2 * DOTS)]
    dots_ms = np.clip(drawn_ms.round(), -EDGE_MS, EDGE_MS)
    true, median = words.number(true_delay_ms, 0, "ms"), words.number(median_ms, 1, "ms")
    figure = Figure(
        [
            marks.rule(true_delay_ms, (-0.08, 1), ACCENT, width=3),
            marks.points(dots_ms, HEIGHTS, VM, size=8, opacity=0.8, hover="%{x:.1f} ms"),
            marks.rule(median_ms, (0, 1.06), TEXT, dash="dash"),
            marks.words([true_delay_ms], [-0.12], ["true"], ACCENT, place="middle center", bold=True),
            marks.words([median_ms], [1.11], ["median"], TEXT, place="middle center", bold=True),
        ],
        dict(
            xaxis=dict(title="measured delay of VM (ms)", range=RANGE_MS, dtick=50),
            yaxis=dict(title="a dot: 2 trials in 100", range=[-0.17, 1.17], showticklabels=False, showgrid=False),
            margin=dict(l=24),
            shapes=[marks.box((CRITERION_MS, RANGE_MS[1]), (0, 1), VM_SOFT, paper="y", layer="below")],
            annotations=[
                marks.note("over 10 ms late", RANGE_MS[1] - 4, 0.01, VM, anchor="right bottom", bold=True, paper="y")
            ],
        ),
    )
    vm_db, vl_db = (f"{ratio:.3g}" for ratio in ratios_db(noise, vm_snr_db, vl_snr_db))
    measured = "" if noise == BY_HAND else f" (measured, {noise})"
    reading = (
        f"VM at {vm_db} and VL at {vl_db} dB{measured}, {_rising(rise, motor_units)}, true delay {true}: "
        f"{words.in_hundred(late)} trials put VM more than {CRITERION_MS} ms behind VL; the median delay is {median}."
    )
    vm, vl = (onsets.judge(found, vasti.VL_ONSET_MS) for found in (vm_ms, vl_ms))
    table = pd.DataFrame(
        [
            ("true delay", true),
            ("median measured delay", median),
            ("middle half of the trials", words.interval(low_ms, high_ms, 0, "ms")),
            (f"VM more than {CRITERION_MS} ms behind VL", words.percent(late)),
            (f"VL more than {CRITERION_MS} ms behind VM", words.percent(early)),
            ("beyond the picture, drawn at its edges", words.percent(np.mean(np.abs(measured_ms) > EDGE_MS))),
            ("trials", f"{TRIALS}"),
            ("trials left out, an onset was missed", f"{missed}"),
            ("trials with a false alarm, VM / VL", f"{vm.false_alarm.sum()} / {vl.false_alarm.sum()}"),
            ("median error of the onset, VM / VL", f"{_error(vm)} / {_error(vl)} ms"),
            ("noise ratio, VM / VL", f"{vm_db} / {vl_db} dB"),
            ("rest, against which the noise was measured", "quietest tenth of a stride" if measured else "true rest"),
            ("onset rule", RULES[rule] + (f" ({references.label(PUBLISHED[rule])})" if rule in PUBLISHED else "")),
        ],
        columns=["quantity", "value"],
    )
    return View(figure, reading, table, f"Measured {median}, truth {true}")


def _rising(rise, motor_units):
    if motor_units:
        return f"motor units recruited over {RECRUITED_MS} ms"
    return f"activity rising over {rise} ms" if rise else "activity rising at once"


def _error(verdict):
    return words.signed(np.median(verdict.error_ms[verdict.hit]), 1)


def _idle(noise, motor_units, **others):
    return (() if noise == BY_HAND else ("vm_snr_db", "vl_snr_db")) + (("rise",) if motor_units else ())


EXPLORER = Explorer(
    name="phantom_delay",
    title="Measured delays of VM behind VL, the true delay known",
    controls=(
        Choice("noise", "Signal-to-noise ratios", NOISES, BY_HAND),
        Steps("vm_snr_db", "Signal-to-noise ratio of VM, unless measured", SNRS_DB, 20, "dB"),
        Steps("vl_snr_db", "Signal-to-noise ratio of VL, unless measured", SNRS_DB, 20, "dB"),
        Steps("rise", "Activity rises over", (0, 50, 100, 200), 0, "ms", plays=True),
        Toggle("motor_units", f"Motor units instead, recruited over {RECRUITED_MS} ms"),
        Steps("true_delay_ms", "True delay of VM", (-10, 0, 10), 0, "ms"),
        Choice("rule", "Onset rule", RULES, "window"),
    ),
    view=view,
    idle=_idle,
)
