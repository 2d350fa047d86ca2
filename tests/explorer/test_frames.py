import gzip
import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from any_input import drawn
from hypothesis import strategies as st
from in_node import run
from same_view import differences

from vastus.book import assets
from vastus.explorer import Choice, Explorer, ExplorerError, Steps, View, frames
from vastus.explorer.palette import VM

TABLE = pd.DataFrame({"quantity": ["a"]})


def explorer(view, values=(1, 2, 3)):
    controls = (Steps("k", "K", values, values[0]), Steps("m", "M", (1, 2), 1))
    return Explorer("toy", "Toy", controls, view, moving_axes=True)


def wave(k, m):
    x = np.linspace(0, 1, 200)
    figure = go.Figure([go.Scatter(x=x, y=np.sin(9 * k * x), line=dict(color=VM)), go.Scatter(x=[m], y=[k / 3])])
    return View(figure, f"k is {k} and m is {m}.", TABLE)


def test_every_state_comes_back_as_the_view_that_went_in():
    toy = explorer(wave)
    compiled = frames.read(frames.written(frames.compile_frames(toy)))
    for state in toy.states():
        assert differences(toy.at(state).plain, frames.frame(compiled, state)) == []


def test_a_table_comes_back_from_the_file_where_its_labels_stand_once():
    def view(k, m):
        rows = [["a label that is long", k], ["another one that is long", m], *([["more", 1]] if k == 3 else [])]
        return View(go.Figure(go.Scatter(y=[k])), f"k is {k} and m is {m}.", pd.DataFrame(rows, columns=["of", "is"]))

    toy = explorer(view)
    _, content = frames.encode(toy)
    assert content.count(b"another one that is long") == 3  # as it begins, and in the two tables with a row more
    for state in toy.states():
        assert differences(toy.at(state).plain, frames.frame(frames.read(content), state)) == []


def test_a_setting_that_differs_in_an_idle_control_only_is_computed_once():
    made = []

    def view(k, m):
        made.append((k, m))
        return wave(k, m)

    toy = replace(explorer(view), idle=lambda k, m: ("m",) if k == 2 else ())
    compiled = frames.read(frames.written(frames.compile_frames(toy)))
    assert made == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]
    for state in toy.combinations():
        assert differences(toy.at(state).plain, frames.frame(compiled, state)) == []


def test_long_arrays_lose_at_most_half_a_step_and_evenly_spaced_ones_nothing():
    toy = explorer(wave)
    compiled = frames.compile_frames(toy)
    trace = frames.frame(compiled, {"k": 3, "m": 1})["panels"][0]["data"][0]
    true = np.sin(27 * np.linspace(0, 1, 200))
    assert 0 < np.abs(np.array(trace["y"]) - true).max() <= np.ptp(true) / 1000 * 1.001
    assert trace["x"] == np.linspace(0, 1, 200).tolist()


def test_short_arrays_are_exact():
    compiled = frames.compile_frames(explorer(wave))
    assert frames.frame(compiled, {"k": 1, "m": 2})["panels"][0]["data"][1]["y"] == [1 / 3]


def test_whatever_the_numbers_and_words_a_state_comes_back_to_half_a_step_and_the_page_reads_the_same(tmp_path):
    number = st.floats(-(2.0**40), 2.0**40, width=32) | st.integers(-(10**9), 10**9)
    array = st.lists(number, max_size=60) | st.builds(np.linspace, number, number, st.integers(2, 60)).map(
        np.ndarray.tolist
    )
    # what is not finite is refused, and a text that is a colour of the course is taken for one
    words = st.text(max_size=30).filter(lambda text: not re.search("nan|inf|^#", text))
    compiled, views = [], []
    for arrays, texts in drawn(st.tuples(st.lists(array, min_size=3, max_size=3), st.lists(words, min_size=3)), 40):

        def view(k, m, arrays=arrays, texts=texts):
            x = arrays[k - 1]
            return View(go.Figure(go.Scatter(x=x, y=x[::-1])), f"So {texts[k - 1]}.", TABLE, texts[k - 1])

        toy = explorer(view)
        packed = frames.written(frames.compile_frames(toy))
        back = frames.read(packed)
        for state in toy.combinations():
            true, read = toy.at(state).plain, frames.frame(back, state)
            for axis in ("x", "y"):
                want, got = true["panels"][0]["data"][0][axis], read["panels"][0]["data"][0][axis]
                half = np.ptp(want) / 1000 if len(want) >= frames.LONG else 0
                assert len(got) == len(want) and np.allclose(got, want, rtol=1e-12, atol=half * 1.001), (axis, want)
            for part in ("headline", "reading"):
                assert read[part] == true[part]
        compiled.append(json.loads(packed))
        views.append([frames.frame(back, state) for state in toy.combinations()])
    script = [assets.PACKAGE / "book" / "static" / "frames.js"]
    body = """
        const { openFrames } = await import("./frames.js");
        return given.compiled.map((frames) => {
          const { view, go } = openFrames(frames);
          return [0, 1, 2, 3, 4, 5].map((state) => (go(state), structuredClone(view)));
        });
    """
    assert run(tmp_path, script, body, compiled=compiled) == json.loads(json.dumps(views))


