"""Stories: what the candidate did and can tell, apart from any one telling of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mock_panel.domain.ids import AttemptId, CompetencyId, EcqId, FrameworkId, QuestionId, StoryId
from mock_panel.domain.parts import STORY_PARTS, Part


class Executive(StrEnum):
    """Whether the candidate then worked at an executive level, by the candidate's own word."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    """How far a story's effect went, from narrow to wide."""

    OFFICE = "office"
    AGENCY = "agency"
    GOVERNMENT = "government"
    BEYOND = "beyond"

    @property
    def words(self) -> str:
        """For a list or a card."""
        return {
            "office": "one office",
            "agency": "a whole agency",
            "government": "government-wide",
            "beyond": "beyond government",
        }[self.value]


@dataclass(frozen=True, slots=True)
class When:
    """The time of a story, as exactly as it is known."""

    year: int
    month: int | None = None
    """1 to 12."""

    def __str__(self) -> str:
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"

    @classmethod
    def parse(cls, text: str) -> "When":
        """From `2023` or `2023-05`.

        Raises:
            ValueError: it is neither.
        """
        year, dash, month = text.strip().partition("-")
        is_plain = len(year) == 4 and f"{year}{month}".isascii() and f"{year}{month}".isdigit()
        if not is_plain or (dash and not (len(month) == 2 and 1 <= int(month) <= 12)):
            message = f"{text!r} is neither a year, such as 2023, nor a month, such as 2023-05"
            raise ValueError(message)
        return cls(int(year), int(month) if dash else None)

    def years_before(self, today: date) -> float:
        """How long ago, in years; by the calendar year alone where the month is not known."""
        months = 0 if self.month is None else today.month - self.month
        return today.year - self.year + months / 12


@dataclass(frozen=True, slots=True)
class Money:
    """A sum that was at stake."""

    amount: float
    unit: str = "USD"

    def __str__(self) -> str:
        for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"), (1, "")):
            if self.amount >= size:
                shown = f"{self.amount:,.0f}" if size == 1 else f"{self.amount / size:.4g}{name}"
                break
        else:
            shown = f"{self.amount:g}"
        return f"${shown}" if self.unit == "USD" else f"{shown} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Scope:
    """How large it was; None where that is not known."""

    people: int | None = None
    """Led by the candidate."""
    money: Money | None = None
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class ShownCompetency:
    """A competency that a story shows, named in the framework under which it was told."""

    framework: FrameworkId
    competency: CompetencyId


@dataclass(frozen=True, slots=True)
class Story:
    """One thing that the candidate did, as an outline to tell it from."""

    id: StoryId
    title: str
    when: When | None
    grade: str
    """The post or grade of the time, in free words; may be empty."""
    executive: Executive
    scope: Scope
    prompts: Mapping[Part, tuple[str, ...]]
    """Headlines to tell it from, for each of `STORY_PARTS`; a part may have none."""
    competencies: tuple[ShownCompetency, ...]
    """The best shown first."""
    source: AttemptId | None
    """The attempt that it was kept from; None if it was made by hand, or that is erased."""
    created_at: datetime
    """Aware, UTC; as of every moment here."""
    changed_at: datetime
    retired: bool = False
    """No longer suggested or counted, and not forgotten."""

    @classmethod
    def blank(cls, story: StoryId, title: str, now: datetime) -> "Story":
        """A story of which only the title is known."""
        nothing: dict[Part, tuple[str, ...]] = dict.fromkeys(STORY_PARTS, ())
        return cls(story, title, None, "", Executive.UNKNOWN, Scope(), nothing, (), None, now, now)

    def shown_in(self, framework: FrameworkId) -> tuple[CompetencyId, ...]:
        """The competencies named in this very framework."""
        return tuple(s.competency for s in self.competencies if s.framework == framework)

    @property
    def words(self) -> str:
        """Everything that is written of it, for a comparison with an answer."""
        return "\n".join((self.title, *(p for part in STORY_PARTS for p in self.prompts[part])))


class LinkedBy(StrEnum):
    """How it came to be known that an attempt told a story; the candidate said so in each case."""

    KEPT = "kept"
    """The story was made from this attempt."""
    NAMED = "named"
    """The candidate named the story."""
    GUESSED = "guessed"
    """The program guessed it, and the candidate said yes."""


@dataclass(frozen=True, slots=True)
class StoryLink:
    """An attempt that told a story; one attempt may tell several."""

    attempt: AttemptId
    story: StoryId
    how: LinkedBy
    at: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a story: the link with what a list needs of the attempt."""

    link: StoryLink
    started_at: datetime
    framework: FrameworkId
    ecq: EcqId
    question: QuestionId
    question_text: str
    level: int | None


@dataclass(frozen=True, slots=True)
class TellingCount:
    """How often a story was told."""

    times: int = 0
    recent: int = 0
    """Of them, since the moment that was asked for."""
    last: datetime | None = None


NEVER_TOLD = TellingCount()
