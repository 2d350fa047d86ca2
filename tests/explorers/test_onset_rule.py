import numpy as np
import pytest

from vastus.explorers import onset_rule

EXPLORER = onset_rule.EXPLORER


def lines(panel):
    """The curve, the threshold, the true onset and the one found; words left out."""
    return [trace for trace in panel.data if trace.mode == "lines"]


def test_result_and_reading_call_a_miss_a_miss_and_a_false_alarm_a_false_alarm():
    seen = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        setting = [state[name] for name in ("snr_db", "rule", "threshold_sd", "low_pass_hz")]
        error_ms = onset_rule.found_ms(*setting)[state["trial"] - 1]
        for panel in view.figure.values():
            *_, true, found = lines(panel)
            assert tuple(true.x) == (0, 0)
            assert tuple(found.x) == ((None, None) if np.isnan(error_ms) else (error_ms, error_ms))
        kind = (
            ("No onset found", "finds no onset")
            if np.isnan(error_ms)
            else ("False alarm", "a false alarm")
            if error_ms < -100
            else ("early", "before")
            if error_ms < 0
            else ("late", "after")
            if error_ms
            else ("Found at the true onset", "is the true one")
        )
        assert kind[0] in view.headline and kind[1] in view.reading
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40
        seen.add(kind[1])
    assert seen >= {"finds no onset", "a false alarm", "before", "after"}


def test_axes_stand_still_and_hold_every_line():
    axes = set()
    for state in list(EXPLORER.states())[::5]:
        panels = EXPLORER.at(state).figure.values()
        for panel in panels:
            for axis, values in ((panel.layout.xaxis, "x"), (panel.layout.yaxis, "y")):
                drawn = [value for trace in lines(panel) for value in trace[values] if value is not None]
                assert axis.range[0] <= min(drawn) and max(drawn) <= axis.range[1], state
        axes.add(tuple((panel.layout.xaxis.range, panel.layout.yaxis.range) for panel in panels))
    assert len(axes) == 1


@pytest.mark.parametrize("rule", ["window mean", "held"])
def test_the_drawn_curve_crosses_the_drawn_threshold_where_the_onset_was_found(rule):
    view = EXPLORER.at(EXPLORER.state(rule=rule, snr_db=20))
    smooth, threshold, _, found = lines(view.figure["Smoothed"])
    at_ms = found.x[0]
    x, y = np.array(smooth.x), np.array(smooth.y)
    assert y[(x > -500) & (x < at_ms - 15)].max() < threshold.y[0]
    assert y[(x > at_ms) & (x < at_ms + 25)].max() > threshold.y[0]


def test_every_setting_finds_its_row_among_the_thousand_trials():
    for state in EXPLORER.states():
        values = EXPLORER.at(state).table["value"]
        assert values.str.match(r"^[\d.]+%$").sum() == 2
