"""Copies of what is stored, and erasing it so that our files hold no trace of it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mock_panel.domain.ids import AttemptId, PanelId, StoryId
from mock_panel.domain.panel_files import sound_names, unsent_names
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.storage.copying import copy_database
from mock_panel.storage.drafts import FileDraftStore
from mock_panel.storage.engine import BUSY_MILLISECONDS
from mock_panel.storage.errors import database_trouble, disk_trouble
from mock_panel.storage.upgrade import ensure_current


class StoredData:
    """The user's directory as a whole; any call may raise StorageError.

    Args:
        paths: where everything is.
        busy_milliseconds: how long to wait for another process's lock.
    """

    def __init__(self, paths: Paths, busy_milliseconds: int = BUSY_MILLISECONDS) -> None:
        self._paths = paths
        self._drafts = FileDraftStore(paths)
        self._busy_milliseconds = busy_milliseconds

    def backup(self, target: Path) -> None:
        """Copy the database into a new file; its directory is made where it is missing.

        Raises:
            InputError: the file exists.
            StorageError: the copy could not be made; no part of one is left.
        """
        ensure_current(self._paths, self._busy_milliseconds)
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise disk_trouble(target.parent, "the directory cannot be made", error) from error
        copy_database(self._paths.database, target, self._busy_milliseconds / 1000)

    def erase_attempts(self, attempts: Sequence[AttemptId]) -> int:
        """Erase attempts with all that belongs to them; how many there were.

        Freed pages are overwritten, the file is rebuilt, and the write-ahead log is
        emptied. What a disk keeps below its file system is beyond us.

        Raises:
            StorageError: nothing was erased; or all was, but another process kept the
                old pages in use, as the message then says.
        """
        erased, emptied = self._erase("attempt", attempts)
        chosen = frozenset(attempts)
        for draft in self._drafts.resumable():
            if draft.attempt in chosen:
                self._drafts.delete(draft.session)
        self._must_be_emptied(erased, emptied)
        return len(erased)

    def erase_panels(self, panels: Sequence[PanelId]) -> int:
        """Erase panels with all that belongs to them, as `erase_attempts`; how many there were.

        A form goes with the last panel that sat it, and with a panel the sound of its
        answers and what its raters could not store yet. A panel of a team that only others
        may erase stays, with all of it.

        Raises:
            StorageError: as `erase_attempts`.
        """
        forms = "DELETE FROM panel_form WHERE id NOT IN (SELECT form_id FROM panel)"
        erased, emptied = self._erase("panel", panels, forms)
        for panel in map(PanelId, erased):
            self.erase_files(list(self._paths.recordings.glob(f"{sound_names(panel)}*")))
            self.erase_files(list(self._paths.drafts.glob(f"{unsent_names(panel)}*")))
        self._must_be_emptied(erased, emptied)
        return len(erased)

    def erase_panel(self, panel: PanelId) -> None:
        """Erase one panel, as `erase_panels`.

        Raises:
            StorageError: as `erase_attempts`; or the panel stays.
        """
        if not self.erase_panels([panel]):
            raise StorageError(
                "Nothing was erased: the panel is gone already, or this role may not do that.",
                "In a team's database, who convened a panel erases it.",
            )

    def erase_calibration(self) -> None:
        """Erase what raters gave the exemplars, as `erase_attempts`.

        Raises:
            StorageError: as `erase_attempts`.
        """
        erased, emptied = self._erase("", (), "DELETE FROM calibration")
        self._must_be_emptied(erased, emptied)

    def erase_stories(self, stories: Sequence[StoryId]) -> int:
        """Erase stories and who told them, as `erase_attempts`; the attempts stay.

        Raises:
            StorageError: as `erase_attempts`.
        """
        erased, emptied = self._erase("story", stories)
        self._must_be_emptied(erased, emptied)
        return len(erased)

    def _erase(self, table: str, ids: Sequence[str], *then: str) -> tuple[list[str], bool]:
        """Which rows went, and whether no reader kept their old pages in use."""
        statement = f"DELETE FROM {table} WHERE id = ?"  # noqa: S608 - a name of ours
        ensure_current(self._paths, self._busy_milliseconds)
        try:
            with closing(self._connected()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                erased = [id_ for id_ in ids if connection.execute(statement, (id_,)).rowcount]
                for following in then:
                    connection.execute(following)
                if table == "attempt":
                    # Until its parts are merged, the index keeps the words of what has gone.
                    connection.execute("INSERT INTO said_index (said_index) VALUES ('optimize')")
                connection.execute("COMMIT")
                emptied = _checkpoint(connection)
                connection.execute("VACUUM")
                return erased, _checkpoint(connection) and emptied
        except sqlite3.Error as error:
            raise database_trouble(self._paths.database, error) from error

    def _must_be_emptied(self, erased: Sequence[str], emptied: bool) -> None:
        if not emptied:
            raise StorageError(
                f"{self._paths.database}: {len(erased)} erased, but another program still reads"
                " the old pages",
                "Close it; the next `mock-panel history` then clears them away.",
            )

    def count_drafts(self) -> int:
        """How many draft files no living process is working on, damaged ones included."""
        return self._drafts.count_idle()

    def erase_drafts(self) -> int:
        """Erase the files that `count_drafts` counts; how many there were."""
        return self._drafts.erase_idle()

    def files(self, places: Sequence[Path]) -> Sequence[Path]:
        """The files among these places and below those that are directories."""
        try:
            return [
                file
                for place in places
                for file in (sorted(place.rglob("*")) if place.is_dir() else [place])
                if file.is_file() or file.is_symlink()
            ]
        except OSError as error:
            raise disk_trouble(self._paths.home, "cannot be listed", error) from error

    def erase_files(self, files: Sequence[Path]) -> None:
        """Remove files; those that are gone already do not matter."""
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise disk_trouble(file, "was not erased", error) from error

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._paths.database,
            timeout=self._busy_milliseconds / 1000,
            isolation_level=None,
        )
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def _checkpoint(connection: sqlite3.Connection) -> bool:
    """Move the write-ahead log into the file and empty it; false if a reader prevents it."""
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
