"""The part of a question that keeps its draft: written as it is answered, put down when left."""

from textual import on

from mock_panel.errors import StorageError
from mock_panel.practice.session import Phase, PracticeSession
from mock_panel.tui.screens.outlined_question import OutlinedQuestion
from mock_panel.tui.screens.spoken_question import Source
from mock_panel.tui.widgets.draft_line import DraftLine


class KeptQuestion(OutlinedQuestion):
    """What is typed or said is on the disk, however the screen is left."""

    def __init__(self, session: PracticeSession) -> None:
        super().__init__(session)
        self._is_down = False

    def hold_editors(self) -> None:
        """Keep them at hand: when the screen goes, its widgets are gone first."""
        self._editor, self._outline = self.editor, self.outline

    def save_now(self) -> None:
        self.session.cursor = self.editor.cursor_location
        self._kept_to = self.session.answer_seconds
        self.saved.save(self.session.draft())

    @on(DraftLine.Trouble)
    def _draft_trouble(self, event: DraftLine.Trouble) -> None:
        # There is room for few lines; what is wrong must not be pushed out by a long path.
        words = event.words.replace(f"{self.services.paths.home}/", "")
        self.show_trouble(Source.DRAFT, words)

    def leave(self) -> None:
        """Put the session down before Home looks for what is unfinished."""
        self._put_down()
        self.dismiss(None)

    def on_unmount(self) -> None:
        self._put_down()

    def _put_down(self) -> None:
        if self._is_down:
            return
        self._is_down = True
        self._hush()
        if self.is_spoken:
            # Not finished: whoever comes back to the answer goes on recording it.
            self.services.end_recording()
        # The last keys may be in the editor without the screen having heard of them.
        if self.session.phase in (Phase.ANSWERING, Phase.PAUSED, Phase.WORDS):
            self.session.text = self._editor.text
        self.session.note = self._outline.text
        self.keeper.finish(self.session.attempt)
        try:
            has_lobby = self.session.preset.supplemental_seconds > 0
            if self.session.phase is Phase.OVER and not has_lobby:
                self.services.rehearsal.close(self.session)
            else:
                self.services.rehearsal.leave(self.session)
        except StorageError as error:
            # The last draft that could be written stays; leaving must not fail.
            self.notify(error.message, severity="error")