def test_a_distinct_array_is_stored_once():
    compiled = frames.compile_frames(explorer(wave))
    waves = [value for value in compiled["pool"] if isinstance(value, dict)]
    assert len(waves) == 3  # one for each k, shared by both m


def test_colours_are_stored_as_roles():
    assert frames.compile_frames(explorer(wave))["base"]["panels"][0]["data"][0]["line"]["color"] == "@vm"


def test_states_of_different_shape_are_refused_with_the_part_that_differs():
    def changing(k, m):
        return View(go.Figure([go.Scatter(x=[1])] * k), "Fine.", TABLE)

    with pytest.raises(ExplorerError, match=r"toy at \{'k': 2, 'm': 1\}.*panels\.0\.data\.1.*visible=False"):
        frames.compile_frames(explorer(changing))


def test_a_state_that_raises_is_named():
    def breaking(k, m):
        if k == 3:
            raise RuntimeError("no such leg")
        return wave(k, m)

    with pytest.raises(ExplorerError, match=r"toy at \{'k': 3, 'm': 1\}: RuntimeError: no such leg"):
        frames.compile_frames(explorer(breaking))


def test_too_many_bytes_are_an_error_with_both_numbers():
    random = np.random.default_rng(1)

    def heavy(k, m):
        return View(go.Figure([go.Scatter(y=random.standard_normal(4000))]), "Noise.", TABLE)

    with pytest.raises(ExplorerError, match=r"toy: \d{6} bytes gzip for 100 states; expected 100000 or less"):
        frames.encode(explorer(heavy, tuple(range(50))))


def test_the_file_is_the_same_for_the_same_explorer_and_named_after_its_content():
    name, content = frames.encode(explorer(wave))
    assert (name, content) == frames.encode(explorer(wave))
    other, _ = frames.encode(explorer(wave, (1, 2)))
    assert name != other and name.startswith("toy.") and name.endswith(".json")
    assert len(gzip.compress(content)) < 5000


def two_panels(k, m):
    still = dict(yaxis_range=[0, 9])
    figures = {"Near": go.Figure([go.Scatter(y=[k])], still), "Far": go.Figure([go.Scatter(y=[m])], still)}
    return View(figures, f"k is {k} and m is {m}.", TABLE)


def test_a_control_brings_forward_the_panel_it_changes_or_the_one_it_names():
    compiled = frames.compile_frames(explorer(two_panels))
    assert [panel["title"] for panel in compiled["base"]["panels"]] == ["Near", "Far"]
    assert [control["panel"] for control in compiled["controls"]] == [0, 1]
    named = Explorer("toy", "Toy", (Steps("k", "K", (1, 2), 1, panel="Far"), Steps("m", "M", (1, 2), 1)), two_panels)
    assert [control["panel"] for control in frames.compile_frames(named)["controls"]] == [1, 1]


def test_a_control_that_names_a_panel_there_is_not_is_refused_with_those_there_are():
    wrong = Explorer("toy", "Toy", (Steps("k", "K", (1, 2), 1, panel="For"), Steps("m", "M", (1, 2), 1)), two_panels)
    with pytest.raises(ExplorerError, match=r"toy: k shows panel 'For'; there are \['Near', 'Far'\]"):
        frames.compile_frames(wrong)


def test_a_control_says_which_others_it_puts_back_and_only_such_as_there_are():
    def asking(*resets):
        choice = Choice("k", "K", {"1": "one", "2": "two"}, "1", resets=resets)
        return Explorer("toy", "Toy", (Steps("m", "M", (1, 2), 1), choice), lambda m, k: two_panels(int(k), m))

    assert [control["resets"] for control in frames.compile_frames(asking("m"))["controls"]] == [[], [0]]
    with pytest.raises(ExplorerError, match=r"toy: k resets \['n'\]; there are m, k"):
        frames.compile_frames(asking("n"))
