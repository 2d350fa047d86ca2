"""What the trials need: a browser that may talk to this machine alone."""

import os

import pytest

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    named = os.environ.get("CHROMIUM")
    return {**browser_type_launch_args, "args": QUIET, **({"executable_path": named} if named else {})}
