"""Where the time and fresh names come from."""

from collections.abc import Callable
from datetime import datetime

SteadyClock = Callable[[], float]
"""Seconds that never run backwards, from an arbitrary start."""
WallClock = Callable[[], datetime]
"""The time of day, aware, UTC."""
IdFactory = Callable[[], str]
"""A new identifier that nobody else has."""
