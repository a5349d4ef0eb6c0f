"""The composition root: the only place that names concrete adapters."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from mock_panel.errors import OutOfOrder
from mock_panel.paths import Paths, default_paths
from mock_panel.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from mock_panel.domain.clocks import IdFactory, SteadyClock, WallClock
    from mock_panel.domain.ids import FrameworkId, PersonId
    from mock_panel.domain.joining import Guest, Presence
    from mock_panel.domain.panels import Panel
    from mock_panel.panel.candidate_view import CandidateDesk
    from mock_panel.panel.joining import Joining
    from mock_panel.panel.packet_desk import PacketDesk
    from mock_panel.panel.packets import Packets
    from mock_panel.panel.people import Team
    from mock_panel.panel.ports import CalibrationStore, Changes
    from mock_panel.panel.protocol import MockPanels
    from mock_panel.panel.reports import Reports
    from mock_panel.panel.showing import PracticeShowing
    from mock_panel.practice.ports.bank import BankSource
    from mock_panel.practice.ports.sound import (
        DeliveryMeter,
        MeansFinder,
        Player,
        Recorder,
        Recordings,
        Speaker,
        SpeechProbe,
        Transcriber,
        Voices,
    )
    from mock_panel.practice.ports.stores import AttemptStore, DraftStore, PreparationStore
    from mock_panel.practice.ports.upkeep import Carrying, Maintenance
    from mock_panel.practice.rehearsal import Rehearsal
    from mock_panel.practice.stories import Stories
    from mock_panel.storage.database import Database

T = TypeVar("T")

_PARTS = (
    "bank", "database", "attempts", "stories", "panels", "people", "showing", "joining",
    "calibration", "drafts", "preparation", "maintenance", "carrying", "rehearsal",
    "speaker", "trial_speaker", "voices",
    "recorder", "trial_recorder", "recordings", "player", "transcriber",
    "speech_probe", "listening_means",
)  # fmt: skip
_ENDED_ON_CLOSE = (
    "speaker", "trial_speaker", "voices",
    "recorder", "trial_recorder", "player", "transcriber", "listening_means",
)  # fmt: skip
_MADE_ANEW: dict[str, tuple[str, ...]] = {
    "speaker": ("voice_rate", "voice_id", "voice_volume"),
    "recorder": ("microphone",),
    "transcriber": ("recogniser",),
    "speech_probe": ("microphone", "recogniser", "record"),
}
"""The settings that a part is made from: when one of them changes, it is made anew."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return f"{random.SystemRandom().getrandbits(128):032x}"


def _new_seed() -> int:
    return random.SystemRandom().randrange(1, 1_000_000)


def _new_pin() -> str:
    return f"{random.SystemRandom().randrange(10**6):06}"


def _new_key() -> str:
    return random.SystemRandom().randbytes(32).hex()


def _new_salt() -> bytes:
    return random.SystemRandom().randbytes(16)


def _write_nothing(path: Path, data: bytes) -> None:
    """Nobody elsewhere names a file of this machine."""
    del path, data
    raise OutOfOrder("not_permitted", "No file is written here from elsewhere.")


def _new_speaker(paths: Paths, settings: Settings) -> "Speaker":
    from mock_panel.speech.voice import ChildSpeaker  # noqa: PLC0415 - see the class below

    return ChildSpeaker(
        paths.voice_cache,
        rate=settings.voice_rate,
        voice=settings.voice_id or None,
        volume=settings.voice_volume,
    )


def _new_recorder(paths: Paths, settings: Settings) -> "Recorder":
    from mock_panel.speech.recorder import ChildRecorder  # noqa: PLC0415 - see the class below

    return ChildRecorder(paths.recordings, microphone=settings.microphone or None)


