"""Conducting a panel: the questions in their order, the clock, and everything that happened.

What happens is only ever added to, and where a panel stands follows from it alone, so that a
killed program goes on where it was. A chair may have it open on two screens, at the table and in
a browser: an event is taken only from one that knows of all before it, and the other follows.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from mock_panel.domain.clocks import SteadyClock, WallClock
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import PanelForm, PanelItem, PanelQuestion
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import InputError, OutOfOrder, StorageError
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.protocol import evidence_lines
from mock_panel.panel.standing import (
    LEAVING_OUT,
    NOT_ANSWERED,
    NOT_ASKED,
    Stage,
    Standing,
    after,
    standing,
)

AGREED = "agreed to be recorded"
REFUSED = "did not agree to be recorded"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is stored of a panel that is conducted, whoever brought it there."""

    panel: Panel
    events: tuple[PanelEvent, ...]
    answers: tuple[PanelAnswer, ...]
    notes: tuple[RaterNote, ...]
    """The chair's own."""
    writing: int
    """How often the chair had written in a note when it was read."""


@dataclass(slots=True)
class Conduct:
    """One panel being conducted: each call happens at once, and `write` brings it to the disk.

    Calls may come from one thread, `write` and `look` from others.
    """

    panel: Panel
    store: PanelStore
    monotonic: SteadyClock
    now: WallClock
    events: list[PanelEvent] = field(default_factory=list)
    notes: list[RaterNote] = field(default_factory=list)
    """The chair's own."""
    agreed: bool | None = None
    _standing: Standing = field(default_factory=lambda: Standing(Stage.CONSENT))
    _since: float = 0.0
    """The steady clock at the last event."""
    _unwritten: deque[tuple[int, PanelEvent]] = field(default_factory=deque)
    """What happened here and is not on the disk, each with the number of events before it."""
    _changed: set[QuestionId] = field(default_factory=set)
    """Questions whose notes are not on the disk."""
    _writing: Lock = field(default_factory=Lock)
    _stored: int = 0
    """Events on the disk, as far as they are known here."""
    _is_behind: bool = False
    """An event was refused, because another screen had added one before."""
    _is_last: bool = False
    """Whether the last event came from here."""
    _known_notes: tuple[RaterNote, ...] = ()
    """The chair's notes as they were last read, or written here."""
    _notes_written: int = 0
    """How often the chair has written in a note here."""

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
            conduct.notes = list(store.own_notes(panel.id, panel.chair.id))
            conduct._known_notes = tuple(conduct.notes)
        if conduct._standing.clock_runs and is_alone:
            conduct._note_closing(last_alive(conduct._standing.index))
        return conduct

    # --- where it stands -----------------------------------------------------------------

    @property
    def form(self) -> PanelForm:
        """What is asked."""
        return self.panel.form

    @property
    def stage(self) -> Stage:
        """Where the conduct stands."""
        return self._standing.stage

    @property
    def standing(self) -> Standing:
        """The same with the clocks of the last event."""
        return self._standing

    @property
    def index(self) -> int:
        """The place of the question at hand, from 0."""
        return self._standing.index

    @property
    def question(self) -> PanelQuestion:
        """The question at hand: to be asked, being answered, or the last that was."""
        return self.form.questions[self.index]

    @property
    def item(self) -> PanelItem:
        """What the question at hand is rated as."""
        return self.form.item_of(self.question.id)

    @property
    def upcoming(self) -> PanelQuestion | None:
        """The question that would be asked next; None where one is, or none is left."""
        questions = self.form.questions
        if self.stage is Stage.TO_ASK:
            return self.question
        if self.stage is Stage.ANSWERED and self.index + 1 < len(questions):
            return questions[self.index + 1]
        return None

    @property
    def is_paused(self) -> bool:
        """Whether time stands still."""
        return self._standing.is_paused

    @property
    def is_answering(self) -> bool:
        """Whether the answer clock runs."""
        return self._standing.clock_runs

    @property
    def elapsed(self) -> float:
        """Seconds of the answer at hand, without pauses."""
        return self._standing.clock + (self._passed if self._standing.clock_runs else 0.0)

    @property
    def spent(self) -> float:
        """Seconds since the first question was asked, without pauses."""
        return self._standing.spent + (self._passed if self._standing.goes_on else 0.0)

    @property
    def is_written(self) -> bool:
        """Whether everything is on the disk."""
        return not self._unwritten and not self._changed

    @property
    def is_mine(self) -> bool:
        """Whether what happened last was done here, and not at another screen."""
        return self._is_last

    def put(self, words: str) -> PanelEvent | None:
        """The event of asking a follow-up beside the question at hand; None while it was not."""
        return next((e for e in self.follow_ups if e.words == words), None)

    @property
    def follow_ups(self) -> tuple[PanelEvent, ...]:
        """What was asked beside the question at hand."""
        kinds = (EventKind.PROBE, EventKind.SUPPLEMENTAL)
        here = self.question.id
        return tuple(e for e in self.events if e.kind in kinds and e.question == here)

    def own_notes(self, question: QuestionId) -> tuple[RaterNote, ...]:
        """The chair's notes on a question."""
        return tuple(note for note in self.notes if note.question == question)

    @property
    def _passed(self) -> float:
        return max(0.0, self.monotonic() - self._since)

    @property
    def _gap(self) -> timedelta:
        """By the time of day, since the last event."""
        return self.now() - self._standing.at if self._standing.at else timedelta()

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
        self._happens(EventKind.PAUSE, _one_line(words))

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
        planned = said in map(_one_line, self.question.supplementals)
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
        said = replace(note, text=_one_line(text))
        if said == note:
            return note
        kept = list(self.notes)
        if note in kept:
            place = kept.index(note)
            kept[place : place + 1] = [said] if said.text else []
        elif said.text:
            kept.append(said)
        self.notes = kept
        self._notes_written += 1
        self._changed.add(note.question)
        return said

    # --- the disk -------------------------------------------------------------------------------

    def write(self) -> None:
        """Bring what is new to the disk, in order; what fails is tried again the next time.

        Raises:
            StorageError: it is not there yet.
            OutOfOrder: the chair has locked meanwhile; the notes stay as they were locked. Or
                `gone_on`: something else happened at another screen; what happened here since
                does not count, and `follow` goes on from there.
        """
        with self._writing:
            while self._unwritten:
                self._write_event(*self._unwritten[0])
                self._stored += 1
                self._unwritten.popleft()
            while self._changed:
                self._write_notes(self._changed.pop())

    def _write_event(self, after: int, event: PanelEvent) -> None:
        agreed = event.words == AGREED if event.kind is EventKind.CONSENT else None
        try:
            self.store.happened(self.panel.id, event, after, agreed)
        except OutOfOrder as error:
            # `follow` may have let go of it meanwhile.
            waits = any(event is waiting for _, waiting in list(self._unwritten))
            self._is_behind = self._is_behind or (waits and error.reason == "gone_on")
            raise

    def _write_notes(self, question: QuestionId) -> None:
        chair = self.panel.chair.id
        try:
            stored = self.store.own_notes(self.panel.id, chair)
            own = self.own_notes(question)
            notes = _merged(own, stored, self._known_notes, question)
            self.store.keep_notes(self.panel.id, chair, question, notes)
        except StorageError:
            self._changed.add(question)
            raise
        others = (note for note in self._known_notes if note.question != question)
        self._known_notes = (*others, *own)

    # --- another screen -----------------------------------------------------------------------

    def look(self) -> Seen | None:
        """What is stored by now, for `follow`; None where the panel is gone. Blocks.

        Raises:
            StorageError: it cannot be read.
        """
        with self._writing:
            writing = self._notes_written
            panel = self.store.get(self.panel.id)
            if panel is None:
                return None
            chair = panel.chair
            return Seen(
                panel,
                tuple(self.store.events(panel.id)),
                tuple(self.store.answers(panel.id)) if panel.agreed else (),
                tuple(self.store.own_notes(panel.id, chair.id)) if chair.rates else (),
                writing,
            )

    def follow(self, seen: Seen) -> tuple[PanelEvent, ...]:
        """Go on from what is stored; what happened at another screen since the last time."""
        if not self._changed and seen.writing == self._notes_written:
            self.notes = list(seen.notes)
            self._known_notes = seen.notes
        is_older = self._unwritten or len(seen.events) <= self._stored
        if is_older and not self._is_behind:
            return ()
        new = seen.events[self._stored :]
        self._unwritten.clear()
        self._go_on_from(seen.panel, seen.events)
        return new

    def _go_on_from(self, panel: Panel, events: Sequence[PanelEvent]) -> None:
        self.panel, self.agreed, self.events = panel, panel.agreed, list(events)
        self._stored, self._is_behind, self._is_last = len(events), False, False
        self._standing = standing(panel, events)
        self._since = self.monotonic() - max(0.0, self._gap.total_seconds())

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
            told = f"for {face(seconds)}{'' if last_alive else ' at most'}"
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


def _merged(
    own: Sequence[RaterNote],
    stored: Sequence[RaterNote],
    known: Sequence[RaterNote],
    question: QuestionId,
) -> tuple[RaterNote, ...]:
    """The own notes on a question, and those that another screen has added meanwhile."""
    begun = {note.at for note in (*own, *known)}
    return (*own, *(n for n in stored if n.question == question and n.at not in begun))


def face(seconds: float) -> str:
    """Minutes and seconds, such as 3:07; hours only when there are any."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _one_line(words: str) -> str:
    return " ".join(evidence_lines([words]))


def _said(words: str, hint: str) -> str:
    line = _one_line(words)
    if not line:
        raise InputError("Nothing is written.", hint)
    return line
