"""A recording to look at and to listen to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.parts import Part
from mock_panel.domain.speech import TENTHS, Recording, Spoken, Stretch
from mock_panel.practice.listening import columns_of, envelope
from mock_panel.tui.lines import PART_STYLE, loudness_bar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mock_panel.practice.ports.sound import Player


class SoundStrip(Widget):
    """The sound as a strip, the parts below it, and where the player is."""

    DEFAULT_CSS = """
    SoundStrip { height: auto; padding: 0 1; max-width: 80; }
    """

    recording: reactive[Recording | None] = reactive(None, layout=True)
    marks: reactive[Sequence[tuple[float, Part]]] = reactive((), layout=True)
    """From which second on the answer is taken for which part."""
    pauses: reactive[Sequence[Stretch]] = reactive(())
    """Silences of half a second and more, as the delivery measures them."""
    counted: reactive[Sequence[float]] = reactive(())
    """Seconds at which the candidate has counted a filler by ear."""
    position: reactive[float | None] = reactive(None)
    """The second being heard; None in silence."""

    @dataclass
    class Moved(Message):
        """The player has come to another second."""

        second: float
        turn: int = 0

    @dataclass
    class Ended(Message):
        """The player has stopped, or come to the end."""

        spoken: Spoken
        turn: int = 0

    def __init__(
        self, player: "Callable[[], Player]", find: "Callable[[str], Path | None]"
    ) -> None:
        super().__init__()
        self._player = player
        self._find = find
        self._turn = 0

    @property
    def is_playing(self) -> bool:
        """Whether something is being heard."""
        return self.position is not None

    def play(self, start: float) -> None:
        """Be heard from a second on."""
        if self.recording is not None:
            self._turn += 1
            self.position = start
            self._play(self.recording.name, start, self._turn)

    def stop(self) -> None:
        """Be silent."""
        if self.is_playing:
            self._turn += 1
            self.position = None
            self._player().stop()

    @work(thread=True, exit_on_error=False, group="player")
    def _play(self, name: str, start: float, turn: int) -> None:
        path = self._find(name) if name else None
        if path is None:
            self.post_message(self.Ended(Spoken(False, "The sound has been erased."), turn))
            return
        spoken = self._player().play(
            path, start, lambda second: self.post_message(self.Moved(second, turn))
        )
        self.post_message(self.Ended(spoken, turn))

    @on(Moved)
    def _move(self, event: Moved) -> None:
        if event.turn != self._turn:
            event.stop()
            return
        self.position = event.second

    @on(Ended)
    def _end(self, event: Ended) -> None:
        if event.turn != self._turn:
            event.stop()
            return
        self.position = None

    def on_unmount(self) -> None:
        if self.is_playing:
            self._player().stop()

    def on_click(self, event: events.Click) -> None:
        if self.recording is not None and event.y < 2:
            column = event.x - self.styles.padding.left
            share = max(0.0, min(1.0, column / max(1, self.content_size.width)))
            self.play(share * _length(self.recording))

    def render(self) -> Content:
        if self.recording is None:
            return Content("")
        width = max(1, self.content_size.width)
        lines = [self._sound(self.recording, width)]
        if self.marks:
            lines.append(self._parts(self.recording, width))
        return Content("\n").join((*lines, self._words(self.recording)))

    def _sound(self, recording: Recording, width: int) -> Content:
        columns = [loudness_bar(percent) for percent in envelope(recording, width)]
        for pause in self.pauses:
            for column in columns_of(pause, recording, width):
                columns[column : column + 1] = ["·"]
        at = self._column(recording, width)
        if at is None or at >= len(columns):
            return Content.styled("".join(columns), "$text-primary")
        return Content.assemble(
            ("".join(columns[:at]), "$text-primary"),
            (columns[at] if columns[at].strip() else "│", "reverse"),
            ("".join(columns[at + 1 :]), "$text-primary"),
        )

    def _column(self, recording: Recording, width: int) -> int | None:
        if self.position is None:
            return None
        return min(width - 1, int(self.position / _length(recording) * width))

    def _parts(self, recording: Recording, width: int) -> Content:
        line, end = Content(""), 0
        for second, part in self.marks:
            column = int(second / _length(recording) * width)
            if end <= column < width:
                line += Content(" " * (column - end)) + Content.styled(
                    part.letter, PART_STYLE[part]
                )
                end = column + 1
        return line

    def _words(self, recording: Recording) -> Content:
        length = clock_face(_length(recording))
        pauses = len(self.pauses)
        told = f"{how_many(pauses, 'pause') if pauses else 'no pause'} of half a second or more"
        heard = len(self.counted)
        fillers = f"   {how_many(heard, 'filler')} counted" if heard else ""
        now = f"{clock_face(self.position)} of {length}" if self.position is not None else length
        return Content.styled(f"{now}   {told}{fillers}", "$foreground 75%")


def _length(recording: Recording) -> float:
    return max(recording.seconds, len(recording.loudness) / TENTHS, 0.1)