@dataclass
class Services:
    """All that screens and commands may call; each part is made when first asked for.

    The adapters bring YAML, SQLModel and child processes with them, so that each is
    imported where it is made: the first frame needs none of them.
    """

    paths: Paths
    settings: Settings
    monotonic: "SteadyClock" = time.monotonic
    now: "WallClock" = _utc_now
    new_id: "IdFactory" = _new_id
    new_seed: Callable[[], int] = _new_seed
    new_pin: Callable[[], str] = _new_pin
    new_speaker: "Callable[[Paths, Settings], Speaker]" = _new_speaker
    new_recorder: "Callable[[Paths, Settings], Recorder]" = _new_recorder
    looks_at: "PersonId | None" = None
    """Whose practice is read, as they show it; attempts and stories are theirs then."""
    _made: dict[str, Any] = field(default_factory=dict)
    _making: dict[str, Lock] = field(default_factory=lambda: {part: Lock() for part in _PARTS})
    """A lock for each part: whoever wants the voice does not wait for a locked database."""

    def __post_init__(self) -> None:
        if self.paths.team is not None and self.now is _utc_now:
            self.now = self._team_now

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

            return SqlAttemptStore(self._database)

        return self._once("attempts", make)

    @property
    def stories(self) -> "Stories":
        """The use cases of the story bank.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Stories":
            from mock_panel.practice.stories import Stories  # noqa: PLC0415 - see the class
            from mock_panel.storage.stories import SqlStoryStore  # noqa: PLC0415 - see the class

            return Stories(SqlStoryStore(self._database), self.now, self.new_id)

        return self._once("stories", make)

    @property
    def panels(self) -> "MockPanels":
        """The use cases of mock panels.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "MockPanels":
            from mock_panel.panel.protocol import MockPanels  # noqa: PLC0415 - see the class
            from mock_panel.storage.panels import SqlPanelStore  # noqa: PLC0415 - see the class

            store = SqlPanelStore(self._database)
            panels = MockPanels(store, self.now, self.new_id, self.new_pin, _new_salt)
            if self.paths.team is None:
                return panels
            return replace(panels, closed=self._handing_over(panels))

        return self._once("panels", make)

    @property
    def people(self) -> "Team":
        """The people of a programme.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Team":
            from mock_panel.panel.people import Team  # noqa: PLC0415 - see the class
            from mock_panel.storage.people import SqlPeopleStore  # noqa: PLC0415 - see the class

            return Team(SqlPeopleStore(self._database), self.new_id)

        return self._once("people", make)

    @property
    def showing(self) -> "PracticeShowing":
        """Who shows their practice to which mentor.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "PracticeShowing":
            from mock_panel.panel.showing import PracticeShowing  # noqa: PLC0415 - see the class
            from mock_panel.storage.showing import SqlShowingStore  # noqa: PLC0415 - see the class

            return PracticeShowing(self.people.store, SqlShowingStore(self._database), self.now)

        return self._once("showing", make)

    def looking_at(self, person: "PersonId") -> "Services":
        """The same for the practice that somebody shows: it is read, and nothing is written.

        It has a connection of its own, which the caller lets go of with `close_database`.
        """
        made = {"bank": self.bank}
        return Services(
            self.paths, self.settings, self.monotonic, self.now, looks_at=person, _made=made
        )

    def close_database(self) -> None:
        """Let go of every connection; the next use makes new ones."""
        database: Database | None = self._made.get("database")
        if database is not None:
            database.close()

    def _handing_over(self, panels: "MockPanels") -> "Callable[[Panel], None]":
        """What hands a closed panel's report to the candidate, in a team's database."""
        from mock_panel.panel.report_markdown import to_markdown  # noqa: PLC0415 - see the class
        from mock_panel.panel.reports import Reports  # noqa: PLC0415 - see the class
        from mock_panel.storage.files import write_new  # noqa: PLC0415 - see the class

        reports, people, now = Reports(panels, write_new), self.people.store, self.now

        def hand_over(panel: "Panel") -> None:
            people.hand_over(panel.id, to_markdown(reports.build(panel)), now())

        return hand_over

    @property
    def joining(self) -> "Joining":
        """Who joins a panel from another machine.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "Joining":
            from mock_panel.panel.joining import Joining  # noqa: PLC0415 - see the class
            from mock_panel.panel.wrong_codes import WrongCodes  # noqa: PLC0415 - see the class
            from mock_panel.storage.joining import SqlJoiningStore  # noqa: PLC0415 - see the class

            return Joining(
                SqlJoiningStore(self._database), self.panels.store.get, self.now, self.new_id,
                WrongCodes(self.monotonic),
            )  # fmt: skip

        return self._once("joining", make)

    @property
    def packets(self) -> "Packets":
        """What goes to raters elsewhere, and what comes back.

        Raises:
            StorageError: the database cannot be opened.
        """
        from mock_panel.panel.packets import Packets  # noqa: PLC0415 - see the class
        from mock_panel.storage.files import write_new  # noqa: PLC0415 - see the class

        return Packets(self.panels, _new_key, write_new)

    @property
    def reports(self) -> "Reports":
        """Reports of panels.

        Raises:
            StorageError: the database cannot be opened.
        """
        from mock_panel.panel.reports import Reports  # noqa: PLC0415 - see the class
        from mock_panel.storage.files import write_new  # noqa: PLC0415 - see the class

        return Reports(self.panels, write_new)

    @property
    def calibration(self) -> "CalibrationStore":
        """What raters gave the exemplars.

        Raises:
            StorageError: the database cannot be opened.
        """

        def make() -> "CalibrationStore":
            from mock_panel.storage.calibration import (  # noqa: PLC0415 - see the class
                SqlCalibrationStore,
            )

            return SqlCalibrationStore(self._database)

        return self._once("calibration", make)

    @property
    def _database(self) -> "Database":
        """One for all stores: each connection costs a file handle and a thread's time."""

        def make() -> "Database":
            from mock_panel.storage.database import open_database  # noqa: PLC0415 - see the class

            return open_database(self.paths, looks_at=self.looks_at)

        return self._once("database", make)

    def changes(self, about: str = "") -> "Changes":
        """What tells when anybody has written to the database; a new one, for the caller to close.

        Args:
            about: a panel; others may be left out.

        Raises:
            StorageError: the database cannot be opened.
        """
        return self._database.changes(about)

    def _team_now(self) -> datetime:
        """By the clock of the team's server, once it has been asked: machines then agree."""
        database: Database | None = self._made.get("database")
        return _utc_now() + (database.offset if database is not None else timedelta(0))

    @property
    def drafts(self) -> "DraftStore":
        """Draft files."""

        def make() -> "DraftStore":
            from mock_panel.storage.drafts import FileDraftStore  # noqa: PLC0415 - see the class

            return FileDraftStore(self.paths)

        return self._once("drafts", make)

    @property
    def preparation(self) -> "PreparationStore":
        """What the user says of the preparation: hours, the self-check, the vacancy."""

        def make() -> "PreparationStore":
            from mock_panel.storage.preparation import (  # noqa: PLC0415 - see the class
                PreparationFile,
            )

            return PreparationFile(self.paths)

        return self._once("preparation", make)

    @property
    def maintenance(self) -> "Maintenance":
        """Backups and erasure."""

        def make() -> "Maintenance":
            from mock_panel.storage.maintenance import StoredData  # noqa: PLC0415 - see the class
            from mock_panel.storage.team_maintenance import (  # noqa: PLC0415 - see the class
                TeamData,
            )

            if self.paths.team is not None:
                return TeamData(self.paths, lambda: self._database)
            return StoredData(self.paths)

        return self._once("maintenance", make)

    @property
    def carrying(self) -> "Carrying":
        """What goes to another installation and comes from there."""

        def make() -> "Carrying":
            from mock_panel.storage.carrying import (  # noqa: PLC0415 - see the class
                CarriedHistory,
            )

            return CarriedHistory(self.paths)

        return self._once("carrying", make)

    @property
    def speaker(self) -> "Speaker":
        """The voice, in a process of its own."""
        return self._once("speaker", lambda: self.new_speaker(self.paths, self.settings))

    def trial_speaker(self, settings: Settings) -> "Speaker":
        """The voice as these settings would have it, saved or not; the last trial falls silent."""
        self.end_trial()
        return self._once("trial_speaker", lambda: self.new_speaker(self.paths, settings))

    def end_trial(self) -> None:
        """Silence the voice that was tried last."""
        self._end("trial_speaker")

    @property
    def voices(self) -> "Voices":
        """What voices there are to choose from, found out in a process of its own."""

        def make() -> "Voices":
            from mock_panel.speech.voices import ChildVoices  # noqa: PLC0415 - see the class

            return ChildVoices()

        return self._once("voices", make)

    @property
    def recorder(self) -> "Recorder":
        """The microphone, in a process of its own."""
        return self._once("recorder", lambda: self.new_recorder(self.paths, self.settings))

    def trial_recorder(self, settings: Settings) -> "Recorder":
        """The microphone as these settings would have it, saved or not; ends the last trial."""
        self._end("trial_recorder")
        return self._once("trial_recorder", lambda: self.new_recorder(self.paths, settings))

    @property
    def recordings(self) -> "Recordings":
        """The sound files."""

        def make() -> "Recordings":
            from mock_panel.speech.recordings import (  # noqa: PLC0415 - see the class
                RecordingFiles,
            )

            return RecordingFiles(self.paths.recordings)

        return self._once("recordings", make)

    @property
    def player(self) -> "Player":
        """Plays recordings, in a process of its own."""

        def make() -> "Player":
            from mock_panel.speech.player import ChildPlayer  # noqa: PLC0415 - see the class

            return ChildPlayer()

        return self._once("player", make)

    @property
    def measure_delivery(self) -> "DeliveryMeter":
        """How an answer was said, measured from what was recorded and recognised."""
        from mock_panel.speech.delivery import measure_delivery  # noqa: PLC0415 - see the class

        return measure_delivery

    @property
    def transcriber(self) -> "Transcriber":
        """The recogniser, in a process of its own."""

        def make() -> "Transcriber":
            from mock_panel.speech.reach import BestTranscriber  # noqa: PLC0415 - see the class

            return BestTranscriber(
                self.paths.models, self.paths.scratch, wanted=self.settings.recogniser
            )

        return self._once("transcriber", make)

    @property
    def speech_probe(self) -> "SpeechProbe":
        """Looks at what the machine can do with a spoken answer, and the user wants of it."""

        def make() -> "SpeechProbe":
            from mock_panel.speech.reach import MachineProbe  # noqa: PLC0415 - see the class

            return MachineProbe(
                self.paths.models,
                microphone=self.settings.microphone or None,
                recogniser=self.settings.recogniser,
                records=self.settings.record,
            )

        return self._once("speech_probe", make)

    @property
    def listening_means(self) -> "MeansFinder":
        """What microphones and recognisers there are to choose from."""

        def make() -> "MeansFinder":
            from mock_panel.speech.means import MachineMeans  # noqa: PLC0415 - see the class

            return MachineMeans(self.paths.models)

        return self._once("listening_means", make)

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
                self.monotonic, self.now, self.new_id, self.recordings,
            )  # fmt: skip

        return self._once("rehearsal", make)

    @property
    def own_banks(self) -> tuple[Path, ...]:
        """The folders with the user's own questions that there are."""
        named = (Path(name).expanduser() for name in self.settings.banks)
        own = self.paths.own_bank
        return (*((own,) if own.is_dir() else ()), *named)

    def write_technical(self, field: str) -> "FrameworkId":
        """Write drafts on a technical qualification to the user's own bank, in use from now on.

        Those that an earlier vacancy brought are used again.

        Raises:
            InputError: the field cannot be used, or the drafts cannot be written.
            StorageError: the bank's folder cannot be made.
        """
        from mock_panel.bank.template import (  # noqa: PLC0415 - see the class
            technical_id,
            write_technical,
        )

        framework = technical_id(field)
        if framework not in [known.id for known in self.bank.load().frameworks]:
            write_technical(field, self.paths.ensure_private(self.paths.own_bank))
            for part in ("bank", "rehearsal"):
                self._end(part)
        return framework

    def at_place(self, guest: "Guest") -> "SeatServices":
        """What somebody at a panel may reach, each call checked.

        Raises:
            StorageError: the database cannot be opened.
        """
        from mock_panel.panel.candidate_view import CandidateDesk  # noqa: PLC0415 - see the class
        from mock_panel.panel.packet_desk import PacketDesk  # noqa: PLC0415 - see the class
        from mock_panel.panel.packets import Packets  # noqa: PLC0415 - see the class
        from mock_panel.panel.permits import (  # noqa: PLC0415 - see the class
            Watch,
            guarded,
            guarded_joining,
        )

        joining, panels = self.joining, self.panels

        def is_over() -> bool:
            return joining.is_over(guest)

        def refused(action: str) -> None:
            joining.refused(guest, action)

        watch = Watch(panels.store, guest, refused, is_over, self.monotonic)
        return SeatServices(
            guest=guest,
            paths=self.paths,
            settings=self.settings,
            panels=replace(panels, store=guarded(watch)),
            joining=guarded_joining(watch, joining),
            packets=PacketDesk(Packets(panels, _new_key, _write_nothing), watch),
            candidate=CandidateDesk(panels.store, guest.panel, self.now, is_over),
            recordings=self.recordings,
            changes=lambda: self.changes(guest.panel),
            present=lambda: joining.store.present(guest.panel),
            monotonic=self.monotonic,
            now=self.now,
        )

    def write_new(self, path: Path, data: bytes) -> None:
        """Write a file that the user asked for, readable by nobody else.

        Raises:
            InputError: there is a file of this name.
            StorageError: it could not be written; no part of it is left.
        """
        from mock_panel.storage.files import write_new  # noqa: PLC0415 - see the class

        write_new(path, data)

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

    def end_recording(self) -> None:
        """Let go of the microphone; what was recorded stays, to be gone on with."""
        self._end("recorder")

    def close(self) -> None:
        """End every child process that was started."""
        for part in _ENDED_ON_CLOSE:
            self._end(part)

    def _end(self, name: str) -> None:
        with self._making[name]:
            part = self._made.pop(name, None)
        if part is not None and name in _ENDED_ON_CLOSE:
            part.close()

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Make a part when it is first asked for, even if two workers ask at once."""
        with self._making[name]:
            if name not in self._made:
                self._made[name] = make()
            made: T = self._made[name]
            return made


@dataclass(frozen=True)
class SeatServices:
    """All that the screens of one person at a panel can reach, wherever they sit."""

    guest: "Guest"
    paths: Paths
    settings: Settings
    panels: "MockPanels"
    """A call that is not this guest's to make raises OutOfOrder `not_permitted`."""
    joining: "Joining"
    """The same of who is invited."""
    packets: "PacketDesk"
    """The same of packets."""
    candidate: "CandidateDesk"
    recordings: "Recordings"
    """The sound files of the machine that serves: those of the panel go with the consent."""
    changes: "Callable[[], Changes]"
    """What tells when anybody has written; a new one, for the caller to close."""
    present: "Callable[[], Sequence[Presence]]"
    """Who has the panel open in a browser."""
    monotonic: "SteadyClock"
    now: "WallClock"

    def report(self, panel: "Panel", ending: str) -> bytes:
        """The candidate's report, for the guest's own machine.

        Args:
            panel: whose.
            ending: in which form, one of `reports.FORMS`.

        Raises:
            InputError: the form needs what is not installed where this runs.
            OutOfOrder: `not_revealed`, or not this guest's to read.
        """
        from mock_panel.panel.reports import Reports  # noqa: PLC0415 - seldom

        return Reports(self.panels, _write_nothing).compose(panel, ending)

    def close(self) -> None:
        """Nothing was started."""


def build_services(paths: Paths | None = None) -> Services:
    """The real thing, for the user's own directory.

    Raises:
        InputError: the settings file is wrong.
    """
    paths = paths or default_paths()
    return Services(paths=paths, settings=load_settings(paths.settings))
