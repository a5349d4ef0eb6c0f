"""What rating exemplars says about a rater."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.exemplars import Exemplar, ExemplarId


@dataclass(frozen=True, slots=True)
class CalibrationRating:
    """What one person gave one exemplar, before the key was shown."""

    rater: str
    exemplar: ExemplarId
    score: int
    """A value of the exemplar's scale."""
    at: datetime
    evidence: str
    """The rater's own line of evidence; may be empty."""


class Sign(StrEnum):
    """What a measure shows, in one word."""

    LENIENT = "lenient"
    """Scores lie above the keys."""
    SEVERE = "severe"
    """Scores lie below the keys."""
    EVEN = "even"
    """Neither."""
    FLAT = "flat"
    """Scores differ less from answer to answer than the keys do."""
    EXTREME = "extreme"
    """Scores differ more from answer to answer than the keys do."""
    WIDE_ENOUGH = "wide enough"
    """Neither."""
    MUDDLED = "muddled"
    """Weaker answers often come out above stronger ones."""
    ORDERED = "ordered"
    """They seldom do."""
    HALOED = "haloed"
    """A good telling lifts an answer above one that holds as much or more."""
    STEADY = "steady"
    """It seldom does."""

    @property
    def is_fault(self) -> bool:
        """Whether a rater should work on it."""
        return self not in (Sign.EVEN, Sign.WIDE_ENOUGH, Sign.ORDERED, Sign.STEADY)


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure of a rater; withheld where there is too little to go by."""

    words: str
    """The finding, or why there is none, for people who never met a statistic."""
    value: float | None = None
    """None: withheld."""
    sign: Sign | None = None
    """None: withheld."""


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of some answers were rated so near to the key."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """Such as `5 of 8`."""
        return f"{self.count} of {self.of}"


@dataclass(frozen=True, slots=True)
class Miss:
    """An answer that was rated a point or more off the key."""

    exemplar: Exemplar
    score: int

    @property
    def error(self) -> int:
        """Points above the key; below, if negative."""
        return self.score - self.exemplar.key

    @property
    def words(self) -> str:
        """What was given, what the key is, and why."""
        return f"Given {self.score}, the key is {self.exemplar.key}. {self.exemplar.reason}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Answers that were rated in one go."""

    began_at: datetime
    n: int
    seen_before: int
    """Of these, how many the rater had rated in an earlier sitting, and so knew the key of."""
    bias: Finding
    distance: float
    """Points between score and key, either way, on average."""
    exact: Hits
    within_one: Hits


@dataclass(frozen=True, slots=True)
class RaterCalibration:
    """How one person rates, by the last rating of each exemplar."""

    rater: str
    n: int
    """Exemplars that count."""
    left_out: int
    """Ratings that do not: of exemplars that have left the bank, or have another scale."""
    bias: Finding
    """Its value: points above the key on average; below, if negative."""
    exact: Hits
    within_one: Hits
    """With those that are exact."""
    spread: Finding
    """Its value: how much the scores differ, as a share of how much the keys do."""
    order: Finding
    """Its value: the share of unequal pairs that are in the keys' order."""
    halo: Finding
    """Its value: the share of pairs in which the telling won over the content."""
    misses: tuple[Miss, ...]
    """The largest first."""
    sittings: tuple[Sitting, ...]
    """The oldest first."""
    trend: str
    """What changed from the first sitting to the last."""
    advice: str
    """One sentence: what to do next."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every measure, in the order in which it is best told."""
        return (self.bias, self.spread, self.order, self.halo)

    @property
    def faults(self) -> tuple[Sign, ...]:
        """What to work on; empty where nothing shows, or too little is known."""
        return tuple(f.sign for f in self.findings if f.sign is not None and f.sign.is_fault)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is found, in words, and no sentence twice; the advice is not among it."""
        told = [finding.words for finding in self.findings]
        if self.n:
            hits = f"On the key: {self.exact.words}; within one point: {self.within_one.words}."
            told.insert(1, hits)
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class RatedByAll:
    """One exemplar with what several people gave it."""

    exemplar: Exemplar
    scores: Mapping[str, int]
    """By rater; those who have not rated it are not in it."""

    @property
    def apart(self) -> int:
        """Points between the highest and the lowest score."""
        return max(self.scores.values()) - min(self.scores.values())


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Several raters on the same exemplars."""

    raters: tuple[RaterCalibration, ...]
    """In the order of their names."""
    rows: tuple[RatedByAll, ...]
    """Every exemplar that somebody rated, the widest apart first."""
    words: tuple[str, ...]
    """What the comparison shows, or why it shows nothing."""
