"""What a candidate said to a panel: the sound, the words, and their going when consent goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from mock_panel.domain.ids import PanelId, QuestionId
from mock_panel.domain.panel_events import PanelAnswer
from mock_panel.domain.panel_files import sound_names
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Recording, SpokenAnswer
from mock_panel.panel.ports import AnswerSounds, AnswerWriter, PanelStore


def sound_name(panel: PanelId, number: int) -> str:
    """Of the recording of a panel's answer, which is counted from 1."""
    return f"{sound_names(panel)}{number}"


@dataclass(slots=True)
class PanelAnswers:
    """Keeps the answers of one panel; every call blocks, and any may come from any thread.

    Args:
        panel: whose candidate has agreed to it.
        store: of panels.
        sounds: gives the files, made when first needed.
        writer: gives the recogniser, likewise.
    """

    panel: Panel
    store: PanelStore
    sounds: Callable[[], AnswerSounds]
    writer: Callable[[], AnswerWriter]
    is_withdrawn: bool = False
    """Whether the candidate does not agree any more: nothing is stored then."""
    _storing: Lock = field(default_factory=Lock)
    _writing: Lock = field(default_factory=Lock)
    """One recogniser at a time."""

    def kept(self, question: QuestionId) -> PanelAnswer | None:
        """What is kept of the answer to a question.

        Raises:
            StorageError: it cannot be read.
        """
        answers = self.store.answers(self.panel.id)
        return next((answer for answer in answers if answer.question == question), None)

    def unwritten(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Which of these answers, counted from 1, have sound and no words yet.

        Raises:
            StorageError: the answers cannot be read.
        """
        with_words = {
            answer.question
            for answer in self.store.answers(self.panel.id)
            if answer.text or (answer.spoken and answer.spoken.transcript)
        }
        return tuple(
            number
            for number in numbers
            if self._id(number) not in with_words
            and self.sounds().path(sound_name(self.panel.id, number)) is not None
        )

    def keep_words(self, number: int, seconds: float, text: str) -> None:
        """Store what somebody has typed; sound and what was recognised stay beside it.

        Raises:
            StorageError: it cannot be stored.
            OutOfOrder: the candidate has not agreed.
        """
        with self._storing:
            before = self.kept(self._id(number))
            spoken = before.spoken if before else None
            self._keep(number, seconds, text, spoken)

    def write_down(
        self,
        number: int,
        seconds: float,
        recording: Recording | None = None,
        *,
        recognises: bool,
        on_progress: Callable[[float], object] = lambda _: None,
    ) -> str:
        """Store the sound of an answer, then its words; why there are none, if so.

        Args:
            number: of the answer, from 1.
            seconds: on the answer clock.
            recording: None to look for one that a crash has cut off.
            recognises: whether this machine can turn sound into words.
            on_progress: called in this thread with the share that is done.

        Raises:
            StorageError: it cannot be stored.
            OutOfOrder: the candidate has not agreed.
        """
        with self._writing:
            name = sound_name(self.panel.id, number)
            before = self.kept(self._id(number))
            spoken = before.spoken if before else None
            if spoken is None or recording is not None:
                recording = recording or self.sounds().recover(name)
                if recording is None:
                    return ""
                spoken = SpokenAnswer(recording)
                self._add(number, seconds, spoken)
            path = self.sounds().path(name)
            if not recognises or spoken.transcript is not None or path is None:
                return ""
            transcribed = self.writer().transcribe(path, on_progress)
            if transcribed.transcript is not None:
                self._add(number, seconds, replace(spoken, transcript=transcribed.transcript))
            return transcribed.reason

    def withdraw(self) -> None:
        """Erase what was kept, while the candidate's consent is still on record.

        Raises:
            StorageError: something of it is still there.
        """
        with self._storing:
            self._erase_sounds()
            for answer in self.store.answers(self.panel.id):
                self.store.keep_answer(self.panel.id, replace(answer, text="", spoken=None))

    def erase_sounds(self) -> None:
        """Erase what this machine has kept, where consent was withdrawn at another one.

        Raises:
            StorageError: something of it is still there.
        """
        with self._storing:
            self._erase_sounds()

    def _erase_sounds(self) -> None:
        self.is_withdrawn = True
        for number in range(1, len(self.panel.form.questions) + 1):
            self.sounds().erase(sound_name(self.panel.id, number))

    def _add(self, number: int, seconds: float, spoken: SpokenAnswer) -> None:
        """Store sound and recognised words; what somebody has typed stays."""
        with self._storing:
            before = self.kept(self._id(number))
            heard = spoken.transcript.text if spoken.transcript else ""
            self._keep(number, seconds, (before.text if before else "") or heard, spoken)

    def _keep(self, number: int, seconds: float, text: str, spoken: SpokenAnswer | None) -> None:
        if self.is_withdrawn:
            return
        answer = PanelAnswer(self._id(number), text, AnswerMode.SPOKEN, seconds, spoken)
        self.store.keep_answer(self.panel.id, answer)

    def _id(self, number: int) -> QuestionId:
        return self.panel.form.questions[number - 1].id
