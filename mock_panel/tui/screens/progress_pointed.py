"""The line below the table of attempts: what the row under the cursor is, or why it was found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.search import hit_in
from mock_panel.tui.screens.progress_view import pointed_words

if TYPE_CHECKING:
    from mock_panel.domain.attempts import AttemptSummary
    from mock_panel.practice.ports.stores import AttemptStore


class PointedLine(Static):
    """The question in full; of a search, the sentence that was hit."""

    @dataclass
    class Hit(Message):
        """The sentence of an attempt that has most of the words."""

        attempt: "AttemptSummary"
        sentence: str

    def __init__(self) -> None:
        super().__init__("", id="pointed", markup=False)
        self._at: tuple[AttemptSummary | None, int, int, str] = (None, 0, 0, "")

    def point(
        self,
        at: "tuple[AttemptSummary | None, int, int, str]",
        attempts: "AttemptStore",
        searched: str,
    ) -> None:
        """Tell of a row.

        Args:
            at: the attempt, its row, of how many, and how to come to older ones.
            attempts: where its words are read.
            searched: what was searched for; empty without a search.
        """
        self._at = at
        self.update(pointed_words(*at))
        if at[0] is not None and searched:
            self.look(attempts, at[0], searched)

    @work(thread=True, exclusive=True, exit_on_error=False, group="hit")
    def look(self, attempts: "AttemptStore", attempt: "AttemptSummary", searched: str) -> None:
        """Read the attempt's words, and find the sentence."""
        whole = attempts.get(attempt.id)
        if whole is not None:
            self.post_message(self.Hit(attempt, hit_in(whole.searched_text, searched)))

    @on(Hit)
    def _tell(self, event: Hit) -> None:
        if event.attempt == self._at[0] and event.sentence:
            self.update(pointed_words(*self._at, event.sentence))
