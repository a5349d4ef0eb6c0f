"""Trouble with a team's database, in words that help and quote neither answer nor password."""

from mock_panel.errors import StorageError
from mock_panel.team_address import TeamAddress

_ASK_OWNER = "Ask whoever looks after the database; mock_panel/storage/POSTGRESQL.md says what."
_WAIT = "Wait a moment, then try again."
_BY_STATE = {
    "3D000": ("there is no such database", "Make it, or mend MOCK_PANEL_DATABASE_URL."),
    "42501": ("this role may not do that", _ASK_OWNER),
    "42P01": ("a table is missing", _ASK_OWNER),
    "25P03": ("this machine stood still while it wrote; nothing was written", "Try again."),
    "25006": ("it can only be read at present", _ASK_OWNER),
    "53100": ("the server's disk is full", _ASK_OWNER),
    "53300": ("the server has no connection left", _WAIT),
    "55P03": ("another program is writing, and does not finish", _WAIT),
    "57014": ("the server broke off", _WAIT),
}
_OF_LOGIN = "28"
_REFUSALS = ("authentication failed", "no password supplied", "pg_hba")
_OF_DAMAGE = "XX"
_OF_CONNECTION = ("08", "57P")
"""How states begin that tell of a connection lost or refused."""


def is_lost(error: BaseException | None) -> bool:
    """Whether an error of the driver means that the server does not answer."""
    from psycopg import InterfaceError, OperationalError  # noqa: PLC0415 - where it is in use

    state = getattr(error, "sqlstate", None)
    if state is not None:
        return bool(state.startswith(_OF_CONNECTION))
    is_refused = _of_login(error) or _is_missing(error)
    return isinstance(error, OperationalError | InterfaceError) and not is_refused


def team_trouble(address: TeamAddress, error: BaseException | None) -> StorageError:
    """What an error of PostgreSQL means to the user.

    Args:
        address: of the database.
        error: as the driver raised it; its words are quoted only where they cannot hold
            what somebody wrote.
    """
    name = f"The team's database ({address})"
    state = getattr(error, "sqlstate", None)
    if is_lost(error):
        return StorageError(
            f"The team's database cannot be reached: {_why(address, error)} ({address}).",
            "Check the network and whether the server runs. What a rater writes meanwhile is"
            " kept here and stored when it answers.",
        )
    if _of_login(error):
        return StorageError(
            f"{name} does not let this role in: {_why(address, error)}.",
            "Check role and password in MOCK_PANEL_DATABASE_URL, or in ~/.pgpass.",
        )
    if _is_missing(error):
        state = "3D000"
    if state in _BY_STATE:
        what, hint = _BY_STATE[state]
        return StorageError(f"{name}: {what}.", hint)
    if "invalid connection option" in str(error):
        return StorageError(
            f"{name}: PostgreSQL does not know what its address says after the question mark.",
            "Mend MOCK_PANEL_DATABASE_URL; sslmode=require is an example of what may stand there.",
        )
    if state is not None and state.startswith(_OF_DAMAGE):
        return StorageError(f"{name} is damaged ({state}).", _ASK_OWNER)
    kind = state or type(error).__name__
    return StorageError(
        f"{name} refused ({kind}).",
        "Run `mock-panel doctor`; please report this if it stays.",
    )


# A connection that was refused has words, and no state.


def _of_login(error: BaseException | None) -> bool:
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return bool(state.startswith(_OF_LOGIN))
    words = str(error)
    is_known = 'role "' not in words or "does not exist" not in words
    return not is_known or any(part in words for part in _REFUSALS)


def _is_missing(error: BaseException | None) -> bool:
    words = str(error)
    is_refused = getattr(error, "sqlstate", None) is None and "FATAL" in words
    return is_refused and 'database "' in words and "does not exist" in words


def _why(address: TeamAddress, error: BaseException | None) -> str:
    """The last of what libpq says of a connection, in one line and without the password."""
    lines = [line.strip(" \t-") for line in str(error).splitlines() if line.strip()]
    words = lines[0] if lines else type(error).__name__
    if address.password:
        words = words.replace(address.password, "…")
    # What is being done stands before why it failed, in one line.
    return words.rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".") or words
