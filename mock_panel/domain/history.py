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
    """Words that are all to be found in question, answer, continuations or note.

    Case, accents and punctuation do not count. What fits best then comes first.
    """
    limit: int | None = None
    newest_each: int | None = None
    """Of each question only so many of the newest, taken before all but `framework` narrows."""
    session: SessionId | None = None
    is_typing: bool = False
    """The last word of the search may be the beginning of one."""


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many answers to an ECQ there are."""

    answers: int
    scored: int
