import numpy as np
import pytest
from spectrum import median_frequency_hz

from vastus.signals import activation, motor_units

SAMPLING_HZ = 2000.0
POOL = motor_units.pool(np.random.default_rng(1))


def made(drive, trials=20, seed=2):
    return motor_units.firings_ms(POOL, drive, SAMPLING_HZ, trials, np.random.default_rng(seed))


def test_the_pool_has_120_units_ordered_by_size_as_in_fuglevand1993():
    assert POOL.threshold.shape == (120,)
    assert np.all(np.diff(POOL.threshold) > 0)
    assert np.all(np.diff(POOL.twitch_force) > 0)
    assert np.all(np.diff(POOL.twitch_time_ms) < 0)
    assert 0 < POOL.threshold[0] and POOL.threshold[-1] < 1


def test_a_rate_is_zero_below_threshold_then_rises_in_a_straight_line_to_its_peak():
    drive = np.linspace(0, 1, 1001)
    for unit in (0, 60, 119):
        rate = motor_units.firing_rate_hz(POOL, drive)[unit]
        assert np.all(rate[drive < POOL.threshold[unit]] == 0)
        rising = (rate > 0) & (rate < POOL.peak_rate_hz[unit])
        assert np.diff(rate[rising], n=2) == pytest.approx(0, abs=1e-9)
        assert rate[-1] == pytest.approx(POOL.peak_rate_hz[unit])


def test_units_fire_at_the_rate_they_are_asked_for_with_the_variation_chosen():
    drive = np.full(20_000, 0.4)
    firings = made(drive)
    rates = motor_units.firing_rate_hz(POOL, drive)[:, 0]
    for unit in (0, 40, 90):
        intervals = np.diff(firings[:, unit])
        intervals = intervals[~np.isnan(intervals)]
        assert 1000 / intervals.mean() == pytest.approx(rates[unit], rel=0.03)
        assert intervals.std() / intervals.mean() == pytest.approx(motor_units.INTERVAL_VARIATION, abs=0.03)


def test_the_mean_force_is_rate_times_the_area_of_a_twitch():
    """The mean of superposed pulses is rate times area whatever their order (Campbell); the area here is P T e."""
    drive = np.full(8000, 0.5)
    force = motor_units.force(POOL, made(drive, trials=60), drive.size, SAMPLING_HZ)
    rate = motor_units.firing_rate_hz(POOL, drive)[:, 0]
    expected = np.sum(rate * POOL.twitch_force * POOL.twitch_time_ms / 1000 * np.e)
    assert force[:, 3000:].mean() == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("drive", [0.1, 0.5, 1.0])
def test_the_summed_signal_looks_like_surface_emg(drive):
    steady = np.full(4000, drive)
    emg = motor_units.emg(POOL, made(steady), steady.size, SAMPLING_HZ)[:, 500:]
    median_hz = median_frequency_hz(emg, SAMPLING_HZ)
    assert 60 < median_hz.min() and median_hz.max() < 120
    assert np.mean(np.abs(emg)) / np.std(emg) == pytest.approx(np.sqrt(2 / np.pi), abs=0.03)


def test_more_drive_gives_more_signal_and_more_force():
    sizes = []
    for drive in (0.1, 0.3, 0.6, 1.0):
        steady = np.full(4000, drive)
        firings = made(steady)
        emg = motor_units.emg(POOL, firings, steady.size, SAMPLING_HZ)
        sizes.append((emg.std(), motor_units.force(POOL, firings, steady.size, SAMPLING_HZ)[:, 2000:].mean()))
    assert np.all(np.diff(sizes, axis=0) > 0)


@pytest.mark.parametrize("level", [0.05, 0.2, 1.0])
def test_nothing_fires_before_the_drive_reaches_the_lowest_threshold(level):
    ramp_ms = 100
    drive = level * activation.ramp(1000, ramp_ms, 1600, SAMPLING_HZ)
    first_ms = motor_units.first_discharge_ms(made(drive, trials=200)) - 1000
    assert first_ms.min() >= ramp_ms * POOL.threshold[0] / level
    assert np.median(first_ms) < ramp_ms


def test_the_lag_of_the_first_discharge_shrinks_with_the_level():
    lags = [
        np.median(
            motor_units.first_discharge_ms(made(level * activation.ramp(1000, 100, 1600, SAMPLING_HZ), 200)) - 1000
        )
        for level in (0.05, 0.2, 0.5)
    ]
    assert lags[0] > 2 * lags[1] > 2 * lags[2] > 0


def test_a_drive_below_every_threshold_gives_no_firing():
    firings = made(np.full(2000, POOL.threshold[0] / 2))
    assert np.isnan(firings).all()
    assert np.isnan(motor_units.first_discharge_ms(firings)).all()


def test_a_potential_appears_where_the_unit_fires():
    firings = np.full((1, 120, 1), np.nan)
    firings[0, 119, 0] = 500.0
    emg = motor_units.emg(POOL, firings, 2000, SAMPLING_HZ)[0]
    peak, trough = np.argmax(emg), np.argmin(emg)
    assert (peak + trough) / 2 == pytest.approx(1000, abs=1)
    assert emg[peak] == pytest.approx(POOL.potential_uv[119], rel=0.01)
