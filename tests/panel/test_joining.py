"""Joining from elsewhere: a code works once, in time, and few may be tried."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import SeatId
from mock_panel.domain.joining import CANDIDATE, PlaceRole
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.join_codes import ALPHABET, LENGTH, code_of, read_code
from mock_panel.panel.joining import MOST_WRONG, Joining, find_place
from mock_panel.panel.wrong_codes import ALLOWED, WrongCodes
from mock_panel.paths import Paths
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.joining import SqlJoiningStore
from mock_panel.storage.panels import SqlPanelStore
from tests.panel.sample_panels import sample_panel

PANEL = sample_panel()
B = SeatId("b")


class Clock:
    """Both clocks, as the test sets them."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 4, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def steady(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database: Database
    if getattr(request, "param", "file") == "team":
        database = request.getfixturevalue("team")
    else:
        database = open_database(Paths(tmp_path))
    SqlPanelStore(database).convene(PANEL, {})
    yield database
    database.close()


@pytest.fixture
def joining(database: Database, clock: Clock) -> Joining:
    numbers = iter(range(10_000))
    return Joining(
        SqlJoiningStore(database), SqlPanelStore(database).get, clock.now,
        lambda: f"session-{next(numbers)}", WrongCodes(clock.steady),
    )  # fmt: skip


def refusal(joining: Joining, code: str, address: str = "here") -> str:
    with pytest.raises(OutOfOrder) as caught:
        joining.admit(code, address)
    return caught.value.reason


@given(st.binary(min_size=LENGTH, max_size=LENGTH), st.data())
def test_a_code_is_read_as_people_type_it(random_bytes: bytes, data: st.DataObject) -> None:
    shown = code_of(random_bytes)
    plain = read_code(shown)
    assert plain is not None
    assert set(plain) <= set(ALPHABET)
    looks = {"0": "0oO", "1": "1iIlL", "V": "VvuU"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(c, c + c.lower()) + ("- " if c == "-" else "")))
        for c in shown
    )
    assert read_code(f" {typed}\n") == plain


@given(st.text())
def test_any_text_is_read_or_is_no_code(typed: str) -> None:
    read = read_code(typed)
    assert read is None or (len(read) == LENGTH and set(read) <= set(ALPHABET))


def test_a_code_opens_one_session_for_its_place(joining: Joining, clock: Clock) -> None:
    invitation = joining.invite(PANEL, B)
    admitted = joining.admit(invitation.code.lower().replace("-", " "), "here")
    guest = admitted.guest
    assert (guest.panel, guest.place, guest.role) == (PANEL.id, B, PlaceRole.RATER)
    assert guest.name == PANEL.called(PANEL.seat(B))
    assert joining.guest(admitted.token) == guest
    assert joining.guest(admitted.token[:-1] + "x") is None
    assert joining.guest("") is None
    assert refusal(joining, invitation.code) == "unknown_code"
    (told,) = joining.invitations(PANEL)
    assert told.used_at == clock.now()
    clock.seconds = 12 * 3600 + 1
    assert joining.guest(admitted.token) is None
    assert joining.is_over(guest)


def test_the_database_holds_no_code_and_no_token(
    joining: Joining, database: Database, tmp_path: Path
) -> None:
    codes = [joining.invite(PANEL, place).code for place in (B, CANDIDATE)]
    token = joining.admit(codes[0], "here").token
    database.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("mock-panel.db*"))
    for secret in (*codes, *(code.replace("-", "") for code in codes), token):
        assert secret.encode() not in kept


def test_whoever_joins_again_ends_the_session_before(joining: Joining) -> None:
    first = joining.admit(joining.invite(PANEL, B).code, "here")
    second = joining.admit(joining.invite(PANEL, B).code, "here")
    assert joining.guest(first.token) is None
    assert joining.is_over(first.guest)
    assert joining.guest(second.token) == second.guest


def test_whoever_leaves_cannot_come_back_by_the_same_session(joining: Joining) -> None:
    admitted = joining.admit(joining.invite(PANEL, B).code, "here")
    other = joining.admit(joining.invite(PANEL, CANDIDATE).code, "here")
    joining.leave(admitted.guest)
    assert joining.guest(admitted.token) is None
    assert joining.is_over(admitted.guest)
    assert joining.guest(other.token) == other.guest


def test_a_code_is_good_for_a_while_and_until_the_next(joining: Joining, clock: Clock) -> None:
    late = joining.invite(PANEL, B, hours=1)
    clock.seconds = 3601
    assert refusal(joining, late.code) == "expired"
    clock.seconds = 0
    assert refusal(joining, "000-000-000-000") == "unknown_code"
    replaced = joining.invite(PANEL, B)
    joining.invite(PANEL, B)
    assert refusal(joining, replaced.code) == "unknown_code"
    for hours in (0, -1, 10_000):
        with pytest.raises(InputError):
            joining.invite(PANEL, B, hours=hours)


