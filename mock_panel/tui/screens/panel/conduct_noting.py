"""The line at the foot of the chair's screen: notes, faults, reasons, questions."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import getters, on

from mock_panel.domain.english import clock_face
from mock_panel.domain.ids import PanelId
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import MockPanelError, OutOfOrder
from mock_panel.panel.standing import Stage
from mock_panel.tui.screens.panel import conduct_view as view
from mock_panel.tui.screens.panel.conduct_aloud import SpokenConduct
from mock_panel.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Asked:
    """What the line at the foot is for."""

    take: "Callable[[str], object]"
    note: RaterNote | None = None
    """The note that is being written; kept as it is typed."""
    use: str = ""
    """Of anything else: what it is for."""


class NotingConduct(SpokenConduct):
    """What the chair writes; the screen composes a `OneLine`."""

    line = getters.query_one(OneLine)

    _asked: Asked | None = None

    def __init__(self, panel: PanelId) -> None:
        super().__init__(panel)
        self._begun: dict[str, str] = {}
        """What was typed and left with esc, by its use; it comes back with the next."""

    def action_note(self, part: str) -> None:
        """Open the line for a note, whose time is now."""
        try:
            note = self.at_hand.new_note(Part(part))
        except OutOfOrder as error:
            self.notify(f"{error.message} {error.hint}".strip(), timeout=5)
            return
        self._asked = Asked(self._note_is_given, note)
        letter = "other" if note.part is Part.OTHER else note.part.letter
        when = "" if note.second is None else f" {clock_face(note.second)}"
        self.line.ask(f"{letter}{when}", "your note; enter keeps it")

    def _note_is_given(self, _: str) -> None:
        """It was kept as it was typed."""

    def action_fault(self) -> None:
        """Ask what went wrong."""
        self._ask_for("what went wrong", "such as: the microphone was unplugged", "fault")

    def action_skip(self) -> None:
        """Ask why a question is left out."""
        conduct = self.at_hand
        question = conduct.question if conduct.stage is Stage.ASKED else conduct.upcoming
        assert question is not None  # noqa: S101 - not offered otherwise
        number = conduct.form.questions.index(question) + 1
        self._ask_for(f"why is question {number} left out", "", "skip")

    def action_other_question(self) -> None:
        """Ask what was asked."""
        self._ask_for("what was asked", "in its words", "follow_up")

    def put_follow_up(self, words: str) -> None:
        """Note that a follow-up was asked."""
        conduct = self.at_hand
        if not conduct.follow_up(words):
            put = conduct.put(words)
            when = view.at_words(put.seconds if put else None)
            self.notify(f"It was asked{when} already.", timeout=4)
        self.after_step()

    def _ask_for(self, label: str, hint: str, use: str) -> None:
        uses: dict[str, Callable[[str], object]] = {
            "fault": self._fault,
            "skip": self._skip,
            "follow_up": self.put_follow_up,
        }
        # What was begun at one question is not said of another.
        place = f"{use} {self.at_hand.question.id}"
        self._asked = Asked(uses[use], use=place)
        self.line.ask(label, hint, self._begun.pop(place, ""))

    def _fault(self, words: str) -> None:
        self.at_hand.fault(words)
        self.notify("Noted, with the time. It stands in the report.", timeout=4)

    def _skip(self, reason: str) -> None:
        conduct = self.at_hand
        before, seconds = conduct.index, conduct.elapsed
        leaves_answer = conduct.stage is Stage.ANSWERED and not self.is_left_out
        conduct.skip(reason)
        self.hush()
        if leaves_answer:
            self.hand_over(before + 1, seconds)

    @on(OneLine.Typed)
    def _typed(self, event: OneLine.Typed) -> None:
        self._keep_note(event.text)
        self.touch()

    def _keep_note(self, text: str) -> None:
        asked = self._asked
        if asked is not None and asked.note is not None:
            self._asked = replace(asked, note=self.at_hand.keep_note(asked.note, text))

    @on(OneLine.Given)
    def _given(self, event: OneLine.Given) -> None:
        asked = self._asked
        self._close_line(event.text)
        if asked is not None:
            self._begun.pop(asked.use, None)
        if asked is None or not event.text.strip():
            return
        try:
            asked.take(event.text)
        except MockPanelError as error:
            self.notify(f"{error.message} {error.hint}".strip(), severity="warning", timeout=6)
        self.after_step()

    def _close_line(self, text: str) -> None:
        """A note is kept as it stands; anything else waits for enter, now or the next time."""
        self._keep_note(text)
        if self._asked is not None and self._asked.use:
            self._begun[self._asked.use] = text
        self._asked = None
        self.line.close()
        self.stepped_at = self.services.monotonic()
        self.after_step()
