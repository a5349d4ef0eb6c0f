"""How every connection to a team's database is set up."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from mock_panel.domain.ids import PersonId
from mock_panel.errors import InputError
from mock_panel.storage.row_functions import LOOKS_AT
from mock_panel.team_address import TeamAddress

if TYPE_CHECKING:
    import psycopg

CHANNEL = "mock_panel"
"""Where every transaction that wrote tells the others, and what it was about, if one thing."""
ALONE = 0x4D50414E
"""The number of the lock that whoever writes holds: "MPAN"."""
_UNLESS_SAID = {
    "application_name": "mock-panel",
    "connect_timeout": "10",
    # A server that has gone without a word is given up after so many seconds.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
_FORGOTTEN_AFTER = "15s"
"""A transaction of a machine that fell asleep in it ends then, and keeps nobody waiting."""

KEPT_OPEN = 1
"""Connections of a process that does nothing: as Debian sets a server up, it has a hundred."""


def connection_url(address: TeamAddress) -> URL:
    """The address as SQLAlchemy takes it, with what libpq should do about lost servers."""
    return URL.create(
        "postgresql+psycopg",
        username=address.role,
        password=address.password,
        host=address.host,
        port=address.port,
        database=address.database,
        query={**_UNLESS_SAID, **address.options},
    )


def connect(address: TeamAddress) -> "psycopg.Connection":
    """A bare connection that commits each statement at once; may raise psycopg.Error."""
    from psycopg import connect  # noqa: PLC0415 - only a team needs it

    given: dict[str, Any] = {
        "user": address.role,
        "password": address.password,
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
    }
    given = {name: value for name, value in given.items() if value is not None}
    return connect(autocommit=True, **{**_UNLESS_SAID, **address.options, **given})


def make_team_engine(
    address: TeamAddress, busy_milliseconds: int, looks_at: PersonId | None = None
) -> Engine:
    """An engine whose transactions neither lose updates nor deadlock.

    Whoever writes takes one lock first and keeps it to the end of the transaction, so that
    what is checked in a transaction still holds when it writes, as in a file. Each statement
    then sees what was committed before the lock was had. No message of an error holds the
    values of a statement.

    Args:
        address: of the database; not connected to yet.
        busy_milliseconds: how long to wait for whoever writes.
        looks_at: whose practice is read, as far as they show it; nothing is written then.

    Raises:
        InputError: psycopg is not installed.
    """
    try:
        engine = create_engine(
            connection_url(address),
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            # A connection that was lost meanwhile is noticed before it is used.
            pool_pre_ping=True,
            pool_size=KEPT_OPEN,
            max_overflow=20,
            pool_timeout=max(1.0, busy_milliseconds / 1000),
        )
    except ImportError as error:
        raise InputError(
            "MOCK_PANEL_DATABASE_URL: PostgreSQL needs a package that is not installed",
            "Install it with: pip install 'mock-panel[postgres]'; or unset the variable.",
        ) from error

    def prepare(connection: Any, _record: object) -> None:
        connection.adapters.register_dumper(str, _text_dumper())
        # What `execute` begins, `commit` ends: a transaction left open would be a reader's.
        connection.execute(
            "SELECT set_config('lock_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', %s, false)",
            (f"{busy_milliseconds}ms", _FORGOTTEN_AFTER),
        )
        if looks_at is not None:
            connection.execute("SELECT set_config(%s, %s, false)", (LOOKS_AT, looks_at))
        connection.commit()

    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("write", False):
            connection.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(%s), pg_notify(%s, %s)",
                (ALONE, CHANNEL, options.get("about", "")),
            )

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    if looks_at is not None:
        return engine.execution_options(postgresql_readonly=True)
    return engine


def _text_dumper() -> type:
    from psycopg.types.string import StrDumper  # noqa: PLC0415 - only a team needs it

    class WithoutNul(StrDumper):
        """PostgreSQL takes no NUL in a text; U+FFFD stands for it, so that offsets stay true."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)

    return WithoutNul
