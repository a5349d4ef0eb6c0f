"""Which competencies past questions aimed at, month by month, and what is carried over to them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.frameworks import Basis, Competency, Ecq, Framework
from mock_panel.domain.ids import CompetencyId, EcqId
from mock_panel.practice.carrying_over import CarriedPractice

MONTHS = 6
"""So many calendar months are counted one by one, the last with the newest attempt."""


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """How often questions aimed at one competency."""

    competency: Competency
    answers: int
    """Under the present framework, in whatever month."""
    by_month: tuple[int, ...]
    """Of `answers`, those of each month."""
    carried: Mapping[Basis, int]
    """Attempts under other frameworks that are carried over; not among `answers`."""

    @property
    def is_only_carried(self) -> bool:
        """Whether nothing but practice under another framework counts for it."""
        return not self.answers and any(self.carried.values())

    @property
    def is_never(self) -> bool:
        """Whether nothing counts for it."""
        return not self.answers and not any(self.carried.values())


@dataclass(frozen=True, slots=True)
class CompetencyGroup:
    """Competencies that stand together."""

    title: str
    rows: tuple[CompetencyRow, ...]


@dataclass(frozen=True, slots=True)
class CompetencyPractice:
    """How the answers spread over competencies and months."""

    answers: int
    """Each once, however many competencies its question aimed at."""
    months: tuple[date, ...]
    """The first day of each, the oldest first; none without answers."""
    groups: tuple[CompetencyGroup, ...]

    @property
    def rows(self) -> tuple[CompetencyRow, ...]:
        """All competencies, group by group."""
        return tuple(row for group in self.groups for row in group.rows)


def competency_practice(
    framework: Framework,
    attempts: Sequence[AttemptSummary],
    carried: Sequence[CarriedPractice] = (),
    ecq: EcqId | None = None,
) -> CompetencyPractice:
    """Count attempts by the competencies that their questions aimed at.

    Args:
        framework: whose competencies; each has a row, whether it was practised or not.
        attempts: under the framework, the newest first; at the ECQ, if one is given.
        carried: what of other practice counts here.
        ecq: shows its competencies in full, and of the others only those that were met.
    """
    counts: Counter[CompetencyId] = Counter()
    monthly: Counter[tuple[CompetencyId, date]] = Counter()
    months = _months_to(_month(attempts[0])) if attempts else ()
    for attempt in attempts:
        month = _month(attempt)
        for competency in dict.fromkeys(attempt.competencies):
            counts[competency] += 1
            monthly[competency, month] += 1
    brought: dict[CompetencyId, Counter[Basis]] = {}
    for practice in carried:
        for each in practice.carried:
            brought.setdefault(each.competency, Counter()).update(each.attempts)

    def row(competency: Competency) -> CompetencyRow:
        by_month = tuple(monthly[competency.id, month] for month in months)
        gained = brought.get(competency.id, Counter())
        return CompetencyRow(competency, counts[competency.id], by_month, gained)

    groups = []
    for title, is_whole, competencies in _grouped(framework, counts, ecq):
        if rows := tuple(row(c) for c in competencies if is_whole or counts[c.id]):
            groups.append(CompetencyGroup(title, rows))
    return CompetencyPractice(len(attempts), months, tuple(groups))


def _grouped(
    framework: Framework, counts: Mapping[CompetencyId, int], chosen: EcqId | None
) -> list[tuple[str, bool, Sequence[Competency]]]:
    """Titles and competencies, and whether those that were not met are shown too."""

    def is_whole(ecq: Ecq) -> bool:
        return chosen in (None, ecq.id)

    known = {competency.id for competency in framework.competencies}
    # A bank that was edited may have dropped what old answers were about.
    dropped = [Competency(c, c.replace("-", " "), None) for c in counts if c not in known]
    return [
        *((ecq.short_title, is_whole(ecq), ecq.competencies) for ecq in framework.ecqs),
        ("Across all ECQs", chosen is None, framework.fundamental),
        ("No longer in this set", True, dropped),
    ]


def _month(attempt: AttemptSummary) -> date:
    return attempt.started_at.astimezone().date().replace(day=1)


def _months_to(last: date) -> tuple[date, ...]:
    ordinal = last.year * 12 + last.month - 1
    return tuple(
        date(month // 12, month % 12 + 1, 1) for month in range(ordinal - MONTHS + 1, ordinal + 1)
    )
