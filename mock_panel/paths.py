"""Where everything lives: one directory that the user can back up, move or erase.

A team may keep the database on a server instead; everything else stays in the directory.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_panel.team_address import TeamAddress

APP_NAME = "mock-panel"
URL_VARIABLE = "MOCK_PANEL_DATABASE_URL"
"""Names the database of a team."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Names inside the user's data directory; nothing is made here."""

    home: Path
    team: "TeamAddress | None" = None
    """Where the team's database is; None for the file in the directory."""

    @property
    def has_data(self) -> bool:
        """Whether there is a database to look into; false before the first answer."""
        return self.team is not None or self.database.exists()

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.home / "mock-panel.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.home / "settings.toml"

    @property
    def preparation(self) -> Path:
        """What the user says of the preparation: hours, the self-check, the vacancy."""
        return self.home / "preparation.toml"

    @property
    def own_bank(self) -> Path:
        """The user's own questions, beside those that came with the program."""
        return self.home / "bank"

    @property
    def drafts(self) -> Path:
        """One file for each unfinished session."""
        return self.home / "drafts"

    @property
    def recordings(self) -> Path:
        """Sound of spoken answers."""
        return self.home / "recordings"

    @property
    def models(self) -> Path:
        """Files of recognisers, fetched when the user asked for them."""
        return self.home / "models"

    @property
    def backups(self) -> Path:
        """Copies of the database made before each upgrade."""
        return self.home / "backups"

    @property
    def voice_cache(self) -> Path:
        """Questions already read aloud, as sound files; safe to delete."""
        return self.home / "cache" / "voice"

    @property
    def scratch(self) -> Path:
        """What child processes leave behind while they work; safe to delete."""
        return self.home / "cache" / "scratch"

    @property
    def log(self) -> Path:
        """What went wrong, for a bug report; never answers."""
        return self.home / "mock-panel.log"

    def ensure_private(self, directory: Path) -> Path:
        """Make a directory inside home, for the user alone (0700).

        Raises:
            OSError: it cannot be made.
        """
        for step in (self.home, directory):
            step.mkdir(mode=0o700, parents=True, exist_ok=True)
        return directory


def default_paths(environ: dict[str, str] | None = None) -> Paths:
    """The paths below `MOCK_PANEL_HOME`, or below the platform's data directory.

    Raises:
        InputError: `MOCK_PANEL_DATABASE_URL` names no PostgreSQL database.
    """
    environment = os.environ if environ is None else environ
    url = environment.get(URL_VARIABLE, "")
    team = _address(url) if url else None
    if home := environment.get("MOCK_PANEL_HOME"):
        return Paths(Path(home).expanduser(), team)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed with MOCK_PANEL_HOME

    return Paths(user_data_path(APP_NAME, appauthor=False), team)


def _address(url: str) -> "TeamAddress":
    from mock_panel.team_address import parse_address  # noqa: PLC0415 - only a team needs it

    return parse_address(url, URL_VARIABLE)
