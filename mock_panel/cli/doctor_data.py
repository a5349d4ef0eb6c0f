"""The doctor's look at what is on disk; it makes and changes nothing."""

import errno
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.cli.finding import Finding, Status
from mock_panel.domain.english import day_words, how_many
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.settings import Settings, load_settings

if TYPE_CHECKING:
    from mock_panel.team_address import TeamAddress

_SCARCE_BYTES = 50 * 1024 * 1024
_OTHER_HOME = "Make it writable, or name another directory with MOCK_PANEL_HOME."


def data_directory(paths: Paths) -> Iterator[Finding]:
    """Whether it is there or can be made, is writable, private, and has room."""
    home, check = paths.home.absolute(), "data directory"
    existing = home
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir():
        words = f"{home}: {existing} is a file, not a directory"
        yield Finding(check, Status.PROBLEM, words, _OTHER_HOME)
        return
    try:
        with tempfile.TemporaryFile(dir=existing) as probe:
            probe.write(bytes(4096))
            probe.flush()
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        words = f"{home}: cannot be written to: {error.strerror}"
        yield Finding(check, Status.PROBLEM, words, "Free some space." if full else _OTHER_HOME)
        return
    free = shutil.disk_usage(existing).free
    room = f"{in_bytes(free)} free"
    if existing != home:
        yield Finding(check, Status.OK, f"{home}: made when it is first needed; {room}")
    elif home.stat().st_mode & 0o077:
        words = f"{home}: other users of this machine can look into it; {room}"
        yield Finding(check, Status.NOTE, words, f"chmod 700 '{home}'")
    else:
        yield Finding(check, Status.OK, f"{home}: writable, private to you; {room}")
    if free < _SCARCE_BYTES:
        words = f"only {room}"
        yield Finding("free space", Status.NOTE, words, "Free some space before you practise.")


def settings_file(paths: Paths) -> Iterator[Finding]:
    """Whether the settings can be read; raises InputError where they cannot."""
    load_settings(paths.settings)
    there = f"{paths.settings}: read" if paths.settings.exists() else "none yet: the defaults apply"
    yield Finding("settings", Status.OK, there)


def settings_or_defaults(paths: Paths) -> Settings:
    """The user's settings, or the defaults where they cannot be read."""
    try:
        return load_settings(paths.settings)
    except InputError:
        return Settings()


def database(paths: Paths) -> Iterator[Finding]:
    """Whether the file is whole, of a known schema, and what is in it; may raise StorageError."""
    from mock_panel.storage.health import examine  # noqa: PLC0415 - brings SQLAlchemy

    if paths.team is not None:
        yield _team_database(paths.team)
        return
    check, path = "database", paths.database
    if not path.exists():
        yield Finding(check, Status.OK, "none yet: made with the first answer")
        return
    health = examine(path)
    if not health.schema:
        yield Finding(check, Status.OK, f"{path}: still blank, filled with the first answer")
        return
    words = (
        f"{path}: {how_many(health.attempts, 'attempt')}, {in_bytes(health.size)},"
        f" whole, schema {health.schema}"
    )
    if health.schema > health.known_schema:
        words = f"{path}: written by a newer Mock Panel (schema {health.schema})"
        hint = "Update Mock Panel, or name another directory with MOCK_PANEL_HOME."
        yield Finding(check, Status.PROBLEM, words, hint)
    elif health.schema < health.known_schema:
        hint = f"The next start upgrades it to {health.known_schema}, after a backup."
        yield Finding(check, Status.NOTE, words, hint)
    else:
        yield Finding(check, Status.OK, words)


def _team_database(address: "TeamAddress") -> Finding:
    """Whether the team's server answers, how fast, and what is in the database."""
    from mock_panel.storage.team_health import examine_team  # noqa: PLC0415 - brings psycopg

    health = examine_team(address)
    server = f"{address}: PostgreSQL {health.server}, answers in {health.latency * 1000:.1f} ms"
    if abs(health.offset) >= 1:
        way = "ahead of" if health.offset > 0 else "behind"
        server += f", its clock is {abs(health.offset):.0f} s {way} this machine's"
    if not health.schema:
        return Finding("database", Status.OK, f"{server}; still empty, filled by the first start")
    words = (
        f"{server}; {how_many(health.attempts, 'attempt')},"
        f" {how_many(health.panels, 'panel')}, schema {health.schema}"
    )
    if health.schema < health.known_schema:
        hint = (
            f"This version needs schema {health.known_schema}. When everybody can update: copy it"
            " with pg_dump, then run: mock-panel migrate --upgrade"
        )
        return Finding("database", Status.PROBLEM, words, hint)
    return Finding("database", Status.OK, words)


