"""Where attempts, stories, drafts and the preparation are kept."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from mock_panel.domain.attempts import Attempt, AttemptSummary
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, QuestionId, SessionId, StoryId
from mock_panel.domain.preparation import PracticeTime, Preparation
from mock_panel.domain.sessions import Draft
from mock_panel.domain.speech import SpokenAnswer
from mock_panel.domain.stories import Story, StoryLink, Telling, TellingCount

ALL_ATTEMPTS = HistoryQuery()


class AttemptStore(Protocol):
    """Attempts that are finished. Any call may raise StorageError."""

    def save(self, attempt: Attempt) -> None:
        """Store an attempt with its score in one transaction; replaces the same id."""

    def mark_misunderstood(self, attempt_id: AttemptId, misunderstood: bool) -> None:
        """Note that the candidate had misunderstood the question, or take the note back.

        Raises:
            StorageError: also where the attempt has been erased meanwhile.
        """

    def get(self, attempt_id: AttemptId) -> Attempt | None:
        """The attempt in full."""

    def exists(self, attempt_id: AttemptId) -> bool:
        """Whether the attempt has been stored."""

    def summaries(self, query: HistoryQuery = ALL_ATTEMPTS) -> Sequence[AttemptSummary]:
        """Attempts without their texts, the newest first."""

    def attempts(self, query: HistoryQuery = ALL_ATTEMPTS) -> Iterator[Attempt]:
        """Attempts in full, the newest first."""

    def spoken(self, limit: int) -> Sequence[tuple[AttemptId, SpokenAnswer, str]]:
        """The last recorded answers with their words, the newest first."""

    def previous(self, question_id: QuestionId, before: datetime) -> Attempt | None:
        """The last attempt at a question that started before a moment."""

    def counts(self, framework: FrameworkId) -> dict[EcqId, AnswerCount]:
        """How many answers each ECQ of a framework has; an ECQ without any is left out."""

    def practice_time(self) -> PracticeTime:
        """What all answers took together, under every framework."""


class PreparationStore(Protocol):
    """What the candidate says of the preparation."""

    def load(self) -> Preparation:
        """As it was saved last; nothing before that.

        Raises:
            InputError: the file was changed by hand, and wrongly.
            StorageError: it cannot be read.
        """

    def change(self, step: Callable[[Preparation], Preparation]) -> Preparation:
        """Change what is there by a step, and give what is there then.

        No other window or thread changes it between. What the step raises, InputError and
        StorageError change nothing.
        """


class StoryStore(Protocol):
    """The candidate's stories. Any call may raise StorageError."""

    def save(self, stories: Sequence[Story], links: Sequence[StoryLink] = ()) -> None:
        """Store stories and links in one transaction; each story replaces the same id.

        Raises:
            StorageError: also where a link's attempt has been erased meanwhile.
        """

    def get(self, story: StoryId) -> Story | None:
        """The story; None if there is none with this id."""

    def all(self) -> Sequence[Story]:
        """Every story, retired or not, the oldest made first."""

    def link(self, link: StoryLink) -> None:
        """Note that an attempt told a story; replaces what was noted of these two.

        Raises:
            StorageError: also where one of them has been erased meanwhile.
        """

    def unlink(self, attempt: AttemptId, story: StoryId) -> bool:
        """Forget that an attempt told a story; whether it was noted."""

    def links_of(self, attempts: Sequence[AttemptId]) -> Sequence[StoryLink]:
        """What is noted of these attempts."""

    def links_to(self, stories: Sequence[StoryId]) -> Sequence[StoryLink]:
        """What is noted of these stories, the oldest link first."""

    def tellings(self, story: StoryId) -> Sequence[Telling]:
        """The attempts that told a story, the newest first."""

    def counts(self, recent_since: datetime) -> Mapping[StoryId, TellingCount]:
        """How often each story was told, in all and since a moment; without the untold ones."""

    def words_told(self, newest: int) -> Mapping[StoryId, tuple[str, ...]]:
        """What the newest tellings of each story said, the newest first."""

    def present(self, attempts: Collection[AttemptId]) -> frozenset[AttemptId]:
        """Those of these attempts that are stored."""

    def kept_from(self, attempts: Sequence[AttemptId]) -> Sequence[Story]:
        """The stories that were made of these attempts, and so hold words of them."""


class DraftStore(Protocol):
    """Unfinished answers on disk. Any call may raise StorageError."""

    def save(self, draft: Draft) -> None:
        """Write a draft so that it survives the death of this process at any moment."""

    def delete(self, session: SessionId) -> None:
        """Forget a draft; no error if there is none."""

    def resumable(self) -> Sequence[Draft]:
        """Drafts that no living process is working on, the newest first."""

    def attempts(self) -> frozenset[AttemptId] | None:
        """Of all drafts, of living processes too; None where one of them cannot be read."""

    def is_anyone_at_work(self) -> bool:
        """Whether a living process has a session, this one included."""

    def claim(self, session: SessionId) -> bool:
        """Take a session for this process until it ends; false if another one has it."""

    def release(self, session: SessionId) -> None:
        """Let go of a session."""
