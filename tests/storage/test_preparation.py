"""What the candidate says of the preparation: several windows change it, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from mock_panel.domain.preparation import HandHours, Preparation, Vacancy
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import Paths
from mock_panel.storage import preparation as stored
from mock_panel.storage.preparation import PreparationFile

DAY = date(2026, 3, 1)


def hour(number: int) -> HandHours:
    return HandHours(DAY, float(number), f"outline {number}")


def test_what_many_windows_add_at_once_is_all_there(tmp_path: Path) -> None:
    def add(number: int) -> None:
        PreparationFile(Paths(tmp_path)).change(
            lambda held: replace(held, hours=(*held.hours, hour(number)))
        )

    with ThreadPoolExecutor(8) as windows:
        list(windows.map(add, range(1, 21)))
    kept = PreparationFile(Paths(tmp_path)).load().hours
    assert sorted(entry.hours for entry in kept) == list(range(1, 21))


def test_a_step_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    file = PreparationFile(Paths(tmp_path))
    before = file.change(lambda _: Preparation(vacancy=Vacancy("Director", DAY)))

    def refused(_: Preparation) -> NoReturn:
        raise InputError("No such entry.")

    with pytest.raises(InputError):
        file.change(refused)
    assert file.load() == before


def test_a_window_that_never_ends_writing_is_waited_for_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "PATIENCE_SECONDS", 0.05)
    paths = Paths(tmp_path)
    with (
        FileLock(f"{paths.preparation}.lock"),
        pytest.raises(StorageError, match="another Mock Panel is writing it"),
    ):
        PreparationFile(paths).change(lambda held: held)
