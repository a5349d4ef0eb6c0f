"""The protocol of a panel: rate alone, lock, reveal, discuss, settle.

Ratings are given blind and kept for good, because averaging what several people thought
independently is what makes a panel reliable (Conway, Jako and Goodman 1995).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches

from mock_panel.domain.clocks import IdFactory, WallClock
from mock_panel.domain.ids import FormId, PanelId, SeatId
from mock_panel.domain.panel_forms import FormChange, PanelForm, PanelItem
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.domain.ratings import Move, Rating, RatingSource, Settlement
from mock_panel.errors import InputError, OutOfOrder, StorageError
from mock_panel.panel.convening import (
    FormPlan,
    Sitting,
    candidate_of,
    clean_name,
    dealt,
    form_of,
    seats_of,
)
from mock_panel.panel.pins import BARRED_FOR, WRONG_IN_A_ROW, fits, sealed
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.taking_out import UNTOLD, Consequences, outcome_changes
from mock_panel.panel.unseen import Unseen

MOST_LINES = 20
LONGEST_LINE = 2_000
NONE_YET = "No panels yet. `mock-panel panel new` convenes one."
SHORT_ID = 8
"""Letters of an id as tables show it; any beginning that fits one panel names it."""


@dataclass(frozen=True, slots=True)
class Convened:
    """A new panel and the PINs of its raters, which are told once and not kept."""

    panel: Panel
    pins: dict[SeatId, str]


@dataclass(frozen=True, slots=True)
class MockPanels:
    """The use cases of raters and chairs; each call may raise StorageError."""

    store: PanelStore
    now: WallClock
    new_id: IdFactory
    new_pin: Callable[[], str]
    new_salt: Callable[[], bytes]
    in_any_order: Callable[[Sequence[Seat]], Sequence[Seat]]
    """Shuffles who rates, so that the letters of a masked panel tell nothing."""
    closed: Callable[[Panel], None] = lambda _panel: None
    """What is done when a panel has been closed, and when its closed outcome has changed."""
    unseen: Callable[[], Unseen | None] = lambda: None
    """Why whoever is connected sees no panels, where the reason is not that there are none."""

    def convene(
        self, plan: FormPlan, sitting: Sitting, candidate: str, *, masked: bool, cohort: str = ""
    ) -> Convened:
        """A new panel on a new form.

        Raises:
            InputError: the plan, a name or the number of raters will not do.
        """
        form = form_of(plan, FormId(self.new_id()))
        return self._convene(form, seats_of(sitting), candidate, masked=masked, cohort=cohort)

    def convene_again(self, panel: Panel, candidate: str, cohort: str | None = None) -> Convened:
        """The same people and the same form for another candidate; PINs and masks are new.

        Raises:
            InputError: the candidate has no name, or a seat.
        """
        seats = tuple(replace(seat, locked_at=None) for seat in panel.seats)
        cohort = panel.cohort if cohort is None else cohort
        return self._convene(panel.form, seats, candidate, masked=panel.masked, cohort=cohort)

    def _convene(
        self,
        form: PanelForm,
        seats: tuple[Seat, ...],
        candidate: str,
        *,
        masked: bool,
        cohort: str,
    ) -> Convened:
        if masked:
            seats = dealt(seats, self.in_any_order)
        panel = Panel(
            id=PanelId(self.new_id()),
            form=form,
            candidate=candidate_of(candidate, seats),
            cohort=clean_name(cohort, "the cohort") if cohort.strip() else "",
            masked=masked,
            seats=seats,
            convened_at=self.now(),
        )
        pins = {seat.id: self.new_pin() for seat in seats if seat.rates or seat.role is Role.CHAIR}
        self.store.convene(panel, {s: sealed(pin, self.new_salt()) for s, pin in pins.items()})
        return Convened(panel, pins)

    def find(self, wanted: str) -> Panel:
        """The panel whose id begins so.

        Raises:
            InputError: there is none, or more than one.
        """
        found = self.store.panels(wanted.lower()) if wanted else ()
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(f"{wanted!r}: {len(found)} panels begin so.", "Give more letters.")
        panels = self.store.panels()
        newest = "; ".join(f"{panel.id[:SHORT_ID]} {panel.candidate}" for panel in panels[:3])
        hint = f"The newest: {newest}." if newest else self.none_words()
        raise InputError(f"There is no panel {wanted!r}.", hint)

    def none_words(self) -> str:
        """Why there is no panel to be seen, and what to do."""
        unseen = self.unseen()
        return f"{unseen.reason} {unseen.to_do}" if unseen else NONE_YET

    def admit(self, panel: Panel, seat: Seat, pin: str) -> None:
        """Let somebody into a seat.

        Raises:
            OutOfOrder: `wrong_pin`, or `barred` after too many.
        """
        guard = self.store.guess(panel.id, seat.id, self.now(), WRONG_IN_A_ROW, BARRED_FOR)
        if guard.pin and not fits(pin, guard.pin):
            raise OutOfOrder(
                "wrong_pin",
                "This is not the PIN of this seat.",
                "The chair was shown the PINs when the panel was convened.",
            )
        if guard.wrong:
            self.store.forget_guesses(panel.id, seat.id)

    def renew_pin(self, panel: Panel, seat: Seat) -> str:
        """Another PIN for a rater whose first one was lost; it is told once.

        Raises:
            OutOfOrder: `not_a_rater`, `locked`, or `has_rated`.
        """
        self._must_rate(seat)
        pin = self.new_pin()
        self.store.renew_pin(panel.id, seat.id, sealed(pin, self.new_salt()))
        return pin

    def rate(
        self,
        panel: Panel,
        seat: Seat,
        item: PanelItem,
        score: int | None,
        evidence: Sequence[str],
        *,
        source: RatingSource,
        with_pin: bool,
    ) -> Rating:
        """Store a rating as a draft, which may still lack its score or its evidence.

        Raises:
            InputError: the score is not on the scale, or the evidence is too much.
            OutOfOrder: `locked`, `not_a_rater` or `taken_out`; nothing was stored.
        """
        self._must_rate(seat)
        self._must_count(panel, item)
        if score is not None:
            self._must_be_on_scale(panel, score)
        rating = Rating(
            seat.id, item.id, score, evidence_lines(evidence), source, with_pin, self.now()
        )
        self.store.rate(panel.id, rating)
        return rating

    def lock(self, panel: Panel, seat: Seat) -> None:
        """Make a rater's ratings final.

        Raises:
            OutOfOrder: `locked`, `not_a_rater` or `incomplete`; nothing was changed.
        """
        self._must_rate(seat)
        rated = [item.id for item in panel.form.rated]
        self.store.lock(panel.id, seat.id, rated, self.now())

    def reveal(self, panel: Panel) -> None:
        """Let everybody see everybody's ratings.

        Raises:
            OutOfOrder: `not_all_locked` or `revealed`; nothing was changed.
        """
        self.store.reveal(panel.id, self.now())

    def move(self, panel: Panel, seat: Seat, item: PanelItem, score: int, reason: str) -> Move:
        """A rater thinks otherwise after the discussion; the first rating stays on record.

        Raises:
            InputError: the score is not on the scale, or there is no reason.
            OutOfOrder: `not_revealed`, `closed`, `not_a_rater`, `taken_out`, or `unmoved`
                where the rater stands at this score already.
        """
        self._must_rate(seat)
        self._must_count(panel, item)
        self._must_be_on_scale(panel, score)
        move = Move(seat.id, item.id, score, _reason(reason), self.now())
        self.store.move(panel.id, move)
        return move

    def settle(self, panel: Panel, item: PanelItem, score: int | None, reason: str) -> Settlement:
        """What the panel came to on an item; without a score the mean stands.

        Raises:
            InputError: the score is not on the scale, or there is no reason.
            OutOfOrder: `not_revealed`, `closed` or `taken_out`.
        """
        self._must_count(panel, item)
        if score is not None:
            self._must_be_on_scale(panel, score)
        settlement = Settlement(item.id, score, _reason(reason), self.now())
        self.store.settle(panel.id, settlement)
        return settlement

    def close(self, panel: Panel) -> None:
        """Declare everything settled.

        Raises:
            OutOfOrder: `not_revealed`, `closed` or `unsettled`.
        """
        if left := self.store.record(panel.id).unsettled:
            names = ", ".join(item.id for item in left)
            raise OutOfOrder(
                "unsettled", f"Not settled yet: {names}.", "Settle each, or let the mean stand."
            )
        self.store.close(panel.id, self.now())
        self.closed(panel)

    def consequences(self, panel: Panel, item: PanelItem) -> Consequences:
        """What must be told before an item is taken out of the rating."""
        form = panel.form
        if others := sum(other.id != item.id for other in form.rated):
            changes = outcome_changes(self.store.closed_with(form.id), item, others)
            return Consequences(changes, self.store.unseen_with(form.id))
        return Consequences()

    def take_out(
        self,
        panel: Panel,
        item: PanelItem,
        reason: str,
        told: Consequences = UNTOLD,
    ) -> FormChange:
        """Take an item out of the rating for every candidate of the form.

        Args:
            panel: one of those that the form is put to.
            item: which.
            reason: why.
            told: of what whoever asks for it was told, from `consequences`.

        Raises:
            InputError: there is no reason.
            OutOfOrder: `taken_out` already, `none_left`, or `changes_outcomes` of which nobody
                was told; nothing was changed.
        """
        change = FormChange(item.id, _reason(reason), self.now())
        there = self.consequences(panel, item)
        if untold := there.beyond(told):
            raise OutOfOrder(
                "changes_outcomes",
                f"{untold.heading(item)}. {' '.join(untold.sentences)}",
                "Nothing was changed. Agree to it first; for a script, with --yes.",
            )
        self.store.change_form(panel.form.id, change)
        for outcome in there.changes:
            # Only who runs that panel may hand its report over anew.
            with suppress(StorageError):
                self.closed(outcome.panel)
        return change

    def _must_rate(self, seat: Seat) -> None:
        if not seat.rates:
            raise OutOfOrder("not_a_rater", f"{seat.name} sits on this panel and does not rate.")

    def _must_count(self, panel: Panel, item: PanelItem) -> None:
        if item.id not in [rated.id for rated in panel.form.rated]:
            raise OutOfOrder("taken_out", f"{item.id} was taken out of the rating for everybody.")

    def _must_be_on_scale(self, panel: Panel, score: int) -> None:
        values = [level.value for level in panel.form.scale.levels]
        if score not in values:
            raise InputError(
                f"{score} is not on the scale.",
                f"{panel.form.scale.title}: {', '.join(map(str, values))}.",
            )


def evidence_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """One piece of evidence each, cleaned; empty ones are left out.

    Raises:
        InputError: there are too many, or one is too long.
    """
    found = [
        " ".join("".join(c if c.isprintable() else " " for c in line).split())
        for given in lines
        for line in given.splitlines()
    ]
    kept = tuple(line for line in found if line)
    if len(kept) > MOST_LINES:
        raise InputError(f"{len(kept)} lines of evidence", f"Keep to {MOST_LINES}.")
    longest = max((len(line) for line in kept), default=0)
    if longest > LONGEST_LINE:
        raise InputError(f"A line of {longest} characters", f"Keep to {LONGEST_LINE}.")
    return kept


def find_seat(panel: Panel, wanted: str) -> Seat:
    """The seat with this letter, mask or name.

    Raises:
        InputError: the panel has none.
    """
    name = " ".join(wanted.split()).casefold()
    for seat in panel.seats:
        if name in (seat.id, seat.name.casefold(), seat.mask.casefold()):
            return seat
    known = [seat.id for seat in panel.seats] + [seat.name for seat in panel.people]
    raise InputError(f"This panel has no rater {wanted!r}.", _nearest(wanted, known))


def find_item(panel: Panel, wanted: str) -> PanelItem:
    """The item with this id or number, or the one of this question or ECQ.

    Raises:
        InputError: the form has none, or more than one.
    """
    name = wanted.strip().lower()
    for item in panel.form.items:
        if name in (item.id, item.id[1:]) or name in [q.id for q in item.questions]:
            return item
    of_ecq = [item for item in panel.form.items if name == item.ecq]
    if len(of_ecq) == 1:
        return of_ecq[0]
    known = [item.id for item in panel.form.items]
    raise InputError(f"This panel has no item {wanted!r}.", _nearest(wanted, known))


def _nearest(wanted: str, known: Sequence[str]) -> str:
    near = get_close_matches(wanted, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."


def _reason(words: str) -> str:
    lines = evidence_lines([words])
    if not lines:
        raise InputError("There is no reason.", "Say in a few words why.")
    return " ".join(lines)
