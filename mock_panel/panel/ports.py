"""What panels need of the outside; the composition root plugs the adapters in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.ids import FormId, ItemId, PanelId, PersonId, QuestionId, SeatId
from mock_panel.domain.joining import Invited, KeptCode, KeptSession, Presence, Refusal
from mock_panel.domain.panel_events import PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, SeatGuard
from mock_panel.domain.people import Given, Person, ProgrammePanel, ProgrammeSeat, Showing
from mock_panel.domain.ratings import Move, PooledScore, RaterNote, Rating, SeatProgress, Settlement
from mock_panel.domain.speech import Recording, Transcribed


class Changes(Protocol):
    """Tells when anybody has written to the database, in this process or another."""

    def wait(self, seconds: float) -> bool:
        """Whether anything was committed since the last call; waits so long at most.

        Raises:
            StorageError: the file cannot be read any more.
        """

    def close(self) -> None:
        """Let go of what it holds; who waits is told that nothing happened."""


class PanelStore(Protocol):
    """Panels on disk. Any call may raise StorageError; each is one transaction.

    No call gives out anybody's rating before the reveal but to the seat whose it is.
    """

    def convene(self, panel: Panel, pins: Mapping[SeatId, str]) -> None:
        """Store a new panel, and its form where that is new.

        Args:
            panel: nobody has rated it yet.
            pins: what guards each seat, as `SeatGuard.pin`; a seat may be left out.
        """

    def panels(self, beginning: str = "") -> Sequence[Panel]:
        """All panels, or those whose id begins so; the newest first."""

    def get(self, panel: PanelId) -> Panel | None:
        """The panel; None where there is none with this id."""

    def erase(self, panel: PanelId) -> bool:
        """Erase a panel with all that belongs to it; whether there was one."""

    def guard(self, panel: PanelId, seat: SeatId) -> SeatGuard:
        """What keeps others out of a seat."""

    def guess(
        self, panel: PanelId, seat: SeatId, now: datetime, allowed: int, barred: timedelta
    ) -> SeatGuard:
        """Count a guess at a seat's PIN before it is looked at, and give what it must fit.

        Counted first, so that no number of processes has more guesses than one. The guess
        that reaches the number allowed, or a multiple of it, bars the seat for a while.

        Raises:
            OutOfOrder: `barred`; nothing is counted then.
        """

    def forget_guesses(self, panel: PanelId, seat: SeatId) -> None:
        """The last guess was right."""

    def renew_pin(self, panel: PanelId, seat: SeatId, pin: str) -> None:
        """Guard a seat anew.

        Raises:
            OutOfOrder: `has_rated`: whoever had the new PIN could change what is there.
        """

    def packet_key(self, panel: PanelId, seat: SeatId, fresh: str) -> str:
        """The key of a seat's packet: the first that was given, from then on."""

    def existing_key(self, panel: PanelId, seat: SeatId) -> str | None:
        """The key of a seat's packet; None while no packet was made."""

    def rate(self, panel: PanelId, rating: Rating) -> None:
        """Store a draft of a rating; it takes the place of the one before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """

    def own_ratings(self, panel: PanelId, seat: SeatId) -> Sequence[Rating]:
        """A seat's own ratings, locked or not."""

    def keep_notes(
        self, panel: PanelId, seat: SeatId, question: QuestionId, notes: Sequence[RaterNote]
    ) -> None:
        """Store a seat's notes on a question in place of those before.

        Raises:
            OutOfOrder: `locked`; nothing was stored.
        """

    def own_notes(self, panel: PanelId, seat: SeatId) -> Sequence[RaterNote]:
        """A seat's own notes, in the order of writing within each question."""

    def lock(self, panel: PanelId, seat: SeatId, items: Sequence[ItemId], at: datetime) -> None:
        """Make a seat's ratings final.

        Args:
            panel: the panel.
            seat: whose.
            items: what must be complete.
            at: now.

        Raises:
            OutOfOrder: `locked` already, or `incomplete`; nothing was changed.
        """

    def merge(
        self,
        panel: PanelId,
        seat: SeatId,
        ratings: Sequence[Rating],
        notes: Sequence[RaterNote],
        locked: tuple[Sequence[ItemId], datetime] | None,
    ) -> None:
        """Store all that came back from a rater elsewhere, and lock it if they did.

        Raises:
            OutOfOrder: as `lock`; nothing was stored.
        """

    def progress(self, panel: PanelId) -> Sequence[SeatProgress]:
        """How far each rater is: counts, never scores."""

    def reveal(self, panel: PanelId, at: datetime) -> None:
        """Let everybody see everybody's ratings.

        Raises:
            OutOfOrder: `not_all_locked` or `revealed` already; nothing was changed.
        """

    def record(self, panel: PanelId) -> PanelRecord:
        """Everything about a panel.

        Raises:
            OutOfOrder: `not_revealed`.
        """

    def records(self, panels: Sequence[PanelId] | None = None) -> Sequence[PanelRecord]:
        """Everything about these panels, or all, that are revealed; the oldest first."""

    def closed_with(self, form: FormId) -> Sequence[PanelRecord]:
        """Everything about the closed panels of a form, as far as they may be seen."""

    def unseen_with(self, form: FormId) -> int:
        """How many panels of a form there are that may not be seen."""

    def pooled(self, panels: Sequence[PanelId] | None = None) -> Sequence[PooledScore]:
        """The locked ratings of these panels, or all, that are revealed; items that count."""

    def move(self, panel: PanelId, move: Move) -> None:
        """Add a rater's rating after the discussion.

        Raises:
            OutOfOrder: `not_revealed` or `closed`.
        """

    def settle(self, panel: PanelId, settlement: Settlement) -> None:
        """Add what the panel came to on an item.

        Raises:
            OutOfOrder: `not_revealed` or `closed`.
        """

    def close(self, panel: PanelId, at: datetime) -> None:
        """Declare everything settled.

        Raises:
            OutOfOrder: `not_revealed`, or `closed` already.
        """

    def change_form(self, form: FormId, change: FormChange) -> None:
        """Take an item out of the rating for every candidate.

        Raises:
            OutOfOrder: `taken_out` already, or the form would have none `left`.
        """

    def happened(
        self,
        panel: PanelId,
        event: PanelEvent,
        after: int | None = None,
        agreed: bool | None = None,
    ) -> None:
        """Add an event, and what it changes about consent.

        Args:
            panel: where.
            event: what happened.
            after: how many events there were, as whoever adds this one knows; None where it
                follows from none of them.
            agreed: whether answers may be kept from now on; None where that stays as it was.

        Raises:
            OutOfOrder: `gone_on`: there are other events by now; nothing was added.
        """

    def events(self, panel: PanelId) -> Sequence[PanelEvent]:
        """What happened so far, in order."""

    def keep_answer(self, panel: PanelId, answer: PanelAnswer) -> None:
        """Store what the candidate said to a question, in place of what was there.

        Raises:
            OutOfOrder: `not_agreed`.
        """

    def answers(self, panel: PanelId) -> Sequence[PanelAnswer]:
        """What the candidate said, as far as it was kept."""


