"""The candidate's own words on the preparation: one small TOML file, read and written whole."""

import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.preparation import HandHours, Preparation, SelfCheck, Vacancy
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage.errors import disk_trouble

_MEND = "Mend the line, or remove the file."
PATIENCE_SECONDS = 5.0
"""How long another window may take to write."""


class PreparationFile:
    """`preparation.toml` in the user's directory."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def load(self) -> Preparation:
        """What was written last; nothing where there is no file.

        Raises:
            InputError: the file is not TOML, or not what this program writes.
            StorageError: it cannot be read.
        """
        path = self._paths.preparation
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Preparation()
        except OSError as error:
            raise disk_trouble(path, "cannot be read", error) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}", _MEND) from error
        return _read(path, table)

    def change(self, step: Callable[[Preparation], Preparation]) -> Preparation:
        """Change what is there, whole or not at all; no other window changes it meanwhile.

        Args:
            step: makes what is to be there of what is; what it raises changes nothing.

        Returns:
            what is there now.

        Raises:
            InputError: see `load`.
            StorageError: it cannot be written; what was there is still there.
        """
        with self._alone():
            before = self.load()
            after = step(before)
            if after != before:
                self._write(after)
        return after

    @contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 50 ms, after the first frame

        path = self._paths.preparation
        lock = FileLock(f"{path}.lock", timeout=PATIENCE_SECONDS, mode=0o600, poll_interval=0.01)
        try:
            self._paths.ensure_private(path.parent)
            lock.acquire()
        except Timeout as error:
            raise StorageError(
                f"{path}: another Mock Panel is writing it", "Wait a moment, then try again."
            ) from error
        except OSError as error:
            raise disk_trouble(path, "was not saved", error) from error
        try:
            yield
        finally:
            lock.release()

    def _write(self, preparation: Preparation) -> None:
        path = self._paths.preparation
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(tomli_w.dumps(_document(preparation)).encode())
            temporary.chmod(0o600)
            temporary.replace(path)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise disk_trouble(path, "was not saved", error) from error


def _document(preparation: Preparation) -> dict[str, Any]:
    document: dict[str, Any] = {}
    if (vacancy := preparation.vacancy) is not None:
        closing = {"closing": vacancy.closing} if vacancy.closing else {}
        technical = {"technical": list(vacancy.technical)} if vacancy.technical else {}
        document["vacancy"] = {"title": vacancy.title, **closing, **technical}
    if preparation.hours:
        document["hours"] = [
            {"day": entry.day, "hours": entry.hours, "what": entry.what}
            for entry in preparation.hours
        ]
    if preparation.checks:
        document["self_check"] = {
            framework: {"day": check.day, "answers": {e: dict(a) for e, a in check.answers.items()}}
            for framework, check in preparation.checks.items()
        }
    return document


def _read(path: Path, table: dict[str, Any]) -> Preparation:
    try:
        vacancy = table.get("vacancy")
        return Preparation(
            tuple(
                HandHours(_day(entry["day"]), _hours(entry["hours"]), str(entry["what"]))
                for entry in table.get("hours", [])
            ),
            {
                FrameworkId(framework): SelfCheck(
                    _day(check["day"]),
                    {
                        EcqId(ecq): {name: _yes_or_no(value) for name, value in answers.items()}
                        for ecq, answers in check["answers"].items()
                    },
                )
                for framework, check in table.get("self_check", {}).items()
            },
            None if vacancy is None else _vacancy(vacancy),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: not as this program writes it: {error}", _MEND) from error


def _vacancy(table: dict[str, Any]) -> Vacancy:
    closing = None if table.get("closing") is None else _day(table["closing"])
    technical = tuple(FrameworkId(str(each)) for each in table.get("technical", []))
    return Vacancy(str(table["title"]), closing, technical)


def _day(value: object) -> date:
    if type(value) is not date:
        message = f"{value!r} is not a date such as 2026-03-31"
        raise ValueError(message)
    return value


def _hours(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 24:
        message = f"{value!r} is not a number of hours up to 24"
        raise ValueError(message)
    return float(value)


def _yes_or_no(value: object) -> bool:
    if value is True or value is False:
        return bool(value)
    message = f"{value!r} is neither true nor false"
    raise ValueError(message)
