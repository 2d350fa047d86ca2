"""What the trials need: a browser that may talk to this machine alone."""

import pytest
from loopback import launched_alone


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return launched_alone(browser_type_launch_args)
