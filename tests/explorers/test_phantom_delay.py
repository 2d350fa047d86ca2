import numpy as np
import pytest

from vastus import data
from vastus.explorers import phantom_delay
from vastus.signals import onsets, phantom, vasti

pytestmark = pytest.mark.usefixtures("recalled")
EXPLORER = phantom_delay.EXPLORER


def delays(**changes):
    """Measured delays of all trials in ms, NaN where an onset was missed."""
    state = EXPLORER.state(**changes)
    true_delay_ms = state.pop("true_delay_ms")
    vm_ms, vl_ms = phantom_delay.onsets_ms(**state)
    return true_delay_ms + vm_ms - vl_ms


def test_noise_drawn_once_makes_the_channels_that_vasti_makes():
    rng = np.random.default_rng(phantom.SEEDS["VM"])
    anew = vasti.channel(phantom.TRIALS, 10, rng, ramp_ms=100)
    np.testing.assert_allclose(phantom.channel_uv("VM", 10, 100, False), anew, rtol=1e-9)


def test_noise_drawn_once_for_many_pairs_makes_the_pairs_that_vasti_records():
    both = vasti.record(20, 10, 20, np.random.default_rng(4), ramp_ms=100)
    vm_ms, vl_ms = (on_raw("held", raw_uv) for raw_uv in (both.vm_uv, both.vl_uv))
    (found_ms,) = phantom.delays_ms(20, 10, 20, 100, 4, phantom_delay.for_phantom(["held"]))
    np.testing.assert_array_equal(found_ms, vm_ms - vl_ms)


@pytest.mark.parametrize("rule", phantom_delay.RULES)
def test_a_rule_on_a_shared_envelope_finds_what_it_finds_on_the_raw_signal(rule):
    found = phantom_delay.found_ms("VM", 10, 100, False)[rule]
    np.testing.assert_array_equal(found, on_raw(rule, phantom.channel_uv("VM", 10, 100, False)))


def on_raw(rule, raw_uv, **more):
    find = {"held": onsets.held, "energy": onsets.teager_kaiser}.get(rule, onsets.window_mean)
    threshold_sd, length_ms, low_pass_hz = phantom_delay.SETTINGS[rule]
    return find(raw_uv, vasti.SAMPLING_HZ, threshold_sd, length_ms, low_pass_hz, **more)


def test_the_phantom_needs_unequal_noise_and_a_gradual_rise():
    for rise in (0, 50, 100, 200):
        assert abs(np.nanmedian(delays(rise=rise))) < 2
    assert abs(np.nanmedian(delays(motor_units=True))) < 2
    medians = [np.nanmedian(delays(vm_snr_db=10, rise=rise)) for rise in (0, 50, 100, 200)]
    assert medians == pytest.approx([6.5, 17, 28, 55], abs=3)  # found by two earlier studies with their own code
    assert np.mean(delays(vm_snr_db=10) > 10) < 0.25
    assert np.mean(delays(vm_snr_db=10, motor_units=True) > 10) > 0.75


def test_a_quieter_vl_turns_the_phantom_round():
    assert np.nanmedian(delays(vl_snr_db=10, rise=100)) < -20


def test_moving_the_onsets_equals_making_the_trials_anew_with_a_true_delay():
    both = vasti.record(600, 10, 20, np.random.default_rng(5), ramp_ms=100, true_delay_ms=10)
    anew = onsets.window_mean(both.vm_uv, both.sampling_hz) - onsets.window_mean(both.vl_uv, both.sampling_hz)
    assert np.nanmedian(delays(vm_snr_db=10, rise=100, true_delay_ms=10)) == pytest.approx(np.nanmedian(anew), abs=2.5)


@pytest.mark.parametrize(
    "changes", [{}, {"vm_snr_db": 10, "rise": 100}, {"vm_snr_db": 10, "vl_snr_db": 30, "rise": 200, "rule": "energy"}]
)
def test_as_many_dots_lie_in_the_zone_as_trials_in_a_hundred(changes):
    figure = EXPLORER.at(EXPLORER.state(**changes)).figure
    dots_ms, (zone,) = np.array(figure.data[1].x), figure.layout.shapes
    measured_ms = delays(**changes)
    assert zone.x0 == 10
    in_zone = np.mean(dots_ms > zone.x0)
    assert in_zone == pytest.approx(np.mean(measured_ms > 10), abs=0.05)  # of one dot, and rounding to a millisecond
    assert np.median(dots_ms) == pytest.approx(np.median(measured_ms), abs=2)


