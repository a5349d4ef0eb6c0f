"""Parts that are made when they are first asked for."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from mock_panel.bootstrap.fresh import new_id, utc_now
from mock_panel.paths import Paths
from mock_panel.settings import Settings

if TYPE_CHECKING:
    from mock_panel.domain.clocks import IdFactory, SteadyClock, WallClock

T = TypeVar("T")

_ENDED_ON_CLOSE = (
    "speaker", "trial_speaker", "voices",
    "recorder", "trial_recorder", "player", "transcriber", "listening_means",
)  # fmt: skip


@dataclass
class Parts:
    """What parts are made from, and those that were made."""

    paths: Paths
    settings: Settings
    monotonic: "SteadyClock" = time.monotonic
    now: "WallClock" = utc_now
    new_id: "IdFactory" = new_id
    _made: dict[str, Any] = field(default_factory=dict)
    _making: dict[str, Lock] = field(default_factory=dict)
    """A lock for each part: whoever wants the voice does not wait for a locked database."""

    def close(self) -> None:
        """End every child process that was started."""
        for part in _ENDED_ON_CLOSE:
            self._end(part)

    def _end(self, name: str) -> None:
        with self._making.setdefault(name, Lock()):
            part = self._made.pop(name, None)
        if part is not None and name in _ENDED_ON_CLOSE:
            part.close()

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Make a part when it is first asked for, even if two workers ask at once."""
        with self._making.setdefault(name, Lock()):
            if name not in self._made:
                self._made[name] = make()
            made: T = self._made[name]
            return made
