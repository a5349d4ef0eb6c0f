"""What each person at a panel may do from elsewhere: every call, by every role."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from inspect import getmembers, isfunction, signature
from pathlib import Path
from typing import Any

import pytest

from mock_panel.domain.ids import FormId, PanelId, SeatId
from mock_panel.domain.joining import CANDIDATE, Guest, PlaceRole, place_role
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.ratings import Settlement
from mock_panel.errors import OutOfOrder
from mock_panel.panel.candidate_view import CandidateDesk, candidate_view
from mock_panel.panel.joining import Joining
from mock_panel.panel.packet_desk import PacketDesk
from mock_panel.panel.permits import JOINING_RULES, RULES, Watch, guarded, guarded_joining
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.standing import Stage
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore
from tests.panel.sample_panels import sample_panel, sample_record

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
OTHER = PanelId("another")
CALLS = [name for name, _ in getmembers(PanelStore, isfunction) if not name.startswith("_")]


def guest(place: str, role: PlaceRole) -> Guest:
    return Guest("s", sample_panel().id, SeatId(place), role, "", NOW + timedelta(hours=1))


GUESTS = [
    guest("a", PlaceRole.CHAIR),
    guest("b", PlaceRole.RATER),
    guest("d", PlaceRole.OBSERVER),
    guest(CANDIDATE, PlaceRole.CANDIDATE),
]


class Everything:
    """A store that can do all, and counts."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def call(*_: object) -> Any:
            self.called.append(name)
            return sample_panel()

        return call


def arguments(call: str, panel: str, seat: str) -> tuple[Any, ...]:
    rating = replace(sample_record().ratings[0], seat=SeatId(seat))
    move = replace(sample_record().moves[0], seat=SeatId(seat))
    form = sample_panel().form.id if panel == sample_panel().id else FormId("another")
    return {
        "convene": (sample_panel(), {}),
        "panels": (panel,),
        "guess": (panel, seat, NOW, 5, timedelta(minutes=1)),
        "renew_pin": (panel, seat, "pin"),
        "packet_key": (panel, seat, "fresh"),
        "rate": (panel, rating),
        "keep_notes": (panel, seat, "q", ()),
        "lock": (panel, seat, (), NOW),
        "merge": (panel, seat, (), (), None),
        "reveal": (panel, NOW),
        "records": ([panel],),
        "pooled": ([panel],),
        "move": (panel, move),
        "settle": (panel, Settlement(sample_panel().form.items[0].id, 3, "why", NOW)),
        "close": (panel, NOW),
        "change_form": (form, None),
        "closed_with": (form,),
        "unseen_with": (form,),
        "happened": (panel, None),
        "keep_answer": (panel, None),
    }.get(call, (panel, seat) if "seat" in PanelStore.__dict__[call].__annotations__ else (panel,))


# Who may make a call at the own panel, for the own seat; the seat of another is nobody's.
MAY = {
    "guard": "cr", "own_ratings": "cr", "own_notes": "cr", "rate": "cr", "keep_notes": "cr",
    "lock": "cr", "move": "cr",
    "panels": "cro", "get": "cro", "progress": "cro", "events": "cro", "answers": "cro",
    "record": "cro", "records": "cro", "pooled": "cro",
    "settle": "c", "reveal": "c", "close": "c", "change_form": "c", "closed_with": "c",
    "unseen_with": "c",
    "happened": "c", "keep_answer": "c",
}  # fmt: skip
LETTER = {PlaceRole.CHAIR: "c", PlaceRole.RATER: "r", PlaceRole.OBSERVER: "o"}


def outcome(who: Guest, call: str, args: tuple[Any, ...]) -> bool:
    """Whether the call came through; a refusal is told, and reaches no store."""
    store, refused = Everything(), list[str]()
    mine = guarded(Watch(store, who, refused.append, lambda: False, lambda: 0.0))
    reason = ""
    try:
        getattr(mine, call)(*args)
    except OutOfOrder as error:
        reason = error.reason
    assert (reason, refused) in ((("not_permitted"), [call]), ("", []))
    assert not reason or set(store.called) <= {"get"}
    return not reason


def test_there_is_a_rule_for_every_call() -> None:
    assert set(RULES) == set(CALLS)


@pytest.mark.parametrize("who", GUESTS, ids=lambda each: each.role.value)
@pytest.mark.parametrize("call", CALLS)
def test_each_may_do_what_is_theirs_and_nothing_else(who: Guest, call: str) -> None:
    may = LETTER.get(who.role, "-") in MAY.get(call, "")
    assert outcome(who, call, arguments(call, who.panel, who.place)) is may
    assert not outcome(who, call, arguments(call, OTHER, who.place))
    others_seat = arguments(call, who.panel, "c")
    if others_seat != arguments(call, who.panel, who.place):
        is_chairs = call == "move" and who.role is PlaceRole.CHAIR
        assert outcome(who, call, others_seat) is is_chairs


