"""Carry a history from one installation to another, and put a copy back in its place."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from mock_panel.domain.carrying import Carried, Restored, TakenIn
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.bundles import opened_bundle, write_bundle
from mock_panel.storage.copying import copy_database
from mock_panel.storage.database import open_database
from mock_panel.storage.errors import DamagedError, database_trouble, disk_trouble
from mock_panel.storage.health import examine
from mock_panel.storage.merging import merge
from mock_panel.storage.merging_preparation import merge_preparation
from mock_panel.storage.preparation import PreparationFile
from mock_panel.storage.upgrade import CURRENT, ensure_current

_LOGS = ("-wal", "-shm")


class CarriedHistory:
    """The user's history as something that goes from one place to another.

    Args:
        paths: where everything is.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def bundle(self, target: Path, now: datetime, *, with_recordings: bool) -> Carried:
        """Write a new bundle.

        Raises:
            InputError: the file exists.
            StorageError: the database cannot be read, or the bundle not be written.
        """
        return write_bundle(self._paths, target, now, with_recordings=with_recordings)

    def take_in(self, file: Path, *, replace: bool = False, dry_run: bool = False) -> TakenIn:
        """Add what a bundle has and this history has not; of the database in one transaction.

        Args:
            file: the bundle.
            replace: what both have with different content becomes as it is in the bundle.
            dry_run: only find out what would be done.

        Raises:
            InputError: the file is no bundle, or not as it was written, or what is said here of
                the preparation is not in order; nothing was changed.
            StorageError: the database cannot be written; nothing was.
        """
        with opened_bundle(self._paths, file) as (theirs, sounds, preparation):
            said = PreparationFile(self._paths)
            merged = partial(merge_preparation, theirs=preparation, replace=replace)
            _, said_kinds = merged(said.load())
            ours = open_database(self._paths)
            with theirs.read() as source, ours.write() as target:
                kinds = merge(source, target, replace=replace, dry_run=dry_run)
            if not dry_run:
                said.change(lambda held: merged(held)[0])
            new = sounds.new(self._paths.recordings)
            if new and not dry_run:
                folder = self._paths.ensure_private(self._paths.recordings)
                for name in new:
                    sounds.take(name, folder)
        return TakenIn({**kinds, **said_kinds}, len(new))

    def restore(self, file: Path, now: datetime, *, dry_run: bool = False) -> Restored:
        """Put a copy of a database in the place of what is there, which is kept as a backup.

        Drafts, recordings and settings stay as they are.

        Args:
            file: the copy; it is not changed.
            now: aware; names the backup.
            dry_run: only check that it can be done.

        Raises:
            InputError: a team's database is in use, which the server's tools restore.
            StorageError: the copy is damaged, not ours or of a newer version, or another
                Mock Panel is open; nothing was changed.
        """
        if self._paths.team is not None:
            raise InputError(
                f"{file}: not restored: the team's database is the server's to restore",
                "Use pg_restore; unset MOCK_PANEL_DATABASE_URL to restore your own file.",
            )
        if not file.exists():
            raise StorageError(f"{file}: there is no such file", f"See {self._paths.backups}.")
        try:
            health = examine(file)
        except DamagedError as error:
            raise StorageError(
                f"{file}: damaged, or no copy that `mock-panel backup` made",
                f"Your own history was not touched. Copies of it are in {self._paths.backups},"
                " or where you had `mock-panel backup` write them.",
            ) from error
        if health.schema > CURRENT.number:
            raise StorageError(
                f"{file}: was written by a newer Mock Panel", "Update Mock Panel, then try again."
            )
        there = self._paths.database
        kept = self._paths.backups / f"before-restore-{now.astimezone():%Y-%m-%d-%H%M%S}.db"
        kept_or_none = kept if there.exists() else None
        if dry_run:
            return Restored(health.attempts, kept_or_none)
        fresh = there.with_name(f".{there.name}.{os.getpid()}.restored")
        try:
            self._paths.ensure_private(self._paths.home)
            copy_database(file, fresh)
            if kept_or_none is not None:
                self._put_away(kept)
            fresh.replace(there)
        except OSError as error:
            raise disk_trouble(there, "the copy was not put in its place", error) from error
        finally:
            fresh.unlink(missing_ok=True)
        ensure_current(self._paths)
        return Restored(health.attempts, kept_or_none)

    def _put_away(self, kept: Path) -> None:
        """Keep what is there as a backup, when nobody else uses it."""
        there = self._paths.database
        self._paths.ensure_private(self._paths.backups)
        try:
            with closing(sqlite3.connect(there, timeout=0.5, isolation_level=None)) as connection:
                # Only who is alone may end the log, which must not outlive its file.
                connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise database_trouble(there, error) from error
        except sqlite3.DatabaseError:
            # Damaged, which is why a copy is wanted: it is kept as it is.
            pass
        there.replace(kept)
        for ending in _LOGS:
            log = there.with_name(there.name + ending)
            if log.exists():
                log.replace(kept.with_name(kept.name + ending))
