import json
import os
import resource
import stat
import subprocess
import sys
import threading
import traceback
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_panel.domain.ids import AttemptId, SessionId
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.draft_document import from_document, to_document
from mock_panel.storage.drafts import FileDraftStore
from tests.storage.processes import outcome_as_nobody, received, running
from tests.storage.sample_attempts import make_draft

SHARED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def drafts(paths: Paths) -> FileDraftStore:
    return FileDraftStore(paths)


def next_process(paths: Paths) -> FileDraftStore:
    """What a process started later sees; locks tell two stores apart like two processes."""
    return FileDraftStore(paths)


def test_a_draft_comes_back_whole_after_its_process(drafts: FileDraftStore, paths: Paths) -> None:
    for i in range(3):
        drafts.save(make_draft(i))
        drafts.release(make_draft(i).session)
    assert next_process(paths).resumable() == [make_draft(2), make_draft(1), make_draft(0)]


def test_without_a_directory_there_are_none(drafts: FileDraftStore, paths: Paths) -> None:
    assert drafts.resumable() == []
    drafts.delete(SessionId("nobody"))
    drafts.release(SessionId("nobody"))
    assert not paths.home.exists()


def test_files_are_for_the_user_alone(drafts: FileDraftStore, paths: Paths) -> None:
    before = os.umask(0)
    try:
        drafts.save(make_draft(0))
    finally:
        os.umask(before)
    modes = {p.suffix: stat.S_IMODE(p.stat().st_mode) for p in paths.drafts.iterdir()}
    assert modes == {".json": 0o600, ".lock": 0o600}
    assert stat.S_IMODE(paths.drafts.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.home.stat().st_mode) == 0o700


def test_the_attempts_of_all_drafts_are_told_whoever_works_on_them(
    drafts: FileDraftStore, paths: Paths
) -> None:
    assert drafts.attempts() == frozenset()
    assert not paths.home.exists()
    for i in range(2):
        drafts.save(make_draft(i))
    drafts.release(make_draft(0).session)
    ids = frozenset({make_draft(0).attempt, make_draft(1).attempt})
    assert next_process(paths).attempts() == ids
    for unreadable in ("{", "[]", '{"attempt": 3}'):
        (paths.drafts / "other.json").write_text(unreadable)
        assert drafts.attempts() is None
    (paths.drafts / "other.json").write_text('{"schema": "mock-panel/draft@9", "attempt": "new"}')
    assert drafts.attempts() == ids | {AttemptId("new")}


def test_whoever_is_at_work_is_seen_and_a_dead_ones_lock_swept_away(
    drafts: FileDraftStore, paths: Paths
) -> None:
    assert not drafts.is_anyone_at_work()
    assert not paths.home.exists()
    drafts.claim(SessionId("begun"))
    assert drafts.is_anyone_at_work()
    assert next_process(paths).is_anyone_at_work()
    drafts.release(SessionId("begun"))
    (paths.drafts / "dead.lock").write_text("")
    assert not next_process(paths).is_anyone_at_work()
    assert list(paths.drafts.iterdir()) == []


@SHARED
@given(
    text=st.text(st.characters(codec=None)),
    session=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    minutes=st.integers(-14 * 60, 14 * 60),
    seconds=st.floats(0, 1e9),
)
def test_any_text_session_and_time_comes_back(
    paths: Paths, text: str, session: str, minutes: int, seconds: float
) -> None:
    moment = datetime(2026, 3, 1, 4, 5, 6, 789, timezone(timedelta(minutes=minutes)))
    draft = replace(
        make_draft(0),
        session=SessionId(session),
        text=text,
        note=text[::-1],
        saved_at=moment,
        answer_seconds=seconds,
        because=(text,),
    )
    drafts = FileDraftStore(paths)
    drafts.save(draft)
    drafts.release(draft.session)
    assert drafts.resumable() == [draft]
    drafts.delete(draft.session)
    drafts.release(draft.session)
    assert list(paths.drafts.iterdir()) == []


