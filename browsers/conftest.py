"""The built book on this machine, the engines that open it, and the table of what they did: see ``make browsers``."""

import csv
import datetime
from pathlib import Path

import pytest
from engines import ENGINES, Missing
from loopback import serve

from vastus import __version__
from vastus.places import place

TABLE = Path(__file__).with_name("tried.csv")
COLUMNS = ("Engine", "Version", "Passed", "Of", "On", "Edition")


def pytest_addoption(parser):
    parser.addoption("--note", action="store_true", help="write what passed, with day and edition, into tried.csv")
    parser.addoption("--book", type=Path, default=place("course") / "_build" / "html", help="the built book")


@pytest.fixture(scope="session")
def site(pytestconfig):
    """Address of the built book."""
    with serve(pytestconfig.getoption("--book")) as address:
        yield address


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.name)
def engine(request, results):
    try:
        opened = request.param()
    except Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    results.setdefault(opened.name, {"version": opened.version, "outcomes": []})
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def results(pytestconfig):
    """By engine: its version, and for each test whether it passed."""
    pytestconfig.results = {}
    return pytestconfig.results


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call" and "engine" in item.funcargs:
        item.config.results[item.funcargs["engine"].name]["outcomes"].append(report.passed)
    return report


def pytest_terminal_summary(terminalreporter, config):
    rows = [
        (name, found["version"], sum(found["outcomes"]), len(found["outcomes"]), datetime.date.today(), __version__)
        for name, found in getattr(config, "results", {}).items()
    ]
    for name, version, passed, tried, *_ in rows:
        terminalreporter.write_line(f"{name} {version}: {passed} of {tried} passed")
    if config.getoption("--note") and rows:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
