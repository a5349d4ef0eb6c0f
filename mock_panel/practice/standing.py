"""Where a candidate stands in one framework: all that a draw and a plan have to know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import CompetencyId, EcqId, QuestionId
from mock_panel.practice.countdown import Countdown
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.progress import READ, EcqReadiness, readiness
from mock_panel.practice.spacing import NEWEST_EACH, Spaced, spaced


@dataclass(frozen=True, slots=True)
class LittleTold:
    """A story that has been told less often than the others, and what it could show."""

    title: str
    """The candidate's own words: never markup."""
    times: int
    competencies: frozenset[CompetencyId]


@dataclass(frozen=True, slots=True)
class Practised:
    """How often a competency was practised under the framework."""

    asked: int = 0
    """Answers to questions that aim at it."""
    counted: int = 0
    """Of these, the ones that were scored, or timed without words; misunderstood ones never."""


NEVER_PRACTISED = Practised()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands at a moment."""

    framework: Framework
    now: datetime
    """Aware."""
    countdown: Countdown
    rows: tuple[EcqReadiness, ...]
    """Readiness per ECQ, in the framework's order."""
    past: Mapping[QuestionId, Spaced]
    """The questions that were answered before, those that left the bank included."""
    competencies: Mapping[CompetencyId, Practised]
    """Without those that no question has aimed at."""
    boards: Mapping[date, int]
    """Answers under each day's board rehearsals, as far as they are among the newest."""
    stories: tuple[LittleTold, ...] = ()
    """The ones to tell more often, if that is known."""

    def row(self, ecq: EcqId) -> EcqReadiness:
        """The readiness at one of the framework's ECQs."""
        return next(row for row in self.rows if row.ecq.id == ecq)

    def practised(self, competency: CompetencyId) -> Practised:
        """How often a competency was practised."""
        return self.competencies.get(competency, NEVER_PRACTISED)


def standing_of(
    framework: Framework,
    rows: Sequence[EcqReadiness],
    newest: Sequence[AttemptSummary],
    now: datetime,
    interview: date | None,
    *,
    board_presets: frozenset[str] = frozenset(),
    stories: Sequence[LittleTold] = (),
) -> Standing:
    """What attempts say of where a candidate stands.

    Args:
        framework: the one to stand in.
        rows: its readiness per ECQ.
        newest: attempts under it, in any order; of each question `NEWEST_EACH` are enough.
        now: aware.
        interview: its day, if known.
        board_presets: the ids of the presets that rehearse a board.
        stories: that should be told more often.
    """
    countdown = Countdown.at(now, interview)
    by_question: dict[QuestionId, list[AttemptSummary]] = {}
    asked: Counter[CompetencyId] = Counter()
    counted: Counter[CompetencyId] = Counter()
    boards: Counter[date] = Counter()
    for attempt in newest:
        if attempt.framework != framework.id:
            continue
        by_question.setdefault(attempt.question_id, []).append(attempt)
        aimed_at = set(attempt.competencies)
        asked.update(aimed_at)
        if counts(attempt):
            counted.update(aimed_at)
        if attempt.preset in board_presets:
            boards[attempt.started_at.astimezone().date()] += 1
    wait = countdown.longest_wait
    return Standing(
        framework=framework,
        now=now,
        countdown=countdown,
        rows=tuple(rows),
        past={question: spaced(those, now, wait) for question, those in by_question.items()},
        competencies={c: Practised(n, counted[c]) for c, n in asked.items()},
        boards=boards,
        stories=tuple(stories),
    )


def counts(attempt: AttemptSummary) -> bool:
    """Whether an attempt has practised what its question aims at.

    Spoken and only timed it has, though nobody can say how well; refused by the engine, or
    misunderstood, it has not.
    """
    return attempt.status is not AttemptStatus.NOT_SCORED and not attempt.misunderstood


def read_standing(
    framework: Framework,
    attempts: AttemptStore,
    now: datetime,
    interview: date | None,
    *,
    board_presets: frozenset[str] = frozenset(),
    stories: Sequence[LittleTold] = (),
    counted: Mapping[EcqId, AnswerCount] | None = None,
) -> Standing:
    """The standing from the store: one short query an ECQ, and one for all questions.

    Args:
        framework: as of `standing_of`, like those that are not named here.
        attempts: where they are stored.
        now: aware.
        interview: its day, if known.
        board_presets: as of `standing_of`.
        stories: as of `standing_of`.
        counted: how many answers there are in all, where that is to be told; without it,
            no count goes beyond the newest `READ` an ECQ.

    Raises:
        StorageError: the attempts cannot be read.
    """
    newest = [
        summary
        for ecq in framework.ecqs
        for summary in attempts.summaries(HistoryQuery(framework.id, ecq.id, limit=READ))
    ]
    each = attempts.summaries(HistoryQuery(framework.id, newest_each=NEWEST_EACH))
    return standing_of(
        framework, readiness(framework, newest, counted), each, now, interview,
        board_presets=board_presets, stories=stories,
    )  # fmt: skip
