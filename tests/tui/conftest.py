"""What holds for every test of the app."""

from collections.abc import Iterator

import pytest

from tests import styles_once


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    with styles_once.sharing():
        yield