class AnswerSounds(Protocol):
    """The sound files of answers."""

    def path(self, name: str) -> Path | None:
        """The file of a recording, finished or not; None if there is none."""

    def recover(self, name: str) -> Recording | None:
        """Finish a recording and listen through it; blocks. None if there is no sound."""

    def erase(self, name: str) -> None:
        """Remove a recording; no error if there is none.

        Raises:
            StorageError: it is still there.
        """


class AnswerWriter(Protocol):
    """Turns a recording into words."""

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        """Write down what was said; blocks, never raises."""


class CalibrationStore(Protocol):
    """What raters gave the exemplars. Any call may raise StorageError."""

    def keep(self, rating: CalibrationRating) -> None:
        """Store a rating; earlier ones of the same exemplar stay, so that learning shows."""

    def ratings(self, rater: str | None = None) -> Sequence[CalibrationRating]:
        """What this person gave, or everybody; the oldest first."""


class JoiningStore(Protocol):
    """Who may join a panel from elsewhere, and who has. Any call may raise StorageError."""

    def invite(self, panel: PanelId, place: SeatId, code: KeptCode) -> bool:
        """Keep a code in the place of the one before; false where another begins like it."""

    def invitations(self, panel: PanelId) -> Sequence[Invited]:
        """The invitations of a panel."""

    def revoke(self, panel: PanelId, place: SeatId, at: datetime) -> bool:
        """Erase an invitation and end the sessions of its place; whether there was any."""

    def admit(
        self,
        locator: str,
        fits: Callable[[str, str], bool],
        now: datetime,
        opening: tuple[str, str],
        most_wrong: int,
    ) -> KeptSession:
        """Use an invitation up and open a session, in one transaction.

        The session lasts as long as the invitation would; the last one of the place ends.

        Args:
            locator: how the code begins.
            fits: whether the code is the one with this salt and digest.
            now: aware.
            opening: the session's id, and the digest of its token.
            most_wrong: codes in a row that may be wrong before the invitation is dead.

        Raises:
            OutOfOrder: `unknown_code`, also where it is used up or dead, or `expired`.
        """

    def session(self, token_digest: str) -> KeptSession | None:
        """The session of a token; None where there is none."""

    def end(self, session: str, at: datetime) -> None:
        """End a session, if it has not ended."""

    def is_ended(self, session: str) -> bool:
        """Whether a session was ended, or is gone with its panel."""

    def arrived(self, session: str, server: str, at: datetime) -> None:
        """One more connection of a session to a server."""

    def left(self, session: str, server: str) -> None:
        """One connection less."""

    def clear_presence(self, server: str, now: datetime) -> None:
        """Nobody is connected to a server, nor to any with a session that has expired."""

    def present(self, panel: PanelId) -> Sequence[Presence]:
        """Who is connected."""

    def refuse(self, panel: PanelId, refusal: Refusal) -> None:
        """Keep a refusal; of many, the last hundred."""

    def refusals(self, panel: PanelId) -> Sequence[Refusal]:
        """What was refused, the newest first."""


