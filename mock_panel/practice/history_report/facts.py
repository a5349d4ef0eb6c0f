"""What the report says before it comes to the answers: the numbers, framework by framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.delivery import Delivery
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import AttemptId, EcqId
from mock_panel.domain.preparation import PracticeTime
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import NEVER_TOLD, Story, TellingCount
from mock_panel.practice.board_indicator import BoardIndicator, board_indicator
from mock_panel.practice.calendar import PracticeCalendar, practice_calendar
from mock_panel.practice.competencies import CompetencyPractice, competency_practice
from mock_panel.practice.looking_back import (
    EcqLevels,
    OwnershipTrend,
    PartsBalance,
    TimeDiscipline,
    levels_of,
    ownership_trend,
    parts_balance,
    time_discipline,
)
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.progress import EcqReadiness, readiness
from mock_panel.practice.speaking import Speaking, measured, speaking
from mock_panel.practice.stories import Stories
from mock_panel.practice.story_matrix import caution_words, cautions


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a history comes from."""

    attempts: AttemptStore
    stories: Stories
    bank: QuestionBank
    measure: DeliveryMeter
    now: datetime


@dataclass(frozen=True, slots=True)
class Chapter:
    """The answers under one framework."""

    framework: Framework
    attempts: Sequence[AttemptSummary]
    """All of them, newest first; at least one."""
    rows: tuple[EcqReadiness, ...]
    indicator: BoardIndicator
    levels: tuple[EcqLevels, ...]
    competencies: CompetencyPractice
    parts: PartsBalance
    time: TimeDiscipline
    ownership: OwnershipTrend
    speaking: Speaking

    @property
    def titles(self) -> Mapping[EcqId, str]:
        """The short title of each ECQ."""
        return {ecq.id: ecq.short_title for ecq in self.framework.ecqs}


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story with what is known of its tellings."""

    story: Story
    told: TellingCount
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """All but the answers themselves."""

    now: datetime
    bank: QuestionBank
    attempts: Sequence[AttemptSummary]
    """Under every framework, newest first."""
    time: PracticeTime
    calendar: PracticeCalendar
    chapters: tuple[Chapter, ...]
    """One a framework that was practised, in the bank's order."""
    stories: tuple[ToldStory, ...]
    """Retired ones last."""

    @property
    def elsewhere(self) -> int:
        """Answers under frameworks that the bank has no more."""
        return len(self.attempts) - sum(len(chapter.attempts) for chapter in self.chapters)


def gather(sources: Sources) -> HistoryFacts:
    """Read the history without its answers.

    Raises:
        StorageError: it cannot be read.
    """
    attempts = sources.attempts.summaries()
    deliveries = measured(sources.attempts, sources.measure)
    today = sources.now.astimezone().date()
    told = sources.stories.counts()
    stories = sorted(sources.stories.store.all(), key=lambda s: (s.retired, s.created_at, s.id))
    return HistoryFacts(
        now=sources.now,
        bank=sources.bank,
        attempts=attempts,
        time=sources.attempts.practice_time(),
        calendar=practice_calendar(attempts, today),
        chapters=tuple(
            _chapter(framework, under, deliveries)
            for framework in sources.bank.frameworks
            if (under := [a for a in attempts if a.framework == framework.id])
        ),
        stories=tuple(
            ToldStory(
                story,
                count := told.get(story.id, NEVER_TOLD),
                tuple(caution_words(c, count) for c in cautions(story, count, today)),
            )
            for story in stories
        ),
    )


def _chapter(
    framework: Framework,
    attempts: Sequence[AttemptSummary],
    deliveries: Mapping[AttemptId, Delivery],
) -> Chapter:
    rows = readiness(framework, attempts)
    return Chapter(
        framework=framework,
        attempts=attempts,
        rows=rows,
        indicator=board_indicator(framework, rows),
        levels=tuple(
            levels_of(ecq, [a for a in attempts if a.ecq == ecq.id]) for ecq in framework.ecqs
        ),
        competencies=competency_practice(framework, attempts),
        parts=parts_balance(attempts),
        time=time_discipline(attempts),
        ownership=ownership_trend(attempts),
        speaking=speaking(attempts, deliveries),
    )
