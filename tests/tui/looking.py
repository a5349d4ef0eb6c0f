"""An app that opens on one screen, with services that hold what a test puts into them."""

import inspect
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from textual.screen import Screen

from mock_panel.bootstrap.services import Services
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.speech import (
    ListeningMeans,
    Recogniser,
    RecogniserOffered,
    Rung,
    SpeechReach,
    Spoken,
    VoiceOffered,
    VoicesFound,
)
from mock_panel.paths import Paths
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from tests.tui.histories import CURRENT, NOW, SummaryStore, bank


@dataclass
class HeldBank:
    held: QuestionBank = field(default_factory=bank)

    def load(self) -> QuestionBank:
        return self.held


@dataclass
class NotedSpeaker:
    """Says nothing and notes what it should have said."""

    answer: Spoken = field(default_factory=lambda: Spoken(ok=True))
    said: list[str] = field(default_factory=list)
    warmed: list[str] = field(default_factory=list)
    stops: int = 0
    closes: int = 0
    tried: list[Settings] = field(default_factory=list)
    """What trials of it were made for."""

    def speak(self, text: str) -> Spoken:
        self.said.append(text)
        return self.answer

    def warm(self, text: str) -> bool:
        self.warmed.append(text)
        return True

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None:
        self.closes += 1

    def made_for(self, _: Paths, settings: Settings) -> "NotedSpeaker":
        self.tried.append(settings)
        return self


VOICES = (
    VoiceOffered("gmw/en-us", "English (America)", "en-us"),
    VoiceOffered("gmw/en-gb-scotland", "English (Scotland)", "en-gb-scotland"),
    VoiceOffered("gmw/de", "German", "de"),
)


@dataclass
class HeldVoices:
    """An engine with a few voices, or none."""

    found: VoicesFound = field(default_factory=lambda: VoicesFound(VOICES))

    def find(self) -> VoicesFound:
        return self.found

    def close(self) -> None: ...


RECOGNISERS = (
    RecogniserOffered(
        Recogniser("parakeet-v2", "Parakeet TDT 0.6b v2", rough=False, keeps_hesitations=True),
        "onnx-asr",
    ),
    RecogniserOffered(
        Recogniser("whisper-small.en", "Whisper small.en", rough=False, keeps_hesitations=False),
        "faster-whisper",
        ("pip install faster-whisper", "mock-panel models fetch whisper-small.en"),
    ),
    RecogniserOffered(
        Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False),
        "pocketsphinx",
    ),
)


@dataclass
class HeldMeans:
    """A machine with two microphones, and recognisers of every kind."""

    found: ListeningMeans = field(
        default_factory=lambda: ListeningMeans(
            ("Desk microphone", "Headset"), recognisers=RECOGNISERS
        )
    )
    asked: list[str] = field(default_factory=list)

    def find(self, microphone: str = "") -> ListeningMeans:
        self.asked.append(microphone)
        return self.found

    def close(self) -> None: ...


@dataclass
class NoMicrophone:
    """A machine on which spoken answers are timed, as before there were recordings."""

    reach: SpeechReach = field(default_factory=lambda: SpeechReach(Rung.TIMED))

    def probe(self) -> SpeechReach:
        return self.reach


def services(
    home: Path,
    attempts: AttemptStore | None = None,
    settings: Settings | None = None,
    speaker: NotedSpeaker | None = None,
    now: datetime = NOW,
) -> Services:
    """The real services with stand-ins for the adapters."""
    speaker = speaker or NotedSpeaker()
    return Services(
        paths=Paths(home),
        settings=settings or Settings(framework=CURRENT),
        now=lambda: now,
        new_speaker=speaker.made_for,
        _made={
            "bank": HeldBank(),
            "attempts": attempts or SummaryStore(),
            "speaker": speaker,
            "voices": HeldVoices(),
            "listening_means": HeldMeans(),
            "speech_probe": NoMicrophone(),
        },
    )


class Below(Screen[None]):
    """What the tested screen lies on; it notes that the next step was asked for."""

    next_steps = 0

    def action_next_step(self) -> None:
        self.next_steps += 1


class LookingApp(MockPanelApp):
    """The app with one screen on top of an empty one."""

    CSS_PATH = [Path(inspect.getfile(MockPanelApp)).with_name("app.tcss")]  # noqa: RUF012

    def __init__(self, services: Services, screen: Screen[None]) -> None:
        super().__init__(services)
        self.below = Below()
        self.looked_at = screen

    def get_default_screen(self) -> Screen[None]:  # not Home here
        return self.below

    def on_ready(self) -> None:
        self.push_screen(self.looked_at)
