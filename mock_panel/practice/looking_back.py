"""What the Progress views show: levels per ECQ, parts, time; few answers stay counts.

A count speaks of the very attempts that are drawn beside it, so that a word and a
picture never disagree. Attempts come in newest first, as the store lists them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import fmean, median

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.frameworks import Ecq
from mock_panel.domain.ids import EcqId
from mock_panel.domain.parts import STORY_PARTS, Found, Ownership, Part
from mock_panel.practice.progress import (
    FEW,
    RECENT,
    OwnershipCount,
    SelfAgainstEngine,
    ownership,
    self_against_engine,
)
from mock_panel.practice.timing import Pace, pace

SHOWN = 50
"""So many of the newest attempts are drawn; older ones are found by search."""


@dataclass(frozen=True, slots=True)
class EcqLevels:
    """The levels that the answers to one ECQ reached."""

    ecq: Ecq
    answers: int
    """As many as were read, scored or not."""
    scored: int
    is_all: bool
    """Whether every answer was read; if not, older ones are not counted."""
    points: tuple[AttemptSummary, ...]
    """The last `SHOWN` scored ones, oldest first."""
    mean: float | None
    """Of the last `RECENT` levels; None below `FEW` scored answers."""

    @property
    def is_few(self) -> bool:
        """Whether only counts may be shown."""
        return self.scored < FEW

    @property
    def counts(self) -> dict[int, int]:
        """How many of the points reached each level, the lowest first."""
        levels = sorted(p.level for p in self.points if p.level is not None)
        return {level: levels.count(level) for level in dict.fromkeys(levels)}

    @property
    def few_words(self) -> tuple[str, ...]:
        """Few answers in words: how many, at which level, and how many are still missing."""
        if not self.answers:
            return ("not practised yet",)
        told = how_many(self.answers, "answer")
        if self.scored < self.answers:
            told += f", {self.scored or 'none'} scored"
        at = ", ".join(f"{n} at level {level}" for level, n in self.counts.items())
        missing = FEW - self.scored
        last = f"{how_many(missing, 'more scored answer')} for a chart"
        return tuple(line for line in (told, at, last) if line)


def levels_of(ecq: Ecq, attempts: Sequence[AttemptSummary], *, is_all: bool = True) -> EcqLevels:
    """Where the answers to one ECQ stand."""
    scored = [a for a in attempts if a.status is AttemptStatus.SCORED and a.level is not None]
    exact = [a.level_exact for a in scored[:RECENT] if a.level_exact is not None]
    return EcqLevels(
        ecq=ecq,
        answers=len(attempts),
        scored=len(scored),
        is_all=is_all,
        points=tuple(reversed(scored[:SHOWN])),
        mean=fmean(exact) if len(scored) >= FEW and exact else None,
    )


@dataclass(frozen=True, slots=True)
class PartsBalance:
    """How the words of the last scored answers divide, and what was found in them."""

    attempts: tuple[AttemptSummary, ...]
    """The last `SHOWN` scored ones, newest first."""
    scored: int
    found: dict[Part, dict[Found, int]]
    """For each story part, in how many of `attempts` it was absent, partial, clear."""
    ownership: OwnershipCount
    self_rating: SelfAgainstEngine


def parts_balance(attempts: Iterable[AttemptSummary]) -> PartsBalance:
    """Parts, ownership and self-rating of the scored answers."""
    scored = [a for a in attempts if a.status is AttemptStatus.SCORED]
    shown = tuple(scored[:SHOWN])
    return PartsBalance(
        attempts=shown,
        scored=len(scored),
        found={
            part: {kind: sum(a.found.get(part) is kind for a in shown) for kind in Found}
            for part in STORY_PARTS
        },
        ownership=ownership(shown),
        self_rating=self_against_engine(shown),
    )


@dataclass(frozen=True, slots=True)
class OwnershipTrend:
    """Who acts in the action part, answer by answer."""

    attempts: tuple[AttemptSummary, ...]
    """The last `SHOWN` scored ones, newest first."""
    counts: OwnershipCount
    """Over the same."""
    recent: OwnershipCount
    """Of the last `RECENT` of them."""
    before: OwnershipCount
    """Of the `RECENT` before those."""

    @property
    def words(self) -> str:
        """How it went of late against before; the counts alone while there are few."""
        if self.before.total < RECENT:
            return self.counts.words
        mine, was = self.recent.counts[Ownership.I], self.before.counts[Ownership.I]
        return (
            f"{self.counts.words}; I in {mine} of the last {RECENT}, {was} of the {RECENT} before"
        )


def ownership_trend(attempts: Iterable[AttemptSummary]) -> OwnershipTrend:
    """Who acts, in the scored answers."""
    known = (a for a in attempts if a.status is AttemptStatus.SCORED and a.ownership)
    shown = tuple(islice(known, SHOWN))
    return OwnershipTrend(
        shown, ownership(shown), ownership(shown[:RECENT]), ownership(shown[RECENT : 2 * RECENT])
    )


@dataclass(frozen=True, slots=True)
class TimeDiscipline:
    """How the last answers kept to their bands, whether scored or not."""

    attempts: tuple[AttemptSummary, ...]
    """The last `SHOWN`, newest first."""
    answers: int
    in_band: int
    over: int
    short: int
    first_words: int
    """Of `attempts`, how many have a measured time to the first word."""
    first_word: float | None
    """Their median in seconds; None below `FEW` of them."""

    @property
    def scale_end(self) -> int:
        """The last second of a scale, on a whole minute; an outlier is not followed."""
        widest = max((a.band.high for a in self.attempts), default=0)
        longest = max((a.seconds for a in self.attempts), default=0.0)
        return 60 * (int(max(widest, min(longest, 1.5 * widest))) // 60 + 1)

    @property
    def words(self) -> str:
        """Such as: in band 16 of 37, over 9, short 12."""
        return (
            f"in band {self.in_band} of {len(self.attempts)}, over {self.over}, short {self.short}"
        )

    @property
    def first_word_words(self) -> str:
        """The usual time to the first word; only the number of answers while they are few."""
        if not self.first_words:
            return "not measured yet"
        answers = how_many(self.first_words, "answer")
        if self.first_word is None:
            return f"measured in {answers}"
        return f"after {clock_face(self.first_word)}, the middle of {answers}"


def time_discipline(attempts: Sequence[AttemptSummary]) -> TimeDiscipline:
    """Seconds against the band, and the time to the first word."""
    shown = tuple(islice(attempts, SHOWN))
    paces = [pace(a.seconds, a.band) for a in shown]
    first = [a.first_word_seconds for a in shown if a.first_word_seconds is not None]
    over, short = paces.count(Pace.OVER), paces.count(Pace.SHORT)
    return TimeDiscipline(
        attempts=shown,
        answers=len(attempts),
        in_band=len(shown) - over - short,
        over=over,
        short=short,
        first_words=len(first),
        first_word=median(first) if len(first) >= FEW else None,
    )


@dataclass(frozen=True, slots=True)
class AttemptFilter:
    """Which attempts a view speaks of; None means any."""

    ecq: EcqId | None = None
    status: AttemptStatus | None = None

    def keep(self, attempts: Sequence[AttemptSummary]) -> Sequence[AttemptSummary]:
        """The attempts that pass, in their order."""
        if self.ecq is None and self.status is None:
            return attempts
        return [
            a for a in attempts if self.ecq in (None, a.ecq) and self.status in (None, a.status)
        ]
