"""Says whether the words are on the disk, and brings them there."""

from dataclasses import dataclass

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.practice.draft_keeper import DraftKeeper


class DraftLine(Static):
    """`draft saved`, or not; its screen tells it of every change and hands it what is due."""

    @dataclass
    class Trouble(Message):
        """Why the words are not on the disk; empty when they are again."""

        words: str

    @dataclass
    class Written(Message):
        """A draft has reached the disk, or could not."""

        problem: StorageError | None

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__("", id=id, markup=False)
        self.keeper: DraftKeeper
        self._is_in_trouble = False

    def begin(self, keeper: DraftKeeper) -> None:
        """Work with this keeper; before anything else."""
        self.keeper = keeper

    def clear(self) -> None:
        """Nothing has been written of a new question."""
        self.update("", layout=False)

    def touch(self) -> None:
        """Something changed."""
        if self.keeper.is_clean:
            # The letter first: painting both at once would repaint all that lies between them.
            self.call_after_refresh(self._tell_unsaved)
        self.keeper.touch()

    def _tell_unsaved(self) -> None:
        if not self.keeper.is_clean:
            self.update("draft not saved yet", layout=False)

    def save(self, draft: Draft) -> None:
        """Write a state; soon, and not on this thread."""
        self.keeper.hand_over(draft)
        self._write()

    @work(thread=True, exit_on_error=False, group="draft")
    def _write(self) -> None:
        problem: StorageError | None = None
        try:
            self.keeper.write()
        except StorageError as error:
            problem = error
        self.post_message(self.Written(problem))

    @on(Written)
    def _tell(self, event: Written) -> None:
        event.stop()
        if event.problem is not None:
            self.update(Content.styled("draft NOT saved", "$text-error"), layout=False)
            self.post_message(self.Trouble(event.problem.message))
        elif self.keeper.is_clean:
            self.update("draft saved", layout=False)
            if self._is_in_trouble:
                self.post_message(self.Trouble(""))
        self._is_in_trouble = event.problem is not None
