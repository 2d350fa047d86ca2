import numpy as np

from vastus.signals import onsets, step_down


def test_the_knee_bends_once_and_comes_back_without_a_jump():
    task = step_down.record(1, 20, 20, np.random.default_rng(1))
    knee = task.knee_flexion_deg
    assert (knee[0], knee.max(), knee[-1]) == (5, 60, 5)
    turn = knee.argmax()
    assert np.all(np.diff(knee[: turn + 1]) >= 0) and np.all(np.diff(knee[turn:]) <= 0)
    assert np.abs(np.diff(knee)).max() < 0.1


def test_both_muscles_start_before_the_knee_bends_and_stop_before_the_end():
    task = step_down.record(200, 20, 20, np.random.default_rng(1), true_delay_ms=10)
    bends_ms = task.time_ms[np.argmax(task.knee_flexion_deg > 5.1)]
    for emg, true_ms in ((task.vm_uv, task.vm_onset_ms), (task.vl_uv, task.vl_onset_ms)):
        found_ms = np.median(onsets.window_mean(emg, task.sampling_hz))
        assert abs(found_ms - true_ms) < 20
        assert found_ms < bends_ms
        assert emg[:, -1000:].std() < 0.15 * emg[:, 4000:5000].std()
    assert task.vm_onset_ms - task.vl_onset_ms == 10


def test_repetitions_are_the_one_movement_again_and_again():
    time_ms = np.arange(0, 3 * 2500 + 500, 0.5)
    knee = step_down.repeated_knee_flexion_deg(time_ms, repetitions=3, way_ms=1000, pause_ms=500, bent_deg=70)
    one = step_down.knee_flexion_deg(time_ms[:5000], start_ms=500, way_ms=1000, bent_deg=70)
    for number in range(3):
        np.testing.assert_allclose(knee[5000 * number : 5000 * (number + 1)], one)
    assert one.max() == 70
    np.testing.assert_array_equal(knee[15000:], 5)
