"""What the rows of Settings offer and say, without any widget."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from textual.content import Content

from mock_panel.domain.english import how_many, written
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.speech import VoicesFound
from mock_panel.practice.days import day_of
from mock_panel.practice.progress import days_to
from mock_panel.settings import Settings
from mock_panel.tui.widgets.choice_row import Choice

_RATES = {100: "slow", 115: "unhurried", 130: "calm", 150: "natural", 175: "brisk", 200: "fast"}
_KEPT_DAYS = (30, 90, 365)
LABEL_WIDTH = 17
"""Columns of the names of the rows."""
_VOLUMES = {20: "very quiet", 40: "quiet", 60: "softer", 80: "a little softer", 100: "full"}


def changed(settings: Settings, name: str, value: object) -> Settings:
    """The settings with one of them changed.

    Raises:
        KeyError: no row of choices sets `name`.
    """
    new: dict[str, Any] = {}
    match name:
        case "framework":
            new[name] = FrameworkId(str(value))
        case "answer_mode" | "answer_model":
            new[name] = str(value)
        case "voice" | "record":
            new[name] = bool(value)
        case "voice_rate" | "voice_volume" | "recording_days" if isinstance(value, int):
            new[name] = value
        case _:
            raise KeyError(name)
    return replace(settings, **new)


def interview_date(text: str) -> date | None:
    """The date that was typed; None for an empty line.

    Raises:
        InputError: it is not a date.
    """
    text = text.strip()
    if not text:
        return None
    return day_of(text)


def date_words(day: date | None, today: date) -> str:
    """The weekday and how far it is; what an empty date means."""
    if day is None:
        return "no date set"
    return f"{day:%A}, {days_to(day, today)}"


def rate_choices(current: int) -> list[Choice[int]]:
    """The speeds on offer, with the current one even if it is none of them."""
    rates = sorted({*_RATES, current})
    return [
        Choice(rate, _RATES.get(rate, str(rate)), f"asks the voice for {rate} words a minute")
        for rate in rates
    ]


def volume_choices(current: int) -> list[Choice[int]]:
    """The loudness on offer, with the current one even if it is none of them."""
    return [
        Choice(volume, _VOLUMES.get(volume, str(volume)), f"{volume} % of the voice's own")
        for volume in sorted({*_VOLUMES, current})
    ]


def kept_choices(current: int, told: str) -> list[Choice[int]]:
    """How long recordings may be kept, with the current choice even if it is none of ours.

    Args:
        current: days; 0 for as long as the user likes.
        told: about the recordings that there are.
    """
    days = sorted({*_KEPT_DAYS, current} - {0})
    return [
        *(Choice(each, how_many(each, "day"), told) for each in days),
        Choice(0, "until I erase them", told),
    ]


def recordings_words(number: int, size: int) -> str:
    """How many recordings there are, and their bytes in words."""
    if not number:
        return "none yet"
    return f"{how_many(number, 'recording')}, {size_words(size)}"


def is_shorter(days: int, before: int) -> bool:
    """Whether recordings are kept for fewer days than before; 0 keeps them for good."""
    return bool(days) and (not before or days < before)


def voice_words(voice_id: str, found: VoicesFound) -> tuple[str, str]:
    """Whose voice it is, and what there is to say about that.

    Args:
        voice_id: as in the settings.
        found: the voices of the engine, as far as it has been asked.
    """
    if not voice_id:
        return "the default voice", "enter lists all voices"
    for voice in found.voices:
        if voice.id == voice_id:
            return voice.name, "enter lists all voices"
    if found.voices:
        return voice_id, "is not here: the default voice reads"
    return voice_id, found.reason


def theme_choices(ours: Iterable[str], available: Iterable[str]) -> list[Choice[str]]:
    """Our themes first, then Textual's by name."""
    first = list(ours)
    rest = sorted(name for name in available if name not in first)
    return [
        *(Choice(name, name) for name in first),
        *(Choice(name, name, "Textual's own") for name in rest),
    ]


def about(framework: Framework) -> Content:
    """Whose words the framework is in, which version, and whose program this is not."""
    since = (
        f", in effect from {written(framework.effective_from)}" if framework.effective_from else ""
    )
    until = f" to {written(framework.effective_to)}" if framework.effective_to else ""
    return Content.assemble(
        f"{framework.title} ({framework.id}){since}{until}.\n",
        "Not affiliated with or endorsed by the U.S. Office of Personnel Management. "
        "Practice levels are this program's own and unofficial.",
    )


def data_words(home: Path, size: int | None) -> Content:
    """Where everything lives, how big it is, and how to keep or erase it.

    Args:
        home: the data directory.
        size: bytes; None while they are being counted.
    """
    much = "" if size is None else f"   {size_words(size)}"
    label, dim = "$foreground 75%", "$foreground 75%"
    return Content.assemble(
        ("Your data".ljust(LABEL_WIDTH), label), str(home), (much, dim), "\n",
        ("Back up".ljust(LABEL_WIDTH), label), "mock-panel backup", "\n",
        ("Erase".ljust(LABEL_WIDTH), label), "mock-panel purge", "\n",
        ("Erase the sound".ljust(LABEL_WIDTH), label), "mock-panel purge --recordings",
        ("   the words stay", dim),
    )  # fmt: skip


def size_words(size: int) -> str:
    """Bytes in the unit that a person would use."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB" if size else "nothing yet"
    return f"{size / 1_000_000:.1f} MB"


def directory_size(home: Path) -> int:
    """Bytes of all files below a directory; 0 where there is none. Unreadable ones count 0."""
    total = 0
    for folder, _folders, files in os.walk(home):
        for name in files:
            try:
                total += (Path(folder) / name).lstat().st_size
            except OSError:
                continue
    return total
