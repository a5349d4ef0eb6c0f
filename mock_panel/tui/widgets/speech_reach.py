"""What this machine can do for a spoken answer, looked for by the widget that records it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.containers import Vertical
from textual.message import Message

from mock_panel.domain.speech import Rung, SpeechReach

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.tui.app import MockPanelApp


class ReachesForSpeech(Vertical):
    """Knows whether there is a microphone and a recogniser, once it was looked for them."""

    @dataclass
    class Reached(Message):
        """It is known what this machine can do."""

        reach: SpeechReach

    @dataclass
    class Lost(Message):
        """The recording has ended by itself; what was kept stays."""

        reason: str

    def __init__(self) -> None:
        super().__init__()
        self.reach: SpeechReach | None = None

    @property
    def _services(self) -> "Services":
        return cast("MockPanelApp", self.app).services

    @work(thread=True, exclusive=True, exit_on_error=False, group="reach")
    def look(self) -> None:
        """Find out what this machine can do; `Reached` tells."""
        self.post_message(self.Reached(self._services.speech_probe.probe()))

    @on(Reached)
    def _keep_reach(self, event: Reached) -> None:
        self.reach = event.reach

    @property
    def can_record(self) -> bool:
        """Whether there is a microphone; False until that is known."""
        return self.reach is not None and self.reach.rung is not Rung.TIMED

    @property
    def recognises(self) -> bool:
        """Whether sound can be turned into words here."""
        return self.reach is not None and self.reach.rung is Rung.TRANSCRIBED

    def step_down(self, reason: str) -> None:
        """Record no more until it is looked for a microphone again."""
        self.reach = SpeechReach(Rung.TIMED, reason=reason)
