"""The composition root: the only place that names concrete adapters."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from mock_panel.paths import Paths, default_paths
from mock_panel.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from mock_panel.practice.ports import (
        AttemptStore,
        BankSource,
        DraftStore,
        IdFactory,
        Maintenance,
        MonotonicClock,
        Speaker,
        WallClock,
    )
    from mock_panel.practice.rehearsal import Rehearsal

T = TypeVar("T")

_PARTS = ("bank", "attempts", "drafts", "maintenance", "speaker", "rehearsal")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return f"{random.SystemRandom().getrandbits(128):032x}"


def _new_seed() -> int:
    return random.SystemRandom().randrange(1, 1_000_000)


@dataclass
class Services:
    """All that screens and commands may call; each part is made when first asked for.

    The adapters bring YAML, SQLModel and child processes with them, so that each is
    imported where it is made: the first frame needs none of them.
    """

    paths: Paths
    settings: Settings
    monotonic: "MonotonicClock" = time.monotonic
    now: "WallClock" = _utc_now
    new_id: "IdFactory" = _new_id
    new_seed: Callable[[], int] = _new_seed
    _made: dict[str, Any] = field(default_factory=dict)
    _making: dict[str, Lock] = field(default_factory=lambda: {part: Lock() for part in _PARTS})
    """A lock for each part: whoever wants the voice does not wait for a locked database."""

    @property
    def bank(self) -> "BankSource":
        """The shipped bank with the user's own questions."""

        def make() -> "BankSource":
            from mock_panel.bank.source import MergedBank  # noqa: PLC0415 - see the class

            return MergedBank(additions=self.own_banks)

        return self._once("bank", make)

    @property
    def attempts(self) -> "AttemptStore":
        """The database; the first use creates or upgrades it.

        Raises:
            StorageError: it cannot be opened.
        """

        def make() -> "AttemptStore":
            from mock_panel.storage.attempts import SqlAttemptStore  # noqa: PLC0415 - see the class
            from mock_panel.storage.database import open_database  # noqa: PLC0415 - see the class

            return SqlAttemptStore(open_database(self.paths))

        return self._once("attempts", make)

    @property
    def drafts(self) -> "DraftStore":
        """Draft files."""

        def make() -> "DraftStore":
            from mock_panel.storage.drafts import FileDraftStore  # noqa: PLC0415 - see the class

            return FileDraftStore(self.paths)

        return self._once("drafts", make)

    @property
    def maintenance(self) -> "Maintenance":
        """Backups and erasure."""

        def make() -> "Maintenance":
            from mock_panel.storage.maintenance import StoredData  # noqa: PLC0415 - see the class

            return StoredData(self.paths)

        return self._once("maintenance", make)

    @property
    def speaker(self) -> "Speaker":
        """The voice, in a process of its own."""

        def make() -> "Speaker":
            from mock_panel.speech.voice import ChildSpeaker  # noqa: PLC0415 - see the class

            return ChildSpeaker(self.paths.voice_cache, rate=self.settings.voice_rate)

        return self._once("speaker", make)

    @property
    def rehearsal(self) -> "Rehearsal":
        """The use cases around a session.

        Raises:
            InputError: the bank has problems.
            StorageError: the database cannot be opened.
        """

        def make() -> "Rehearsal":
            from mock_panel.practice.rehearsal import Rehearsal  # noqa: PLC0415 - see the class

            return Rehearsal(
                self.bank.load(), self.attempts, self.drafts,
                self.monotonic, self.now, self.new_id,
            )  # fmt: skip

        return self._once("rehearsal", make)

    @property
    def own_banks(self) -> tuple[Path, ...]:
        """The folders with the user's own questions that there are."""
        named = (Path(name).expanduser() for name in self.settings.banks)
        own = self.paths.own_bank
        return (*((own,) if own.is_dir() else ()), *named)

    def change_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them.

        Raises:
            StorageError: they could not be written; the old ones stay in use.
        """
        save_settings(self.paths.settings, settings)
        if settings.voice_rate != self.settings.voice_rate:
            self._end_voice()
        self.settings = settings

    def close(self) -> None:
        """End every child process that was started."""
        self._end_voice()

    def _end_voice(self) -> None:
        with self._making["speaker"]:
            speaker: Speaker | None = self._made.pop("speaker", None)
        if speaker is not None:
            speaker.close()

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Make a part when it is first asked for, even if two workers ask at once."""
        with self._making[name]:
            if name not in self._made:
                self._made[name] = make()
            made: T = self._made[name]
            return made


def build_services(paths: Paths | None = None) -> Services:
    """The real thing, for the user's own directory.

    Raises:
        InputError: the settings file is wrong.
    """
    paths = paths or default_paths()
    return Services(paths=paths, settings=load_settings(paths.settings))
