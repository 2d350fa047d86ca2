import numpy as np
import pytest

from vastus.explorers import onset_rule

EXPLORER = onset_rule.EXPLORER


def test_the_reading_calls_a_miss_a_miss_and_a_false_alarm_a_false_alarm():
    seen = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        setting = [state[name] for name in ("snr_db", "rule", "threshold_sd", "low_pass_hz")]
        error_ms = onset_rule.found_ms(*setting)[state["trial"] - 1]
        found = view.figure.data[5]
        assert found.name == "found"
        if np.isnan(error_ms):
            kind = "finds no onset"
            assert len(found.x) == 0
        else:
            assert tuple(found.x) == (error_ms, error_ms)
            kind = (
                "a false alarm"
                if error_ms < -100
                else "before"
                if error_ms < 0
                else "after"
                if error_ms
                else "true one"
            )
        assert kind in view.reading
        seen.add(kind)
    assert seen >= {"finds no onset", "a false alarm", "before", "after"}


@pytest.mark.parametrize("rule", ["window mean", "held"])
def test_the_drawn_curve_crosses_the_drawn_threshold_where_the_onset_was_found(rule):
    view = EXPLORER.at(EXPLORER.state(rule=rule, snr_db=20))
    _, smooth, threshold, _, _, found, _ = view.figure.data
    at_ms = found.x[0]
    x, y = np.array(smooth.x), np.array(smooth.y)
    assert y[(x > -500) & (x < at_ms - 15)].max() < threshold.y[0]
    assert y[(x > at_ms) & (x < at_ms + 25)].max() > threshold.y[0]


def test_every_setting_finds_its_row_among_the_thousand_trials():
    for state in EXPLORER.states():
        values = EXPLORER.at(state).table["value"]
        assert values.str.match(r"^[\d.]+%$").sum() == 2
