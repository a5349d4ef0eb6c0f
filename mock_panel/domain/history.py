"""How to ask for past attempts."""

from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.ids import EcqId, FrameworkId, SessionId


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which attempts to list; every field that is given narrows the list."""

    framework: FrameworkId | None = None
    ecq: EcqId | None = None
    since: datetime | None = None
    search: str = ""
    """Words to be found in the question or the answer, case-insensitively."""
    limit: int | None = None
    newest_each: int | None = None
    """Of each question only so many of the newest, taken before all but `framework` narrows."""
    session: SessionId | None = None


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many answers to an ECQ there are."""

    answers: int
    scored: int
