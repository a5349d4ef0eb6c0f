"""All that screens and commands may call."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.bootstrap.fresh import new_seed
from mock_panel.bootstrap.panels import PanelParts
from mock_panel.bootstrap.seat import SeatServices, seat_services
from mock_panel.bootstrap.sound import SoundParts
from mock_panel.paths import Paths, default_paths
from mock_panel.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from mock_panel.domain.ids import FrameworkId, PersonId
    from mock_panel.domain.joining import Guest
    from mock_panel.practice.ports.bank import BankSource
    from mock_panel.practice.rehearsal import Rehearsal

_MADE_ANEW: dict[str, tuple[str, ...]] = {
    "speaker": ("voice_rate", "voice_id", "voice_volume"),
    "recorder": ("microphone",),
    "transcriber": ("recogniser",),
    "speech_probe": ("microphone", "recogniser", "record"),
}
"""The settings that a part is made from: when one of them changes, it is made anew."""


@dataclass
class Services(PanelParts, SoundParts):
    """All that screens and commands may call; each part is made when first asked for."""

    new_seed: Callable[[], int] = new_seed

    @property
    def bank(self) -> "BankSource":
        """The shipped bank with the user's own questions."""

        def make() -> "BankSource":
            from mock_panel.bank.source import MergedBank

            return MergedBank(additions=self.own_banks)

        return self._once("bank", make)

    @property
    def own_banks(self) -> tuple[Path, ...]:
        """The folders with the user's own questions that there are."""
        named = (Path(name).expanduser() for name in self.settings.banks)
        own = self.paths.own_bank
        return (*((own,) if own.is_dir() else ()), *named)

    @property
    def rehearsal(self) -> "Rehearsal":
        """The use cases around a session.

        Raises:
            InputError: the bank has problems.
            StorageError: the database cannot be opened.
        """

        def make() -> "Rehearsal":
            from mock_panel.practice.rehearsal import Rehearsal

            return Rehearsal(
                self.bank.load(), self.attempts, self.drafts,
                self.monotonic, self.now, self.new_id, self.recordings,
            )  # fmt: skip

        return self._once("rehearsal", make)

    def write_technical(self, field: str) -> "FrameworkId":
        """Write drafts on a technical qualification to the user's own bank, in use from now on.

        Those that an earlier vacancy brought are used again.

        Raises:
            InputError: the field cannot be used, or the drafts cannot be written.
            StorageError: the bank's folder cannot be made.
        """
        from mock_panel.bank.template import technical_id, write_technical

        framework = technical_id(field)
        if framework not in [known.id for known in self.bank.load().frameworks]:
            write_technical(field, self.paths.ensure_private(self.paths.own_bank))
            for part in ("bank", "rehearsal"):
                self._end(part)
        return framework

    def looking_at(self, person: "PersonId") -> "Services":
        """The same for the practice that somebody shows: it is read, and nothing is written.

        It has a connection of its own, which the caller lets go of with `close_database`.
        """
        made = {"bank": self.bank}
        return Services(
            self.paths, self.settings, self.monotonic, self.now, looks_at=person, _made=made
        )

    def at_place(self, guest: "Guest") -> SeatServices:
        """What somebody at a panel may reach, each call checked.

        Raises:
            StorageError: the database cannot be opened.
        """
        return seat_services(self, guest)

    def change_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them.

        Raises:
            StorageError: they could not be written; the old ones stay in use.
        """
        save_settings(self.paths.settings, settings)
        before, self.settings = self.settings, settings
        for part, names in _MADE_ANEW.items():
            if any(getattr(before, name) != getattr(settings, name) for name in names):
                self._end(part)


def build_services(paths: Paths | None = None) -> Services:
    """The real thing, for the user's own directory.

    Raises:
        InputError: the settings file is wrong.
    """
    paths = paths or default_paths()
    return Services(paths=paths, settings=load_settings(paths.settings))
