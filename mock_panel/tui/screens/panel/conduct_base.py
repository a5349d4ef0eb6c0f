"""What the parts of the chair's screen share: the panel at hand, and its way to the disk."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message
from textual.widgets import Static

from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.panel.conduct import Conduct
from mock_panel.tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

    from mock_panel.domain.ids import PanelId
    from mock_panel.panel.answers import PanelAnswers

REST = 0.5
"""Seconds without a key after which a note that is being written is on the disk."""
TRY_AGAIN = 3.0
_DISK = "disk"


class ConductBase(Page[None]):
    """Holds the panel; what happens to it is written soon, and again if it was not."""

    HAS_SOUND: ClassVar[bool] = True
    """Whether voice and microphone of this machine are where the panel is."""

    @dataclass
    class Written(Message):
        """What was new is on the disk, or not."""

        problem: MockPanelError | None

    def __init__(self, panel: "PanelId") -> None:
        super().__init__()
        self.panel_id = panel
        self.conduct: Conduct | None = None
        self.answers: PanelAnswers | None = None
        self._troubles: dict[str, str] = {}
        self._typed_at: float | None = None
        self._tried_at = 0.0
        self.stepped_at = float("-inf")
        """The steady clock at the last step."""

    @abstractmethod
    def show(self) -> None:
        """Show where the panel stands now."""

    @abstractmethod
    def show_status(self) -> None:
        """Show what microphone and disk do."""

    @abstractmethod
    def refused(self) -> None:
        """Find out why something could not be written."""

    @abstractmethod
    def sound_follows(self) -> None:
        """Record while the answer is given, and hold back otherwise."""

    @property
    def at_hand(self) -> Conduct:
        """The panel, once it is there; no key is offered before."""
        assert self.conduct is not None  # noqa: S101 - see above
        return self.conduct

    @property
    def is_left_out(self) -> bool:
        """Whether the question at hand has no answer, for a noted reason."""
        return self.at_hand.question.id in self.at_hand.standing.left_out

    def step(self, do: "Callable[[], object]") -> None:
        """Let something happen, now."""
        do()
        self.stepped_at = self.services.monotonic()
        self.after_step()

    def after_step(self) -> None:
        """Something happened: to the disk, to the microphone, to the screen."""
        self.save()
        self.sound_follows()
        self.show()

    def say(self, selector: str, words: "str | Content") -> None:
        """Put words into a line, which goes where there are none."""
        found = self.query_one(selector, Static)
        found.update(words)
        found.set_class(not words, "-hidden")

    def show_trouble(self, source: str, words: str) -> None:
        """What one part has to say takes the place of what it said before."""
        self._troubles.pop(source, None)
        if words:
            self._troubles[source] = words[0].upper() + words[1:]
        self.say("#trouble", "\n".join(self._troubles.values()))

    def has_trouble(self, source: str) -> bool:
        """Whether one part has something to say."""
        return source in self._troubles

    @property
    def is_unsaved(self) -> bool:
        """Whether the disk has refused."""
        return _DISK in self._troubles

    def touch(self) -> None:
        """A key was pressed in a note."""
        self._typed_at = self.services.monotonic()

    def save_if_due(self) -> None:
        """Write after a rest, or once more."""
        now = self.services.monotonic()
        rests = self._typed_at is not None and now - self._typed_at >= REST
        if rests or (self.is_unsaved and now - self._tried_at >= TRY_AGAIN):
            self.save()

    def save(self) -> None:
        """Bring what is new to the disk; soon, and not on this thread."""
        self._typed_at = None
        self._tried_at = self.services.monotonic()
        self.write()

    @work(thread=True, exit_on_error=False, group="write")
    def write(self) -> None:
        """Write, or tell why not."""
        problem: MockPanelError | None = None
        try:
            self.at_hand.write()
        except MockPanelError as error:
            problem = error
        self.post_message(self.Written(problem))

    @on(Written)
    def _tell_written(self, event: Written) -> None:
        if isinstance(event.problem, OutOfOrder):
            words = f"{event.problem.message} {event.problem.hint}".strip()
            self.notify(words, severity="warning", timeout=6)
            self.refused()
        elif event.problem is not None:
            self.show_trouble(_DISK, event.problem.message)
        elif self.is_unsaved:
            self.show_trouble(_DISK, "")
        self.show_status()
