import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import ExemplarId
from mock_panel.domain.ids import FormId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_files import unsent_names
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import Move, Rating, RatingSource, SeatProgress, Settlement
from mock_panel.errors import MockPanelError, OutOfOrder, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.calibration import SqlCalibrationStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.maintenance import StoredData
from mock_panel.storage.panels import SqlPanelStore
from tests.panel.sample_panels import sample_record
from tests.storage.panel_writing import agree, write_rater, write_record

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
A, B, C = (SeatId(letter) for letter in "abc")
Q1 = ItemId("q1")


@pytest.fixture
def panels(database: Database) -> SqlPanelStore:
    return SqlPanelStore(database)


@pytest.fixture
def record() -> PanelRecord:
    return sample_record()


@pytest.fixture
def panel(panels: SqlPanelStore, record: PanelRecord) -> Panel:
    """Convened and not rated by anybody."""
    seats = tuple(replace(seat, locked_at=None) for seat in record.panel.seats)
    form = replace(record.panel.form, changes=())
    new = replace(record.panel, form=form, seats=seats, revealed_at=None, closed_at=None)
    panels.convene(new, {A: "salt:digest"})
    return new


def rating(seat: SeatId, item: ItemId = Q1, score: int | None = 3, words: str = "seen") -> Rating:
    evidence = (words,) if words else ()
    return Rating(seat, item, score, evidence, RatingSource.COMMAND, with_pin=True, at=NOW)


def refused(reason: str, call: Callable[[], object]) -> None:
    with pytest.raises(OutOfOrder) as caught:
        call()
    assert caught.value.reason == reason


def test_a_whole_record_is_read_back_as_it_was(panels: SqlPanelStore, record: PanelRecord) -> None:
    write_record(panels, record)
    assert panels.record(record.panel.id) == record
    assert list(panels.records()) == [record]
    assert panels.get(record.panel.id) == record.panel
    assert list(panels.panels()) == [record.panel]


def test_a_draft_takes_the_place_of_the_one_before(panels: SqlPanelStore, panel: Panel) -> None:
    panels.rate(panel.id, rating(A, score=2))
    panels.rate(panel.id, rating(A, score=None, words=""))
    panels.rate(panel.id, rating(A, score=5))
    assert panels.own_ratings(panel.id, A) == [rating(A, score=5)]
    assert panels.own_ratings(panel.id, B) == []


def test_progress_counts_what_is_complete_and_holds_no_score(
    panels: SqlPanelStore, panel: Panel
) -> None:
    panels.rate(panel.id, rating(A))
    panels.rate(panel.id, rating(A, ItemId("q2"), words=""))
    panels.rate(panel.id, rating(B, ItemId("q3"), score=None))
    assert [own.rated for own in panels.progress(panel.id)] == [1, 0, 0]
    assert set(SeatProgress.__slots__) == {"seat", "rated", "of", "locked"}


def test_locked_stays_locked(panels: SqlPanelStore, record: PanelRecord, panel: Panel) -> None:
    items = [item.id for item in panel.form.rated]
    write_rater(panels, record, A)
    before = panels.own_ratings(panel.id, A), panels.own_notes(panel.id, A)
    panels.lock(panel.id, A, items, NOW)
    refused("locked", lambda: panels.rate(panel.id, rating(A, score=1)))
    refused("locked", lambda: panels.lock(panel.id, A, items, NOW))
    refused("locked", lambda: panels.keep_notes(panel.id, A, QuestionId("x"), []))
    refused("locked", lambda: panels.merge(panel.id, A, [rating(A, score=1)], [], None))
    assert (panels.own_ratings(panel.id, A), panels.own_notes(panel.id, A)) == before


def test_what_is_not_complete_is_not_locked(panels: SqlPanelStore, panel: Panel) -> None:
    items = [item.id for item in panel.form.rated]
    panels.rate(panel.id, rating(A))
    refused("incomplete", lambda: panels.lock(panel.id, A, items, NOW))
    half = [rating(A, item) for item in items[:-1]]
    refused("incomplete", lambda: panels.merge(panel.id, A, half, [], (items, NOW)))
    assert panels.own_ratings(panel.id, A) == [rating(A)], "a refused merge stores nothing"
    panels.merge(panel.id, A, [*half, rating(A, items[-1])], [], (items, NOW))
    assert [own.locked for own in panels.progress(panel.id)] == [True, False, False]