def bank() -> Iterator[Finding]:
    """Whether the shipped questions are there and without problems; may raise InputError."""
    from mock_panel.bank.source import load_bank, shipped_directory  # noqa: PLC0415 - YAML

    directory = shipped_directory()
    loaded = load_bank(directory)
    counts: Counter[str] = Counter(question.framework for question in loaded.questions)
    words = f"{directory}: {_questions(counts)}, no problem"
    if loaded.questions:
        yield Finding("bank", Status.OK, words)
    else:
        words = f"{directory}: no questions"
        yield Finding("bank", Status.PROBLEM, words, "Install mock-panel again.")


def own_banks(paths: Paths, settings: Settings) -> Iterator[Finding]:
    """Each folder of the user's own questions: how many, or why it is left out."""
    from mock_panel.bank.source import MergedBank, questions_of_folders  # noqa: PLC0415 - YAML
    from mock_panel.bootstrap.services import Services  # noqa: PLC0415 - only here

    folders = tuple(dict.fromkeys(Services(paths, settings).own_banks))
    if not folders:
        return
    try:
        left_out = {each.directory: each for each in MergedBank(additions=folders).left_out()}
    except InputError:
        # The shipped bank is what is wrong, and the check before has said so.
        return
    counts = questions_of_folders([folder for folder in folders if folder not in left_out])
    for folder in folders:
        if folder in left_out:
            hint = (
                f"Until it is mended its questions are left out: mock-panel bank check '{folder}'"
            )
            yield Finding("own bank", Status.NOTE, left_out[folder].first, hint)
        else:
            words = f"{folder}: {_questions(counts[folder])}, in use"
            yield Finding("own bank", Status.OK, words)


def recordings(paths: Paths, settings: Settings) -> Iterator[Finding]:
    """How many there are, of what size and age, how long they stay and how to erase them."""
    from mock_panel.speech.recordings import RecordingFiles  # noqa: PLC0415 - only here

    check, directory, days = "recordings", paths.recordings, settings.recording_days
    kept = f"kept for {how_many(days, 'day')}" if days else "kept until you erase them"
    store = RecordingFiles(directory)
    try:
        # The store takes a folder that cannot be read for an empty one.
        any(directory.iterdir())
        names = store.names()
        files = [file for name in names if (file := store.path(name)) is not None]
        oldest = min((file.stat().st_mtime for file in files), default=0.0)
        unfinished = sum(not store.is_finished(name) for name in names)
    except FileNotFoundError:
        names = ()
    except OSError as error:
        yield cannot_be_read(check, directory, error)
        return
    if not names:
        yield Finding(check, Status.OK, f"{directory}: none yet; they are {kept}")
        return
    count = how_many(len(names) - unfinished, "recording")
    apart = f" and {unfinished} unfinished" if unfinished else ""
    day = day_words(datetime.fromtimestamp(oldest, UTC))
    words = f"{directory}: {count}{apart}, {in_bytes(store.size())}, the oldest of {day}"
    yield Finding(check, Status.OK, f"{words}; {kept}, or erased by: mock-panel purge --recordings")


def recordings_without_answer(paths: Paths) -> Iterator[Finding]:
    """Which recordings belong to no answer, where that can be known."""
    from mock_panel.practice.left_sound import without_answer  # noqa: PLC0415 - only here
    from mock_panel.speech.recordings import RecordingFiles  # noqa: PLC0415 - only here
    from mock_panel.storage.drafts import FileDraftStore  # noqa: PLC0415 - only here

    store = RecordingFiles(paths.recordings)
    try:
        waiting = FileDraftStore(paths).attempts()
        stored = _stored_attempts(paths)
    except (InputError, StorageError):
        # Another check has said so.
        return
    if waiting is None or not (left := without_answer(store.names(), stored | waiting)):
        return
    files = ", ".join(file.name for name in left if (file := store.path(name)) is not None)
    words = f"{how_many(len(left), 'recording')} without an answer: {files}"
    hint = (
        f"Listen to them in {paths.recordings} and remove them there;"
        " mock-panel purge --recordings erases all sound."
    )
    yield Finding("left recordings", Status.NOTE, words, hint)


def _stored_attempts(paths: Paths) -> frozenset[str]:
    from mock_panel.storage.health import attempt_ids  # noqa: PLC0415 - only here

    if paths.team is not None:
        from mock_panel.storage.team_health import team_attempt_ids  # noqa: PLC0415 - only here

        return team_attempt_ids(paths.team)
    return attempt_ids(paths.database) if paths.database.exists() else frozenset()


def cannot_be_read(check: str, directory: Path, error: OSError) -> Finding:
    """A finding of a directory that practice can do without."""
    words = f"{directory}: cannot be looked into: {error.strerror or error}"
    return Finding(check, Status.NOTE, words, "Mend its permissions, or move it out of the way.")


def _questions(counts: Counter[str]) -> str:
    """Such as: 3 questions (2 for opm-2025, 1 for opm-2006)."""
    each = ", ".join(f"{number} for {framework}" for framework, number in counts.items())
    total = how_many(counts.total(), "question")
    return f"{total} ({each})" if each else total


def in_bytes(size: int) -> str:
    """Such as: 12 kB."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size //= 1000
    return f"{size:,} GB"
