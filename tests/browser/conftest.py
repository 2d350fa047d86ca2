"""A browser that may talk to this machine alone, and a server of the built book.

Every request that is not to the loopback is blocked and counted; console errors and page errors are collected. A
test fails at its end if there was any, unless it says which it expects (``expect_trouble``).
"""

import functools
import http.server
import os
import threading
from urllib.parse import urlparse

import pytest

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOPBACK = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    named = os.environ.get("CHROMIUM")
    return {**browser_type_launch_args, "args": QUIET, **({"executable_path": named} if named else {})}


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def serve(folder):
    """A server of ``folder`` on a free port of the loopback: the server and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture(scope="session")
def site(book):
    """Address of the built book."""
    server, address = serve(book)
    yield address
    server.shutdown()


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


@pytest.fixture
def context(context, trouble):
    def guard(route):
        if urlparse(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            trouble.append(f"blocked request: {route.request.url}")
            route.abort()

    context.route("**/*", guard)
    context.on("weberror", lambda error: trouble.append(f"page error: {error.error}"))
    context.on("console", lambda message: trouble.append(f"console: {message.text}") if message.type == "error" else None)
    yield context
    assert trouble == []
