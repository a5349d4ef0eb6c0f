"""A bundle: a whole history in one file, which another installation takes in.

A zip of a manifest, the database, what is said of the preparation, and the recordings where they
are wanted. The database is a
copy of ours, so that a bundle of an older version comes up to date by the same steps as a
database does. What it holds is checked before anything of it is used: names, sizes and digests
against the manifest, and the database against what ours may hold.
"""

import hashlib
import json
import os
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import delete

from mock_panel.domain.carrying import Carried
from mock_panel.domain.preparation import Preparation
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.copying import copy_database
from mock_panel.storage.database import Database, FileDatabase, open_database
from mock_panel.storage.errors import disk_trouble
from mock_panel.storage.health import examine
from mock_panel.storage.merging import counts, merge, stays
from mock_panel.storage.preparation import PreparationFile
from mock_panel.storage.searching import drop_index
from mock_panel.storage.tables import Row

BUNDLE_SCHEMA = "mock-panel/bundle@1"
_MANIFEST, _DATABASE, _RECORDINGS = "manifest.json", "mock-panel.db", "recordings/"
_PREPARATION = "preparation.toml"
_MOST_BYTES = {_PREPARATION: 4 * 1024 * 1024}
_SUFFIXES = (".wav", ".flac")
_MANIFEST_BYTES = 16 * 1024 * 1024
_BLOCK = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)
"""What reading a damaged, encrypted or hostile zip file raises."""


def write_bundle(paths: Paths, target: Path, now: datetime, *, with_recordings: bool) -> Carried:
    """Write a new bundle, private to the user, whole or not at all.

    Args:
        paths: whose history.
        target: must not exist.
        now: aware.
        with_recordings: take the finished sound files too.

    Raises:
        InputError: the target exists, or what is said of the preparation is not in order.
        StorageError: the database cannot be read, or the bundle not be written.
    """
    if target.exists():
        raise InputError(f"{target}: exists already", "Name a file that does not exist yet.")
    has_preparation = PreparationFile(paths).load() != Preparation()
    ours = open_database(paths)
    sounds = _finished_sounds(paths.recordings) if with_recordings else []
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with _workshop(paths) as workshop:
            copy = workshop.database
            if paths.team is None:
                copy_database(paths.database, copy)
            else:
                _copy_team(ours, workshop)
            families = _stripped(workshop)
            descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            with (
                open(descriptor, "w+b") as stream,  # noqa: PTH123 - the descriptor sets the mode
                zipfile.ZipFile(stream, "w") as archive,
            ):
                parts = {_DATABASE: _put(archive, copy, _DATABASE)}
                if has_preparation:
                    parts[_PREPARATION] = _put(archive, paths.preparation, _PREPARATION)
                for sound in sounds:
                    name = _RECORDINGS + sound.name
                    # Sound hardly shrinks by this, and FLAC not at all.
                    parts[name] = _put(archive, sound, name, zipfile.ZIP_STORED)
                manifest = {
                    "schema": BUNDLE_SCHEMA,
                    "made_at": now.isoformat(),
                    "counts": families,
                    "parts": parts,
                }
                archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
            partial.replace(target)
    except OSError as error:
        raise disk_trouble(target, "the bundle was not written", error) from error
    finally:
        partial.unlink(missing_ok=True)
        ours.close()
    return Carried(families, len(sounds))


@contextmanager
def opened_bundle(paths: Paths, file: Path) -> Iterator[tuple[Database, "Sounds", Preparation]]:
    """The checked database of a bundle, at this version's schema, and what else it holds.

    Raises:
        InputError: the file is no bundle, or not as it was written.
        StorageError: there is no room to unpack it.
    """
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise InputError(f"{file}: there is no such file", "Check its name.") from error
    except OSError as error:
        raise disk_trouble(file, "the bundle cannot be read", error) from error
    except _UNREADABLE as error:
        raise _no_bundle(file, "it is no zip file, or a damaged one") from error
    with archive, _workshop(paths) as workshop:
        parts = _checked(file, archive)
        try:
            _take(file, archive, _DATABASE, parts, workshop.database)
            if _PREPARATION in parts:
                _take(file, archive, _PREPARATION, parts, workshop.preparation)
        except OSError as error:
            raise disk_trouble(file, "the bundle cannot be unpacked", error) from error
        preparation = _checked_preparation(file, workshop)
        database = _checked_database(file, workshop)
        try:
            yield database, Sounds(file, archive, parts), preparation
        finally:
            database.close()


class Sounds:
    """The recordings of an opened bundle."""

    def __init__(self, file: Path, archive: zipfile.ZipFile, parts: "_Parts") -> None:
        self._file, self._archive, self._parts = file, archive, parts

    @property
    def names(self) -> Sequence[str]:
        """The names of the files."""
        return [n.removeprefix(_RECORDINGS) for n in self._parts if n.startswith(_RECORDINGS)]

    def new(self, folder: Path) -> Sequence[str]:
        """Those of which the folder has nothing under their name yet."""
        here = {file.name.split(".")[0] for file in folder.glob("*")}
        return [name for name in self.names if name.split(".")[0] not in here]

    def take(self, name: str, folder: Path) -> None:
        """Put one into the folder.

        Raises:
            InputError: it is not as it was written.
            OSError: it could not be written.
        """
        unfinished = folder / f".{name}.{os.getpid()}.partial"
        try:
            _take(self._file, self._archive, _RECORDINGS + name, self._parts, unfinished)
            unfinished.replace(folder / name)
        finally:
            unfinished.unlink(missing_ok=True)