def test_revoked_it_opens_nothing_and_whoever_was_in_is_out(joining: Joining) -> None:
    unused = joining.invite(PANEL, CANDIDATE)
    inside = joining.admit(joining.invite(PANEL, B).code, "here")
    assert joining.revoke(PANEL, CANDIDATE)
    assert joining.revoke(PANEL, B)
    assert not joining.revoke(PANEL, B)
    assert refusal(joining, unused.code) == "unknown_code"
    assert joining.guest(inside.token) is None


def test_few_wrong_codes_are_taken_from_one_address(joining: Joining, clock: Clock) -> None:
    good = joining.invite(PANEL, B).code
    for _ in range(ALLOWED):
        assert refusal(joining, "no code", "there") == "unknown_code"
    assert refusal(joining, good, "there") == "barred"
    # Nobody else pays for it.
    assert refusal(joining, "no code", "elsewhere") == "unknown_code"
    clock.seconds += 61
    assert joining.admit(good, "there")


def test_wrong_codes_from_any_number_of_addresses_take_little_room(clock: Clock) -> None:
    wrong_codes = WrongCodes(clock.steady)
    for number in range(12_000):
        wrong_codes.add(f"address {number}")
    for _ in range(ALLOWED):
        wrong_codes.add("the last")
    assert len(wrong_codes._counts) == 10_000
    assert wrong_codes.barred_for("the last") > 0


def test_an_invitation_dies_of_wrong_codes_that_begin_like_it(joining: Joining) -> None:
    good = joining.invite(PANEL, B).code
    other = joining.invite(PANEL, CANDIDATE).code
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    for number in range(MOST_WRONG):
        assert refusal(joining, wrong, f"address {number}") == "unknown_code"
    assert next(i.wrong for i in joining.invitations(PANEL) if i.place == B) == MOST_WRONG
    assert refusal(joining, good) == "unknown_code"
    assert joining.admit(other, "here").guest.role is PlaceRole.CANDIDATE


def test_a_code_that_two_type_at_once_opens_one_session(joining: Joining) -> None:
    code = joining.invite(PANEL, B).code

    def attempt(number: int) -> bool:
        try:
            return bool(joining.admit(code, f"address {number}"))
        except OutOfOrder:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


def test_who_is_there_is_counted_by_connections(joining: Joining, clock: Clock) -> None:
    guest = joining.admit(joining.invite(PANEL, B).code, "here").guest
    joining.arrived(guest)
    clock.seconds = 5
    joining.arrived(guest)
    joining.left(guest)
    (here,) = joining.present(PANEL)
    assert (here.place, here.since) == (B, Clock().now())
    joining.left(guest)
    joining.left(guest)
    assert not joining.present(PANEL)
    joining.arrived(guest)
    joining.clear_presence()
    assert not joining.present(PANEL)
    # Whose session was ended is not there, though the server may take a second to notice.
    joining.arrived(guest)
    assert joining.present(PANEL)
    joining.revoke(PANEL, B)
    assert not joining.present(PANEL)


def test_a_server_that_begins_forgets_its_own_guests_alone(joining: Joining, clock: Clock) -> None:
    here, there = (replace(joining, server=name) for name in ("here:1", "there:1"))
    guest = joining.admit(joining.invite(PANEL, B, hours=1).code, "address").guest
    here.arrived(guest)
    there.arrived(guest)
    there.clear_presence()
    assert [present.place for present in joining.present(PANEL)] == [B]
    there.left(guest)
    assert joining.present(PANEL)
    here.left(guest)
    assert not joining.present(PANEL)
    # One that never comes back leaves nobody there for ever.
    there.arrived(guest)
    clock.seconds = 3601
    here.clear_presence()
    assert not joining.present(PANEL)


def test_of_many_refusals_the_last_are_kept(joining: Joining) -> None:
    guest = joining.admit(joining.invite(PANEL, B).code, "here").guest
    for number in range(103):
        joining.refused(guest, f"action {number}")
    told = joining.refusals(PANEL)
    assert [told[0].action, told[-1].action, len(told)] == ["action 102", "action 3", 100]


def test_a_place_is_found_by_what_people_call_it() -> None:
    assert find_place(PANEL, "candidate") == find_place(PANEL, PANEL.candidate) == CANDIDATE
    assert find_place(PANEL, "B") == find_place(PANEL, PANEL.seat(B).name) == B
    with pytest.raises(InputError):
        find_place(PANEL, "nobody")
