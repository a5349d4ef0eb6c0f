"""What holds for every test of the app."""

from collections.abc import Iterator

import pytest

from tests import idle, styles_once, unpainted


@pytest.fixture(scope="session", autouse=True)
def _read_once_and_paint_whole() -> Iterator[None]:
    with styles_once.sharing(), unpainted.skipping(), idle.asking():
        yield
