"""A team's database on a PostgreSQL server: opened, made and upgraded."""

from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from mock_panel.domain.ids import PersonId
from mock_panel.errors import StorageError
from mock_panel.storage.database import Changes, Database
from mock_panel.storage.engine import BUSY_MILLISECONDS
from mock_panel.storage.row_rights import secure, withdraw
from mock_panel.storage.team_engine import make_team_engine
from mock_panel.storage.team_errors import team_trouble
from mock_panel.storage.upgrade import CURRENT, Schema, run_steps
from mock_panel.team_address import TeamAddress

_MARK = "Mock Panel"
"""The comment on the table of Alembic's number, by which we know our own."""


class TeamDatabase(Database):
    """A database on a server, which several machines use at once.

    Args:
        address: of the database.
        busy_milliseconds: how long to wait for whoever writes.
        looks_at: whose practice is read, as far as they show it; nothing is written then.

    Raises:
        InputError: psycopg is not installed.
    """

    def __init__(
        self,
        address: TeamAddress,
        busy_milliseconds: int = BUSY_MILLISECONDS,
        looks_at: PersonId | None = None,
    ) -> None:
        self.address = address
        engine = make_team_engine(address, busy_milliseconds, looks_at)
        reader = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        super().__init__(engine, reader, partial(team_trouble, address))
        self._offset = timedelta(0)

    @property
    def offset(self) -> timedelta:
        """How far the server's clock is ahead of this machine's, as `measure` found it."""
        return self._offset

    def changes(self, about: str = "") -> Changes:
        """Is told by the server; fifty raters of many panels do not wake each other."""
        from mock_panel.storage.team_changes import TeamChanges  # noqa: PLC0415 - seldom wanted

        return TeamChanges(self.address, about)

    def measure(self) -> float:
        """Compare the clocks; gives back the seconds that a question and its answer take.

        Raises:
            StorageError: the database cannot be read.
        """
        with self.read() as connection:
            # The first statement of a transaction may have a connection to make.
            connection.exec_driver_sql("SELECT 1")
            before = datetime.now(UTC)
            there = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
            took = datetime.now(UTC) - before
        self._offset = there - (before + took / 2)
        return took.total_seconds()

    def schema(self, known: Schema = CURRENT) -> int:
        """The schema number of the database; 0 where nothing is in it yet.

        Raises:
            StorageError: it is not ours, or was written by a newer Mock Panel.
        """
        with self.read() as connection:
            return self._schema(connection, known)

    def upgrade(self, schema: Schema = CURRENT) -> None:
        """Make the tables, or bring them to a schema; all of it, or nothing.

        Any number of processes may ask at once: one does the work, the others wait.

        Raises:
            StorageError: it could not be done, or the database is not ours.
        """
        with self.write() as connection:
            if self._schema(connection, schema) != schema.number:
                _take_steps(connection, schema)

    def renew_rules(self) -> None:
        """Make the rules of who sees what anew, where the tables are this version's.

        Raises:
            StorageError: it could not be done, or whoever is connected does not own the tables.
        """
        with self.write() as connection:
            withdraw(connection)
            secure(connection)

    def make(self, connection: Connection, schema: Schema = CURRENT) -> None:
        """Make the tables in a transaction that writes, where the database is empty.

        Raises:
            StorageError: it is not ours, or has the tables of another version.
        """
        number = self._schema(connection, schema)
        if not number:
            _take_steps(connection, schema)
        elif number < schema.number:
            raise self.too_old(number, schema)

    def too_old(self, number: int, schema: Schema) -> StorageError:
        """It has the tables of an older version, which are not upgraded unasked."""
        return StorageError(
            f"The team's database ({self.address}) has the tables of an older Mock Panel"
            f" (schema {number}; this version needs {schema.number}).",
            "When everybody can update: copy it with pg_dump, then run `mock-panel migrate"
            " --upgrade` as the role that owns the tables.",
        )

    def _schema(self, connection: Connection, known: Schema) -> int:
        tables = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = current_schema() AND relkind IN ('r', 'p', 'v', 'm')"
        ).scalar_one()
        if not tables:
            return 0
        mark = connection.exec_driver_sql(
            "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
        ).scalar_one()
        if mark != _MARK:
            raise StorageError(
                f"The team's database ({self.address}) holds tables of something else.",
                "Nothing was changed. Give Mock Panel a database of its own.",
            )
        number = int(
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        )
        if number > known.number:
            raise StorageError(
                f"The team's database ({self.address}) was written by a newer Mock Panel"
                f" (schema {number}; this version knows {known.number}).",
                "Update Mock Panel on this machine.",
            )
        return number


def open_team_database(
    address: TeamAddress,
    busy_milliseconds: int = BUSY_MILLISECONDS,
    schema: Schema = CURRENT,
    looks_at: PersonId | None = None,
) -> TeamDatabase:
    """The team's database, its tables made where it is empty, its clock compared.

    Args:
        address: of the database.
        busy_milliseconds: how long to wait for whoever writes.
        schema: what this version knows.
        looks_at: as `TeamDatabase` takes it.

    Raises:
        InputError: psycopg is not installed.
        StorageError: it cannot be reached or used, or has the tables of an older version:
            an upgrade locks colleagues with that version out, and is asked for.
    """
    database = TeamDatabase(address, busy_milliseconds, looks_at)
    number = database.schema(schema)
    if not number:
        database.upgrade(schema)
    elif number < schema.number:
        raise database.too_old(number, schema)
    database.measure()
    return database


def _take_steps(connection: Connection, schema: Schema) -> None:
    withdraw(connection)
    run_steps(connection, schema)
    _sort_as_a_file(connection)
    secure(connection)
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")


def _sort_as_a_file(connection: Connection) -> None:
    """Let text sort by code point: by its language, each server would have another order."""
    columns = connection.exec_driver_sql(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND data_type = 'character varying'"
        " AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'alembic_version'"
        " ORDER BY table_name, column_name"
    )
    quoted = connection.dialect.identifier_preparer.quote
    changes: dict[str, list[str]] = {}
    for table, column in columns:
        change = f'ALTER COLUMN {quoted(column)} TYPE varchar COLLATE "C"'
        changes.setdefault(table, []).append(change)
    for table, actions in changes.items():
        connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} {', '.join(actions)}")