def test_deleting_leaves_no_words(drafts: FileDraftStore, paths: Paths) -> None:
    draft = make_draft(0)
    drafts.save(draft)
    (paths.drafts / f"{draft.session}.tmp").write_text("half a", encoding="utf-8")
    drafts.delete(draft.session)
    drafts.delete(draft.session)
    assert drafts.resumable() == []
    drafts.release(draft.session)
    assert list(paths.drafts.iterdir()) == []


def test_a_claimed_session_is_nobody_elses(drafts: FileDraftStore, paths: Paths) -> None:
    draft = make_draft(0)
    drafts.save(draft)
    other = next_process(paths)
    assert drafts.resumable() == [], "this process is working on it"
    assert other.resumable() == []
    assert drafts.claim(draft.session)
    assert not other.claim(draft.session)
    with pytest.raises(StorageError, match="another Mock Panel"):
        other.save(replace(draft, text="Not mine."))
    drafts.release(draft.session)
    assert other.resumable() == [draft]
    assert other.claim(draft.session)
    assert not drafts.claim(draft.session)
    other.release(draft.session)


def hold_draft(home: Path, i: int, pipe: Connection) -> None:
    drafts = FileDraftStore(Paths(home))
    drafts.save(make_draft(i))
    pipe.send("saved")
    pipe.recv()


def test_a_killed_process_frees_its_session(drafts: FileDraftStore, paths: Paths) -> None:
    draft = make_draft(0)
    with running(hold_draft, paths.home, 0) as (process, pipe):
        assert pipe.recv() == "saved"
        assert drafts.resumable() == []
        assert not drafts.claim(draft.session)
        process.kill()
        process.join()
        assert drafts.resumable() == [draft]
        assert drafts.claim(draft.session)
    drafts.release(draft.session)


def test_whichever_worker_ends_the_session_frees_it(drafts: FileDraftStore, paths: Paths) -> None:
    draft = make_draft(0)
    worker = threading.Thread(target=drafts.save, args=(draft,))
    worker.start()
    worker.join()
    drafts.release(draft.session)
    assert next_process(paths).claim(draft.session)


def test_claims_by_many_processes_have_one_winner(paths: Paths) -> None:
    starts = [running(claim_when_told, paths.home) for _ in range(4)]
    pipes = [start.__enter__()[1] for start in starts]
    for _ in range(3):
        for pipe in pipes:
            pipe.send("claim")
        assert sorted(pipe.recv() for pipe in pipes) == [False, False, False, True]
        for pipe in pipes:
            pipe.send("release")
        assert [pipe.recv() for pipe in pipes] == ["released"] * 4
    for start in starts:
        start.__exit__(None, None, None)


def claim_when_told(home: Path, pipe: Connection) -> None:
    drafts, session = FileDraftStore(Paths(home)), SessionId("one")
    while True:
        pipe.recv()
        pipe.send(drafts.claim(session))
        pipe.recv()
        drafts.release(session)
        pipe.send("released")


def test_locks_of_the_dead_are_swept_away(drafts: FileDraftStore, paths: Paths) -> None:
    paths.ensure_private(paths.drafts)
    (paths.drafts / "long-gone.lock").touch()
    assert drafts.resumable() == []
    assert list(paths.drafts.iterdir()) == []


