"""What others bring to the interview: another screen of the chair's, and a candidate who types."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.containers import VerticalScroll
from textual.message import Message

from mock_panel.domain.ids import PanelId, QuestionId
from mock_panel.panel.answers import sound_name
from mock_panel.panel.conduct_kept import Seen
from mock_panel.panel.standing import Stage
from mock_panel.tui.screens.panel import conduct_view as view
from mock_panel.tui.screens.panel.conduct_noting import NotingConduct
from mock_panel.tui.widgets.hanging import HangingText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mock_panel.domain.panel_events import PanelAnswer

_ANSWERED = (Stage.ANSWERING, Stage.ANSWERED)
_ELSEWHERE = "elsewhere"


class SharedConduct(NotingConduct):
    """Looks when anybody has written, and goes on from there; the screen composes `#typed`."""

    typed_text = getters.query_one("#typed HangingText", HangingText)

    @dataclass
    class Looked(Message):
        """It is known what is stored; None: the panel is gone."""

        seen: Seen | None

    def __init__(self, panel: PanelId) -> None:
        super().__init__(panel)
        self.followed_at = float("-inf")
        """The steady clock when something was seen that happened at another screen."""
        self._answers: Mapping[QuestionId, PanelAnswer] = {}
        self._is_looking = self._looks_again = False

    def database_changed(self) -> None:
        """See what others did meanwhile."""
        if self.conduct is None or not self.is_current:
            return
        if self._is_looking:
            self._looks_again = True
        else:
            self._is_looking = True
            self.look()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.database_changed()

    def refused(self) -> None:
        """Another screen was faster."""
        self.database_changed()

    @work(thread=True, exit_on_error=False, group="look")
    def look(self) -> None:
        """Read what is stored."""
        try:
            self.post_message(self.Looked(self.at_hand.look()))
        finally:
            self._is_looking = False

    @on(Looked)
    def _follow(self, event: Looked) -> None:
        if event.seen is None:
            self.notify("This panel was erased.", severity="warning")
            self.dismiss(None)
            return
        conduct = self.at_hand
        notes = conduct.notes
        was_at, had_agreed = conduct.index, conduct.agreed
        leaves_answer = conduct.stage in _ANSWERED and not self.is_left_out
        happened = conduct.follow(event.seen)
        self._answers = {answer.question: answer for answer in event.seen.answers}
        if happened:
            self.hush()
            self.followed_at = self.services.monotonic()
            self.show_trouble(_ELSEWHERE, view.elsewhere_words(conduct, happened))
            if had_agreed is not conduct.agreed:
                self._consent_follows(was_at, had_agreed=bool(had_agreed))
            elif leaves_answer and (conduct.index != was_at or conduct.stage is Stage.ENDED):
                question = conduct.form.questions[was_at].id
                self.hand_over(was_at + 1, conduct.standing.answered.get(question, 0.0))
            self.after_step()
        elif notes != conduct.notes:
            self.show()
        else:
            self.show_typed()
        if self._looks_again:
            self._looks_again = False
            self.database_changed()

    def _consent_follows(self, was_at: int, *, had_agreed: bool) -> None:
        """The candidate was asked at the other screen."""
        if had_agreed:
            self._forget_sound(sound_name(self.panel_id, was_at + 1))
        elif self.at_hand.agreed and self.answers is not None:
            self.answers.is_withdrawn = False
            self.look_for_sound()

    @work(exit_on_error=False, group="withdraw")
    async def _forget_sound(self, name: str) -> None:
        await self.sound.finish(name)
        if self.answers is not None:
            # Not a worker of this screen: the chair may leave it meanwhile.
            self.app.run_worker(self.answers.erase_sounds, thread=True, exit_on_error=False)

    def show_typed(self) -> None:
        """Show what the candidate types, as far as it has come; the last of it stays in sight."""
        conduct = self.at_hand
        answer = self._answers.get(conduct.question.id)
        is_shown = bool(conduct.agreed) and conduct.stage in _ANSWERED
        lines = view.typed_lines(answer) if is_shown and answer is not None else []
        pane = self.query_one("#typed", VerticalScroll)
        pane.set_class(not lines, "-hidden")
        if lines != self.typed_text.paragraphs:
            self.typed_text.paragraphs = lines
            pane.scroll_end(animate=False)
