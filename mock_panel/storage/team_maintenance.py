"""Erasing from a team's database; copies of it are the server's business."""

from collections.abc import Callable, Sequence
from pathlib import Path

from mock_panel.errors import InputError
from mock_panel.paths import Paths
from mock_panel.storage.database import Database
from mock_panel.storage.maintenance import StoredData


class TeamData(StoredData):
    """What a team stores together, and the files in this user's directory.

    Args:
        paths: where the files are.
        database: opens the team's database, or gives the one that is open.
    """

    def __init__(self, paths: Paths, database: Callable[[], Database]) -> None:
        super().__init__(paths)
        self._database = database

    def backup(self, target: Path) -> None:
        """Refuse: a copy made by one member would be no copy that a server can read back.

        Raises:
            InputError: always; it names what to use instead.
        """
        raise InputError(
            f"{target}: not made: the team's database is copied by the server's own tools",
            "Use pg_dump, and pg_restore for the way back; unset MOCK_PANEL_DATABASE_URL to copy"
            " your own file.",
        )

    def _erase(self, table: str, ids: Sequence[str], *then: str) -> tuple[list[str], bool]:
        statement = f"DELETE FROM {table} WHERE id = %s"  # noqa: S608 - a name of ours
        with self._database().write() as connection:
            erased = [id_ for id_ in ids if connection.exec_driver_sql(statement, (id_,)).rowcount]
            for following in then:
                connection.exec_driver_sql(following)
        return erased, True