class ShowingStore(Protocol):
    """Who shows practice to whom. Any call may raise StorageError; each is one transaction."""

    def all(self) -> Sequence[Showing]:
        """What whoever is connected shows, and what is shown to them."""

    def keep(self, showing: Showing) -> None:
        """Show from now on, or with other stories than before."""

    def take_back(self, person: PersonId, mentor: PersonId) -> bool:
        """Show no more; whether it was shown."""


class PeopleStore(Protocol):
    """The people of a programme. Any call may raise StorageError; each is one transaction."""

    def me(self) -> Person | None:
        """Who is connected; None in a file, and where the list does not name them."""

    def stranger(self) -> str | None:
        """The login of who is connected, where a list names others and not them."""

    def all(self) -> Sequence[Person]:
        """Everybody whom one may know of, by name."""

    def keep(self, people: Sequence[Person]) -> None:
        """Store new people and changed ones, or nothing.

        Raises:
            InputError: a name or a login is somebody else's.
        """

    def link(
        self, panel: PanelId, candidate: PersonId | None, seats: Mapping[SeatId, PersonId]
    ) -> None:
        """Note who the candidate is, and who sits where; what is not said stays as it was."""

    def give(self, person: Person) -> Given:
        """Let somebody own what nobody owns: panels a mentor, all else a candidate."""

    def panels(self) -> Sequence[ProgrammePanel]:
        """What may be counted of panels, the oldest first."""

    def seats(self) -> Sequence[ProgrammeSeat]:
        """What may be counted of the places in panels."""

    def hand_over(self, panel: PanelId, page: str, at: datetime) -> None:
        """Keep a closed panel's report for the candidate, in the place of the one before."""

    def report(self, panel: PanelId) -> str | None:
        """A report that was handed over, in Markdown; None where there is none."""
