"""The user's settings: a small TOML file in the data directory."""

import os
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError, StorageError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice that outlives a session."""

    framework: FrameworkId | None = None
    """None until the first run has asked."""
    interview_date: date | None = None
    theme: str = "mock-panel-dark"
    voice: bool = True
    """Read questions aloud where there is a voice."""
    voice_rate: int = 130
    """As asked of the engine; espeak-ng speaks about a quarter faster."""
    voice_id: str = ""
    """Whose voice, by the engine's own id; empty for its American English."""
    voice_volume: int = 100
    """Percent of the loudness that the engine gives."""
    record: bool = True
    """Record spoken answers where there is a microphone."""
    microphone: str = ""
    """By the name the system gives it; empty for the system's own choice."""
    recogniser: str = ""
    """The id of the recogniser that writes answers down; empty for the best there is."""
    recording_days: int = 90
    """After so many days a recording is erased; 0 keeps it until the user erases it."""
    answer_mode: str = "typed"
    answer_model: str = "sar"
    banks: tuple[str, ...] = ()
    """Folders with questions of the user's, beside the one in the data directory."""


def load_settings(path: Path) -> Settings:
    """The settings in a file, or the defaults where there is none.

    Raises:
        InputError: the file is not TOML, or a key or value is not one of ours.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "Mend or remove the file.") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}", "Mend the line, or remove the file.") from error
    return replace(Settings(), **{k: _checked(path, k, v) for k, v in table.items()})


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings that differ from the defaults, whole or not at all.

    Raises:
        StorageError: the file cannot be written.
    """
    import tomli_w  # noqa: PLC0415 - only a change of settings needs it

    defaults = asdict(Settings())
    changed = {k: v for k, v in asdict(settings).items() if v is not None and v != defaults[k]}
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_bytes(tomli_w.dumps(changed).encode())
        temporary.chmod(0o600)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StorageError(
            f"{path}: settings not saved: {error.strerror}",
            "Free some space or make the directory writable, then change the setting again.",
        ) from error


_KINDS: dict[str, tuple[type, str]] = {
    "framework": (str, "the id of a framework, such as opm-2025"),
    "interview_date": (date, "a date, such as 2026-03-31"),
    "theme": (str, "the name of a theme"),
    "voice": (bool, "true or false"),
    "voice_rate": (int, "words a minute, 80 to 300"),
    "voice_id": (str, "the id of a voice, as Settings lists them, or empty"),
    "voice_volume": (int, "percent, 10 to 100"),
    "record": (bool, "true or false"),
    "microphone": (str, "the name of a microphone, or empty"),
    "recogniser": (str, "the id of a recogniser, or empty"),
    "recording_days": (int, "days, 0 to keep recordings"),
    "answer_mode": (str, "typed or spoken"),
    "answer_model": (str, "the id of an answer model, such as sar"),
    "banks": (list, "a list of folders with questions"),
}


def _checked(path: Path, key: str, value: Any) -> Any:
    names = [field.name for field in fields(Settings)]
    if key not in names:
        near = get_close_matches(key, names, n=1)
        meant = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
        raise InputError(f"{path}: unknown setting {key!r}", meant)
    kind, wanted = _KINDS[key]
    good = type(value) is kind
    good = good and not (key == "voice_rate" and not 80 <= value <= 300)
    good = good and not (key == "voice_volume" and not 10 <= value <= 100)
    good = good and not (key == "recording_days" and not 0 <= value <= 36500)
    good = good and not (key == "answer_mode" and value not in ("typed", "spoken"))
    good = good and not (key == "banks" and not all(isinstance(each, str) for each in value))
    if not good:
        raise InputError(f"{path}: {key} is {value!r}", f"It should be {wanted}.")
    return tuple(value) if kind is list else value
