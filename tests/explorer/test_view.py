from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus.explorer import Choice, Explorer, ExplorerError, Steps, Toggle, View

TABLE = pd.DataFrame({"x": [1.0, 2.5], "word": ["<b>", None]})


def explorer(view):
    controls = (Steps("a_ms", "A", (0, 5), 0, "ms"), Choice("b", "B", {"p": "P", "q": "Q"}, "p"), Toggle("c", "C"))
    return Explorer("toy", "Toy", controls, view)


def fine(a_ms, b, c):
    return View(go.Figure([go.Scatter(x=[0, 1], y=np.array([0.0, a_ms]))]), f"It is {a_ms} ms.", TABLE)


def test_states_are_every_combination_the_last_control_fastest():
    states = list(explorer(fine).states())
    assert len(states) == 8
    assert states[:3] == [
        {"a_ms": 0, "b": "p", "c": False},
        {"a_ms": 0, "b": "p", "c": True},
        {"a_ms": 0, "b": "q", "c": False},
    ]


def test_an_idle_control_stands_still_and_the_view_never_sees_where_it_was():
    def view(a_ms, b, c):
        return fine(a_ms if b == "p" else a_ms + 1, b, c)

    toy = replace(explorer(view), idle=lambda b, **others: ("a_ms",) if b == "q" else ())
    assert len(list(toy.combinations())) == 8 and len(list(toy.states())) == 6
    moved = {"a_ms": 5, "b": "q", "c": True}
    assert toy.settled(moved) == {"a_ms": 0, "b": "q", "c": True}
    assert toy.at(moved).reading == "It is 1 ms."


def test_a_wrong_control_name_lists_those_there_are():
    with pytest.raises(ExplorerError, match="toy: no control 'a_m'; there are a_ms"):
        explorer(fine).state(a_m=5)


def test_a_wrong_value_says_what_it_may_be():
    with pytest.raises(ExplorerError, match=r"toy: a_ms cannot be 3; it is one of \(0, 5\)"):
        explorer(fine).state(a_ms=3)


def test_a_view_that_raises_names_explorer_and_state():
    def broken(a_ms, b, c):
        return 1 / a_ms

    with pytest.raises(ExplorerError, match=r"toy at \{'a_ms': 0.*ZeroDivisionError"):
        explorer(broken).at(explorer(broken).state())


def test_an_empty_reading_names_explorer_and_state():
    with pytest.raises(ExplorerError, match=r"toy at \{'a_ms': 5.*reading is empty"):
        explorer(lambda **_: View(go.Figure(), "  ", TABLE)).at({"a_ms": 5, "b": "p", "c": False})


@pytest.mark.parametrize("number", [np.nan, np.inf])
@pytest.mark.parametrize("as_array", [True, False])
def test_a_number_that_is_not_finite_names_explorer_state_and_place(number, as_array):
    y = np.array([0, number]) if as_array else [0, number]
    broken = explorer(lambda **_: View(go.Figure([go.Scatter(y=y)]), "Fine.", TABLE))
    with pytest.raises(ExplorerError, match=r"toy at \{'a_ms': 0.*not a finite number in panels\.0\.data\.0\.y"):
        broken.at(broken.state())


def test_a_number_that_is_not_finite_in_the_reading_is_refused():
    broken = explorer(lambda **_: View(go.Figure(), f"It is {np.nan} ms.", TABLE))
    with pytest.raises(ExplorerError, match="in the reading"):
        broken.at(broken.state())


def test_a_plain_view_holds_lists_and_strings_as_a_reader_sees_them():
    view = explorer(fine).at({"a_ms": 5, "b": "p", "c": False}).plain
    assert view["panels"][0]["data"][0]["y"] == [0.0, 5.0]
    assert view["table"] == {"columns": ["x", "word"], "rows": [["1", "<b>"], ["2.5", ""]]}


def test_a_two_dimensional_array_keeps_its_shape():
    grid = np.arange(6.0).reshape(2, 3)
    view = View(go.Figure([go.Heatmap(z=grid)]), "Grid.", TABLE)
    assert view.plain["panels"][0]["data"][0]["z"] == grid.tolist()
