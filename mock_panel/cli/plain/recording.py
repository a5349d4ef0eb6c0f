"""A spoken answer in plain mode: recorded while a line is waited for, then written down."""

import threading
from dataclasses import dataclass, field, replace

from mock_panel.cli.plain.lines import Lines
from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    Rung,
    SpokenAnswer,
    Transcript,
)
from mock_panel.practice.ports import Recorder, Recordings, SpeechProbe, Transcriber
from mock_panel.practice.session import PracticeSession

_OPENING_SECONDS = 6.0
"""For a microphone that does not answer; the recorder itself gives up before."""
_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class SpokenMeans:
    """What records an answer and writes it down."""

    probe: SpeechProbe
    recorder: Recorder
    recordings: Recordings
    transcriber: Transcriber


@dataclass
class Take:
    """One recording that is being made."""

    recorder: Recorder
    name: str
    device: str = ""
    _ready: threading.Event = field(default_factory=threading.Event)
    _recorded: Recorded | None = None
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._record, name="recording", daemon=True)
        self._thread.start()
        self._ready.wait(_OPENING_SECONDS)

    @property
    def reason(self) -> str:
        """Why it has ended by itself; empty while it goes on."""
        return self._recorded.reason if self._recorded is not None else ""

    def stop(self) -> Recorded:
        """End it; what was kept of it."""
        self.recorder.stop()
        self._thread.join()
        assert self._recorded is not None  # noqa: S101 - the thread has ended
        return self._recorded

    def _record(self) -> None:
        self._recorded = self.recorder.record(self.name, self._hear)
        self._ready.set()

    def _hear(self, event: RecorderEvent) -> None:
        if isinstance(event, RecorderReady):
            self.device = event.device
            self._ready.set()


def begin_take(means: SpokenMeans | None, session: PracticeSession, lines: Lines) -> Take | None:
    """Begin to record the answer at hand; None, after saying why, where that is not possible."""
    if means is None:
        return None
    reach = means.probe.probe()
    if reach.reason:
        lines.say(reach.reason)
    if reach.rung is Rung.TIMED:
        return None
    take = Take(means.recorder, session.attempt)
    if take.reason:
        end_take(take, session, lines)
        return None
    return take


def end_take(take: Take, session: PracticeSession, lines: Lines) -> None:
    """End the recording, and give the session what was kept of it."""
    recorded = take.stop()
    if recorded.reason:
        lines.say(f"The recording ended before you did: {recorded.reason}")
    if recorded.recording is not None:
        session.sound_was_kept(recorded.recording)


def write_down(means: SpokenMeans, session: PracticeSession, lines: Lines) -> Transcript | None:
    """Have the answer written down; None, after saying why, where there are no words."""
    if session.spoken is None:
        recording = means.recordings.recover(session.attempt)
        if recording is None:
            return None
        session.spoken = SpokenAnswer(recording)
    if session.spoken.transcript is None:
        path = means.recordings.path(session.spoken.recording.name)
        if path is None:
            return None
        lines.say("Writing down what you said. This may take a minute.")
        transcribed = means.transcriber.transcribe(path, _Quarters(lines).tell)
        if transcribed.reason:
            lines.say(f"{transcribed.reason}.")
        session.spoken = replace(session.spoken, transcript=transcribed.transcript)
    transcript = session.spoken.transcript
    return transcript if transcript is not None and transcript.words else None


@dataclass
class _Quarters:
    """Says how far it is, three times at most."""

    lines: Lines
    _told: int = 0

    def tell(self, share: float) -> None:
        passed = sum(share >= quarter for quarter in _QUARTERS)
        if passed > self._told:
            self._told = passed
            self.lines.say(f"{_QUARTERS[passed - 1]:.0%} is written down.")
