import pytest

from vastus import data
from vastus.signals import onset_study

TABLE = data.table("onset_rule_errors")


def test_a_part_of_the_table_made_anew_is_the_same_to_the_byte():
    made = onset_study.text(onset_study.rows(rules=("held", "energy"), snrs_db=(6, 30), thresholds_sd=(3,)))
    lines = onset_study.FILE.read_text(encoding="utf-8").splitlines()
    assert made.splitlines()[0] == lines[0]
    assert len(made.splitlines()) == 1 + 2 * 2 * 3
    assert set(made.splitlines()) <= set(lines)


def test_every_setting_stands_in_the_table_once():
    settings = TABLE[["rule", "low_pass_hz", "window_ms", "threshold_sd", "snr_db"]]
    assert len(settings.drop_duplicates()) == len(TABLE) == 4 * 3 * 4 * (4 + 1 + 1)


def usual(threshold_sd):
    return TABLE.query(
        f"rule == 'window mean' and low_pass_hz == 50 and window_ms == 25 and threshold_sd == {threshold_sd}"
    )


@pytest.mark.parametrize("threshold_sd, low, high", [(1, 93, 99), (2, 18, 30), (3, 0, 2.5)])
def test_false_alarms_are_those_of_the_earlier_feasibility_study(threshold_sd, low, high):
    assert usual(threshold_sd)["false_alarm_percent"].between(low, high).all()


def test_the_bias_turns_from_late_to_early_as_the_signal_gets_cleaner():
    """The earlier study ran from +31 ms at 6 dB to -16 ms at 30 dB; ours is later throughout, by 5 ms where clean."""
    bias_ms = usual(3).sort_values("snr_db")["bias_ms"].tolist()
    assert bias_ms == sorted(bias_ms, reverse=True)
    assert bias_ms[0] > 25
    assert bias_ms[-1] == pytest.approx(-16, abs=6)


def test_energy_is_not_better_where_the_signal_is_poor():
    energy = TABLE.query("rule == 'energy' and low_pass_hz == 50 and threshold_sd == 3 and snr_db <= 10")
    assert energy["bias_ms"].min() > usual(3).query("snr_db <= 10")["bias_ms"].max()
