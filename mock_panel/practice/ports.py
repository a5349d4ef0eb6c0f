"""What practice needs of the outside; the composition root plugs the adapters in."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mock_panel.domain.attempts import Attempt, AttemptSummary
from mock_panel.domain.carrying import Carried, Restored, TakenIn
from mock_panel.domain.delivery import Delivery
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import (
    AttemptId,
    EcqId,
    FrameworkId,
    PanelId,
    QuestionId,
    SessionId,
    StoryId,
)
from mock_panel.domain.preparation import PracticeTime, Preparation
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import Draft
from mock_panel.domain.sources import LeftOut
from mock_panel.domain.speech import (
    ListeningMeans,
    Recorded,
    RecorderEvent,
    Recording,
    SpeechReach,
    Spoken,
    SpokenAnswer,
    Transcribed,
    VoicesFound,
)
from mock_panel.domain.stories import Story, StoryLink, Telling, TellingCount

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


class Maintenance(Protocol):
    """Copying and erasing what is stored. Any call may raise StorageError."""

    def backup(self, target: Path) -> None:
        """Copy the database into a new file.

        Raises:
            InputError: the file exists.
        """

    def erase_attempts(self, attempts: Sequence[AttemptId]) -> int:
        """Erase attempts so that no file of ours holds their words; how many there were."""

    def erase_panels(self, panels: Sequence[PanelId]) -> int:
        """Erase mock panels so that no file of ours holds a word of them; how many went."""

    def erase_panel(self, panel: PanelId) -> None:
        """Erase a mock panel as thoroughly; an error where it stays."""

    def erase_calibration(self) -> None:
        """Erase what raters gave the exemplars, as thoroughly."""

    def erase_stories(self, stories: Sequence[StoryId]) -> int:
        """Erase stories so that no file of ours holds a word of them; how many there were."""

    def count_drafts(self) -> int:
        """How many draft files no living process is working on, damaged ones included."""

    def erase_drafts(self) -> int:
        """Erase the files that `count_drafts` counts; how many there were."""

    def files(self, places: Sequence[Path]) -> Sequence[Path]:
        """The files among these places and below those that are directories."""

    def erase_files(self, files: Sequence[Path]) -> None:
        """Remove files; those that are gone already do not matter."""


class Carrying(Protocol):
    """A history that goes from one installation to another. Any call may raise StorageError."""

    def bundle(self, target: Path, now: datetime, *, with_recordings: bool) -> Carried:
        """Write a new bundle.

        Raises:
            InputError: the file exists.
        """

    def take_in(self, file: Path, *, replace: bool = False, dry_run: bool = False) -> TakenIn:
        """Add what a bundle has and this history has not: all of it, or nothing.

        Raises:
            InputError: the file is no bundle, or not as it was written.
        """

    def restore(self, file: Path, now: datetime, *, dry_run: bool = False) -> Restored:
        """Put a copy of the database in its place, and keep what was there."""


class Speaker(Protocol):
    """Reads a question aloud; blocks, so call it from a worker."""

    def speak(self, text: str) -> Spoken:
        """Read the text to its end, or until `stop`; never raises."""

    def warm(self, text: str) -> bool:
        """Make the sound of a text ahead of time, so that `speak` starts at once; never raises.

        Blocks while it is made, and makes no noise. Says whether the sound is there.
        """

    def stop(self) -> None:
        """Be silent at once; `speak` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class Voices(Protocol):
    """Knows the voices that questions can be read in."""

    def find(self) -> VoicesFound:
        """Ask the engine now; blocks, a few seconds at most, and never raises."""

    def close(self) -> None:
        """End every process that was started."""


class Recorder(Protocol):
    """Records a spoken answer; no call raises, and any may come from any thread."""

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        """Record until `stop`, or until the device fails; blocks, so call it from a worker.

        Sound that was recorded under this name before, and not finished, is continued.

        Args:
            name: of the recording, such as the attempt's id.
            on_event: called in this thread, ten times a second.
        """

    def pause(self) -> None:
        """Keep the microphone, but no sound."""

    def resume(self) -> None:
        """Keep sound again."""

    def stop(self) -> None:
        """Finish the recording; `record` returns then."""

    def close(self) -> None:
        """End every process that was started; what was recorded stays."""


class Recordings(Protocol):
    """The sound files. Calls that change them may raise StorageError."""

    def path(self, name: str) -> Path | None:
        """The file of a recording, finished or not; None if there is none."""

    def recover(self, name: str) -> Recording | None:
        """Finish a recording that a crash has cut off, and listen through it.

        Blocks, a second or more for each minute of sound. None if there is no sound.
        """

    def finish(self, name: str) -> None:
        """Nothing will be added to a recording any more; no error if that is so already."""

    def erase(self, name: str) -> None:
        """Remove a recording; no error if there is none."""

    def erase_older(self, moment: datetime) -> int:
        """Remove what was recorded before a moment; how many there were."""

    def names(self) -> Sequence[str]:
        """All recordings, finished or not."""

    def scraps(self) -> Sequence[str]:
        """The unfinished ones that have less than a second of sound."""

    def size(self) -> int:
        """Their bytes on the disk."""


class Player(Protocol):
    """Plays a recording back; blocks, so call it from a worker."""

    def play(self, path: Path, start: float, on_position: Callable[[float], object]) -> Spoken:
        """Play from a second on to the end, or until `stop`; never raises.

        Args:
            path: the sound file.
            start: seconds from its start.
            on_position: called in this thread, ten times a second, with the second being heard.
        """

    def stop(self) -> None:
        """Be silent at once; `play` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class Transcriber(Protocol):
    """Turns a recording into words; blocks, so call it from a worker."""

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        """Write down what was said, or stop on `stop`; never raises.

        Args:
            path: the sound file.
            on_progress: called in this thread with the share that is done, 0 to 1.
        """

    def stop(self) -> None:
        """Give up; `transcribe` returns then."""

    def close(self) -> None:
        """End every process that was started."""


class DeliveryMeter(Protocol):
    """Measures how an answer was said; pure, quick, and never part of its level."""

    def __call__(self, spoken: SpokenAnswer, text: str) -> Delivery:
        """Pace, pauses and fillers.

        Args:
            spoken: the recording, what was recognised, and what was counted by ear.
            text: the candidate's own words, which count where nothing was recognised.
        """


class SpeechProbe(Protocol):
    """Finds out what this machine can do with a spoken answer."""

    def probe(self) -> SpeechReach:
        """Look now; blocks five seconds at most, never raises, makes no sound."""


class MeansFinder(Protocol):
    """Knows the microphones and the recognisers that can be chosen."""

    def find(self, microphone: str = "") -> ListeningMeans:
        """Look now; blocks five seconds at most, never raises, and opens no microphone.

        Args:
            microphone: one that is listed if it is there, though it would not be offered.
        """

    def close(self) -> None:
        """End every process that was started."""
