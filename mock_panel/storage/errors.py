"""Trouble with the disk or the database, in words that help and never quote an answer."""

import errno
import sqlite3
from pathlib import Path

from mock_panel.errors import StorageError


class DamagedError(StorageError):
    """The file is no database of ours, or no longer a whole one."""


_FREE_SPACE = "Free some space, then try again."
_OTHER_HOME = "Make it writable, or name another directory with MOCK_PANEL_HOME."
_CLOSE_OTHERS = "Close the other Mock Panel, or wait until it has finished, then try again."

_OS_HINTS = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EFBIG: _FREE_SPACE,
    errno.EACCES: _OTHER_HOME,
    errno.EPERM: _OTHER_HOME,
    errno.EROFS: _OTHER_HOME,
    errno.ENOTDIR: "Part of that path is a file; name another directory with MOCK_PANEL_HOME.",
}


def disk_trouble(path: Path, doing: str, error: OSError) -> StorageError:
    """What an OSError means to the user.

    Args:
        path: the file or directory.
        doing: what could not be done, such as "the draft was not saved".
        error: as the operating system raised it.
    """
    why = error.strerror or type(error).__name__
    hint = _OS_HINTS.get(error.errno or 0, "Check the disk, then try again.")
    return StorageError(f"{path}: {doing}: {why}", hint)


_SQLITE = {
    sqlite3.SQLITE_BUSY: ("another program is using the database", _CLOSE_OTHERS),
    sqlite3.SQLITE_LOCKED: ("another program is using the database", _CLOSE_OTHERS),
    sqlite3.SQLITE_FULL: ("the disk is full", _FREE_SPACE),
    sqlite3.SQLITE_READONLY: ("the database is read-only", _OTHER_HOME),
    sqlite3.SQLITE_PERM: ("the database may not be opened", _OTHER_HOME),
    sqlite3.SQLITE_CANTOPEN: ("the database cannot be opened", _OTHER_HOME),
    sqlite3.SQLITE_IOERR: (
        "the disk failed while the database was in use",
        "Check the disk and its free space, then try again.",
    ),
}


def database_trouble(path: Path, error: BaseException | None) -> StorageError:
    """What an error of SQLite means to the user.

    Args:
        path: the database file.
        error: a sqlite3.Error; anything else is named by its type alone, because its
            words may quote an answer.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if code in _SQLITE:
        what, hint = _SQLITE[code]
        return StorageError(f"{path}: {what}", hint)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return StorageError(
        f"{path}: the database refused ({name})",
        "Run `mock-panel doctor`; please report this if it stays.",
    )


def damaged(path: Path) -> DamagedError:
    """The file is no database, or no longer a whole one."""
    return DamagedError(
        f"{path}: the file is damaged, or is not a Mock Panel database",
        f"Nothing was changed. `mock-panel restore FILE` puts a copy in its place (see"
        f" {path.parent / 'backups'}), or move it away and start anew without it.",
    )
