import numpy as np
import pytest

from vastus import data
from vastus.explorers import phantom_delay
from vastus.signals import onsets, vasti

EXPLORER = phantom_delay.EXPLORER


def delays(**changes):
    return phantom_delay.delays_ms(**EXPLORER.state(**changes))


def test_the_phantom_needs_unequal_noise_and_a_gradual_rise():
    for rise in phantom_delay.RISES:
        assert abs(np.nanmedian(delays(rise=rise))) < 2
    medians = [np.nanmedian(delays(vm_snr_db=10, rise=rise)) for rise in ("step", "50", "100", "200")]
    assert medians == pytest.approx([6.5, 17, 28, 55], abs=3)  # found by two earlier studies with their own code
    assert np.mean(delays(vm_snr_db=10, rise="step") > 10) < 0.25
    assert np.mean(delays(vm_snr_db=10, rise="motor units") > 10) > 0.75


def test_a_quieter_vl_turns_the_phantom_round():
    assert np.nanmedian(delays(vl_snr_db=10, rise="100")) < -20


def test_moving_the_onsets_equals_making_the_trials_anew_with_a_true_delay():
    both = vasti.record(600, 10, 20, np.random.default_rng(5), ramp_ms=100, true_delay_ms=10)
    anew = onsets.window_mean(both.vm_uv, both.sampling_hz) - onsets.window_mean(both.vl_uv, both.sampling_hz)
    assert np.nanmedian(delays(vm_snr_db=10, rise="100", true_delay_ms=10)) == pytest.approx(
        np.nanmedian(anew), abs=2.5
    )


@pytest.mark.parametrize("changes", [{}, {"vm_snr_db": 10, "vl_snr_db": 30, "rise": "200", "rule": "energy"}])
def test_the_bars_hold_every_trial_and_those_over_the_criterion_are_hatched(changes):
    within, over = EXPLORER.at(EXPLORER.state(**changes)).figure.data[:2]
    assert sum(within.y) + sum(over.y) == pytest.approx(100, abs=2)  # rounded bar by bar
    measured = delays(**changes)
    assert sum(over.y) == pytest.approx(100 * np.mean(measured[~np.isnan(measured)] > 10), abs=1.5)
    assert over.marker.pattern.shape == "/" and within.marker.pattern.shape is None


def test_the_published_rules_are_those_of_the_two_stair_studies():
    assert "above 3 SD for 25 ms, 50 Hz low-pass (Cowan" in phantom_delay.RULES["held"]
    assert "mean of 25 ms above 5 SD, 15 Hz low-pass (Brindle" in phantom_delay.RULES["slow window"]


def test_the_measured_ratios_are_those_of_the_table_and_make_vm_the_noisier_channel():
    table = data.table("real_vasti_snr").set_index(["recording", "muscle"])["snr_db"]
    assert set(phantom_delay.NOISES) == {phantom_delay.BY_HAND, *table.index.levels[0]}
    for recording in table.index.levels[0]:
        vm_db, vl_db = phantom_delay.ratios_db(recording, 10, 10)
        assert (vm_db, vl_db) == (table[recording, "VM"], table[recording, "VL"])
        assert vm_db < vl_db
        assert (
            f"{vm_db:.3g} dB in VM and {vl_db:.3g} dB in VL (measured, {recording}"
            in EXPLORER.at(EXPLORER.state(noise=recording)).reading
        )


def test_a_recording_makes_a_phantom_between_those_of_the_ratios_around_it():
    assert [round(ratio) for ratio in phantom_delay.ratios_db("running 1", 0, 0)] == [20, 29]
    less, more = (np.nanmedian(delays(vm_snr_db=20, vl_snr_db=vl, rise="100")) for vl in (25, 30))
    assert less < np.nanmedian(delays(noise="running 1", rise="100")) < more


PRINTED = [
    {},
    {"vm_snr_db": 10},
    {"rise": "100"},
    {"vm_snr_db": 10, "rise": "50"},
    {"vm_snr_db": 10, "rise": "100"},
    {"vm_snr_db": 10, "rise": "200"},
    {"vm_snr_db": 10, "rise": "motor units"},
    {"vl_snr_db": 30, "rise": "100"},
    {"vl_snr_db": 10, "rise": "100"},
    *({"vm_snr_db": 10, "rise": "100", "rule": rule} for rule in ("held", "slow window", "energy")),
    {"vm_snr_db": 10, "rule": "slow window"},
    *({"noise": recording, "rise": rise} for recording in phantom_delay.MEASURED.index for rise in ("step", "100")),
]


@pytest.mark.parametrize("changes", PRINTED)
def test_filters_of_order_2_would_move_no_delay_that_the_chapter_prints_by_3_ms(changes):
    state = EXPLORER.state(**changes)
    vm_db, vl_db = phantom_delay.ratios_db(*(state[name] for name in ("noise", "vm_snr_db", "vl_snr_db")))
    vm_ms, vl_ms = (
        phantom_delay.FIND[state["rule"]](
            phantom_delay._channel(muscle, snr_db, state["rise"]), vasti.SAMPLING_HZ, order=2
        )
        for muscle, snr_db in (("VM", vm_db), ("VL", vl_db))
    )
    assert np.nanmedian(vm_ms - vl_ms) == pytest.approx(np.nanmedian(delays(**changes)), abs=2.9)


def test_a_recording_takes_the_sliders_over():
    measured = EXPLORER.state(noise="walking", vm_snr_db=10, vl_snr_db=30)
    assert EXPLORER.at(measured).reading == EXPLORER.at(EXPLORER.state(noise="walking")).reading
    assert measured not in list(EXPLORER.states())
