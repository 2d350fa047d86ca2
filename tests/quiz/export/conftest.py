"""A bank with every type of item."""

import pytest
from every_type import every_type


@pytest.fixture
def bank(tmp_path):
    return every_type(tmp_path)
