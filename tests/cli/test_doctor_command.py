import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bank.template import TECHNICAL_QUALIFICATION
from mock_panel.bank.template import fill as fill_template
from mock_panel.cli.doctor import report
from mock_panel.cli.doctor_machine import terminal
from mock_panel.cli.finding import Finding, Status, found
from mock_panel.cli.root import run
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.upgrade import CURRENT
from tests.real_parts import require
from tests.speech.conftest import _loop, hiding, loop, no_device, no_voice
from tests.storage.sample_attempts import fill

__all__ = ["_loop", "hiding", "loop", "no_device", "no_voice"]
"""Machines with and without sound are the same here as for the voice."""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "home"))
    return Paths(tmp_path / "home")


@pytest.fixture
def ask(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Any:
    """The doctor's exit code, and its findings by check."""

    def asked() -> tuple[int, dict[str, Any]]:
        code = run(["doctor", "--json"])
        printed = capsys.readouterr()
        assert printed.err == ""
        findings = json.loads(printed.out)
        assert all(set(f) == {"check", "status", "detail", "hint"} for f in findings)
        return code, {finding["check"]: finding for finding in findings}

    return asked


@pytest.fixture
def silent(no_voice: None, no_device: None) -> None:
    """A machine on which nothing can be heard, and nothing takes time."""


def write_question(path: Path, framework: str, ecq: str, competency: str) -> None:
    """A file of the bank with one question."""
    path.parent.mkdir(parents=True)
    path.write_text(
        f"framework: {framework}\necq: {ecq}\nquestions:\n"
        "  - id: my-flood\n    text: Tell us about a flood.\n"
        f"    competencies: [{competency}]\n    type: behavioral\n"
    )


@pytest.mark.usefixtures("silent")
class TestOnASilentMachine:
    def test_a_first_start_is_possible_and_nothing_is_made(self, ask: Any, paths: Paths) -> None:
        code, findings = ask()
        assert code == 0
        essential = ("program", "packages", "data directory", "settings", "database", "bank")
        assert [findings[check]["status"] for check in essential] == ["ok"] * 6
        assert not paths.home.exists()

    def test_a_missing_voice_and_device_are_notes_that_say_what_to_do(self, ask: Any) -> None:
        code, findings = ask()
        assert code == 0
        assert findings["voice"]["status"] == findings["sound device"]["status"] == "note"
        assert findings["voice"]["detail"].startswith("no voice (")
        assert "apt install espeak-ng" in findings["voice"]["hint"]
        assert "Connect speakers" in findings["sound device"]["hint"]
        assert "not part of this version" in findings["microphone"]["detail"]

    def test_the_database_is_counted_and_left_alone(self, ask: Any, paths: Paths) -> None:
        database = open_database(paths)
        fill(database, 12)
        database.close()
        before = paths.database.read_bytes()
        code, findings = ask()
        assert code == 0
        assert findings["database"]["status"] == "ok"
        assert "12 attempts" in findings["database"]["detail"]
        assert findings["database"]["detail"].endswith(f"schema {CURRENT.number}")
        assert paths.database.read_bytes() == before

    def test_a_database_in_use_can_be_looked_at(self, ask: Any, paths: Paths) -> None:
        database = open_database(paths)
        fill(database, 3)
        with database.write():
            code, findings = ask()
        database.close()
        assert code == 0
        assert "3 attempts" in findings["database"]["detail"]

    @pytest.mark.parametrize("damage", ["noise", "cut", "page", "foreign"])
    def test_a_damaged_database_is_a_problem(self, ask: Any, paths: Paths, damage: str) -> None:
        database = open_database(paths)
        fill(database, 40)
        database.close()
        whole = paths.database.read_bytes()
        if damage == "foreign":
            paths.database.unlink()
            with closing(sqlite3.connect(paths.database)) as other:
                other.execute("CREATE TABLE attempt (id)")
        else:
            size = len(whole)
            paths.database.write_bytes(
                {
                    "noise": os.urandom(size),
                    "cut": whole[: size // 2],
                    "page": whole[:4096] + bytes(size - 4096),
                }[damage]
            )
        code, findings = ask()
        assert code == 1
        assert findings["database"]["status"] == "problem"
        assert "damaged" in findings["database"]["detail"]
        assert findings["database"]["hint"]
        assert findings["bank"]["status"] == "ok"

    def test_a_newer_database_is_a_problem(self, ask: Any, paths: Paths) -> None:
        open_database(paths).close()
        with closing(sqlite3.connect(paths.database)) as connection:
            connection.execute("PRAGMA user_version = 99")
        code, findings = ask()
        assert code == 1
        assert "newer Mock Panel (schema 99)" in findings["database"]["detail"]

    def test_a_blank_database_is_none(self, ask: Any, paths: Paths) -> None:
        paths.ensure_private(paths.home)
        paths.database.touch()
        code, findings = ask()
        assert (code, findings["database"]["status"]) == (0, "ok")

    def test_wrong_settings_are_a_problem_and_the_rest_goes_on(
        self, ask: Any, paths: Paths
    ) -> None:
        paths.ensure_private(paths.home)
        paths.settings.write_text("voise = true\n")
        code, findings = ask()
        assert code == 1
        assert "voise" in findings["settings"]["detail"]
        assert "'voice'" in findings["settings"]["hint"]
        assert findings["terminal"]["status"] == "note"

    def test_each_folder_of_ones_own_is_counted_or_its_first_problem_named(
        self, paths: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        fill_template(TECHNICAL_QUALIFICATION, "hydrology", paths.own_bank)
        broken, missing, good = (tmp_path / name for name in ("broken", "missing", "good"))
        own = {"framework": "tq-hydrology", "ecq": "hydrology", "competency": "hydrology"}
        write_question(good / "mine" / "q.yaml", **own)
        write_question(broken / "mine" / "q.yaml", **{**own, "competency": "hydrolgy"})
        folders = ", ".join(f'"{folder}"' for folder in (broken, missing, good))
        paths.settings.write_text(f"banks = [{folders}]\n")
        assert run(["doctor", "--json"]) == 0
        findings = json.loads(capsys.readouterr().out)
        own_banks = [f for f in findings if f["check"] == "own bank"]
        assert [f["status"] for f in own_banks] == ["ok", "note", "note", "ok"]
        first, wrong, gone, last = (f["detail"] for f in own_banks)
        assert first == f"{paths.own_bank}: 5 questions (5 for tq-hydrology), in use"
        assert wrong.startswith(f"{broken}/mine/q.yaml:6:")
        assert "did you mean 'hydrology'" in wrong
        assert gone == f"{missing}:1:1: cannot be read: No such file or directory"
        assert last == f"{good}: 1 question (1 for tq-hydrology), in use"
        assert f"mock-panel bank check '{broken}'" in own_banks[1]["hint"]

    def test_without_questions_of_ones_own_nothing_is_said_of_them(self, ask: Any) -> None:
        assert "own bank" not in ask()[1]

    def test_a_file_in_place_of_the_directory_is_a_problem(self, ask: Any, paths: Paths) -> None:
        paths.home.write_text("in the way")
        code, findings = ask()
        assert code == 1
        assert findings["data directory"]["status"] == "problem"
        assert "MOCK_PANEL_HOME" in findings["data directory"]["hint"]

    def test_a_directory_that_others_can_read_is_noted(self, ask: Any, paths: Paths) -> None:
        paths.home.mkdir(mode=0o755)
        code, findings = ask()
        assert code == 0
        assert findings["data directory"]["status"] == "note"
        assert findings["data directory"]["hint"].startswith("chmod 700")
        paths.home.chmod(0o700)
        assert ask()[1]["data directory"]["status"] == "ok"

    def test_text_is_aligned_and_ends_with_the_verdict(
        self, paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        assert run(["doctor"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[-2:] == ["", "Practice is possible."]
        margin = lines[0].index("mock-panel ")
        assert all(line[margin - 1] == " " and line[margin] != " " for line in lines[:-2])
        assert "\x1b" not in "".join(lines)
        paths.home.write_text("in the way")
        assert run(["doctor"]) == 1
        assert "mend data directory" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.real
@pytest.mark.usefixtures("loop")
def test_a_device_that_swallows_sound_is_not_called_good(ask: Any) -> None:
    require("espeak-ng", "no espeak-ng: sudo apt install espeak-ng")
    code, findings = ask()
    assert code == 0
    assert findings["voice"]["status"] == "ok"
    assert "espeak-ng" in findings["voice"]["detail"]
    assert findings["sound device"]["status"] == "note"
    assert "Null Output" in findings["sound device"]["detail"]


@pytest.mark.parametrize(
    ("environ", "size", "encoding", "status", "words"),
    [
        ({"TERM": "xterm-256color"}, (80, 24), "utf-8", "ok", "80x24, TERM=xterm-256color, 256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, (120, 40), "UTF-8", "ok", "16 million"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, (120, 40), "utf8", "ok", "NO_COLOR"),
        ({"TERM": "xterm"}, (79, 24), "utf-8", "note", "79x24"),
        ({"TERM": "xterm"}, (80, 23), "utf-8", "note", "80x23"),
        ({"TERM": "dumb"}, (80, 24), "utf-8", "note", "TERM=dumb"),
        ({}, (80, 24), "utf-8", "note", "TERM=not set"),
        ({"TERM": "xterm"}, (80, 24), "ANSI_X3.4-1968", "note", "ANSI"),
        ({"TERM": "xterm"}, None, "utf-8", "note", "not a terminal"),
    ],
)
def test_the_terminal_is_judged_by_what_the_app_needs(
    environ: dict[str, str],
    size: tuple[int, int] | None,
    encoding: str,
    status: str,
    words: str,
) -> None:
    (finding,) = terminal(environ, os.terminal_size(size) if size else None, encoding)
    assert finding.status == status
    assert words in finding.detail
    assert bool(finding.hint) == (status != "ok")


def test_a_check_that_breaks_is_a_finding_and_keeps_what_it_found() -> None:
    def breaking() -> Iterator[Finding]:
        yield Finding("bank", Status.OK, "there")
        raise ZeroDivisionError("oh")

    first, second = found("bank", breaking)
    assert first.detail == "there"
    assert second.status is Status.PROBLEM
    assert "ZeroDivisionError: oh" in second.detail


def test_a_long_path_is_not_torn_apart() -> None:
    path = "/a-long-directory" * 6
    lines = list(report([Finding("bank", Status.OK, f"{path}: 3 questions", "Do this.")], 60))
    assert any(path in line for line in lines)
    assert [line.strip() for line in lines if "To do" in line] == ["To do: Do this."]
