"""Where data goes: standard output, or a new file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mock_panel.cli.attempt_records import data_output
from mock_panel.errors import InputError, StorageError


@contextmanager
def output(file: Path) -> Iterator[IO[str]]:
    """Standard output, or a new private file that appears when it is whole."""
    if str(file) == "-":
        yield data_output()
        return
    if file.exists():
        raise InputError(f"{file}: exists already", "Name a file that does not exist yet.")
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
            yield stream
        unfinished.replace(file)
    except OSError as error:
        raise StorageError(
            f"{file}: not written: {error.strerror}", "Name a place that can be written."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
