"""What the chair sees while the candidate is interviewed, and what is hidden from a glance."""

from typing import TYPE_CHECKING

from textual import getters
from textual.widgets import Digits, Static

from mock_panel.domain.english import clock_face
from mock_panel.domain.ids import PanelId
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.screens.panel import conduct_view as view
from mock_panel.tui.screens.panel.conduct_together import SharedConduct
from mock_panel.tui.widgets.hanging import HangingText

if TYPE_CHECKING:
    from mock_panel.domain.ratings import RaterNote


class ShowingConduct(SharedConduct):
    """Shows where the panel stands; the screen composes the widgets."""

    digits = getters.query_one(Digits)
    clock = getters.query_one("#clock", Static)

    def __init__(self, panel: PanelId) -> None:
        super().__init__(panel)
        self.title = "Conduct"
        self._hides = False
        self.old_notes: frozenset[RaterNote] = frozenset()
        """Written before this screen was opened: counted here, and read on the rating sheet."""
        self._words = ""
        """What happens now, and what Enter does."""
        self._shown_time = ""

    def show(self) -> None:
        """Show where the panel stands now."""
        conduct = self.conduct
        if conduct is None:
            return
        stage = conduct.stage
        self.topline.title = view.title(conduct)
        self.say("#prompt", view.prompt(conduct))
        self.say("#asks", view.asks(conduct))
        self._words = view.stage_words(conduct, reads=self.reads, is_reading=self.is_reading)
        has_clock = stage in (Stage.ANSWERING, Stage.ANSWERED)
        if stage is Stage.CONSENT:
            days = self.services.settings.recording_days
            where = "on this machine" if self.HAS_SOUND else "where the panel's database is"
            self.say("#stage", view.consent_words(conduct, days, where))
        else:
            self.say("#stage", "" if has_clock else self._words)
        self.query_one("#time").set_class(not has_clock, "-hidden")
        self._show_beside(conduct)
        self.show_typed()
        self.show_status()
        self._shown_time = ""
        self.tick()
        self.refresh_bindings()

    def _show_beside(self, conduct: Conduct) -> None:
        asks = conduct.stage in (Stage.ANSWERING, Stage.ANSWERED)
        found = view.follow_ups(conduct) if asks else ()
        notes = conduct.own_notes(conduct.question.id)
        takes = conduct.panel.chair.rates and conduct.stage not in (Stage.CONSENT, Stage.ENDED)
        lines = view.follow_up_lines(found, hides=self._hides)
        if conduct.stage is Stage.ENDED:
            lines = view.summary(conduct)
        self.query_one("#follow", HangingText).paragraphs = lines
        shows_notes = takes and not self._hides
        counts = self.query_one("#notes", Static)
        counts.update(view.note_counts(notes))
        counts.set_class(not shows_notes, "-hidden")
        fresh = [note for note in notes if note not in self.old_notes and note.text]
        said = self.query_one("#written", HangingText)
        said.paragraphs = (
            view.note_lines(fresh, 8 if self.has_class("-wide") else 2) if shows_notes else []
        )
        said.set_class(not said.paragraphs, "-hidden")
        self.query_one("#list").set_class(not lines, "-hidden")
        self.query_one("#beside").set_class(not (lines or shows_notes), "-hidden")
        self.query_one("#main").set_class(bool(lines or shows_notes), "-two")

    def show_status(self) -> None:
        conduct = self.conduct
        assert conduct is not None  # noqa: S101 - only asked once it is there
        told = [
            self._sound_words(conduct),
            self.words_progress,
            "hidden: h shows" if self._hides else "",
        ]
        self.query_one("#sound", Static).update(" · ".join(filter(None, told)))
        noted = "all noted" if conduct.is_written else "not noted yet"
        self.query_one("#saved", Static).update("NOT on the disk" if self.is_unsaved else noted)

    def _sound_words(self, conduct: Conduct) -> str:
        if conduct.stage in (Stage.CONSENT, Stage.ENDED):
            return ""
        if not conduct.agreed or not self.HAS_SOUND:
            why = (
                ": no sound comes from a browser" if conduct.agreed else ", as the candidate wishes"
            )
            return f"not recorded{why}"
        if self.sound.is_listening:
            return self.sound.words
        if self.sound.reach is None:
            return "looking for a microphone …"
        if self.sound.can_record:
            return "records each answer"
        # What to do about it was told when it was found; the line has room for the reason.
        why = "" if self.has_trouble("sound") else self.sound.why_not.partition(": ")[0]
        return f"not recorded: {why}".removesuffix(": ")

    def tick(self) -> None:
        """Show the clocks as they stand."""
        conduct = self.conduct
        if conduct is None:
            return
        self.topline.state = view.overall(conduct)
        time = clock_face(conduct.elapsed)
        if time != self._shown_time:
            self._shown_time = time
            self.digits.update(time)
            self.clock.update(view.beside_clock(conduct, self._words), layout=False)
        self.save_if_due()

    def action_hide(self) -> None:
        """Hide what the candidate should not see, or show it."""
        self._hides = not self._hides
        self.show()