def test_nothing_is_revealed_before_all_have_locked(
    panels: SqlPanelStore, record: PanelRecord, panel: Panel
) -> None:
    items = [item.id for item in panel.form.rated]
    for seat in (A, B):
        write_rater(panels, record, seat)
        panels.lock(panel.id, seat, items, NOW)
    refused("not_all_locked", lambda: panels.reveal(panel.id, NOW))
    refused("not_revealed", lambda: panels.record(panel.id))
    settlement = Settlement(Q1, 3, "agreed", NOW)
    refused("not_revealed", lambda: panels.settle(panel.id, settlement))
    refused("not_revealed", lambda: panels.move(panel.id, Move(A, Q1, 3, "why", NOW)))
    refused("not_revealed", lambda: panels.close(panel.id, NOW))
    assert panels.records() == []
    assert panels.pooled() == []
    write_rater(panels, record, C)
    panels.lock(panel.id, C, items, NOW)
    panels.reveal(panel.id, NOW)
    refused("revealed", lambda: panels.reveal(panel.id, NOW))
    panels.settle(panel.id, settlement)
    panels.settle(panel.id, replace(settlement, score=4))
    assert [s.score for s in panels.record(panel.id).settlements] == [3, 4], "none overwritten"
    panels.close(panel.id, NOW)
    refused("closed", lambda: panels.settle(panel.id, settlement))


def test_a_move_is_to_another_score(panels: SqlPanelStore, record: PanelRecord) -> None:
    write_record(panels, replace(record, moves=()))
    panel, first = record.panel.id, record.rating(A, Q1)
    assert first is not None
    assert first.score is not None
    refused("unmoved", lambda: panels.move(panel, Move(A, Q1, first.score or 0, "why", NOW)))
    there = Move(A, Q1, first.score - 1, "why", NOW)
    panels.move(panel, there)
    refused("unmoved", lambda: panels.move(panel, there))
    panels.move(panel, replace(there, score=first.score))
    assert [move.score for move in panels.record(panel).moves] == [first.score - 1, first.score]


def test_pooled_scores_are_those_of_the_records(panels: SqlPanelStore, record: PanelRecord) -> None:
    write_record(panels, record)
    panels.change_form(record.panel.form.id, FormChange(ItemId("q5"), "misread", NOW))
    record = panels.record(record.panel.id)
    pooled = {(p.item, p.rater): (p.score, p.final) for p in panels.pooled()}
    assert {(p.low, p.high) for p in panels.pooled()} == {(1, 5)}
    expected = {}
    for item in record.panel.form.rated:
        for seat in record.panel.raters:
            own = record.rating(seat.id, item.id)
            assert own is not None
            settled = record.settlement(item.id)
            met = settled is not None and settled.score is not None
            final = settled.score if met and settled else record.final_of(seat.id, item.id)
            expected[item.id, seat.name] = (own.score, final)
    assert pooled == expected


def test_pooled_scores_of_a_masked_panel_name_nobody(
    panels: SqlPanelStore, record: PanelRecord
) -> None:
    write_record(panels, replace(record, panel=replace(record.panel, masked=True)))
    assert {(p.rater, p.masked) for p in panels.pooled()} == {
        ("Rater A", True), ("Rater B", True), ("Rater C", True),
    }  # fmt: skip


def test_an_item_is_taken_out_once_and_never_the_last(panels: SqlPanelStore, panel: Panel) -> None:
    form = panel.form.id
    for item in ("q1", "q2", "q3", "q4"):
        panels.change_form(form, FormChange(ItemId(item), "misread by all", NOW))
    refused("taken_out", lambda: panels.change_form(form, FormChange(Q1, "again", NOW)))
    refused("none_left", lambda: panels.change_form(form, FormChange(ItemId("q5"), "x", NOW)))
    found = panels.get(panel.id)
    assert found is not None
    assert [item.id for item in found.form.rated] == ["q5"]
    assert [change.reason for change in found.form.changes] == ["misread by all"] * 4


