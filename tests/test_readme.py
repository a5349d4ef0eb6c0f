"""The README says what is true of the program as it is."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from textual.binding import BindingsMap
from textual.dom import DOMNode

import mock_panel.tui
from mock_panel.cli.root import COMMANDS
from mock_panel.tui.app import MockPanelApp

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))


def test_it_is_read_in_a_minute() -> None:
    assert 60 <= len(README.splitlines()) <= 120


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_what_it_shows_and_links_to_is_there(target: str) -> None:
    assert target.startswith("https://") or (ROOT / target).is_file()


def test_it_shows_a_picture_of_the_app_as_the_tests_see_it() -> None:
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert "__snapshots__" in picture
    svg = (ROOT / picture).read_text(encoding="utf-8")
    assert "mock_panel" in svg or "practice" in svg


def test_two_commands_run_it_and_test_it_from_nothing() -> None:
    run, tests = re.findall(r"^(python3 -m pip install .*)$", CODE, re.MULTILINE)
    install, _, start = run.partition(" && ")
    assert tests.startswith(f"{install} && ")
    assert install.endswith("--target .uv uv")
    assert start == ".uv/bin/uv run --no-dev mock-panel"
    assert tests.endswith("uv run pytest")


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"grep -m1 '([^']+)' README.md", script)
    found = next(line for line in README.splitlines() if pattern in line)
    assert found in CODE.splitlines()
    assert 'eval "$test_command"' in script


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_is_named(verb: str) -> None:
    assert re.search(rf"\b{verb}\b", README[README.index("## From the command line") :])


def test_every_command_line_that_it_shows_is_understood() -> None:
    from click.testing import CliRunner

    from mock_panel.cli.root import cli

    shown = re.findall(r"^mock-panel (.*?)(?:   .*)?$", CODE, re.MULTILINE)
    assert len(shown) >= 5
    for line in shown:
        verbs = [word for word in line.split() if not word.startswith("-")]
        options = [word for word in line.split() if word.startswith("--")]
        path = (
            verbs[:2] if verbs[0] in {"bank", "panel", "stories", "team", "vacancy"} else verbs[:1]
        )
        told = CliRunner().invoke(cli, [*path, "--help"])
        assert told.exit_code == 0, line
        assert all(option in told.output for option in options), line


def declared_keys() -> set[str]:
    """Every key that the app, a screen or a widget of ours declares."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(mock_panel.tui.__path__, "mock_panel.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            is_ours = isinstance(thing, type) and thing.__module__.startswith("mock_panel.")
            if is_ours and issubclass(thing, DOMNode):
                found |= set(BindingsMap(thing.BINDINGS).key_to_bindings)
    return found


NAMES = {"Enter": "enter", "Esc": "escape"}


def table_keys() -> list[str]:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", README, re.MULTILINE)
    keys = [key for row in rows if row not in ("key", "---") for key in row.split(", ")]
    return [NAMES.get(key, key.lower()) for key in keys]


@pytest.mark.parametrize("key", table_keys())
def test_every_key_in_its_table_is_bound(key: str) -> None:
    # The palette's key is Textual's own.
    assert key in declared_keys() | {MockPanelApp.COMMAND_PALETTE_BINDING}
