"""What is kept: the database and the files of the user."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.bootstrap.fresh import utc_now
from mock_panel.bootstrap.parts import Parts

if TYPE_CHECKING:
    from mock_panel.domain.ids import PersonId
    from mock_panel.panel.ports import Changes
    from mock_panel.practice.ports.stores import AttemptStore, DraftStore, PreparationStore
    from mock_panel.practice.ports.upkeep import Carrying, Maintenance
    from mock_panel.practice.stories import Stories
    from mock_panel.storage.database import Database


@dataclass
class StoredParts(Parts):
    """The stores; the database is opened when the first of its stores is asked for."""

    looks_at: "PersonId | None" = None
    """Whose practice is read, as they show it; attempts and stories are theirs then."""

    def __post_init__(self) -> None:
        if self.paths.team is not None and self.now is utc_now:
            self.now = self._team_now

    @property
    def attempts(self) -> "AttemptStore":
        """The database; the first use creates or upgrades it.

        Raises:
            StorageError: it cannot be opened.
        """

        def make() -> "AttemptStore":
            from mock_panel.storage.attempts import SqlAttemptStore

            return SqlAttemptStore(self._database)

        return self._once("attempts", make)

    @property
    def stories(self) -> "Stories":
        """The use cases of the story bank.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Stories":
            from mock_panel.practice.stories import Stories
            from mock_panel.storage.stories import SqlStoryStore

            return Stories(SqlStoryStore(self._database), self.now, self.new_id)

        return self._once("stories", make)

    @property
    def drafts(self) -> "DraftStore":
        """Draft files."""

        def make() -> "DraftStore":
            from mock_panel.storage.drafts import FileDraftStore

            return FileDraftStore(self.paths)

        return self._once("drafts", make)

    @property
    def preparation(self) -> "PreparationStore":
        """What the user says of the preparation: hours, the self-check, the vacancy."""

        def make() -> "PreparationStore":
            from mock_panel.storage.preparation import PreparationFile

            return PreparationFile(self.paths)

        return self._once("preparation", make)

    @property
    def maintenance(self) -> "Maintenance":
        """Backups and erasure."""

        def make() -> "Maintenance":
            from mock_panel.storage.maintenance import StoredData
            from mock_panel.storage.team_maintenance import TeamData

            if self.paths.team is not None:
                return TeamData(self.paths, lambda: self._database)
            return StoredData(self.paths)

        return self._once("maintenance", make)

    @property
    def carrying(self) -> "Carrying":
        """What goes to another installation and comes from there."""

        def make() -> "Carrying":
            from mock_panel.storage.carrying import CarriedHistory

            return CarriedHistory(self.paths)

        return self._once("carrying", make)

    @property
    def _database(self) -> "Database":
        """One for all stores: each connection costs a file handle and a thread's time."""

        def make() -> "Database":
            from mock_panel.storage.database import open_database

            return open_database(self.paths, looks_at=self.looks_at)

        return self._once("database", make)

    def changes(self, about: str = "") -> "Changes":
        """What tells when anybody has written to the database; a new one, for the caller to close.

        Args:
            about: a panel; others may be left out.

        Raises:
            StorageError: the database cannot be opened.
        """
        return self._database.changes(about)

    def close_database(self) -> None:
        """Let go of every connection; the next use makes new ones."""
        database: Database | None = self._made.get("database")
        if database is not None:
            database.close()

    def _team_now(self) -> datetime:
        """By the clock of the team's server, once it has been asked: machines then agree."""
        database: Database | None = self._made.get("database")
        return utc_now() + (database.offset if database is not None else timedelta(0))

    def write_new(self, path: Path, data: bytes) -> None:
        """Write a file that the user asked for, readable by nobody else.

        Raises:
            InputError: there is a file of this name.
            StorageError: it could not be written; no part of it is left.
        """
        from mock_panel.storage.files import write_new

        write_new(path, data)
