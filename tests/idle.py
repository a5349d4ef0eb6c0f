"""When an app has nothing left to do: tests go on then, and not a fiftieth of a second later.

Textual's pilot sleeps and looks how much of the time the process has worked, twice a key: half of
the time of the screens' tests. Here the event loop is asked.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from unittest.mock import patch

from textual import _wait
from textual._context import active_app
from textual.app import App

ROUNDS = 3
"""So many rounds of the loop in a row must bring nothing new."""
SOON = 0.01
"""Seconds: what is due by then is waited for, as a window's new size is."""
A_MOMENT = 0.002
"""Seconds until a thread at work is looked at again."""
PATIENCE = 0.08
"""Seconds for threads and timers that may go on as long as the app does."""

_by_the_clock = _wait.wait_for_idle


@contextmanager
def asking() -> Iterator[None]:
    """Meanwhile the loop is asked whether anything is left to do."""
    with (
        patch("textual.pilot.wait_for_idle", until_idle),
        patch("textual.app.wait_for_idle", until_idle),
    ):
        yield


async def until_idle(
    min_sleep: float = _wait.SLEEP_GRANULARITY,
    max_sleep: float = 1.0,
) -> None:
    """Wait until no message is left, no frame is due, no timer either, and no thread works.

    Args:
        min_sleep: seconds to wait in any case.
        max_sleep: seconds after which it is waited no more.
    """
    app: App[Any] | None = active_app.get(None)
    if app is None:
        await _by_the_clock(min_sleep, max_sleep)
        return
    begin = monotonic()
    await asyncio.sleep(min_sleep)
    still = 0
    while still < ROUNDS and (passed := monotonic() - begin) < max_sleep:
        await asyncio.sleep(0)
        still += 1
        if _has_more_to_run():
            still = 0
        elif _is_frame_due(app):
            app.screen._on_timer_update()
            still = 0
        elif passed < PATIENCE and (left := _seconds_to_what_comes()) is not None:
            await asyncio.sleep(left)
            still = 0


def _has_more_to_run() -> bool:
    loop: Any = asyncio.get_running_loop()
    return bool(loop._ready)


def _is_frame_due(app: App[Any]) -> bool:
    return bool(app._screen_stack) and app.screen._update_timer._active.is_set()


def _seconds_to_what_comes() -> float | None:
    """Until a timer that is due soon, or until the threads are looked at again."""
    loop: Any = asyncio.get_running_loop()
    for first in loop._scheduled[:1]:
        left: float = first.when() - loop.time()
        if left < SOON and not first.cancelled():
            return max(0.0, left)
    pool: Any = loop._default_executor
    if pool is not None and len(pool._threads) > pool._idle_semaphore._value:
        return A_MOMENT
    return None
