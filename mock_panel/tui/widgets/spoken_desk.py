"""What a spoken answer needs of the machine: the microphone, the sound, the words."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.ids import AttemptId
from mock_panel.domain.speech import Recorded, SpokenAnswer, Transcribed
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.tui.widgets.microphone import Microphone
from mock_panel.tui.widgets.sound_strip import SoundStrip
from mock_panel.tui.widgets.speech_reach import ReachesForSpeech

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SpokenDesk(ReachesForSpeech):
    """Records the answer at hand, lets it be heard, and has it written down.

    What fails steps down and says so: without a recogniser the answer is recorded, without a
    microphone it is timed. The clock belongs to the session and never waits for any of it.
    """

    DEFAULT_CSS = """
    SpokenDesk { height: auto; }
    SpokenDesk #heard { height: auto; padding: 0 1; color: $foreground 85%; }
    SpokenDesk Microphone, SpokenDesk SoundStrip { display: none; }
    SpokenDesk.-listening Microphone, SpokenDesk.-listenable SoundStrip { display: block; }
    """

    microphone = getters.query_one(Microphone)
    strip = getters.query_one(SoundStrip)
    heard = getters.query_one("#heard", Static)

    @dataclass
    class Written(Message):
        """The words of the answer are there, or cannot be."""

        attempt: AttemptId
        transcribed: Transcribed

    @dataclass
    class Progress(Message):
        """So much of the sound has been written down."""

        share: float

    def __init__(self) -> None:
        super().__init__()
        self._session: PracticeSession | None = None
        self._is_finishing = False
        self._is_writing = False
        self._writing = 0
        """Counts what is to be written down; what an earlier turn does no longer matters."""

    def compose(self) -> ComposeResult:
        yield Microphone(lambda: self._services.recorder)
        yield SoundStrip(lambda: self._services.player, self._find)
        yield Static("", id="heard", markup=False)

    def _find(self, name: str) -> "Path | None":
        return self._services.recordings.path(name)

    @property
    def is_listening(self) -> bool:
        """Whether the answer is being recorded."""
        return self.microphone.is_listening

    @property
    def is_writing(self) -> bool:
        """Whether the words are being written down."""
        return self._is_writing

    # --- what the machine can do ---------------------------------------------------------

    @property
    def lacks_microphone(self) -> bool:
        """Whether one was looked for in vain, or has gone."""
        return self.reach is not None and not (self.can_record or self.reach.is_turned_off)

    # --- recording -----------------------------------------------------------------------

    def begin(self, session: PracticeSession) -> None:
        """Take the session's question at hand; nothing is recorded yet."""
        self._session = session
        self.stop_listening_back()
        self._is_finishing = False
        self.remove_class("-listening", "-listenable")
        self.heard.update("")

    def listen(self, first: "Callable[[], object]") -> None:
        """Record the answer from now on; `first` as of `Microphone.listen`."""
        if self._session is not None and self.can_record and not self.is_listening:
            self._is_finishing = False
            self.add_class("-listening")
            self.microphone.listen(self._session.attempt, first)

    def pause(self) -> None:
        """Keep no sound until `go_on`."""
        self.microphone.pause()

    def go_on(self) -> None:
        """Keep sound again."""
        self.microphone.go_on()

    async def finish(self) -> None:
        """End the recording; the session then has what was kept of it."""
        self._is_finishing = True
        recorded = await self.microphone.finish()
        # The message that says so may not have arrived yet.
        if recorded is not None:
            self._take(recorded)

    @on(Microphone.Ended)
    def _recording_ended(self, event: Microphone.Ended) -> None:
        event.stop()
        self.remove_class("-listening")
        self._take(event.recorded)
        if not self._is_finishing and event.recorded.reason:
            self.post_message(self.Lost(event.recorded.reason))

    def _take(self, recorded: Recorded) -> None:
        session, recording = self._session, recorded.recording
        if session is not None and recording is not None and recording.name == session.attempt:
            spoken = session.spoken
            if spoken is None or spoken.recording != recording:
                session.sound_was_kept(recording)

    # --- words -----------------------------------------------------------------------------

    @work(exclusive=True, exit_on_error=False, group="words")
    async def write_down(self) -> None:
        """Have the words of the answer written down; `Written` tells."""
        session = self._session
        if session is None:
            return
        self._is_writing = True
        self._writing += 1
        turn, attempt = self._writing, session.attempt
        self.heard.update("Writing down what you said …" if self.recognises else "")
        try:
            await self.finish()
            spoken = session.spoken or await asyncio.to_thread(self._recovered, attempt)
            if spoken is None or session.attempt != attempt:
                transcribed = Transcribed(None)
            else:
                session.spoken = spoken
                self._offer_sound(spoken)
                transcribed = await asyncio.to_thread(self._transcribe, spoken, turn)
                # The candidate may have gone on to another question meanwhile.
                if session.attempt == attempt and session.phase is Phase.WORDS:
                    session.spoken = replace(spoken, transcript=transcribed.transcript)
        finally:
            if turn == self._writing:
                self._is_writing = False
        self.post_message(self.Written(attempt, transcribed))

    def _recovered(self, attempt: AttemptId) -> SpokenAnswer | None:
        """The app was killed after the answer, or the recorder with all that it knew."""
        recording = self._services.recordings.recover(attempt)
        return None if recording is None else SpokenAnswer(recording)

    def _transcribe(self, spoken: SpokenAnswer, turn: int) -> Transcribed:
        """In a thread: turn the sound into words, unless that was done or is not wanted."""
        if spoken.transcript is not None or turn != self._writing:
            return Transcribed(spoken.transcript)
        path = self._services.recordings.path(spoken.recording.name)
        if path is None:
            return Transcribed(None, "The sound has been erased.")
        return self._services.transcriber.transcribe(
            path, lambda share: self.post_message(self.Progress(share))
        )

    def _offer_sound(self, spoken: SpokenAnswer) -> None:
        delivery = self._services.measure_delivery(spoken, "")
        self.strip.pauses = [pause.stretch for pause in delivery.pauses]
        self.strip.recording = spoken.recording
        self.add_class("-listenable")
        self.screen.refresh_bindings()

    @on(Progress)
    def _show_progress(self, event: Progress) -> None:
        event.stop()
        if self._is_writing:
            self.heard.update(
                f"Writing down what you said: {event.share:.0%}. You may type it, or go on without."
            )

    def give_up_words(self) -> None:
        """Write no more down."""
        if self._is_writing:
            self._is_writing = False
            self._writing += 1
            self._services.transcriber.stop()

    # --- listening back --------------------------------------------------------------------

    def listen_back(self) -> None:
        """Play the answer from its beginning, or stop it."""
        if self.strip.is_playing:
            self.strip.stop()
        else:
            self.strip.play(0.0)

    def stop_listening_back(self) -> None:
        """Be silent."""
        self.strip.stop()
