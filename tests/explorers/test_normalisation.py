import numpy as np
import pytest

from vastus.explorers import normalisation

EXPLORER = normalisation.EXPLORER


def ratios(**changes):
    """The four ratios of the table: activation, task, reference, normalised."""
    return EXPLORER.at(EXPLORER.state(**changes)).table["VM:VL"].tolist()


@pytest.mark.parametrize("gain", [0.5, 1, 2])
def test_a_gain_changes_the_raw_ratio_and_not_the_normalised_one(gain):
    muscle, raw, _, normalised = ratios(gain=gain, vm_percent=20)
    assert (muscle, normalised) == (0.5, pytest.approx(0.5, abs=0.01))
    assert raw == pytest.approx(gain * 0.5, abs=0.01)


@pytest.mark.parametrize("cross_talk_percent", [10, 30])
@pytest.mark.parametrize("vm_percent", [20, 40, 60])
def test_cross_talk_follows_the_sum_of_powers_of_independent_signals(vm_percent, cross_talk_percent):
    """Independent signals add in power: the amplitude of own + c other is the root of own^2 + (c other)^2."""
    share, vl = cross_talk_percent / 100, normalisation.VL_ACTIVE_PERCENT
    expected = np.hypot(vm_percent, share * vl) / np.hypot(vl, share * vm_percent)
    _, raw, reference, normalised = ratios(vm_percent=vm_percent, cross_talk_percent=cross_talk_percent)
    assert raw == pytest.approx(expected, rel=0.02)
    assert reference == pytest.approx(1, abs=0.02)
    assert normalised == pytest.approx(expected, rel=0.03)


def test_a_reference_without_full_effort_raises_the_normalised_ratio_alone():
    muscle, raw, _, normalised = ratios(reference_percent=60)
    assert (muscle, raw) == (1, pytest.approx(1, abs=0.01))
    assert normalised == pytest.approx(1 / 0.6, abs=0.02)


def test_no_bar_and_no_point_lies_beyond_its_panel():
    for state in EXPLORER.states():
        panels = EXPLORER.at(state).panels
        assert max(panels["Amplitudes"].data[0].y) <= 0.95 * panels["Amplitudes"].layout.yaxis.range[1], state
        assert max(panels["Ratios"].data[1].x) <= 0.95 * panels["Ratios"].layout.xaxis.range[1], state


def test_the_result_is_one_short_line_and_the_sentence_one_of_forty_words():
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        assert len(view.headline) <= 29 and len(view.reading.split()) <= 40, state
