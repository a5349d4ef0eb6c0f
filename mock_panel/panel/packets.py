"""Raters elsewhere: a packet goes out, a ratings file comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.packet import packet_html
from mock_panel.panel.protocol import MockPanels
from mock_panel.panel.ratings_file import ReturnedRatings, open_ratings, read_ratings_file

FileWriter = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a ratings file."""

    panel: Panel
    seat: Seat
    rated: int
    """Items that are complete now."""
    of: int
    locked: bool
    known: bool
    """The very same had come before."""


@dataclass(frozen=True, slots=True)
class Packets:
    """Packets of a panel; calls may raise StorageError."""

    panels: MockPanels
    new_key: Callable[[], str]
    write_file: FileWriter

    def make(self, panel: Panel, seat: Seat) -> str:
        """The packet of a seat, as a page.

        Every packet of a seat has the same key, so that any of them may be filled in.

        Raises:
            OutOfOrder: `not_a_rater`, or `locked` already.
        """
        if not seat.rates:
            raise OutOfOrder("not_a_rater", f"{seat.name} sits on this panel and does not rate.")
        if seat.locked_at is not None:
            raise OutOfOrder("locked", f"{panel.called(seat)} has locked; no packet is needed.")
        store = self.panels.store
        key = store.packet_key(panel.id, seat.id, self.new_key())
        answers = store.answers(panel.id) if panel.agreed else ()
        return packet_html(panel, seat, key, answers, made_at=self.panels.now())

    def write(self, panel: Panel, seat: Seat, path: Path) -> None:
        """Write the packet of a seat into a new file.

        Raises:
            InputError: there is a file of this name.
            OutOfOrder: as `make`.
        """
        self.write_file(path, self.make(panel, seat).encode())

    def receive(self, data: bytes, name: str) -> Received:
        """Take in what a packet saved.

        Args:
            data: all bytes of the file.
            name: of the file, for messages.

        Raises:
            InputError: it is no such file, or not from the rater whose it claims to be.
            OutOfOrder: `locked` with other ratings, or `older` than a draft that came before.
                Nothing is changed then.
        """
        sealed = read_ratings_file(data, name)
        store = self.panels.store
        panel = store.get(sealed.panel)
        if panel is None:
            raise InputError(
                f"{name}: is for a panel that is not in this database",
                "It belongs to another computer, or the panel was erased.",
            )
        key = next(
            (store.existing_key(panel.id, s.id) for s in panel.raters if s.id == sealed.rater), None
        )
        if key is None:
            raise InputError(
                f"{name}: no packet was made for the rater whose it claims to be",
                "Write a packet for that rater first: `mock-panel panel packet`.",
            )
        returned = open_ratings(sealed, panel, key)
        seat = panel.seat(returned.seat)
        known = self._is_known(panel, returned)
        if not known:
            self._must_be_newer(panel, returned, name)
            self._merge(panel, returned)
        own = next(own for own in store.progress(panel.id) if own.seat == seat.id)
        return Received(panel, seat, own.rated, own.of, own.locked, known)

    def _is_known(self, panel: Panel, returned: ReturnedRatings) -> bool:
        """Whether the seat is locked with exactly these ratings."""
        seat = panel.seat(returned.seat)
        if seat.locked_at is None or not returned.locked:
            return False
        stored = {
            rating.item: (rating.score, rating.evidence)
            for rating in self.panels.store.own_ratings(panel.id, seat.id)
        }
        return all(
            stored.get(item) == (score, evidence) for item, score, evidence in returned.ratings
        )

    def _must_be_newer(self, panel: Panel, returned: ReturnedRatings, name: str) -> None:
        """An old draft never replaces a newer one; both moments are by the rater's own clock."""
        came = [
            rating.at
            for rating in self.panels.store.own_ratings(panel.id, returned.seat)
            if rating.source is RatingSource.PACKET
        ]
        if not returned.locked and came and max(came) > returned.saved_at:
            raise OutOfOrder(
                "older",
                f"{name}: is an older draft than the one that is here",
                "Take in the file that the rater saved last.",
            )

    def _merge(self, panel: Panel, returned: ReturnedRatings) -> None:
        now = self.panels.now()
        ratings = [
            Rating(
                returned.seat,
                item,
                score,
                evidence,
                RatingSource.PACKET,
                with_pin=False,
                at=returned.saved_at,
            )
            for item, score, evidence in returned.ratings
            if score is not None or evidence
        ]
        rated = [item.id for item in panel.form.rated]
        self.panels.store.merge(
            panel.id,
            returned.seat,
            ratings,
            returned.notes,
            (rated, now) if returned.locked else None,
        )
