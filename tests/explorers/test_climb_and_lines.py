import numpy as np
import pytest

from vastus.explorers import climb_and_lines, phantom_delay

EXPLORER = climb_and_lines.EXPLORER


def test_the_gap_says_what_the_rule_measures_in_whole_trials():
    """Two ways to the same number: lines met by an even climb, and onsets that the rule finds in 400 trials."""
    for vm_snr_db, vl_snr_db, rise in ((10, 20, 50), (10, 20, 100), (20, 30, 100), (20, 10, 100), (20, 20, 200)):
        gap_ms = climb_and_lines.met_ms(vm_snr_db, rise) - climb_and_lines.met_ms(vl_snr_db, rise)
        found = phantom_delay.onsets_ms(phantom_delay.BY_HAND, vm_snr_db, vl_snr_db, rise, False, "window")
        assert gap_ms == pytest.approx(np.nanmedian(found[0] - found[1]), abs=3)


def test_more_noise_lifts_the_line_and_a_longer_climb_widens_the_gap():
    lines = [climb_and_lines.line_percent(snr_db) for snr_db in (10, 15, 20, 25, 30)]
    assert lines == sorted(lines, reverse=True)
    gaps = [climb_and_lines.met_ms(10, rise) - climb_and_lines.met_ms(20, rise) for rise in (0, 50, 100, 200)]
    assert gaps[0] == 0 and gaps == sorted(gaps)


def test_the_gap_is_drawn_as_long_as_the_headline_says_and_the_axes_stand_still():
    axes = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        panel = view.figure
        bar = next(trace for trace in panel.data if trace.mode == "lines" and trace.line.width == 6)
        said = view.headline.removeprefix("Gap between the lines ").removesuffix(" ms").replace("−", "-")
        assert bar.x[1] - bar.x[0] == pytest.approx(float(said), abs=0.5)
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40, state
        axes.add((panel.layout.xaxis.range, panel.layout.yaxis.range))
    assert len(axes) == 1
