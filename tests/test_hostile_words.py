"""Words that are markup stay words, wherever the course writes what came from a table, a bank, a thread or a reader."""

import dataclasses

import html5lib
import pandas as pd
import plotly.graph_objects as go
import pytest

from vastus import data, your_recording
from vastus.book import argument_map, claims, explorer_html
from vastus.explorer import Choice, Explorer, Steps, Toggle, View, frames
from vastus.signals import lab_export, recording
from vastus.thread import argument
from vastus.thread.claims import TABLE
from vastus.your_recording import report

HOSTILE = """</script></style></title><script>hacked</script><img src="x" onerror="hacked">' onload='hacked"""


def hold_to_words(page):
    """Fail if a page holds an element or an attribute that came from the words."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag not in ("script", "img"), html5lib.serialize(element)
        assert not [name for name in element.attrib if str(name).startswith("on")], element.attrib
    assert "hacked" in "".join(tree.itertext())


def test_an_explorer_s(tmp_path):
    options = {"a": f"A {HOSTILE}", "b": "B"}
    controls = (
        Steps("speed", f"Speed {HOSTILE}", (1, 2), 1, HOSTILE),
        Choice("show", f"Show {HOSTILE}", options, "a"),
        Choice("more", "More", options | {str(number): f"{number} {HOSTILE}" for number in range(6)}, "a"),
        Choice("first", "First", options, "a", group=HOSTILE),
        Toggle("on", f"On {HOSTILE}"),
    )

    def view(speed, show, more, first, on):
        panel = go.Figure(go.Scatter(x=[0, speed], y=[0, 1], name=HOSTILE))
        return View({HOSTILE: panel, "B": panel}, HOSTILE, pd.DataFrame({HOSTILE: [HOSTILE]}), f"{speed} {HOSTILE}")

    toy = Explorer("toy", f"Toy {HOSTILE}", controls, view, moving_axes=True)
    name, content = frames.encode(toy)
    (tmp_path / name).write_bytes(content)
    page = explorer_html.figure_html(toy, toy.state(), tmp_path / name, "", 1)
    assert page.count("&lt;script&gt;hacked") >= 10
    hold_to_words(page)


def test_a_claim_s(monkeypatch):
    table = data.table(TABLE)
    words = ["claim", "what_the_evidence_says", "position_in_thread", "role"]
    hostile = table.assign(**{column: table[column] + f", {HOSTILE}" for column in words})
    monkeypatch.setattr(data, "table", lambda name: hostile if name == TABLE else table)
    hold_to_words(claims.claims_html("../"))


def test_a_position_s_of_the_thread(monkeypatch):
    known = argument.load()
    positions = {name: dataclasses.replace(position, text=HOSTILE) for name, position in known.positions.items()}
    questions = tuple(dataclasses.replace(question, text=HOSTILE) for question in known.questions)
    hostile = dataclasses.replace(known, positions=positions, questions=questions)
    monkeypatch.setattr(argument, "load", lambda: hostile)
    hold_to_words(argument_map.map_html("../"))


@pytest.mark.filterwarnings("ignore")
def test_a_recording_s():
    content = your_recording.example_csv().decode()
    header, _, rest = content.partition("\n")
    names = [f'"{name} {HOSTILE.replace(chr(34), "")}"' for name in header.split(",")]
    own = recording.chosen(lab_export.read((",".join(names) + "\n" + rest).encode()))
    assert "hacked" in "".join(own.channels)
    found = recording.analyse(own)
    own = dataclasses.replace(own, notes=(*own.notes, HOSTILE))
    page = report.html(own, found, [HOSTILE, HOSTILE], [], f"{HOSTILE}.csv")
    hold_to_words(page)