BROKEN = {
    "empty": b"",
    "cut": b'{"schema": "mock-panel/draft@1", "session": "broken", "te',
    "binary": bytes(range(256)),
    "zeros": bytes(5000),
    "array": b"[]",
    "null": b"null",
    "other": b'{"name": "somebody"}',
    "nested": b"[" * 100_000,
    "number": b"9" * 5000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_damaged_draft_is_set_aside_and_hides_no_other(
    drafts: FileDraftStore, paths: Paths, content: bytes
) -> None:
    drafts.save(make_draft(1))
    drafts.release(make_draft(1).session)
    for again in range(2):
        (paths.drafts / "broken.json").write_bytes(content)
        assert drafts.resumable() == [make_draft(1)]
        kept = sorted(paths.drafts.glob("*.damaged"))
        assert len(kept) == again + 1
        assert {path.read_bytes() for path in kept} == {content}
    assert drafts.resumable() == [make_draft(1)]


@SHARED
@given(data=st.data())
def test_a_document_with_any_field_changed_is_a_draft_or_a_value_error(data: Any) -> None:
    document = to_document(make_draft(1))
    target = data.draw(st.sampled_from([document, document["setup"], document["questions"][0]]))
    key = data.draw(st.sampled_from(sorted(target)))
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists
    )
    target[key] = data.draw(values)
    document = json.loads(json.dumps(document))
    try:
        draft = from_document(document)
    except (ValueError, OverflowError):
        return
    assert to_document(draft) == document or draft == from_document(to_document(draft))


def test_an_earlier_versions_draft_gives_no_reasons() -> None:
    document = to_document(replace(make_draft(0), because=("it is due",)))
    del document["because"]
    assert from_document(document) == make_draft(0)


def test_a_newer_versions_draft_is_left_for_it(drafts: FileDraftStore, paths: Paths) -> None:
    paths.ensure_private(paths.drafts)
    newer = {**to_document(make_draft(0)), "schema": "mock-panel/draft@2", "mood": "calm"}
    file = paths.drafts / "session-0.json"
    file.write_text(json.dumps(newer), encoding="utf-8")
    assert drafts.resumable() == []
    assert json.loads(file.read_bytes()) == newer


def test_a_copy_made_by_hand_is_not_offered(drafts: FileDraftStore, paths: Paths) -> None:
    drafts.save(make_draft(0))
    drafts.release(make_draft(0).session)
    original = paths.drafts / "session-0.json"
    (paths.drafts / "session-0 copy.json").write_bytes(original.read_bytes())
    (paths.drafts / "directory.json").mkdir()
    assert drafts.resumable() == [make_draft(0)]


def test_a_first_draft_without_its_name_yet_is_found(drafts: FileDraftStore, paths: Paths) -> None:
    """The process died between writing the file and naming it."""
    drafts.save(make_draft(0))
    drafts.release(make_draft(0).session)
    file = paths.drafts / "session-0.json"
    file.rename(file.with_suffix(".tmp"))
    assert drafts.resumable() == [make_draft(0)]
    assert file.exists()


def save_too_much(home: Path, pipe: Connection) -> None:
    drafts = FileDraftStore(Paths(home))
    drafts.save(make_draft(0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    try:
        drafts.save(replace(make_draft(0), text="secret plans " * 5_000))
    except StorageError as error:
        pipe.send(str(error))
        pipe.send("".join(traceback.format_exception(error)))
    drafts.save(replace(make_draft(0), text="Shorter."))
    pipe.send([path.suffix for path in sorted(drafts._folder.iterdir())])


def test_a_file_that_cannot_grow_leaves_the_draft_before(paths: Paths) -> None:
    with running(save_too_much, paths.home) as (_, pipe):
        message, told, suffixes = received(pipe)
    assert str(paths.drafts) in message
    assert "the draft was not saved: File too large" in message
    assert "Free some space" in message
    assert "secret plans secret" not in told
    assert suffixes == [".json", ".lock"]
    assert FileDraftStore(paths).resumable() == [replace(make_draft(0), text="Shorter.")]


def save_draft(home: Path) -> None:
    FileDraftStore(Paths(home)).save(make_draft(0))


def test_a_read_only_home_is_told(open_place: Path) -> None:
    home = open_place / "home"
    home.mkdir()
    home.chmod(0o555)
    with running(outcome_as_nobody, save_draft, home) as (_, pipe):
        message = pipe.recv()
    assert str(home) in message
    assert "Permission denied" in message
    assert "MOCK_PANEL_HOME" in message


def test_drafts_need_no_sql() -> None:
    """A draft is written at the first pause; the database may not be open by then."""
    code = (
        "import sys, mock_panel.storage.drafts as d;"
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'pydantic') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
