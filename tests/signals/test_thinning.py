import numpy as np

from vastus.signals import thinning


def test_a_single_spike_survives_thinning():
    spike = np.zeros(10_000)
    spike[7_777] = 5.0
    time_ms, thin = thinning.min_max(np.arange(10_000.0), spike, 150)
    assert thin.size == time_ms.size == 300
    assert thin.max() == 5.0
    assert abs(time_ms[thin.argmax()] - 7_777) < 67


def test_every_stretch_keeps_its_lowest_and_highest_sample():
    samples = np.random.default_rng(1).standard_normal(1_007)
    _, thin = thinning.min_max(np.arange(1_007.0), samples, 10)
    assert sorted(thin[:2]) == [samples[:100].min(), samples[:100].max()]
    assert sorted(thin[-2:]) == [samples[906:].min(), samples[906:].max()]


def test_a_smooth_curve_stays_smooth():
    """Lowest before highest whatever their order would make a saw of a falling curve."""
    falling = np.linspace(5, -5, 1000) ** 3
    _, thin = thinning.min_max(np.arange(1000.0), falling, 50)
    assert np.all(np.diff(thin) < 0)


def test_a_short_trace_stays_as_it_is():
    samples = np.arange(20.0)
    _, thin = thinning.min_max(samples, samples, 10)
    assert np.array_equal(thin, samples)
