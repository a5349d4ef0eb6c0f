"""The sound of an answer on the chair's screen: one line about it, and never a meter."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive

from mock_panel.domain.speech import Recording
from mock_panel.tui.widgets.microphone import Microphone
from mock_panel.tui.widgets.speech_reach import ReachesForSpeech

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services


class ConductSound(ReachesForSpeech):
    """Records one answer after the other; a device that fails is told, and stops nothing."""

    DEFAULT_CSS = """
    ConductSound { display: none; }
    """

    words: reactive[str] = reactive("")
    """What the microphone does, or what is wrong with it."""

    @dataclass
    class Changed(Message):
        """There is something else to say."""

    def __init__(self, services: "Services") -> None:
        super().__init__()
        # Asked for when the widgets below are gone already.
        self.microphone = Microphone(lambda: services.recorder)
        self._turn = asyncio.Lock()
        """Whatever is finished is finished before the next one begins."""
        self._name = ""
        self._holds = False
        self._is_finishing = False

    def compose(self) -> ComposeResult:
        yield self.microphone

    def on_mount(self) -> None:
        self.watch(self.microphone, "status", self._tell, init=False)
        self.watch(self.microphone, "warning", self._tell, init=False)

    @property
    def is_listening(self) -> bool:
        """Whether an answer is being recorded, or held back."""
        return bool(self._name) and self.microphone.is_listening

    @property
    def why_not(self) -> str:
        """What keeps this machine from more than it does; one line."""
        return " ".join(self.reach.reason.split()) if self.reach is not None else ""

    async def listen(self, name: str) -> None:
        """Record an answer from now on, or again."""
        async with self._turn:
            if self._name == name and self.microphone.is_listening:
                if self._holds:
                    self.microphone.go_on()
            elif self.can_record:
                self._name, self._is_finishing = name, False
                self.microphone.listen(name)
            self._holds = False

    def hold(self) -> None:
        """Keep no sound until the answer goes on."""
        if self.is_listening and not self._holds:
            self._holds = True
            self.microphone.pause()

    async def finish(self, name: str) -> Recording | None:
        """End the recording of an answer; None where its sound, if any, is to be looked for."""
        async with self._turn:
            if self._name != name or not self.microphone.is_listening:
                self._name = "" if self._name == name else self._name
                return None
            self._is_finishing = True
            recorded = await self.microphone.finish()
            self._name, self._holds = "", False
            is_whole = recorded is not None and not recorded.reason
            return recorded.recording if recorded is not None and is_whole else None

    @on(Microphone.Ended)
    def _ended(self, event: Microphone.Ended) -> None:
        event.stop()
        if not self._is_finishing and event.recorded.reason:
            self.step_down(event.recorded.reason)
            self.post_message(self.Lost(event.recorded.reason))

    @on(Microphone.SpeechBegan)
    def _speech_began(self, event: Microphone.SpeechBegan) -> None:
        event.stop()

    def _tell(self) -> None:
        told = self.microphone.warning or self.microphone.status
        if told != self.words:
            self.words = told
            self.post_message(self.Changed())
