"""Practice under another framework, read in the present one through the bank's crosswalks.

An attempt keeps its own framework and ECQ, for it answered another question. So it counts only
where competencies are looked at, always told apart, and never for a level, readiness or trend.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.frameworks import Basis, Crosswalk, Framework
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import AttemptId, CompetencyId, FrameworkId
from mock_panel.domain.questions import QuestionBank
from mock_panel.practice.ports.stores import AttemptStore


@dataclass(frozen=True, slots=True)
class Origin:
    """A competency of the other framework, and what it brings to one of the present."""

    competency: CompetencyId
    basis: Basis
    attempts: int


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What one competency of the present framework has from the other."""

    competency: CompetencyId
    origins: tuple[Origin, ...]
    """In the crosswalk's order; one attempt may have come by several."""
    attempts: Mapping[Basis, int]
    """Each attempt once; as reported if any of its origins is."""


@dataclass(frozen=True, slots=True)
class CarriedPractice:
    """What the attempts under another framework are in the present one."""

    framework: Framework
    """The other one."""
    source: str
    """Of the crosswalk."""
    attempts: Sequence[AttemptSummary]
    """All that were read, carried over or not; the newest first."""
    is_complete: bool
    """Whether there are no others."""
    homes: Mapping[AttemptId, Mapping[CompetencyId, Basis]]
    """For each attempt that is carried over, the present competencies that it counts for."""
    carried: tuple[CarriedOver, ...]
    """By competency of the present framework, without those that get nothing."""
    homeless: Mapping[CompetencyId, int]
    """Attempts at competencies that have no home here, the most first."""
    unmentioned: Mapping[CompetencyId, int]
    """Attempts at competencies of which the crosswalk does not speak, the most first."""


def carried_over(
    crosswalk: Crosswalk,
    framework: Framework,
    attempts: Sequence[AttemptSummary],
    *,
    is_complete: bool = True,
) -> CarriedPractice:
    """Read attempts through a crosswalk.

    Args:
        crosswalk: from their framework to the present one.
        framework: theirs.
        attempts: the newest first.
        is_complete: whether these are all that there are.
    """
    practised = Counter(c for a in attempts for c in dict.fromkeys(a.competencies))
    known = {row.competency: row for row in crosswalk.rows if row.competency in practised}
    homes: dict[AttemptId, Mapping[CompetencyId, Basis]] = {}
    for attempt in attempts:
        counts_for: dict[CompetencyId, Basis] = {}
        for row in (known[c] for c in attempt.competencies if c in known):
            for home in row.to:
                if counts_for.get(home) is not Basis.REPORTED:
                    counts_for[home] = row.basis
        if counts_for:
            homes[attempt.id] = counts_for
    origins: dict[CompetencyId, list[Origin]] = {}
    for row in known.values():
        for home in row.to:
            came = Origin(row.competency, row.basis, practised[row.competency])
            origins.setdefault(home, []).append(came)
    return CarriedPractice(
        framework=framework,
        source=crosswalk.source,
        attempts=attempts,
        is_complete=is_complete,
        homes=homes,
        carried=tuple(
            CarriedOver(home, tuple(came), Counter(h[home] for h in homes.values() if home in h))
            for home, came in origins.items()
        ),
        homeless={c: n for c, n in practised.most_common() if c in known and not known[c].to},
        unmentioned={c: n for c, n in practised.most_common() if c not in known},
    )


def carry_over(
    bank: QuestionBank, framework: FrameworkId, attempts: AttemptStore, limit: int
) -> tuple[CarriedPractice, ...]:
    """What of the practice under other frameworks counts in this one.

    Args:
        bank: with the crosswalks, of which all that lead to the framework are followed.
        framework: the present one.
        attempts: where the attempts are.
        limit: so many of the newest are read of each other framework.

    Raises:
        StorageError: the attempts cannot be read.
    """
    practice = []
    for crosswalk in leading_to(framework, bank):
        other = bank.framework(crosswalk.from_framework)
        read = attempts.summaries(HistoryQuery(framework=other.id, limit=limit))
        if read:
            complete = len(read) < limit
            practice.append(carried_over(crosswalk, other, read, is_complete=complete))
    return tuple(practice)


def practised_elsewhere(
    bank: QuestionBank, framework: FrameworkId, attempts: AttemptStore
) -> tuple[FrameworkId, ...]:
    """The other frameworks with answers that a crosswalk reads in this one.

    Raises:
        StorageError: the attempts cannot be counted.
    """
    others = (crosswalk.from_framework for crosswalk in leading_to(framework, bank))
    return tuple(other for other in others if attempts.counts(other))


def elsewhere_words(frameworks: Iterable[FrameworkId]) -> str:
    """What the carrying over shows, to follow the key that leads to it."""
    return f"what counts here of your answers under {' and '.join(frameworks)}"


def leading_to(framework: FrameworkId, bank: QuestionBank) -> Iterable[Crosswalk]:
    """The crosswalks from other frameworks to this one."""
    return (
        crosswalk
        for crosswalk in bank.crosswalks
        if crosswalk.to_framework == framework != crosswalk.from_framework
    )
