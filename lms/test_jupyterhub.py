"""A real JupyterHub on this machine: two users take the course by a link (nbgitpuller), and each runs a lesson.

- Their servers live in an environment made by the very line of the Dockerfile: what it misses is missing here.
- The hub and its proxy (configurable-http-proxy, from npm) run as ``jupyterhub_config.py`` says, on free ports.
- The link is the one that the page for lecturers makes; the repository is a clone of this one.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from course import ROOT
from playwright.sync_api import TimeoutError, expect

HERE = Path(__file__).parent
PLACE = ROOT / "_build" / "hub"
PROXY = "configurable-http-proxy@5.3.0"
LESSON = "chapters/vmo-controversy/does-it-exist.ipynb"
PASSWORD = "two laboratories"
USERS = ("student-1", "student-2")


@pytest.fixture(scope="session")
def environment():
    """The folder with the programs of an environment as the image has it; made anew when its line has changed."""
    line = re.search(
        r"^RUN pip install (.*?) && chown", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = [word.strip('"') for word in line[1].split() if word != "--no-cache-dir"]
    made = PLACE / "made-of.txt"
    told = "\n".join([*wanted, (ROOT / "requirements.txt").read_text(encoding="utf-8")])
    if not made.exists() or made.read_text(encoding="utf-8") != told:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE / "venv"], check=True)
        pip = [PLACE / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted], cwd=ROOT, check=True)
        npm = shutil.which("npm")
        assert npm, "a hub needs a proxy from npm, which comes with Node.js"
        subprocess.run([npm, "install", "--prefix", PLACE, "--no-audit", "--no-fund", "--silent", PROXY], check=True)
        made.write_text(told, encoding="utf-8")
    return PLACE / "venv" / "bin"


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    """Address of a git repository with the course, on its branch ``main``."""
    folder = tmp_path_factory.mktemp("repository") / "the-course.git"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", folder], check=True)
    subprocess.run(["git", "checkout", "--quiet", "-B", "main"], cwd=folder, check=True)
    return f"file://{folder}"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def hub(environment, tmp_path_factory):
    """Address of a running hub, and the folder of its users."""
    folder = tmp_path_factory.mktemp("hub")
    address = f"http://127.0.0.1:{free_port()}"
    paths = [environment, PLACE / "node_modules" / ".bin", os.environ["PATH"]]
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER", "VIRTUAL_ENV"))
    }
    env |= {"PATH": os.pathsep.join(map(str, paths)), "HUB_PASSWORD": PASSWORD}
    options = [
        f"--JupyterHub.bind_url={address}",
        f"--JupyterHub.hub_port={free_port()}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}",
        *(["--Spawner.args=['--allow-root']"] if os.geteuid() == 0 else []),
    ]
    command = [environment / "jupyterhub", "-f", HERE / "jupyterhub_config.py", *options]
    with (
        open(folder / "log", "w") as log,
        subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log) as run,
    ):
        try:
            wait_for(f"{address}/hub/health", run, folder / "log")
            yield address, folder / "homes"
        finally:
            run.terminate()
            run.wait(30)


def wait_for(address, run, log, patience_s=60):
    until = time.monotonic() + patience_s
    while time.monotonic() < until and run.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.3)
    raise RuntimeError(log.read_text(encoding="utf-8")[-3000:])


def link(hub, repository):
    """What the form on the page for lecturers makes of a hub and a repository."""
    script = ROOT / "vastus" / "book" / "static" / "hub-link.js"
    given = json.dumps({"hub": hub, "repository": repository, "branch": "main", "page": LESSON})
    code = f"import {{ link }} from {json.dumps(script.as_uri())}; process.stdout.write(link({given}))"
    done = subprocess.run(["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=True)
    return done.stdout


def arrive(browser, address, user, asked):
    """Somebody follows the link, signs in, and has the lesson before them."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(120_000)
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    return page


def run_all(page):
    for _ in range(4):  # a kernel that is still coming up may drop what it is asked to run
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(TimeoutError):
            page.locator(".vastus-explorer-host").first.wait_for(timeout=40_000)
            return


def test_two_users_take_the_course_by_a_link_and_each_runs_a_lesson_of_their_own(hub, repository, browser):
    address, homes = hub
    asked = []
    pages = [arrive(browser, link(address, repository), user, asked) for user in USERS]
    for page in pages:
        run_all(page)
    results = [page.locator(".vastus-explorer-host").first.get_by_role("status") for page in pages]
    for result in results:
        expect(result).not_to_be_empty(timeout=60_000)  # the sentence follows the picture
    before = [result.text_content() for result in results]
    assert before[0] == before[1]
    slider = pages[0].locator(".vastus-explorer-host").first.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    expect(results[0]).not_to_have_text(before[0])
    expect(results[1]).to_have_text(before[1])
    question = pages[1].locator("fieldset[data-item=vmo-none-of-thirty]")
    question.get_by_role("textbox").fill("1000")
    question.get_by_role("textbox").press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Not right. You answered: 1000")
    for user in USERS:
        assert (homes / user / "the-course" / LESSON).is_file()
    own = (address, address.replace("http", "ws", 1), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
