"""The answer clock and what the seconds mean; timers inform and never cut off."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from mock_panel.domain.clocks import SteadyClock
from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.presets import Band

_WRAP_UP_SHARE = 0.2
"""The last fifth of the band is the time to come to the end."""


class Pace(StrEnum):
    """Where the clock stands against the band."""

    SHORT = "short"
    IN_BAND = "in band"
    WRAP_UP = "wrap up"
    OVER = "over"


def pace(seconds: float, band: Band) -> Pace:
    """Where `seconds` of answering stand against the band; only whole seconds count."""
    whole = max(0, int(seconds))
    if whole < band.low:
        return Pace.SHORT
    if whole > band.high:
        return Pace.OVER
    if whole >= band.high - _WRAP_UP_SHARE * (band.high - band.low):
        return Pace.WRAP_UP
    return Pace.IN_BAND


def pace_words(seconds: float, band: Band) -> str:
    """The running clock's place in words, the same with or without colour."""
    return _place(seconds, band, clock_face)


def _place(seconds: float, band: Band, say: Callable[[float], str]) -> str:
    whole = max(0, int(seconds))
    match pace(whole, band):
        case Pace.SHORT:
            return f"{say(band.low)} to {say(band.high)} is the band"
        case Pace.IN_BAND:
            return f"in band until {say(band.high)}"
        case Pace.WRAP_UP:
            return f"wrap up: {say(band.high - whole)} left of the band"
        case Pace.OVER:
            return f"{say(whole - band.high)} over the band"


def verdict(seconds: float, band: Band) -> str:
    """A finished answer's time in a few words: in band, 0:48 over, 0:30 short."""
    return _verdict(seconds, band, clock_face)


def verdict_aloud(seconds: float, band: Band) -> str:
    """A finished answer's time as one would say it: in band, 48 seconds over."""
    return _verdict(seconds, band, seconds_aloud)


def _verdict(seconds: float, band: Band, say: Callable[[float], str]) -> str:
    whole = max(0, int(seconds))
    match pace(whole, band):
        case Pace.SHORT:
            return f"{say(band.low - whole)} short"
        case Pace.OVER:
            return f"{say(whole - band.high)} over"
        case _:
            return "in band"


def time_aloud(seconds: float, band: Band) -> str:
    """The answer to "time?", as one would say it: no colons, for they are read out badly."""
    return f"{seconds_aloud(seconds)}, {_place(seconds, band, seconds_aloud)}"


def seconds_aloud(seconds: float) -> str:
    """A length of time in words, such as 1 minute 5 seconds."""
    minutes, secs = divmod(max(0, int(seconds)), 60)
    told = [
        how_many(number, unit) for number, unit in ((minutes, "minute"), (secs, "second")) if number
    ]
    return " ".join(told) or "0 seconds"


@dataclass(slots=True)
class AnswerClock:
    """Seconds of answering, without the pauses, from a clock that never runs backwards."""

    monotonic: SteadyClock
    counted: float = 0.0
    """Seconds from before the last pause, or from a resumed draft."""
    _since: float | None = field(default=None)

    @property
    def is_running(self) -> bool:
        """Whether seconds are being counted."""
        return self._since is not None

    @property
    def elapsed(self) -> float:
        """Seconds counted so far."""
        if self._since is None:
            return self.counted
        return self.counted + max(0.0, self.monotonic() - self._since)

    def start(self) -> None:
        """Count from now on; no effect on a running clock."""
        if self._since is None:
            self._since = self.monotonic()

    def stop(self) -> None:
        """Stop counting; what was counted stays."""
        self.counted = self.elapsed
        self._since = None
