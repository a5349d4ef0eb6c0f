"""The store of who shows their practice to which mentor."""

from collections.abc import Sequence

from sqlmodel import col, delete, select

from mock_panel.domain.ids import PersonId
from mock_panel.domain.people import Showing
from mock_panel.storage.database import Database
from mock_panel.storage.people_tables import ShowingRow
from mock_panel.storage.statements import put


class SqlShowingStore:
    """Showings in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Showing]:
        """What whoever is connected shows, and what is shown to them; the oldest first."""
        statement = select(
            ShowingRow.person, ShowingRow.mentor, ShowingRow.stories, ShowingRow.since
        ).order_by(col(ShowingRow.since), col(ShowingRow.person), col(ShowingRow.mentor))
        with self._database.read() as connection:
            return [
                Showing(PersonId(row.person), PersonId(row.mentor), bool(row.stories), row.since)
                for row in connection.execute(statement)
            ]

    def keep(self, showing: Showing) -> None:
        """Show from now on, or with other stories than before."""
        values = {
            "person": showing.person,
            "mentor": showing.mentor,
            "stories": showing.stories,
            "since": showing.since,
        }
        with self._database.write() as connection:
            put(connection, ShowingRow, values)

    def take_back(self, person: PersonId, mentor: PersonId) -> bool:
        """Show no more; whether it was shown."""
        gone = delete(ShowingRow).where(
            col(ShowingRow.person) == person, col(ShowingRow.mentor) == mentor
        )
        with self._database.write() as connection:
            return bool(connection.execute(gone).rowcount)