def test_two_candidates_of_one_form_share_its_changes(panels: SqlPanelStore, panel: Panel) -> None:
    second = replace(panel, id=PanelId("second"), candidate="Somebody else")
    panels.convene(second, {})
    panels.change_form(panel.form.id, FormChange(Q1, "misread", NOW))
    found = panels.get(second.id)
    assert found is not None
    assert Q1 not in [item.id for item in found.form.rated]


def test_of_a_form_the_closed_panels_are_told(panels: SqlPanelStore, record: PanelRecord) -> None:
    closed = replace(record.panel, id=PanelId("closed"), candidate="Dana", closed_at=NOW)
    elsewhere = replace(
        closed, id=PanelId("elsewhere"), form=replace(closed.form, id=FormId("another"))
    )
    for panel in (closed, elsewhere, record.panel):
        write_record(panels, replace(record, panel=panel))
    found = panels.closed_with(record.panel.form.id)
    assert [each.panel.id for each in found] == [closed.id]
    assert found[0].settlements == record.settlements


def test_of_two_events_after_the_same_one_is_taken(panels: SqlPanelStore, panel: Panel) -> None:
    asked, ended = (PanelEvent(kind, NOW) for kind in (EventKind.ASKED, EventKind.ENDED))

    def adds(event: PanelEvent) -> bool:
        try:
            panels.happened(panel.id, event, 1, agreed=False)
        except OutOfOrder:
            return False
        return True

    panels.happened(panel.id, asked, 0)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(adds, [ended] * 4)) == [False, False, False, True]
    assert list(panels.events(panel.id)) == [asked, ended]
    refused("gone_on", lambda: panels.happened(panel.id, asked, 1, agreed=True))
    now = panels.get(panel.id)
    assert now is not None
    assert now.agreed is False


def test_what_was_said_is_kept_only_where_the_candidate_agreed(
    panels: SqlPanelStore, record: PanelRecord, panel: Panel
) -> None:
    answer = record.answers[0]
    agree(panels, panel.id, agreed=False)
    refused("not_agreed", lambda: panels.keep_answer(panel.id, answer))
    agree(panels, panel.id, agreed=True)
    panels.keep_answer(panel.id, answer)
    panels.keep_answer(panel.id, replace(answer, text="corrected"))
    assert [kept.text for kept in panels.answers(panel.id)] == ["corrected"]


def test_a_packet_has_one_key(panels: SqlPanelStore, panel: Panel) -> None:
    assert panels.existing_key(panel.id, B) is None
    assert panels.packet_key(panel.id, B, "first") == "first"
    assert panels.packet_key(panel.id, B, "second") == "first"
    assert panels.existing_key(panel.id, B) == "first"
    assert panels.existing_key(panel.id, C) is None


def test_guesses_are_counted(panels: SqlPanelStore, panel: Panel) -> None:
    bar = timedelta(minutes=1)
    counted = [panels.guess(panel.id, A, NOW, 3, bar).wrong for _ in range(3)]
    assert counted == [1, 2, 3]
    refused("barred", lambda: panels.guess(panel.id, A, NOW + timedelta(seconds=59), 3, bar))
    assert panels.guess(panel.id, A, NOW + bar, 3, bar).wrong == 4
    panels.forget_guesses(panel.id, A)
    guard = panels.guard(panel.id, A)
    assert (guard.pin, guard.wrong, guard.barred_until) == ("salt:digest", 0, None)
    assert panels.guess(panel.id, B, NOW, 1, bar).wrong == 0, "a seat without a PIN is open"


def test_a_panel_that_is_gone_is_told(panels: SqlPanelStore, panel: Panel) -> None:
    assert panels.erase(panel.id)
    assert not panels.erase(panel.id)
    assert panels.get(panel.id) is None
    for call in (panels.progress, panels.record):
        with pytest.raises(StorageError, match="no longer in the database"):
            call(panel.id)
    with pytest.raises(MockPanelError, match="no longer in the database"):
        panels.rate(panel.id, rating(A))


