"""The protocol through a real database; what storage refuses by itself is tested there."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mock_panel.domain.ids import FormId
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.domain.ratings import RatingSource
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.pins import BARRED_FOR, WRONG_IN_A_ROW
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.protocol import MockPanels, evidence_lines, find_item, find_seat
from mock_panel.panel.taking_out import UNTOLD, Consequences
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore
from tests.panel.sample_panels import sample_panel

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def panels(tmp_path: Path) -> Iterator[MockPanels]:
    database = open_database(Paths(tmp_path / "home"))
    ids, pins = itertools.count(1), itertools.count(100_000)
    yield MockPanels(
        SqlPanelStore(database),
        lambda: NOW,
        lambda: f"{next(ids):032x}",
        lambda: str(next(pins)),
        lambda: b"salt",
        lambda seats: seats[::-1],
    )
    database.close()


@pytest.fixture
def panel(panels: MockPanels) -> Panel:
    old = sample_panel(revealed_at=None, closed_at=None)
    return panels.convene_again(old, "Dana Roe").panel


def rate_all(panels: MockPanels, panel: Panel, seat: Seat, score: int = 3) -> None:
    for item in panel.form.rated:
        panels.rate(
            panel, seat, item, score, [f"{seat.id} {item.id}"],
            source=RatingSource.COMMAND, with_pin=True,
        )  # fmt: skip


def test_another_candidate_has_the_same_form_and_new_pins(panels: MockPanels, panel: Panel) -> None:
    second = panels.convene_again(panel, "Second")
    assert second.panel.form == panel.form
    assert [s.name for s in second.panel.seats] == [s.name for s in panel.seats]
    assert len(set(second.pins.values())) == len(second.pins)
    assert set(second.pins) == {seat.id for seat in panel.seats if seat.rates}


def test_another_candidate_of_a_masked_panel_has_raters_with_other_letters(
    panels: MockPanels,
) -> None:
    old = sample_panel(masked=True)
    second = panels.convene_again(old, "Second").panel
    assert [s.id for s in second.seats] == [s.id for s in old.seats]
    assert [s.name for s in second.raters] == [s.name for s in old.raters[::-1]]
    assert second.chair.name == old.chair.name
    assert second.chair.id == "c"
    assert panels.find(second.id) == second


def test_panels_are_found_by_the_beginning_of_their_id(panels: MockPanels, panel: Panel) -> None:
    assert panels.find(panel.id).id == panel.id
    panels.convene_again(panel, "Second")
    with pytest.raises(InputError, match="2 panels begin so"):
        panels.find("0")
    for nothing in ("", "zz"):
        with pytest.raises(InputError, match="There is no panel"):
            panels.find(nothing)


def test_pins_are_checked(panels: MockPanels, panel: Panel) -> None:
    convened = panels.convene_again(panel, "Second")
    seat = convened.panel.raters[1]
    panels.admit(convened.panel, seat, convened.pins[seat.id])
    with pytest.raises(OutOfOrder, match="not the PIN"):
        panels.admit(convened.panel, seat, convened.pins[convened.panel.raters[0].id])


def test_guessing_is_slow(panels: MockPanels, panel: Panel) -> None:
    convened = panels.convene_again(panel, "Second")
    seat = convened.panel.raters[1]
    pin = convened.pins[seat.id]

    def let_in(pin: str, panels: MockPanels = panels) -> str:
        try:
            panels.admit(convened.panel, seat, pin)
        except OutOfOrder as refusal:
            return refusal.reason
        return "in"

    assert let_in("x") == "wrong_pin"
    assert let_in(pin) == "in"
    assert [let_in("x") for _ in range(WRONG_IN_A_ROW)] == ["wrong_pin"] * 5, "counted anew"
    assert let_in(pin) == "barred", "even the right one, or guessing would pay"
    assert let_in(pin, replace(panels, now=lambda: NOW + BARRED_FOR)) == "in"
    assert panels.store.guard(convened.panel.id, seat.id).wrong == 0


def test_a_guess_is_counted_before_it_is_looked_at(panels: MockPanels, panel: Panel) -> None:
    """Otherwise as many processes as one likes would have a guess each at once."""
    convened = panels.convene_again(panel, "Second")
    seat, store = convened.panel.raters[1], panels.store
    for _ in range(WRONG_IN_A_ROW):
        store.guess(convened.panel.id, seat.id, NOW, WRONG_IN_A_ROW, BARRED_FOR)
    with pytest.raises(OutOfOrder, match="Too many wrong PINs"):
        panels.admit(convened.panel, seat, convened.pins[seat.id])


def test_who_does_not_rate_cannot(panels: MockPanels, panel: Panel) -> None:
    observer = next(seat for seat in panel.seats if seat.role is Role.OBSERVER)
    with pytest.raises(OutOfOrder) as caught:
        rate_all(panels, panel, observer)
    assert caught.value.reason == "not_a_rater"


def test_scores_are_on_the_scale(panels: MockPanels, panel: Panel) -> None:
    for score in (0, 6, -1):
        with pytest.raises(InputError, match="not on the scale"):
            rate_all(panels, panel, panel.raters[0], score)


def test_an_item_taken_out_needs_no_rating(panels: MockPanels, panel: Panel) -> None:
    out = panel.form.items[0]
    panels.take_out(panel, out, "everybody misread it")
    now = panels.find(panel.id)
    for seat in now.raters:
        rate_all(panels, now, seat)
        panels.lock(now, seat)
    with pytest.raises(OutOfOrder) as caught:
        panels.rate(now, now.raters[0], out, 3, ["x"], source=RatingSource.SCREEN, with_pin=False)
    assert caught.value.reason == "taken_out"
    panels.reveal(now)
    with pytest.raises(OutOfOrder, match="taken out"):
        panels.settle(now, out, 3, "why")


def test_what_names_are_known_tells_no_letter_of_a_masked_panel() -> None:
    panel = sample_panel(masked=True)
    dealt = replace(panel, seats=(panel.seats[2], panel.seats[0], panel.seats[1]))
    with pytest.raises(InputError) as caught:
        find_seat(dealt, "zzz")
    assert caught.value.hint.endswith(", ".join(seat.name for seat in dealt.people) + ".")


def test_closed_outcomes_change_only_when_they_were_told(panels: MockPanels, panel: Panel) -> None:
    handed_over: list[str] = []
    panels = replace(panels, closed=lambda closed: handed_over.append(closed.id))
    closed, other = close_with(panels, panel, weak=1), panels.convene_again(panel, "Second").panel
    weak, strong = closed.form.items[:2]
    handed_over.clear()
    (told,) = panels.consequences(other, weak).changes
    assert told.words == (
        "Dana Roe: from Rewrite (4 of 5 ECQs shown) to Approve (4 of 4 ECQs shown)."
    )
    for known in (UNTOLD, panels.consequences(other, strong)):
        with pytest.raises(OutOfOrder, match="from Rewrite") as caught:
            panels.take_out(other, weak, "misread", known)
        assert caught.value.reason == "changes_outcomes"
        assert panels.find(other.id).form.changes == ()
    panels.take_out(other, weak, "misread", Consequences((told,)))
    assert panels.find(closed.id).form.rated == closed.form.items[1:]
    assert handed_over == [closed.id], "what the candidate was given is no longer right"


def test_that_there_are_panels_one_may_not_see_is_told_first(
    panels: MockPanels, panel: Panel
) -> None:
    closed = close_with(panels, panel, weak=1)
    weak = closed.form.items[0]
    panels = replace(panels, store=Among(panels.store, unseen=2))
    others = "2 panels of this form that you may not see lose it too, and their outcome may change."
    changed = "Dana Roe: from Rewrite (4 of 5 ECQs shown) to Approve (4 of 4 ECQs shown)."
    there = panels.consequences(closed, weak)
    assert there.sentences == (changed, f"And {others}")
    for told, untold in (
        (replace(there, unseen=1), f"Without q1 closed outcomes may change. {others}"),
        (replace(there, changes=()), f"Without q1 closed outcomes change. {changed}"),
    ):
        with pytest.raises(OutOfOrder) as caught:
            panels.take_out(closed, weak, "misread", told)
        assert caught.value.message == untold
    panels.take_out(closed, weak, "misread", there)
    assert panels.find(closed.id).form.rated == closed.form.items[1:]
    only = panels.find(closed.id)
    for item in only.form.rated[1:]:
        panels.take_out(only, item, "misread", panels.consequences(only, item))
    only = panels.find(closed.id)
    assert not panels.consequences(only, only.form.rated[0]), "the last one stays anyway"


class Among:
    """A store in whose database there are panels that may not be seen."""

    def __init__(self, store: PanelStore, unseen: int) -> None:
        self._store, self._unseen = store, unseen

    def unseen_with(self, _form: FormId) -> int:
        return self._unseen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def close_with(panels: MockPanels, panel: Panel, *, weak: int) -> Panel:
    """Rate, reveal, settle and close; the first items are weak."""
    few = [item.id for item in panel.form.rated[:weak]]
    for seat in panel.raters:
        rate_all(panels, panel, seat)
        for item in panel.form.rated[:weak]:
            panels.rate(
                panel, seat, item, 1, ["nothing"], source=RatingSource.COMMAND, with_pin=True
            )
        panels.lock(panel, seat)
    panels.reveal(panel)
    for item in panel.form.rated:
        panels.settle(panel, item, 1 if item.id in few else 3, "all agreed")
    panels.close(panel)
    return panels.find(panel.id)


def test_a_panel_is_closed_when_all_is_settled(panels: MockPanels, panel: Panel) -> None:
    for seat in panel.raters:
        rate_all(panels, panel, seat)
        panels.lock(panel, seat)
    panels.reveal(panel)
    first, *others = panel.form.rated
    with pytest.raises(InputError, match="no reason"):
        panels.settle(panel, first, 4, "  ")
    panels.settle(panel, first, None, "no agreement")
    with pytest.raises(OutOfOrder) as caught:
        panels.close(panel)
    assert caught.value.reason == "unsettled"
    for item in others:
        panels.settle(panel, item, 4, "clear once discussed")
    panels.move(panel, panel.raters[0], first, 5, "had missed the figure")
    panels.close(panel)
    record = panels.store.record(panel.id)
    assert record.initial(first.id) == (3, 3, 3), "first ratings stay"
    assert record.outcome(first.id) == pytest.approx(11 / 3), "the mean of the last ones"
    assert record.outcome(others[0].id) == 4.0


def test_evidence_is_cleaned_line_by_line() -> None:
    assert evidence_lines(["a\x1b[31m b\n\n c ", " "]) == ("a [31m b", "c")
    with pytest.raises(InputError, match="21 lines"):
        evidence_lines(["x"] * 21)
    with pytest.raises(InputError, match="2001 characters"):
        evidence_lines(["x" * 2001])


def test_seats_and_items_are_found_as_people_name_them() -> None:
    panel = sample_panel()
    for name in ("b", "B", "Rater B", panel.raters[1].name.upper()):
        assert find_seat(panel, name).id == "b"
    item = panel.form.items[1]
    for name in ("q2", "2", item.questions[0].id, item.ecq):
        assert find_item(panel, name) is item
    with pytest.raises(InputError, match="no rater 'z'"):
        find_seat(panel, "z")
    with pytest.raises(InputError, match="no item 'q9'"):
        find_item(panel, "q9")
    twice = replace(panel, form=replace(panel.form, items=(item, replace(item, id="q9"))))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no item"):
        find_item(twice, item.ecq)
