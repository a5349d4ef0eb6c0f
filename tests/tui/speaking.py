"""A microphone, a recogniser and a player that do as a test says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from mock_panel.domain.speech import (
    Recogniser,
    Recorded,
    RecorderEvent,
    RecorderReady,
    Recording,
    Rung,
    SoundLevel,
    SpeechReach,
    Spoken,
    Stretch,
    Transcribed,
    Transcript,
    Word,
)

PARAKEET = Recogniser("parakeet-v2", "Parakeet TDT 0.6b v2", rough=False, keeps_hesitations=True)
ROUGH = Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False)
ALL_WORKS = SpeechReach(Rung.TRANSCRIBED, "Desk microphone", PARAKEET)


def heard(text: str, by: Recogniser = PARAKEET, start: float = 1.0) -> Transcript:
    """A transcript with half a second a word."""
    words = text.split()
    return Transcript(
        by, tuple(Word(w, start + i / 2, start + i / 2 + 0.4) for i, w in enumerate(words))
    )


def level(peak: float = -12.0, *, speaking: bool = True, clipped: bool = False) -> SoundLevel:
    """A tenth of a second of sound."""
    return SoundLevel(1.0, peak - 6, peak, clipped=clipped, speaking=speaking)


@dataclass
class ScriptedRecorder:
    """Blocks as a microphone does, until it is stopped or lost."""

    names: list[str] = field(default_factory=list)
    pauses: list[str] = field(default_factory=list)
    seconds: float = 90.0
    missing: float = 0.0
    closed: int = 0
    _news: SimpleQueue[RecorderEvent | Recorded] = field(default_factory=SimpleQueue)

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        self.names.append(name)
        on_event(RecorderReady("Desk microphone"))
        while not isinstance(news := self._news.get(), Recorded):
            on_event(news)
        return news

    def hear(self, *events: RecorderEvent) -> None:
        for event in events:
            self._news.put(event)

    def sound(self) -> Recording:
        speech = (Stretch(1.0, 30.0), Stretch(31.2, self.seconds - 2))
        loudness = (40,) * round(10 * self.seconds)
        return Recording(self.names[-1], self.seconds, loudness, speech, self.missing)

    def lose(self, reason: str) -> None:
        self._news.put(Recorded(self.sound(), reason))

    def stop(self) -> None:
        self._news.put(Recorded(self.sound()))

    def pause(self) -> None:
        self.pauses.append("pause")

    def resume(self) -> None:
        self.pauses.append("resume")

    def close(self) -> None:
        self.closed += 1
        self._news.put(Recorded(None))


@dataclass
class ScriptedTranscriber:
    """Answers at once, or when it is allowed to."""

    answer: Transcribed = field(default_factory=lambda: Transcribed(heard("I led it")))
    shares: Sequence[float] = (0.4,)
    waits: bool = False
    is_deaf: bool = False
    """Whether a stop comes too early to be heard, as before a process has begun."""
    paths: list[Path] = field(default_factory=list)
    stops: int = 0
    _held: list[Event] = field(default_factory=list)

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        held, answer = Event(), self.answer
        self._held.append(held)
        self.paths.append(path)
        for share in self.shares:
            on_progress(share)
        if self.waits:
            held.wait(20)
        return Transcribed(None) if self.stops and not self.is_deaf else answer

    def finish(self, call: int | None = None) -> None:
        for held in self._held if call is None else [self._held[call]]:
            held.set()

    def stop(self) -> None:
        self.stops += 1
        if not self.is_deaf:
            self.finish()

    def close(self) -> None:
        self.stop()
        self.finish()


@dataclass
class ScriptedPlayer:
    """Plays until it is stopped, and is where a test says."""

    started: list[float] = field(default_factory=list)
    _news: SimpleQueue[float | None] = field(default_factory=SimpleQueue)

    def play(self, path: Path, start: float, on_position: Callable[[float], object]) -> Spoken:
        del path
        self.started.append(start)
        while (second := self._news.get()) is not None:
            on_position(second)
        return Spoken(True)

    def move(self, second: float) -> None:
        self._news.put(second)

    def stop(self) -> None:
        self._news.put(None)

    def close(self) -> None:
        self._news.put(None)


@dataclass
class HeldRecordings:
    """Sound files by name, without sound."""

    found: dict[str, Recording] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    bytes: int = 0

    def path(self, name: str) -> Path | None:
        return None if name in self.erased else Path(f"/recordings/{name}.wav")

    def recover(self, name: str) -> Recording | None:
        return self.found.get(name)

    def finish(self, name: str) -> None: ...

    def erase(self, name: str) -> None:
        self.erased.append(name)

    def erase_older(self, moment: datetime) -> int:
        del moment
        return 0

    def names(self) -> Sequence[str]:
        return [name for name in self.found if name not in self.erased]

    def scraps(self) -> Sequence[str]:
        return []

    def size(self) -> int:
        return self.bytes


@dataclass
class SpeakingMachine:
    """All of it, to be put into the services."""

    reach: SpeechReach = ALL_WORKS
    recorder: ScriptedRecorder = field(default_factory=ScriptedRecorder)
    transcriber: ScriptedTranscriber = field(default_factory=ScriptedTranscriber)
    player: ScriptedPlayer = field(default_factory=ScriptedPlayer)
    recordings: HeldRecordings = field(default_factory=HeldRecordings)

    def probe(self) -> SpeechReach:
        return self.reach

    @property
    def parts(self) -> dict[str, object]:
        return {
            "recorder": self.recorder,
            "transcriber": self.transcriber,
            "player": self.player,
            "recordings": self.recordings,
            "speech_probe": self,
        }
