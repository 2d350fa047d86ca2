import numpy as np
import pytest
from spectrum import median_frequency_hz

from vastus.signals import activation, surface_emg

SAMPLING_HZ = 2000.0


@pytest.mark.parametrize("sampling_hz", [1000.0, 2000.0])
def test_the_median_frequency_lies_where_surface_emg_has_it(sampling_hz):
    noise = surface_emg.muscle_noise(40, 4000, sampling_hz, np.random.default_rng(1))
    median_hz = median_frequency_hz(noise, sampling_hz)
    assert 60 < median_hz.min() and median_hz.max() < 120


def test_the_average_rectified_value_over_the_rms_is_that_of_a_gaussian_signal():
    noise = surface_emg.muscle_noise(200, 4000, SAMPLING_HZ, np.random.default_rng(2))
    assert np.mean(np.abs(noise)) / np.std(noise) == pytest.approx(np.sqrt(2 / np.pi), abs=0.005)


@pytest.mark.parametrize("make", [surface_emg.muscle_noise, surface_emg.amplifier_noise])
@pytest.mark.parametrize("samples", [3200, 3201])
def test_the_noise_has_an_rms_of_one_whatever_its_length(make, samples):
    assert np.std(make(300, samples, SAMPLING_HZ, np.random.default_rng(3))) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("snr_db", [6, 10, 20, 30])
def test_the_signal_to_noise_ratio_is_that_asked_for(snr_db):
    active = activation.ramp(1000, 0, 2000, SAMPLING_HZ)
    emg = surface_emg.record(active, 400, snr_db, SAMPLING_HZ, np.random.default_rng(4))
    rest, busy = np.mean(emg[:, :2000] ** 2), np.mean(emg[:, 2001:] ** 2)
    assert 10 * np.log10((busy - rest) / rest) == pytest.approx(snr_db, abs=0.2)


def test_the_same_seed_gives_the_same_signal_and_another_seed_another():
    active = activation.ramp(1000, 100, 1500, SAMPLING_HZ)

    def made(seed):
        return surface_emg.record(active, 2, 20, SAMPLING_HZ, np.random.default_rng(seed))

    assert np.array_equal(made(5), made(5))
    assert not np.allclose(made(5), made(6))
