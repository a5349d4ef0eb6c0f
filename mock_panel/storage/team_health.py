"""Looking at a team's database without making or changing anything."""

from dataclasses import dataclass

from mock_panel.storage.team_database import TeamDatabase
from mock_panel.storage.upgrade import CURRENT
from mock_panel.team_address import TeamAddress

_IMPATIENT = 2_000
"""Milliseconds; who asks how things are does not wait for a writer."""


@dataclass(frozen=True, slots=True)
class TeamHealth:
    """What the server says."""

    server: str
    """Its version."""
    schema: int
    """0 for an empty database, which the next start fills."""
    known_schema: int
    """The one that this version of the program reads and writes."""
    attempts: int
    panels: int
    latency: float
    """Seconds from a question to its answer."""
    offset: float
    """Seconds by which the server's clock is ahead of this machine's."""


def examine_team(address: TeamAddress) -> TeamHealth:
    """Ask the server how it is, and count what is in the database.

    Raises:
        InputError: psycopg is not installed.
        StorageError: it cannot be reached, is not ours, or was written by a newer Mock Panel.
    """
    database = TeamDatabase(address, _IMPATIENT)
    schema = database.schema()
    latency = database.measure()
    with database.read() as connection:

        def ask(statement: str) -> str:
            return str(connection.exec_driver_sql(statement).scalar_one())

        server = ask("SHOW server_version")
        attempts = int(ask("SELECT count(*) FROM attempt")) if schema else 0
        # Panels came with the fourth step.
        panels = int(ask("SELECT count(*) FROM panel")) if schema >= 4 else 0
    offset = database.offset.total_seconds()
    database.close()
    return TeamHealth(server, schema, CURRENT.number, attempts, panels, latency, offset)


def team_attempt_ids(address: TeamAddress) -> frozenset[str]:
    """The ids of all attempts in a team's database.

    Raises:
        InputError: psycopg is not installed.
        StorageError: it cannot be read, or is still empty.
    """
    database = TeamDatabase(address, _IMPATIENT)
    with database.read() as connection:
        ids = frozenset(row[0] for row in connection.exec_driver_sql("SELECT id FROM attempt"))
    database.close()
    return ids
