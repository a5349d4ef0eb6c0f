"""Eight processes rate at once: is every one of 10,000 ratings there, and at what price?

`python -m tests.benchmarks.many_raters`. Each process gives ratings of its own and changes
them, two of the eight sit in one seat. Counted afterwards: what was acknowledged and is not
there, what is there twice, and errors shown. The floor is the same upserts through `sqlite3`
alone, by as many processes, in transactions that begin immediate.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mock_panel.domain.ids import SeatId
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore
from tests.benchmarks.stopwatch import report
from tests.panel.sample_panels import sample_panel

PROCESSES, RATINGS = 8, 1_250
SEATS = "abcdefgg"

OURS = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from mock_panel.domain.ids import ItemId, PanelId, SeatId
from mock_panel.domain.ratings import Rating, RatingSource
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore

home, panel, seat, me, times = sys.argv[1:]
store = SqlPanelStore(open_database(Paths(Path(home))))
sys.stdin.readline()
waits = []
for n in range(int(times)):
    began = time.perf_counter()
    item, words = ItemId(f"{me}-{n // 2}"), (f"{me} {n}",)
    now = datetime.now(UTC)
    store.rate(PanelId(panel), Rating(SeatId(seat), item, n % 5 + 1, words,
                                      RatingSource.SCREEN, True, now))
    waits.append(time.perf_counter() - began)
print(json.dumps(sorted(waits)))
"""

BARE = """
import json, sqlite3, sys, time
home, panel, seat, me, times = sys.argv[1:]
connection = sqlite3.connect(f"{home}/bare.db", timeout=10, isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = NORMAL")
sys.stdin.readline()
waits = []
for n in range(int(times)):
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO rating VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                       " score = excluded.score, evidence = excluded.evidence",
                       (panel, seat, f"{me}-{n // 2}", n % 5 + 1, f"{me} {n}"))
    connection.execute("COMMIT")
    waits.append(time.perf_counter() - began)
print(json.dumps(sorted(waits)))
"""


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        panel = _convened(home)
        ours, waits = _all_at_once(OURS, home, panel)
        _count(home, panel)
        with closing(sqlite3.connect(home / "bare.db")) as connection:
            connection.execute(
                "CREATE TABLE rating (panel, seat, item, score, evidence,"
                " PRIMARY KEY (panel, seat, item))"
            )
        bare, bare_waits = _all_at_once(BARE, home, panel)
    report("10,000 ratings by 8 processes / bare sqlite3", ours, bare)
    for name, found in (("ours", waits), ("bare", bare_waits)):
        middle, late = found[len(found) // 2], found[int(len(found) * 0.99)]
        sys.stdout.write(
            f"  {name}: a rating {middle * 1000:.1f} ms median,"
            f" {late * 1000:.0f} p99, {found[-1] * 1000:.0f} worst\n"
        )


def _convened(home: Path) -> Panel:
    seats = tuple(Seat(SeatId(s), f"R {s}", Role.RATER, rates=True) for s in sorted(set(SEATS)))
    panel = replace(sample_panel(), seats=seats, revealed_at=None, closed_at=None)
    database = open_database(Paths(home))
    SqlPanelStore(database).convene(panel, {})
    database.close()
    return panel


def _all_at_once(program: str, home: Path, panel: Panel) -> tuple[float, list[float]]:
    """Seconds for all, and each wait in order."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(home), panel.id, seat, f"p{n}", str(RATINGS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n, seat in enumerate(SEATS)
    ]
    time.sleep(4)  # All have imported what they need and wait for the start.
    began = time.perf_counter()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    waits: list[float] = []
    for child in children:
        out, errors = child.communicate()
        assert (child.returncode, errors) == (0, ""), errors
        waits += json.loads(out)
    return time.perf_counter() - began, sorted(waits)


def _count(home: Path, panel: Panel) -> None:
    database = open_database(Paths(home))
    store = SqlPanelStore(database)
    found = [r for seat in panel.seats for r in store.own_ratings(panel.id, seat.id)]
    database.close()
    newest = {f"p{n} {i}" for n in range(PROCESSES) for i in range(1, RATINGS, 2)}
    kept = {rating.evidence[0] for rating in found}
    lost, doubled = len(newest - kept), len(found) - len(kept)
    sys.stdout.write(
        f"{PROCESSES * RATINGS} ratings acknowledged: {lost} lost, {doubled} doubled,"
        f" {len(kept - newest)} older than the last\n"
    )
    assert (lost, doubled, kept - newest) == (0, 0, set())


if __name__ == "__main__":
    run()
