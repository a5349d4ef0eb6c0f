"""The README tells the truth: its commands, its picture, its keys."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

from textual.binding import Binding

from mock_panel.cli.root import COMMANDS
from mock_panel.tui import screens
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.page import Page

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def every_key() -> set[str]:
    """The keys that any screen of ours has, and the app's own."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    holders: list[type[Any]] = [MockPanelApp, Page]
    for holder in holders:
        holders += [kind for kind in holder.__subclasses__() if kind not in holders]
    keys = {
        key
        for holder in holders
        for binding in holder.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    return keys | {MockPanelApp.COMMAND_PALETTE_BINDING}


def test_it_is_as_long_as_a_tired_reader_can_take() -> None:
    assert 60 <= len(README.splitlines()) <= 120


def test_its_picture_is_a_snapshot_that_is_tested() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file()
        assert "__snapshots__" in picture


def test_ci_runs_the_test_command_that_it_gives() -> None:
    (command,) = [line for line in README.splitlines() if line.endswith("uv run pytest")]
    assert command.startswith("python3 -m pip install")
    assert "grep -m1 'uv run pytest' README.md" in (ROOT / ".ci" / "run").read_text()


def test_every_command_is_named() -> None:
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", README), command


def test_every_key_of_its_table_is_bound() -> None:
    keys = every_key()
    names = {"Enter": "enter", "Esc": "escape", ",": "comma"}
    told = []
    for row in re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", README, re.MULTILINE):
        if row not in ("key", "---"):
            told += [names.get(k, k.lower()) for k in row.split(", ")]
    assert len(told) > 10
    assert set(told) <= keys
