import pytest

from vastus.explorers import signal_chain

EXPLORER = signal_chain.EXPLORER


def numbers(**changes):
    table = EXPLORER.at(EXPLORER.state(**changes)).table
    return {quantity: float(value.split()[0].rstrip("%")) for quantity, value in table.itertuples(index=False)}


def test_the_notch_takes_the_hum_out_of_rest():
    hum, rest = numbers()["envelope at rest"], numbers(notch=True)["envelope at rest"]
    # a sine of 25 uV has a mean rectified value of 25 x 2 / pi = 15.9 uV; the noise at 20 dB has 8.0
    assert hum == pytest.approx(15.9, abs=3)
    assert rest == pytest.approx(8.0, abs=1)


def test_a_lower_edge_of_1_hz_lets_the_sway_through_and_20_hz_does_not():
    swaying, steady = numbers(high_pass_hz=1), numbers(high_pass_hz=20)
    assert swaying["envelope at work"] > 1.1 * steady["envelope at work"]


def test_a_higher_low_pass_leaves_more_ripple():
    ripples = [numbers(envelope_hz=hz)["ripple at work (SD over mean)"] for hz in (2, 6, 20, 50)]
    assert ripples == sorted(ripples)


def test_the_order_moves_the_point_3_db_down_and_not_the_corner():
    """codeproject2018 gives 0.802 of the corner for order 2 both ways, far below the sampling rate."""
    corner, half = (f"low-pass of the envelope, {down} dB down at" for down in (6, 3))
    courses, papers = numbers(), numbers(order="2")
    assert courses[corner] == papers[corner] == 6
    assert papers[half] == pytest.approx(0.802 * 6, abs=0.05)
    assert papers[half] < courses[half] < 6


def test_a_burst_stays_visible_on_the_screen():
    """Thinned traces keep their extremes; a plain selection of samples would lose them."""
    raw, filtered = signal_chain.raw_uv(20), signal_chain.filtered_uv(20, 20, False, 4)
    panels = EXPLORER.at(EXPLORER.state()).figure
    drawn = panels["Raw"].data[0].y
    assert (min(drawn), max(drawn)) == (raw.min(), raw.max())
    assert max(panels["Envelope"].data[0].y) == abs(filtered).max()


def test_axes_stand_still_and_hold_every_trace_and_texts_are_short():
    axes = set()
    for state in EXPLORER.states():
        view = EXPLORER.at(state)
        for name, panel in view.figure.items():
            low, high = panel.layout.yaxis.range
            assert all(low <= min(trace.y) and max(trace.y) <= high for trace in panel.data), (name, state)
        axes.add(tuple(panel.layout.yaxis.range for panel in view.figure.values()))
        assert len(view.headline) <= 40 and len(view.reading.split()) <= 40, state
    assert len(axes) == 1
