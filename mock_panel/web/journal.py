"""The server's log: who came and went and who was refused, a line each; never a code."""

import logging
import re
import time
from collections.abc import Callable

from mock_panel.domain.clocks import SteadyClock, WallClock
from mock_panel.domain.joining import Guest
from mock_panel.web.pace import Pace

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\uffff]")
_WIDEST = 500
_REFUSALS_A_MINUTE = 60


class Journal:
    """Writes lines of: time, address, panel and place, what happened.

    Refusals beyond sixty a minute are only counted: guesses fill no disk.

    Args:
        write: takes a line, without its end.
        now: the time that is told.
        clock: the time that refusals are counted by.
    """

    def __init__(
        self, write: Callable[[str], None], now: WallClock, clock: SteadyClock = time.monotonic
    ) -> None:
        self._write = write
        self._now = now
        self._pace = Pace(_REFUSALS_A_MINUTE / 60, _REFUSALS_A_MINUTE, clock)
        self._untold = 0

    def tell(self, address: str, what: str, guest: Guest | None = None) -> None:
        """A line.

        Args:
            address: of the browser; `server` where no browser has to do with it.
            what: in a few words.
            guest: whose session it is, if any.
        """
        place = f"{guest.panel[:12]}/{guest.place}" if guest else "-"
        moment = f"{self._now():%Y-%m-%dT%H:%M:%SZ}"
        said = _UNPRINTABLE.sub("?", what)[:_WIDEST]
        self._write(f"{moment} {address} {place} {said}")

    def refuse(self, address: str, why: str, guest: Guest | None = None) -> None:
        """A line about a refusal, if there were not too many."""
        if not self._pace.allows():
            self._untold += 1
            return
        if self._untold:
            self.tell("server", f"{self._untold} more were refused meanwhile")
            self._untold = 0
        self.tell(address, f"refused: {why}", guest)


class OneLine(logging.Handler):
    """What a library logs, without what was sent to it: one line that names the error."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        """Write it as a refusal, of which there may be many."""
        error = record.exc_info[0] if record.exc_info else None
        name = error.__name__ if error else record.levelname.lower()
        self._journal.refuse("server", f"{record.name}: {name}")
