"""What holds for every test."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key

from tests import made_once

pytest_plugins = ["tests.team_fixtures"]

# The collector looks at half a million objects of the libraries again and again: with its own
# thresholds a quarter of the suite's time. Tests that count what is left collect for themselves.
gc.set_threshold(100_000, 50, 1_000)

# Hundreds of tests start the program, which would be compiled anew for each of them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    """Look for what was left behind twice at the end, and not five times."""
    config.stash[gc_collect_iterations_key] = 2


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave what has been imported out of every later collection: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    with made_once.sharing():
        yield
