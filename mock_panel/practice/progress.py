"""What past attempts say: readiness, time, ownership; few answers are shown as counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean, median

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.english import how_many
from mock_panel.domain.frameworks import Ecq, Framework
from mock_panel.domain.history import AnswerCount
from mock_panel.domain.ids import EcqId
from mock_panel.domain.parts import STORY_PARTS, Found, Ownership, Part
from mock_panel.practice.timing import verdict

FEW = 5
"""Below this many scored answers a number would pretend to know more than it does."""
RECENT = 5
"""Readiness is the mean level of this many last scored answers."""
TREND = 8
"""So many last levels are drawn as a trend."""
READ = 40
"""So many of an ECQ's newest answers are read for all of this, scored or not."""


OWNERSHIP_WORDS: Mapping[Ownership, str] = {
    Ownership.I: "I",
    Ownership.MIXED: "mixed",
    Ownership.WE: "we",
    Ownership.NONE: "nobody",
}


@dataclass(frozen=True, slots=True)
class OwnershipCount:
    """How often each way of telling who acted was met."""

    counts: dict[Ownership, int]
    total: int

    @property
    def words(self) -> str:
        """Such as: I in 6 of 9, mixed in 2, we in 1."""
        if not self.total:
            return "no scored answer yet"
        told = [
            f"{name} in {self.counts[kind]}"
            for kind, name in OWNERSHIP_WORDS.items()
            if self.counts[kind]
        ]
        told[0] += f" of {self.total}"
        return ", ".join(told)


NOBODY_YET = OwnershipCount(dict.fromkeys(Ownership, 0), 0)


def ownership(attempts: Iterable[AttemptSummary]) -> OwnershipCount:
    """Who acts in the action part of the scored answers."""
    kinds = [a.ownership for a in attempts if a.status is AttemptStatus.SCORED and a.ownership]
    return OwnershipCount({kind: kinds.count(kind) for kind in Ownership}, len(kinds))


@dataclass(frozen=True, slots=True)
class SelfAgainstEngine:
    """How the candidate's own level compares with the engine's, where both are known."""

    same: int
    higher: int
    """The candidate's own is the higher one."""
    lower: int

    @property
    def total(self) -> int:
        """Answers with both levels."""
        return self.same + self.higher + self.lower

    @property
    def words(self) -> str:
        """How the candidate's own levels stand to the engine's, in counts."""
        if not self.total:
            return "none given yet"
        told = [f"as the engine's in {self.same} of {self.total}"]
        if self.higher:
            told.append(f"higher in {self.higher}")
        if self.lower:
            told.append(f"lower in {self.lower}")
        return ", ".join(told)


def self_against_engine(attempts: Iterable[AttemptSummary]) -> SelfAgainstEngine:
    """Compare the levels of the answers that have both."""
    apart = [
        a.self_level - a.level for a in attempts if a.self_level is not None and a.level is not None
    ]
    return SelfAgainstEngine(
        same=sum(d == 0 for d in apart),
        higher=sum(d > 0 for d in apart),
        lower=sum(d < 0 for d in apart),
    )


NOT_RATED = SelfAgainstEngine(0, 0, 0)


@dataclass(frozen=True, slots=True)
class EcqReadiness:
    """Where the candidate stands on one ECQ."""

    ecq: Ecq
    answers: int
    scored: int
    level: float | None
    """Mean of the last `RECENT` levels; None below `FEW` scored answers."""
    trend: tuple[float, ...]
    """The last `TREND` exact levels, oldest first; empty below `FEW`."""
    parts: dict[Part, Found]
    """What the last `RECENT` scored answers usually have; empty without any."""
    time: str
    """The median answer's time against its band; empty without answers."""
    last: datetime | None
    spread: tuple[float, float] | None = None
    """The lowest and the highest of the levels in `level`; None below `FEW`."""
    acting: OwnershipCount = NOBODY_YET
    """Who acts in the last `RECENT` scored answers."""
    measured: int = 0
    """How many of these have a measured result."""
    self_rating: SelfAgainstEngine = NOT_RATED
    """How the candidate rated these, against the engine."""

    @property
    def is_few(self) -> bool:
        """Whether only counts may be shown."""
        return self.level is None

    @property
    def parts_words(self) -> str:
        """Such as: situation clear, task absent, action clear, result partial."""
        return ", ".join(f"{part.value} {found.value}" for part, found in self.parts.items())

    @property
    def measured_words(self) -> str:
        """Such as: measured result in 3 of 5; empty without a scored answer."""
        if not self.acting.total:
            return ""
        return f"measured result in {self.measured} of {self.acting.total}"

    @property
    def count_words(self) -> str:
        """The number of answers in words."""
        if self.answers == 0:
            return "not practised yet"
        return how_many(self.answers, "answer")

    @property
    def level_words(self) -> str:
        """Such as: level 3.4 (2.8 to 4.1 in the last 5 of 9 scored); the counts below `FEW`."""
        if self.level is None or self.spread is None:
            if not self.answers or self.answers == self.scored:
                return self.count_words
            return f"{self.count_words}, {self.scored or 'none'} scored"
        low, high = (f"{level:.1f}" for level in self.spread)
        told = f"{low} to {high}" if low != high else f"{low} each time"
        return f"level {self.level:.1f} ({told} in the last {RECENT} of {self.scored} scored)"


