"""The composition root: the only place that names concrete adapters."""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from mock_panel.paths import Paths, default_paths
from mock_panel.practice.ports import (
    AttemptStore,
    BankSource,
    DraftStore,
    IdFactory,
    MonotonicClock,
    Speaker,
    WallClock,
)
from mock_panel.settings import Settings, load_settings, save_settings


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid.uuid4().hex


def _new_seed() -> int:
    return random.SystemRandom().randrange(1, 1_000_000)


@dataclass
class Services:
    """All that screens and commands may call; each part is made when first asked for."""

    paths: Paths
    settings: Settings
    monotonic: MonotonicClock = time.monotonic
    now: WallClock = _utc_now
    new_id: IdFactory = _new_id
    new_seed: Callable[[], int] = _new_seed

    @cached_property
    def bank(self) -> BankSource:
        """The shipped bank."""
        from mock_panel.bank.source import ShippedBank  # noqa: PLC0415 - YAML and pydantic

        return ShippedBank()

    @cached_property
    def attempts(self) -> AttemptStore:
        """The database; opening it creates or upgrades it."""
        from mock_panel.storage.attempts import SqlAttemptStore  # noqa: PLC0415 - SQLModel
        from mock_panel.storage.database import open_database  # noqa: PLC0415 - SQLModel

        return SqlAttemptStore(open_database(self.paths))

    @cached_property
    def drafts(self) -> DraftStore:
        """Draft files."""
        from mock_panel.storage.drafts import FileDraftStore  # noqa: PLC0415 - after first paint

        return FileDraftStore(self.paths)

    @cached_property
    def speaker(self) -> Speaker:
        """The voice, in a process of its own."""
        from mock_panel.speech.voice import ChildSpeaker  # noqa: PLC0415 - after first paint

        return ChildSpeaker(self.paths.voice_cache, rate=self.settings.voice_rate)

    def change_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them.

        Raises:
            StorageError: they could not be written; the old ones stay in use.
        """
        save_settings(self.paths.settings, settings)
        self.settings = settings


def build_services(paths: Paths | None = None) -> Services:
    """The real thing, for the user's own directory.

    Raises:
        InputError: the settings file is wrong.
    """
    paths = paths or default_paths()
    return Services(paths=paths, settings=load_settings(paths.settings))
