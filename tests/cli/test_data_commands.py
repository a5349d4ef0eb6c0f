import csv
import io
import json
import re
import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest

from mock_panel.cli.root import run
from mock_panel.domain.attempts import added_sound
from mock_panel.domain.ids import AttemptId
from mock_panel.domain.score_document import to_document as score_to_document
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from mock_panel.storage.drafts import FileDraftStore
from tests.storage.sample_attempts import fill, make_attempt, make_draft, make_id


@pytest.fixture
def store(paths: Paths) -> SqlAttemptStore:
    database = open_database(paths)
    fill(database, 12)
    return SqlAttemptStore(database)


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_export_holds_everything(
    store: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "mock-panel/export@1"
    assert [a["id"] for a in document["attempts"]] == [make_id(i) for i in reversed(range(12))]
    exported, attempt = document["attempts"][6], make_attempt(5)
    assert attempt.report is not None
    assert exported["score"] == score_to_document(attempt.report)
    assert exported["continuations"][0]["text"] == "5 letters a week."
    assert exported["full_text"] == attempt.full_text
    renamed = {"report": "score", "spoken": "speech"}
    assert {renamed.get(f.name, f.name) for f in fields(attempt)} <= set(exported)
    assert {f.name for f in fields(attempt.question)} == set(exported["question"])
    assert {f.name for f in fields(attempt.timing)} == set(exported["timing"])
    assert document["attempts"][3]["score"] is None
    store.mark_misunderstood(make_id(5), True)
    assert run(["export"]) == 0
    again = json.loads(capsys.readouterr().out)["attempts"]
    assert [a["id"] for a in again if a["misunderstood"]] == [make_id(5)]


def test_export_of_nothing_is_still_a_document(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["attempts"] == []


def test_the_ending_of_the_file_decides_the_format(
    store: SqlAttemptStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mine.csv"
    assert run(["export", str(target)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "12 attempts" in told.err
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [make_id(i) for i in reversed(range(12))]
    assert rows[6]["text"] == make_attempt(5).full_text
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert run(["export", str(tmp_path / "mine.txt"), "--format", "csv"]) == 0
    assert (tmp_path / "mine.txt").read_bytes() == target.read_bytes()


def test_a_report_for_a_mentor_is_one_page(
    store: SqlAttemptStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mine.html"
    assert run(["export", str(target)]) == 0
    assert "12 attempts" in capsys.readouterr().err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    page = target.read_text(encoding="utf-8")
    assert page.count('<details class="attempt">') == 12
    assert page.rstrip().endswith("</html>")
    sentence = "My director asked me to halve it"
    assert sentence in page
    # The option may also stand before a file of any name.
    assert run(["export", "--html", str(tmp_path / "short.txt"), "--without-words"]) == 0
    assert sentence not in (tmp_path / "short.txt").read_text(encoding="utf-8")
    assert run(["export", "--without-words", str(tmp_path / "mine.csv")]) == 2
    assert not (tmp_path / "mine.csv").exists()


def test_export_replaces_no_file(
    store: SqlAttemptStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mine.json"
    target.write_text("precious", encoding="utf-8")
    assert run(["export", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "precious"
    assert "exists already" in capsys.readouterr().err


def test_export_to_nowhere_says_so(
    store: SqlAttemptStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(tmp_path / "no" / "mine.json")]) == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_backup_prints_where_it_is(
    store: SqlAttemptStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup"]) == 0
    target = Path(capsys.readouterr().out.rstrip("\n"))
    assert target.parent == paths.backups
    assert re.fullmatch(r"mock-panel-\d{4}-\d\d-\d\d-\d{6}\.db", target.name)
    # Whoever puts a copy in place has closed the app; an open one's write-ahead log would be read.
    store._database.close()
    paths.database.unlink()
    target.rename(paths.database)
    assert run(["history", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 12


def test_backup_to_a_name_or_into_a_directory(
    store: SqlAttemptStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(tmp_path / "copy.db")]) == 0
    assert run(["backup", str(tmp_path)]) == 0
    named, dated = map(Path, capsys.readouterr().out.splitlines())
    assert named == tmp_path / "copy.db"
    assert dated.parent == tmp_path
    before = named.read_bytes()
    assert run(["backup", str(named)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert named.read_bytes() == before


def test_backup_of_nothing_makes_nothing(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup"]) == 2
    assert "nothing to copy yet" in capsys.readouterr().err
    assert not paths.home.exists()


def test_purge_wants_to_be_told_what(
    store: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["purge", "--yes"]) == 2
    assert "--before DATE" in capsys.readouterr().err


@pytest.mark.parametrize(("reply", "code", "left"), [("n\n", 1, 12), ("", 1, 12), ("y\n", 0, 11)])
def test_purge_asks_first(
    store: SqlAttemptStore,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    reply: str,
    code: int,
    left: int,
) -> None:
    answer(monkeypatch, reply)
    assert run(["purge", "--attempt", make_id(4)[:8]]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "To be erased for good: 1 attempt." in told.err
    assert ("Nothing was erased" in told.err) is (code == 1)
    assert len(store.summaries()) == left
    assert store.exists(make_id(4)) is (left == 12)


def test_purge_by_date_takes_the_older_ones(
    store: SqlAttemptStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup"]) == 0
    border = make_attempt(7).started_at.isoformat()
    assert run(["purge", "--before", border, "--yes"]) == 0
    told = capsys.readouterr().err
    assert "7 attempts" in told
    assert "1 backup may still hold them" in told
    assert [s.id for s in store.summaries()] == [make_id(i) for i in (11, 10, 9, 8, 7)]
    assert len(list(paths.backups.iterdir())) == 1
    assert run(["purge", "--backups", "--yes"]) == 0
    assert list(paths.backups.iterdir()) == []


@pytest.mark.parametrize("name", ["nobody", "", "abc"])
def test_purge_of_an_unknown_or_unclear_id_is_refused(
    store: SqlAttemptStore, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for other in ("abc1", "abc12"):
        store.save(replace(make_attempt(50), id=AttemptId(other)))
    assert run(["purge", "--yes", "--attempt", name]) == 2
    assert "mock-panel history" in capsys.readouterr().err
    assert len(store.summaries()) == 14
    assert run(["purge", "--yes", "--attempt", "abc1"]) == 0
    assert store.exists(AttemptId("abc12"))
    assert len(store.summaries()) == 13


def test_purge_of_an_attempt_takes_the_sound_of_what_was_added_to_it(
    store: SqlAttemptStore, paths: Paths
) -> None:
    folder = paths.ensure_private(paths.recordings)
    for name in (make_id(4), added_sound(make_id(4), 1), make_id(5)):
        (folder / f"{name}.wav").write_bytes(b"sound")
    assert run(["purge", "--attempt", make_id(4), "--yes"]) == 0
    assert [file.stem for file in folder.iterdir()] == [make_id(5)]


def test_purge_drafts_keeps_attempts(
    store: SqlAttemptStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = FileDraftStore(paths)
    drafts.save(make_draft(0))
    drafts.release(make_draft(0).session)
    assert run(["purge", "--drafts", "--yes"]) == 0
    assert "1 draft." in capsys.readouterr().err
    assert drafts.resumable() == []
    assert len(store.summaries()) == 12


def test_purge_all_leaves_no_word(
    store: SqlAttemptStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = FileDraftStore(paths)
    drafts.save(make_draft(0))
    drafts.release(make_draft(0).session)
    assert run(["backup"]) == 0
    paths.ensure_private(paths.recordings)
    (paths.recordings / "1.wav").write_bytes(b"backlog")
    paths.settings.write_text("voice = false", encoding="utf-8")
    paths.log.write_text("backlog", encoding="utf-8")
    assert run(["purge", "--all", "--yes"]) == 0
    told = capsys.readouterr().err
    assert "12 attempts, 1 draft, 1 backup, 1 recording, 2 other files" in told
    files = [path for path in paths.home.rglob("*") if path.is_file()]
    assert [p.name for p in files if b"backlog" in p.read_bytes()] == []
    assert {p.name for p in files} <= {
        "mock-panel.db", "mock-panel.db-wal", "mock-panel.db-shm", "mock-panel.db.lock"
    }  # fmt: skip
    assert store.summaries() == []
    assert run(["purge", "--all"]) == 0
    assert "nothing to erase" in capsys.readouterr().err


def test_purge_before_the_first_answer_makes_no_database(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["purge", "--all", "--yes"]) == 0
    assert "nothing to erase" in capsys.readouterr().err
    assert not paths.home.exists()


def test_a_damaged_database_is_told_without_a_traceback(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.ensure_private(paths.home)
    paths.database.write_bytes(b"Dear diary" * 1000)
    for command in (["history"], ["export"], ["backup"], ["purge", "--all", "--yes"]):
        assert run(command) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert "damaged" in told.err
        assert "Traceback" not in told.err


def test_a_bundle_goes_to_another_installation_and_says_what_became_of_it(
    store: SqlAttemptStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bundle = tmp_path / "mine.zip"
    assert run(["export", str(bundle)]) == 0
    assert capsys.readouterr().err == f"{bundle}: 12 attempts\n"
    assert stat.S_IMODE(bundle.stat().st_mode) == 0o600
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "other"))
    assert run(["import", str(bundle), "--dry-run"]) == 0
    assert capsys.readouterr().err == "Would be taken in: 12 attempts.\n"
    assert run(["import", str(bundle)]) == 0
    assert capsys.readouterr().err == "Taken in: 12 attempts.\n"
    there = SqlAttemptStore(open_database(Paths(tmp_path / "other")))
    there.save(replace(make_attempt(3), text="Other words."))
    assert run(["import", str(bundle)]) == 1
    told = capsys.readouterr().err
    assert "Taken in: nothing.\nHere already: 11 attempts.\n" in told
    assert f"1 attempt left as here, and not as in the bundle: {make_id(3)[:8]};" in told
    assert run(["import", str(bundle), "--replace"]) == 0
    assert there.get(make_id(3)) == make_attempt(3)


@pytest.mark.parametrize(
    "words",
    [["export", "-", "--format", "zip"], ["export", "a.csv", "--with-recordings"],
     ["import", "no-such.zip"], ["import", __file__]],
)  # fmt: skip
def test_what_cannot_be_carried_is_refused(
    paths: Paths, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert capsys.readouterr().err


def test_a_file_that_is_no_copy_is_not_restored_and_the_copies_are_named(
    store: SqlAttemptStore, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "elsewhere" / "wrong.db"
    wrong.parent.mkdir()
    wrong.write_bytes(b"Not a database at all. " * 100)
    assert run(["restore", str(wrong), "--yes"]) == 1
    told = capsys.readouterr().err
    assert f"{wrong}: damaged, or no copy that `mock-panel backup` made" in told
    assert "Your own history was not touched" in told
    assert str(paths.backups) in told
    assert str(wrong.parent / "backups") not in told
    assert len(store.summaries()) == 12


def test_a_copy_comes_back_and_what_was_there_is_kept(
    store: SqlAttemptStore,
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "copy.db"
    assert run(["backup", str(copy)]) == 0
    assert run(["purge", "--all", "--yes"]) == 0
    capsys.readouterr()
    answer(monkeypatch, "n\n")
    assert run(["restore", str(copy)]) == 1
    assert "12 attempts, in the place of what is there now" in capsys.readouterr().err
    store._database.close()
    assert run(["restore", str(copy), "--yes"]) == 0
    (kept,) = paths.backups.glob("before-restore-*.db")
    assert f"What was there is {kept}" in capsys.readouterr().err
    assert len(store.summaries()) == 12
