"""What holds of every filter and every rule whatever the signal: drawn signals, with silence, spikes and steps."""

import numpy as np
import pytest
from any_input import steady
from hypothesis import given
from hypothesis import strategies as st

from vastus.signals import onsets, processing

SAMPLES = 1500
BASELINE_MS = (0, 500)


@st.composite
def channels(draw):
    """A channel in µV at 1000 Hz: noise of some size, with stretches that are silent, constant or far louder."""
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    emg = rng.standard_normal(SAMPLES) * draw(st.sampled_from((0, 1e-6, 1, 1000)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, SAMPLES - 1))
        length = draw(st.integers(1, 800))
        stretch = emg[start : start + length]
        kind = draw(st.sampled_from(("silent", "constant", "loud", "spike")))
        if kind == "silent":
            stretch[:] = 0
        elif kind == "constant":
            stretch[:] = draw(st.sampled_from((-5.0, 2500.0)))
        elif kind == "loud":
            stretch *= 50
        else:
            emg[start] = 1e5
    return emg


FILTERS = {
    "band_pass": lambda emg: processing.band_pass(emg, 1000),
    "low_pass": lambda emg: processing.low_pass(emg, 1000, 50),
    "notch": lambda emg: processing.notch(emg, 1000),
}
RULES = {
    "window_mean": lambda emg: onsets.window_mean(emg, 1000),
    "held": lambda emg: onsets.held(emg, 1000),
    "teager_kaiser": lambda emg: onsets.teager_kaiser(emg, 1000),
}


@steady(25)
@given(channels())
def test_a_filter_keeps_the_shape_stays_finite_and_knows_no_scale_and_no_sign(emg):
    for name, filtered in FILTERS.items():
        once = filtered(emg)
        assert once.shape == emg.shape and np.isfinite(once).all(), name
        size = 1e-9 * (np.abs(emg).max() + 1e-300)
        assert np.allclose(filtered(-4 * emg), -4 * once, rtol=0, atol=8 * size), name
        assert np.array_equal(filtered(np.stack([emg, 0 * emg]))[0], once), f"{name}: channels are apart"
    energy = processing.teager_kaiser(emg)
    assert energy.shape == emg.shape and np.isfinite(energy).all()
    assert np.array_equal(processing.teager_kaiser(-4 * emg), 16 * energy)


@steady(25)
@given(channels())
def test_a_rule_finds_nothing_or_a_sample_after_rest_and_asks_for_no_unit(emg):
    for name, rule in RULES.items():
        found_ms = float(rule(emg))
        assert np.isnan(found_ms) or BASELINE_MS[1] <= found_ms < SAMPLES, name
        # a power of two changes no digit, so not even rounding can tell volts from microvolts
        assert np.array_equal(rule(emg * 1024), found_ms, equal_nan=True), f"{name}: another unit, another onset"
        assert np.array_equal(rule(-emg), found_ms, equal_nan=True), f"{name}: another sign, another onset"
        assert np.array_equal(rule(np.stack([emg, emg])), [found_ms, found_ms], equal_nan=True), name


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_silence_has_no_onset(rule):
    assert np.isnan(rule(np.zeros(SAMPLES)))
