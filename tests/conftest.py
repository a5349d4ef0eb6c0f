"""What holds for every test."""

import gc
import os
import sys
import time
from collections.abc import Iterator

import hypothesis
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

# Every run draws others: what fifty do not find, the next run's may. How long one takes tells of
# what else the machine does.
hypothesis.settings.register_profile("suite", max_examples=50, deadline=None)
hypothesis.settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Look for what was left behind twice at the end, and not five times."""
    config.stash[gc_collect_iterations_key] = 2


def pytest_make_parametrize_id(val: object) -> str | None:
    """A short name for a long text: whole files of five megabytes stood in the names of tests."""
    return f"{val[:30]!r}..." if isinstance(val, str | bytes) and len(val) > 120 else None


TOGETHER = {
    "cli/test_practice_command.py": "practice command",
    "speech/test_app_faults.py": "app faults",
    "speech/test_microphone_faults.py": "microphone faults",
    "tui/test_terminal.py": "terminal",
}
"""Files that mostly wait, each of which is run by one process while the others compute."""
FIRST = ("sound loop", "app faults", "chromium")
BEFORE_SCREENS = ("practice command", "microphone faults")
AMONG_SCREENS = ("terminal",)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal out what waits long, so that the processors have work meanwhile and none is last."""
    groups: dict[str, list[pytest.Item]] = {}
    others: list[pytest.Item] = []
    for item in items:
        if group := TOGETHER.get("/".join(item.path.parts[-2:])):
            item.add_marker(pytest.mark.xdist_group(group))
        mark = item.get_closest_marker("xdist_group")
        name = mark.args[0] if mark else ""
        is_dealt = name in (*FIRST, *BEFORE_SCREENS, *AMONG_SCREENS)
        (groups.setdefault(name, []) if is_dealt else others).append(item)
    screens = [place for place, item in enumerate(others) if item.path.parent.name == "tui"]
    begin = screens[0] if screens else len(others)
    middle = screens[len(screens) // 2] if screens else len(others)

    def dealt(names: tuple[str, ...]) -> list[pytest.Item]:
        return [item for name in names for item in groups.get(name, [])]

    items[:] = [
        *dealt(FIRST), *others[:begin],
        *dealt(BEFORE_SCREENS), *others[begin:middle],
        *dealt(AMONG_SCREENS), *others[middle:],
    ]  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave what has been imported out of every later collection: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    with made_once.sharing():
        yield


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is told in local time is told in UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
