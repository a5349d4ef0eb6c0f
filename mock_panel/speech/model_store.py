"""The user's folder of models: what is in it appears there whole, or not at all."""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from mock_panel.errors import InputError, MockPanelError, StorageError
from mock_panel.speech.models import Model

_PASSING = ".passing"
_POINTER = b"version https://git-lfs"
_PAGES = (b"<!doctype html", b"<html")
_HEAD_BYTES = 64


class ModelStore:
    """Where fetched models live.

    Args:
        models: an existing directory.
    """

    def __init__(self, models: Path) -> None:
        self._models = models

    def part(self, model: Model) -> Path:
        """The folder in which a download grows; kept for the next time when it is cut off."""
        return self._models / f"{model.id}.part"

    @contextlib.contextmanager
    def fetching(self, model: Model) -> Iterator[None]:
        """Keep other processes from fetching the same model.

        Raises:
            InputError: another one is at it.
            StorageError: the directory cannot be written to.
        """
        lock = FileLock(self._models / f"{model.id}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            words = f"{model.id}: another mock-panel is fetching it"
            raise InputError(words, "Wait for it, or stop it.") from error
        except OSError as error:
            raise _not_written(self._models, error) from error
        try:
            # What a killed process has left half copied or half removed.
            for stray in self._models.glob(f"{model.id}.*{_PASSING}"):
                shutil.rmtree(stray, ignore_errors=True)
            yield
        finally:
            lock.release()

    def need_room(self, wanted: int) -> None:
        """Refuse to begin what the disk has no room for.

        Args:
            wanted: bytes still to be written.

        Raises:
            StorageError: there is not enough.
        """
        free = shutil.disk_usage(self._models).free
        if free < wanted:
            words = f"{self._models}: {megabytes(wanted)} MB are needed, {megabytes(free)} MB free"
            raise StorageError(words, "Free some space, then run the same command again.")

    def copy(self, model: Model, source: Path) -> Path:
        """Copy a folder that the user has carried over; gives back where the model is now.

        Raises:
            InputError: it lacks files, or they are not what they should be.
            StorageError: it cannot be read or written.
        """
        if not source.is_dir():
            raise InputError(f"{source}: there is no such folder", _files_needed(model))
        check(model, source, _files_needed(model))
        self.need_room(sum((source / name).stat().st_size for name in model.files))
        try:
            with tempfile.TemporaryDirectory(
                dir=self._models, prefix=f"{model.id}.", suffix=_PASSING
            ) as temporary:
                copied = Path(temporary) / "model"
                copied.mkdir(mode=0o700)
                for name in model.files:
                    shutil.copyfile(source / name, copied / name)
                return self.install(model, copied)
        except OSError as error:
            raise _not_written(error.filename or self._models, error) from error

    def install(self, model: Model, folder: Path) -> Path:
        """Move a finished folder to its place, over an older one; gives back where it is now.

        Raises:
            MockPanelError: it lacks files, or they are not what they should be.
            StorageError: it cannot be moved.
        """
        check(model, folder, f"Run `mock-panel models fetch {model.id}` again.")
        target = model.folder(self._models)
        try:
            with tempfile.TemporaryDirectory(
                dir=self._models, prefix=f"{model.id}.", suffix=_PASSING
            ) as old:
                # A folder can only take the place of an empty one.
                if target.exists():
                    target.replace(Path(old) / "old")
                folder.replace(target)
        except OSError as error:
            raise _not_written(target, error) from error
        return target


def check(model: Model, folder: Path, hint: str) -> None:
    """Make sure that a folder can be the model; whether it is, only its library can tell.

    Args:
        model: what it should be.
        folder: where its files are.
        hint: what to do if it is not.

    Raises:
        InputError: a file is missing, empty, or plainly something else.
    """
    if missing := ", ".join(model.missing(folder)):
        raise InputError(f"{folder}: not there, or empty: {missing}", hint)
    for name in model.files:
        file = folder / name
        try:
            with file.open("rb") as stream:
                head = stream.read(_HEAD_BYTES).lstrip().lower()
            if head.startswith(_POINTER):
                raise InputError(
                    f"{file}: only points to the file, which Git LFS has left behind",
                    "Run `git lfs pull` in that folder, or download the file itself.",
                )
            if head.startswith(_PAGES):
                raise InputError(f"{file}: is a web page, not the file", hint)
            if file.suffix == ".json":
                json.loads(file.read_bytes())
        except ValueError as error:
            raise InputError(f"{file}: is not JSON: {error}", hint) from error
        except OSError as error:
            raise StorageError(f"{file}: cannot be read: {error.strerror}", hint) from error


def megabytes(size: int) -> str:
    """A number of bytes in millions, with one digit after the point below ten."""
    millions = size / 1_000_000
    return f"{millions:,.1f}" if millions < 10 else f"{millions:,.0f}"


def _files_needed(model: Model) -> str:
    return (
        f"These files of https://huggingface.co/{model.repository} are needed in one folder:"
        f" {', '.join(model.files)}."
    )


def _not_written(place: object, error: OSError) -> MockPanelError:
    words = f"{place}: cannot be written: {error.strerror or error}"
    return StorageError(words, "Free some space or mend its permissions, then run it again.")
