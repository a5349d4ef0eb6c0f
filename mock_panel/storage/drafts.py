"""Draft files: one JSON file for each unfinished session."""

import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mock_panel.domain.ids import AttemptId, SessionId
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.draft_document import NewerDraftError, from_document, to_document
from mock_panel.storage.errors import disk_trouble
from mock_panel.storage.session_locks import SessionLocks, file_stem, session_of


class FileDraftStore:
    """Drafts below `paths.drafts`, private to the user; threads may share the store.

    A file is replaced whole: a process killed while it writes leaves the draft before.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._folder = paths.drafts
        self._locks = SessionLocks(paths.drafts)
        self._one_at_a_time = threading.RLock()

    def save(self, draft: Draft) -> None:
        """Write a draft; claims its session if nobody has.

        Raises:
            StorageError: it could not be written, or another process has the session;
                the draft before is still there.
        """
        document = json.dumps(to_document(draft), indent=1).encode()
        path = self._file(draft.session)
        with self._translated(path, "the draft was not saved"):
            if not self.claim(draft.session):
                raise StorageError(
                    f"{path}: another Mock Panel has this session open",
                    "Go on in the other one, or close it first.",
                )
            _replace(path, document)

    def delete(self, session: SessionId) -> None:
        """Forget a draft; no error if there is none.

        Raises:
            StorageError: the file is there and cannot be removed.
        """
        path = self._file(session)
        with self._translated(path, "the draft was not deleted"):
            path.unlink(missing_ok=True)
            _temporary(path).unlink(missing_ok=True)

    def resumable(self) -> Sequence[Draft]:
        """Drafts that no living process is working on, the newest first.

        A file that is not a draft is set aside as `*.damaged`; a newer version's is left.

        Raises:
            StorageError: the directory cannot be read or written.
        """
        with self._translated(self._folder, "the drafts cannot be read"):
            drafts = [d for path in self._idle_files() if (d := _read(path)) is not None]
        return sorted(drafts, key=lambda draft: draft.saved_at, reverse=True)

    def attempts(self) -> frozenset[AttemptId] | None:
        """Of all drafts, of living processes too; None where one of them cannot be read.

        Raises:
            StorageError: the directory cannot be read.
        """
        with self._translated(self._folder, "the drafts cannot be read"):
            found = [_attempt(path) for path in self._files() if path.suffix in (".json", ".tmp")]
        return None if None in found else frozenset(each for each in found if each)

    def is_anyone_at_work(self) -> bool:
        """Whether a living process has a session, this one included.

        Raises:
            StorageError: the directory cannot be read or written.
        """
        with self._translated(self._folder, "the drafts cannot be read"):
            sessions = {session_of(p.name) for p in self._files() if p.suffix == ".lock"}
            return not all(map(self._is_idle, sessions))

    def claim(self, session: SessionId) -> bool:
        """Take a session for this process until it ends; false if another one has it.

        Raises:
            StorageError: the directory cannot be written.
        """
        with self._translated(self._folder, "the session cannot be claimed"):
            self._paths.ensure_private(self._folder)
            return self._locks.take(session)

    def release(self, session: SessionId) -> None:
        """Let go of a session; no error if this process has it not."""
        with self._translated(self._folder, "the session was not released"):
            self._locks.free(session)

    def count_idle(self) -> int:
        """How many files `erase_idle` would remove.

        Raises:
            StorageError: the directory cannot be read or written.
        """
        with self._translated(self._folder, "the drafts cannot be read"):
            return sum(1 for _ in self._idle_files())

    def erase_idle(self) -> int:
        """Remove every file that no living process is working on; how many there were.

        Raises:
            StorageError: a file could not be removed.
        """
        count = 0
        with self._translated(self._folder, "the drafts were not erased"):
            for path in self._idle_files():
                path.unlink()
                count += 1
        return count

    def _idle_files(self) -> Iterator[Path]:
        """Files that no living process is working on; each is held while it is looked at.

        Lock files that a dead process left are swept away by the way.
        """
        by_session: dict[SessionId, list[Path]] = {}
        for path in self._files():
            by_session.setdefault(session_of(path.name), []).append(path)
        for session, paths in by_session.items():
            if self._locks.holds(session) or not self._locks.take(session, patience=0):
                continue
            try:
                yield from (p for p in paths if p.suffix != ".lock" and p.is_file())
            finally:
                self._locks.free(session)

    def _is_idle(self, session: SessionId) -> bool:
        """Whether no living process has a session; a lock that a dead one left is swept away."""
        if self._locks.holds(session) or not self._locks.take(session, patience=0):
            return False
        self._locks.free(session)
        return True

    def _files(self) -> list[Path]:
        return sorted(self._folder.iterdir()) if self._folder.is_dir() else []

    def _file(self, session: SessionId) -> Path:
        return self._folder / f"{file_stem(session)}.json"

    @contextmanager
    def _translated(self, path: Path, doing: str) -> Iterator[None]:
        """One thread at a time, and errors in the user's words."""
        with self._one_at_a_time:
            try:
                yield
            except OSError as error:
                raise disk_trouble(path, doing, error) from error


def _temporary(path: Path) -> Path:
    # Always the same name: a killed process leaves one such file and not many.
    return path.with_suffix(".tmp")


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another, on the disk before it gets the name."""
    temporary = _temporary(path)
    is_new = not path.exists()
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if is_new:
        _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Make a new name in a directory survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> Draft | None:
    """The draft of a file, or None where there is none for us in it."""
    final = path.with_suffix(".json")
    if path != final and (path != _temporary(path) or final.exists()):
        return None
    try:
        draft = from_document(json.loads(path.read_bytes()))
    except NewerDraftError:
        return None
    except OSError:
        # One file that may not be read must not hide the others.
        return None
    except (ValueError, OverflowError, RecursionError):
        _set_aside(path)
        return None
    if file_stem(draft.session) != final.stem:
        # A copy that somebody made; the session has its own file.
        return None
    if path != final:
        # Written whole by a process that died before it could give the file its name.
        path.replace(final)
    return draft


def _attempt(path: Path) -> AttemptId | None:
    """The attempt that a draft file speaks of; None where it does not tell."""
    try:
        attempt = json.loads(path.read_bytes())["attempt"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return AttemptId(attempt) if isinstance(attempt, str) else None


def _set_aside(path: Path) -> None:
    """Keep what cannot be read, for a person to look at."""
    target, number = path.with_suffix(".damaged"), 1
    while target.exists():
        number += 1
        target = path.with_suffix(f".{number}.damaged")
    path.rename(target)