def readiness(
    framework: Framework,
    attempts: Sequence[AttemptSummary],
    counts: Mapping[EcqId, AnswerCount] | None = None,
) -> tuple[EcqReadiness, ...]:
    """One entry an ECQ, in the framework's order.

    Args:
        framework: whose ECQs.
        attempts: newest first; of a long history the newest `READ` an ECQ are enough.
        counts: how many answers there are in all, where `attempts` is not the whole history.
    """
    return tuple(
        _readiness_of(
            ecq,
            [a for a in attempts if a.framework == framework.id and a.ecq == ecq.id],
            counts.get(ecq.id, AnswerCount(0, 0)) if counts is not None else None,
        )
        for ecq in framework.ecqs
    )


def _readiness_of(
    ecq: Ecq, attempts: Sequence[AttemptSummary], count: AnswerCount | None
) -> EcqReadiness:
    scored = [a for a in attempts if a.status is AttemptStatus.SCORED and a.level_exact]
    levels = [a.level_exact for a in scored if a.level_exact is not None]
    enough = len(levels) >= FEW
    return EcqReadiness(
        ecq=ecq,
        answers=count.answers if count else len(attempts),
        scored=count.scored if count else len(scored),
        level=fmean(levels[:RECENT]) if enough else None,
        trend=tuple(reversed(levels[:TREND])) if enough else (),
        parts=_usual_parts(scored[:RECENT]),
        time=_usual_time(attempts[:RECENT]),
        last=attempts[0].started_at if attempts else None,
        spread=(min(levels[:RECENT]), max(levels[:RECENT])) if enough else None,
        acting=ownership(scored[:RECENT]),
        measured=sum(bool(a.quantified_result) for a in scored[:RECENT]),
        self_rating=self_against_engine(scored[:RECENT]),
    )


def _usual_parts(attempts: Sequence[AttemptSummary]) -> dict[Part, Found]:
    order = list(Found)
    if not attempts:
        return {}
    return {
        part: order[int(median(order.index(a.found[part]) for a in attempts))]
        for part in STORY_PARTS
        if all(part in a.found for a in attempts)
    }


def _usual_time(attempts: Sequence[AttemptSummary]) -> str:
    """The answer in the middle when ordered by seconds beyond (or before) the band."""
    if not attempts:
        return ""

    def beyond(attempt: AttemptSummary) -> float:
        if attempt.seconds > attempt.band.high:
            return attempt.seconds - attempt.band.high
        return min(0.0, attempt.seconds - attempt.band.low)

    middle = sorted(attempts, key=beyond)[len(attempts) // 2]
    return verdict(middle.seconds, middle.band)


@dataclass(frozen=True, slots=True)
class WeekOfPractice:
    """The last seven days, today last."""

    practised: tuple[bool, ...]
    minutes: int


def week(attempts: Sequence[AttemptSummary], today: date) -> WeekOfPractice:
    """Which of the last seven local days had an attempt, and the minutes of answering."""
    days = [False] * 7
    seconds = 0.0
    for attempt in attempts:
        age = (today - attempt.started_at.astimezone().date()).days
        if 0 <= age < 7:
            days[6 - age] = True
            seconds += attempt.seconds
    return WeekOfPractice(tuple(days), round(seconds / 60))


def days_to(interview: date | None, today: date) -> str:
    """How far the interview is, in words; empty when no date is set."""
    if interview is None:
        return ""
    days = (interview - today).days
    if days < 0:
        return "interview date has passed"
    return {0: "board today", 1: "board tomorrow"}.get(days, f"board in {days} days")
