"""A lesson in a real JupyterLab, as somebody who cloned the course runs it: everything in it is alive.

The server listens on a free port of this machine, asks for no token, and reaches nobody: what it or a kernel would ask
of other machines goes to a port that nobody listens on.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import time

import nbformat
import pytest
from course import ROOT
from playwright.sync_api import TimeoutError, expect

from vastus import references, your_recording

LESSON = ROOT / "chapters" / "vmo-controversy" / "does-it-exist.ipynb"
EXPLORE = 'from vastus.notebook import recording\n\nrecording.explore("own.csv")'
BOX = re.compile(r"^`{3,}\{admonition\} (.+)$", re.MULTILINE)
DROPDOWN = re.compile(r"^:::\{dropdown\} (.+)$", re.MULTILINE)
NOBODY = "http://127.0.0.1:9"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are not there to be found
    "apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false", "doNotDisturbMode": True},
}
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port=0",
    "--IdentityProvider.token=",
    "--LabApp.extension_manager=readonly",
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab that has the lesson, with a recording to explore at its end."""
    home, work = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("work")
    lesson = nbformat.read(LESSON, as_version=4)
    lesson.cells.append(nbformat.v4.new_code_cell(EXPLORE, id="own-recording"))
    nbformat.write(lesson, work / "lesson.ipynb")
    (work / "own.csv").write_bytes(your_recording.example_csv())
    for name, settings in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    env = {
        **os.environ,
        **{f"JUPYTER_{what}_DIR": str(home / what.lower()) for what in ("CONFIG", "DATA", "RUNTIME")},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "PYTHONPATH": str(ROOT),
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOBODY),
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }
    command = [sys.executable, "-m", "jupyter", "lab", *OPTIONS, f"--ServerApp.root_dir={work}"]
    with open(home / "log", "w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as server:
        try:
            yield _address(server, home)
        finally:
            server.terminate()


def _address(server, home, patience_s=60):
    """Where the server listens, once it does: it writes that into a file."""
    file = home / "runtime" / f"jpserver-{server.pid}.json"
    until = time.monotonic() + patience_s
    while time.monotonic() < until and server.poll() is None:
        if file.exists() and file.stat().st_size:
            return json.loads(file.read_text(encoding="utf-8"))["url"]
        time.sleep(0.1)
    raise RuntimeError((home / "log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asked():
    """What the pages ask of other machines."""
    return []


@pytest.fixture(scope="module")
def lesson(lab, browser, asked):
    """The lesson, all cells run."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(60_000)
    context.on("request", lambda request: asked.append(request.url) if not request.url.startswith(own) else None)
    own = (lab, lab.replace("http", "ws", 1), "data:", "blob:")
    page = context.new_page()
    page.goto(f"{lab}lab/tree/lesson.ipynb")
    page.locator(".jp-Notebook [data-quiz], .jp-Notebook .jp-OutputArea-output").first.wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    for _ in range(4):  # a kernel that is still coming up may drop what it is asked to run
        for accept in page.locator("dialog.jp-Dialog .jp-mod-accept").all():  # or ask about it, over the menu
            accept.click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(TimeoutError):
            page.get_by_role("button", name="Simulate 400 trials").wait_for(timeout=20_000)
            break
    yield page
    context.close()


def host(page):
    """The lesson's first explorer."""
    return page.locator(".vastus-explorer-host").first


def test_a_slider_moves_by_the_keyboard_and_the_result_follows(lesson):
    explorer = host(lesson)
    slider = explorer.get_by_role("slider").first
    before = explorer.get_by_role("status").inner_text()
    slider.focus()
    slider.press("ArrowRight")
    expect(explorer.get_by_role("status")).not_to_have_text(before)
    expect(slider).to_be_focused()
    # Notebook 7 has the keys before the control, and leaves be what says this.
    expect(slider).to_have_attribute("data-lm-suppress-shortcuts", "true")


def test_a_radio_changes_the_result(lesson):
    explorer = host(lesson)
    before = explorer.get_by_role("status").inner_text()
    explorer.get_by_role("radio", checked=False).first.check()
    expect(explorer.get_by_role("status")).not_to_have_text(before)


def test_a_question_is_answered_by_a_number_and_enter(lesson):
    question = lesson.locator("fieldset[data-item=vmo-none-of-thirty]")
    question.get_by_role("textbox").fill("1000")
    question.get_by_role("textbox").press("Enter")
    expect(question.get_by_role("status")).to_contain_text("✗ Not right. You answered: 1000")


def test_a_recording_is_explored(lesson):
    report = lesson.locator(".jp-CodeCell").last
    expect(report).to_contain_text("Hz")
    rest_begins = report.get_by_role("slider", name="Rest, ms").first
    before = rest_begins.get_attribute("aria-valuenow")
    rest_begins.focus()
    rest_begins.press("ArrowRight")
    expect(rest_begins).not_to_have_attribute("aria-valuenow", before)
    expect(rest_begins).to_be_focused()


def test_the_text_reads_as_text_and_no_other_machine_is_asked(lesson, asked):
    said = lesson.locator(".jp-Notebook").inner_text()
    for raw in ("{term}", "{cite", ":::", ")=\n", "waligora2009", "Unknown Directive"):
        assert raw not in said
    cited = lesson.locator(".jp-Notebook .cite-group a").first
    assert cited.inner_text() == references.label("waligora2009")
    assert cited.get_attribute("href") == references.get("waligora2009").url
    card = lesson.locator(".jp-Notebook details", has_text="To take away")
    assert "is not" in card.locator("p strong").first.inner_text()
    titles = [title for cell in nbformat.read(LESSON, as_version=4).cells for title in DROPDOWN.findall(cell.source)]
    shown = lesson.locator(".jp-Notebook details > summary").all_inner_texts()
    assert titles and {title.strip() for title in titles} <= {title.strip() for title in shown}
    boxes = [title for cell in nbformat.read(LESSON, as_version=4).cells for title in BOX.findall(cell.source)]
    within = lesson.locator(".jp-Notebook").text_content()
    assert boxes and all(title in within for title in boxes)
    assert asked == []