def test_only_the_chair_invites_and_only_to_the_own_panel() -> None:
    calls = {name for name, _ in getmembers(Joining, isfunction) if not name.startswith("_")}
    assert set(JOINING_RULES) == calls
    own, other = sample_panel(), replace(sample_panel(), id=OTHER)
    for who in GUESTS:
        for name in sorted(calls):
            refused = list[str]()
            watch = Watch(Everything(), who, refused.append, lambda: False, lambda: 0.0)
            door = guarded_joining(watch, Everything())  # type: ignore[arg-type]  # see there
            parts = list(signature(getattr(Joining, name)).parameters)[1:]
            may = name in ("invite", "invitations", "revoke", "present", "refusals")
            for panel in (own, other):
                args = [panel if part == "panel" else "b" for part in parts]
                if may and who.role is PlaceRole.CHAIR and panel is own:
                    getattr(door, name)(*args)
                else:
                    with pytest.raises(OutOfOrder, match="not yours"):
                        getattr(door, name)(*args)
                    assert refused.pop() == name


def test_packets_are_the_chairs_and_of_the_own_panel() -> None:
    panel = sample_panel()
    for who in GUESTS:
        refused = list[str]()
        watch = Watch(Everything(), who, refused.append, lambda: False, lambda: 0.0)
        desk = PacketDesk(Everything(), watch)  # type: ignore[arg-type]  # see there
        asked = [(desk.make, (panel, panel.seat(SeatId("c")))), (desk.receive, ("{}",))]
        for call, args in asked:
            if who.role is PlaceRole.CHAIR:
                continue
            with pytest.raises(OutOfOrder, match="not yours"):
                call(*args)  # type: ignore[operator]  # either
        assert len(refused) == (0 if who.role is PlaceRole.CHAIR else 2)
    chairs = PacketDesk(Everything(), Watch(Everything(), GUESTS[0], print, bool, lambda: 0.0))  # type: ignore[arg-type]  # see there
    with pytest.raises(OutOfOrder, match="not yours"):
        chairs.make(replace(panel, id=OTHER), panel.seat(SeatId("c")))


def test_what_is_named_is_judged_as_well() -> None:
    mine = guarded(Watch(Everything(), GUESTS[1], lambda _: None, lambda: False, lambda: 0.0))
    with pytest.raises(OutOfOrder, match="not yours"):
        mine.own_ratings(panel=GUESTS[1].panel, seat=SeatId("c"))


def test_a_session_that_ends_is_noticed_within_a_second() -> None:
    now, ended = 0.0, False
    mine = guarded(Watch(Everything(), GUESTS[1], lambda _: None, lambda: ended, lambda: now))
    mine.get(GUESTS[1].panel)
    ended, now = True, 1.1
    with pytest.raises(OutOfOrder) as caught:
        mine.get(GUESTS[1].panel)
    assert caught.value.reason == "session_over"


def test_the_roles_of_a_panel() -> None:
    panel = sample_panel()
    assert place_role(panel, panel.chair.id) is PlaceRole.CHAIR
    assert place_role(panel, CANDIDATE) is PlaceRole.CANDIDATE
    with pytest.raises(KeyError):
        place_role(panel, SeatId("g"))


class TestTheCandidate:
    def event(self, kind: EventKind, minute: float, words: str = "") -> PanelEvent:
        question = sample_panel().form.questions[0].id
        return PanelEvent(kind, NOW + timedelta(minutes=minute), question, words)

    def test_sees_a_question_only_when_it_is_asked(self) -> None:
        panel = sample_panel(agreed=True)
        asked = panel.form.questions[0]
        before = candidate_view(panel, [], NOW)
        assert (before.words, before.ecq, before.stage) == ("", "", Stage.TO_ASK)
        events = [self.event(EventKind.ASKED, 0), self.event(EventKind.ANSWER_BEGAN, 1)]
        view = candidate_view(panel, events, NOW + timedelta(minutes=2))
        assert view.words == asked.asked.text
        assert (view.seconds, view.clock_runs, view.follow_ups) == (60, True, ())
        events.append(self.event(EventKind.SUPPLEMENTAL, 2, "And then?"))
        view = candidate_view(panel, events, NOW + timedelta(minutes=3))
        assert view.follow_ups == ("And then?",)
        shown = repr(view)
        for question in panel.form.questions[1:]:
            assert question.asked.text not in shown
        for seat in panel.seats:
            assert seat.name not in shown

    def test_types_while_the_question_is_at_hand_and_consent_was_given(
        self, tmp_path: Path
    ) -> None:
        panel = sample_panel(agreed=None)
        store = SqlPanelStore(open_database(Paths(tmp_path)))
        store.convene(panel, {})
        over = False
        now = NOW
        desk = CandidateDesk(store, panel.id, lambda: now, lambda: over)

        def refusal(number: int, text: str) -> str:
            with pytest.raises(OutOfOrder) as caught:
                desk.keep(number, text)
            return caught.value.reason

        assert refusal(1, "Early.") == "not_now"
        store.happened(panel.id, self.event(EventKind.ASKED, 0))
        store.happened(panel.id, self.event(EventKind.ANSWER_BEGAN, 1))
        assert refusal(1, "Unasked.") == "not_agreed"
        store.happened(panel.id, self.event(EventKind.CONSENT, 1), agreed=True)
        now = NOW + timedelta(minutes=3)
        desk.keep(1, "I closed it.")
        assert desk.typed() == "I closed it."
        assert store.answers(panel.id)[0].seconds == 120
        assert refusal(2, "Ahead.") == "not_now"
        over = True
        assert refusal(1, "Late.") == "session_over"
        assert store.answers(panel.id)[0].text == "I closed it."
