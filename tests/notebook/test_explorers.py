"""The live host: what a kernel shows, moved."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus.explorer import Choice, Explorer, ExplorerError, Steps, View
from vastus.notebook import explorers
from vastus.notebook.explorers import LONGEST_RADIO_LABEL, LiveHost
from vastus.notebook.mime import MIME_TYPE

TABLE = pd.DataFrame({"quantity": ["a"]})


def toy(figure, options=None):
    def view(k, way):
        return View(figure(k), f"k is {k}.", TABLE, headline=f"{k} ms")

    return Explorer(
        "toy", "Toy", (Steps("k", "K", (1, 2), 1, "ms"), Choice("way", "Way", options or {"a": "A"}, "a")), view
    )


def host_of(explorer):
    return LiveHost(explorer, explorer.state())


def test_an_explorer_of_ones_own_is_shown_like_one_of_the_course():
    shown = explorers.show(toy(lambda k: go.Figure(go.Scatter(y=[k]))), k=2)
    assert shown._repr_mimebundle_()[MIME_TYPE] == {"kind": "explorer", "name": "toy", "state": {"k": 2, "way": "a"}}
    assert shown.text == "k is 2."


def test_a_part_that_a_state_no_longer_sets_is_refused_since_plotly_would_keep_the_old_one():
    host = host_of(toy(lambda k: go.Figure(go.Scatter(y=[k], text=["one"] if k == 1 else None))))
    with pytest.raises(ExplorerError, match=r"panels\.0\.data\.0\.text"):
        host.inputs["k"].value = 2


def test_words_and_looks_may_be_a_column_of_a_table():
    """plotly keeps a column of strings as an array, which `==` does not compare as a whole."""

    def figure(k):
        column = pd.Series(["p", "q"] if k == 1 else ["p", "r"])
        looks = dict(symbol=pd.Series(["circle", "square"]))
        return go.Figure(go.Scatter(x=[0, 1], y=[k, k], text=column, marker=looks))

    host = host_of(toy(figure))
    host.inputs["k"].value = 2
    assert list(host.figures[0].data[0].text) == ["p", "r"] and host.figures[0].data[0].y == (2, 2)


def test_states_of_other_parts_are_refused_in_words_as_the_compiler_does():
    host = host_of(toy(lambda k: go.Figure([go.Scatter(y=[k])] * k)))
    with pytest.raises(ExplorerError, match=r"toy at \{'k': 2.*panels\.0\.data\.1.*visible=False"):
        host.inputs["k"].value = 2


def test_a_control_that_moves_puts_back_those_it_resets():
    def view(k, guess):
        return View(go.Figure(go.Scatter(y=[k])), f"k is {k} and the guess {guess}.", TABLE)

    question = Choice("k", "K", {"1": "one", "2": "two"}, "1", resets=("guess",))
    host = host_of(Explorer("toy", "Toy", (question, Choice("guess", "Guess", {"no": "no", "yes": "yes"}, "no")), view))
    host.inputs["guess"].value = "yes"
    assert "guess yes" in host.reading.value
    host.inputs["k"].value = "2"
    assert "k is 2 and the guess no" in host.reading.value


def test_showing_again_closes_what_stood_there_and_every_widget_in_it():
    mine = toy(lambda k: go.Figure(go.Scatter(y=[k])))
    first = explorers.show(mine).widget
    second = explorers.show(mine).widget
    assert first.comm is None and all(part.comm is None for part in first.children)
    assert second.comm is not None


@pytest.mark.parametrize(
    ("length", "widget"), [(LONGEST_RADIO_LABEL, "RadioButtons"), (LONGEST_RADIO_LABEL + 1, "Dropdown")]
)
def test_labels_too_long_for_radio_buttons_make_a_list(length, widget):
    host = host_of(toy(lambda k: go.Figure(go.Scatter(y=[k])), {"a": "x" * length, "b": "B"}))
    assert type(host.inputs["way"]).__name__ == widget


def test_a_slider_that_plays_has_ipywidgets_own_button_linked_to_it_that_runs_once():
    mine = toy(lambda k: go.Figure(go.Scatter(y=[k])))
    slider, way = mine.controls
    host = host_of(replace(mine, controls=(replace(slider, plays=True), way)))
    (play,) = (inner for part in host.children for inner in getattr(part, "children", ()) if hasattr(inner, "playing"))
    assert not play.playing and not play.repeat and not play.show_repeat
    assert (play.min, play.max, play.value) == (0, 1, 0)
    play.value = 1
    assert host.inputs["k"].value == 2
    assert "k is 2." in host.reading.value
    host.inputs["k"].value = 1
    assert play.value == 0
    host.close()
    assert play.comm is None and host.inputs["k"].comm is None
