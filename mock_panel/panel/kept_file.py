"""A small file of ours that is replaced whole or not at all, private to the user."""

import os
from pathlib import Path

from mock_panel.errors import StorageError


def write_whole(path: Path, content: bytes, what: str) -> None:
    """Put a file in the place of the one before.

    Args:
        path: the file; its directory is made where it is missing.
        content: all that is to be in it.
        what: what is being kept, for the error, such as `the set-up`.

    Raises:
        StorageError: it could not be written; the one before is still there.
    """
    temporary = path.with_name(f"{path.name}-new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    except OSError as error:
        raise StorageError(
            f"{path}: {what} was not saved: {error.strerror}",
            "Free some space or make the directory writable.",
        ) from error


def forget(path: Path, what: str) -> None:
    """Remove a file; no error if there is none.

    Raises:
        StorageError: the file is there and cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: {what} was not removed: {error.strerror}") from error
