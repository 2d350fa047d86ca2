"""Addresses: a link once shared opens what it showed, in Python as in the page's script."""

import json
import random
import shutil
import subprocess

import pytest
from any_input import drawn
from hypothesis import strategies as st
from in_node import run

from vastus import explorers
from vastus.explorer import Choice, Explorer, ExplorerError, Steps, Toggle, address
from vastus.places import place

TOY = Explorer(
    "toy",
    "Toy",
    (
        Steps("snr_db", "SNR", (10, 12.5, 20.0), 20.0),
        Choice("rise", "Rise", {"at once": "a", "b&c": "b"}, "at once"),
        Toggle("on", "On"),
    ),
    view=None,
)


def test_only_what_differs_from_the_first_state_goes_in():
    assert address.query(TOY, TOY.state(snr_db=12.5, on=True)) == "toy.snr_db=12.5&toy.on=true"
    assert address.query(TOY, TOY.state(rise="b&c")) == "toy.rise=b%26c"


def test_the_first_state_has_an_address_too_since_a_page_may_open_with_another():
    assert address.query(TOY, TOY.state()) == "toy.snr_db=20"


def test_what_is_asked_without_the_explorers_name_is_read_back():
    assert address.read(TOY, "snr_db=20&rise=b%26c&on=true") == TOY.state(rise="b&c", on=True)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("snr=20", "toy: no control 'snr'; there are"),
        ("snr_db=11", "toy: snr_db cannot be '11'; it is one of 10, 12.5, 20"),
        ("on=yes", "toy: on cannot be 'yes'; it is one of false, true"),
    ],
)
def test_a_wrong_name_or_value_lists_those_there_are(asked, said):
    with pytest.raises(ExplorerError, match=said):
        address.read(TOY, asked)


def test_script_and_python_write_and_read_the_same_addresses_for_every_explorer():
    cases = []
    for explorer in [TOY, *map(explorers.load, explorers.names())]:
        controls = [
            {"name": c.name, "values": list(c.values), "first": c.values.index(c.initial)} for c in explorer.controls
        ]
        for state in [explorer.state(), *random.Random(0).choices(list(explorer.combinations()), k=5)]:
            positions = [c.values.index(state[c.name]) for c in explorer.controls]
            cases.append(
                {
                    "name": explorer.name,
                    "controls": controls,
                    "positions": positions,
                    "query": address.query(explorer, state),
                }
            )
    script = f"""
        import {{ asked, written }} from {json.dumps((place("course") / "vastus/book/static/address.js").as_uri())};
        const cases = {json.dumps(cases)};
        const base = "https://course.example/page.html?other=1";
        for (const {{ name, controls, positions, query }} of cases) {{
          const address = written(base, name, controls, positions);
          const expected = base + "&" + query + "#" + name;
          if (address !== expected) throw new Error(`${{address}} is not ${{expected}}`);
          const read = asked(address, name, controls).positions;
          if (String(read) !== String(positions)) throw new Error(`${{address}} gave ${{read}}, not ${{positions}}`);
        }}
        console.log(cases.length);
    """
    done = subprocess.run([shutil.which("node"), "--input-type=module", "-e", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(cases)


def test_whatever_an_address_holds_a_figure_opens_in_a_state_it_has_and_its_own_address_leads_back(tmp_path):
    """A link may come from anywhere, be cut, or be written by somebody who means harm."""
    controls = [{"name": c.name, "values": list(c.values), "first": c.values.index(c.initial)} for c in TOY.controls]
    names = st.sampled_from(["toy", "other", "__proto__", ""])
    keys = st.sampled_from(["snr_db", "rise", "on", "constructor", "toString", "<img src=x onerror=alert(1)>", ""])
    values = st.sampled_from(["20", "12.5", "20.0", "b&c", "true", "%E0%A4%A", "-0", "NaN", "9" * 400]) | st.text()
    pairs = st.lists(st.tuples(names, keys, values), max_size=6)
    state = st.tuples(*(st.integers(0, len(control["values"]) - 1) for control in controls))
    cases = drawn(st.tuples(pairs, st.text(max_size=20), state), 150)
    queries = ["&".join(f"{name}.{key}={value}" for name, key, value in pairs) for pairs, _, _ in cases]
    found = run(
        tmp_path,
        [place("course") / "vastus/book/static/address.js"],
        """
        const { asked, written } = await import("./address.js");
        return given.cases.map(([query, hash, state]) => {
          const url = new URL("https://course.example/page.html");
          url.search = query;
          url.hash = hash;
          const { positions, problems } = asked(url.href, "toy", given.controls);
          const back = asked(written(url.href, "toy", given.controls, state), "toy", given.controls);
          return [positions, problems.every((words) => typeof words === "string"), back];
        });
        """,
        controls=controls,
        cases=[[query, hash, state] for query, (_, hash, state) in zip(queries, cases, strict=True)],
    )
    for query, (_, _, state), (positions, in_words, back) in zip(queries, cases, found, strict=True):
        assert in_words, query
        if positions is not None:
            assert all(
                0 <= position < len(control["values"]) for position, control in zip(positions, controls, strict=True)
            ), query
        assert back == {"positions": list(state), "problems": []}, query
