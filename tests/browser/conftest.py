"""A browser that may talk to this machine alone, and a server of the built book.

Every request that is not to the loopback is blocked and counted; console errors and page errors are collected. A
test fails at its end if there was any, unless it says which it expects (``expect_trouble``).
"""

import os
from urllib.parse import urlparse

import pytest
from loopback import HOSTS, serve

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    named = os.environ.get("CHROMIUM")
    return {**browser_type_launch_args, "args": QUIET, **({"executable_path": named} if named else {})}


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


def guard(context, trouble):
    """Keep a browser context on this machine, and write what goes wrong in it into ``trouble``."""

    def route_on(route):
        if urlparse(route.request.url).hostname in HOSTS:
            route.continue_()
        else:
            trouble.append(f"blocked request: {route.request.url}")
            route.abort()

    context.route("**/*", route_on)
    context.on("weberror", lambda error: trouble.append(f"page error: {error.error}"))
    context.on("console", lambda message: trouble.append(f"console: {message.text}") if message.type == "error" else None)


@pytest.fixture
def context(context, trouble):
    guard(context, trouble)
    yield context
    assert trouble == []


@pytest.fixture(scope="module")
def shared_page(browser):
    """One page for all tests of a module that leave it as they found it."""
    trouble = []
    context = browser.new_context()
    guard(context, trouble)
    yield context.new_page()
    context.close()
    assert trouble == []
