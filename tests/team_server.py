"""A PostgreSQL server of the tests' own, reached by a socket alone and gone after the run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mock_panel.team_address import TeamAddress, parse_address
from tests.real_parts import require

_SETTINGS = (
    "listen_addresses=''", "fsync=off", "full_page_writes=off",
    "max_connections=60", "shared_buffers=16MB", "autovacuum=off", "wal_level=minimal",
    "max_wal_senders=0", "timezone=Asia/Kathmandu",
)  # fmt: skip
"""Fast, and in a time zone that would show."""
DURABLE = ("listen_addresses=''", "max_connections=200")
"""As a distribution sets a server up, whose every commit is on the disk; for measuring."""
PASSWORD = "n0t-to-be-shown"  # noqa: S105 - a test looks for it where it must not be


@dataclass(frozen=True)
class TeamServer:
    """A cluster in a folder, with the socket in the same place."""

    folder: Path
    programs: Path
    settings: Sequence[str] = _SETTINGS

    def url(self, database: str) -> str:
        """The address of one of its databases, as a user would write it."""
        return f"postgresql://postgres:{PASSWORD}@/{database}?host={self.folder}"

    def address(self, database: str) -> TeamAddress:
        """The same, taken apart."""
        return parse_address(self.url(database), "the tests' server")

    def start(self) -> None:
        """Run until it answers."""
        options = " ".join(
            f"-c {setting}"
            for setting in (*self.settings, f"unix_socket_directories={self.folder}")
        )
        log = self.folder / "log"
        self._run(
            [
                "pg_ctl",
                "-w",
                "-D",
                str(self.folder / "data"),
                "-l",
                str(log),
                "-o",
                options,
                "start",
            ]
        )

    def stop(self) -> None:
        """End at once, whoever is connected."""
        self._run(["pg_ctl", "-w", "-m", "immediate", "-D", str(self.folder / "data"), "stop"])

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What a statement gives, run as whoever owns the cluster."""
        program = ["psql", "-h", str(self.folder), "-U", "postgres", "-d", database]
        return self._run([*program, "-v", "ON_ERROR_STOP=1", "-qAtc", statement])

    def make(self) -> None:
        """Make the cluster."""
        self._run(
            ["initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8",
             "--locale=C.UTF-8", "-D", str(self.folder / "data")]
        )  # fmt: skip

    def _run(self, command: Sequence[str]) -> str:
        program = [str(self.programs / command[0]), *command[1:]]
        if os.geteuid() == 0:
            # A server refuses to run as root.
            program = ["runuser", "-u", "postgres", "--", *program]
        # The server outlives the command and would keep a pipe of ours open.
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                program, stdout=out, stderr=out, stdin=subprocess.DEVNULL, check=False, cwd="/"
            )
            out.seek(0)
            said = out.read().decode()
        assert done.returncode == 0, said
        return said.strip()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    # Debian keeps each version's programs in a place of their own.
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places += [Path(found).resolve().parent] if found else []
    needed = ("initdb", "pg_ctl", "psql")
    return next((p for p in places if all((p / name).exists() for name in needed)), None)


@contextmanager
def running_server(settings: Sequence[str] = _SETTINGS) -> Iterator[TeamServer]:
    """A server with nothing in it."""
    programs = _programs()
    reason = "PostgreSQL (apt install postgresql, brew install postgresql): a team's database"
    require(programs is not None, reason)
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="mp-team-"))
    server = TeamServer(folder, programs, settings)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        server.make()
        server.start()
        yield server
    finally:
        # A test that failed may have stopped it.
        with suppress(AssertionError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