def test_the_axes_stand_still_and_every_dot_and_line_is_on_them():
    ranges = set()
    for state in list(EXPLORER.states())[::7]:
        view = EXPLORER.at(state)
        true, dots, median, *_ = view.figure.data
        low_ms, high_ms = view.figure.layout.xaxis.range
        assert all(low_ms < x < high_ms for trace in (true, dots, median) for x in trace.x), state
        ranges.add((view.figure.layout.xaxis.range, view.figure.layout.yaxis.range))
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40, state
    assert len(ranges) == 1


def test_the_published_rules_are_those_of_the_two_stair_studies():
    for rule, settings, study in (
        ("held", "3 SD for 25 ms, 50 Hz", "Cowan"),
        ("slow window", "5 SD, mean of 25 ms, 15 Hz", "Brindle"),
    ):
        assert phantom_delay.RULES[rule].startswith(settings)
        named = EXPLORER.at(EXPLORER.state(rule=rule)).table.set_index("quantity")["value"]["onset rule"]
        assert named.startswith(settings) and study in named


def test_the_measured_ratios_are_those_of_the_table_and_make_vm_the_noisier_channel():
    table = data.table("real_vasti_snr").set_index(["recording", "muscle"])["snr_db"]
    assert set(phantom_delay.NOISES) == {phantom_delay.BY_HAND, *table.index.levels[0]}
    for recording in table.index.levels[0]:
        vm_db, vl_db = phantom_delay.ratios_db(recording, 10, 10)
        assert (vm_db, vl_db) == (table[recording, "VM"], table[recording, "VL"])
        assert vm_db < vl_db
        assert (
            f"VM at {vm_db:.3g} and VL at {vl_db:.3g} dB (measured, {recording})"
            in EXPLORER.at(EXPLORER.state(noise=recording)).reading
        )


def test_a_recording_makes_a_phantom_between_those_of_the_ratios_around_it():
    assert [round(ratio) for ratio in phantom_delay.ratios_db("running 1", 0, 0)] == [20, 29]
    less, more = (np.nanmedian(delays(vm_snr_db=20, vl_snr_db=vl, rise=100)) for vl in (25, 30))
    assert less < np.nanmedian(delays(noise="running 1", rise=100)) < more


PRINTED = [
    {},
    {"vm_snr_db": 10},
    {"rise": 100},
    {"vm_snr_db": 10, "rise": 50},
    {"vm_snr_db": 10, "rise": 100},
    {"vm_snr_db": 10, "rise": 200},
    {"vm_snr_db": 10, "motor_units": True},
    {"vl_snr_db": 30, "rise": 100},
    {"vl_snr_db": 10, "rise": 100},
    *({"vm_snr_db": 10, "rise": 100, "rule": rule} for rule in ("held", "slow window", "energy")),
    {"vm_snr_db": 10, "rule": "slow window"},
    *({"noise": recording, "rise": rise} for recording in phantom_delay.MEASURED.index for rise in (0, 100)),
]


@pytest.mark.parametrize("changes", PRINTED)
def test_filters_of_order_2_would_move_no_delay_that_the_chapter_prints_by_3_ms(changes):
    state = EXPLORER.state(**changes)
    ratios_db = phantom_delay.ratios_db(*(state[name] for name in ("noise", "vm_snr_db", "vl_snr_db")))
    vm_ms, vl_ms = (
        on_raw(state["rule"], phantom.channel_uv(muscle, snr_db, state["rise"], state["motor_units"]), order=2)
        for muscle, snr_db in zip(("VM", "VL"), ratios_db, strict=True)
    )
    assert np.nanmedian(vm_ms - vl_ms) == pytest.approx(np.nanmedian(delays(**changes)), abs=2.9)


def test_a_recording_takes_the_sliders_over():
    measured = EXPLORER.state(noise="walking", vm_snr_db=10, vl_snr_db=30)
    assert EXPLORER.at(measured).reading == EXPLORER.at(EXPLORER.state(noise="walking")).reading
    assert measured not in list(EXPLORER.states())


def test_motor_units_take_the_rise_over():
    rising = EXPLORER.state(motor_units=True, rise=200)
    assert "recruited over 50 ms" in EXPLORER.at(rising).reading
    assert rising not in list(EXPLORER.states())