_Parts = Mapping[str, Mapping[str, Any]]
"""`bytes` and `sha256` of each part, by its name in the archive."""


@contextmanager
def _workshop(paths: Paths) -> Iterator[Paths]:
    """A directory on the same disk, for the user alone, that goes when it is done with."""
    parent = paths.ensure_private(paths.home)
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=parent) as folder:
        yield Paths(Path(folder))


def _copy_team(team: Database, workshop: Paths) -> None:
    """A file with all that the team's database has."""
    copy = open_database(workshop)
    try:
        with team.read() as source, copy.write() as target:
            merge(source, target)
    finally:
        copy.close()


def _finished_sounds(folder: Path) -> list[Path]:
    found = folder.glob("*") if folder.is_dir() else ()
    return sorted(f for f in found if f.suffix in _SUFFIXES and f.name.count(".") == 1)


def _stripped(workshop: Paths) -> dict[str, int]:
    """Take out of a copy what means something here alone; how much is in it then."""
    database = FileDatabase(workshop.database)
    try:
        with database.write() as connection:
            for table in Row.metadata.sorted_tables:
                if stays(table):
                    connection.execute(delete(table))
            families = counts(connection)
            drop_index(connection)
    finally:
        database.close()
    with closing(sqlite3.connect(workshop.database, isolation_level=None)) as connection:
        # One file without a log beside it, and no trace of what was taken out.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")
    return families


def _put(
    archive: zipfile.ZipFile, file: Path, name: str, method: int = zipfile.ZIP_DEFLATED
) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        for block in _blocks(source):
            digest.update(block)
            size += len(block)
            target.write(block)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(_BLOCK), b"")


def _checked(file: Path, archive: zipfile.ZipFile) -> _Parts:
    """The parts that the manifest tells of, which are those that the archive has."""
    members = {info.filename: info for info in archive.infolist()}
    if len(members) != len(archive.infolist()):
        raise _no_bundle(file, "two of its parts have one name")
    if _MANIFEST not in members or members[_MANIFEST].file_size > _MANIFEST_BYTES:
        raise _no_bundle(file, "it has no manifest")
    try:
        with archive.open(_MANIFEST) as stream:
            manifest = json.loads(stream.read(_MANIFEST_BYTES))
        schema, parts = manifest["schema"], manifest["parts"]
        told = {str(name): (int(p["bytes"]), str(p["sha256"])) for name, p in parts.items()}
    except (*_UNREADABLE, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_bundle(file, "its manifest cannot be read") from error
    if schema != BUNDLE_SCHEMA:
        raise InputError(
            f"{file}: was written by another version of Mock Panel ({str(schema)[:40]!r};"
            f" this one reads {BUNDLE_SCHEMA!r})",
            "Update Mock Panel, or export again with this version.",
        )
    if _DATABASE not in told or set(told) != set(members) - {_MANIFEST}:
        raise _no_bundle(file, "its parts are not those that its manifest tells of")
    for name, (size, _) in told.items():
        if name not in (_DATABASE, _PREPARATION) and not _is_sound(name):
            raise _no_bundle(file, f"{name[:80]!r} has no place in one")
        if size > _MOST_BYTES.get(name, size):
            raise _no_bundle(file, f"{name} is too large")
        if members[name].file_size != size:
            raise _no_bundle(file, f"{name} has not the size that its manifest tells")
    return {name: {"bytes": size, "sha256": digest} for name, (size, digest) in told.items()}


def _is_sound(name: str) -> bool:
    file = name.removeprefix(_RECORDINGS)
    stem, dot, suffix = file.partition(".")
    is_plain = stem.isascii() and stem.replace("-", "").replace("_", "").isalnum()
    return name.startswith(_RECORDINGS) and is_plain and dot + suffix in _SUFFIXES


def _take(file: Path, archive: zipfile.ZipFile, name: str, parts: _Parts, target: Path) -> None:
    """Unpack one part, never more of it than was told."""
    digest, left = hashlib.sha256(), parts[name]["bytes"]
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as out:  # noqa: PTH123 - the descriptor sets the mode
        try:
            with archive.open(name) as stream:
                for block in _blocks(stream):
                    left -= len(block)
                    if left < 0:
                        break
                    digest.update(block)
                    out.write(block)
        except _UNREADABLE as error:
            raise _no_bundle(file, f"{name} cannot be unpacked") from error
    if left or digest.hexdigest() != parts[name]["sha256"]:
        raise _no_bundle(file, f"{name} is not as it was written")


def _checked_preparation(file: Path, workshop: Paths) -> Preparation:
    try:
        return PreparationFile(workshop).load()
    except InputError as error:
        why = error.message.rpartition(f"{workshop.preparation}: ")[2]
        raise _no_bundle(file, f"{_PREPARATION}: {why}") from error


def _checked_database(file: Path, workshop: Paths) -> Database:
    """The unpacked database at this version's schema, with nothing in it that acts by itself."""
    try:
        health = examine(workshop.database)
        with closing(sqlite3.connect(workshop.database)) as connection:
            acting = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
                " OR sql LIKE 'CREATE VIRTUAL%'"
            ).fetchone()[0]
        if acting or not health.schema:
            raise _no_bundle(file, "its database is not one of ours")
        return open_database(workshop)
    except StorageError as error:
        why = error.message.rpartition(f"{workshop.database}: ")[2]
        raise InputError(f"{file}: {why}", "Export again where it came from.") from error


def _no_bundle(file: Path, why: str) -> InputError:
    return InputError(
        f"{file}: this is no bundle of Mock Panel's: {why}",
        "`mock-panel export FILE.zip` writes one.",
    )
