"""Processing against SciPy's own filter responses, closed forms, and two other libraries."""

import neurokit2
import numpy as np
import pytest
from biosppy.signals import emg as biosppy
from scipy import signal

from vastus.signals import processing, surface_emg

SAMPLING_HZ = 2000.0


def response(process, samples=16384):
    """Size of each frequency after ``process``, from its answer to a single impulse in the middle."""
    impulse = np.zeros(samples)
    impulse[samples // 2] = 1
    return np.fft.rfftfreq(samples, 1 / SAMPLING_HZ), np.abs(np.fft.rfft(process(impulse)))


@pytest.mark.parametrize("order", [2, 4])
@pytest.mark.parametrize(
    "process, single",
    [
        (
            lambda x, order: processing.band_pass(x, SAMPLING_HZ, 20, 450, order),
            lambda order: signal.butter(order, (20, 450), "bandpass", fs=SAMPLING_HZ, output="sos"),
        ),
        (
            lambda x, order: processing.low_pass(x, SAMPLING_HZ, 50, order),
            lambda order: signal.butter(order, 50, fs=SAMPLING_HZ, output="sos"),
        ),
        (
            lambda x, order: processing.notch(x, SAMPLING_HZ),
            lambda order: signal.tf2sos(*signal.iirnotch(50, 30, fs=SAMPLING_HZ)),
        ),
    ],
    ids=["band-pass", "low-pass", "notch"],
)
def test_a_filter_has_the_squared_response_of_scipys_single_pass(process, single, order):
    frequency_hz, size = response(lambda x: process(x, order))
    _, once = signal.freqz_sos(single(order), frequency_hz, fs=SAMPLING_HZ)
    assert size == pytest.approx(np.abs(once) ** 2, abs=2e-3)


def passed_db(process, hz):
    """How far down a steady sine comes out of ``process``, in dB."""
    time_s = np.arange(40000) / SAMPLING_HZ
    return -20 * np.log10(np.std(process(np.sin(2 * np.pi * hz * time_s))[8000:-8000]) * np.sqrt(2))


@pytest.mark.parametrize("order", [2, 4])
def test_both_ways_a_filter_is_6_db_down_at_the_corner_it_is_named_by(order):
    """Squared, the 3 dB of one pass are 6; the docstrings once spoke of order 4 and let a reader expect 3."""
    both_ways = pytest.approx(20 * np.log10(2), abs=0.02)
    assert passed_db(lambda x: processing.low_pass(x, SAMPLING_HZ, 50, order), 50) == both_ways
    assert passed_db(lambda x: processing.band_pass(x, SAMPLING_HZ, 20, 450, order), 20) == both_ways
    assert passed_db(lambda x: processing.band_pass(x, SAMPLING_HZ, 20, 450, order), 450) == both_ways


@pytest.mark.parametrize("order", [2, 4])
@pytest.mark.parametrize("low_pass_hz", [6, 50, 400])
def test_half_of_the_power_is_left_where_the_function_says(low_pass_hz, order):
    half_hz = processing.half_power_hz(low_pass_hz, SAMPLING_HZ, order)
    once = signal.butter(order, low_pass_hz, fs=SAMPLING_HZ, output="sos")
    assert abs(signal.freqz_sos(once, [half_hz], fs=SAMPLING_HZ)[1][0]) ** 4 == pytest.approx(1 / 2, rel=1e-6)
    assert half_hz < low_pass_hz


def test_two_passes_of_order_4_fall_like_one_of_order_8_and_not_of_order_4():
    """An octave above the corner a filter of order n falls by about 6 n dB more, in the limit."""
    far = [passed_db(lambda x: processing.low_pass(x, SAMPLING_HZ, 10), hz) for hz in (30, 60)]
    assert far[1] - far[0] == pytest.approx(8 * 20 * np.log10(2), abs=0.5)


def test_no_filter_moves_a_pulse_in_time():
    time_s = np.arange(4000) / SAMPLING_HZ
    pulse = np.exp(-(((time_s - 1) / 0.01) ** 2)) * np.cos(2 * np.pi * 80 * (time_s - 1))
    for filtered in (
        processing.band_pass(pulse, SAMPLING_HZ),
        processing.low_pass(pulse, SAMPLING_HZ, 100),
        processing.notch(pulse, SAMPLING_HZ),
    ):
        assert np.argmax(filtered) == 2000


def test_a_notch_takes_mains_out_and_leaves_other_frequencies():
    time_s = np.arange(8000) / SAMPLING_HZ
    middle = slice(2000, 6000)
    assert np.std(processing.notch(np.sin(2 * np.pi * 50 * time_s), SAMPLING_HZ)[middle]) < 0.01
    assert np.std(processing.notch(np.sin(2 * np.pi * 80 * time_s), SAMPLING_HZ)[middle]) == pytest.approx(
        0.707, abs=0.01
    )


def test_the_envelope_of_a_steady_sine_is_its_mean_rectified_value():
    sine = 3 * np.sin(2 * np.pi * 97 * np.arange(8000) / SAMPLING_HZ)
    assert processing.linear_envelope(sine, SAMPLING_HZ)[4000] == pytest.approx(3 * 2 / np.pi, rel=1e-3)


def test_the_energy_of_a_sine_follows_kaisers_closed_form():
    turn = 2 * np.pi * 100 / SAMPLING_HZ
    energy = processing.teager_kaiser(2 * np.sin(turn * np.arange(500)))
    assert energy == pytest.approx(4 * np.sin(turn) ** 2, rel=1e-9)


def test_the_energy_agrees_with_biosppy():
    emg = surface_emg.muscle_noise(1, 2000, SAMPLING_HZ, np.random.default_rng(1))[0]
    rest = {"mean": 0, "std_dev": 1}
    theirs = biosppy.solnik_onset_detector(emg, rest, SAMPLING_HZ, threshold=3, active_state_duration=50)["processed"]
    assert np.abs(processing.teager_kaiser(emg - emg.mean()))[1:-1] == pytest.approx(np.array(theirs), rel=1e-9)


@pytest.mark.parametrize("order", [2, 4])
def test_the_filters_agree_with_neurokit2(order):
    emg = surface_emg.muscle_noise(1, 4000, SAMPLING_HZ, np.random.default_rng(2))[0]

    def theirs(**cuts_hz):
        return neurokit2.signal_filter(emg, SAMPLING_HZ, method="butterworth", order=order, **cuts_hz)

    banded, smooth = (
        processing.band_pass(emg, SAMPLING_HZ, 20, 450, order),
        processing.low_pass(emg, SAMPLING_HZ, 50, order),
    )
    assert banded == pytest.approx(theirs(lowcut=20, highcut=450), abs=1e-9)
    assert smooth == pytest.approx(theirs(highcut=50), abs=1e-9)


def test_normalising_gives_percent_of_the_reference():
    assert processing.normalise(np.array([20.0, 80.0]), 40.0).tolist() == [50.0, 200.0]


@pytest.mark.parametrize("reference_uv", [0, -1])
def test_a_reference_that_is_not_above_zero_is_refused(reference_uv):
    with pytest.raises(ValueError, match=f"reference_uv is {reference_uv}; expected an amplitude above 0"):
        processing.normalise(np.ones(3), reference_uv)


@pytest.mark.parametrize("low_hz, high_hz", [(0, 450), (450, 20), (20, 1000)])
def test_a_band_that_does_not_fit_the_sampling_rate_is_refused(low_hz, high_hz):
    with pytest.raises(ValueError, match="expected 0 < low < high < 1000 Hz, half of the sampling rate of 2000 Hz"):
        processing.band_pass(np.ones(100), SAMPLING_HZ, low_hz, high_hz)


def test_a_low_pass_above_half_of_the_sampling_rate_is_refused():
    with pytest.raises(ValueError, match="low-pass at 500 Hz; expected above 0 and below 500 Hz"):
        processing.low_pass(np.ones(100), 1000.0, 500)
