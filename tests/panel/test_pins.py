from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.panels import SeatGuard
from mock_panel.errors import OutOfOrder
from mock_panel.panel import pins
from mock_panel.panel.pins import BARRED_FOR, WRONG_IN_A_ROW, admit, fits, sealed

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
KEPT = sealed("012345", b"salt")


class Seat:
    """A seat whose guard is kept as the store would."""

    def __init__(self) -> None:
        self.guard = SeatGuard(KEPT, 0, None)

    def let_in(self, pin: str, now: datetime = NOW) -> str:
        try:
            admit(pin, self.guard, now, self._note)
        except OutOfOrder as refusal:
            return refusal.reason
        return "in"

    def _note(self, wrong: int, until: datetime | None) -> None:
        self.guard = SeatGuard(KEPT, wrong, until)


def test_the_pin_is_not_in_what_is_kept() -> None:
    assert "012345" not in KEPT
    assert sealed("012345", b"other") != KEPT
    assert fits("012 345", KEPT)


def test_no_other_pin_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made cheap, so that a thousand can be tried."""
    monkeypatch.setitem(pins._COST, "n", 2)
    kept = sealed("012345", b"salt")

    @settings(max_examples=1_000, deadline=None)
    @given(st.text(max_size=8) | st.from_regex(r"0[0-9]{5}", fullmatch=True))
    def tried(pin: str) -> None:
        assert fits(pin, kept) is ("".join(pin.split()) == "012345")

    tried()


def test_guessing_is_slow() -> None:
    seat = Seat()
    for _ in range(WRONG_IN_A_ROW):
        assert seat.let_in("999999") == "wrong_pin"
    assert seat.let_in("012345") == "barred", "even the right one, or guessing would pay"
    assert seat.let_in("012345", NOW + BARRED_FOR) == "in"
    assert seat.guard.wrong == 0


def test_who_is_barred_is_told_for_how_long() -> None:
    guard = SeatGuard(KEPT, 5, NOW + timedelta(seconds=40))
    with pytest.raises(OutOfOrder, match="41 seconds"):
        admit("012345", guard, NOW, lambda *_: None)


def test_a_seat_without_a_pin_is_open() -> None:
    admit("", SeatGuard("", 0, None), NOW, lambda *_: None)
