"""A browser that may talk to this machine alone, and a server of the built book.

The browser finds no host but the loopback, and every request to another is counted; console errors and page errors are
collected. A test fails at its end if there was any, unless it says which it expects (``expect_trouble``).
"""

import json

import explorer_page
import pytest
import sample_quiz
from loopback import launched_alone, serve
from quiz_page import alive
from tab import Tab

from vastus.quiz.html import form, mixed_form
from vastus.quiz.script import one_file


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return launched_alone(browser_type_launch_args)


@pytest.fixture(scope="session")
def site(book):
    """Address of the built book."""
    with serve(book) as address:
        yield address


@pytest.fixture
def trouble():
    """What went wrong in the browser: blocked requests, console errors, page errors."""
    return []


@pytest.fixture
def expect_trouble(trouble):
    """For a test that breaks something on purpose: forget the trouble that holds these words."""

    def forget(words):
        trouble[:] = [line for line in trouble if words not in line]

    return forget


def a_tab(**how):
    @pytest.fixture(scope="session")
    def tab(browser):
        tab = Tab(browser, **how)
        yield tab
        tab.close()

    return tab


tab, shared_tab = a_tab(), a_tab()
scriptless_tab = a_tab(java_script_enabled=False)
phone_tab = a_tab(viewport={"width": 390, "height": 664}, has_touch=True, is_mobile=True)


@pytest.fixture
def context(tab, trouble):
    """A browser context with one page, as new."""
    with tab.lent(trouble):
        yield tab.context


@pytest.fixture
def page(tab, context):
    return tab.page


@pytest.fixture
def scriptless(scriptless_tab, trouble):
    """A page that runs no script."""
    with scriptless_tab.lent(trouble):
        yield scriptless_tab.page


@pytest.fixture
def finger(phone_tab, trouble):
    """A page on a phone, under a finger."""
    with phone_tab.lent(trouble):
        yield phone_tab.page


@pytest.fixture(scope="module")
def shared_page(shared_tab):
    """One page for all tests of a module that leave it as they found it."""
    with shared_tab.lent([]):
        yield shared_tab.page


@pytest.fixture(scope="session")
def quiz_site(tmp_path_factory):
    """Address of a few small pages with the sample quiz."""
    folder = tmp_path_factory.mktemp("quiz")
    sample_quiz.put_files(folder)
    bank = sample_quiz.bank(folder)
    second = sample_quiz.second_bank(folder)
    forms = {
        "index": form(bank),
        "light": form(bank) + form(bank, ["guess"]),
        "two": form(bank, ["guess"]) + form(bank, ["cause", "parts"]) + form(bank, ["bound"]),
        "other": form(bank, ["parts"]),
        "settled": form(bank, ["cause", "runner"], settled=sample_quiz.settled) + '<p id="two-programmes">So.</p>',
        "mixed": mixed_form([bank, second], ["second-cause", "cause", "second-delay", "runner"]),
    }
    for name, body in forms.items():
        sample_quiz.put_page(folder, f"{name}.html", body)
    # As anywidget has it: one file, and the form from the model.
    (folder / "one.js").write_text(one_file(), encoding="utf-8")
    notebook = f"""<script type="module">
        import quiz from "./one.js";
        const html = {json.dumps(form(bank)).replace("<", chr(92) + "u003c")};
        quiz.render({{ model: {{ get: (name) => ({{ html }})[name] }}, el: document.querySelector("#cell") }});
    </script>"""
    sample_quiz.put_page(folder, "notebook.html", '<div id="cell"></div>', notebook)
    sample_quiz.put_page(folder, "bare.html", form(bank, ["cause", "parts", "runner"], settled=sample_quiz.settled), "")
    with serve(folder) as address:
        yield address


@pytest.fixture
def open_quiz(shared_page, quiz_site):
    """Opens a page of the sample in the module's one tab, with nothing kept from the test before."""
    shared_page.set_default_timeout(5000)
    shared_page.set_viewport_size({"width": 1000, "height": 800})

    def open_(name="index"):
        shared_page.goto(f"{quiz_site}/{name}.html")
        alive(shared_page)
        return shared_page

    yield open_
    shared_page.evaluate("localStorage.clear()")


@pytest.fixture
def open_alone(context, quiz_site):
    """Opens pages in a browser of the test's own: for several tabs, and for scripts that come before the page."""
    context.set_default_timeout(5000)

    def open_(name="index"):
        (first, *_) = context.pages
        page = first if first.url == "about:blank" else context.new_page()
        page.goto(f"{quiz_site}/{name}.html")
        alive(page)
        return page

    return open_


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory):
    """Address of a page with a toy explorer."""
    folder = tmp_path_factory.mktemp("toy")
    explorer_page.put_toy(folder)
    with serve(folder) as address:
        yield address


@pytest.fixture
def toy(page, toy_site):
    """The toy's figure, drawn."""
    page.goto(toy_site)
    return explorer_page.wake(page, explorer_page.TOY.name)
