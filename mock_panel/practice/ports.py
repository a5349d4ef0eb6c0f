"""What practice needs of the outside; the composition root plugs the adapters in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mock_panel.domain.attempts import Attempt, AttemptSummary
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, QuestionId, SessionId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import Draft
from mock_panel.domain.sources import LeftOut
from mock_panel.domain.speech import Recording, Spoken

MonotonicClock = Callable[[], float]
"""Seconds that never run backwards, from an arbitrary start."""
WallClock = Callable[[], datetime]
"""The time of day, aware, UTC."""
IdFactory = Callable[[], str]
"""A new identifier that nobody else has."""

ALL_ATTEMPTS = HistoryQuery()


class BankSource(Protocol):
    """Where the questions come from."""

    def load(self) -> QuestionBank:
        """The bank, read once and kept.

        Raises:
            InputError: the bank has problems; each is named file:line:column.
        """

    def left_out(self) -> tuple[LeftOut, ...]:
        """The user's folders that are not in it, because they have problems.

        Raises:
            InputError: as `load`.
        """


class AttemptStore(Protocol):
    """Attempts that are finished. Any call may raise StorageError."""

    def save(self, attempt: Attempt) -> None:
        """Store an attempt with its score in one transaction; replaces the same id."""

    def get(self, attempt_id: AttemptId) -> Attempt | None:
        """The attempt in full."""

    def exists(self, attempt_id: AttemptId) -> bool:
        """Whether the attempt has been stored."""

    def summaries(self, query: HistoryQuery = ALL_ATTEMPTS) -> Sequence[AttemptSummary]:
        """Attempts without their texts, the newest first."""

    def attempts(self, query: HistoryQuery = ALL_ATTEMPTS) -> Iterator[Attempt]:
        """Attempts in full, the newest first."""

    def previous(self, question_id: QuestionId, before: datetime) -> Attempt | None:
        """The last attempt at a question that started before a moment."""

    def counts(self, framework: FrameworkId) -> dict[EcqId, AnswerCount]:
        """How many answers each ECQ of a framework has; an ECQ without any is left out."""

    def last_asked(self, framework: FrameworkId) -> dict[QuestionId, datetime]:
        """When each question of a framework was last answered."""


class DraftStore(Protocol):
    """Unfinished answers on disk. Any call may raise StorageError."""

    def save(self, draft: Draft) -> None:
        """Write a draft so that it survives the death of this process at any moment."""

    def delete(self, session: SessionId) -> None:
        """Forget a draft; no error if there is none."""

    def resumable(self) -> Sequence[Draft]:
        """Drafts that no living process is working on, the newest first."""

    def claim(self, session: SessionId) -> bool:
        """Take a session for this process until it ends; false if another one has it."""

    def release(self, session: SessionId) -> None:
        """Let go of a session."""


class Maintenance(Protocol):
    """Copying and erasing what is stored. Any call may raise StorageError."""

    def backup(self, target: Path) -> None:
        """Copy the database into a new file.

        Raises:
            InputError: the file exists.
        """

    def erase_attempts(self, attempts: Sequence[AttemptId]) -> int:
        """Erase attempts so that no file of ours holds their words; how many there were."""

    def count_drafts(self) -> int:
        """How many draft files no living process is working on, damaged ones included."""

    def erase_drafts(self) -> int:
        """Erase the files that `count_drafts` counts; how many there were."""

    def files(self, places: Sequence[Path]) -> Sequence[Path]:
        """The files among these places and below those that are directories."""

    def erase_files(self, files: Sequence[Path]) -> None:
        """Remove files; those that are gone already do not matter."""


class Speaker(Protocol):
    """Reads a question aloud; blocks, so call it from a worker."""

    def speak(self, text: str) -> Spoken:
        """Read the text to its end, or until `stop`; never raises."""

    def stop(self) -> None:
        """Be silent at once; `speak` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class Recorder(Protocol):
    """Records a spoken answer. The adapter is still to come; until then answers are timed."""

    def start(self, path: Path) -> None:
        """Begin to write to a file."""

    def stop(self) -> Recording:
        """End the recording."""
