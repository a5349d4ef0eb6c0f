"""What Progress reads, each in a worker that ends by posting what it found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from mock_panel.domain.history import HistoryQuery
from mock_panel.practice.speaking import measured
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.progress_view import READ, History, gather_history

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mock_panel.domain.attempts import Attempt, AttemptSummary
    from mock_panel.domain.delivery import Delivery
    from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId


class ProgressReading(Page[None]):
    """A screen over the past attempts; what it shows of them is not said here."""

    _framework: "FrameworkId | None" = None
    """Whose history is wanted; None for the one of the settings."""

    @dataclass
    class Gathered(Message):
        """The history has been read."""

        history: History

    @dataclass
    class Found(Message):
        """A search has ended."""

        words: str
        attempts: "Sequence[AttemptSummary]"

    @dataclass
    class Measured(Message):
        """The recorded answers have been measured."""

        deliveries: "Mapping[AttemptId, Delivery]"

    @dataclass
    class Loaded(Message):
        """An attempt has been read in full; None if it is gone."""

        attempt: "Attempt | None"

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Read the newest attempts."""
        self.post_message(self.Gathered(gather_history(self.services, self._framework)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="measure")
    def measure(self) -> None:
        """Measure the newest recorded answers."""
        services = self.services
        self.post_message(self.Measured(measured(services.attempts, services.measure_delivery)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def search(self, words: str, framework: "FrameworkId", ecq: "EcqId | None") -> None:
        """Find the attempts that have these words, the best first."""
        query = HistoryQuery(framework=framework, ecq=ecq, search=words, limit=READ, is_typing=True)
        self.post_message(self.Found(words, self.services.attempts.summaries(query)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="load")
    def load(self, attempt_id: "AttemptId") -> None:
        """Read an attempt in full."""
        self.post_message(self.Loaded(self.services.attempts.get(attempt_id)))
