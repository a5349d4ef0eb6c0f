"""New files that the user asked for: private, whole or not there at all."""

import os
from pathlib import Path

from mock_panel.errors import InputError, StorageError


def write_new(path: Path, data: bytes) -> None:
    """Write a file that nobody else may read; it appears when it is whole.

    Raises:
        InputError: there is a file of this name.
        StorageError: it could not be written; no part of it is left.
    """
    if path.exists():
        raise InputError(f"{path}: exists already", "Name a file that does not exist yet.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - the descriptor sets the mode
            stream.write(data)
        unfinished.replace(path)
    except OSError as error:
        raise StorageError(
            f"{path}: not written: {error.strerror}", "Name a place that can be written."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
