"""One user's disk."""

import pytest

from tests.practice.fakes import Home


@pytest.fixture
def home() -> Home:
    return Home()
