"""What raters think of a candidate, each alone and then together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.parts import Part


class RatingSource(StrEnum):
    """How a rating came in."""

    SCREEN = "screen"
    COMMAND = "command"
    PACKET = "packet"
    BROWSER = "browser"
    """From another machine, in a session that a code had opened."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater thinks of one item; a draft until the rater locks."""

    seat: SeatId
    item: ItemId
    score: int | None
    """A value of the scale; None while there is only evidence."""
    evidence: tuple[str, ...]
    """One line each; a finished rating has one at least."""
    source: RatingSource
    with_pin: bool
    """Whether whoever gave it had given the rater's PIN."""
    at: datetime

    @property
    def is_complete(self) -> bool:
        """Whether it can be locked."""
        return self.score is not None and bool(self.evidence)


@dataclass(frozen=True, slots=True)
class Move:
    """A rater's own rating after the discussion; the first one stays on record."""

    seat: SeatId
    item: ItemId
    score: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the panel came to on one item; the last one counts, none is overwritten."""

    item: ItemId
    score: int | None
    """A value of the scale; None: they did not meet, and the mean stands."""
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RaterNote:
    """What a rater wrote down while the candidate spoke."""

    seat: SeatId
    question: QuestionId
    part: Part
    text: str
    second: float | None
    """Of the answer clock; None where it did not run."""
    at: datetime


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """How far a rater is; never what was rated."""

    seat: SeatId
    rated: int
    """Items that are complete."""
    of: int
    locked: bool


@dataclass(frozen=True, slots=True)
class PooledScore:
    """One locked rating among many panels, for statistics."""

    panel: PanelId
    item: ItemId
    rater: str
    """The name, because one person sits in many panels; where it is masked, the mask instead."""
    masked: bool
    """Whether nothing may tell who of other panels this rater is."""
    score: int
    final: int
    """After the discussion; the panel's consensus where it came to one."""
    low: int
    high: int
    """The ends of the scale."""
