"""Conducting a panel: the questions in their order, the clock, and everything that happened.

What happens is only ever added to, and where a panel stands follows from it alone, so that a
killed program goes on where it was. A chair may have it open on two screens, at the table and in
a browser: an event is taken only from one that knows of all before it, and the other follows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from mock_panel.domain.clocks import SteadyClock, WallClock
from mock_panel.domain.english import clock_face
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.chair_notes import one_line
from mock_panel.panel.conduct_kept import AGREED, KeptConduct
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.standing import (
    LEAVING_OUT,
    NOT_ANSWERED,
    NOT_ASKED,
    Stage,
    after,
)

REFUSED = "did not agree to be recorded"


@dataclass(slots=True)
class Conduct(KeptConduct):
    """One panel being conducted: each call happens at once, and `write` brings it to the disk.

    Calls may come from one thread, `write` and `look` from others.
    """

    @classmethod
    def open(
        cls,
        panel: Panel,
        store: PanelStore,
        monotonic: SteadyClock,
        now: WallClock,
        last_alive: Callable[[int], datetime | None] = lambda _: None,
        *,
        is_alone: bool = True,
    ) -> "Conduct":
        """Begin, or go on where the panel stands; blocks.

        An answer that was running goes on by the time of day. A fault notes the gap, where
        nobody else can have it open now.

        Args:
            panel: as it is stored now.
            store: of panels.
            monotonic: seconds that never run backwards.
            now: the time of day.
            last_alive: when the program was last known to live while a question, given by its
                place, was answered; None where that is not known.
            is_alone: whether no other screen of the chair's may be open.

        Raises:
            StorageError: what happened cannot be read.
        """
        conduct = cls(panel, store, monotonic, now)
        conduct._go_on_from(panel, store.events(panel.id))
        if panel.chair.rates:
            conduct._notes.read(store.own_notes(panel.id, panel.chair.id))
        if conduct._standing.clock_runs and is_alone:
            conduct._note_closing(last_alive(conduct._standing.index))
        return conduct

    # --- what happens ----------------------------------------------------------------------

    def consent(self, agreed: bool) -> None:
        """The candidate agrees that answers are kept, or does not; may change at any time."""
        self.agreed = agreed
        self._happens(EventKind.CONSENT, AGREED if agreed else REFUSED)

    def ask(self) -> None:
        """Put the next question.

        Raises:
            OutOfOrder: `no_consent` was asked for, the panel is `paused`, or no question is due.
        """
        self._must_go_on()
        upcoming = self.upcoming
        if upcoming is None:
            raise OutOfOrder("not_now", "No question is to be asked now.")
        self._happens(EventKind.ASKED, question=upcoming.id)

    def begin_answer(self) -> None:
        """Start the answer clock, or let it go on after the answer was ended too early.

        Raises:
            OutOfOrder: nothing was asked, or the panel is `paused`.
        """
        self._must_go_on()
        is_again = self.stage is Stage.ANSWERED and self.question.id not in self._standing.left_out
        if self.stage is not Stage.ASKED and not is_again:
            raise OutOfOrder("not_now", "There is no question to be answered now.")
        self._happens(EventKind.ANSWER_BEGAN, seconds=self._standing.clock if is_again else 0.0)

    def end_answer(self) -> None:
        """The candidate has finished.

        Raises:
            OutOfOrder: nobody is answering, or the panel is `paused`.
        """
        self._must_go_on()
        self._must_be(Stage.ANSWERING, "Nobody is answering.")
        self._happens(EventKind.ANSWER_ENDED)

    def pause(self, words: str = "") -> None:
        """Stop both clocks.

        Raises:
            OutOfOrder: the panel is `paused` already, has not begun or has ended.
        """
        self._must_go_on()
        if self.stage in (Stage.CONSENT, Stage.ENDED):
            raise OutOfOrder("not_now", "There is nothing to pause.")
        self._happens(EventKind.PAUSE, one_line(words))

    def go_on(self) -> None:
        """Let both clocks run again.

        Raises:
            OutOfOrder: the panel is not paused.
        """
        if not self.is_paused:
            raise OutOfOrder("not_paused", "The panel is not paused.")
        self._happens(EventKind.RESUMED)

    def fault(self, words: str) -> None:
        """Note that something technical went wrong, with the time.

        Raises:
            InputError: no words say what.
        """
        said = _said(words, "Say in a few words what went wrong.")
        # Only `skip` may leave a question out.
        said = said[0].upper() + said[1:] if said.startswith(LEAVING_OUT) else said
        self._happens(EventKind.FAULT, said)

    def skip(self, words: str) -> None:
        """Leave a question out that is to be asked or answered next, for a reason.

        Raises:
            InputError: there is no reason.
            OutOfOrder: it is being answered, none is left, or the panel is `paused`.
        """
        reason = _said(words, "Say in a few words why it is left out.")
        self._must_go_on()
        question = self.question if self.stage is Stage.ASKED else self.upcoming
        if question is None:
            raise OutOfOrder("not_now", "No question can be left out now.")
        because = NOT_ANSWERED if self.stage is Stage.ASKED else NOT_ASKED
        self._happens(EventKind.FAULT, because + reason, question=question.id)

    def follow_up(self, words: str) -> bool:
        """Note that a follow-up was asked; False where that is noted already.

        Asked after the answer was ended, it lets the answer go on.

        Raises:
            InputError: there are no words.
            OutOfOrder: nobody is answering or has answered, or the panel is `paused`.
        """
        said = _said(words, "What was asked?")
        self._must_go_on()
        if self.stage not in (Stage.ANSWERING, Stage.ANSWERED):
            raise OutOfOrder("not_now", "A follow-up comes with an answer.")
        if self.put(said):
            return False
        if self.stage is Stage.ANSWERED:
            self.begin_answer()
        planned = said in map(one_line, self.question.supplementals)
        self._happens(EventKind.SUPPLEMENTAL if planned else EventKind.PROBE, said)
        return True

    def end(self) -> None:
        """The last answer was given.

        Raises:
            OutOfOrder: a question is left, or the panel is `paused`.
        """
        self._must_go_on()
        self._must_be(Stage.ANSWERED, "The question at hand comes first.")
        if self.upcoming is not None:
            raise OutOfOrder("not_now", "There is another question.", "Ask it, or say why not.")
        self._happens(EventKind.ENDED)

    # --- the chair's notes --------------------------------------------------------------------

    def new_note(self, part: Part) -> RaterNote:
        """A note that begins now, and has no words yet.

        Raises:
            OutOfOrder: the chair does not rate, or has locked.
        """
        chair = self.panel.chair
        if not chair.rates:
            raise OutOfOrder("not_a_rater", "Only those who rate take notes here.")
        if chair.locked_at is not None:
            raise OutOfOrder("locked", "The chair has locked: notes are final, too.")
        has_clock = self.stage in (Stage.ANSWERING, Stage.ANSWERED)
        second = round(self.elapsed, 1) if has_clock else None
        return RaterNote(chair.id, self.question.id, part, "", second, self.now())

    def keep_note(self, note: RaterNote, text: str) -> RaterNote:
        """The note with these words, in place of what it said before; without words it goes.

        Raises:
            InputError: it is too long.
        """
        return self._notes.keep(note, text)

    # --- behind it --------------------------------------------------------------------------------

    def _happens(
        self,
        kind: EventKind,
        words: str = "",
        *,
        question: QuestionId | None = None,
        seconds: float | None = None,
    ) -> None:
        if question is None and self.stage is not Stage.CONSENT:
            question = self.question.id
        if seconds is None and self.stage is Stage.ANSWERING:
            seconds = self.elapsed
        event = PanelEvent(kind, self.now(), question, words, seconds)
        before, spent = self._standing, self.spent
        self._since = self.monotonic()
        self.events.append(event)
        numbers = {q.id: index for index, q in enumerate(self.form.questions)}
        # The steady clock knows better than the time of day, which may have been set.
        self._standing = replace(after(before, event, numbers), spent=spent)
        self._is_last = True
        self._unwritten.append((len(self.events) - 1, event))

    def _note_closing(self, last_alive: datetime | None) -> None:
        last = self._standing.at
        assert last is not None  # noqa: S101 - the answer has begun
        known = last if last_alive is None else max(last, last_alive)
        seconds = (self.now() - known).total_seconds()
        if seconds < 0:
            told = "for a while"
        else:
            told = f"for {clock_face(seconds)}{'' if last_alive else ' at most'}"
        self._happens(EventKind.FAULT, f"the program was closed {told}; the clock went on")

    def _must_go_on(self) -> None:
        if self.stage is Stage.CONSENT:
            raise OutOfOrder(
                "no_consent",
                "The candidate has not been asked yet.",
                "First ask whether the answers may be recorded and written down.",
            )
        if self.is_paused:
            raise OutOfOrder("paused", "The panel is paused.", "Go on first.")

    def _must_be(self, stage: Stage, message: str) -> None:
        if self.stage is not stage:
            raise OutOfOrder("not_now", message)


def _said(words: str, hint: str) -> str:
    line = one_line(words)
    if not line:
        raise InputError("Nothing is written.", hint)
    return line