def test_erased_panels_leave_no_trace(
    panels: SqlPanelStore, record: PanelRecord, database: Database, paths: Paths
) -> None:
    write_record(panels, record)
    second = replace(record.panel, id=PanelId("kept"), revealed_at=None)
    panels.convene(second, {})
    database.close()
    paths.ensure_private(paths.recordings)
    for panel in (record.panel.id, second.id):
        (paths.recordings / f"panel-{panel}-1.wav").touch()
        (paths.ensure_private(paths.drafts) / f"{unsent_names(panel)}b.panel").touch()
    assert StoredData(paths).erase_panels([record.panel.id]) == 1
    assert [left.name for left in paths.recordings.iterdir()] == ["panel-kept-1.wav"]
    assert [left.name for left in paths.drafts.iterdir()] == ["unsent-kept-b.panel"]
    assert [kept.id for kept in panels.panels()] == ["kept"]
    database.close()
    content = paths.database.read_bytes()
    for word in (record.ratings[0].evidence[0], record.notes[0].text, record.answers[0].text):
        assert word.encode() not in content
    StoredData(paths).erase_panels([second.id])
    with closing(sqlite3.connect(paths.database)) as connection:
        assert connection.execute("SELECT count(*) FROM panel_form").fetchone() == (0,)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from mock_panel.domain.ids import ItemId, PanelId, SeatId
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore

home, panel, seat, times = Path(sys.argv[1]), PanelId(sys.argv[2]), SeatId(sys.argv[3]), sys.argv[4]
store = SqlPanelStore(open_database(Paths(home)))
at = datetime.now(UTC)
for n in range(int(times)):
    item = ItemId(f"q{n % 5 + 1}")
    evidence = (f"{seat} {n}",)
    store.rate(panel, Rating(seat, item, n % 5 + 1, evidence, RatingSource.SCREEN, True, at))
    print(n, flush=True)
"""


def writer(paths: Paths, panel: Panel, seat: SeatId, times: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(paths.home), panel.id, seat, str(times)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_raters_who_write_at_once_lose_nothing(
    panels: SqlPanelStore, panel: Panel, paths: Paths
) -> None:
    """Four processes, two of them in the same seat; `tests/benchmarks` has eight."""
    writers = [writer(paths, panel, seat, 40) for seat in (A, B, C, C)]
    for process in writers:
        out, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
        assert len(out.split()) == 40
    for seat in (A, B, C):
        own = panels.own_ratings(panel.id, seat)
        assert [r.item for r in own] == ["q1", "q2", "q3", "q4", "q5"]
        assert [r.evidence for r in own] == [(f"{seat} {n}",) for n in range(35, 40)]


def test_what_was_acknowledged_survives_kill_9(
    panels: SqlPanelStore, panel: Panel, paths: Paths
) -> None:
    with writer(paths, panel, A, 100_000) as process:
        assert process.stdout is not None
        for _ in range(20):
            last = int(process.stdout.readline())
        process.kill()
        rest = process.stdout.read().split()
        last = int(rest[-1]) if rest else last
    found = open_database(paths)
    own = SqlPanelStore(found).own_ratings(panel.id, A)
    newest = max(int(r.evidence[0].split()[1]) for r in own)
    assert newest >= last
    assert all(r.score == int(r.evidence[0].split()[1]) % 5 + 1 for r in own), "no half a row"
    found.close()


def test_calibration_is_kept_in_order(database: Database) -> None:
    store = SqlCalibrationStore(database)
    ratings = [
        CalibrationRating("Ann", ExemplarId("ex-one"), 3, NOW + timedelta(days=n), f"day {n}")
        for n in range(3)
    ]
    for given in reversed(ratings):
        store.keep(given)
    store.keep(replace(ratings[0], rater="Ben"))
    store.keep(ratings[0])
    assert list(store.ratings("Ann")) == ratings
    assert len(store.ratings()) == 4
