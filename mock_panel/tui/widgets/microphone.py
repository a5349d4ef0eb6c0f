"""Records an answer, and shows that it is heard."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    RecorderStalled,
    SoundLevel,
    SoundMissing,
)
from mock_panel.practice.microphone_watch import MicrophoneWatch
from mock_panel.tui.lines import loudness_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_panel.practice.ports.sound import Recorder

_CELLS = 20
_FLOOR_DECIBELS = -60.0
"""Of the level meter; a quiet room lies below."""
_LOUD_DECIBELS = -3.0
_QUIET_DECIBELS = -36.0
_KEPT_TENTHS = 400
_TENTHS_A_COLUMN = 2


class Microphone(Widget):
    """`listening: built-in microphone`, the sound so far, and the level in words."""

    DEFAULT_CSS = """
    Microphone { height: 4; padding: 0 1; }
    """

    status: reactive[str] = reactive("")
    warning: reactive[str] = reactive("")
    level: reactive[SoundLevel | None] = reactive(None)

    @dataclass
    class Heard(Message):
        """Something came from the recorder."""

        event: RecorderEvent
        turn: int

    @dataclass
    class SpeechBegan(Message):
        """The candidate was heard for the first time."""

    @dataclass
    class Ended(Message):
        """The recording has ended, by itself or because it was asked to."""

        recorded: Recorded
        turn: int = 0

    def __init__(self, recorder: "Callable[[], Recorder]") -> None:
        super().__init__()
        self._recorder = recorder
        self._watch = MicrophoneWatch()
        self._tenths: deque[int] = deque(maxlen=_KEPT_TENTHS)
        self._turn = 0
        self._is_listening = False
        self._has_heard = False
        self._over = asyncio.Event()
        self._recorded: Recorded | None = None
        self._asked: Callable[[], object] | None = None

    @property
    def is_listening(self) -> bool:
        """Whether the answer is being recorded, or the microphone is being opened for it."""
        return self._is_listening

    def listen(self, name: str, first: "Callable[[], object]" = lambda: None) -> None:
        """Begin to record under a name, or go on with what was recorded under it.

        Args:
            name: of the recording.
            first: done in a thread before there is any sound; must not raise.
        """
        self._turn += 1
        self._watch.forget()
        self._tenths.clear()
        self._is_listening, self._has_heard = True, False
        self._over.clear()
        self._recorded = self._asked = None
        self.status, self.warning, self.level = "opening the microphone …", "", None
        self._record(name, self._turn, first)

    def pause(self) -> None:
        """Keep no sound until `go_on`."""
        if self._is_listening:
            self._ask(self._recorder().pause)
            self.status = "paused: nothing is recorded"

    def go_on(self) -> None:
        """Keep sound again."""
        if self._is_listening:
            self._ask(self._recorder().resume)
            self.status = "listening"

    async def finish(self) -> Recorded | None:
        """End the recording and give what was kept; None if nothing was being recorded."""
        if self._is_listening:
            self._ask(self._recorder().stop)
            await self._over.wait()
        return self._recorded

    def _ask(self, call: "Callable[[], object]") -> None:
        """Ask the recorder for something, now and once more when it has begun.

        What comes before there is a recording, as while the draft is written, is asked of nobody:
        the microphone would stay open.
        """
        self._asked = call
        call()

    def _ask_again(self) -> None:
        """In the recording's thread, when it has begun; whoever asks meanwhile is heard, too."""
        asked = None
        while (latest := self._asked) is not None and latest is not asked:
            asked = latest
            asked()

    @work(thread=True, exit_on_error=False, group="recorder")
    def _record(self, name: str, turn: int, first: "Callable[[], object]") -> None:
        has_begun = False

        def hear(event: RecorderEvent) -> None:
            nonlocal has_begun
            if not has_begun and self._turn == turn:
                self._ask_again()
            has_begun = True
            self.post_message(self.Heard(event, turn))

        first()
        self.post_message(self.Ended(self._recorder().record(name, hear), turn))

    @on(Heard)
    def _show_event(self, event: Heard) -> None:
        event.stop()
        if event.turn != self._turn:
            return
        match event.event:
            case RecorderReady(device):
                self.status = f"listening: {device}" if device else "listening"
            case RecorderStalled():
                self.warning = "No sound arrives from the microphone. The clock goes on."
            case SoundMissing():
                self.warning = self._watch.miss()
            case SoundLevel() as level:
                self._show_level(level)

    def _show_level(self, level: SoundLevel) -> None:
        self._tenths.append(round(100 * 10 ** (level.peak / 20)))
        self.warning = self._watch.hear(level)
        self.level = level
        if level.speaking and not self._has_heard:
            self._has_heard = True
            self.post_message(self.SpeechBegan())

    @on(Ended)
    def _end(self, event: Ended) -> None:
        if event.turn != self._turn:
            event.stop()
            return
        self._is_listening = False
        self._recorded = event.recorded
        self.status, self.warning, self.level = "", "", None
        self._over.set()

    def render(self) -> Content:
        width = max(20, self.content_size.width)
        lines = [
            Content.styled(self.status, "$foreground 75%"),
            Content.styled(self._sound_so_far(width), "$text-primary"),
            self._meter(),
        ]
        if self.warning:
            lines.append(Content.styled(self.warning, "$text-warning"))
        return Content("\n").join(lines)

    def _sound_so_far(self, width: int) -> str:
        tenths = list(self._tenths)
        columns = [
            max(tenths[start : start + _TENTHS_A_COLUMN])
            for start in range(len(tenths) % _TENTHS_A_COLUMN, len(tenths), _TENTHS_A_COLUMN)
        ]
        return "".join(loudness_bar(percent) for percent in columns[-width:])

    def _meter(self) -> Content:
        if self.level is None:
            return Content("")
        peak = max(_FLOOR_DECIBELS, self.level.peak)
        filled = round((1 - peak / _FLOOR_DECIBELS) * _CELLS)
        style = "$text-error" if self.level.clipped else "$text-success"
        return Content.assemble(
            ("level ", "$foreground 75%"),
            ("▰" * filled + "▱" * (_CELLS - filled), style),
            (f"  {_words(self.level)}", "$foreground 85%"),
        )


def _words(level: SoundLevel) -> str:
    if level.clipped or level.peak > _LOUD_DECIBELS:
        return "loud"
    if not level.speaking:
        return "quiet"
    return "soft" if level.peak < _QUIET_DECIBELS else "good"
