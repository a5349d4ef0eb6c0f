"""What the candidate says of the preparation beside the answers: hours, a self-check, a vacancy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mock_panel.domain.ids import EcqId, FrameworkId


@dataclass(frozen=True, slots=True)
class HandHours:
    """Preparation that this program did not see, entered by hand."""

    day: date
    hours: float
    what: str
    """Such as: outline of two stories."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What the candidate answered of the experience behind each ECQ of a framework."""

    day: date
    answers: Mapping[EcqId, Mapping[str, bool]]
    """Per ECQ the id of a check, and whether it is so; a check without an answer is left out."""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What the candidate applies for."""

    title: str
    closing: date | None
    """The last day to apply, where it is known."""
    technical: tuple[FrameworkId, ...] = ()
    """Frameworks of the user's own, with the questions on its technical qualifications."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """All of it."""

    hours: tuple[HandHours, ...] = ()
    checks: Mapping[FrameworkId, SelfCheck] = field(default_factory=dict)
    vacancy: Vacancy | None = None


@dataclass(frozen=True, slots=True)
class PracticeTime:
    """What every stored answer took together."""

    seconds: float
    """Preparation, answer and what was added to it."""
    answers: int
