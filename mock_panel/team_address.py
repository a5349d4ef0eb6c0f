"""The address of a team's database, which never tells its password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from mock_panel.errors import InputError

_EXAMPLE = "Write it as postgresql://ROLE:PASSWORD@HOST:5432/DATABASE."
_ESCAPES = "In a password, / is written %2F, @ is %40, : is %3A, # is %23, ? is %3F and % is %25."


@dataclass(frozen=True, slots=True)
class TeamAddress:
    """A PostgreSQL database as its URL names it; what is left out, libpq's own rules decide."""

    role: str | None
    password: str | None = field(repr=False)
    host: str | None
    port: int | None
    database: str
    options: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    """As libpq knows them, such as sslmode."""

    def __str__(self) -> str:
        """The address without its password and options, to be shown."""
        role = f"{self.role}@" if self.role else ""
        host = self.host or self.options.get("host", "")
        port = f":{self.port}" if self.port else ""
        return f"postgresql://{role}{host}{port}/{self.database}"


def parse_address(url: str, called: str) -> TeamAddress:
    """The address that a URL holds.

    Args:
        url: as the user gave it.
        called: where it was given, such as the name of the variable.

    Raises:
        InputError: it names no PostgreSQL database; no word of the URL is in the message but
            the one before `://`, because any other may be the password.
    """
    scheme, colon, _ = url.strip().partition("://")
    if not colon or not scheme.isidentifier():
        raise InputError(f"{called}: is not an address of a database", _EXAMPLE)
    if scheme.lower() != "postgresql":
        raise InputError(
            f"{called}: begins with {scheme}://, and only postgresql:// is known",
            f"{_EXAMPLE} Unset, it leaves everything in the file in your data directory.",
        )
    try:
        split = urlsplit(url.strip())
        port = split.port
        options = dict(parse_qsl(split.query, strict_parsing=True)) if split.query else {}
    except ValueError as error:
        raise InputError(f"{called}: is not written as an address", _ESCAPES) from error
    database = unquote(split.path.removeprefix("/"))
    if any(sign in database for sign in "/@:"):
        raise InputError(f"{called}: is not written as an address", _ESCAPES)
    password = options.pop("password", None)
    if not database:
        raise InputError(f"{called}: names no database", _EXAMPLE)
    return TeamAddress(
        role=unquote(split.username) if split.username else None,
        password=unquote(split.password) if split.password else password,
        host=split.hostname,
        port=port,
        database=database,
        options=options,
    )
